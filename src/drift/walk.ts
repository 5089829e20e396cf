import { child } from '../model/pointer.ts';
import type { PlacedNode } from '../model/schemas.ts';
import type { ComparedPair } from './pairs.ts';
import type { Shape } from './shape.ts';

/** An alternative on the way to a location: what is built has to take this one. */
interface Turn {
  at: string;
  name: string;
  before: readonly PlacedNode[];
  after: readonly PlacedNode[];
}

/** One location that both versions describe. */
export interface SchemaPair {
  /** Template pointer into the value. */
  at: string;
  /** The alternatives that lead here. */
  turns: Turn[];
  before: Shape;
  after: Shape;
}

/** Nothing is told deeper than this. */
const DEEPEST = 10;
/** Of one pair of schemas no more places are told than these: near the root, and further down. */
const NEAR = 4;
const MOST_PLACES = { near: 24, far: 2 };

/** Visits every location where two schemas differ, the nearest first. */
export function walkDifferences(root: ComparedPair, visit: (place: SchemaPair, pair: ComparedPair) => void): void {
  const places = new Map<ComparedPair, number>();
  let level: { pair: ComparedPair; at: string; turns: Turn[]; trail: readonly ComparedPair[] }[] = [{ pair: root, at: '', turns: [], trail: [] }];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { pair, at, turns, trail } of level) {
      const seen = places.get(pair) ?? 0;
      if (!pair.differs || seen >= (depth <= NEAR ? MOST_PLACES.near : MOST_PLACES.far) || trail.includes(pair)) continue;
      places.set(pair, seen + 1);
      visit({ at, turns, before: pair.before, after: pair.after }, pair);
      for (const { pair: inner, part, turn } of pair.below)
        next.push({
          pair: inner,
          at: part === undefined ? at : child(at, part),
          turns: turn === undefined ? turns : [...turns, { at, name: turn, before: inner.before.nodes, after: inner.after.nodes }],
          trail: [...trail, pair],
        });
    }
    level = next;
  }
}
