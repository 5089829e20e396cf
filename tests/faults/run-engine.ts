import type { Faults } from '#fixtures/mock/fault.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { openSession } from '#fixtures/run/session.ts';
import { findingsOf, type Outcome, undecidedOf } from '#fixtures/run/summary.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { LIMITS, type Limits, type Transport } from '#fixtures/transport/transport.ts';
import { type Plan, type PlanOptions, planCases } from '#src/cases/plan.ts';
import { knownFrom } from '#src/findings/known.ts';
import type { Profile } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import type { CaseResult } from '#src/model/verdict.ts';

/** What one provider's plan came to on a mock: the engine of the gate over the lower transport, without Playwright's tests. */
export interface EngineRun extends Outcome {
  plan: Plan;
  results: CaseResult[];
  requests: number;
}

/** The plan a run by the engine follows; the same options give the same plan, so it is made once. */
export function engineOptions(more: Pick<PlanOptions, 'profile'> & Partial<PlanOptions>): PlanOptions {
  return { run: 'engine', alternatives: [0], allowHazards: true, ...more };
}

/** Runs a plan against the mock of its contract with some faults. */
export async function runEngine(
  contract: Contract,
  faults: Faults,
  options: PlanOptions = engineOptions({ profile: 'gate' }),
  { plan = planCases(contract, options), limits = LIMITS, transport = directTransport() }: { plan?: Plan; limits?: Limits; transport?: Transport } = {},
): Promise<EngineRun> {
  const mock = await startMock({ contracts: [contract], faults });
  const session = openSession({
    contract,
    baseUrl: mock.baseUrl(contract.provider),
    settings: mock.settings(contract.provider),
    transport,
    plan: options,
    planned: plan,
    limits,
  });
  const results = await session.results(plan.cases.map(({ id }) => id));
  await session.close();
  await mock.close();
  const heads = new Map(plan.cases.map((planned) => [planned.id, planned]));
  return {
    provider: contract.provider,
    plan,
    results,
    requests: results.reduce((sum, { requests }) => sum + requests, 0),
    planned: plan.cases.length,
    cases: results.length,
    expired: [],
    findings: findingsOf(contract, heads, results, knownFrom({ waivers: [], baseline: [], today: '2026-01-01' })),
    ...undecidedOf(results),
  };
}

/** What a profile's plan finds on a mock with some faults. */
export async function findingsOn(
  contract: Contract,
  faults: Faults,
  profile: Profile = 'gate',
): Promise<Pick<EngineRun, 'findings' | 'requests' | 'troubles'>> {
  return runEngine(contract, faults, engineOptions({ profile }));
}
