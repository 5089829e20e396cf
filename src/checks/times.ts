import type { Json } from '../model/json.ts';

const YEAR_2000 = Date.UTC(2000, 0, 1);
const DAY = 24 * 3600 * 1000;
/** The database's clock and the application's need not agree, in milliseconds. */
const TWO_CLOCKS = 1000;

/** ISO 8601 in its basic format, or with an offset of hours alone: `Date.parse` knows neither. */
const spelledOut = (text: string): string =>
  text
    .replace(/^(\d{4})(\d\d)(\d\d)(?=\D|$|\d{6}$)/, '$1-$2-$3')
    .replace(/^(\d{4}-\d\d-\d\d)T?(\d\d)(\d\d)(\d\d)/i, '$1T$2:$3:$4')
    // A leap second (RFC 3339 5.7) is more than Date knows.
    .replace(/(:\d\d):60/, '$1:59')
    .replace(/(:\d\d(?:\.\d+)?[+-]\d\d)(\d\d)?$/, (_all, hours: string, minutes = '00') => `${hours}:${minutes}`);

/** Milliseconds of a date in any common writing (ISO 8601, RFC 1123, epoch seconds or milliseconds), NaN if it is none. */
function timeOf(given: Json): number {
  const digits = typeof given === 'number' ? given : typeof given === 'string' && /^\d{9,13}(\.\d+)?$/.test(given) ? Number(given) : undefined;
  if (digits !== undefined) return digits < 1e11 ? digits * 1000 : digits;
  return typeof given === 'string' ? Date.parse(spelledOut(given)) : Number.NaN;
}

/** How far a time may lie behind what is written: times without a fraction are cut to the second, dates to the day of some zone. */
function coarsenessOf(given: Json): number {
  const text = String(given);
  if (/^\d{4}-?\d\d-?\d\d$/.test(text)) return 2 * DAY;
  return /\.\d/.test(text) ? 0 : 1000;
}

/** What a server-owned time should be and is not; undefined where it is sane (rule 7 of judgement). `now` is in milliseconds since 1970. */
export function insane(given: Json, now: number): string | undefined {
  const time = timeOf(given);
  if (Number.isNaN(time)) return 'a date that parses';
  if (time < YEAR_2000) return 'a date after 2000';
  return time > now + DAY ? 'a date at most a day ahead' : undefined;
}

/** True where one time lies before another one by more than two clocks, or the way they are written, can explain. */
export const liesBefore = (one: Json, other: Json): boolean => timeOf(one) + coarsenessOf(one) + TWO_CLOCKS < timeOf(other);
