import type { Quota, Version } from '../../model/version.ts';
import { line, request } from '../request-line.ts';
import type { Change, Found, OperationRule } from '../rule.ts';

const BASIS = 'RFC 6585, 4; the words of the document';
const saying = (quota: string) => ({ description: `${quota}.` });
const told = (quota: Quota | undefined): string => (quota === undefined ? 'no word of it' : `${quota.requests} requests a ${quota.per}`);

/** How many requests are taken, as descriptions say it; of several limits for one span the lowest. */
const quotas =
  (is: (before: Quota | undefined, after: Quota | undefined) => boolean) =>
  (before: Version, after: Version): Found[] =>
    [...new Set([...before.quotas, ...after.quotas].map(({ per }) => per))].flatMap((per) => {
      const [earlier, later] = [before, after].map(({ quotas: listed }) => listed.find((quota) => quota.per === per));
      return is(earlier, later)
        ? [
            {
              at: `quota a ${per}`,
              before: told(earlier),
              after: told(later),
              places: { ...(earlier ? { before: earlier.pointer } : {}), ...(later ? { after: later.pointer } : {}) },
              witness: line(`${request(before)}: ${told(earlier)}`, `${request(after)}: ${told(later)}`),
            },
          ]
        : [];
    });

const TABLE: readonly (Pick<OperationRule, 'id' | 'says' | 'effect' | 'severity' | 'example' | 'find'> & { change: Change })[] = [
  {
    id: 'quota-added',
    says: 'the number of requests is limited',
    change: 'added',
    effect: 'breaking',
    severity: 'warn',
    example: { before: {}, after: saying('A client may make 100 requests per minute') },
    find: quotas((before, after) => before === undefined && after !== undefined),
  },
  {
    id: 'quota-removed',
    says: 'nothing is said of a limit of requests any more',
    change: 'removed',
    effect: 'neutral',
    severity: 'info',
    example: { before: saying('A client may make 100 requests per minute'), after: {} },
    find: quotas((before, after) => before !== undefined && after === undefined),
  },
  {
    id: 'quota-lowered',
    says: 'fewer requests are taken',
    change: 'lowered',
    effect: 'breaking',
    severity: 'breaking',
    example: { before: saying('A client may make 100 requests per minute'), after: saying('The limit is 60 calls/minute') },
    find: quotas((before, after) => before !== undefined && after !== undefined && after.requests < before.requests),
  },
  {
    id: 'quota-raised',
    says: 'more requests are taken',
    change: 'raised',
    effect: 'widening',
    severity: 'info',
    example: { before: saying('At most 1,000 requests an hour'), after: saying('At most 2,000 requests an hour') },
    find: quotas((before, after) => before !== undefined && after !== undefined && after.requests > before.requests),
  },
];

/** How many requests are taken. */
export const quotaRules: readonly OperationRule[] = TABLE.map(({ change, ...rule }) => ({
  ...rule,
  basis: BASIS,
  direction: 'operation',
  cell: { subject: 'quota', change },
}));
