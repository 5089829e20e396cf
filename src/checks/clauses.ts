import type { Clause } from '../model/clause.ts';
import type { Contract } from '../model/contract.ts';

/** The clauses of a contract, sorted for looking up: every answer is held against all of them. */
export interface ClauseIndex {
  byId: ReadonlyMap<string, Clause>;
  /** The member clauses of the answers with one status. */
  members(status: string): readonly Clause[];
  /** Every place (template pointer) those clauses name, and all places above them. */
  places(status: string): ReadonlySet<string>;
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
  return {
    byId: new Map(clauses.map((clause) => [clause.id, clause])),
    members: (status) => members.get(status) ?? [],
    places: (status) => places.get(status) ?? new Set(),
  };
}
