import type { AnswerSeen } from '../behaviour/answer.ts';
import { areAlike, type BehaviourRule, bothRefuse, bothSucceed, type Change, type Pair } from '../behaviour/rule.ts';

const ok = (facts: Record<string, string> = {}): AnswerSeen => ({ status: 201, facts: { media: 'application/json', body: 'object', ...facts } });
const no = (status: number, facts: Record<string, string>): AnswerSeen => ({ status, facts: { media: 'application/json', body: 'object', ...facts } });

const ANSWER = { direction: 'answer' } as const;
const JSON_BODY = /^(?:object|array|string|number|boolean|null)/;

/** Facts of one kind that differ, by the start of their key. */
function differing({ before, after }: Pair, start: string): { key: string; was: string | undefined; is: string | undefined }[] {
  const keys = new Set([...Object.keys(before.facts), ...Object.keys(after.facts)].filter((key) => key.startsWith(start)));
  return [...keys].map((key) => ({ key, was: before.facts[key], is: after.facts[key] })).filter(({ was, is }) => was !== is);
}

/** Changes of the body as a whole. */
const ofBody =
  (is: (was: string, now: string, pair: Pair) => boolean) =>
  (pair: Pair): Change[] => {
    const [was, now] = [pair.before.facts['body'] ?? 'none', pair.after.facts['body'] ?? 'none'];
    return areAlike(pair) && was !== now && is(was, now, pair) ? [{ key: 'body', before: was, after: now }] : [];
  };

const mediaDiffers = ({ before, after }: Pair): boolean => {
  const [was = 'none', is = 'none'] = [before.facts['media'], after.facts['media']];
  return was !== is && was !== 'none' && is !== 'none';
};

const ofHeaders =
  (is: (key: string, was: string | undefined, now: string | undefined) => boolean) =>
  (pair: Pair): Change[] =>
    areAlike(pair)
      ? differing(pair, 'header ').flatMap(({ key, was, is: now }) => (is(key, was, now) ? [{ key, before: was ?? null, after: now ?? null }] : []))
      : [];
const announcesEnd = (key: string): boolean => key === 'header deprecation' || key === 'header sunset';

/** What becomes of sent values, where the answer still shows what it showed. */
const ofKept =
  (is: (was: string | undefined, now: string | undefined) => boolean) =>
  (pair: Pair): Change[] =>
    bothSucceed(pair) && Object.keys(pair.before.facts).every((key) => !key.startsWith('/') || Object.hasOwn(pair.after.facts, key))
      ? differing(pair, 'kept ').flatMap(({ key, was, is: now }) => (is(was, now) ? [{ key, before: was ?? 'as sent', after: now ?? 'as sent' }] : []))
      : [];
const isLoss = (how: string | undefined): boolean => how === 'altered' || how?.startsWith('cut to') === true;

/** Media types, bodies as a whole, headers, and what becomes of sent values. */
export const contentRules: readonly BehaviourRule[] = [
  {
    ...ANSWER,
    id: 'media-type-changed',
    says: 'answers have another media type',
    basis: 'RFC 9110 8.3',
    effect: 'breaking',
    severity: 'breaking',
    example: { asked: 'valid', before: ok(), after: ok({ media: 'application/vnd.api+json' }) },
    find: (pair) =>
      areAlike(pair) && mediaDiffers(pair) ? [{ key: 'media', before: pair.before.facts['media'] ?? '', after: pair.after.facts['media'] ?? '' }] : [],
  },
  {
    ...ANSWER,
    id: 'body-vanished',
    says: 'answers that had a body have none',
    basis: 'OpenAPI 3.0.3, 4.7.17: content',
    effect: 'breaking',
    severity: 'breaking',
    example: { asked: 'valid', before: ok(), after: ok({ media: 'none', body: 'none' }) },
    find: ofBody((_was, now) => now === 'none'),
  },
  {
    ...ANSWER,
    id: 'body-appeared',
    says: 'answers that had no body have one',
    basis: 'OpenAPI 3.0.3, 4.7.17: content',
    effect: 'widening',
    severity: 'info',
    example: { asked: 'valid', before: ok({ media: 'none', body: 'none' }), after: ok() },
    find: ofBody((was) => was === 'none'),
  },
  {
    ...ANSWER,
    id: 'body-unreadable',
    says: 'bodies that were JSON are not',
    basis: 'RFC 8259 2',
    effect: 'breaking',
    severity: 'breaking',
    example: { asked: 'valid', before: ok(), after: ok({ body: 'text' }) },
    find: ofBody((was, now, pair) => JSON_BODY.test(was) && now === 'text' && !mediaDiffers(pair)),
  },
  {
    ...ANSWER,
    id: 'body-readable',
    says: 'bodies that were no JSON are JSON',
    basis: 'RFC 8259 2',
    effect: 'widening',
    severity: 'info',
    example: { asked: 'valid', before: ok({ body: 'text' }), after: ok() },
    find: ofBody((was, now, pair) => was === 'text' && JSON_BODY.test(now) && !mediaDiffers(pair)),
  },
  {
    ...ANSWER,
    id: 'body-type-changed',
    says: 'the root of the body has another type',
    basis: 'JSON Schema validation, 6.1.1: type',
    effect: 'breaking',
    severity: 'breaking',
    example: { asked: 'valid', before: ok(), after: ok({ body: 'array' }) },
    find: ofBody((was, now) => JSON_BODY.test(was) && JSON_BODY.test(now)),
  },
  {
    ...ANSWER,
    id: 'end-announced',
    says: 'answers announce the end of this operation',
    basis: 'RFC 9745 2; RFC 8594 3',
    effect: 'neutral',
    severity: 'warn',
    example: { asked: 'valid', before: ok(), after: ok({ 'header deprecation': 'present' }) },
    find: ofHeaders((key, was) => announcesEnd(key) && was === undefined),
  },
  {
    ...ANSWER,
    id: 'end-called-off',
    says: 'answers announce the end of this operation no more',
    basis: 'RFC 9745 2; RFC 8594 3',
    effect: 'neutral',
    severity: 'info',
    example: { asked: 'valid', before: ok({ 'header sunset': 'present' }), after: ok() },
    find: ofHeaders((key, _was, now) => announcesEnd(key) && now === undefined),
  },
  {
    ...ANSWER,
    id: 'header-appeared',
    says: 'answers have a header they did not have',
    basis: 'RFC 9110 5.1',
    effect: 'widening',
    severity: 'info',
    example: { asked: 'valid', before: ok(), after: ok({ 'header location': 'present' }) },
    find: ofHeaders((key, was) => !announcesEnd(key) && was === undefined),
  },
  {
    ...ANSWER,
    id: 'header-vanished',
    says: 'answers have lost a header',
    basis: 'RFC 9110 5.1',
    effect: 'breaking',
    severity: 'warn',
    example: { asked: 'valid', before: ok({ 'header location': 'present' }), after: ok() },
    find: ofHeaders((key, _was, now) => !announcesEnd(key) && now === undefined),
  },
  {
    ...ANSWER,
    id: 'header-changed',
    says: 'a header names other methods or another way to authenticate',
    basis: 'RFC 9110 10.2.1, 11.6.1',
    effect: 'breaking',
    severity: 'warn',
    example: { asked: 'credentials', before: no(401, { 'header www-authenticate': 'Basic' }), after: no(401, { 'header www-authenticate': 'Bearer' }) },
    find: ofHeaders((_key, was, now) => was !== undefined && now !== undefined),
  },
  {
    ...ANSWER,
    id: 'value-altered',
    says: 'a sent value comes back cut or altered',
    basis: 'rule 7 of judgement: echo',
    effect: 'breaking',
    severity: 'breaking',
    example: { asked: 'valid', before: ok({ '/name': 'string' }), after: ok({ '/name': 'string', 'kept /name': 'cut to 10' }) },
    find: ofKept((_was, now) => isLoss(now)),
  },
  {
    ...ANSWER,
    id: 'value-tidied',
    says: 'a sent value comes back trimmed or in other letter case',
    basis: 'rule 7 of judgement: echo',
    effect: 'breaking',
    severity: 'warn',
    example: { asked: 'valid', before: ok({ '/email': 'string' }), after: ok({ '/email': 'string', 'kept /email': 'letter case' }) },
    find: ofKept((_was, now) => now !== undefined && !isLoss(now)),
  },
  {
    ...ANSWER,
    id: 'value-kept',
    says: 'a sent value comes back as it was sent',
    basis: 'rule 7 of judgement: echo',
    effect: 'neutral',
    severity: 'info',
    example: { asked: 'valid', before: ok({ '/name': 'string', 'kept /name': 'trimmed' }), after: ok({ '/name': 'string' }) },
    find: ofKept((was, now) => was !== undefined && now === undefined),
  },
  {
    ...ANSWER,
    id: 'error-code-changed',
    says: 'the same fault has another error code',
    basis: 'RFC 9457 3.1.1; a caller tells errors apart by it',
    effect: 'breaking',
    severity: 'breaking',
    perClause: true,
    example: { asked: 'invalid-body', before: no(400, { '/code': 'string = invalid_email' }), after: no(400, { '/code': 'string = bad_email' }) },
    find: (pair) => (bothRefuse(pair) ? changedCodes(pair) : []),
  },
];

/** Codes that follow the status are told with it. */
function changedCodes({ before, after }: Pair): Change[] {
  return Object.keys(after.facts).flatMap((key) => {
    const [was, is] = [before.facts[key]?.split(' = ')[1], after.facts[key]?.split(' = ')[1]];
    const isTyped = before.facts[key]?.split(' = ')[0] === after.facts[key]?.split(' = ')[0];
    if (!key.startsWith('/') || !isTyped || was === undefined || is === undefined || was === is) return [];
    return was === String(before.status) && is === String(after.status) ? [] : [{ key, before: was, after: is }];
  });
}
