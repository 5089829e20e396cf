import type { Clause } from '../model/clause.ts';
import type { Answer, Operation } from '../model/contract.ts';
import type { Stated } from '../model/place.ts';
import { segments } from '../model/pointer.ts';
import type { Schemas } from '../model/schemas.ts';
import { aboutMember, type MemberPromise, memberPromises, saysOf } from './member-clauses.ts';
import type { Source } from './source.ts';
import { gradeAt } from './stated.ts';

type Draft = Omit<Clause, 'place'> & { pointer: string };

/** Every promise the OpenAPI document makes about the operation. */
export function operationClauses(source: Source, operation: Operation, schemas: Schemas): Clause[] {
  const grade = (pointer: string, keyword?: string): Stated | undefined => gradeAt(source.data, pointer, keyword);
  const stated = (pointer: string): Stated => grade(pointer) ?? 'schema';
  const drafts: Draft[] = [
    ...requestClauses(operation, stated),
    ...requestMembers(operation, schemas, grade),
    ...operation.answers.flatMap((answer) => answerClauses(answer, stated)),
    ...operation.answers.flatMap((answer) => answerMembers(answer, schemas, grade)),
  ];
  return drafts.map(({ pointer, ...clause }) => ({
    ...clause,
    place: { file: source.file, line: source.lineOf(pointer), pointer },
  }));
}

function requestClauses({ requestBody, pointer, label }: Operation, stated: (pointer: string) => Stated): Draft[] {
  const group = 'body is JSON as documented';
  const about = (aspect: 'required' | 'object' | 'media-type' | 'method' | 'example') => ({ kind: 'request-body', aspect }) as const;
  return [
    ...(requestBody.required
      ? [
          {
            id: 'request#body-required',
            says: 'a body is required',
            group,
            stated: stated(requestBody.pointer),
            about: about('required'),
            pointer: `${requestBody.pointer}/required`,
          },
        ]
      : []),
    {
      id: 'request#media-type',
      says: `the body is sent as ${requestBody.media.map(({ name }) => name).join(' or ')}`,
      group,
      stated: stated(requestBody.pointer),
      about: about('media-type'),
      pointer: `${requestBody.pointer}/content`,
    },
    {
      id: 'answers#documented',
      says: 'every status that is answered is documented',
      group: 'every status is documented',
      stated: 'assumed',
      about: { kind: 'answer', aspect: 'status', status: '*' },
      pointer: `${pointer}/responses`,
    },
    { id: 'request#method', says: `the operation is ${label}`, group: 'other methods are refused', stated: stated(pointer), about: about('method'), pointer },
    ...requestBody.media
      .flatMap(({ examples }) => examples)
      .map(({ name, pointer: at, value }) => ({
        id: `request#example/${name}`,
        says: `the documented example (${name}) is accepted`,
        group: 'documented examples are accepted',
        stated: 'example' as const,
        about: { kind: 'request-body' as const, aspect: 'example' as const, value },
        pointer: at,
      })),
  ];
}

function requestMembers({ requestBody }: Operation, schemas: Schemas, grade: (pointer: string, keyword?: string) => Stated | undefined): Draft[] {
  const schema = requestBody.media[0]?.schema;
  if (schema === undefined) return [];
  const walk = { schemas, direction: 'request' as const, grade };
  const promises = memberPromises(walk, schemas.nodes({ pointer: schema, direction: 'request' }), '', grade(schema) ?? 'schema');
  return memberDrafts(promises, 'request', (promise) => ({ where: 'body', group: promise.at, about: aboutMember(promise) }));
}

function answerClauses(answer: Answer, stated: (pointer: string) => Stated): Draft[] {
  const { status, pointer, media } = answer;
  const success = status.startsWith('2');
  const group = success ? `a valid request is answered ${status}` : errorGroup(status);
  const grade = stated(pointer);
  return [
    {
      id: `answer/${status}#status`,
      says: success ? `a valid request is answered ${status}` : `${status} may be answered`,
      group,
      stated: grade,
      about: { kind: 'answer', aspect: success ? 'success' : 'status', status },
      pointer,
    },
    ...(media.length > 0
      ? [
          {
            id: `answer/${status}#media-type`,
            says: `${status} carries ${media.map(({ name }) => name).join(' or ')}`,
            group,
            stated: grade,
            about: { kind: 'answer' as const, aspect: 'media-type' as const, status },
            pointer: `${pointer}/content`,
          },
          {
            id: `answer/${status}#body`,
            says: `the body of ${status} keeps its schema`,
            group,
            stated: grade,
            about: { kind: 'answer' as const, aspect: 'body' as const, status },
            pointer: `${pointer}/content`,
          },
        ]
      : []),
    ...answer.headers.map((header) => ({
      id: `answer/${status}#header/${header.name.toLowerCase()}`,
      says: `${status} ${header.required ? 'carries' : 'may carry'} the header ${header.name}`,
      group,
      stated: stated(header.pointer),
      about: { kind: 'answer' as const, aspect: 'header' as const, status, value: header.name },
      pointer: header.pointer,
    })),
    ...media
      .flatMap(({ examples }) => examples)
      .map(({ name, pointer: at, value }) => ({
        id: `answer/${status}#example/${name}`,
        says: `${status} looks like its example (${name})`,
        group: success ? `${status} looks like its example` : group,
        stated: 'example' as const,
        about: { kind: 'answer' as const, aspect: 'example' as const, status, value },
        pointer: at,
      })),
  ];
}

function answerMembers({ status, media, pointer }: Answer, schemas: Schemas, grade: (pointer: string, keyword?: string) => Stated | undefined): Draft[] {
  const schema = media[0]?.schema;
  if (schema === undefined) return [];
  const walk = { schemas, direction: 'response' as const, grade };
  const promises = memberPromises(walk, schemas.nodes({ pointer: schema, direction: 'response' }), '', grade(pointer) ?? 'schema');
  return memberDrafts(promises, `answer/${status}`, (promise) => ({
    where: `body of ${status}`,
    group: answerGroup(promise.at, status),
    about: aboutMember(promise, status),
  }));
}

/** Members inside another member are tested together: `body /address has members as documented`. */
const nestedGroup = (at: string): string => `body /${segments(at)[0] ?? ''} has members as documented`;

const errorGroup = (status: string): string => `errors are answered as documented for ${status}`;

/** Members of a success are tested by the part of the body they lie in; those of an error together with its status. */
function answerGroup(at: string, status: string): string {
  if (!status.startsWith('2')) return errorGroup(status);
  const parts = segments(at).slice(0, -1).slice(0, 2);
  return `body of ${status}${parts.length === 0 ? '' : ` /${parts.join('/')}`} carries its documented members`;
}

/** Clause drafts of member promises: ids made unique, a request location's promises sharing one readable group title. */
function memberDrafts(
  promises: readonly MemberPromise[],
  prefix: string,
  frame: (promise: MemberPromise) => { where: string; group: string; about: Clause['about'] },
): Draft[] {
  const used = new Map<string, number>();
  const titles = new Map<string, string[]>();
  for (const promise of promises) {
    const titled = titles.get(promise.at) ?? [];
    const says = saysOf(promise);
    titles.set(promise.at, titled.includes(says) ? titled : [...titled, says]);
  }
  return promises.map((promise) => {
    const plain = `${prefix}${promise.at}#${promise.keyword}`;
    const count = (used.get(plain) ?? 0) + 1;
    used.set(plain, count);
    const { where, group, about } = frame(promise);
    const title =
      segments(promise.at).length > 1
        ? nestedGroup(promise.at)
        : `body ${promise.at === '' ? '' : `${promise.at} `}${(titles.get(promise.at) ?? []).join(', ')}`;
    return {
      id: count === 1 ? plain : `${plain}~${count}`,
      says: `${where} ${promise.at} ${saysOf(promise)}`.replace('  ', ' '),
      group: group === promise.at ? title : group,
      stated: promise.stated,
      about,
      pointer: promise.pointer,
    };
  });
}
