import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { FindingsReport } from '#src/report/json.ts';
import { mergeReports, type Part } from '#src/report/merge.ts';
import { contracts, folder } from '../command-line.ts';
import { contractsHere, runHere } from '../in-process.ts';

const part = (provider: string, exit: number, more: Partial<FindingsReport['run']> = {}): Part => ({
  provider,
  report: {
    version: 1,
    run: { id: provider, startedAt: '2026-01-15T10:00:00Z', finishedAt: '2026-01-15T10:00:05Z', profile: 'gate', seed: 1, target: 'mock', exit, ...more },
    providers: [],
    findings: [],
  },
});

const VERDICTS: readonly (readonly [parts: readonly Part[], exit: number])[] = [
  [[part('a', 0), part('b', 0)], 0],
  [[part('a', 0), part('b', 2)], 2],
  [[part('a', 2), part('b', 1)], 1],
  [[part('a', 0), { provider: 'b' }], 2],
  [[part('a', 1), { provider: 'b' }], 1],
];

for (const [parts, exit] of VERDICTS)
  test(`jobs that ended with ${parts.map(({ report }) => report?.run.exit ?? 'no report').join(' and ')} come to ${exit}`, () => {
    expect(mergeReports(parts)?.run.exit).toBe(exit);
  });

test('a merged report lasts from the first job to the last, names all targets, and says what is missing', () => {
  const later = part('b', 0, { startedAt: '2026-01-15T09:00:00Z', finishedAt: '2026-01-15T11:00:00Z', target: 'sandbox' });

  expect(mergeReports([part('a', 0), later, { provider: 'c' }])?.run).toMatchObject({
    startedAt: '2026-01-15T09:00:00Z',
    finishedAt: '2026-01-15T11:00:00Z',
    target: 'mock and sandbox',
    reason: 'c: no report',
  });
  expect(mergeReports([{ provider: 'c' }])).toBeUndefined();
});

test.describe(() => {
  test.describe.configure({ timeout: 60_000 });

  test('two jobs and one that left half a report become one report and one page', async () => {
    const shards = folder();
    for (const name of ['flowwise', 'salesive']) await runHere({ PROVIDERS: name, PROFILE: 'smoke', REPORTS_DIR: path.join(shards, name) });
    mkdirSync(path.join(shards, 'count'));
    writeFileSync(path.join(shards, 'count/findings.json'), '{"version": 1,');

    const { code, report, reports } = await contractsHere(['merge', shards, '--provider', 'count,flowwise,salesive']);

    expect(code).toBe(2);
    expect(report.providers.map(({ provider }) => provider)).toEqual(['flowwise', 'salesive']);
    const page = readFileSync(path.join(reports, 'summary.md'), 'utf8');
    for (const row of ['count: no report', '| flowwise | `POST /customer` |', '| salesive | `POST /customers` |']) expect(page).toContain(row);
  });

  test('without any report it ends with 2 and says where it looked', async () => {
    const { code, errors } = await contracts(['merge', 'nowhere']);

    expect(code).toBe(2);
    expect(errors).toContain('no job left a report in nowhere/<provider>/findings.json');
  });
});

const TARGETS: readonly (readonly [what: string, settings: Record<string, string>, said: string])[] = [
  ['nothing is set', {}, 'mock: not set: FLOWWISE_BASE_URL, FLOWWISE_CLIENT_ID, FLOWWISE_CLIENT_SECRET\n'],
  ['a credential is missing', { FLOWWISE_BASE_URL: 'https://sandbox.flowwise.com/router', FLOWWISE_CLIENT_ID: 'a' }, 'mock: not set: FLOWWISE_CLIENT_SECRET\n'],
  [
    'all is set, even for a host that a run will refuse',
    { FLOWWISE_BASE_URL: 'https://app.flowwise.com/router', FLOWWISE_CLIENT_ID: 'a', FLOWWISE_CLIENT_SECRET: 'b' },
    'sandbox\n',
  ],
];

for (const [what, settings, said] of TARGETS)
  test(`the target where ${what} is ${said.split(':', 1)[0]?.trim()}`, async () => {
    expect((await contracts(['target', 'flowwise'], settings)).output).toBe(said);
  });
