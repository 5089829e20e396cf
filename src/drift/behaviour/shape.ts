import { type Json, typeOf } from '../../model/json.ts';
import { child } from '../../model/pointer.ts';

/** What stands at one place of a body, array items and odd names taken together. */
export interface PlaceSeen {
  types: Set<string>;
  formats: Set<string>;
  /** Its texts, numbers and truth values as they came: to be looked at, never to be kept. */
  values: Json[];
}

/** Members a body is looked at; what comes after them is not told. */
const MOST_PLACES = 400;
const DEEPEST = 20;

/** A name that may be data: a key of ours, an id, an index. */
const isOddName = (name: string): boolean => !/^[A-Za-z_$][\w$.:-]{0,40}$/.test(name) || /\d{3}|^cc[0-9a-z]{10}/.test(name);

const FORMATS: readonly (readonly [string, RegExp])[] = [
  ['empty', /^$/],
  ['date-time', /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['local-time', /^\d{4}-\d\d-\d\d[ Tt]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/],
  ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  ['email', /^[^\s@]{1,64}@[^\s@]{1,255}$/],
  ['uri', /^https?:\/\/\S+$/i],
];

const formatOf = (text: string): string => (text.length > 400 ? 'text' : (FORMATS.find(([, is]) => is.test(text))?.[0] ?? 'text'));

/** The places of a body by template pointer; the root is `body`. */
export function placesIn(root: Json): Map<string, PlaceSeen> {
  const places = new Map<string, PlaceSeen>();
  const walk = (value: Json, at: string, depth: number): void => {
    const name = at === '' ? 'body' : at;
    if (!places.has(name) && places.size >= MOST_PLACES) return;
    const place = places.get(name) ?? { types: new Set(), formats: new Set(), values: [] };
    places.set(name, place);
    const type = typeOf(value);
    // Whether a number has a fraction today says nothing of tomorrow's.
    place.types.add(type === 'integer' ? 'number' : type);
    if (typeof value === 'string') place.formats.add(formatOf(value));
    if (typeof value !== 'object') place.values.push(value);
    else if (value !== null && depth < DEEPEST)
      for (const [member, inner] of Object.entries(value)) walk(inner, child(at, Array.isArray(value) || isOddName(member) ? '*' : member), depth + 1);
  };
  walk(root, '', 0);
  return places;
}
