import type { CaseHead } from '../model/case.ts';
import type { Clause } from '../model/clause.ts';
import type { Contract } from '../model/contract.ts';
import { isPromise } from '../model/place.ts';
import type { CaseResult, Outcome } from '../model/verdict.ts';

export type ClauseState = 'upheld' | 'breached' | 'unclear' | 'undecided' | 'untested';

export interface ClauseCoverage {
  clause: Clause;
  state: ClauseState;
  /** Why a clause was not tested, or not decided. */
  reason?: string;
}

export interface Unproven {
  clause: string;
  reason: string;
}

/** What became of every clause; each untested one says why. */
export function coverage(
  contract: Contract,
  cases: ReadonlyMap<string, CaseHead>,
  results: readonly CaseResult[],
  left: { unproven: readonly Unproven[]; dropped: readonly CaseHead[] },
): ClauseCoverage[] {
  const outcomes = new Map<string, Set<Outcome>>();
  const note = (clause: string, outcome: Outcome): void => {
    const seen = outcomes.get(clause) ?? new Set<Outcome>();
    outcomes.set(clause, seen.add(outcome));
  };
  const statuses = new Set<string>();
  const undecided = new Map<string, string>();
  for (const { id, verdicts, undecided: why, exchanges } of results) {
    const planned = cases.get(id);
    for (const { clause, outcome, severity } of verdicts) if (severity !== 'advice') note(clause, outcome);
    for (const { answer } of exchanges) if (answer) statuses.add(String(answer.status));
    if (planned && why !== undefined) undecided.set(planned.clause, why);
  }
  return contract.clauses.map((clause) => {
    const seen = outcomes.get(clause.id);
    if (seen?.has('breached')) return { clause, state: 'breached' };
    if (seen?.has('unclear')) return { clause, state: 'unclear' };
    if (seen?.has('upheld')) return { clause, state: 'upheld' };
    const why = undecided.get(clause.id);
    if (why !== undefined) return { clause, state: 'undecided', reason: why };
    return { clause, state: 'untested', reason: reasonFor(clause, contract, statuses, left) };
  });
}

/** Why nothing was said of a clause: the first reason that fits. */
function reasonFor(
  clause: Clause,
  contract: Contract,
  statuses: ReadonlySet<string>,
  { unproven, dropped }: { unproven: readonly Unproven[]; dropped: readonly CaseHead[] },
): string {
  const { about, id, stated } = clause;
  if (dropped.some((planned) => planned.clause === id)) return 'its cases were left out to stay within the allowed requests';
  if ('status' in about && typeof about.status === 'string' && about.status !== '*' && !statuses.has(about.status))
    return `no request was answered ${about.status}`;
  if (about.kind === 'answer-member') return `${about.at || 'the body'} was in no answer`;
  if (about.kind === 'answer') return 'nothing in the answers shows it';
  const refuted = unproven.find((entry) => entry.clause === id);
  if (refuted) return refuted.reason;
  if (about.kind === 'request-member' && contract.sheet.references?.some(({ at }) => about.at === at))
    return 'it names an existing object of the provider, which is not invented';
  if (about.kind === 'request-member' && contract.sheet.hazards?.some(({ at }) => about.at === at)) return 'it has side effects; its switch is off';
  if (about.kind === 'request-member' && !isPromise(stated)) return `it is ${stated} only: no invalid case may rest on it`;
  if (about.kind === 'credential') return 'no setting fills this alternative';
  return 'no case of this profile puts it to the test';
}
