import type { Clause } from '../model/clause.ts';
import type { Contract } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child, parentOf } from '../model/pointer.ts';

/** The clauses of a contract, sorted for looking up: every answer is held against all of them. */
export interface ClauseIndex {
  byId: ReadonlyMap<string, Clause>;
  /** Every place (template pointer) those clauses name, and all places above them. */
  places(status: string): ReadonlySet<string>;
  /** The member clauses a body puts to the test: their place is there (for `required`: an object that should have it). */
  exercised(status: string, body: Json): readonly Clause[];
}

const indexes = new WeakMap<Contract, ClauseIndex>();

/** The index of a contract, made once. */
export function clauseIndex(contract: Contract): ClauseIndex {
  const known = indexes.get(contract) ?? makeIndex(contract);
  indexes.set(contract, known);
  return known;
}

function makeIndex({ clauses }: Contract): ClauseIndex {
  const members = new Map<string, { clause: Clause; place: string; inObject: boolean }[]>();
  const places = new Map<string, Set<string>>();
  for (const clause of clauses) {
    const { about } = clause;
    if (about.kind !== 'answer-member') continue;
    const inObject = about.keyword === 'required';
    const entry = { clause, place: inObject ? (parentOf(about.at)?.parent ?? '') : about.at, inObject };
    members.set(about.status, [...(members.get(about.status) ?? []), entry]);
    const known = places.get(about.status) ?? new Set<string>();
    const parts = about.at.split('/');
    for (let length = 1; length <= parts.length; length++) known.add(parts.slice(0, length).join('/'));
    places.set(about.status, known);
  }
  const trees = new Map([...places].map(([status, known]) => [status, treeOf(known)]));
  return {
    byId: new Map(clauses.map((clause) => [clause.id, clause])),
    places: (status) => places.get(status) ?? new Set(),
    exercised(status, body) {
      const reached = new Map<string, boolean>();
      const tree = trees.get(status);
      if (tree) walk(tree, body, reached);
      return (members.get(status) ?? []).flatMap(({ clause, place, inObject }) => ((inObject ? reached.get(place) : reached.has(place)) ? [clause] : []));
    },
  };
}

/** The places as a tree, so that a body is walked only where a clause speaks. */
interface Place {
  at: string;
  below: Map<string, Place>;
}

function treeOf(places: ReadonlySet<string>): Place {
  const root: Place = { at: '', below: new Map() };
  for (const place of places) {
    let node = root;
    for (const part of place.split('/').slice(1)) {
      const next = node.below.get(part) ?? { at: `${node.at}/${part}`, below: new Map() };
      node.below.set(part, next);
      node = next;
    }
  }
  return root;
}

/** The places a body has, with true where an object stands. */
function walk({ at, below }: Place, value: Json, reached: Map<string, boolean>): void {
  reached.set(at, isObject(value) || reached.get(at) === true);
  if (typeof value !== 'object' || value === null || below.size === 0) return;
  const every = below.get('*');
  for (const [name, inner] of Object.entries(value)) {
    const own = below.get(escaped(name));
    if (own) walk(own, inner as Json, reached);
    if (every) walk(every, inner as Json, reached);
  }
}

const escaped = (name: string): string => child('', name).slice(1);
