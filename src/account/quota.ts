import type { Quota } from '../model/sheet.ts';

/**
 * One line of what an account was asked for; times are milliseconds since 1970. A line with neither member is one request, `reserve`
 * sets requests aside for a run, `released` ends that, and until `hold` the provider wants no request at all.
 */
export interface QuotaLine {
  at: number;
  run: string;
  /** Who reserved: host and process, so that what a dead run set aside does not count. */
  by?: string;
  reserve?: number;
  released?: true;
  hold?: number;
}

const MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
/** No quota looks back further. */
export const LONGEST_WINDOW = MS.day;

/** True for a line that stands for a request. */
export const isRequest = ({ reserve, released, hold }: QuotaLine): boolean => reserve === undefined && released === undefined && hold === undefined;
const isPaced = ({ per }: Pick<Quota, 'per'>): boolean => per === 'second' || per === 'minute';

/** Milliseconds until the next request may be sent by the quotas of a second and a minute, bursts, and a provider's wish to wait. */
export function paceWait(quotas: readonly Quota[], lines: readonly QuotaLine[], now: number): number {
  const sent = lines.filter(isRequest).map(({ at }) => at);
  const windows = quotas.flatMap(({ requests, per, burst }) => [
    ...(isPaced({ per }) ? [{ ms: MS[per], most: requests }] : []),
    ...(burst === undefined ? [] : [{ ms: MS.second, most: burst }]),
  ]);
  return Math.max(
    0,
    quietUntil(lines) - now,
    ...windows.map(({ ms, most }) => {
      const within = sent.filter((at) => at > now - ms).sort((a, b) => a - b);
      return within.length < most ? 0 : (within[within.length - most] as number) + ms - now;
    }),
  );
}

/** Until when the provider wants no request (ms since 1970); 0 where it never said so. */
export const quietUntil = (lines: readonly QuotaLine[]): number => lines.reduce((latest, { hold = 0 }) => Math.max(latest, hold), 0);

/** How many milliseconds so many requests take at least by the quotas of a second and a minute. */
export const paceTime = (quotas: readonly Quota[], requests: number): number =>
  Math.max(0, ...quotas.filter(isPaced).map((quota) => Math.floor(requests / quota.requests) * MS[quota.per]));

/**
 * Requests that the quotas of an hour and a day still allow a run: what was sent within them is gone, and what living other runs
 * have set aside and not used yet. Infinite without such a quota.
 */
export function budgetLeft(quotas: readonly Quota[], lines: readonly QuotaLine[], run: string, now: number, isAlive: (by: string) => boolean): number {
  const reserved = [...new Set(lines.map((line) => line.run))]
    .filter((other) => other !== run)
    .reduce((sum, other) => sum + (reservedBy(lines, other, isAlive) ?? 0), 0);
  const left = quotas
    .filter((quota) => !isPaced(quota))
    .map(({ requests, per }) => requests - lines.filter((line) => isRequest(line) && line.at > now - MS[per]).length - reserved);
  return Math.max(0, Math.min(Number.POSITIVE_INFINITY, ...left));
}

/** What a run has set aside and not used yet; undefined where it set nothing aside, gave it back, or is dead. */
export function reservedBy(lines: readonly QuotaLine[], run: string, isAlive: (by: string) => boolean): number | undefined {
  const own = lines.filter((line) => line.run === run);
  const last = own.findLast(({ reserve, released }) => reserve !== undefined || released);
  if (last?.reserve === undefined || !isAlive(last.by ?? '')) return undefined;
  return Math.max(0, last.reserve - own.filter(isRequest).length);
}
