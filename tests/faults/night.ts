import { gatherLooks } from '#fixtures/drift/looks.ts';
import { type NightSeen, seeNight } from '#fixtures/drift/quorum.ts';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { openSession } from '#fixtures/run/session.ts';
import type { PlanOptions } from '#src/cases/plan.ts';
import type { Behaviour } from '#src/drift/behaviour/answer.ts';
import type { Contract } from '#src/model/contract.ts';
import { inMemory } from './replay.ts';
import { planned } from './run-engine.ts';

/** One night at the mock of a contract with some changes, laid beside what was accepted in a run with another id. */
export async function night(contract: Contract, changes: readonly StageChange[], before?: Behaviour, options: Partial<PlanOptions> = {}): Promise<NightSeen> {
  const looks = gatherLooks(contract);
  const run = before ? 'later-night' : 'first-night';
  const { options: plan, made } = planned(contract, { profile: 'nightly', run, alternatives: [0], allowHazards: true, ...options });
  const session = openSession({ contract, ...inMemory(contract, changes), plan, planned: made, onRecorded: looks.watch });
  await session.results(made.cases.map(({ id }) => id));
  const seen = await seeNight(contract, before, looks, made.cases, session.again);
  await session.close();
  return seen;
}
