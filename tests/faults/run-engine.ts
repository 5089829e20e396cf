import type { StageChange } from '#fixtures/mock/fault.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { openSession } from '#fixtures/run/session.ts';
import { findingsOf } from '#fixtures/run/summary.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import type { Transport } from '#fixtures/transport/transport.ts';
import { type Plan, planCases } from '#src/cases/plan.ts';
import { knownFrom } from '#src/findings/known.ts';
import type { Case, Profile } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import type { Finding } from '#src/model/verdict.ts';

/** What one provider's plan came to. */
export interface Found {
  findings: Finding[];
  requests: number;
  undecided: string[];
}

/** What is sent, and how. */
export interface Sent {
  baseUrl: string;
  settings: Record<string, string>;
  transport: Transport;
  profile?: Profile;
  run?: string;
  /** Cases beside the plan. */
  cases?: readonly Case[];
}

/** Everything one provider's plan finds on a mock with some changes: the engine of the gate, over the lower transport. */
export async function findingsOn(
  contract: Contract,
  changes: readonly StageChange[],
  profile: Profile = 'gate',
  run = 'faults',
  { cases = [], transport = directTransport() }: Partial<Pick<Sent, 'cases' | 'transport'>> = {},
): Promise<Found> {
  const mock = await startMock({ contracts: [contract], faults: changes });
  const found = await findingsOver(contract, {
    baseUrl: mock.baseUrl(contract.provider),
    settings: mock.settings(contract.provider),
    transport,
    profile,
    run,
    cases,
  });
  await mock.close();
  return found;
}

/** Everything one provider's plan, and cases beside it, find over some transport, which is closed. */
export async function findingsOver(contract: Contract, { profile = 'gate', run = 'faults', cases = [], ...sent }: Sent): Promise<Found> {
  const plan = { profile, run, alternatives: [0], allowHazards: true };
  const session = openSession({ contract, ...sent, plan, planned: planOf(contract, plan) });
  const planned = await session.results(session.plan.cases.map(({ id }) => id));
  const results = [...planned, ...(await Promise.all(cases.map((one) => session.runOne(one))))];
  await session.close();
  const findings = findingsOf(
    contract,
    new Map([...session.plan.cases, ...cases].map((one) => [one.id, one])),
    results,
    knownFrom({ waivers: [], baseline: [], today: '2026-01-01' }),
  );
  return { findings, requests: results.reduce((sum, { requests }) => sum + requests, 0), undecided: results.flatMap(({ undecided }) => undecided ?? []) };
}

const plans = new WeakMap<Contract, Map<string, Plan>>();

/** A plan is made once: on most mocks it takes as long as running it. */
function planOf(contract: Contract, plan: Parameters<typeof planCases>[1]): Plan {
  const known = plans.get(contract) ?? new Map<string, Plan>();
  plans.set(contract, known);
  const key = `${plan.profile} ${plan.run}`;
  const made = known.get(key) ?? planCases(contract, plan);
  known.set(key, made);
  return made;
}
