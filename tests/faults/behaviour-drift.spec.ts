import { expect, test } from '@playwright/test';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import type { NightSeen } from '#fixtures/drift/quorum.ts';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { always, answeredAs } from '#fixtures/mock/faults/tools.ts';
import type { Behaviour } from '#src/drift/behaviour/answer.ts';
import { packBehaviour, unpackBehaviour } from '#src/drift/behaviour/pack.ts';
import { enterNight, type HistoryLine } from '#src/drift/history.ts';
import { BEHAVIOUR_RULES } from '#src/drift/rules/behaviour.ts';
import type { Contract } from '#src/model/contract.ts';
import { isObject, without } from '#src/model/json.ts';
import { CHANGES, changeCalled } from './behaviour-changes.ts';
import { night } from './night.ts';

test.describe.configure({ mode: 'parallel' });

const GATE = { profile: 'gate' } as const;
const told = ({ sighted }: NightSeen): string[] =>
  sighted.map(({ flaky, drift: { severity, rule, at } }) => `${flaky ? 'flaky ' : ''}${severity} ${rule}: ${at}`);

const accepted = new Map<string, Promise<NightSeen>>();
/** A night that is accepted; many rows begin with the same one. */
function acceptedNight(contract: Contract, ids: readonly string[] = []): Promise<NightSeen> {
  const name = [contract.provider, ...ids].join(' ');
  const made = accepted.get(name) ?? night(contract, ids.map(changeCalled), undefined, GATE);
  accepted.set(name, made);
  return made;
}

for (const { provider, says, before, after = [], sees } of CHANGES)
  test(`${provider}: ${says}`, async () => {
    const contract = loadContract(provider);
    for (const change of [...(before ?? []), ...after].map(changeCalled)) expect(change.applies(contract)).toBe(true);
    const first = await acceptedNight(contract, before);
    const second = await night(contract, after.map(changeCalled), first.behaviour, GATE);

    expect(told(second).sort()).toEqual([...sees].sort());
    for (const { drift } of second.sighted)
      expect(drift, drift.rule).toMatchObject({
        witness: { kind: 'exchange', curl: expect.stringMatching(/^curl -i /) },
        file: expect.stringMatching(/^specs\//),
      });
  });

test('every rule of behaviour is among what the changes show', () => {
  const shown = new Set(CHANGES.flatMap(({ sees }) => sees.map((one) => one.split(/[ :]/)[1])));
  expect(BEHAVIOUR_RULES.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
});

for (const provider of providerNames())
  test(`two nights of a faithful ${provider} do not differ, and what is kept of one holds nothing that was sent, no id and no time`, async () => {
    const contract = loadContract(provider);
    const first = await night(contract, []);
    const text = JSON.stringify(packBehaviour(first.behaviour));
    const second = await night(contract, [], unpackBehaviour(JSON.parse(text)));

    expect(told(second)).toEqual([]);
    expect(second.compared.size).toBe(Object.keys(first.behaviour.cases).length);
    expect(JSON.stringify(packBehaviour(second.behaviour).cases)).toBe(JSON.stringify(packBehaviour(first.behaviour).cases));
    // Names of cases are the plan's; what came from the provider is in the shapes.
    const kept = JSON.stringify(packBehaviour(first.behaviour).shapes);
    expect(/\bcc[0-9a-z]{10}\b|\d{4}-\d\d-\d\d|[0-9a-f]{8}-[0-9a-f]{4}-|@example|Lovelace|\+1415/i.exec(kept)).toBeNull();
  });

/** The n-th create that works lacks a member. */
const flickering = (place: string, is: (count: number) => boolean): StageChange => ({
  applies: always,
  change: (stages, contract) => {
    let count = 0;
    return answeredAs((reply) => (is(count++) && isObject(reply.body) ? { ...reply, body: without(reply.body, place) } : reply))(stages, contract);
  },
});

test('a flickering fault is flaky on both of two nights, and never a drift', async () => {
  const contract = loadContract('flowwise');
  const { behaviour } = await acceptedNight(contract);
  const history: HistoryLine[] = [];
  for (const today of ['2026-03-01', '2026-03-02']) {
    const seen = await night(contract, [flickering('/scope', (count) => count === 5)], behaviour, GATE);
    const { entries, lines } = enterNight(history, { provider: 'flowwise', today, sighted: seen.sighted, couldSee: () => true });
    history.push(...lines);

    expect(entries.map(({ rule, at, standing, firstSeen, lastSeen }) => ({ rule, at, standing, firstSeen, lastSeen }))).toEqual([
      { rule: 'member-sometimes-missing', at: 'answer 200 /scope', standing: 'flaky', firstSeen: '2026-03-01', lastSeen: today },
    ]);
  }
});

test('a change that shows again every time is a drift, also where only one case shows it', async () => {
  const contract = loadContract('count');
  const { behaviour } = await acceptedNight(contract);
  const seen = await night(contract, [changeCalled('white-space-refused')], behaviour, GATE);

  expect(told(seen)).toEqual(['breaking valid-refused: request valid: request#media-type']);
});

test('what no case decides is neither compared nor accepted away', async () => {
  const contract = loadContract('flowwise');
  const { behaviour } = await acceptedNight(contract);
  const down = await night(contract, [changeCalled('always-unavailable')], behaviour, GATE);

  expect({ told: told(down), compared: down.compared.size }).toEqual({ told: [], compared: 0 });
  expect(Object.keys(down.accepted(() => true).cases)).toEqual(Object.keys(behaviour.cases));
});

test('an accepted drift is no drift the next night, and what was not accepted beside it still is', async () => {
  const contract = loadContract('flowwise');
  const changes = [changeCalled('time-by-day'), changeCalled('duplicate-accepted')];
  const { behaviour } = await acceptedNight(contract);
  const seen = await night(contract, changes, behaviour, GATE);
  const print = seen.sighted.find(({ drift }) => drift.rule === 'duplicate-accepted')?.drift.fingerprint;
  const next = (from: Behaviour): Promise<NightSeen> => night(contract, changes, from, { ...GATE, run: 'night-after' });

  expect(told(await next(seen.accepted((fingerprint) => fingerprint === print)))).toEqual([
    'breaking format-lost: answer 200 /added_on',
    'breaking format-lost: answer 200 /updated_on',
  ]);
  expect(told(await next(seen.accepted(() => true)))).toEqual([]);
});

test('a night with fewer cases loses nothing of what was accepted, and sees no drift', async () => {
  const contract = loadContract('flowwise');
  const { behaviour } = await acceptedNight(contract);
  const few = await night(contract, [], behaviour, { ...GATE, maxRequests: 20 });

  expect(told(few)).toEqual([]);
  expect(few.compared.size).toBeLessThan(21);
  expect(Object.keys(few.accepted(() => true).cases).length).toBe(Object.keys(behaviour.cases).length);
});
