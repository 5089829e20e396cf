import type { DriftSeverity, Effect, Witness } from '../../model/drift.ts';
import type { PageFacts } from '../../model/page.ts';
import { child } from '../../model/pointer.ts';
import type { PageFound, PageRule } from '../page-rule.ts';
import { pageFieldRules } from './page-fields.ts';

const BASIS = "the provider's page";

/** Names that are not in the other list. */
const onlyIn = (inside: readonly string[], outside: readonly string[]): string[] => inside.filter((name) => !outside.includes(name));

/** Every client sends these by itself. */
const USUAL = ['/content-type', '/accept', '/user-agent'];
/** Headers without which nobody is let in, whether the page marks them or not. */
const LETS_IN = /authorization|signature|api[-_]?key|token|secret|client[-_]?id|app[-_]?id|timestamp|nonce|hmac|credential/;

const headersOf = ({ headers }: PageFacts): string[] => Object.keys(headers).filter((name) => !USUAL.includes(name));
const spoken = (headers: readonly string[]): string => headers.map((name) => name.slice(1)).join(', ') || 'nothing';

/** Headers that only one version lists. */
function headerFindings(before: PageFacts, after: PageFacts, change: 'added' | 'removed', sees: (name: string, facts: PageFacts) => boolean): PageFound[] {
  const [inside, outside] = change === 'added' ? [after, before] : [before, after];
  const witness: Witness = { kind: 'credentials', before: spoken(headersOf(before)), after: spoken(headersOf(after)) };
  return onlyIn(headersOf(inside), headersOf(outside))
    .filter((name) => sees(name, inside))
    .map((name) => ({
      at: `request header ${name.slice(1)}`,
      pointer: child('/headers', name),
      ...(change === 'removed' ? { gone: true } : {}),
      before: change === 'removed',
      after: change === 'added',
      witness,
    }));
}

const needed = (name: string, { headers }: PageFacts): boolean => headers[name]?.required === true || LETS_IN.test(name);
const free = (name: string, facts: PageFacts): boolean => !needed(name, facts);

function headerMarks(before: PageFacts, after: PageFacts, now: boolean): PageFound[] {
  return headersOf(after)
    .filter((name) => before.headers[name] && (before.headers[name]?.required === true) !== now && (after.headers[name]?.required === true) === now)
    .map((name) => ({
      at: `request header ${name.slice(1)}`,
      pointer: child('/headers', name),
      before: !now,
      after: now,
      witness: {
        kind: 'credentials',
        before: now ? `without ${name.slice(1)}` : `with ${name.slice(1)}`,
        after: now ? `with ${name.slice(1)}` : `without ${name.slice(1)}`,
      },
    }));
}

const STATUS_CLASSES: readonly { name: string; is: RegExp; sample: string; added: Rating; removed: Rating }[] = [
  { name: 'success', is: /^[23]\d\d$/, sample: '202', added: ['breaking', 'warn'], removed: ['breaking', 'breaking'] },
  { name: 'client-error', is: /^4\d\d$/, sample: '422', added: ['breaking', 'warn'], removed: ['breaking', 'warn'] },
  { name: 'server-error', is: /^5\d\d$/, sample: '503', added: ['neutral', 'info'], removed: ['neutral', 'info'] },
];
type Rating = [effect: Effect, severity: DriftSeverity];

const statusRules: readonly PageRule[] = STATUS_CLASSES.flatMap(({ name, is, sample, ...rated }) =>
  (['added', 'removed'] as const).map((change): PageRule => {
    const [effect, severity] = rated[change];
    const listed = { answers: { 201: {}, 404: {}, [sample]: {} } };
    const unlisted = { answers: { 201: {}, 404: {} } };
    return {
      id: `page-answer-${name}-status-${change}`,
      says: change === 'added' ? `a ${name.replace('-', ' ')} status is listed now` : `a ${name.replace('-', ' ')} status is not listed any more`,
      basis: BASIS,
      direction: 'answer',
      cell: { subject: `${name}-status`, change },
      effect,
      severity,
      example: change === 'added' ? { before: unlisted, after: listed } : { before: listed, after: unlisted },
      find(before, after) {
        const [was, now] = [Object.keys(before.answers), Object.keys(after.answers)];
        const lines = (statuses: readonly string[]): string =>
          `${after.operation} answers ${statuses.filter((status) => is.test(status)).join(' or ') || 'with none of them'}`;
        return (change === 'added' ? onlyIn(now, was) : onlyIn(was, now))
          .filter((status) => is.test(status))
          .map((status) => ({
            at: `answer ${status} status`,
            pointer: child('/answers', status),
            ...(change === 'removed' ? { gone: true } : {}),
            before: change === 'removed' ? Number(status) : null,
            after: change === 'added' ? Number(status) : null,
            witness: { kind: 'request-line', before: lines(was), after: lines(now) },
          }));
      },
    };
  }),
);

/** Statuses a page names for a kind of fault, where both versions name one. */
const causeFindings = (before: PageFacts, after: PageFacts, sees: (was: number[], is: number[]) => boolean): PageFound[] =>
  Object.entries(before.causes).flatMap(([cause, was]) => {
    const is = after.causes[cause];
    if (!is || !sees(was, is)) return [];
    const line = (statuses: number[]): string => `${after.operation} (${cause}) answers ${statuses.join(' or ')}`;
    return [
      {
        at: `answer status for ${cause}`,
        pointer: child('/causes', cause),
        before: was,
        after: is,
        witness: { kind: 'request-line', before: line(was), after: line(is) },
      },
    ];
  });

/** Requests within an hour. */
const hourly = ({ requests, per }: PageFacts['quotas'][number]): number => requests * { second: 3600, minute: 60, hour: 1, day: 1 / 24 }[per];
const quotaText = (quotas: PageFacts['quotas']): string => quotas.map(({ requests, per }) => `${requests} per ${per}`).join(', ');

const QUOTAS: readonly { change: 'added' | 'removed' | 'raised' | 'lowered'; says: string; rating: Rating; before?: number; after?: number }[] = [
  { change: 'added', says: 'requests are limited now', rating: ['breaking', 'warn'], after: 100 },
  { change: 'removed', says: 'requests are not limited any more', rating: ['widening', 'info'], before: 100 },
  { change: 'raised', says: 'more requests are allowed', rating: ['widening', 'info'], before: 100, after: 200 },
  { change: 'lowered', says: 'fewer requests are allowed', rating: ['breaking', 'warn'], before: 200, after: 100 },
];

const quotaRules: readonly PageRule[] = QUOTAS.map(({ change, says, rating: [effect, severity], before: fewer, after: more }): PageRule => {
  const quotas = (requests: number | undefined): Partial<PageFacts> => ({ quotas: requests === undefined ? [] : [{ requests, per: 'hour' }] });
  return {
    id: `page-quota-${change}`,
    says,
    basis: BASIS,
    direction: 'operation',
    cell: { subject: 'quota', change },
    effect,
    severity,
    example: { before: quotas(fewer), after: quotas(more) },
    find({ quotas: was }, { quotas: is }) {
      // The tightest one counts; which of several holds is not told.
      const [least, now] = [Math.min(...was.map(hourly)), Math.min(...is.map(hourly))];
      const seen =
        was.length === 0 ? (is.length === 0 ? undefined : 'added') : is.length === 0 ? 'removed' : now > least ? 'raised' : now < least ? 'lowered' : undefined;
      const gone = seen === 'removed' ? { gone: true as const } : {};
      return seen === change ? [{ at: 'quota', pointer: '/quotas', ...gone, before: quotaText(was) || null, after: quotaText(is) || null }] : [];
    },
  };
});

/** Announcements that an operation comes to its end; the others are manners of it. */
const ENDS = ['deprecated', 'sunset'];

const notice = (change: 'added' | 'removed', ends: boolean, says: string, severity: DriftSeverity): PageRule => ({
  id: `page-${ends ? 'end' : 'manner'}-${change}`,
  says,
  basis: BASIS,
  direction: 'operation',
  cell: { subject: ends ? 'end' : 'manner', change },
  effect: 'neutral',
  severity,
  example: {
    before: { notices: change === 'removed' ? [ends ? 'deprecated' : 'upsert'] : [] },
    after: { notices: change === 'added' ? [ends ? 'deprecated' : 'upsert'] : [] },
  },
  find({ notices: was }, { notices: is }) {
    return (change === 'added' ? onlyIn(is, was) : onlyIn(was, is))
      .filter((name) => ENDS.includes(name) === ends)
      .map((name) => ({
        at: `page ${name}`,
        pointer: child('/notices', name),
        ...(change === 'removed' ? { gone: true } : {}),
        before: change === 'removed',
        after: change === 'added',
      }));
  },
});

const answerHeader = (change: 'added' | 'removed', says: string, effect: Effect, severity: DriftSeverity): PageRule => ({
  id: `page-answer-header-${change}`,
  says,
  basis: BASIS,
  direction: 'answer',
  cell: { subject: 'answer-header', change },
  effect,
  severity,
  example: { before: { answerHeaders: change === 'removed' ? ['retry-after'] : [] }, after: { answerHeaders: change === 'added' ? ['retry-after'] : [] } },
  find: ({ answerHeaders: was }, { answerHeaders: is }) =>
    (change === 'added' ? onlyIn(is, was) : onlyIn(was, is)).map((name) => ({
      at: `answer header ${name}`,
      pointer: child('/answerHeaders', name),
      ...(change === 'removed' ? { gone: true } : {}),
      before: change === 'removed',
      after: change === 'added',
    })),
});

/** Everything that is seen between two versions of a page without OpenAPI, and in the words around one that has it. */
export const PAGE_RULES: readonly PageRule[] = [
  ...pageFieldRules,
  ...statusRules,
  {
    id: 'page-cause-status-changed',
    says: 'a kind of fault is answered with another status',
    basis: BASIS,
    direction: 'answer',
    cell: { subject: 'cause-status', change: 'changed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: { causes: { 'stale-token': [403] } }, after: { causes: { 'stale-token': [401] } } },
    find: (before, after) => causeFindings(before, after, (was, is) => !was.some((status) => is.includes(status))),
  },
  {
    id: 'page-cause-status-added',
    says: 'a kind of fault may be answered with a further status',
    basis: BASIS,
    direction: 'answer',
    cell: { subject: 'cause-status', change: 'added' },
    effect: 'breaking',
    severity: 'warn',
    example: { before: { causes: { duplicate: [400] } }, after: { causes: { duplicate: [400, 409] } } },
    find: (before, after) => causeFindings(before, after, (was, is) => was.some((status) => is.includes(status)) && is.some((status) => !was.includes(status))),
  },
  {
    id: 'page-cause-status-removed',
    says: 'a kind of fault is answered with fewer statuses',
    basis: BASIS,
    direction: 'answer',
    cell: { subject: 'cause-status', change: 'removed' },
    effect: 'neutral',
    severity: 'info',
    example: { before: { causes: { duplicate: [400, 409] } }, after: { causes: { duplicate: [400] } } },
    find: (before, after) => causeFindings(before, after, (was, is) => is.every((status) => was.includes(status)) && is.length < was.length),
  },
  {
    id: 'page-credential-header-added',
    says: 'a further header is needed to be let in',
    basis: BASIS,
    direction: 'request',
    cell: { subject: 'credential-header', change: 'added' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: { headers: { '/authorization': {} } }, after: { headers: { '/authorization': {}, '/x-signature': {} } } },
    find: (before, after) => headerFindings(before, after, 'added', needed),
  },
  {
    id: 'page-credential-header-removed',
    says: 'a header that let callers in is not listed any more',
    basis: BASIS,
    direction: 'request',
    cell: { subject: 'credential-header', change: 'removed' },
    effect: 'breaking',
    severity: 'warn',
    example: { before: { headers: { '/authorization': {}, '/x-api-key': {} } }, after: { headers: { '/authorization': {} } } },
    find: (before, after) => headerFindings(before, after, 'removed', needed),
  },
  {
    id: 'page-request-header-added',
    says: 'a further header may be sent',
    basis: BASIS,
    direction: 'request',
    cell: { subject: 'request-header', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: { headers: {} }, after: { headers: { '/x-locale': {} } } },
    find: (before, after) => headerFindings(before, after, 'added', free),
  },
  {
    id: 'page-request-header-removed',
    says: 'a header is not listed any more',
    basis: BASIS,
    direction: 'request',
    cell: { subject: 'request-header', change: 'removed' },
    effect: 'neutral',
    severity: 'info',
    example: { before: { headers: { '/x-locale': {} } }, after: { headers: {} } },
    find: (before, after) => headerFindings(before, after, 'removed', free),
  },
  {
    id: 'page-request-header-required',
    says: 'a header is required now',
    basis: BASIS,
    direction: 'request',
    cell: { subject: 'header-mark', change: 'required' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: { headers: { '/x-locale': {} } }, after: { headers: { '/x-locale': { required: true } } } },
    find: (before, after) => headerMarks(before, after, true),
  },
  {
    id: 'page-request-header-optional',
    says: 'a header is not required any more',
    basis: BASIS,
    direction: 'request',
    cell: { subject: 'header-mark', change: 'optional' },
    effect: 'widening',
    severity: 'info',
    example: { before: { headers: { '/x-locale': { required: true } } }, after: { headers: { '/x-locale': {} } } },
    find: (before, after) => headerMarks(before, after, false),
  },
  answerHeader('added', 'a further header is answered', 'neutral', 'info'),
  answerHeader('removed', 'a header is not answered any more', 'breaking', 'warn'),
  {
    id: 'page-request-line-changed',
    says: 'requests go to another address',
    basis: BASIS,
    direction: 'operation',
    cell: { subject: 'request-line', change: 'changed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: { requestLines: ['POST /clients'] }, after: { requestLines: ['POST /customers'] } },
    // A line that is shown now, or not any more, beside others that stayed is no other address.
    find({ requestLines: was }, { requestLines: is }) {
      const [gone, come] = [onlyIn(was, is), onlyIn(is, was)];
      if (gone.length === 0 || come.length === 0) return [];
      const lines = { before: gone.join(', '), after: come.join(', ') };
      return [{ at: 'request line', pointer: child('/requestLines', come[0] ?? ''), ...lines, witness: { kind: 'request-line', ...lines } }];
    },
  },
  ...quotaRules,
  notice('added', true, 'the end of the operation is announced', 'warn'),
  notice('removed', true, 'the end of the operation is not announced any more', 'info'),
  notice('added', false, 'the page speaks of another manner of the operation', 'info'),
  notice('removed', false, 'the page does not speak of a manner of the operation any more', 'warn'),
];
