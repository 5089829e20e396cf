import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { specsDir } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { type Mock, startMock } from '#fixtures/mock/mock.ts';
import { contracts, type Ended, folder, startContracts } from '../command-line.ts';
import { runHere } from '../in-process.ts';

/** The command line as people use it: a process of its own, against a server that it takes for a sandbox. */

const fault = (id: string) => FAULTS.filter((candidate) => candidate.id === id);

/** Flowwise with a fault, and the settings that point a run at it. */
async function withFault(id: string | undefined, use: (settings: Record<string, string>, mock: Mock) => Promise<void>): Promise<void> {
  const mock = await startMock({ contracts: [loadContract('flowwise')], faults: id === undefined ? [] : fault(id) });
  await use({ TARGET: 'sandbox', PROVIDERS: 'flowwise', ...mock.settings('flowwise') }, mock);
  await mock.close();
}

/** A copy of `specs/` with waivers for Flowwise. */
function specsWith(waivers: string): string {
  const specs = folder();
  cpSync(specsDir(), specs, { recursive: true });
  writeFileSync(path.join(specs, 'flowwise/waivers.yaml'), waivers);
  return specs;
}

test.describe.configure({ timeout: 60_000 });

test('a faithful server ends green, with every request counted and every clause accounted for', async () => {
  await withFault(undefined, async (settings, mock) => {
    const { code, report } = await contracts(['run'], settings);
    const provider = report.providers[0];

    expect(code).toBe(0);
    expect(report.findings.filter(({ severity }) => severity === 'breach')).toEqual([]);
    const { total, upheld, breached, unclear, undecided, untested } = provider?.clauses ?? {
      total: 0,
      upheld: 0,
      breached: 0,
      unclear: 0,
      undecided: 0,
      untested: 0,
    };
    expect(upheld + breached + unclear + undecided + untested).toBe(total);
    expect(provider?.untested.every(({ reason }) => reason !== '')).toBe(true);
    expect(mock.requests()).toBe(provider?.requests);
  });
});

test('a broken promise ends red, and the finding says what was promised, sent and answered', async () => {
  await withFault('duplicate-accepted', async (settings) => {
    const { code, report, output } = await contracts(['run'], settings);
    const finding = report.findings.find(({ check, case: tested }) => check === 'invalid-accepted' && tested?.rule === 'duplicate-identical');

    expect(code).toBe(1);
    expect(finding).toMatchObject({
      severity: 'breach',
      standing: 'new',
      subject: 'provider',
      clause: { stated: 'prose', file: 'specs/flowwise/provider.yaml' },
    });
    expect(finding?.reproduce).toContain(`"x-client-secret: \${FLOWWISE_CLIENT_SECRET}"`);
    expect(output).toContain(finding?.fingerprint ?? 'no fingerprint');
    expect(output + JSON.stringify(report)).not.toContain(settings['FLOWWISE_CLIENT_SECRET']);
  });
});

test('a waived breach is expected, an expired waiver fails the run with its reason', async () => {
  await withFault('duplicate-accepted', async (settings) => {
    const first = await runHere(settings);
    const prints = first.report.findings.filter(({ severity }) => severity === 'breach').map(({ fingerprint }) => fingerprint);
    const waivers = (until: string): string =>
      prints.map((print) => `- { fingerprint: ${print}, reason: known to the provider, until: "${until}" }\n`).join('');
    const waived = await contracts(['run'], { ...settings, SPECS_DIR: specsWith(waivers('2999-12-31')) });
    const expired = await runHere({ ...settings, SPECS_DIR: specsWith(waivers('2020-01-01')) });

    expect(first.code).toBe(1);
    expect(waived.code).toBe(0);
    expect(waived.report.findings.filter(({ severity }) => severity === 'breach').map(({ standing }) => standing)).toEqual(prints.map(() => 'waived'));
    expect(expired.code).toBe(1);
    expect(expired.output).toContain('a waiver ended on 2020-01-01: known to the provider');
  });
});

const FLOWWISE = { FLOWWISE_CLIENT_ID: 'id-1234', FLOWWISE_CLIENT_SECRET: 'secret-1234' };
/** The first two as people call a run: Playwright has no project for the one, and all its tests are skipped for the other. */
const CANNOT: readonly { says: string; environment: Record<string, string>; told: string; by?(settings: Record<string, string>): Promise<Ended> }[] = [
  {
    says: 'a provider has no folder',
    environment: { PROVIDERS: 'nobody' },
    told: 'there is no provider nobody; there are: count, flowwise',
    by: (settings) => contracts(['run'], settings),
  },
  {
    says: 'nobody listens',
    environment: { ...FLOWWISE, FLOWWISE_BASE_URL: 'http://127.0.0.1:9/router' },
    told: 'flowwise: no answer from http://127.0.0.1:9',
    by: (settings) => contracts(['run'], settings),
  },
  {
    says: 'a setting is missing',
    environment: { FLOWWISE_BASE_URL: 'https://sandbox.flowwise.com/router', FLOWWISE_CLIENT_ID: 'id-1234' },
    told: 'flowwise: not set: FLOWWISE_CLIENT_SECRET',
  },
  {
    says: 'the host is a production host',
    environment: { ...FLOWWISE, FLOWWISE_BASE_URL: 'https://app.flowwise.com/router' },
    told: 'app.flowwise.com is a production host',
  },
  { says: 'a switch has a value nobody knows', environment: { KEEP: 'yes' }, told: 'KEEP is "yes"; it is one of 0, 1' },
  {
    says: 'a sandbox that looks like production is not confirmed',
    environment: { PROVIDERS: 'salesive', SALESIVE_BASE_URL: 'https://api.salesive.com/api/v1', SALESIVE_APP_TOKEN: 'app_1234' },
    told: 'SALESIVE_SANDBOX=confirmed',
  },
];

for (const { says, environment, told, by = runHere } of CANNOT)
  test(`where ${says} the run ends with 2, says why, and still writes its findings`, async () => {
    const { code, output, report } = await by({ TARGET: 'sandbox', PROVIDERS: 'flowwise', ...environment });

    expect(code).toBe(2);
    expect(output).toContain(told);
    expect(report.run).toMatchObject({ exit: 2, target: 'sandbox' });
    expect(report.findings).toEqual([]);
  });

test('--max-requests is kept, repeats and reads counted, and what was left out is listed', async () => {
  await withFault(undefined, async (settings) => {
    const { code, report } = await contracts(['run', '--max-requests', '20'], settings);

    expect(code).toBe(0);
    expect(report.providers[0]?.requests).toBeLessThanOrEqual(20);
    expect(report.providers[0]?.dropped?.length).toBeGreaterThan(0);
  });
});

test('several providers by name are tested, and no other', async () => {
  const { code, report } = await contracts(['run', '--provider', 'flowwise', '--provider', 'salesive', '--profile', 'smoke'], { TARGET: 'mock' });

  expect(code).toBe(0);
  expect(report.providers.map(({ provider, cases }) => ({ provider, tested: cases > 0 }))).toEqual([
    { provider: 'flowwise', tested: true },
    { provider: 'salesive', tested: true },
  ]);
});

test('Ctrl-C before anything was sent leaves a report that says so, and ends with 2', async () => {
  const run = startContracts(['run', '--provider', 'flowwise']);
  await expect.poll(() => existsSync(path.join(run.reports, '.runs')), { intervals: [5] }).toBe(true);
  run.interrupt();
  const { code, report, errors } = await run.ended;

  expect([code, errors]).toEqual([2, 'the run was interrupted before anything was sent\n']);
  expect(report.run).toMatchObject({ exit: 2, reason: expect.stringContaining('interrupted') });
  expect(report.providers.flatMap(({ requests }) => requests).filter((requests) => requests > 0)).toEqual([]);
  expect(readdirSync(path.join(run.reports, '.runs'))).toEqual([]);
});
