import type { PlacedNode } from '../model/schemas.ts';
import { matchBranches } from './branches.ts';
import { isReplaced } from './kinds.ts';
import type { Reader } from './node-keywords.ts';
import type { Found, SchemaRule } from './rule.ts';
import { type Shape, shapeOf } from './shape.ts';

interface Side {
  nodes: readonly PlacedNode[];
  origin: string;
}

/** Two schemas that speak of the same values. */
export interface Sides {
  before: Side;
  after: Side;
}

/** Two schemas compared, wherever in a body they stand. */
export interface ComparedPair {
  key: string;
  before: Shape;
  after: Shape;
  found: { rule: SchemaRule; found: Found }[];
  /** What lies below: a member (`part`), items or values of a map (`*`), or an alternative (`turn`) at the same place. */
  below: { pair: ComparedPair; part?: string; turn?: string }[];
  /** Something was found here, or anywhere below. */
  differs: boolean;
}

/** So many pairs are compared for a document; what is more is taken for the same. */
const MOST_PAIRS = 100_000;

/** The pairs of schemas of two documents, each compared once: schemas refer to one another, and to themselves. */
export class PairGraph {
  readonly #known = new Map<string, ComparedPair>();
  readonly #readers: { before: Reader; after: Reader };
  readonly #rules: readonly SchemaRule[];
  readonly #status: string | undefined;

  /** The status is that of the answers the schemas stand in: errors are judged otherwise than success. */
  constructor(readers: { before: Reader; after: Reader }, rules: readonly SchemaRule[], status: string | undefined) {
    this.#readers = readers;
    this.#rules = rules;
    this.#status = status;
  }

  /** Two schemas compared, and all that lies below them. */
  compared(sides: Sides): ComparedPair {
    const fresh: ComparedPair[] = [];
    const waiting: { pair: ComparedPair; sides: Sides }[] = [];
    const pairOf = (of: Sides): ComparedPair => {
      const key = `${nameOf(of.before)} ${nameOf(of.after)}`;
      const known = this.#known.get(key);
      if (known) return known;
      const pair = this.#compare(key, of);
      this.#known.set(key, pair);
      fresh.push(pair);
      waiting.push({ pair, sides: of });
      return pair;
    };
    const root = pairOf(sides);
    for (let next = waiting.pop(); next !== undefined && this.#known.size < MOST_PAIRS; next = waiting.pop()) {
      const { pair } = next;
      if (!isCut(this.#readers.before, pair)) pair.below = belowOf(pair).map(({ sides: inner, ...place }) => ({ pair: pairOf(inner), ...place }));
    }
    spread(fresh);
    return root;
  }

  #compare(key: string, { before: one, after: other }: Sides): ComparedPair {
    const [before, after] = alike(shapeOf(this.#readers.before, one.nodes, one.origin), shapeOf(this.#readers.after, other.nodes, other.origin));
    const pair: ComparedPair = { key, before, after, found: [], below: [], differs: false };
    const cut = isCut(this.#readers.before, pair);
    pair.found = this.#rules.flatMap((rule) => (cut && !rule.evenReplaced ? [] : rule.find(before, after, this.#status).map((found) => ({ rule, found }))));
    return pair;
  }
}

const nameOf = ({ nodes, origin }: Side): string => [origin, ...nodes.map((node) => node.origin)].join(' ');

/** A value of one kind took the place of another, or one side says nothing of it or does not take it: there is no more to compare. */
const isCut = (reader: Reader, { before, after }: Pick<ComparedPair, 'before' | 'after'>): boolean =>
  isReplaced(before, after) || before.described !== after.described || hidden(reader, before, after);

function belowOf({ before, after }: ComparedPair): { sides: Sides; part?: string; turn?: string }[] {
  const members = [...before.members.values()].flatMap((member) => {
    const later = after.members.get(member.name);
    return later && !(member.hidden && later.hidden) ? [{ sides: { before: member, after: later }, part: member.name }] : [];
  });
  const inner = (one: readonly PlacedNode[], other: readonly PlacedNode[]): { sides: Sides; part: string }[] =>
    one[0] && other[0] ? [{ sides: { before: { nodes: one, origin: one[0].origin }, after: { nodes: other, origin: other[0].origin } }, part: '*' }] : [];
  const branches = matchBranches(before, after).pairs.map(([one, other]) => ({ sides: { before: one, after: other }, turn: other.name }));
  return [...members, ...inner(before.items, after.items), ...inner(before.rest, after.rest), ...branches];
}

/** What differs makes all differ that leads to it. */
function spread(pairs: readonly ComparedPair[]): void {
  const above = new Map<ComparedPair, ComparedPair[]>();
  for (const pair of pairs)
    for (const { pair: inner } of pair.below) {
      const list = above.get(inner) ?? [];
      list.push(pair);
      above.set(inner, list);
    }
  const differing = pairs.filter((pair) => pair.found.length > 0 || pair.below.some(({ pair: inner }) => inner.differs));
  for (let next = differing.pop(); next !== undefined; next = differing.pop()) {
    if (next.differs) continue;
    next.differs = true;
    differing.push(...(above.get(next) ?? []));
  }
}

/** A member one version alone sends or tells. */
const hidden = ({ direction }: Reader, before: Shape, after: Shape): boolean => {
  const mark = direction === 'request' ? 'readOnly' : 'writeOnly';
  return before.annotations[mark] !== after.annotations[mark];
};

/** What was one schema and is one of several alternatives now (or the other way round) is compared with that alternative. */
function alike(before: Shape, after: Shape): [Shape, Shape] {
  if (isPlain(before) && isChoice(after)) return [alone(before, after), after];
  if (isPlain(after) && isChoice(before)) return [before, alone(after, before)];
  return [before, after];
}

const isPlain = ({ branches, members, types }: Shape): boolean => branches.length === 0 && (members.size > 0 || types !== undefined);
/** Alternatives, and nothing that all of them have. */
const isChoice = ({ branches, members, types }: Shape): boolean => branches.length > 0 && members.size === 0 && types === undefined;

/** A shape written as the only alternative beside those of the other one. */
function alone(shape: Shape, beside: Shape): Shape {
  const named = shape.nodes.map(({ origin }) => origin).find((origin) => /^\/components\/schemas\/[^/]+$/.test(origin));
  const { keyword } = beside.branches[0] as Shape['branches'][number];
  return {
    ...beside,
    origin: shape.origin,
    nullable: shape.nullable,
    branches: [{ keyword, name: named?.split('/').at(-1) ?? shape.origin, origin: shape.origin, nodes: [...shape.nodes] }],
    annotations: shape.annotations,
  };
}
