import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { specsDir } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { always, answeredAs } from '#fixtures/mock/faults/tools.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import type { LedgerEntry } from '#src/model/drift.ts';
import type { Ledger } from '#src/model/night.ts';
import { contracts, type Ended, folder, startContracts } from '../command-line.ts';
import { contractsHere } from '../in-process.ts';

/** Nights against a server that the command takes for a sandbox. */

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

const fault = (id: string): StageChange[] => FAULTS.filter((candidate) => candidate.id === id);
const QUICK = ['--only', 'behaviour', '--profile', 'gate', '--provider', 'flowwise'];

/** A copy of `specs/`, and nights of Flowwise that write into it. */
function home(): { specs: string; night(changes: readonly StageChange[], day: string, ...more: string[]): Promise<Ended> } {
  const specs = folder();
  cpSync(specsDir(), specs, { recursive: true });
  return {
    specs,
    async night(changes, day, ...more) {
      const mock = await startMock({ contracts: [loadContract('flowwise')], faults: changes });
      const ended = await contractsHere(['drift', ...QUICK, '--today', day, ...more], { TARGET: 'sandbox', SPECS_DIR: specs, ...mock.settings('flowwise') });
      await mock.close();
      return ended;
    },
  };
}
const baseline = (specs: string): string => path.join(specs, 'flowwise/baseline.sandbox.json');
/** What a night left in its reports folder. */
const ledger = ({ reports }: Ended): Ledger => JSON.parse(readFileSync(path.join(reports, 'drift.json'), 'utf8')) as Ledger;
const entries = (ended: Ended): LedgerEntry[] => ledger(ended).providers.flatMap(({ drifts }) => drifts);
const drifts = (ended: Ended): string[] => entries(ended).map(({ standing, rule, at, seen }) => `${standing} ${rule}: ${at} ×${seen}`);
const findings = (ended: Ended): Ledger['providers'][number]['findings'] | undefined => ledger(ended).providers[0]?.findings;

test('a first night has nothing to compare with; a change is told each night until it is accepted; what is fixed after that is gone', async () => {
  const { specs, night } = home();
  const zeroth = await night([], '2026-02-28');
  const isThere = existsSync(baseline(specs));
  await night([], '2026-03-01', '--accept');
  const second = await night(fault('duplicate-accepted'), '2026-03-02');
  const third = await night(fault('duplicate-accepted'), '2026-03-03');
  const print = entries(third)[0]?.fingerprint ?? '';
  const unknown = await night(fault('duplicate-accepted'), '2026-03-03', '--accept', 'ffffffffffff');
  const fourth = await night(fault('duplicate-accepted'), '2026-03-04', '--accept');
  const fifth = await night(fault('duplicate-accepted'), '2026-03-05');
  const mock = await startMock({ contracts: [loadContract('flowwise')], faults: fault('duplicate-accepted') });
  const gate = await contracts(['run', '--provider', 'flowwise'], { TARGET: 'sandbox', SPECS_DIR: specs, ...mock.settings('flowwise') });
  await mock.close();
  const sixth = await night([], '2026-03-06');

  expect([zeroth.code, zeroth.output, isThere]).toEqual([2, expect.stringMatching(/nothing was accepted yet.*npm run drift -- --accept/), false]);
  expect([second.code, drifts(second)]).toEqual([1, ['new duplicate-accepted: request duplicate: key/customer_id ×1']]);
  expect([third.code, drifts(third)]).toEqual([1, ['lasting duplicate-accepted: request duplicate: key/customer_id ×2']]);
  expect(print).toMatch(/^[0-9a-f]{12}$/);
  expect([unknown.code, unknown.errors]).toEqual([2, expect.stringContaining('no drift and no finding ffffffffffff')]);
  expect([fourth.code, fourth.output]).toEqual([0, expect.stringContaining('1 drift accepted')]);
  expect(JSON.parse(readFileSync(baseline(specs), 'utf8')).findings.length).toBeGreaterThan(0);
  expect([fifth.code, drifts(fifth), findings(fifth)]).toEqual([0, [], { new: 0, known: expect.any(Number), waived: 0, gone: 0 }]);
  expect(findings(fifth)?.known).toBeGreaterThan(0);
  expect([gate.code, gate.output]).toEqual([0, expect.stringMatching(/[1-9]\d* breaches are known or waived and were expected/)]);
  expect(findings(sixth)?.known).toBe(0);
  expect(findings(sixth)?.gone).toBeGreaterThan(0);
  expect(ledger(sixth).providers[0]?.changedFindings).toContainEqual(
    expect.objectContaining({ standing: 'gone', check: 'invalid-accepted', clause: 'key/customer_id' }),
  );
  expect(drifts(sixth)).toEqual([expect.stringContaining('new invalid-refused')]);
});

test('a night that could not look is never without drift, loses no baseline, and ends no drift; one that could does', async () => {
  const { specs, night } = home();
  await night([], '2026-03-01', '--accept');
  await night(fault('duplicate-accepted'), '2026-03-02');
  const before = readFileSync(baseline(specs), 'utf8');
  const down = await night(fault('always-unavailable'), '2026-03-03', '--accept');
  const later = await night(fault('duplicate-accepted'), '2026-03-04');
  const fixed = await night([], '2026-03-05');

  expect([down.code, down.output]).toEqual([2, expect.stringContaining('flowwise  could not look: flowwise: no case could be decided')]);
  expect(readFileSync(baseline(specs), 'utf8')).toBe(before);
  expect(drifts(later)).toEqual(['lasting duplicate-accepted: request duplicate: key/customer_id ×2']);
  expect([fixed.code, drifts(fixed)]).toEqual([0, ['gone duplicate-accepted: request duplicate: key/customer_id ×2']]);
});

test('a new breach that changes nothing of what is compared is told all the same', async () => {
  const { night } = home();
  await night([], '2026-03-01', '--accept');
  const leaking = await night(fault('secret-in-error'), '2026-03-02');
  const note = readFileSync(path.join(leaking.reports, 'drift.md'), 'utf8');

  expect(drifts(leaking)).toEqual([]);
  expect(note).toMatch(/### New findings.*\n\n- breach `/);
  expect(note).not.toContain('Nothing changed.');
  expect(leaking.output).toMatch(/breach new/);
});

test('nobody there, and settings that are not given, end with 2', async () => {
  const nobody = await contractsHere(['drift', ...QUICK], {
    ...{ TARGET: 'sandbox', SPECS_DIR: home().specs, FLOWWISE_BASE_URL: 'http://127.0.0.1:9/router' },
    ...{ FLOWWISE_CLIENT_ID: 'id-1234', FLOWWISE_CLIENT_SECRET: 'secret-1234' },
  });
  const unset = await contractsHere(['drift', ...QUICK], { TARGET: 'sandbox', SPECS_DIR: home().specs });
  const production = await contractsHere(['drift', ...QUICK], {
    ...{ TARGET: 'sandbox', SPECS_DIR: home().specs, FLOWWISE_BASE_URL: 'https://app.flowwise.com/router' },
    ...{ FLOWWISE_CLIENT_ID: 'id-1234', FLOWWISE_CLIENT_SECRET: 'secret-1234' },
  });

  expect([nobody.code, nobody.output]).toEqual([2, expect.stringContaining('no answer from http://127.0.0.1:9')]);
  expect([unset.code, unset.output]).toEqual([2, expect.stringContaining('flowwise  skipped: not set: FLOWWISE_BASE_URL')]);
  expect([production.code, production.output]).toEqual([2, expect.stringContaining('app.flowwise.com is a production host')]);
});

test('a broken baseline ends with 2, with file, line and remedy, and stays as it is', async () => {
  const { specs, night } = home();
  writeFileSync(baseline(specs), '{\n"version": 1,\n<<<<<<< HEAD\n');
  const ended = await night([], '2026-03-01', '--accept');

  expect([ended.code, ended.output]).toEqual([2, expect.stringMatching(/baseline\.sandbox\.json:\d+: it is no JSON/)]);
  expect(readFileSync(baseline(specs), 'utf8')).toContain('<<<<<<< HEAD');
});

test('Ctrl-C ends with 2 after what was made is removed, and accepts nothing', async () => {
  const { specs } = home();
  const contract = loadContract('count');
  let started: ReturnType<typeof startContracts> | undefined;
  // Pressed in the middle of the night: at the fortieth create that works.
  let made = 0;
  const pressed: StageChange = {
    applies: always,
    change: answeredAs((reply) => {
      if (++made === 40) started?.interrupt();
      return reply;
    }),
  };
  const mock = await startMock({ contracts: [contract], faults: [pressed] });
  const settings = { TARGET: 'sandbox', SPECS_DIR: specs, KEEP: '0', LEDGER_DIR: folder(), ...mock.settings('count') };
  started = startContracts(['drift', '--only', 'behaviour', '--provider', 'count', '--accept'], settings);
  const ended = await started.ended;
  const left = await contracts(['clean', 'count'], settings);
  await mock.close();

  expect([ended.code, ended.output, ended.errors]).toEqual([
    2,
    expect.stringContaining('the run was interrupted'),
    expect.stringContaining('interrupted: what was made is being removed'),
  ]);
  expect(existsSync(path.join(specs, 'count/baseline.sandbox.json'))).toBe(false);
  expect(left.output).not.toMatch(/[1-9]\d* removed/);
});
