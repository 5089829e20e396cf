import fc from 'fast-check';
import type { Json } from '../model/json.ts';
import { child, isWithin, segments } from '../model/pointer.ts';
import type { PlacedNode, SchemaNode } from '../model/schemas.ts';
import { buildPayload, type Knowledge, typesOf } from './payload.ts';
import { FORMATS, meaningOf } from './plausible.ts';
import { stringLimits } from './text.ts';

/** A value that still lacks its fresh key: drawn once, it can be sent again and again without meeting itself. */
export type Shape = (key: string) => Json;

/** Words people write: a mark or two beyond ASCII, nothing a parser could stumble over. */
const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéüñøß'];
const LONGEST_TEXT = 60;
const MOST_ITEMS = 3;
/** Deeper than this only required members are drawn. */
const DEEPEST = 5;
const NODE_BUDGET = 1000;
/** Numbers without a bound stay small: how large they may be the document leaves open. */
const LARGEST = 1000;

/**
 * Draws random bodies for a schema: which optional members, how many items, which branch, which words and numbers. Keys,
 * emails, phones, dates and whatever else has a meaning stay plausible (rule 3 of judgement). What it draws is a proposal:
 * only `prove.ts` calls a body valid. Nothing is filtered, so drawing always ends.
 * @param needs a template pointer: the containers on the way to it, and what stands there, are always drawn
 * @returns undefined where a required member has no value
 */
export function arbitraryBody(knowledge: Knowledge, root: readonly PlacedNode[], needs = ''): fc.Arbitrary<Shape> | undefined {
  return new Drawer(knowledge, needs).value(root, '', 0);
}

/** Words of a random number of letters, within the bounds and without blanks at the ends. They shrink by their length: other letters explain nothing. */
export function arbitraryText(least: number, most: number): fc.Arbitrary<string> {
  const low = Number.isFinite(least) ? least : 0;
  const high = Math.max(low, Math.min(most, LONGEST_TEXT));
  return fc
    .array(fc.noShrink(fc.constantFrom(...LETTERS, ' ')), { minLength: low, maxLength: high })
    .map((letters) => letters.map((letter, index) => (letter === ' ' && isEdge(letters, index) ? 'x' : letter)).join(''));
}

/** A blank at an end, or beside another, may be trimmed. */
const isEdge = (letters: readonly string[], index: number): boolean => index === 0 || index === letters.length - 1 || letters[index - 1] === ' ';

class Drawer {
  readonly #knowledge: Knowledge;
  readonly #needs: string;
  #left = NODE_BUDGET;

  constructor(knowledge: Knowledge, needs: string) {
    this.#knowledge = knowledge;
    this.#needs = needs;
  }

  value(nodes: readonly PlacedNode[], at: string, depth: number): fc.Arbitrary<Shape> | undefined {
    // What may be left out of it is not promised: all of it is sent, as plausible as can be.
    if (this.#knowledge.assumed.has(at)) return this.#built(nodes, at, (place) => !this.#knowledge.withheld.has(place));
    const built = this.#built(nodes, at);
    if (--this.#left < 0 || depth > DEEPEST * 2) return built;
    const branches = this.#branches(nodes);
    if (branches.length > 0) {
      const drawn = branches.flatMap((branch) => this.value(branch, at, depth) ?? []);
      return drawn.length === 0 ? built : fc.oneof(...drawn);
    }
    const drawn = this.#typed(nodes, at, depth) ?? built;
    const needed = isWithin(this.#needs, at);
    return drawn && !needed && typesOf(nodes).includes('null') ? fc.option(drawn, { nil: () => null, freq: 6 }) : drawn;
  }

  /** The plausible value any payload has at this place. */
  #built(nodes: readonly PlacedNode[], at: string, include: (at: string) => boolean = () => false): fc.Arbitrary<Shape> | undefined {
    const build = (key: string): Json | undefined => buildPayload(this.#knowledge, nodes, { key, include }, at);
    return build('ccprobe00000') === undefined ? undefined : fc.constant((key: string) => build(key) ?? null);
  }

  #typed(nodes: readonly PlacedNode[], at: string, depth: number): fc.Arbitrary<Shape> | undefined {
    if (nodes.some(({ node }) => 'const' in node)) return undefined;
    const lists = nodes.flatMap(({ node }) => (Array.isArray(node['enum']) ? [node['enum'] as Json[]] : []));
    const listed = (lists[0] ?? []).filter((value) => value !== null && lists.every((list) => list.includes(value)));
    if (lists.length > 0) return listed.length === 0 ? undefined : fixed(listed);
    const samples = this.#knowledge.samples.get(at);
    if (samples && samples.length > 0) return fixed(samples);
    switch (typesOf(nodes)[0]) {
      case 'object':
        return this.#object(nodes, at, depth);
      case 'array':
        return this.#array(nodes, at, depth);
      case 'boolean':
        return fixed([true, false]);
      case 'integer':
      case 'number':
        return this.#knowledge.keys.has(at) ? undefined : arbitraryNumber(nodes);
      case 'string':
        return this.#text(nodes, at);
      default:
        return undefined;
    }
  }

  #text(nodes: readonly PlacedNode[], at: string): fc.Arbitrary<Shape> | undefined {
    const { least, most, patterns, format } = stringLimits(nodes);
    if (this.#knowledge.keys.has(at) || patterns.length > 0) return undefined;
    const shapes = format === undefined ? 0 : (FORMATS[format]?.good('ccprobe00000').length ?? 0);
    if (shapes > 1) return fc.nat(shapes - 1).map((index) => (key) => FORMATS[format ?? '']?.good(key)[index] ?? null);
    const name = segments(at).findLast((part) => part !== '*') ?? '';
    return format === undefined && meaningOf(name)?.freeText ? arbitraryText(Math.min(Math.max(least, 2), most), most).map((text) => () => text) : undefined;
  }

  #object(nodes: readonly PlacedNode[], at: string, depth: number): fc.Arbitrary<Shape> | undefined {
    const members = new Map<string, PlacedNode[]>();
    const required = new Set(nodes.flatMap(({ node }) => (node['required'] ?? []) as string[]));
    for (const { node, origin } of nodes)
      for (const [name, schema] of Object.entries((node['properties'] ?? {}) as Record<string, SchemaNode>))
        members.set(name, [...(members.get(name) ?? []), ...this.#knowledge.schemas.expand(schema, child(child(origin, 'properties'), name), 'request')]);
    const drawn: { name: string; value: fc.Arbitrary<Shape>; needed: boolean }[] = [];
    for (const name of new Set([...members.keys(), ...required])) {
      const below = child(at, name);
      const needed = required.has(name) || (this.#needs !== '' && isWithin(this.#needs, below));
      const unsaid = (members.get(name) ?? []).length === 0;
      if (!needed && (unsaid || this.#knowledge.withheld.has(below) || depth >= DEEPEST)) continue;
      const value = this.value(members.get(name) ?? [], below, depth + 1);
      if (!value && needed) return undefined;
      if (value) drawn.push({ name, value, needed });
    }
    // An empty address says nothing of a customer: below the root something is always drawn.
    const [first] = depth === 0 || drawn.some(({ needed }) => needed) ? [] : drawn;
    const options = drawn.map(({ value, needed }) => (needed ? value : fc.option(value, { nil: undefined, freq: 2 })));
    return fc.tuple(first?.value ?? fc.constant(undefined), ...options).map(([least, ...shapes]) => {
      const sent = shapes.flatMap((shape, index): [string, Shape][] => (shape === undefined ? [] : [[drawn[index]?.name ?? '', shape]]));
      const whole = sent.length === 0 && first && least ? [[first.name, least] as const] : sent;
      return (key) => Object.fromEntries(whole.map(([name, shape]) => [name, shape(key)]));
    });
  }

  #array(nodes: readonly PlacedNode[], at: string, depth: number): fc.Arbitrary<Shape> | undefined {
    if (nodes.some(({ node }) => 'prefixItems' in node || 'contains' in node)) return undefined;
    const bound = (keyword: string): number[] => nodes.flatMap(({ node }) => (typeof node[keyword] === 'number' ? [node[keyword]] : []));
    const below = child(at, '*');
    const least = Math.max(0, ...bound('minItems'), this.#needs !== '' && isWithin(this.#needs, below) ? 1 : 0);
    const most = Math.min(Math.max(least, depth >= DEEPEST ? 0 : MOST_ITEMS), ...bound('maxItems'));
    const items = nodes.flatMap(({ node, origin }) =>
      node['items'] === undefined ? [] : this.#knowledge.schemas.expand(node['items'] as SchemaNode, child(origin, 'items'), 'request'),
    );
    const item = this.value(items, below, depth + 1);
    if (!item || least > most || least > NODE_BUDGET) return undefined;
    // Every item has a key of its own.
    return fc
      .array(item, { minLength: least, maxLength: most })
      .map((shapes) => (key) => shapes.map((shape, index) => shape(index === 0 ? key : `${key}${index}`)));
  }

  /** The nodes of each branch of the first choice there is, without that choice; null is no branch of its own. */
  #branches(nodes: readonly PlacedNode[]): PlacedNode[][] {
    for (const { node, origin } of nodes)
      for (const keyword of ['oneOf', 'anyOf'] as const) {
        if (!Array.isArray(node[keyword])) continue;
        const { [keyword]: choice, ...rest } = node;
        const others = nodes.filter((other) => other.node !== node);
        return (choice as SchemaNode[]).flatMap((branch, index) =>
          typeof branch === 'object' && branch['type'] === 'null'
            ? []
            : [[...others, { node: rest, origin }, ...this.#knowledge.schemas.expand(branch, child(child(origin, keyword), index), 'request')]],
        );
      }
    return [];
  }
}

const fixed = (values: readonly Json[]): fc.Arbitrary<Shape> => fc.constantFrom(...values).map((value) => () => value);

function arbitraryNumber(nodes: readonly PlacedNode[]): fc.Arbitrary<Shape> | undefined {
  const values = (keyword: string): number[] => nodes.flatMap(({ node }) => (typeof node[keyword] === 'number' ? [node[keyword]] : []));
  const step = values('multipleOf')[0] ?? (typesOf(nodes)[0] === 'integer' ? 1 : 0.5);
  const low = Math.max(...values('minimum'), ...values('exclusiveMinimum').map((bound) => bound + step));
  const high = Math.min(...values('maximum'), ...values('exclusiveMaximum').map((bound) => bound - step));
  const from = Number.isFinite(low) ? low : Math.min(0, high - LARGEST * step);
  const first = Math.ceil(from / step);
  const last = Math.floor(Math.min(high, from + LARGEST * step) / step);
  if (first > last || !Number.isSafeInteger(first) || !Number.isSafeInteger(last)) return undefined;
  return fc.integer({ min: first, max: last }).map((count) => () => count * step);
}
