import { child } from '../model/pointer.ts';
import type { PlacedNode } from '../model/schemas.ts';
import { matchBranches } from './branches.ts';
import { isReplaced } from './kinds.ts';
import type { Reader } from './node-keywords.ts';
import { type Shape, shapeOf } from './shape.ts';

/** An alternative on the way to a location: what is built has to take this one. */
interface Turn {
  at: string;
  before: readonly PlacedNode[];
  after: readonly PlacedNode[];
}

/** One location that both versions describe. */
export interface SchemaPair {
  /** Template pointer into the value. */
  at: string;
  /** The names of the alternatives that lead here. */
  turns: (Turn & { name: string })[];
  before: Shape;
  after: Shape;
  /** A value of one kind took the place of another, or one side says nothing of it or does not take it: there is no more to compare. */
  replaced: boolean;
}

interface Side {
  nodes: readonly PlacedNode[];
  origin: string;
}

/** Schemas may refer to themselves: nothing is compared deeper than this, or more often. */
const DEEPEST = 14;
const MOST_PAIRS = 20_000;

/** Visits every location two schemas both describe, the root first. */
export function walkPairs(readers: { before: Reader; after: Reader }, root: { before: Side; after: Side }, visit: (pair: SchemaPair) => void): void {
  let left = MOST_PAIRS;
  const step = (sides: { before: Side; after: Side }, at: string, turns: SchemaPair['turns'], trail: readonly string[]): void => {
    const known = `${sides.before.origin} ${sides.after.origin}`;
    if (--left < 0 || trail.length > DEEPEST || trail.includes(known)) return;
    const [before, after] = alike(
      shapeOf(readers.before, sides.before.nodes, sides.before.origin),
      shapeOf(readers.after, sides.after.nodes, sides.after.origin),
    );
    const replaced = isReplaced(before, after) || before.described !== after.described || hidden(readers, before, after);
    visit({ at, turns, before, after, replaced });
    if (replaced) return;
    const further = [...trail, known];
    for (const member of before.members.values()) {
      const later = after.members.get(member.name);
      if (later && !(member.hidden && later.hidden)) step({ before: member, after: later }, child(at, member.name), turns, further);
    }
    const inner = (one: readonly PlacedNode[], other: readonly PlacedNode[]): void => {
      if (one.length > 0 && other.length > 0)
        step({ before: { nodes: one, origin: one[0]?.origin ?? '' }, after: { nodes: other, origin: other[0]?.origin ?? '' } }, child(at, '*'), turns, further);
    };
    inner(before.items, after.items);
    inner(before.rest, after.rest);
    for (const [one, other] of matchBranches(before, after).pairs)
      step({ before: one, after: other }, at, [...turns, { at, name: other.name, before: one.nodes, after: other.nodes }], further);
  };
  step(root, '', [], []);
}

/** A member one version alone sends or tells. */
const hidden = ({ before: { direction } }: { before: Reader }, before: Shape, after: Shape): boolean => {
  const mark = direction === 'request' ? 'readOnly' : 'writeOnly';
  return before.annotations[mark] !== after.annotations[mark];
};

/** What was one schema and is one of several alternatives now (or the other way round) is compared with that alternative. */
function alike(before: Shape, after: Shape): [Shape, Shape] {
  if (before.branches.length === 0 && after.branches.length > 0 && before.members.size > 0 && after.members.size === 0) return [alone(before, after), after];
  if (after.branches.length === 0 && before.branches.length > 0 && after.members.size > 0 && before.members.size === 0) return [before, alone(after, before)];
  return [before, after];
}

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
