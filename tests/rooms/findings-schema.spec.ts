import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { specsDir } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import schema from '#src/report/findings.schema.json' with { type: 'json' };
import { contracts, type Ended } from '../command-line.ts';
import { runHere } from '../in-process.ts';

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
addFormats.default(ajv);
const fits = ajv.compile(schema);
/** Where a report and the schema disagree: `/findings/0/severity must be …`. */
const disagreements = (report: unknown): string[] => (fits(report) ? [] : (fits.errors ?? []).map((error) => `${error.instancePath} ${error.message}`));

/** A smoke run against a sandbox. */
const SMOKE = { TARGET: 'sandbox', PROFILE: 'smoke' };

const WAIVED = 'member-undocumented';
const GONE = {
  fingerprint: '0123456789ab',
  severity: 'breach',
  check: 'server-error',
  clause: { id: 'answer/200#status', says: 'a valid request is answered 200', stated: 'schema', file: 'contract.yaml', line: 1, pointer: '/paths' },
  at: 'status',
  expected: 'no server error',
  actual: '500',
};

/**
 * A specs folder in which Flowwise has whatever a report can tell of: an example that its own schema refuses, a waiver, and
 * a baseline with something that is no longer there. A second provider, Elsewhere, has no settings.
 */
function specsWithEverything(folder: string): string {
  for (const provider of ['flowwise', 'elsewhere']) cpSync(path.join(specsDir(), 'flowwise'), path.join(folder, provider), { recursive: true });
  const edit = (file: string, change: (text: string) => string): void =>
    writeFileSync(path.join(folder, file), change(readFileSync(path.join(folder, file), 'utf8')));
  edit('elsewhere/provider.yaml', (text) => text.replace('provider: flowwise', 'provider: elsewhere').replaceAll('FLOWWISE_', 'ELSEWHERE_'));
  edit('flowwise/contract.yaml', (text) => text.replace('type: conflict_error', 'type: 409'));
  writeFileSync(path.join(folder, 'flowwise/waivers.yaml'), `- { rule: ${WAIVED}, at: /internal_flags, reason: agreed, until: '2999-12-31' }\n`);
  writeFileSync(path.join(folder, 'flowwise/baseline.sandbox.json'), JSON.stringify({ version: 1, findings: [GONE] }));
  return folder;
}

/** The red run all tests here look at: every sort of finding is in it. */
async function redRun(folder: string): Promise<Ended> {
  const faults = FAULTS.filter(({ id }) => id === 'echo-dropped' || id === 'undocumented-member');
  const mock = await startMock({ contracts: [loadContract('flowwise')], faults });
  const settings = {
    SPECS_DIR: specsWithEverything(path.join(folder, 'specs')),
    KEEP: '0',
    LEDGER_DIR: path.join(folder, 'ledger'),
    ...mock.settings('flowwise'),
  };
  return contracts(['run'], { ...SMOKE, REPORTS_DIR: path.join(folder, 'reports'), ...settings }).finally(() => mock.close());
}

test.describe('findings.json', () => {
  test.describe.configure({ timeout: 90_000 });

  test('of a red run is what the schema says, with findings of every sort', async () => {
    const { code, report } = await redRun(test.info().outputPath());

    expect(disagreements(report)).toEqual([]);
    expect({ exit: code, run: report.run.exit, reason: report.run.reason }).toEqual({ exit: 1, run: 1, reason: undefined });
    const sorts = report.findings.map(({ subject, severity, check, standing }) => `${subject} ${severity} ${check} ${standing}`);
    expect(new Set(sorts)).toEqual(
      new Set([
        'provider breach echo-differs new',
        `provider gap ${WAIVED} waived`,
        'document gap example-refused-by-schema new',
        'provider breach server-error gone',
      ]),
    );
    expect(report.providers.map(({ provider, skipped }) => [provider, skipped?.split(':')[0]])).toEqual([
      ['elsewhere', 'not set'],
      ['flowwise', undefined],
    ]);
    expect(report.providers.map(({ cleaned }) => cleaned?.left)).toEqual([undefined, []]);
    for (const { clauses } of report.providers) {
      const { total, ...states } = clauses;
      expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(total);
    }
  });

  test('of a run that was cut says what was left out', async () => {
    const { report } = await runHere({ ...SMOKE, TARGET: 'mock', PROVIDERS: 'flowwise', MAX_REQUESTS: '3' });

    expect(disagreements(report)).toEqual([]);
    expect(report.providers[0]?.dropped).not.toEqual([]);
  });

  test('of a run that cannot begin is what the schema says, with the reason', async () => {
    const { code, report } = await runHere({
      ...SMOKE,
      PROVIDERS: 'flowwise',
      FLOWWISE_BASE_URL: 'nowhere',
      FLOWWISE_CLIENT_ID: 'x',
      FLOWWISE_CLIENT_SECRET: 'y',
    });

    expect(disagreements(report)).toEqual([]);
    expect({ exit: code, run: report.run.exit, reason: report.run.reason }).toEqual({
      exit: 2,
      run: 2,
      reason: 'flowwise: FLOWWISE_BASE_URL is no http or https address',
    });
  });

  const finding = {
    ...GONE,
    subject: 'provider',
    provider: 'flowwise',
    operation: 'POST /customer',
    standing: 'gone',
    seen: 0,
  };
  const report = (more: object): object => ({
    version: 1,
    run: { id: 'x', startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:00:01.000Z', profile: 'gate', seed: 1, target: 'mock', exit: 0 },
    providers: [],
    findings: [finding],
    ...more,
  });
  for (const [what, wrong] of [
    ['another version', { version: 2 }],
    ['a member that is not described', { more: 1 }],
    ['a finding without fingerprint', { findings: [{ ...finding, fingerprint: undefined }] }],
    ['a severity that does not exist', { findings: [{ ...finding, severity: 'error' }] }],
    ['a new finding without its exchange', { findings: [{ ...finding, standing: 'new' }] }],
    ['a clause without a place', { findings: [{ ...finding, clause: { id: 'x', says: 'x', stated: 'prose' } }] }],
  ] as const)
    test(`is refused by the schema with ${what}`, () => {
      expect(disagreements(report({}))).toEqual([]);
      expect(disagreements(JSON.parse(JSON.stringify(report(wrong))))).not.toEqual([]);
    });
});
