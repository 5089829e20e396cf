import { cpSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { specsDir } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import type { Finding } from '#src/model/verdict.ts';
import { contracts, folder } from '../command-line.ts';
import { contractsHere, runHere } from '../in-process.ts';

interface Ran {
  code: number | null;
  breaches: Finding[];
}

/** A run against Flowwise with some faults, reports and baseline where the runs before it left them. */
async function runWith(faults: readonly string[], places: { SPECS_DIR: string; REPORTS_DIR: string }): Promise<Ran> {
  const mock = await startMock({ contracts: [loadContract('flowwise')], faults: FAULTS.filter(({ id }) => faults.includes(id)) });
  try {
    const { code, report } = await runHere({ TARGET: 'sandbox', PROVIDERS: 'flowwise', ...mock.settings('flowwise'), ...places });
    return { code, breaches: report.findings.filter(({ severity }) => severity === 'breach') };
  } finally {
    await mock.close();
  }
}

function makePlaces(): { SPECS_DIR: string; REPORTS_DIR: string } {
  const places = { SPECS_DIR: folder(), REPORTS_DIR: folder() };
  cpSync(path.join(specsDir(), 'flowwise'), path.join(places.SPECS_DIR, 'flowwise'), { recursive: true });
  return places;
}

const standings = ({ breaches }: Ran): [check: string, standing: string][] => breaches.map(({ check, standing }) => [check, standing]);

test.describe.configure({ timeout: 60_000 });

test('what is accepted is known from then on and green; once mended it is gone, and leaves the baseline when accepted again', async () => {
  const places = makePlaces();
  const red = await runWith(['duplicate-accepted'], places);
  const taken = await contracts(['accept'], places);
  const known = await runWith(['duplicate-accepted'], places);
  const mended = await runWith([], places);
  const left = await contractsHere(['accept'], places);
  const plain = await runWith([], places);

  expect(red.code).toBe(1);
  expect(standings(red).length).toBeGreaterThan(0);
  expect(standings(red).filter(([, standing]) => standing !== 'new')).toEqual([]);
  expect([taken.code, taken.output]).toEqual([0, expect.stringMatching(/^flowwise: \d+ taken into baseline\.sandbox\.json, 0 gone ones taken out\n$/)]);
  expect(known.code).toBe(0);
  expect(standings(known)).toEqual(standings(red).map(([check]) => [check, 'known']));
  expect(mended.code).toBe(0);
  expect(standings(mended)).toEqual(standings(red).map(([check]) => [check, 'gone']));
  expect([left.code, left.output]).toEqual([0, expect.stringMatching(/^flowwise: 0 taken into baseline\.sandbox\.json, [1-9]\d* gone ones taken out\n$/)]);
  expect(standings(plain)).toEqual([]);
});

test('one that is named is accepted alone: the others stay new, and red', async () => {
  const places = makePlaces();
  const faults = ['duplicate-accepted', 'empty-body-accepted'];
  const red = await runWith(faults, places);
  const one = red.breaches[0]?.fingerprint ?? '';
  const { output } = await contractsHere(['accept', one], places);
  const after = await runWith(faults, places);

  expect(red.breaches.length).toBeGreaterThan(1);
  expect(output).toBe('flowwise: 1 taken into baseline.sandbox.json, 0 gone ones taken out\n');
  expect(after.code).toBe(1);
  expect(after.breaches.filter(({ standing }) => standing === 'known').map(({ fingerprint }) => fingerprint)).toEqual([one]);
});

const REFUSED: { says: string; args: string[]; run: boolean; told: RegExp }[] = [
  { says: 'there was no run', args: [], run: false, told: /^there is no .*findings\.json; run `npm run contract` first\n$/ },
  { says: 'the last run has no such finding', args: ['0123456789abcdef'], run: true, told: /^the last run has no finding 0123456789abcdef\n$/ },
];

for (const { says, args, run, told } of REFUSED)
  test(`nothing is accepted where ${says}`, async () => {
    const places = makePlaces();
    if (run) await runWith([], places);
    const { code, errors, output } = await contractsHere(['accept', ...args], places);

    expect([code, output]).toEqual([2, '']);
    expect(errors).toMatch(told);
  });
