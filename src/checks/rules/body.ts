import { type Answer, answerFor, isJsonMediaType, mediaTypeName } from '../../model/contract.ts';
import { header } from '../../model/exchange.ts';
import { type Json, valueAt } from '../../model/json.ts';
import { child, isWithin, parentOf } from '../../model/pointer.ts';
import type { Violation } from '../../model/schemas.ts';
import type { FaultKind } from '../../model/sheet.ts';
import { clauseIndex } from '../clauses.ts';
import { compiledEnvelope } from '../envelope.ts';
import { unknownMembers } from '../members.ts';
import { type Check, deviation, type Look, type Observation, seen, subject, upheld } from '../rule.ts';
import { GATEWAY_STATUSES } from './status.ts';

/** The documented answer a body is held against, unless a layer before the operation may have answered (rule 6). */
function documented(look: Look): Answer | undefined {
  const { fault, intent } = look.step.expect;
  if (look.step.role !== 'create' || (intent !== 'accept' && (fault === 'method' || fault === 'not-acceptable'))) return undefined;
  if (meantOtherwise(look)) return undefined;
  return answerFor(look.contract.operation, look.answer.status);
}

/** Faults the operation itself tells of; all others may be told of before it. */
const OWN_FAULTS: readonly (FaultKind | undefined)[] = ['invalid-body', 'credentials', 'scope', 'duplicate'];

/** A firewall's word: nothing the operation refuses was sent, and the status is promised for other kinds of fault only. */
function meantOtherwise({ contract: { sheet }, step: { expect }, answer }: Look): boolean {
  if (expect.intent === 'accept' || (expect.intent === 'reject' && OWN_FAULTS.includes(expect.fault))) return false;
  const promised = (sheet.rejections ?? []).filter(({ status }) => status.includes(answer.status));
  return promised.length > 0 && promised.every(({ kind }) => kind !== expect.fault && kind !== 'invalid-body');
}

/** True where the sheet lets another layer answer this kind of fault, and the body is of that layer's shape. */
function foreignEnvelope(look: Look): boolean {
  const { fault } = look.step.expect;
  const json = look.answer.json;
  return (
    fault !== undefined &&
    json !== undefined &&
    (look.contract.sheet.otherEnvelopes ?? []).some((envelope) => envelope.appliesTo.includes(fault) && compiledEnvelope(envelope)(json.value).length === 0)
  );
}

const contentType = (look: Look): string => header(look.answer.headers, 'content-type') ?? '';

/** The clause a violation stands for: the nearest promise at or above its place, the body as a whole at last. */
function clauseFor(look: Look, status: string, { at, keyword, member }: Violation): string {
  const exact = keyword === 'required' && member !== undefined ? child(at, member) : at;
  const known = clauseIndex(look.contract).byId;
  for (let place: string | undefined = template(look, status, exact); place !== undefined; place = parentOf(place)?.parent) {
    for (const candidate of [keyword, 'oneOf', 'anyOf', 'type'])
      if (known.has(`answer/${status}${place}#${candidate}`)) return `answer/${status}${place}#${candidate}`;
  }
  return `answer/${status}#body`;
}

/** A concrete pointer as the template the clauses use: array indexes and map keys become `*`. */
function template(look: Look, status: string, at: string): string {
  const known = clauseIndex(look.contract).places(status);
  return at
    .split('/')
    .slice(1)
    .reduce((made, part) => (known.has(`${made}/${part}`) || !known.has(`${made}/*`) ? `${made}/${part}` : `${made}/*`), '');
}

/** That a branch of `if` failed says nothing where the violation inside the branch is told. */
const telling = (found: readonly Violation[]): Violation[] =>
  found.filter(({ at, keyword }) => keyword !== 'if' || !found.some((other) => other.keyword !== 'if' && isWithin(other.at, at)));

function schemaVerdicts(look: Look, answer: Answer, value: Json): Observation[] {
  const media = answer.media.find(({ name }) => isJsonMediaType(name)) ?? answer.media[0];
  if (media?.schema === undefined) return [];
  const ref = { pointer: media.schema, direction: 'response' as const };
  const strict = telling(look.contract.schemas.violations(ref, value, 'strict'));
  if (strict.length === 0) return [];
  const lenient = telling(look.contract.schemas.violations(ref, value, 'lenient'));
  const same =
    (a: Violation) =>
    (b: Violation): boolean =>
      a.at === b.at && a.keyword === b.keyword;
  // What only the narrow reading refuses is ambiguous in the document: a gap (rule 12 of judgement).
  const ambiguous = strict.filter((violation) => !lenient.some(same(violation)));
  const report = (violation: Violation, atMost?: 'gap'): Observation => {
    const place = template(
      look,
      answer.status,
      violation.keyword === 'required' && violation.member !== undefined ? child(violation.at, violation.member) : violation.at,
    );
    const actual = violation.keyword === 'required' ? 'absent' : (violation.actual ?? null);
    const clause = clauseFor(look, answer.status, violation);
    const about = clauseIndex(look.contract).byId.get(clause)?.about;
    // What fails inside a condition is reported at the condition: its branches are no promises by themselves.
    return deviation(look, clause, (about?.kind === 'answer-member' ? about.at : place) || 'body', violation.expected, actual, atMost);
  };
  return [...lenient.map((violation) => report(violation)), ...ambiguous.map((violation) => report(violation, 'gap'))];
}

export const bodyChecks: readonly Check[] = [
  {
    id: 'content-type-other',
    asks: 'the body comes as the documented media type',
    basis: 'OpenAPI 3.0.3 4.7.17; RFC 9110 8.3',
    example: { rule: 'everything', answers: [{ status: 201, body: { id: '1' }, headers: { 'content-type': 'text/html' } }], finds: ['breach at content-type'] },
    find: (look) => {
      const answer = documented(look);
      if (!answer || answer.media.length === 0) return [];
      const clause = `answer/${answer.status}#media-type`;
      if (look.answer.bytes === 0) return [deviation(look, clause, 'body', `a body of ${answer.media.map(({ name }) => name).join(' or ')}`, 'no body')];
      const type = mediaTypeName(contentType(look));
      const listed = answer.media.some(
        ({ name }) => mediaTypeName(name) === type || name === '*/*' || (name.endsWith('/*') && type.startsWith(name.slice(0, -1))),
      );
      return [
        listed
          ? upheld(clause, 'content-type')
          : deviation(look, clause, 'content-type', answer.media.map(({ name }) => name).join(' or '), contentType(look) || 'none'),
      ];
    },
  },
  {
    id: 'body-not-json',
    asks: 'a body called JSON is JSON',
    basis: 'RFC 8259 2 and 8.1',
    example: { rule: 'everything', answers: [{ status: 201, text: '{"id":', headers: { 'content-type': 'application/json' } }], finds: ['breach at body'] },
    find: (look) => {
      // It must not be sent, and many a parser stops at it.
      const marked = look.answer.text.startsWith('\ufeff');
      if ((look.answer.json !== undefined && !marked) || look.answer.bytes === 0) return [];
      const answer = documented(look);
      if (answer?.media.some(({ name }) => isJsonMediaType(name)))
        return [deviation(look, `answer/${answer.status}#body`, 'body', 'JSON', marked ? 'JSON behind a byte order mark' : look.answer.text.slice(0, 80))];
      return isJsonMediaType(contentType(look)) ? [seen(subject(look), 'body', 'JSON, as its media type says', look.answer.text.slice(0, 80), 'gap')] : [];
    },
  },
  {
    id: 'body-schema-broken',
    asks: 'the body keeps the documented schema of its status',
    basis: 'OpenAPI 3.0.3 4.7.17; JSON Schema 2020-12',
    example: { rule: 'everything', answers: [{ status: 201, body: { id: 7 } }], finds: ['breach at /id'] },
    find: (look) => {
      const answer = documented(look);
      const json = look.answer.json;
      if (!answer || !json || foreignEnvelope(look)) return [];
      const found = schemaVerdicts(look, answer, json.value);
      const hit = new Set(found.map(({ clause }) => clause));
      const whole = `answer/${answer.status}#body`;
      const held = clauseIndex(look.contract)
        .exercised(answer.status, json.value)
        .filter(({ id }) => !hit.has(id));
      return [
        ...found,
        ...held.map(({ id, about }) => upheld(id, 'at' in about ? about.at : 'body')),
        ...(answer.media[0]?.schema === undefined || found.length > 0 ? [] : [upheld(whole, 'body')]),
      ];
    },
  },
  {
    id: 'error-envelope-broken',
    asks: 'errors of undocumented statuses keep the provider-wide envelope',
    basis: 'sheet; rule 6 of judgement',
    example: {
      rule: 'required-omitted',
      sheet: { errorEnvelope: { appliesTo: ['invalid-body'], stated: 'prose', schema: { type: 'object', required: ['reason'] } } },
      answers: [{ status: 422, body: { message: 'no' } }],
      finds: ['breach at /reason'],
    },
    find: (look) => {
      const envelope = look.contract.sheet.errorEnvelope;
      const { fault, intent } = look.step.expect;
      const { status, json } = look.answer;
      if (!envelope || (intent !== 'reject' && intent !== 'either') || fault === undefined || !envelope.appliesTo.includes(fault)) return [];
      if (status < 400 || status >= 500 || GATEWAY_STATUSES.has(status) || answerFor(look.contract.operation, status)) return [];
      // What may be taken as well can be stopped before the operation, by a firewall: its page breaks no promise (rule 6 of judgement).
      const atMost = intent === 'either' ? 'gap' : undefined;
      if (!json) return [deviation(look, 'error-envelope', 'body', 'the provider-wide error object', look.answer.text.slice(0, 80) || 'no body', atMost)];
      const found = compiledEnvelope(envelope)(json.value);
      if (found.length === 0) return [upheld('error-envelope', 'body')];
      return found.map((violation) =>
        deviation(
          look,
          'error-envelope',
          violation.member === undefined ? violation.at || 'body' : child(violation.at, violation.member),
          violation.expected,
          violation.actual ?? 'absent',
        ),
      );
    },
  },
  {
    id: 'error-code-other',
    asks: 'machine-readable codes are the ones the example shows',
    basis: 'OpenAPI 3.0.3 4.7.17 (example)',
    example: { rule: 'required-omitted', answers: [{ status: 400, body: { message: 'no', code: 'other_code' } }], finds: ['gap at /code'] },
    find: (look) => {
      const answer = documented(look);
      const json = look.answer.json;
      if (
        !answer ||
        !json ||
        answer.status.startsWith('2') ||
        !['invalid-body', 'credentials', 'duplicate'].includes(look.step.expect.fault ?? '') ||
        foreignEnvelope(look)
      )
        return [];
      return answer.media
        .flatMap(({ examples }) => examples)
        .flatMap(({ name, value }) =>
          ['/code', '/type'].flatMap((at) => {
            const [wanted, given] = [valueAt(value, at), valueAt(json.value, at)];
            if (typeof wanted !== 'string' || given === undefined) return [];
            const clause = `answer/${answer.status}#example/${name}`;
            return [wanted === given ? upheld(clause, at) : deviation(look, clause, at, wanted, given, 'gap')];
          }),
        );
    },
  },
  {
    id: 'header-missing',
    asks: 'documented headers are there',
    basis: 'OpenAPI 3.0.3 4.7.21',
    example: { rule: 'everything', answers: [{ status: 201, body: { id: '1' }, headers: { location: '' } }], finds: ['breach at location'] },
    find: (look) =>
      (documented(look)?.headers ?? [])
        .filter(({ required }) => required)
        .map(({ name }) => {
          const clause = `answer/${documented(look)?.status ?? ''}#header/${name.toLowerCase()}`;
          return header(look.answer.headers, name) ? upheld(clause, name.toLowerCase()) : deviation(look, clause, name.toLowerCase(), 'present', 'absent');
        }),
  },
  {
    id: 'member-undocumented',
    asks: 'answers hold documented members only',
    basis: 'rule 13 of judgement',
    example: { rule: 'everything', answers: [{ status: 201, body: { id: '1', surprise: true } }], finds: ['gap at /surprise'] },
    find: (look) => {
      const answer = documented(look);
      const json = look.answer.json;
      const schema = answer?.media[0]?.schema;
      if (!answer || !json || schema === undefined || foreignEnvelope(look)) return [];
      return unknownMembers(look, schema, json.value).map((at) =>
        seen(`answer/${answer.status}#body`, at, 'a documented member', 'an undocumented one', 'gap'),
      );
    },
  },
];
