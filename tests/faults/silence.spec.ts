import { expect, test } from '@playwright/test';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { exploringFaults } from '#fixtures/mock/faults/exploring.ts';
import type { Call } from '#fixtures/mock/stages.ts';
import type { Variation } from '#fixtures/mock/variation.ts';
import { headerVariations } from '#fixtures/mock/variations/headers.ts';
import { transferVariations } from '#fixtures/mock/variations/transfer.ts';
import { VARIATIONS } from '#fixtures/mock/variations.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { playwrightTransport } from '#fixtures/transport/playwright.ts';
import { CHECKS } from '#src/checks/judge.ts';
import type { Profile } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import { oddCases } from './odd-cases.ts';
import { answersTo, inMemory } from './replay.ts';
import { type EngineRun, runEngine, runEngineOver } from './run-engine.ts';

/** What shows on the way; all else is the same without a network, and sooner done. */
const OVER_HTTP: ReadonlySet<Variation> = new Set([...transferVariations, ...headerVariations]);

/** undici, below the lower transport, takes a 100 that nobody asked for as a broken answer: undecided there, never a breach. */
const UNREAD_BY_UNDICI = 'continue-unasked';
const BAD_FOR_UNDICI = 'reset: SocketError UND_ERR_SOCKET bad response';

const contracts = providerNames().map(loadContract);
const smallest = loadContract('flowwise');

test.describe.configure({ mode: 'parallel' });

/** As the table of variations tells it. */
const told = ({ findings }: EngineRun): string[] => [...new Set(findings.map(({ severity, check }) => `${severity} ${check}`))].sort();
const shown = ({ findings }: EngineRun): string =>
  findings.map(({ severity, check, at, actual, case: planned }) => `${severity} ${check} at ${at}: ${actual} (${planned?.id})`).join('\n');

for (const contract of contracts) {
  for (const profile of ['gate', 'nightly'] as const) {
    test(`the faithful ${contract.provider} leaves every check silent in the ${profile} profile`, async () => {
      const found = await runEngine(contract, [], { options: { profile }, cases: oddCases(contract) });

      expect(
        told(found).filter((one) => one !== 'gap status-undocumented'),
        shown(found),
      ).toEqual([]);
      expect(found.troubles).toEqual([]);
    });
  }
}

for (const contract of contracts)
  test(`what only exploration finds at ${contract.provider} sleeps through the gate`, async () => {
    const found = await runEngine(contract, exploringFaults);

    expect(
      told(found).filter((one) => one !== 'gap status-undocumented'),
      shown(found),
    ).toEqual([]);
  });

interface Plain {
  yields: string[];
  calls: Call[];
  answers: string[];
}
const plains = new Map<string, Promise<Plain>>();

/** The plain mock of a provider: what it yields, what it was asked (the first request once more at the end), and what it answered. */
function plain(contract: Contract, profile: Profile = 'gate'): Promise<Plain> {
  const run = async (): Promise<Plain> => {
    const mock = inMemory(contract, []);
    const yields = told(await runEngineOver(contract, { ...mock, options: { profile }, cases: oddCases(contract) }));
    const calls = [...mock.calls, ...mock.calls.slice(0, 1)];
    return { yields, calls, answers: answersTo(calls, contract, []) };
  };
  const name = `${contract.provider} ${profile}`;
  const known = plains.get(name) ?? run();
  plains.set(name, known);
  return known;
}

async function expectSilence(contract: Contract, variation: Variation, found: EngineRun): Promise<void> {
  const { yields } = await plain(contract, variation.profile);
  expect(told(found), `${contract.provider}: ${shown(found)}`).toEqual([...new Set([...yields, ...variation.yields])].sort());
  expect(found.troubles.filter(([trouble]) => variation.id !== UNREAD_BY_UNDICI || trouble !== BAD_FOR_UNDICI)).toEqual([]);
}

for (const [index, variation] of VARIATIONS.entries()) {
  const able = contracts.filter((contract) => variation.applies(contract));
  const inTurn = able[index % able.length];
  // How an answer travels is no matter of the provider: one in turn will do.
  const tried = inTurn && transferVariations.includes(variation) ? [inTurn] : able;

  test(`no breach where ${variation.says} (${variation.id}: ${tried.map(({ provider }) => provider).join(', ')})`, async () => {
    expect(able.length, 'providers it applies to').toBeGreaterThan(0);
    for (const contract of tried) {
      const profile: Profile = variation.profile ?? 'gate';
      const { calls, answers } = await plain(contract, profile);
      const changed = answersTo(calls, contract, [variation]);
      expect(changed.filter((answer, number) => answer !== answers[number]).length, `answers of ${contract.provider} that differ`).toBeGreaterThan(0);

      const more = { options: { profile }, cases: oddCases(contract) };
      const found =
        contract === inTurn && OVER_HTTP.has(variation)
          ? await runEngine(contract, [variation], more)
          : await runEngineOver(contract, { ...inMemory(contract, [variation]), ...more });
      await expectSilence(contract, variation, found);
    }
  });
}

for (const variation of transferVariations) {
  test(`no breach over Playwright's own transport where ${variation.says} (${variation.id})`, async ({ playwright }) => {
    const transport = playwrightTransport(() => playwright.request.newContext(), directTransport());
    const found = await runEngine(smallest, [variation], { options: { profile: 'smoke' }, transport });

    await expectSilence(smallest, variation, found);
  });
}

test('every variation has an id of its own and yields what checks there are can find', () => {
  const ids = VARIATIONS.map(({ id }) => id);
  const checks = new Set(CHECKS.map(({ id }) => id));

  expect(ids.filter((id, index) => ids.indexOf(id) !== index || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  expect(VARIATIONS.flatMap(({ yields }) => yields).filter((one) => !checks.has(one.split(' ')[1] ?? ''))).toEqual([]);
});
