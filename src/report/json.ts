import type { ClauseCoverage, ClauseState } from '../findings/coverage.ts';
import type { CaseHead } from '../model/case.ts';
import type { Finding } from '../model/verdict.ts';

/** The parts of a provider's summary that reports are made of. */
export interface Reported {
  provider: string;
  operation: string;
  target: string;
  baseUrl: string;
  skipped?: string;
  blocked?: string;
  notes?: readonly string[];
  clauses: readonly ClauseCoverage[];
  cases: number;
  undecided: number;
  requests: number;
  dropped: readonly CaseHead[];
  /** Waivers that matched no finding of the run. */
  unmatched: readonly { fingerprint?: string; rule?: string; at?: string; reason: string; until: string }[];
  cleaned?: { removed: number; left: readonly { id: unknown; reason: string }[]; says?: string };
  findings: readonly Finding[];
}

/** When, how and with what seed a run was made. Times are ISO 8601. */
export interface RunHead {
  id: string;
  startedAt: string;
  finishedAt: string;
  profile: string;
  seed: number;
  target: string;
  /** Where a recording was judged again instead of sending anything. */
  replayed?: ReplayNote;
}

/** What differs between a recording and a run. */
interface ReplayNote {
  /** Providers whose contract is another one than at the time of the run. */
  changed: string[];
  /** Providers whose recording ends before the run did. */
  cut: string[];
  /** Cases that say nothing under the present contract, with the reason. */
  unfit: { provider: string; case: string; reason: string }[];
}

export type FindingsReport = ReturnType<typeof findingsReport>;

/** `reports/findings.json`, as `findings.schema.json` documents it. */
export function findingsReport(
  summaries: readonly Reported[],
  { id, startedAt, finishedAt, profile, seed, target, replayed }: RunHead,
  { exit, reason }: { exit: number; reason?: string },
) {
  return {
    version: 1 as const,
    run: {
      id,
      startedAt,
      finishedAt,
      profile,
      seed,
      target,
      exit,
      ...(reason === undefined ? {} : { reason }),
      ...(replayed === undefined ? {} : { replayed }),
    },
    providers: summaries.map(
      ({ provider, operation, target: on, baseUrl, clauses, cases, requests, undecided, skipped, blocked, notes = [], dropped, cleaned, unmatched }) => ({
        provider,
        operation,
        target: on,
        baseUrl,
        clauses: { total: clauses.length, ...countStates(clauses) },
        cases,
        requests,
        undecided,
        ...(skipped === undefined ? {} : { skipped }),
        ...(blocked === undefined ? {} : { blocked }),
        ...(notes.length === 0 ? {} : { notes }),
        ...(unmatched.length === 0 ? {} : { unmatchedWaivers: unmatched }),
        ...(cleaned === undefined ? {} : { cleaned }),
        ...(dropped.length === 0 ? {} : { dropped: dropped.map((planned) => planned.id) }),
        untested:
          skipped === undefined && blocked === undefined
            ? clauses.filter(({ state }) => state === 'untested').map(({ clause, reason: why }) => ({ clause: clause.id, reason: why ?? '' }))
            : [],
      }),
    ),
    findings: summaries.flatMap(({ findings }) => findings),
  };
}

/** How many clauses are in each state. */
function countStates(clauses: readonly ClauseCoverage[]): Record<ClauseState, number> {
  const count = (state: ClauseState): number => clauses.filter((entry) => entry.state === state).length;
  return { upheld: count('upheld'), breached: count('breached'), unclear: count('unclear'), undecided: count('undecided'), untested: count('untested') };
}
