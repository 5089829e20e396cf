import { fromPattern } from '../cases/text.ts';
import type { Json } from '../model/json.ts';
import { parentOf } from '../model/pointer.ts';
import type { PlacedNode } from '../model/schemas.ts';
import { conditionValues } from './condition-values.ts';
import type { Bound } from './node-keywords.ts';
import type { Shape } from './shape.ts';
import type { SchemaPair } from './walk.ts';

type SchemaObject = PlacedNode['node'];
export type BuildValue = (nodes: readonly PlacedNode[], more: boolean) => Json | undefined;

/** Values to be tried at the location: what the generous version has there, and what lies just outside the strict one. */
export function candidates(pair: SchemaPair, from: 'before' | 'after', at: string, held: Json | undefined, build: BuildValue): Json[] {
  // The location of a member that one version alone has is below what was compared.
  const below = at !== pair.at;
  const own = pair[from];
  const other = pair[from === 'before' ? 'after' : 'before'];
  const built = (nodes: readonly PlacedNode[], more: boolean): Json[] => [build(nodes, more)].filter((value) => value !== undefined);
  const items = own.items.length > 0 ? built(own.items, true) : ['a'];
  const pairOfSame = items[0] === undefined ? [] : [[items[0], items[0]]];
  const members = typeof held === 'object' && held !== null && !Array.isArray(held) ? held : {};
  return [
    ...(below ? built(own.members.get(parentOf(at)?.last ?? '')?.nodes ?? [], true) : (own.values ?? [])),
    ...(below ? [] : own.branches.flatMap(({ nodes }) => [...built(nodes, false), ...built(nodes, true)])),
    ...(below ? [] : outside(own, other).flatMap((node) => built([...own.nodes, { node, origin: '' }], false))),
    ...(below ? [] : matching(own)),
    ...(below ? [] : conditionValues(own, other, members, build)),
    ...SAMPLES,
    ...(own.multipleOf === undefined ? [] : [own.multipleOf, own.multipleOf * 7]),
    ...pairOfSame,
    ...ODD.map((value) => ({ ...members, unlisted: value })),
  ];
}

const DRAWN = 6;

/** Some texts that match all of a shape's patterns. */
function matching({ patterns }: Shape): Json[] {
  const expressions = patterns.map((pattern) => new RegExp(pattern, 'u'));
  const draw = (turn: number): string[] => [fromPattern(expressions, (text) => expressions.every((one) => one.test(text)), { turn, seed: turn }) ?? []].flat();
  return expressions.length === 0 ? [] : Array.from({ length: DRAWN }, (_, turn) => draw(turn)).flat();
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
    ...(strict.ends ? [1, 2, 3, 4].map((count) => ({ minItems: count })) : []),
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
