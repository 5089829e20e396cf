import { type Fault, type Tier, tierOf } from '#fixtures/mock/fault.ts';
import type { Variation } from '#fixtures/mock/variation.ts';
import { exitCode, undecidedReason } from '#fixtures/run/summary.ts';
import { LIMITS, type Transport } from '#fixtures/transport/transport.ts';
import { costOf } from '#src/cases/cost.ts';
import type { PlanOptions } from '#src/cases/plan.ts';
import type { Profile } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import type { Verdict } from '#src/model/verdict.ts';
import { type EngineOptions, type EngineRun, runEngine } from '../faults/run-engine.ts';

/** The numbers of requests a provider's run is cut to, to see how soon faults are caught. */
export const BUDGETS = [5, 10, 15, 20, 30, 45, 60, 100] as const;

/** What became of one fault, or of one faithful variation, in one provider's mock. */
export interface Bite {
  fault: string;
  class: Fault['class'] | 'variation';
  tier: Tier | 'faithful';
  provider: string;
  says: string;
  breaks: string;
  /**
   * `caught`: a breach (a gap or advice where the document promises nothing). `survived`: nothing was told.
   * Of the tier `robust`, `undecided`: exit 2, or 0 with all but a few cases decided; `blamed`: a breach was told; `untested`: exit 0 with nothing decided.
   * Of a faithful variation, `silent`: no breach; `false-alarm`: one.
   */
  became: 'caught' | 'survived' | 'undecided' | 'blamed' | 'untested' | 'silent' | 'false-alarm';
  profile: Profile;
  /** The finding that shows it, and at which request of the plan it came. */
  by?: { check: string; severity: string; case: string; request: number };
  /** Every check that told of it. */
  checks: string[];
  requests: number;
  exit: number;
  /** Why it survived, or what the trouble was. */
  reason?: string;
  /** Caught with at most so many requests; for faults of the gate alone. */
  within?: Record<string, boolean>;
}

/** How long an answer is waited for where none may come: long for loopback, short for a hundred silent providers. */
const PATIENCE = { ...LIMITS, timeoutMs: 500 };

const run = (contract: Contract, fault: Fault, options: Partial<PlanOptions>, more: Pick<EngineOptions, 'transport' | 'enough'> = {}): Promise<EngineRun> =>
  runEngine(contract, [fault], { options, ...more, ...(tierOf(fault) === 'robust' ? { limits: PATIENCE } : {}) });

/** What the suite makes of a fault, and how few requests are enough to catch it. */
export async function measure(fault: Fault, contract: Contract): Promise<Bite> {
  const bite = await biteOf(fault, contract);
  return bite.tier === 'gate' && bite.became === 'caught' ? { ...bite, within: await withinBudgets(fault, contract) } : bite;
}

/** Seeds one fault into one provider's mock and tells what the suite makes of it. */
export async function biteOf(fault: Fault, contract: Contract, transport?: Transport): Promise<Bite> {
  const tier = tierOf(fault);
  return tier === 'robust' ? robust(fault, contract, transport) : seen(fault, contract, tier);
}

/** The same of a fault that wakes a check, with no more requests than it takes to wake it. */
export async function firstBiteOf(fault: Fault, contract: Contract): Promise<Bite> {
  const faithful = await toldOfTheFaithful(contract);
  const enough: EngineOptions['enough'] = (results) =>
    results.some(({ verdicts }) => verdicts.some((verdict) => verdict.check === fault.wakes && shows(fault, verdict, contract, faithful)));
  return seen(fault, contract, tierOf(fault), enough);
}

/** What the suite makes of a provider that does as it should, in another way than the plain mock. */
export async function silenceOf(variation: Variation, contract: Contract): Promise<Bite> {
  const { profile = 'gate' } = variation;
  const made = await runEngine(contract, [variation], { options: { profile } });
  const checks = checksOf(made, ['breach']);
  return {
    ...about({ ...variation, breaks: variation.because, class: 'variation' }, contract, profile, made),
    tier: 'faithful',
    became: checks.length === 0 ? 'silent' : 'false-alarm',
    checks,
    ...(checks.length === 0 ? {} : { reason: `told as ${checks.join(', ')}` }),
  };
}

async function robust(fault: Fault, contract: Contract, transport?: Transport): Promise<Bite> {
  const made = await run(contract, fault, {}, transport ? { transport } : {});
  const exit = exitCode([made]);
  const checks = checksOf(made, ['breach']);
  const became = checks.length > 0 || exit === 1 ? 'blamed' : exit === 0 && undecidedReason(made) !== undefined ? 'untested' : 'undecided';
  const [why] = made.troubles;
  return { ...about(fault, contract, 'gate', made), became, checks, ...(why ? { reason: `${why[1]} of ${made.cases} cases: ${why[0]}` } : {}) };
}

async function seen(fault: Fault, contract: Contract, tier: Tier, enough?: EngineOptions['enough']): Promise<Bite> {
  const profile = tier === 'nightly' ? 'nightly' : 'gate';
  const made = await run(contract, fault, { profile }, { ...(enough ? { enough } : {}) });
  const by = evidence(fault, contract, made, await toldOfTheFaithful(contract));
  const bite = { ...about(fault, contract, profile, made), checks: checksOf(made, ['breach', 'gap', 'advice']) };
  if (by) return { ...bite, became: 'caught', by };
  const reason = bite.checks.length > 0 ? `told as ${bite.checks.join(', ')} only` : `${made.requests} requests showed nothing`;
  return { ...bite, became: 'survived', reason };
}

async function withinBudgets(fault: Fault, contract: Contract): Promise<Record<string, boolean>> {
  const within: Record<string, boolean> = {};
  for (const maxRequests of BUDGETS) {
    const made = await run(contract, fault, { maxRequests });
    within[maxRequests] = evidence(fault, contract, made, await toldOfTheFaithful(contract)) !== undefined;
  }
  return within;
}

const about = (
  fault: Pick<Fault, 'id' | 'says' | 'breaks' | 'tier'> & Pick<Bite, 'class'>,
  { provider }: Contract,
  profile: Profile,
  made: EngineRun,
): Omit<Bite, 'became' | 'checks'> => ({
  fault: fault.id,
  class: fault.class,
  tier: fault.tier ?? 'gate',
  provider,
  says: fault.says,
  breaks: fault.breaks,
  profile,
  requests: made.requests,
  exit: exitCode([made]),
});

/** The first request in the plan's order whose answer shows the fault: by the check it should wake if that one did. */
function evidence(fault: Fault, contract: Contract, { plan, results }: EngineRun, faithful: ReadonlySet<string>): Bite['by'] {
  const found: NonNullable<Bite['by']>[] = [];
  const resultOf = new Map(results.map((result) => [result.id, result]));
  let request = 0;
  for (const planned of plan.cases) {
    request += costOf(planned, 0);
    for (const verdict of resultOf.get(planned.id)?.verdicts ?? []) {
      if (shows(fault, verdict, contract, faithful)) found.push({ check: verdict.check, severity: verdict.severity, case: planned.id, request });
    }
  }
  return found.find(({ check }) => check === fault.wakes) ?? found[0];
}

/** True for a verdict that shows a fault: a breach, or what its check tells where nothing is promised. */
function shows({ wakes, told }: Fault, verdict: Verdict, contract: Contract, faithful: ReadonlySet<string>): verdict is Told {
  if (told?.(contract) === undefined) return verdict.severity === 'breach';
  return verdict.severity !== undefined && verdict.check === wakes && !faithful.has(wordsOf(verdict));
}

type Told = Verdict & Required<Pick<Verdict, 'severity'>>;

/** What is told of the mock without any fault: gaps that are no sign of one. */
async function toldOfTheFaithful(contract: Contract): Promise<ReadonlySet<string>> {
  const known = faithful.get(contract) ?? runEngine(contract, []).then(({ results }) => new Set(results.flatMap(({ verdicts }) => verdicts.map(wordsOf))));
  faithful.set(contract, known);
  return known;
}

const faithful = new Map<Contract, Promise<ReadonlySet<string>>>();
const wordsOf = ({ check, clause, at, actual }: Verdict): string => JSON.stringify([check, clause, at, actual]);

function checksOf({ findings }: EngineRun, severities: readonly string[]): string[] {
  return [
    ...new Set(findings.flatMap(({ check, severity, subject }) => (severities.includes(severity) && subject === 'provider' ? [`${severity} ${check}`] : []))),
  ].sort();
}
