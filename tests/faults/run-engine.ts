import type { StageChange } from '#fixtures/mock/fault.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { findingsOf } from '#fixtures/run/findings.ts';
import { openSession, type SessionOptions } from '#fixtures/run/session.ts';
import { type Outcome, undecidedOf } from '#fixtures/run/summary.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { type Plan, type PlanOptions, planCases } from '#src/cases/plan.ts';
import { knownFrom } from '#src/findings/known.ts';
import type { Case } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import type { CaseResult } from '#src/model/verdict.ts';

/** What one provider's plan came to: the engine of the gate without Playwright's tests. */
export interface EngineRun extends Outcome {
  plan: Plan;
  results: CaseResult[];
  requests: number;
}

export interface EngineOptions extends Pick<SessionOptions, 'limits'>, Partial<Pick<SessionOptions, 'transport'>> {
  options?: Partial<PlanOptions>;
  /** Cases beside the plan. */
  cases?: readonly Case[];
  /** Ends the run where what it has seen is enough; asked after every few cases of the plan. */
  enough?(results: readonly CaseResult[]): boolean;
}

/** After so many cases it is asked whether they are enough. */
const FEW = 20;

/** Runs a plan against the mock of its contract with some faults or variations, over the lower transport where no other is given. */
export async function runEngine(
  contract: Contract,
  changes: readonly StageChange[],
  { transport = directTransport(), ...more }: EngineOptions = {},
): Promise<EngineRun> {
  const mock = await startMock({ contracts: [contract], faults: changes });
  const made = await runEngineOver(contract, { ...more, transport, baseUrl: mock.baseUrl(contract.provider), settings: mock.settings(contract.provider) });
  await mock.close();
  return made;
}

/** Runs a plan over some transport, which is closed at the end. */
export async function runEngineOver(
  contract: Contract,
  { options, cases = [], enough, ...sent }: Omit<EngineOptions, 'transport'> & Pick<SessionOptions, 'transport' | 'baseUrl' | 'settings'>,
): Promise<EngineRun> {
  const plan = planned(contract, { profile: 'gate', run: 'engine', alternatives: [0], allowHazards: true, ...options });
  const session = openSession({ contract, ...sent, plan: plan.options, planned: plan.made });
  const all = [...plan.made.cases, ...cases];
  const results: CaseResult[] = [];
  const step = enough ? FEW : plan.made.cases.length;
  for (let from = 0; from < plan.made.cases.length && !enough?.(results); from += step)
    results.push(...(await session.results(plan.made.cases.slice(from, from + step).map(({ id }) => id))));
  results.push(...(await Promise.all(cases.map((one) => session.runOne(one)))));
  await session.close();
  return {
    provider: contract.provider,
    plan: plan.made,
    results,
    requests: results.reduce((sum, { requests }) => sum + requests, 0),
    planned: all.length,
    cases: results.length,
    expired: [],
    findings: findingsOf(contract, new Map(all.map((one) => [one.id, one])), results, knownFrom({ waivers: [], baseline: [], today: '2026-01-01' })),
    ...undecidedOf(results),
  };
}

const plans = new WeakMap<Contract, Map<string, Plan>>();

/** A plan is made once: on most mocks it takes as long as running it. */
export function planned(contract: Contract, options: PlanOptions): { made: Plan; options: PlanOptions } {
  const known = plans.get(contract) ?? new Map<string, Plan>();
  plans.set(contract, known);
  const key = JSON.stringify(options);
  const made = known.get(key) ?? planCases(contract, options);
  known.set(key, made);
  return { made, options };
}
