import type { About } from '../model/clause.ts';
import type { Json } from '../model/json.ts';
import type { Stated } from '../model/place.ts';
import { child } from '../model/pointer.ts';
import type { Direction, PlacedNode, SchemaNode, Schemas } from '../model/schemas.ts';

/** One promise about one location of a body. */
export interface MemberPromise {
  at: string;
  keyword: string;
  value: Json;
  member?: string;
  stated: Stated;
  /** Pointer into the document. */
  pointer: string;
}

export interface Walk {
  schemas: Schemas;
  direction: Direction;
  grade(pointer: string, keyword?: string): Stated | undefined;
}

/** Keywords that other walks of this file turn into promises about the children, not the location itself. */
const STRUCTURE = new Set(['$ref', 'allOf', 'properties', 'required', 'items', 'additionalProperties', 'then', 'else', 'minContains', 'maxContains']);
const DEEPEST = 8;

/**
 * Every promise a schema makes about a body, location by location. What is conditional (`oneOf`, `if`, …) is one promise
 * at its own location; its branches are not promises by themselves.
 */
export function memberPromises(walk: Walk, nodes: readonly PlacedNode[], at: string, inherited: Stated, trail: readonly string[] = []): MemberPromise[] {
  const stated = (node: PlacedNode, keyword: string): Stated => walk.grade(node.origin, keyword) ?? here;
  const here = (nodes[0] && walk.grade(nodes[0].origin)) ?? inherited;
  const promise = (node: PlacedNode, keyword: string, value: unknown, key = keyword): MemberPromise => ({
    at,
    keyword,
    value: value as Json,
    stated: stated(node, key),
    pointer: child(node.origin, keyword === 'nullable' ? 'type' : keyword),
  });
  const own = nodes.flatMap((placed) =>
    Object.entries(placed.node).flatMap(([keyword, value]) => {
      if (keyword === 'type') return typePromises(value).map(([name, type]) => promise(placed, name, type, 'type'));
      if (keyword === 'additionalProperties' && value === false) return [promise(placed, keyword, false)];
      return STRUCTURE.has(keyword) ? [] : [promise(placed, keyword, value)];
    }),
  );
  const trailHere = [...trail, ...nodes.map(({ origin }) => origin)];
  if (trail.length > 0 && (nodes.some(({ origin }) => trail.filter((seen) => seen === origin).length > 1) || at.split('/').length > DEEPEST)) return own;
  const children = membersOf(walk, nodes).flatMap(({ name, required, placed }) => {
    const below = child(at, name);
    const asked: MemberPromise[] = required.map((node) => ({
      at: below,
      keyword: 'required',
      value: true,
      member: name,
      pointer: child(node.origin, 'required'),
      stated: walk.grade(node.origin, `required/${name}`) ?? walk.grade(node.origin, 'required') ?? here,
    }));
    const optional: MemberPromise[] =
      required.length === 0 && walk.direction === 'request' && placed[0]
        ? [{ at: below, keyword: 'optional', value: true, member: name, pointer: placed[0].origin, stated: walk.grade(placed[0].origin, 'optional') ?? here }]
        : [];
    return [...asked, ...optional, ...memberPromises(walk, placed, below, here, trailHere)];
  });
  const items = itemNodes(walk, nodes);
  return [...own, ...children, ...(items.length > 0 ? memberPromises(walk, items, child(at, '*'), here, trailHere) : [])];
}

/** A type that admits null makes two promises: what it is, and that it may be null. */
function typePromises(value: unknown): [keyword: string, type: Json][] {
  const types = [value].flat() as string[];
  const others = types.filter((type) => type !== 'null');
  const single = others.length === 1 ? (others[0] as string) : others;
  return types.includes('null') && others.length > 0
    ? [
        ['type', single],
        ['nullable', true],
      ]
    : [['type', types.length === 1 ? (types[0] as string) : types]];
}

interface Member {
  name: string;
  /** The nodes that list it as required. */
  required: PlacedNode[];
  placed: PlacedNode[];
}

/** The named members of an object schema, from all its unconditional nodes together. */
function membersOf(walk: Pick<Walk, 'schemas' | 'direction'>, nodes: readonly PlacedNode[]): Member[] {
  const members = new Map<string, Member>();
  const member = (name: string): Member => {
    const known = members.get(name) ?? { name, required: [], placed: [] };
    members.set(name, known);
    return known;
  };
  for (const placed of nodes) {
    const properties = Object.entries((placed.node['properties'] ?? {}) as Record<string, SchemaNode>);
    for (const [name, schema] of properties)
      member(name).placed.push(...walk.schemas.expand(schema, child(child(placed.origin, 'properties'), name), walk.direction));
    for (const name of (placed.node['required'] ?? []) as string[]) member(name).required.push(placed);
  }
  return [...members.values()];
}

/** The nodes of array items, or of the values of a map (`additionalProperties` with a schema). */
function itemNodes(walk: Walk, nodes: readonly PlacedNode[]): PlacedNode[] {
  return nodes.flatMap(({ node, origin }) =>
    (['items', 'additionalProperties'] as const).flatMap((keyword) => {
      const schema = node[keyword] as SchemaNode | undefined;
      return typeof schema === 'object' ? walk.schemas.expand(schema, child(origin, keyword), walk.direction) : [];
    }),
  );
}

const ARTICLES: Record<string, string> = { integer: 'an integer', array: 'an array', object: 'an object', null: 'null' };
const aType = (type: string): string => ARTICLES[type] ?? `a ${type}`;
const FORMATS: Record<string, string> = { email: 'an email address', date: 'a date', 'date-time': 'a date-time', uri: 'a URI', uuid: 'a UUID' };

/** What a promise says of its location, as the end of a sentence: `is required`, `is at most 255 characters long`. */
export function saysOf({ keyword, value }: Pick<MemberPromise, 'keyword' | 'value'>): string {
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'optional':
      return 'may be left out';
    case 'nullable':
      return 'may be null';
    case 'type':
      return `is ${[value]
        .flat()
        .map((type) => aType(String(type)))
        .join(' or ')}`;
    case 'format':
      return `is ${FORMATS[String(value)] ?? `in the format ${String(value)}`}`;
    case 'enum':
      return `is one of ${(value as Json[]).map((item) => JSON.stringify(item)).join(', ')}`;
    case 'const':
      return `is ${JSON.stringify(value)}`;
    case 'minLength':
      return `is at least ${String(value)} characters long`;
    case 'maxLength':
      return `is at most ${String(value)} characters long`;
    case 'minimum':
      return `is at least ${String(value)}`;
    case 'maximum':
      return `is at most ${String(value)}`;
    case 'additionalProperties':
      return 'has no other members';
    default:
      return typeof value === 'object' ? `keeps its ${keyword}` : `keeps ${keyword} ${String(value)}`;
  }
}

/** The clause data of a member promise in a request, or in the answers with one status. */
export function aboutMember({ at, keyword, value, member }: MemberPromise, status?: string): About {
  const rest = { at, keyword, value, ...(member === undefined ? {} : { member }) };
  return status === undefined ? { kind: 'request-member', ...rest } : { kind: 'answer-member', status, ...rest };
}
