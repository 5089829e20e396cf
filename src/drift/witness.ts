import { buildPayload, type Knowledge } from '../cases/payload.ts';
import type { Witness } from '../model/drift.ts';
import { type Json, valueAt, without, withValue } from '../model/json.ts';
import { child, isWithin, parentOf } from '../model/pointer.ts';
import type { PlacedNode, SchemaRef, Violation } from '../model/schemas.ts';
import type { Version } from '../model/version.ts';
import { type Body, rootOf } from './bodies.ts';
import type { Bound } from './node-keywords.ts';
import type { Shape } from './shape.ts';
import type { SchemaPair } from './walk.ts';

/** The version whose values are built, and the one that is to refuse them. */
interface Sides {
  from: 'before' | 'after';
  generous: Version;
  strict: Version;
}

type SchemaObject = PlacedNode['node'];

const KEY = 'cc0witness';
/** Template pointers name the first item of a list; members of a map are called so. */
const firstOf = (template: string): string => template.replaceAll('/*', '/0');

/**
 * Looks for a body that is valid under one version and invalid under the other because of one location. Requests that
 * were accepted and are not (valid before), answers that never came and may now (valid after).
 * @returns undefined where none is found: the difference may be none
 */
export function payloadWitness(versions: { before: Version; after: Version }, body: Body, pair: SchemaPair, at: string): Witness | undefined {
  const from = body.direction === 'request' ? 'before' : 'after';
  const sides: Sides = { from, generous: versions[from], strict: versions[from === 'before' ? 'after' : 'before'] };
  const [generous, strict] = [body[from], body[from === 'before' ? 'after' : 'before']];
  for (const value of bodiesFor(sides, body, pair, at)) {
    if (!isValid(sides.generous, generous, value)) continue;
    const refusal = refusalOf(sides.strict, strict, value, firstOf(at));
    if (refusal) return { kind: 'payload', value, validUnder: from, refusal: `${refusal.at || 'the root'} ${refusal.expected}` };
  }
  return undefined;
}

/** The fullest answer of the newer version, which does not hold what the consumer reads. */
export function absenceWitness({ after }: { before: Version; after: Version }, body: Body, pair: SchemaPair, at: string): Witness | undefined {
  const base = bodyAt({ from: 'after', generous: after, strict: after }, body, pair, '', () => true);
  if (base === undefined || valueAt(base, firstOf(at)) !== undefined || !isValid(after, body.after, base)) return undefined;
  return { kind: 'payload', value: base, validUnder: 'after', refusal: `${at} is read by the consumer and is not there` };
}

const isValid = ({ schemas }: Version, ref: SchemaRef, value: Json): boolean =>
  (['strict', 'lenient'] as const).every((reading) => schemas.violations(ref, value, reading).length === 0);

/** Both readings refuse, and for this location. */
function refusalOf({ schemas }: Version, ref: SchemaRef, value: Json, at: string): Violation | undefined {
  if (schemas.violations(ref, value, 'lenient').length === 0) return undefined;
  return schemas.violations(ref, value, 'strict').find(({ at: seen, member }) => {
    const place = member === undefined ? seen : child(seen, member);
    return isWithin(place, at) || (isWithin(at, seen) && member === undefined);
  });
}

/** Bodies that differ at the location only, the smallest first. */
function bodiesFor(sides: Sides, body: Body, pair: SchemaPair, at: string): Json[] {
  const place = firstOf(at);
  const bases = [bodyAt(sides, body, pair, at, () => false), bodyAt(sides, body, pair, at, () => true)].filter((base) => base !== undefined);
  const found = bases.flatMap((base) => {
    const held = valueAt(base, place);
    const changed = candidates(sides, body, pair, at, held).map((value) => (place === '' ? value : withValue(base, place, value)));
    return [base, ...(place === '' ? [] : [without(base, place)]), ...changed];
  });
  const texts = new Map(found.map((value) => [JSON.stringify(value), value]));
  return [...texts].sort(([a], [b]) => a.length - b.length).map(([, value]) => value);
}

function knowledgeOf({ generous }: Sides, body: Body): Knowledge {
  const direction = body.direction === 'request' ? 'request' : 'response';
  return { schemas: generous.schemas, direction, samples: new Map(), withheld: new Set(), examples: [], keys: new Set() };
}

/** A value with the location in it, its alternatives taken on the way. */
function bodyAt(sides: Sides, body: Body, pair: SchemaPair, at: string, more: (at: string) => boolean): Json | undefined {
  const knowledge = knowledgeOf(sides, body);
  const include = (candidate: string): boolean => isWithin(at, candidate) || more(candidate);
  const built = (nodes: readonly PlacedNode[], from: string): Json | undefined => buildPayload(knowledge, nodes, { key: KEY, include }, from);
  return pair.turns.reduce<Json | undefined>(
    (base, turn) => {
      const value = built(turn[sides.from], turn.at);
      return base === undefined || value === undefined ? base : turn.at === '' ? value : withValue(base, firstOf(turn.at), value);
    },
    built(rootOf(sides.generous, body[sides.from]), ''),
  );
}

/** Values to be tried at the location: what the generous version has there, and what lies just outside the strict one. */
function candidates(sides: Sides, body: Body, pair: SchemaPair, at: string, held: Json | undefined): Json[] {
  // The location of a member that one version alone has is below what was compared.
  const below = at !== pair.at;
  const own = pair[sides.from];
  const other = pair[sides.from === 'before' ? 'after' : 'before'];
  const knowledge = knowledgeOf(sides, body);
  const built = (nodes: readonly PlacedNode[], more: boolean): Json[] =>
    [buildPayload(knowledge, nodes, { key: KEY, include: () => more }, at)].filter((value) => value !== undefined);
  const beyond = below ? [] : outside(own, other).flatMap((node) => built([...own.nodes, { node, origin: '' }], false));
  const items = own.items.length > 0 ? built(own.items, true) : ['a'];
  const pairOfSame = items[0] === undefined ? [] : [[items[0], items[0]]];
  const members = typeof held === 'object' && held !== null && !Array.isArray(held) ? held : {};
  return [
    ...(below ? built(own.members.get(parentOf(at)?.last ?? '')?.nodes ?? [], true) : (own.values ?? [])),
    ...(below ? [] : own.branches.flatMap(({ nodes }) => [...built(nodes, false), ...built(nodes, true)])),
    ...beyond,
    ...SAMPLES,
    ...(own.multipleOf === undefined ? [] : [own.multipleOf, own.multipleOf * 7]),
    ...pairOfSame,
    ...ODD.map((value) => ({ ...members, unlisted: value })),
  ];
}

/** Further constraints that lead out of what a shape allows; a list or text of more than this is no example. */
const LONGEST = 5000;

function outside(own: Shape, strict: Shape): SchemaObject[] {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, minProperties, maxProperties } = strict.bounds;
  const less = (bound: Bound | undefined, keyword: string): SchemaObject[] => (bound && bound.value > 0 ? [{ [keyword]: bound.value - 1 }] : []);
  const more = (bound: Bound | undefined, keyword: string): SchemaObject[] => (bound && bound.value < LONGEST ? [{ [keyword]: bound.value + 1 }] : []);
  const past = (bound: Bound | undefined, keyword: 'minimum' | 'maximum'): SchemaObject[] =>
    bound === undefined ? [] : [{ [bound.exclusive ? keyword : keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum']: bound.value }];
  return [
    ...less(minLength, 'maxLength'),
    ...more(maxLength, 'minLength'),
    ...past(minimum, 'maximum'),
    ...past(maximum, 'minimum'),
    ...less(minItems, 'maxItems'),
    ...more(maxItems, 'minItems'),
    ...less(minProperties, 'maxProperties'),
    ...more(maxProperties, 'minProperties'),
    ...(own.types ?? []).map((type) => ({ type })),
  ];
}

/** One value of every type, and texts that fit some formats and patterns and not others. */
const SAMPLES: readonly Json[] = [
  null,
  true,
  0,
  7,
  -1,
  1.5,
  2 ** 31,
  2 ** 53 - 1,
  '',
  'text',
  'TEXT',
  'a b',
  '12345',
  'abc-123',
  'somebody@example.com',
  '2024-02-29',
  '2024-02-29T12:30:00Z',
  'https://www.example.com/',
  '123e4567-e89b-12d3-a456-426614174000',
  {},
  [],
];
const ODD: readonly Json[] = ['text', 7, true, null, { a: 1 }, []];
