import type { Clause } from '../model/clause.ts';
import type { Contract } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child } from '../model/pointer.ts';

/** The clauses of a contract, sorted for looking up: every answer is held against all of them. */
export interface ClauseIndex {
  byId: ReadonlyMap<string, Clause>;
  /** The member clauses of the answers with one status. */
  members(status: string): readonly Clause[];
  /** Every place (template pointer) those clauses name, and all places above them. */
  places(status: string): ReadonlySet<string>;
  /** Those of the places that a body has; true where an object stands there. */
  reached(status: string, body: Json): ReadonlyMap<string, boolean>;
}

const indexes = new WeakMap<Contract, ClauseIndex>();

/** The index of a contract, made once. */
export function clauseIndex(contract: Contract): ClauseIndex {
  const known = indexes.get(contract) ?? makeIndex(contract);
  indexes.set(contract, known);
  return known;
}

function makeIndex({ clauses }: Contract): ClauseIndex {
  const members = new Map<string, Clause[]>();
  const places = new Map<string, Set<string>>();
  for (const clause of clauses) {
    const { about } = clause;
    if (about.kind !== 'answer-member') continue;
    members.set(about.status, [...(members.get(about.status) ?? []), clause]);
    const known = places.get(about.status) ?? new Set<string>();
    const parts = about.at.split('/');
    for (let length = 1; length <= parts.length; length++) known.add(parts.slice(0, length).join('/'));
    places.set(about.status, known);
  }
  const trees = new Map([...places].map(([status, known]) => [status, treeOf(known)]));
  return {
    byId: new Map(clauses.map((clause) => [clause.id, clause])),
    members: (status) => members.get(status) ?? [],
    places: (status) => places.get(status) ?? new Set(),
    reached(status, body) {
      const reached = new Map<string, boolean>();
      const tree = trees.get(status);
      if (tree) walk(tree, body, reached);
      return reached;
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
