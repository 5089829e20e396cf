import { isObject, type Json, type JsonType, sameJson, typeOf } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import type { Direction, PlacedNode, SchemaNode } from '../model/schemas.ts';
import type { Version } from '../model/version.ts';

/** Which version, and in which direction its schemas are read. */
export interface Reader {
  version: Version;
  direction: Direction;
  /** Values are written as text, without quotes: parameters and headers. */
  asText?: boolean;
}

export type BoundName = 'minLength' | 'maxLength' | 'minimum' | 'maximum' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties';
export interface Bound {
  value: number;
  exclusive: boolean;
}

export interface Member {
  name: string;
  required: boolean;
  /** Only the server sets it, in requests; it is not told, in answers. */
  hidden: boolean;
  /** The pointer of the member's schema; of the object where only `required` names it. */
  origin: string;
  nodes: PlacedNode[];
}

export const BOUNDS: readonly BoundName[] = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'minProperties', 'maxProperties'];
const TYPES: readonly JsonType[] = ['boolean', 'integer', 'number', 'string', 'array', 'object', 'null'];
export const isUpper = (name: BoundName): boolean => name.startsWith('max');

/** What the nodes say for a keyword, each value once; what says nothing (`minItems: 0`, `{}`) is left out. */
export function only(nodes: readonly PlacedNode[], keyword: string): unknown[] {
  const said = nodes.flatMap(({ node }) => (keyword in node ? [node[keyword]] : [])).filter((value) => !(isObject(value) && Object.keys(value).length === 0));
  return [...new Map(said.map((value) => [JSON.stringify(value), value])).values()];
}

export function tightest(nodes: readonly PlacedNode[], name: BoundName, integer: boolean): Bound | undefined {
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
export function commonTypes(nodes: readonly PlacedNode[]): JsonType[] | undefined {
  const lists = nodes.flatMap(({ node }) => (node['type'] === undefined ? [] : [[node['type']].flat() as string[]]));
  if (lists.length === 0) return undefined;
  const admits = (list: readonly string[], type: JsonType): boolean => list.includes(type) || (type === 'integer' && list.includes('number'));
  const common = TYPES.filter((type) => lists.every((list) => admits(list, type)));
  return common.includes('number') ? common.filter((type) => type !== 'integer') : common;
}

/** A schema that speaks of members means objects, one that speaks of items lists, though validators let other kinds pass. */
export function impliedTypes(nodes: readonly PlacedNode[], values: readonly Json[] | undefined): JsonType[] | undefined {
  if (values !== undefined) return TYPES.filter((type) => type !== 'null' && values.some((value) => typeOf(value) === type));
  const speaksOf = (...keywords: string[]): boolean => nodes.some(({ node }) => keywords.some((keyword) => keyword in node));
  return speaksOf('properties', 'required', 'additionalProperties') ? ['object'] : speaksOf('items') ? ['array'] : undefined;
}

export function commonValues(nodes: readonly PlacedNode[]): Json[] | undefined {
  const lists = nodes.flatMap(({ node }): Json[][] => [
    ...(Array.isArray(node['enum']) ? [node['enum'] as Json[]] : []),
    ...('const' in node ? [[node['const'] as Json]] : []),
  ]);
  return lists[0]?.filter((value) => lists.every((list) => list.some((other) => sameJson(other, value))));
}

export function membersOf(reader: Reader, nodes: readonly PlacedNode[]): Map<string, Member> {
  const members = new Map<string, Member>();
  const member = (name: string, origin: string): Member => {
    const known = members.get(name) ?? { name, required: false, hidden: isHidden(reader, origin), origin, nodes: [] };
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

/** OpenAPI 3.0.3, 4.7.24: `readOnly` members should not be sent, `writeOnly` members not be answered. */
function isHidden({ version, direction }: Reader, origin: string, trail: readonly string[] = []): boolean {
  if (version.raw(child(origin, direction === 'request' ? 'readOnly' : 'writeOnly')) === true) return true;
  const ref = version.raw(child(origin, '$ref'));
  return typeof ref === 'string' && ref.startsWith('#/') && !trail.includes(ref) && isHidden({ version, direction }, ref.slice(1), [...trail, ref]);
}

export const expand = ({ version, direction }: Reader, schema: SchemaNode, at: string): PlacedNode[] => version.schemas.expand(schema, at, direction);

/** What is said of items, or of the values of a map; `{}` says nothing. */
export function below(reader: Reader, nodes: readonly PlacedNode[], keyword: string): PlacedNode[] {
  const found = nodes.flatMap(({ node, origin }) =>
    typeof node[keyword] === 'object' ? expand(reader, node[keyword] as SchemaNode, child(origin, keyword)) : [],
  );
  return found.some(speaks) ? found : [];
}

/** True where a node says anything by itself. */
export const speaks = ({ node }: PlacedNode): boolean => Object.keys(node).some((keyword) => keyword !== '$ref' && keyword !== 'allOf');
