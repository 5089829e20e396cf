import { buildPayload, type Knowledge } from '../cases/payload.ts';
import type { Witness } from '../model/drift.ts';
import { type Json, sameJson, valueAt, without, withValue } from '../model/json.ts';
import { child, isWithin, segments } from '../model/pointer.ts';
import type { PlacedNode, SchemaRef, Violation } from '../model/schemas.ts';
import type { Version } from '../model/version.ts';
import { type Body, rootOf } from './bodies.ts';
import { candidates } from './candidates.ts';
import type { SchemaPair } from './walk.ts';

/** The version whose values are built, and the one that is to refuse them. */
interface Sides {
  from: 'before' | 'after';
  generous: Version;
  strict: Version;
}

const KEY = 'cc0witness';
/** Further down than this a body is shown with little else in it. */
const DEEP = 5;
/** So many bodies are refused for something else before the first of them will do. */
const PATIENCE = 4;
/** Template pointers name the first item of a list; members of a map are called so. */
const firstOf = (template: string): string => template.replaceAll('/*', '/0');

/** The version in which a payload has to be valid for a change to do harm. */
const harmful = ({ direction }: Body): Sides['from'] => (direction === 'request' ? 'before' : 'after');

/** A body that shows the contrary of harm: more is accepted than before, or less can come. */
export const harmlessWitness = (versions: { before: Version; after: Version }, body: Body, pair: SchemaPair, at: string): Witness | undefined =>
  payloadWitness(versions, body, pair, at, { from: harmful(body) === 'before' ? 'after' : 'before' });

/**
 * Looks for a body that is valid under one version and invalid under the other because of one location. Requests that
 * were accepted and are not (valid before), answers that never came and may now (valid after).
 * @returns undefined where none is found: the difference may be none
 */
export function payloadWitness(
  versions: { before: Version; after: Version },
  body: Body,
  pair: SchemaPair,
  at: string,
  { from = harmful(body), exact = false, wanted, keyword }: { from?: Sides['from']; exact?: boolean; wanted?: Json; keyword?: string } = {},
): Witness | undefined {
  const sides: Sides = { from, generous: versions[from], strict: versions[from === 'before' ? 'after' : 'before'] };
  const [generous, strict] = [body[from], body[from === 'before' ? 'after' : 'before']];
  // Best is what is refused for the very keyword that changed; another may have changed beside it.
  let second: Witness | undefined;
  let patience = PATIENCE;
  for (const value of bodiesFor(sides, body, pair, at, wanted)) {
    if (!isValid(sides.generous, generous, value)) continue;
    if (!body.isContent && readAsText(value).some((read) => isValid(sides.strict, strict, read))) continue;
    const refusal = refusalOf(sides.strict, strict, value, firstOf(at), exact);
    if (refusal === undefined) continue;
    const shown: Witness = { kind: 'payload', value, validUnder: from, refusal: `${refusal.at || 'the root'} ${refusal.expected}` };
    if (keyword === undefined || refusal.keyword === keyword) return shown;
    second ??= shown;
    if (--patience === 0) break;
  }
  return second;
}

/** The fullest answer of the newer version, which does not hold what the consumer reads. */
export function absenceWitness({ after }: { before: Version; after: Version }, body: Body, pair: SchemaPair, at: string): Witness | undefined {
  const base = bodyAt({ from: 'after', generous: after, strict: after }, body, pair, '', () => true);
  if (base === undefined || valueAt(base, firstOf(at)) !== undefined || !isValid(after, body.after, base)) return undefined;
  return { kind: 'payload', value: base, validUnder: 'after', refusal: `${at} is read by the consumer and is not there` };
}

const isValid = ({ schemas }: Version, ref: SchemaRef, value: Json): boolean =>
  (['strict', 'lenient'] as const).every((reading) => schemas.violations(ref, value, reading).length === 0);

/** What a value may be read as where it is written without quotes, in a parameter or a header: a number as a text, and the other way round. */
function readAsText(value: Json): Json[] {
  const each = (read: (single: Json) => Json): Json => (Array.isArray(value) ? value.map(read) : read(value));
  return [each((single) => (typeof single === 'number' || typeof single === 'boolean' ? String(single) : single)), each(unquoted)];
}

const unquoted = (single: Json): Json =>
  typeof single === 'string' && /^(true|false|-?(0|[1-9]\d*)(\.\d+)?)$/.test(single) ? (JSON.parse(single) as Json) : single;

/** Both readings refuse, and for this location; `exact` means for the value itself, not for one of its members. */
function refusalOf({ schemas }: Version, ref: SchemaRef, value: Json, at: string, exact: boolean): Violation | undefined {
  if (schemas.violations(ref, value, 'lenient').length === 0) return undefined;
  return schemas.violations(ref, value, 'strict').find(({ at: seen, member }) => {
    const place = member === undefined ? seen : child(seen, member);
    return (exact ? place === at : isWithin(place, at)) || (isWithin(at, seen) && member === undefined);
  });
}

/**
 * Bodies that differ at the location only: those with little else in them, then those with all else, each the smallest
 * first, but what holds the value that is wanted before all.
 */
function* bodiesFor(sides: Sides, body: Body, pair: SchemaPair, at: string, wanted?: Json): Generator<Json> {
  const place = firstOf(at);
  const build = (nodes: readonly PlacedNode[], more: boolean): Json | undefined =>
    buildPayload(knowledgeOf(sides, body), nodes, { key: KEY, include: () => more }, at);
  for (const full of segments(at).length > DEEP ? [false] : [false, true]) {
    const base = bodyAt(sides, body, pair, at, () => full);
    if (base === undefined) continue;
    const changed = candidates(pair, sides.from, at, valueAt(base, place), build).map((value) => (place === '' ? value : withValue(base, place, value)));
    const texts = new Map([base, ...(place === '' ? [] : [without(base, place)]), ...changed].map((value) => [JSON.stringify(value), value]));
    const isWanted = (value: Json): boolean => wanted !== undefined && sameJson(valueAt(value, place) ?? null, wanted);
    yield* [...texts].sort(([a, one], [b, other]) => Number(isWanted(other)) - Number(isWanted(one)) || a.length - b.length).map(([, value]) => value);
  }
}

function knowledgeOf({ generous }: Sides, body: Body): Knowledge {
  const direction = body.direction === 'request' ? 'request' : 'response';
  return { schemas: generous.schemas, direction, samples: new Map(), withheld: new Set(), assumed: new Set(), examples: [], keys: new Set() };
}

/** A value with the location in it, its alternatives taken on the way. */
function bodyAt(sides: Sides, body: Body, pair: SchemaPair, at: string, more: (at: string) => boolean): Json | undefined {
  const knowledge = knowledgeOf(sides, body);
  const include = (candidate: string): boolean => isWithin(at, candidate) || more(candidate);
  const built = (nodes: readonly PlacedNode[], from: string): Json | undefined => buildPayload(knowledge, nodes, { key: KEY, include }, from);
  const whole = pair.turns.reduce<Json | undefined>(
    (base, turn) => {
      const value = built(turn[sides.from], turn.at);
      return base === undefined || value === undefined ? base : turn.at === '' ? value : withValue(base, firstOf(turn.at), value);
    },
    built(rootOf(sides.generous, body[sides.from]), ''),
  );
  // A map has no member by itself.
  const place = firstOf(pair.at);
  const missing = whole === undefined || place === '' || valueAt(whole, place) !== undefined ? undefined : built(pair[sides.from].nodes, pair.at);
  return whole === undefined || missing === undefined ? whole : withValue(whole, place, missing);
}
