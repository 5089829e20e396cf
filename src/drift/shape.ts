import { isObject, type Json, type JsonType, sameJson } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import type { Direction, PlacedNode, SchemaNode } from '../model/schemas.ts';
import type { Version } from '../model/version.ts';
import { canonical } from './canonical.ts';

/** Which version, and in which direction its schemas are read. */
export interface Reader {
  version: Version;
  direction: Direction;
}

export type BoundName = 'minLength' | 'maxLength' | 'minimum' | 'maximum' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties';
export interface Bound {
  value: number;
  exclusive: boolean;
}

export interface Member {
  name: string;
  required: boolean;
  /** The pointer of the member's schema; of the object where only `required` names it. */
  origin: string;
  nodes: PlacedNode[];
}

/** One alternative of a `oneOf` or `anyOf`. */
export interface Branch {
  keyword: 'oneOf' | 'anyOf';
  /** The name of the schema it refers to, or what tells it from the others. */
  name: string;
  origin: string;
  nodes: PlacedNode[];
}

/**
 * What a schema says of one location, by meaning: references and `allOf` followed, null taken out of types, enums and
 * alternatives, exclusive bounds of integers made inclusive, keywords that say nothing (`minLength: 0`) left out.
 */
export interface Shape {
  origin: string;
  /** Something is said of the values at all. */
  described: boolean;
  /** Types besides null; undefined where any is allowed. */
  types: JsonType[] | undefined;
  nullable: boolean;
  /** The values of `enum` and `const` besides null. */
  values: Json[] | undefined;
  format: string | undefined;
  patterns: string[];
  multipleOf: number | undefined;
  bounds: Partial<Record<BoundName, Bound>>;
  unique: boolean;
  /** No member beside the named ones is allowed. */
  closed: boolean;
  members: ReadonlyMap<string, Member>;
  /** What is said of the values of a map. */
  rest: PlacedNode[];
  items: PlacedNode[];
  branches: Branch[];
  /** Everything else that constrains (`not`, `if`, `dependentRequired` …), one text by keyword. */
  conditions: ReadonlyMap<string, string>;
  /** The nodes it was read from, alternatives that are none merged into them. */
  nodes: readonly PlacedNode[];
  annotations: { default?: Json; deprecated: boolean; readOnly: boolean; writeOnly: boolean; discriminator?: string; encoding?: string };
}

const BOUNDS: readonly BoundName[] = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];
const TYPES: readonly JsonType[] = ['boolean', 'integer', 'number', 'string', 'array', 'object', 'null'];
const CONDITIONS = [
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'contains',
  'minContains',
  'maxContains',
  'propertyNames',
  'patternProperties',
  'prefixItems',
  'unevaluatedItems',
  'unevaluatedProperties',
];

export const isUpper = (name: BoundName): boolean => name.startsWith('max');

/** Reads the nodes of one location together. */
export function shapeOf(reader: Reader, placed: readonly PlacedNode[], origin: string): Shape {
  const merged = mergeBranches(reader, placed);
  const { nodes } = merged;
  const types = commonTypes(nodes);
  const integer = types?.every((type) => type === 'integer' || type === 'null') === true;
  const values = commonValues(nodes);
  const nullable =
    ((types ?? impliedTypes(nodes)) === undefined ||
      types?.includes('null') === true ||
      merged.nullable ||
      nodes.some(({ origin: at }) => saidNullable(reader, at))) &&
    (values === undefined || values.includes(null) || merged.nullable || types?.includes('null') === true);
  const others = types?.filter((type) => type !== 'null');
  return {
    origin,
    described: nodes.some(speaks) || merged.branches.length > 0,
    types: others ?? impliedTypes(nodes),
    nullable,
    nodes,
    values: values?.filter((value) => value !== null),
    format: only(nodes, 'format')[0] as string | undefined,
    patterns: (only(nodes, 'pattern') as string[]).sort(),
    multipleOf: only(nodes, 'multipleOf')[0] as number | undefined,
    bounds: Object.fromEntries(BOUNDS.flatMap((name) => [[name, tightest(nodes, name, integer)]]).filter(([, bound]) => bound !== undefined)),
    unique: nodes.some(({ node }) => node['uniqueItems'] === true),
    closed: nodes.some(({ node }) => node['additionalProperties'] === false),
    members: membersOf(reader, nodes),
    rest: below(reader, nodes, 'additionalProperties'),
    items: below(reader, nodes, 'items'),
    branches: merged.branches,
    conditions: new Map(
      CONDITIONS.flatMap((keyword) => {
        const said = only(nodes, keyword).map((value) => canonical(reader, value));
        return said.length === 0 ? [] : [[keyword, said.sort().join(' and ')] as const];
      }),
    ),
    annotations: annotationsOf(reader, [origin, ...nodes.map((node) => node.origin)]),
  };
}

/** What the nodes say for a keyword, each value once; what says nothing (`minItems: 0`, `{}`) is left out. */
function only(nodes: readonly PlacedNode[], keyword: string): unknown[] {
  const said = nodes.flatMap(({ node }) => (keyword in node ? [node[keyword]] : [])).filter((value) => !(isObject(value) && Object.keys(value).length === 0));
  return [...new Map(said.map((value) => [JSON.stringify(value), value])).values()];
}

function tightest(nodes: readonly PlacedNode[], name: BoundName, integer: boolean): Bound | undefined {
  const exclusive = name === 'minimum' ? 'exclusiveMinimum' : name === 'maximum' ? 'exclusiveMaximum' : undefined;
  const step = isUpper(name) ? -1 : 1;
  const found = nodes.flatMap(({ node }): Bound[] => [
    ...(typeof node[name] === 'number' ? [{ value: node[name], exclusive: false }] : []),
    ...(exclusive !== undefined && typeof node[exclusive] === 'number' ? [{ value: node[exclusive], exclusive: true }] : []),
  ]);
  const whole = found.map((bound) => (integer && bound.exclusive && Number.isInteger(bound.value) ? { value: bound.value + step, exclusive: false } : bound));
  const [first] = whole.sort((a, b) => step * (b.value - a.value) || Number(b.exclusive) - Number(a.exclusive));
  return first && !(first.value === 0 && !isUpper(name) && name !== 'minimum') ? first : undefined;
}

/** The types all nodes allow, `integer` as a part of `number`. */
function commonTypes(nodes: readonly PlacedNode[]): JsonType[] | undefined {
  const lists = nodes.flatMap(({ node }) => (node['type'] === undefined ? [] : [[node['type']].flat() as string[]]));
  if (lists.length === 0) return undefined;
  const admits = (list: readonly string[], type: JsonType): boolean => list.includes(type) || (type === 'integer' && list.includes('number'));
  const common = TYPES.filter((type) => lists.every((list) => admits(list, type)));
  return common.includes('number') ? common.filter((type) => type !== 'integer') : common;
}

/** A schema that speaks of members means objects, one that speaks of items lists, though validators let other kinds pass. */
function impliedTypes(nodes: readonly PlacedNode[]): JsonType[] | undefined {
  const speaksOf = (...keywords: string[]): boolean => nodes.some(({ node }) => keywords.some((keyword) => keyword in node));
  return speaksOf('properties', 'required', 'additionalProperties') ? ['object'] : speaksOf('items') ? ['array'] : undefined;
}

function commonValues(nodes: readonly PlacedNode[]): Json[] | undefined {
  const lists = nodes.flatMap(({ node }): Json[][] => [
    ...(Array.isArray(node['enum']) ? [node['enum'] as Json[]] : []),
    ...('const' in node ? [[node['const'] as Json]] : []),
  ]);
  return lists[0]?.filter((value) => lists.every((list) => list.some((other) => sameJson(other, value))));
}

/** OpenAPI 3.0 `nullable` beside `allOf` is read in two ways; for a comparison it means what it says. */
const saidNullable = ({ version }: Reader, origin: string): boolean => version.raw(child(origin, 'nullable')) === true;

function membersOf(reader: Reader, nodes: readonly PlacedNode[]): Map<string, Member> {
  const members = new Map<string, Member>();
  const member = (name: string, origin: string): Member => {
    const known = members.get(name) ?? { name, required: false, origin, nodes: [] };
    members.set(name, known);
    return known;
  };
  for (const { node, origin } of nodes) {
    for (const [name, schema] of Object.entries((node['properties'] ?? {}) as Record<string, SchemaNode>)) {
      const at = child(child(origin, 'properties'), name);
      // What is never allowed is no member.
      if (schema !== false) member(name, at).nodes.push(...expand(reader, schema, at));
    }
  }
  for (const { node, origin } of nodes) for (const name of (node['required'] ?? []) as string[]) member(name, origin).required = true;
  return members;
}

const expand = ({ version, direction }: Reader, schema: SchemaNode, at: string): PlacedNode[] => version.schemas.expand(schema, at, direction);

/** What is said of items, or of the values of a map; `{}` says nothing. */
function below(reader: Reader, nodes: readonly PlacedNode[], keyword: string): PlacedNode[] {
  const found = nodes.flatMap(({ node, origin }) =>
    typeof node[keyword] === 'object' ? expand(reader, node[keyword] as SchemaNode, child(origin, keyword)) : [],
  );
  return found.some(speaks) ? found : [];
}

/** True where a node says anything by itself. */
const speaks = ({ node }: PlacedNode): boolean => Object.keys(node).some((keyword) => keyword !== '$ref' && keyword !== 'allOf');

/** Alternatives that are none: null beside one other, a single one, and bare types beside one another. */
function mergeBranches(reader: Reader, placed: readonly PlacedNode[]): { nodes: PlacedNode[]; branches: Branch[]; nullable: boolean } {
  const nodes: PlacedNode[] = [];
  const branches: Branch[] = [];
  let nullable = false;
  for (const { node, origin } of placed) {
    const { oneOf, anyOf, ...own } = node;
    nodes.push({ node: own, origin });
    for (const [keyword, list] of [
      ['oneOf', oneOf],
      ['anyOf', anyOf],
    ] as const) {
      if (!Array.isArray(list)) continue;
      const real = (list as SchemaNode[])
        .map((branch, index) => ({ branch, at: child(child(origin, keyword), index) }))
        .filter(({ branch }) => !isNull(branch));
      nullable ||= real.length < list.length;
      const bare = real.map(({ branch }) => bareType(branch));
      if (real.length === 1 && real[0]) {
        const inner = mergeBranches(reader, expand(reader, real[0].branch, real[0].at));
        nodes.push(...inner.nodes);
        branches.push(...inner.branches);
        nullable ||= inner.nullable;
      } else if (bare.every((type) => type !== undefined)) nodes.push({ node: { type: bare.flat() }, origin });
      else branches.push(...real.map(({ branch, at }) => branchOf(reader, keyword, branch, at)));
    }
  }
  return { nodes, branches, nullable };
}

const isNull = (branch: SchemaNode): boolean => typeof branch === 'object' && (branch['type'] === 'null' || sameJson(branch['enum'] as Json, [null]));
const bareType = (branch: SchemaNode): unknown =>
  typeof branch === 'object' && Object.keys(branch).length === 1 && 'type' in branch ? branch['type'] : undefined;

function branchOf(reader: Reader, keyword: Branch['keyword'], branch: SchemaNode, origin: string): Branch {
  const nodes = expand(reader, branch, origin);
  const referred = nodes.map((node) => node.origin).find((at) => /^\/components\/schemas\/[^/]+$/.test(at));
  return { keyword, name: referred?.split('/').at(-1) ?? distinction(reader, nodes), origin, nodes };
}

/** What tells a nameless branch from the others: the constants of its members, or else its types and members. */
function distinction(reader: Reader, nodes: readonly PlacedNode[]): string {
  const members = [...membersOf(reader, nodes).values()];
  const constants = members.flatMap(({ name, nodes: inner }) => {
    const values = commonValues(inner);
    return values?.length === 1 ? [`${name}=${JSON.stringify(values[0])}`] : [];
  });
  return constants.length > 0 ? constants.join(',') : [...(commonTypes(nodes) ?? []), ...members.map(({ name }) => name).sort()].join(',');
}

/** `**Deprecated.** Use …`: not every document has the keyword. */
const DEPRECATED = /^\W*deprecated\b/i;

function annotationsOf({ version }: Reader, origins: readonly string[]): Shape['annotations'] {
  const said = (keyword: string): Json | undefined => origins.map((origin) => version.raw(child(origin, keyword))).find((value) => value !== undefined);
  const usual = said('default');
  const discriminator = said('discriminator');
  const words = said('description');
  const encoding = [said('contentEncoding'), said('contentMediaType')].filter((value) => typeof value === 'string');
  return {
    ...(usual === undefined ? {} : { default: usual }),
    deprecated: said('deprecated') === true || (typeof words === 'string' && DEPRECATED.test(words)),
    readOnly: said('readOnly') === true,
    writeOnly: said('writeOnly') === true,
    ...(isObject(discriminator) ? { discriminator: JSON.stringify([discriminator['propertyName'], discriminator['mapping'] ?? {}]) } : {}),
    ...(encoding.length > 0 ? { encoding: encoding.join(', ') } : {}),
  };
}
