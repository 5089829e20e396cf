import { gatherLooks } from '#fixtures/drift/looks.ts';
import { type NightSeen, seeNight } from '#fixtures/drift/quorum.ts';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { openSession } from '#fixtures/run/session.ts';
import { type PlanOptions, planCases } from '#src/cases/plan.ts';
import type { Behaviour } from '#src/drift/behaviour/answer.ts';
import type { Contract } from '#src/model/contract.ts';
import { inMemory } from './replay.ts';

let nights = 0;

/** One night at the mock of a contract with some changes, laid beside what was accepted; each night has its own run id. */
export async function night(contract: Contract, changes: readonly StageChange[], before?: Behaviour, options: Partial<PlanOptions> = {}): Promise<NightSeen> {
  const looks = gatherLooks(contract);
  const plan: PlanOptions = { profile: 'nightly', run: `night-${++nights}`, alternatives: [0], allowHazards: true, ...options };
  const planned = planCases(contract, plan);
  const session = openSession({ contract, ...inMemory(contract, changes), plan, planned, onRecorded: looks.watch });
  await session.results(planned.cases.map(({ id }) => id));
  const seen = await seeNight(contract, before, looks, planned.cases, session.again);
  await session.close();
  return seen;
}
