import { expect, test } from '@playwright/test';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { CHECKS } from '#src/checks/judge.ts';
import { findingsOn } from './run-engine.ts';

/** No provider of `specs/` documents a required header. */
const WITHOUT_PROVIDER = new Set(['required-header-missing']);

const contracts = providerNames().map(loadContract);

test.describe.configure({ mode: 'parallel' });

for (const [index, fault] of FAULTS.entries()) {
  // Each fault on one provider, in turn, so that all providers are met.
  const able = contracts.filter((contract) => fault.applies(contract));
  const contract = able[index % Math.max(1, able.length)];
  if (!contract) continue;
  test(`${fault.id} wakes ${fault.wakes} (${contract.provider}): ${fault.says}`, async () => {
    const { findings } = await findingsOn(contract, [fault], fault.tier === 'nightly' ? 'nightly' : 'gate');

    expect(findings.map(({ check }) => check)).toContain(fault.wakes);
  });
}

test('every fault has a provider it can be seeded into', () => {
  const without = FAULTS.filter((fault) => !contracts.some((contract) => fault.applies(contract))).map(({ id }) => id);

  expect(without).toEqual([...WITHOUT_PROVIDER]);
});

test('every check has a fault that wakes it', () => {
  const woken = new Set(FAULTS.map(({ wakes }) => wakes));

  expect(CHECKS.map(({ id }) => id).filter((id) => !woken.has(id))).toEqual([]);
});
