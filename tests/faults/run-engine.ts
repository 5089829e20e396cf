import type { Faults } from '#fixtures/mock/fault.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { openSession } from '#fixtures/run/session.ts';
import { findingsOf } from '#fixtures/run/summary.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { knownFrom } from '#src/findings/known.ts';
import type { Profile } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import type { Finding } from '#src/model/verdict.ts';

/** Everything one provider's plan finds on a mock with some faults: the engine of the gate, over the lower transport. */
export async function findingsOn(
  contract: Contract,
  faults: Faults,
  profile: Profile = 'gate',
  run = 'faults',
): Promise<{ findings: Finding[]; requests: number; undecided: string[] }> {
  const mock = await startMock({ contracts: [contract], faults });
  const session = openSession({
    contract,
    baseUrl: mock.baseUrl(contract.provider),
    settings: mock.settings(contract.provider),
    transport: directTransport(),
    plan: { profile, run, alternatives: [0], allowHazards: true },
  });
  const results = await session.results(session.plan.cases.map(({ id }) => id));
  await session.close();
  await mock.close();
  const findings = findingsOf(
    contract,
    new Map(session.plan.cases.map((planned) => [planned.id, planned])),
    results,
    knownFrom({ waivers: [], baseline: [], today: '2026-01-01' }),
  );
  return { findings, requests: results.reduce((sum, { requests }) => sum + requests, 0), undecided: results.flatMap(({ undecided }) => undecided ?? []) };
}
