import type { Json } from '../../model/json.ts';
import { segments } from '../../model/pointer.ts';
import type { Sheet } from '../../model/sheet.ts';

/** Words an error is known by. */
const CODE_NAME = /^(code|key|error|type|kind|reason|name|slug|errno|status|statusCode|error_?(code|key|type|name))$/i;
/** Places that hold what names somebody or something, or is written for people: their values are never kept. */
const PRIVATE_NAME =
  /(^|[_.-])(id|ids|uuid|guid|key|token|secret|hash|signature|cursor|nonce|session|ip|at|by|on)$|name|mail|phone|user|owner|author|address|street|city|zip|postal|birth|message|detail|descri|title|hint|ur[il]|link|href|path|instance|time|date/i;
const PRIVATE_END = /[a-z](Id|Ids|Uuid|Key|Token|At|By|On)$/;

/** A list of words is at most so long. */
const MOST_WORDS = 8;

/** A value that came, by case: as a word that may be kept, or undefined where it is none. */
export interface ValueSeen {
  case: string;
  /** Kind of answer and place: `answer 201 /status`. */
  at: string;
  word: string | undefined;
  /** An error code is kept also where it came once. */
  isCode: boolean;
}

/** The words each place is known for. */
export type Vocabulary = ReadonlyMap<string, ReadonlySet<string>>;

export const isCodePlace = (at: string, success: boolean): boolean => !success && CODE_NAME.test(segments(at).findLast((part) => part !== '*') ?? '');

/** True for places whose values may be told at all. */
export function isPublic(at: string, { record, serverOwned = [] }: Sheet): boolean {
  const name = segments(at).findLast((part) => part !== '*') ?? '';
  const owned = serverOwned.some(({ answered, is }) => answered === at && is !== 'other') || record.id.includes(at);
  return !owned && !PRIVATE_NAME.test(name) && !PRIVATE_END.test(name);
}

/** A short value that names a kind of thing, as a word; undefined for texts, ids, large numbers. */
export function wordOf(value: Json, isCode: boolean): string | undefined {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) <= (isCode ? 99_999 : 9999) ? String(value) : undefined;
  if (typeof value !== 'string' || (value.match(/\d/g) ?? []).length > 4) return undefined;
  const fits = isCode ? /^[A-Za-z][\w.:/-]{0,63}$/.test(value) : /^[A-Za-z]+(?:[_.:-][A-Za-z0-9]+)*$/.test(value) && value.length <= 32;
  return fits ? value : undefined;
}

/**
 * What places are lists of words: every value that came is a word, few are there, and each came in several cases. Places that were
 * such a list before stay one; a code is always one.
 */
export function learn(values: readonly ValueSeen[], known: Vocabulary = new Map()): Vocabulary {
  const places = new Map<string, ValueSeen[]>();
  for (const value of values) {
    const own = places.get(value.at) ?? [];
    own.push(value);
    places.set(value.at, own);
  }
  const learnt = new Map<string, ReadonlySet<string>>(known);
  for (const [at, came] of places) {
    const before = known.get(at);
    const cases = new Map<string, Set<string>>();
    for (const { word, case: id } of came) if (word !== undefined) cases.set(word, (cases.get(word) ?? new Set()).add(id));
    if (came[0]?.isCode) learnt.set(at, new Set([...(before ?? []), ...cases.keys()]));
    else if (before) learnt.set(at, new Set([...before, ...[...cases].flatMap(([word, ids]) => (ids.size > 1 ? [word] : []))]));
    else if (cases.size <= MOST_WORDS && came.every(({ word }) => word !== undefined) && [...cases.values()].every(({ size }) => size > 1))
      learnt.set(at, new Set(cases.keys()));
  }
  return learnt;
}
