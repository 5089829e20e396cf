import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import type { Fault } from '#fixtures/mock/fault.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { exitCode } from '#fixtures/run/summary.ts';
import type { FindingsReport } from '#src/report/json.ts';
import { runEngine } from './run-engine.ts';

/** `npm run teeth` measures with the engine alone, which is faster; what it says holds for the command only if both find the same. */

const ROOT = path.join(import.meta.dirname, '../..');

const SEEDED: readonly { provider: string; faults: string[] }[] = [
  { provider: 'flowwise', faults: [] },
  { provider: 'voucherify', faults: ['redirect-loop'] },
  { provider: 'flowwise', faults: ['echo-truncated', 'first-header-only', 'invalid-status-other'] },
  { provider: 'count', faults: ['timestamp-not-checked', 'null-as-text', 'undocumented-member'] },
  { provider: 'salesive', faults: ['duplicate-fails', 'error-as-html'] },
];

test.describe.configure({ mode: 'parallel', timeout: 60_000 });

for (const { provider, faults } of SEEDED)
  test(`the command and the engine find the same in ${provider} with ${faults.join(', ') || 'no fault'}`, async () => {
    const contract = loadContract(provider);
    const seeded = FAULTS.filter(({ id }) => faults.includes(id));
    const byCommand = await runCommand(provider, seeded);
    const byEngine = await runEngine(contract, seeded, { options: { allowHazards: false } });

    expect(seeded.length).toBe(faults.length);
    expect(byCommand.print).toEqual(printOf(byEngine.findings));
    expect(byCommand.exit).toBe(exitCode([byEngine]));
  });

/** Findings about the provider, without the cases and data that show them. */
const printOf = (findings: readonly { subject: string; fingerprint: string; severity: string; check: string }[]): string[] =>
  findings.flatMap(({ subject, fingerprint, severity, check }) => (subject === 'provider' ? [`${severity} ${check} ${fingerprint}`] : [])).sort();

async function runCommand(provider: string, faults: readonly Fault[]): Promise<{ exit: number | null; print: string[] }> {
  const mock = await startMock({ contracts: [loadContract(provider)], faults });
  const reports = mkdtempSync(path.join(tmpdir(), 'agreement-'));
  const { CONTRACTS_RUN_DIR: _dir, TEST_WORKER_INDEX: _worker, ...inherited } = process.env;
  const child = spawn(process.execPath, ['fixtures/command/bin.js', 'run', '--target', 'sandbox', '--provider', provider, '--profile', 'gate'], {
    cwd: ROOT,
    env: { ...inherited, ...mock.settings(provider), REPORTS_DIR: reports, [`${provider.toUpperCase()}_SANDBOX`]: 'confirmed' },
    stdio: 'ignore',
  });
  const [exit] = (await once(child, 'close')) as [number | null];
  await mock.close();
  const { findings } = JSON.parse(readFileSync(path.join(reports, 'findings.json'), 'utf8')) as FindingsReport;
  return { exit, print: printOf(findings) };
}
