import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readRecording } from '#fixtures/disk/read-recording.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { timedIn } from '#src/model/recording.ts';
import type { FindingsReport } from '#src/report/json.ts';
import { contractsHere, runHere } from '../in-process.ts';

/** What an account allows is part of a recording: a preflight that blocked, a quota that cut the plan, a wait that was too long. */

interface Recorded {
  run: FindingsReport;
  replay: FindingsReport;
  output: string;
  recording: ReturnType<typeof readRecording>;
  asked: number;
}

async function recorded(
  provider: string,
  { profile = 'smoke', settings = {}, faults = [] }: { profile?: string; settings?: Record<string, string>; faults?: readonly StageChange[] },
): Promise<Recorded> {
  const mock = await startMock({ contracts: [loadContract(provider)], faults });
  const run = await runHere({ TARGET: 'sandbox', PROVIDERS: provider, PROFILE: profile, RECORD: '1', ...mock.settings(provider), ...settings });
  const asked = mock.requests();
  await mock.close();
  const file = path.join(run.reports, `recording/${provider}.jsonl`);
  const replay = await contractsHere(['replay', file]);
  return { run: run.report, replay: replay.report, output: replay.output, recording: readRecording(file), asked };
}

/** What a run says of its providers, less the clean-up: a replay makes nothing. */
const providersOf = ({ providers }: FindingsReport): object[] => providers.map(({ cleaned: _cleaned, ...provider }) => provider);

test.describe.configure({ timeout: 60_000 });

test('a provider that the preflight blocked is blocked in the replay, for the same reason', async () => {
  const { run, replay, output, recording, asked } = await recorded('flowwise', { settings: { FLOWWISE_CLIENT_SECRET: 'wrong-secret-1234' } });

  expect(run.providers[0]?.blocked).toContain('the credentials are not accepted (401)');
  expect(providersOf(replay)).toEqual(providersOf(run));
  expect([run.run.exit, replay.run.exit, asked]).toEqual([2, 2, 1]);
  expect(recording.look?.exchanges.map(({ exchange }) => exchange.answer?.status)).toEqual([401]);
  expect(output).toContain('flowwise: the credentials are not accepted (401)');
});

test('a quota that cut the plan is told by the replay, and each request that it let through is recorded', async () => {
  const { run, replay, recording, asked } = await recorded('voucherify', { profile: 'gate', settings: { PACE: '1', KEEP: '0' } });

  expect(run.providers[0]?.notes).toEqual([expect.stringContaining('the quota of 100 requests an hour leaves this run 100 of ')]);
  expect(providersOf(replay)).toEqual(providersOf(run));
  expect(recording.cleanUps.length).toBeGreaterThan(0);
  expect([...(recording.look ? [recording.look] : []), ...recording.cases, ...recording.cleanUps].flatMap(timedIn)).toHaveLength(asked);
});

test('a case whose provider asked to wait too long is undecided in the replay too, and the recording says why', async () => {
  const limited: StageChange = {
    applies: () => true,
    change: () => ({ route: () => ({ status: 429, headers: { 'retry-after': '120' }, media: 'text/plain' }) }),
  };
  const { run, replay, output, recording } = await recorded('flowwise', { faults: [limited] });

  expect(run.providers[0]?.undecided).toBeGreaterThan(0);
  expect(providersOf(replay)).toEqual(providersOf(run));
  expect(recording.cases[0]?.undecided).toMatch(/, and asks to wait 120 s: 30 s are waited at most$/);
  // The first case met it alone; the others were not sent.
  expect(output).toContain('asked to be left alone until');
});
