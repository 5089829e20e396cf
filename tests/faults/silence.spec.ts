import { expect, test } from '@playwright/test';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { exploringFaults } from '#fixtures/mock/faults/exploring.ts';
import { findingsOn } from './run-engine.ts';

for (const provider of providerNames()) {
  for (const profile of ['gate', 'nightly'] as const) {
    test(`the faithful ${provider} leaves every check silent in the ${profile} profile`, async () => {
      const { findings, undecided } = await findingsOn(loadContract(provider), [], profile);
      const told = findings
        .filter(({ check }) => check !== 'status-undocumented')
        .map(({ severity, check, at, actual }) => `${severity} ${check} at ${at}: ${actual}`);

      expect(told).toEqual([]);
      expect(undecided).toEqual([]);
    });
  }
}

for (const provider of providerNames())
  test(`what only exploration finds at ${provider} sleeps through the gate`, async () => {
    const { findings } = await findingsOn(loadContract(provider), exploringFaults);

    expect(findings.filter(({ check }) => check !== 'status-undocumented')).toEqual([]);
  });
