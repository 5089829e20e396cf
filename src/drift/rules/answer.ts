import type { Answer, Media } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { child } from '../../model/pointer.ts';
import type { Version } from '../../model/version.ts';
import { answersOnly, commonAnswers, isClientError, isSuccess, mediaName, statusOf } from '../answers.ts';
import { line, only, request } from '../request-line.ts';
import type { Found, OperationRule } from '../rule.ts';

const RESPONSES = 'OpenAPI 3.0.3, 4.7.16';
const HEADER = 'OpenAPI 3.0.3, 4.7.21';
const MEDIA = 'OpenAPI 3.0.3, 4.7.14';
const JSON_BODY = { 'application/json': { schema: { type: 'object' } } };
const responses = (...listed: string[]): Json => ({ responses: Object.fromEntries(listed.map((status) => [status, { description: 'x' }])) });
const answering = (more: Record<string, Json>, status = '200'): Json => ({ responses: { [status]: { description: 'x', ...more } } });
const headers = (more: Record<string, Json>): Json => answering({ headers: more });

const told = ({ required }: { required: boolean }): string => (required ? 'required' : 'optional');

const isOther = (status: string): boolean => !isSuccess(status) && !isClientError(status);
const statuses = ({ operation }: Version, is: (status: string) => boolean): string => operation.answers.map(statusOf).filter(is).sort().join(', ') || 'none';

type Header = Answer['headers'][number];
const headerName = ({ name }: Header): string => name.toLowerCase();

const statusesFound =
  (side: 'added' | 'removed', is: (status: string) => boolean) =>
  (before: Version, after: Version): Found[] =>
    (side === 'added' ? answersOnly(after, before, is) : answersOnly(before, after, is)).map((answer) => ({
      at: `answer ${answer.status}`,
      before: side === 'added' ? null : answer.status,
      after: side === 'added' ? answer.status : null,
      places: side === 'added' ? { after: answer.pointer } : { before: answer.pointer },
      witness: line(`${request(before)} answers ${statuses(before, is)}`, `${request(after)} answers ${statuses(after, is)}`),
    }));

const ofAnswers = (before: Version, after: Version, find: (earlier: Answer, later: Answer, status: string) => Found[]): Found[] =>
  commonAnswers(before, after).flatMap(({ status, before: earlier, after: later }) => find(earlier, later, status));

/** The headers both answers have, each with where it is told. */
const commonHeaders = (before: Version, after: Version): { at: string; before: Header; after: Header }[] =>
  commonAnswers(before, after).flatMap(({ status, before: earlier, after: later }) =>
    earlier.headers.flatMap((header) => {
      const now = later.headers.find((candidate) => headerName(candidate) === headerName(header));
      return now ? [{ at: `answer ${status} header ${header.name}`, before: header, after: now }] : [];
    }),
  );

const headersMade = (before: Version, after: Version, required: boolean): Found[] =>
  commonHeaders(before, after)
    .filter((both) => both.before.required !== required && both.after.required === required)
    .map((both) => ({
      at: both.at,
      before: told(both.before),
      after: told(both.after),
      places: { before: both.before.pointer, after: both.after.pointer },
    }));

const headersDeprecated = (before: Version, after: Version, now: boolean): Found[] => {
  const isDeprecated = ({ raw }: Version, { pointer }: Header): boolean => raw(`${pointer}/deprecated`) === true;
  return commonHeaders(before, after)
    .filter((both) => isDeprecated(before, both.before) !== now && isDeprecated(after, both.after) === now)
    .map((both) => ({ at: both.at, before: !now, after: now, places: { before: both.before.pointer, after: both.after.pointer } }));
};

const hasBody = ({ media }: Answer): boolean => media.length > 0;
/** The media types one of two answers with bodies has alone. */
const bodiesOnly = (of: Answer, beside: Answer): Media[] => (hasBody(of) && hasBody(beside) ? only(of.media, beside.media, mediaName) : []);

/** Members by which programs tell errors apart, and what a word for programs looks like. */
const CODE = /\/(code|type|error|error_?code|reason|key)$/i;
const isCode = (value: Json): boolean => typeof value === 'number' || (typeof value === 'string' && /^[\w.:/-]+$/.test(value));

/** The codes in an answer's examples, by where they stand. */
function errorCodes({ media }: Answer): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const visit = (value: Json, at: string): void => {
    if (CODE.test(at) && isCode(value)) found.set(at, new Set([...(found.get(at) ?? []), String(value)]));
    if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) visit(inner, child(at, Array.isArray(value) ? '*' : name));
  };
  for (const { examples } of media) for (const { value } of examples) if (value !== undefined) visit(value, '');
  return found;
}

/** How an operation answers, besides schemas. */
export const answerRules: readonly OperationRule[] = [
  {
    id: 'answer-success-status-added',
    says: 'success may have one more status',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'success-status', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: responses('200'), after: responses('200', '201') },
    find: statusesFound('added', isSuccess),
  },
  {
    id: 'answer-success-status-removed',
    says: 'a success status is gone',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'success-status', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: responses('200', '201'), after: responses('200') },
    find: statusesFound('removed', isSuccess),
  },
  {
    id: 'answer-client-error-added',
    says: 'requests may be refused with one more status',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'client-error', change: 'added' },
    effect: 'widening',
    severity: 'warn',
    example: { before: responses('200'), after: responses('200', '403') },
    find: statusesFound('added', isClientError),
  },
  {
    id: 'answer-client-error-removed',
    says: 'a status of refusals is not documented any more',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'client-error', change: 'removed' },
    effect: 'neutral',
    severity: 'info',
    example: { before: responses('200', '423'), after: responses('200') },
    find: statusesFound('removed', isClientError),
  },
  {
    id: 'answer-other-status-added',
    says: 'one more status outside success and refusal is documented',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'other-status', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: responses('200'), after: responses('200', '503') },
    find: statusesFound('added', isOther),
  },
  {
    id: 'answer-other-status-removed',
    says: 'a status outside success and refusal is not documented any more',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'other-status', change: 'removed' },
    effect: 'neutral',
    severity: 'info',
    example: { before: responses('200', '503'), after: responses('200') },
    find: statusesFound('removed', isOther),
  },
  {
    id: 'answer-body-added',
    says: 'answers have a body where none was',
    basis: MEDIA,
    direction: 'answer',
    cell: { subject: 'body', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: answering({}), after: answering({ content: JSON_BODY }) },
    find: (before, after) =>
      ofAnswers(before, after, (earlier, later, status) =>
        hasBody(later) && !hasBody(earlier) ? [{ at: `answer ${status}`, before: 'no body', after: 'a body', places: { after: later.pointer } }] : [],
      ),
  },
  {
    id: 'answer-body-removed',
    says: 'answers have no body any more',
    basis: MEDIA,
    direction: 'answer',
    cell: { subject: 'body', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: answering({ content: JSON_BODY }), after: answering({}) },
    find: (before, after) =>
      ofAnswers(before, after, (earlier, later, status) =>
        hasBody(earlier) && !hasBody(later)
          ? [
              {
                at: `answer ${status}`,
                before: 'a body',
                after: 'no body',
                places: { before: earlier.pointer, after: later.pointer },
                witness: line(`${request(before)} answers ${status} with a body`, `${request(after)} answers ${status} without one`),
              },
            ]
          : [],
      ),
  },
  {
    id: 'answer-error-example-changed',
    says: 'the examples of a refusal carry another code',
    basis: 'OpenAPI 3.0.3, 4.7.19',
    direction: 'answer',
    cell: { subject: 'error-example', change: 'changed' },
    // Only a sample says so.
    effect: 'neutral',
    severity: 'warn',
    example: {
      before: answering({ content: { 'application/json': { example: { code: 'a' } } } }, '400'),
      after: answering({ content: { 'application/json': { example: { code: 'b' } } } }, '400'),
    },
    find: (before, after) =>
      ofAnswers(before, after, (earlier, later, status) =>
        isSuccess(status)
          ? []
          : [...errorCodes(earlier)].flatMap(([at, codes]): Found[] => {
              const now = errorCodes(later).get(at);
              const gone = [...codes].filter((code) => now !== undefined && !now.has(code));
              return now === undefined || gone.length === 0
                ? []
                : [
                    {
                      at: `answer ${status} example ${at}`,
                      before: [...codes].join(', '),
                      after: [...now].join(', '),
                      places: { before: earlier.pointer, after: later.pointer },
                    },
                  ];
            }),
      ),
  },
  {
    id: 'answer-media-type-added',
    says: 'answers may be of one more media type',
    basis: MEDIA,
    direction: 'answer',
    cell: { subject: 'media-type', change: 'added' },
    effect: 'widening',
    severity: 'warn',
    example: {
      before: { responses: { 200: { description: 'x', content: JSON_BODY } } },
      after: { responses: { 200: { description: 'x', content: { ...JSON_BODY, 'text/csv': {} } } } },
    },
    find: (before, after) =>
      ofAnswers(before, after, (earlier, later, status) =>
        bodiesOnly(later, earlier).map((media) => ({
          at: `answer ${status} media type`,
          before: null,
          after: media.name,
          detail: mediaName(media),
          places: { before: earlier.pointer, after: later.pointer },
        })),
      ),
  },
  {
    id: 'answer-media-type-removed',
    says: 'answers are not of a media type any more',
    basis: MEDIA,
    direction: 'answer',
    cell: { subject: 'media-type', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: {
      before: { responses: { 200: { description: 'x', content: { ...JSON_BODY, 'text/csv': {} } } } },
      after: { responses: { 200: { description: 'x', content: JSON_BODY } } },
    },
    find: (before, after) =>
      ofAnswers(before, after, (earlier, later, status) =>
        bodiesOnly(earlier, later).map((media) => ({
          at: `answer ${status} media type`,
          before: media.name,
          after: null,
          detail: mediaName(media),
          places: { before: earlier.pointer, after: later.pointer },
          witness: line(`${request(before)} answers ${media.name}`, `${request(after)} answers ${later.media.map(({ name }) => name).join(', ') || 'no body'}`),
        })),
      ),
  },
  {
    id: 'answer-header-added',
    says: 'answers have one more header',
    basis: HEADER,
    direction: 'answer',
    cell: { subject: 'header', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: headers({}), after: headers({ 'x-id': {} }) },
    find: (before, after) =>
      ofAnswers(before, after, (earlier, later, status) =>
        only(later.headers, earlier.headers, headerName).map((header) => ({
          at: `answer ${status} header ${header.name}`,
          before: null,
          after: told(header),
          places: { after: header.pointer },
        })),
      ),
  },
  {
    id: 'answer-header-removed',
    says: 'a header of answers is not documented any more',
    basis: HEADER,
    direction: 'answer',
    cell: { subject: 'header', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: headers({ 'x-id': {} }), after: headers({}) },
    find: (before, after) =>
      ofAnswers(before, after, (earlier, later, status) =>
        only(earlier.headers, later.headers, headerName).map((header) => ({
          at: `answer ${status} header ${header.name}`,
          before: told(header),
          after: null,
          places: { before: header.pointer },
          witness: line(`${request(before)} answers with ${header.name}`, `${request(after)} answers without it`),
        })),
      ),
  },
  {
    id: 'answer-header-required',
    says: 'a header is always there',
    basis: HEADER,
    direction: 'answer',
    cell: { subject: 'header', change: 'required' },
    effect: 'neutral',
    severity: 'info',
    example: { before: headers({ 'x-id': {} }), after: headers({ 'x-id': { required: true } }) },
    find: (before, after) => headersMade(before, after, true),
  },
  {
    id: 'answer-header-optional',
    says: 'a header may be missing',
    basis: HEADER,
    direction: 'answer',
    cell: { subject: 'header', change: 'optional' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: headers({ 'x-id': { required: true } }), after: headers({ 'x-id': {} }) },
    find: (before, after) =>
      headersMade(before, after, false).map((found) => ({
        ...found,
        witness: line(`${request(before)} always answers with ${found.at.split(' ').at(-1)}`, `${request(after)} may answer without it`),
      })),
  },
  {
    id: 'answer-header-deprecation-added',
    says: 'a header of answers is on its way out',
    basis: HEADER,
    direction: 'answer',
    cell: { subject: 'header-deprecation', change: 'added' },
    effect: 'neutral',
    severity: 'warn',
    example: { before: headers({ 'x-id': {} }), after: headers({ 'x-id': { deprecated: true } }) },
    find: (before, after) => headersDeprecated(before, after, true),
  },
  {
    id: 'answer-header-deprecation-removed',
    says: 'a header of answers is not on its way out any more',
    basis: HEADER,
    direction: 'answer',
    cell: { subject: 'header-deprecation', change: 'removed' },
    effect: 'neutral',
    severity: 'info',
    example: { before: headers({ 'x-id': { deprecated: true } }), after: headers({ 'x-id': {} }) },
    find: (before, after) => headersDeprecated(before, after, false),
  },
];
