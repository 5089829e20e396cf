import { expect, test } from '@playwright/test';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { type Fault, tierOf } from '#fixtures/mock/fault.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { playwrightTransport } from '#fixtures/transport/playwright.ts';
import { CHECKS } from '#src/checks/judge.ts';
import type { Contract } from '#src/model/contract.ts';
import { biteOf, firstBiteOf } from '../teeth/measure.ts';

/** No provider of `specs/` documents a required header. */
const WITHOUT_PROVIDER = ['required-header-missing'];

const contracts = providerNames().map(loadContract);

/** Each fault on one provider, in turn, so that all providers are met; `npm run teeth` takes all of them. */
const seeded = FAULTS.flatMap((fault, index): [Fault, Contract][] => {
  const able = contracts.filter((contract) => fault.applies(contract));
  const contract = able[index % Math.max(1, able.length)];
  return contract ? [[fault, contract]] : [];
});

test.describe.configure({ mode: 'parallel', timeout: 60_000 });

for (const [fault, contract] of seeded.filter(([{ wakes }]) => wakes !== undefined))
  test(`${fault.id} wakes ${fault.wakes} (${contract.provider}): ${fault.says}`, async () => {
    const { became, checks } = await firstBiteOf(fault, contract);

    expect(became).toBe('caught');
    expect(checks.map((check) => check.split(' ')[1])).toContain(fault.wakes);
  });

// Over Playwright's request API, as in a real run: what comes back is no answer, and its client must survive it.
for (const [fault, contract] of seeded.filter(([fault]) => tierOf(fault) === 'robust'))
  test(`${fault.id} is blamed on nobody (${contract.provider}): ${fault.says}`, async ({ playwright }) => {
    const transport = playwrightTransport(() => playwright.request.newContext(), directTransport());
    const { became, checks, exit, reason } = await biteOf(fault, contract, transport);

    expect({ became, checks }).toEqual({ became: 'undecided', checks: [] });
    expect(exit === 2 || exit === 0).toBe(true);
    expect(reason).toMatch(/\d+ of \d+ cases: /);
  });

test('every fault has a provider it can be seeded into', () => {
  const without = FAULTS.filter((fault) => !contracts.some((contract) => fault.applies(contract))).map(({ id }) => id);

  expect(without).toEqual(WITHOUT_PROVIDER);
});

test('every fault has an id of its own, and names what it breaks and the check it wakes', () => {
  const ids = FAULTS.map(({ id }) => id);
  const checks = new Set(CHECKS.map(({ id }) => id));

  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(FAULTS.filter(({ id, says, breaks }) => !/^[a-z0-9-]+$/.test(id) || says === '' || breaks === '')).toEqual([]);
  for (const fault of FAULTS) expect(tierOf(fault) === 'robust' ? fault.wakes === undefined : checks.has(fault.wakes ?? ''), fault.id).toBe(true);
});

test('every check has a fault that wakes it', () => {
  const woken = new Set(FAULTS.map(({ wakes }) => wakes));

  expect(CHECKS.map(({ id }) => id).filter((id) => !woken.has(id))).toEqual([]);
});
