import type { Json } from '../model/json.ts';
import { child, segments } from '../model/pointer.ts';
import type { Direction, PlacedNode, SchemaNode, Schemas } from '../model/schemas.ts';
import { numberOf } from './key.ts';
import { numberWithin } from './number.ts';
import { stringFor, type TextKnowledge } from './text.ts';

/** What a payload is built from besides the schema: the sheet's facts about single members. */
export interface Knowledge extends TextKnowledge {
  schemas: Schemas;
  /** Of what the nodes speak: bodies of requests where nothing is said. */
  direction?: Direction;
  samples: ReadonlyMap<string, readonly Json[]>;
  /** Members that must not be sent by themselves: references, hazards, ignored and deprecated ones. */
  withheld: ReadonlySet<string>;
  /** Objects of which it is only assumed that some member may be left out. */
  assumed: ReadonlySet<string>;
}

export interface Wish {
  /** Which optional members to send; `at` is a template pointer. Required ones are always sent. */
  include(at: string): boolean;
  key: string;
}

/** Members only the branches not taken ask for: sent too, two branches of a `oneOf` would fit. */
const AVOIDED = 'x-avoided';
const NODE_BUDGET = 10_000;
const DEEPEST = 12;

/**
 * Builds a plausible value for a schema, or undefined where none is found within the budget. What it gives is a
 * proposal: only `prove.ts` calls a payload valid.
 */
export function buildPayload(knowledge: Knowledge, nodes: readonly PlacedNode[], wish: Wish, at = ''): Json | undefined {
  return new Build(knowledge, wish).value(nodes, at, 0);
}

/** What some nodes say of the members of an object. */
interface ObjectShape {
  members: { name: string; inner: readonly PlacedNode[]; required: boolean; avoided: boolean }[];
  least: number;
}

/** Hundreds of payloads are built of the same nodes, which never change: what they come to is worked out once. */
const shapes = new WeakMap<readonly PlacedNode[], ObjectShape>();
const merged = new WeakMap<readonly PlacedNode[], readonly PlacedNode[]>();

function memo<Made>(known: WeakMap<readonly PlacedNode[], Made>, nodes: readonly PlacedNode[], make: () => Made): Made {
  const made = known.get(nodes) ?? make();
  known.set(nodes, made);
  return made;
}

class Build {
  readonly #knowledge: Knowledge;
  readonly #wish: Wish;
  /** Which item of an array this is: equal items may be refused. */
  readonly #turn: number;
  /** Shared by all builders of one payload. */
  readonly #budget: { left: number };

  constructor(knowledge: Knowledge, wish: Wish, turn = 0, budget = { left: NODE_BUDGET }) {
    this.#budget = budget;
    this.#turn = turn;
    this.#knowledge = knowledge;
    this.#wish = wish;
  }

  value(nodes: readonly PlacedNode[], at: string, depth: number): Json | undefined {
    if (--this.#budget.left < 0 || depth > DEEPEST) return undefined;
    const all = memo(merged, nodes, () => this.#withBranches(nodes));
    const fixed = this.#fixed(all, at);
    if (fixed !== undefined) return fixed;
    const type = typesOf(all)[0] ?? guessType(all);
    if (type === 'object') return this.#object(all, at, depth);
    if (type === 'array') return this.#array(all, at, depth);
    if (type === 'boolean') return true;
    if (type === 'null') return null;
    if (type === 'integer' || type === 'number')
      return numberWithin(all, type, this.#knowledge.keys.has(at) ? numberOf(this.#wish.key, 1_000_000) : this.#turn);
    return stringFor(this.#knowledge, all, at, this.#wish.key, this.#turn);
  }

  #expand(node: SchemaNode, origin: string): PlacedNode[] {
    return this.#knowledge.schemas.expand(node, origin, this.#knowledge.direction ?? 'request');
  }

  #withBranches(nodes: readonly PlacedNode[]): readonly PlacedNode[] {
    const branches = nodes.flatMap(({ node, origin }) =>
      (['oneOf', 'anyOf'] as const).flatMap((keyword) => {
        const list = (node[keyword] ?? []) as SchemaNode[];
        const first = list.findIndex((branch) => typeof branch !== 'object' || branch['type'] !== 'null');
        const branch = list[first];
        if (branch === undefined) return [];
        const names = (schema: SchemaNode): string[] => (typeof schema === 'object' ? ((schema['required'] ?? []) as string[]) : []);
        const others = list.filter((other) => other !== branch).flatMap(names);
        const avoided = { node: { [AVOIDED]: others.filter((name) => !names(branch).includes(name)) }, origin };
        return [avoided, ...this.#expand(branch, child(child(origin, keyword), first))];
      }),
    );
    return branches.length === 0 ? nodes : this.#withBranches([...nodes.map(({ node, origin }) => ({ node: withoutBranches(node), origin })), ...branches]);
  }

  #fixed(nodes: readonly PlacedNode[], at: string): Json | undefined {
    for (const { node } of nodes) if ('const' in node) return node['const'] as Json;
    const lists = nodes.flatMap(({ node }) => (Array.isArray(node['enum']) ? [node['enum'] as Json[]] : []));
    const listed = (lists[0] ?? []).filter((value) => value !== null && lists.every((list) => list.includes(value)));
    if (listed.length > 0) return listed[this.#turn % listed.length];
    return this.#knowledge.samples.get(at)?.[0];
  }

  #object(nodes: readonly PlacedNode[], at: string, depth: number): Json | undefined {
    const { members, least } = memo(shapes, nodes, () => this.#shape(nodes));
    const entries: [string, Json][] = [];
    for (const { name, inner, required, avoided } of members) {
      const below = child(at, name);
      // A member that `true`, or nothing, is said of is not sent where it need not be, and one that is `false` cannot be.
      if (!required && (inner.length === 0 || !this.#wish.include(below) || this.#recursive(nodes, inner, depth))) continue;
      const value = this.value(inner, below, depth + 1);
      if (value !== undefined && (required || !avoided)) entries.push([name, value]);
      else if (required) return undefined;
    }
    if (least > NODE_BUDGET) return undefined;
    for (let index = 0; entries.length < least; index++) {
      const entry = this.#furtherMember(nodes, at, depth, index);
      if (entry === undefined || index > least) return undefined;
      if (!entries.some(([name]) => name === entry[0])) entries.push(entry);
    }
    return Object.fromEntries(entries);
  }

  #shape(nodes: readonly PlacedNode[]): ObjectShape {
    const members = new Map<string, PlacedNode[]>();
    const required = new Set(nodes.flatMap(({ node }) => (node['required'] ?? []) as string[]));
    for (const { node, origin } of nodes)
      for (const [name, schema] of Object.entries((node['properties'] ?? {}) as Record<string, SchemaNode>))
        members.set(name, [...(members.get(name) ?? []), ...this.#expand(schema, child(child(origin, 'properties'), name))]);
    const avoided = new Set(nodes.flatMap(({ node }) => (node[AVOIDED] ?? []) as string[]));
    return {
      members: [...new Set([...members.keys(), ...required])].map((name) => ({
        name,
        inner: members.get(name) ?? [],
        required: required.has(name),
        avoided: avoided.has(name),
      })),
      least: Math.max(0, ...nodes.map(({ node }) => Number(node['minProperties'] ?? 0))),
    };
  }

  /** A member no property names, as what is said of names, of patterns of names and of other members asks for it. */
  #furtherMember(nodes: readonly PlacedNode[], at: string, depth: number, index: number): [string, Json] | undefined {
    const below = (keyword: string, part?: string): PlacedNode[] =>
      nodes.flatMap(({ node, origin }) => {
        const value = part === undefined ? node[keyword] : (node[keyword] as Record<string, unknown> | undefined)?.[part];
        const from = part === undefined ? child(origin, keyword) : child(child(origin, keyword), part);
        return typeof value === 'object' && value !== null ? this.#expand(value as SchemaNode, from) : [];
      });
    const [pattern] = nodes.flatMap(({ node }) => Object.keys((node['patternProperties'] ?? {}) as object));
    const names = [...below('propertyNames'), ...(pattern === undefined ? [] : [{ node: { pattern }, origin: '' }])];
    const name = names.length === 0 ? `member${index + 1}` : this.#another(index).value(names, child(at, '*'), depth + 1);
    const values = pattern === undefined ? below('additionalProperties') : below('patternProperties', pattern);
    const value = values.length === 0 ? 'text' : this.value(values, child(at, '*'), depth + 1);
    return typeof name === 'string' && value !== undefined ? [name, value] : undefined;
  }

  #recursive(parents: readonly PlacedNode[], nodes: readonly PlacedNode[], depth: number): boolean {
    return depth > 2 && nodes.some(({ origin }) => parents.some((parent) => parent.origin === origin));
  }

  #array(nodes: readonly PlacedNode[], at: string, depth: number): Json | undefined {
    const bound = (keyword: string): number[] => nodes.flatMap(({ node }) => (typeof node[keyword] === 'number' ? [node[keyword]] : []));
    const tuple = (node: PlacedNode['node']): SchemaNode[] => (node['prefixItems'] ?? []) as SchemaNode[];
    const asked = (node: PlacedNode['node']): number => ('contains' in node ? Number(node['minContains'] ?? 1) : 0);
    const least = Math.max(0, ...bound('minItems'), ...nodes.map(({ node }) => asked(node) && tuple(node).length + asked(node)));
    const ends = nodes.flatMap(({ node }) => (node['items'] === false ? [tuple(node).length] : []));
    const most = Math.min(Number.POSITIVE_INFINITY, ...bound('maxItems'), ...ends);
    const count = Math.min(Math.max(least, this.#wish.include(child(at, '*')) ? 1 : 0), most);
    if (count > this.#budget.left) return undefined;
    const items: Json[] = [];
    for (let index = 0; index < count; index++) {
      const itemNodes = nodes.flatMap(({ node, origin }) => {
        const place = index - tuple(node).length;
        const found: [keyword: string, schema: unknown][] =
          place < 0
            ? [[`prefixItems/${index}`, tuple(node)[index]]]
            : [['items', node['items']], ...(place < asked(node) ? ([['contains', node['contains']]] as [string, unknown][]) : [])];
        return found.flatMap(([keyword, schema]) => (schema === undefined ? [] : this.#expand(schema as SchemaNode, `${origin}/${keyword}`)));
      });
      const item = this.#another(index).value(itemNodes, child(at, '*'), depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }

  /** The builder of the item or member of a map with this number, which should not be like the others. */
  #another(index: number): Build {
    return new Build(this.#knowledge, { ...this.#wish, key: `${this.#wish.key}${index === 0 ? '' : index}` }, index, this.#budget);
  }
}

const withoutBranches = ({ oneOf: _oneOf, anyOf: _anyOf, ...rest }: Record<string, unknown>): Record<string, unknown> => rest;

/** The JSON types all nodes allow, null last. */
export function typesOf(nodes: readonly PlacedNode[]): string[] {
  const lists = nodes.flatMap(({ node }) => (node['type'] === undefined ? [] : [[node['type']].flat() as string[]]));
  const admits = (list: readonly string[], type: string): boolean => list.includes(type) || (type === 'integer' && list.includes('number'));
  const common = [...new Set(lists.flat())].filter((type) => lists.every((list) => admits(list, type)));
  return common.sort((a, b) => Number(a === 'null') - Number(b === 'null'));
}

function guessType(nodes: readonly PlacedNode[]): string {
  const has = (...keywords: string[]) => nodes.some(({ node }) => keywords.some((keyword) => keyword in node));
  if (has('properties', 'required', 'additionalProperties', 'minProperties', 'patternProperties')) return 'object';
  if (has('items', 'minItems', 'prefixItems', 'contains')) return 'array';
  if (has('minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum')) return 'number';
  return 'string';
}

/** The nodes of the location a template pointer names, from the root's nodes. */
export function nodesAt(schemas: Schemas, root: readonly PlacedNode[], at: string, direction: Direction = 'request'): PlacedNode[] {
  let nodes = [...root];
  for (const part of segments(at))
    nodes = nodes.flatMap(({ node, origin }) => {
      const found =
        part === '*'
          ? (['items', 'additionalProperties'] as const).map((keyword) => [node[keyword], child(origin, keyword)] as const)
          : [[(node['properties'] as Record<string, unknown> | undefined)?.[part], child(child(origin, 'properties'), part)] as const];
      return found.flatMap(([schema, from]) => (typeof schema === 'object' && schema !== null ? schemas.expand(schema as SchemaNode, from, direction) : []));
    });
  return nodes;
}
