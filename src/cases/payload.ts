import fc from 'fast-check';
import { type Json, valueAt } from '../model/json.ts';
import { child, segments } from '../model/pointer.ts';
import type { PlacedNode, SchemaNode, Schemas } from '../model/schemas.ts';
import { numberOf } from './key.ts';
import { FORMATS, meaningOf, textOfLength } from './plausible.ts';

/** What a payload is built from besides the schema: the sheet's facts about single members. */
export interface Knowledge {
  schemas: Schemas;
  /** Documented request examples, a source of plausible values. */
  examples: readonly Json[];
  /** Pointers of natural keys: they get the fresh key. */
  keys: ReadonlySet<string>;
  samples: ReadonlyMap<string, readonly Json[]>;
  /** Members that must not be sent by themselves: references, hazards, ignored and deprecated ones. */
  withheld: ReadonlySet<string>;
}

export interface Wish {
  /** Which optional members to send; `at` is a template pointer. Required ones are always sent. */
  include(at: string): boolean;
  key: string;
}

/** Members only the branches not taken ask for: sent too, two branches of a `oneOf` would fit. */
const AVOIDED = 'x-avoided';
const NODE_BUDGET = 2000;
const DEEPEST = 12;

/**
 * Builds a plausible value for a schema, or undefined where none is found within the budget. What it gives is a
 * proposal: only `prove.ts` calls a payload valid.
 */
export function buildPayload(knowledge: Knowledge, nodes: readonly PlacedNode[], wish: Wish, at = ''): Json | undefined {
  return new Build(knowledge, wish).value(nodes, at, 0);
}

class Build {
  readonly #knowledge: Knowledge;
  readonly #wish: Wish;
  /** Which item of an array this is: equal items may be refused. */
  readonly #turn: number;
  #left = NODE_BUDGET;

  constructor(knowledge: Knowledge, wish: Wish, turn = 0) {
    this.#turn = turn;
    this.#knowledge = knowledge;
    this.#wish = wish;
  }

  value(nodes: readonly PlacedNode[], at: string, depth: number): Json | undefined {
    if (--this.#left < 0 || depth > DEEPEST) return undefined;
    const all = this.#withBranches(nodes);
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

  #withBranches(nodes: readonly PlacedNode[]): PlacedNode[] {
    const branches = nodes.flatMap(({ node, origin }) =>
      (['oneOf', 'anyOf'] as const).flatMap((keyword) => {
        const list = (node[keyword] ?? []) as SchemaNode[];
        const first = list.findIndex((branch) => typeof branch !== 'object' || branch['type'] !== 'null');
        const branch = list[first];
        if (branch === undefined) return [];
        const names = (schema: SchemaNode): string[] => (typeof schema === 'object' ? ((schema['required'] ?? []) as string[]) : []);
        const others = list.filter((other) => other !== branch).flatMap(names);
        const avoided = { node: { [AVOIDED]: others.filter((name) => !names(branch).includes(name)) }, origin };
        return [avoided, ...this.#knowledge.schemas.expand(branch, child(child(origin, keyword), first), 'request')];
      }),
    );
    return branches.length === 0
      ? [...nodes]
      : this.#withBranches([...nodes.map(({ node, origin }) => ({ node: withoutBranches(node), origin })), ...branches]);
  }

  #fixed(nodes: readonly PlacedNode[], at: string): Json | undefined {
    for (const { node } of nodes) if ('const' in node) return node['const'] as Json;
    const lists = nodes.flatMap(({ node }) => (Array.isArray(node['enum']) ? [node['enum'] as Json[]] : []));
    const listed = (lists[0] ?? []).filter((value) => value !== null && lists.every((list) => list.includes(value)));
    if (listed.length > 0) return listed[this.#turn % listed.length];
    return this.#knowledge.samples.get(at)?.[0];
  }

  #object(nodes: readonly PlacedNode[], at: string, depth: number): Json | undefined {
    const members = new Map<string, PlacedNode[]>();
    const required = new Set(nodes.flatMap(({ node }) => (node['required'] ?? []) as string[]));
    for (const { node, origin } of nodes)
      for (const [name, schema] of Object.entries((node['properties'] ?? {}) as Record<string, SchemaNode>))
        members.set(name, [...(members.get(name) ?? []), ...this.#knowledge.schemas.expand(schema, child(child(origin, 'properties'), name), 'request')]);
    const avoided = new Set(nodes.flatMap(({ node }) => (node[AVOIDED] ?? []) as string[]));
    const entries: [string, Json][] = [];
    for (const name of new Set([...members.keys(), ...required])) {
      const below = child(at, name);
      if (!required.has(name) && (!this.#wish.include(below) || this.#recursive(nodes, members.get(name) ?? [], depth))) continue;
      const value = this.value(members.get(name) ?? [], below, depth + 1);
      if (value !== undefined && (required.has(name) || !avoided.has(name))) entries.push([name, value]);
      else if (required.has(name)) return undefined;
    }
    const least = Math.max(0, ...nodes.map(({ node }) => Number(node['minProperties'] ?? 0)));
    for (let index = 1; entries.length < least; index++) entries.push([`member${index}`, this.#mapValue(nodes, at, depth) ?? 'text']);
    return Object.fromEntries(entries);
  }

  #mapValue(nodes: readonly PlacedNode[], at: string, depth: number): Json | undefined {
    const values = nodes.flatMap(({ node, origin }) =>
      typeof node['additionalProperties'] === 'object'
        ? this.#knowledge.schemas.expand(node['additionalProperties'] as SchemaNode, child(origin, 'additionalProperties'), 'request')
        : [],
    );
    return values.length === 0 ? undefined : this.value(values, child(at, '*'), depth + 1);
  }

  #recursive(parents: readonly PlacedNode[], nodes: readonly PlacedNode[], depth: number): boolean {
    return depth > 2 && nodes.some(({ origin }) => parents.some((parent) => parent.origin === origin));
  }

  #array(nodes: readonly PlacedNode[], at: string, depth: number): Json | undefined {
    const bound = (keyword: string): number[] => nodes.flatMap(({ node }) => (typeof node[keyword] === 'number' ? [node[keyword]] : []));
    const least = Math.max(0, ...bound('minItems'));
    const most = Math.min(Number.POSITIVE_INFINITY, ...bound('maxItems'));
    const count = Math.min(Math.max(least, this.#wish.include(child(at, '*')) ? 1 : 0), most);
    const items: Json[] = [];
    for (let index = 0; index < count; index++) {
      const itemNodes = nodes.flatMap(({ node, origin }) => {
        const prefix = (node['prefixItems'] as SchemaNode[] | undefined)?.[index];
        const schema = prefix ?? (node['items'] as SchemaNode | undefined) ?? (node['contains'] as SchemaNode | undefined) ?? true;
        return this.#knowledge.schemas.expand(schema, child(origin, prefix === undefined ? 'items' : `prefixItems/${index}`), 'request');
      });
      const item = new Build(this.#knowledge, { ...this.#wish, key: `${this.#wish.key}${index === 0 ? '' : index}` }, index).value(
        itemNodes,
        child(at, '*'),
        depth + 1,
      );
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
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

/** A number within its bounds; `offset` makes it another one (a natural key) where no bound stands against it. */
function numberWithin(nodes: readonly PlacedNode[], type: string, offset: number): number {
  const values = (keyword: string): number[] => nodes.flatMap(({ node }) => (typeof node[keyword] === 'number' ? [node[keyword]] : []));
  const step = values('multipleOf')[0] ?? (type === 'integer' ? 1 : 0.5);
  const low = Math.max(...values('minimum'), ...values('exclusiveMinimum').map((bound) => bound + step));
  const high = Math.min(...values('maximum'), ...values('exclusiveMaximum').map((bound) => bound - step));
  if (Number.isFinite(low) && low > high) return (low - step + (high + step)) / 2;
  if (Number.isFinite(low)) return Math.min((Math.ceil(low / step) + offset) * step, high);
  if (Number.isFinite(high)) return Math.floor(Math.min(high, 1) / step) * step;
  return step * (1 + offset);
}

/** Length bounds, patterns and format of a string location, from all its nodes together. */
export function stringLimits(nodes: readonly PlacedNode[]): { least: number; most: number; patterns: RegExp[]; format?: string } {
  const numbers = (keyword: string): number[] => nodes.flatMap(({ node }) => (typeof node[keyword] === 'number' ? [node[keyword]] : []));
  const format = nodes.map(({ node }) => node['format']).find((name) => typeof name === 'string' && name in FORMATS);
  return {
    least: Math.max(0, ...numbers('minLength')),
    most: Math.min(Number.POSITIVE_INFINITY, ...numbers('maxLength')),
    patterns: nodes.flatMap(({ node }) => (typeof node['pattern'] === 'string' ? [new RegExp(node['pattern'], 'u')] : [])),
    ...(typeof format === 'string' ? { format } : {}),
  };
}

/** A key with a capital letter shows whether letter case is kept; an email's is lower case, as providers may fold it. */
const capitalised = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** A plausible string: the fresh key for natural keys, what the name or format asks for, a documented value, plain text. */
function stringFor(knowledge: Knowledge, nodes: readonly PlacedNode[], at: string, key: string, turn: number): string | undefined {
  const { least, most, patterns, format } = stringLimits(nodes);
  const member =
    segments(at)
      .filter((part) => part !== '*')
      .at(-1) ?? '';
  const meaning = meaningOf(member);
  const documented = knowledge.examples.map((example) => valueAt(example, at.replaceAll('/*', '/0'))).filter((value) => typeof value === 'string');
  const proposals = [
    ...(format === undefined ? [] : (FORMATS[format]?.good(key) ?? [])),
    ...(knowledge.keys.has(at) ? [meaning?.name === 'email' ? meaning.value(key) : capitalised(key)] : []),
    ...(meaning ? [meaning.value(key)] : []),
    ...(knowledge.keys.has(at) ? [] : documented),
    ...(least > 0 && Number.isFinite(least) ? [meaning?.ofLength?.(Math.max(least, 25), key) ?? textOfLength(least)] : []),
    ...(Number.isFinite(most) ? [meaning?.ofLength?.(most, key) ?? textOfLength(most)] : []),
    turn === 0 ? 'text' : `text ${turn}`,
    'Sample text',
  ];
  const fits = (text: string): boolean => [...text].length >= least && [...text].length <= most && patterns.every((pattern) => pattern.test(text));
  return proposals.find(fits) ?? documented.find((text) => typeof text === 'string' && fits(text)) ?? fromPattern(patterns, fits, key);
}

/** A string made from a pattern; undefined for patterns the generator cannot read (lookaround). */
function fromPattern(patterns: readonly RegExp[], fits: (text: string) => boolean, key: string): string | undefined {
  for (const pattern of patterns) {
    try {
      const made = fc.sample(fc.stringMatching(pattern), { numRuns: 50, seed: numberOf(key, 2 ** 31) });
      const good = made.find(fits);
      if (good !== undefined) return good;
    } catch {
      // Not supported by the generator: the clause is reported as untested, with this as its reason.
    }
  }
  return undefined;
}

/** The nodes of the location a template pointer names, from the root's nodes. */
export function nodesAt(schemas: Schemas, root: readonly PlacedNode[], at: string): PlacedNode[] {
  let nodes = [...root];
  for (const part of segments(at))
    nodes = nodes.flatMap(({ node, origin }) => {
      const found =
        part === '*'
          ? (['items', 'additionalProperties'] as const).map((keyword) => [node[keyword], child(origin, keyword)] as const)
          : [[(node['properties'] as Record<string, unknown> | undefined)?.[part], child(child(origin, 'properties'), part)] as const];
      return found.flatMap(([schema, from]) => (typeof schema === 'object' && schema !== null ? schemas.expand(schema as SchemaNode, from, 'request') : []));
    });
  return nodes;
}
