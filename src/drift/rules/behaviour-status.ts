import { type AnswerSeen, type Asked, isSuccess } from '../behaviour/answer.ts';
import type { BehaviourRule, Change, Pair } from '../behaviour/rule.ts';

const made: AnswerSeen = { status: 201, facts: { media: 'application/json', body: 'object' } };
const refused: AnswerSeen = { status: 400, facts: { media: 'application/json', body: 'object' } };
const failed: AnswerSeen = { status: 500, facts: { media: 'text/html', body: 'text' } };
const answering = (answer: AnswerSeen, status: number): AnswerSeen => ({ ...answer, status });

/** Faults a caller tells apart by their status. */
const TOLD_APART: readonly Asked[] = ['invalid-body', 'credentials', 'scope', 'duplicate', 'valid', 'open', 'read'];

const isRefusal = ({ status }: AnswerSeen): boolean => status >= 400 && status < 500;
const isFailure = ({ status }: AnswerSeen): boolean => status >= 500;
const status = ({ before, after }: Pair): Change[] => [{ before: before.status, after: after.status }];
const where =
  (is: (pair: Pair) => boolean) =>
  (pair: Pair): Change[] =>
    is(pair) ? status(pair) : [];

/** Accepted before, refused now, and the other way round. */
const shut =
  (...asked: Asked[]) =>
  (pair: Pair): boolean =>
    asked.includes(pair.asked) && isSuccess(pair.before) && isRefusal(pair.after);
const opened =
  (...asked: Asked[]) =>
  (pair: Pair): boolean =>
    asked.includes(pair.asked) && isRefusal(pair.before) && isSuccess(pair.after);

const FAULTS: readonly Asked[] = ['invalid-body', 'body', 'malformed-json', 'media-type', 'not-acceptable', 'method', 'too-large', 'other'];
const STATUS = { direction: 'answer', basis: 'RFC 9110 15', perClause: true } as const;
const REQUEST = { direction: 'request', perClause: true } as const;

/** What became of requests: taken, refused, failed at, and with which status. */
export const statusRules: readonly BehaviourRule[] = [
  {
    ...REQUEST,
    id: 'valid-refused',
    says: 'a valid request that was accepted is refused',
    basis: 'rule 7 of judgement: acceptance',
    effect: 'breaking',
    severity: 'breaking',
    example: { asked: 'valid', before: made, after: refused },
    find: where(shut('valid')),
  },
  {
    ...REQUEST,
    id: 'valid-accepted',
    says: 'a valid request that was refused is accepted',
    basis: 'rule 7 of judgement: acceptance',
    effect: 'widening',
    severity: 'info',
    example: { asked: 'valid', before: refused, after: made },
    find: where(opened('valid')),
  },
  {
    ...REQUEST,
    id: 'open-refused',
    says: 'a request the document leaves open was accepted and is refused',
    basis: 'rule 14 of judgement: what the document leaves open',
    effect: 'breaking',
    severity: 'warn',
    example: { asked: 'open', before: made, after: refused },
    find: where(shut('open')),
  },
  {
    ...REQUEST,
    id: 'open-accepted',
    says: 'a request the document leaves open was refused and is accepted',
    basis: 'rule 14 of judgement: what the document leaves open',
    effect: 'widening',
    severity: 'info',
    example: { asked: 'open', before: refused, after: made },
    find: where(opened('open')),
  },
  {
    ...REQUEST,
    id: 'invalid-accepted',
    says: 'a request with a fault was refused and is accepted',
    basis: 'rule 4 of judgement: rejection',
    effect: 'widening',
    severity: 'warn',
    example: { asked: 'invalid-body', before: refused, after: made },
    find: where(opened(...FAULTS)),
  },
  {
    ...REQUEST,
    id: 'invalid-refused',
    says: 'a request with a fault was accepted and is refused',
    basis: 'rule 4 of judgement: rejection',
    effect: 'breaking',
    severity: 'warn',
    example: { asked: 'invalid-body', before: made, after: refused },
    find: where(shut(...FAULTS, 'duplicate', 'credentials', 'scope')),
  },
  {
    ...REQUEST,
    id: 'duplicate-accepted',
    says: 'a second record with the same natural key was refused and is made',
    basis: 'sheet: naturalKeys; a caller that relies on the refusal makes doubles',
    effect: 'widening',
    severity: 'breaking',
    example: { asked: 'duplicate', before: answering(refused, 409), after: made },
    find: where(opened('duplicate')),
  },
  {
    ...REQUEST,
    id: 'credential-accepted',
    says: 'credentials that were refused are let in',
    basis: 'RFC 9110 11.6.2',
    effect: 'widening',
    severity: 'breaking',
    example: { asked: 'credentials', before: answering(refused, 401), after: made },
    find: where(opened('credentials', 'scope')),
  },
  {
    ...REQUEST,
    id: 'record-lost',
    says: 'a record that could be read back cannot be read any more',
    basis: 'rule 8 of judgement: read-back',
    effect: 'breaking',
    severity: 'breaking',
    example: { asked: 'read', before: answering(made, 200), after: answering(refused, 404) },
    find: where(shut('read')),
  },
  {
    ...REQUEST,
    id: 'record-found',
    says: 'a record that could not be read back can be',
    basis: 'rule 8 of judgement: read-back',
    effect: 'widening',
    severity: 'info',
    example: { asked: 'read', before: answering(refused, 404), after: answering(made, 200) },
    find: where(opened('read')),
  },
  {
    ...STATUS,
    id: 'failure-appeared',
    says: 'the server fails at a request it answered',
    basis: 'RFC 9110 15.6',
    effect: 'breaking',
    severity: 'breaking',
    example: { asked: 'valid', before: made, after: failed },
    find: where(({ before, after }) => isFailure(after) && !isFailure(before)),
  },
  {
    ...STATUS,
    id: 'failure-gone',
    says: 'the server answers a request it failed at',
    basis: 'RFC 9110 15.6',
    effect: 'widening',
    severity: 'info',
    example: { asked: 'valid', before: failed, after: made },
    find: where(({ before, after }) => isFailure(before) && !isFailure(after)),
  },
  {
    ...STATUS,
    perClause: false,
    id: 'success-status-changed',
    says: 'a success has another status',
    effect: 'breaking',
    severity: 'breaking',
    example: { asked: 'valid', before: made, after: answering(made, 200) },
    find: where(({ before, after }) => isSuccess(before) && isSuccess(after) && before.status !== after.status),
  },
  {
    ...STATUS,
    id: 'refusal-status-changed',
    says: 'a refusal that callers tell apart has another status',
    effect: 'breaking',
    severity: 'breaking',
    example: { asked: 'credentials', before: answering(refused, 401), after: answering(refused, 403) },
    find: where(({ asked, before, after }) => TOLD_APART.includes(asked) && isRefusal(before) && isRefusal(after) && before.status !== after.status),
  },
  {
    ...STATUS,
    id: 'protocol-status-changed',
    says: 'a refusal of a request that breaks the protocol has another status',
    effect: 'neutral',
    severity: 'warn',
    example: { asked: 'media-type', before: answering(refused, 415), after: refused },
    find: where(({ asked, before, after }) => !TOLD_APART.includes(asked) && isRefusal(before) && isRefusal(after) && before.status !== after.status),
  },
  {
    ...STATUS,
    id: 'failure-status-changed',
    says: 'a failure of the server has another status',
    basis: 'RFC 9110 15.6',
    effect: 'neutral',
    severity: 'info',
    example: { asked: 'open', before: failed, after: answering(failed, 501) },
    find: where(({ before, after }) => isFailure(before) && isFailure(after) && before.status !== after.status),
  },
];
