import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import type { Fault } from '#fixtures/mock/fault.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { exitCode } from '#fixtures/run/summary.ts';
import { contracts } from '../command-line.ts';
import { specsWaivingAllBut } from '../waived-specs.ts';
import { runEngine } from './run-engine.ts';

/** `npm run teeth` measures with the engine alone, which is faster; what it says holds for the command only if both find the same. */

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
    const byEngine = await runEngine(contract, seeded, { options: { allowHazards: false } });
    const byCommand = await runCommand(
      provider,
      seeded,
      specsWaivingAllBut(() => true, byEngine.findings),
    );

    expect(seeded.length).toBe(faults.length);
    expect(byCommand.print).toEqual(printOf(byEngine.findings));
    expect(byCommand.exit).toBe(exitCode([byEngine]));
  });

/** Findings about the provider, without the cases and data that show them. */
const printOf = (findings: readonly { subject: string; fingerprint: string; severity: string; check: string }[]): string[] =>
  findings.flatMap(({ subject, fingerprint, severity, check }) => (subject === 'provider' ? [`${severity} ${check} ${fingerprint}`] : [])).sort();

async function runCommand(provider: string, faults: readonly Fault[], specs: string): Promise<{ exit: number | null; print: string[] }> {
  const mock = await startMock({ contracts: [loadContract(provider)], faults });
  const settings = { ...mock.settings(provider), [`${provider.toUpperCase()}_SANDBOX`]: 'confirmed', SPECS_DIR: specs };
  const { code, report } = await contracts(['run', '--target', 'sandbox', '--provider', provider], settings);
  await mock.close();
  return { exit: code, print: printOf(report.findings) };
}
