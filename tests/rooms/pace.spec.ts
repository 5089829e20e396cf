import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { type Clock, openGate } from '#fixtures/run/gate.ts';
import { openSession } from '#fixtures/run/session.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { budgetLeft, paceTime, paceWait, type QuotaLine, reservedBy } from '#src/account/quota.ts';
import { planCases } from '#src/cases/plan.ts';
import { waitAsked } from '#src/exchange/retry.ts';
import type { Quota } from '#src/model/sheet.ts';
import type { CaseResult } from '#src/model/verdict.ts';
import { contracts, folder } from '../command-line.ts';
import { runHere } from '../in-process.ts';

/** No more is sent than the provider takes, whoever sends it: quotas are kept per provider, base URL and credentials. */

const quota = (requests: number, per: Quota['per'], burst?: number): Quota => ({ requests, per, stated: 'prose', ...(burst === undefined ? {} : { burst }) });
const sentAt = (...times: number[]): QuotaLine[] => times.map((at) => ({ at, run: 'r1' }));
const always = (): boolean => true;
const HOUR = 3_600_000;

/** A clock that only waiting moves. */
function stillClock(): Clock & { slept: number[] } {
  const slept: number[] = [];
  let time = 1_000_000;
  return {
    slept,
    now: () => time,
    sleep: async (ms) => {
      slept.push(ms);
      time += ms;
    },
  };
}

test.describe('the pace', () => {
  const CASES: readonly (readonly [says: string, quotas: Quota[], lines: QuotaLine[], wait: number])[] = [
    ['lets the first request go', [quota(2, 'second')], [], 0],
    ['waits until the oldest of a full second is over', [quota(2, 'second')], sentAt(9200, 9700), 200],
    ['waits until the oldest of a full minute is over', [quota(2, 'minute')], sentAt(-40_000, 9000), 10_000],
    ['forgets what is older than the quota looks back', [quota(1, 'second')], sentAt(9000), 0],
    ['holds a burst within a second', [quota(100, 'minute', 2)], sentAt(9500, 9600), 500],
    ['is no spacing where the quota is by the hour or the day', [quota(1, 'hour'), quota(1, 'day')], sentAt(9999), 0],
    ['waits as long as the provider asked everybody to', [], [{ at: 0, run: 'r2', hold: 12_000 }], 2000],
  ];
  for (const [says, quotas, lines, wait] of CASES)
    test(says, () => {
      expect(paceWait(quotas, lines, 10_000)).toBe(wait);
    });

  test('adds to the time a provider has', () => {
    expect([paceTime([], 206), paceTime([quota(100, 'minute')], 206), paceTime([quota(100, 'hour')], 206)]).toEqual([0, 120_000, 0]);
  });
});

test.describe('the budget', () => {
  const reserve = (run: string, count: number, by = 'here:1'): QuotaLine => ({ at: 0, run, by, reserve: count });
  const CASES: readonly (readonly [says: string, lines: QuotaLine[], left: number])[] = [
    ['is whole where nothing was sent', [], 100],
    ['is less what was sent within the hour', sentAt(-HOUR, 1, 2), 98],
    ['is less what another run has set aside', [reserve('r2', 60)], 40],
    ['counts what another run has sent of its share once', [reserve('r2', 60), { at: 1, run: 'r2' }], 40],
    ['has back what another run gave back', [reserve('r2', 60), { at: 1, run: 'r2' }, { at: 2, run: 'r2', released: true }], 99],
    ['has back what a dead run had set aside', [reserve('r2', 60, 'dead:2')], 100],
    ['is never below nothing', [reserve('r2', 160)], 0],
  ];
  for (const [says, lines, left] of CASES)
    test(says, () => {
      expect(budgetLeft([quota(100, 'hour'), quota(1000, 'day')], lines, 'r1', 10, (by) => by !== 'dead:2')).toBe(left);
    });

  test('is infinite for quotas that are paced', () => {
    expect(budgetLeft([quota(100, 'minute')], sentAt(1), 'r1', 10, always)).toBe(Number.POSITIVE_INFINITY);
  });

  test('knows the share of a run that a restarted worker goes on with', () => {
    expect(reservedBy([reserve('r1', 5), { at: 1, run: 'r1' }], 'r1', always)).toBe(4);
  });
});

test.describe('what a provider asks to wait', () => {
  const now = Date.UTC(2026, 0, 1);
  const CASES: readonly (readonly [name: string, value: string, ms: number | undefined])[] = [
    ['Retry-After', '7', 7000],
    ['Retry-After', new Date(now + 9000).toUTCString(), 9000],
    ['Retry-After', new Date(now - 9000).toUTCString(), 0],
    ['Retry-After', 'soon', undefined],
    ['RateLimit-Reset', '30', 30_000],
    ['RateLimit', '"default";r=0;t=12', 12_000],
    ['RateLimit', 'limit=100, remaining=0, reset=5', 5000],
    ['X-RateLimit-Reset', String(now / 1000 + 40), 40_000],
    ['X-RateLimit-Reset', String(now + 40_000), 40_000],
    ['X-Rate-Limit-Reset', new Date(now + 3000).toISOString(), 3000],
    ['X-Other', '3', undefined],
  ];
  for (const [name, value, ms] of CASES)
    test(`${name}: ${value} is ${ms === undefined ? 'nothing' : `${ms} ms`}`, () => {
      expect(waitAsked([[name, value]], now)).toBe(ms);
    });

  test('is Retry-After before anything else', () => {
    const both: [string, string][] = [
      ['x-ratelimit-reset', '60'],
      ['retry-after', '2'],
    ];
    expect(waitAsked(both, now)).toBe(2000);
  });

  const WAITS: readonly (readonly [status: number, after: string, says: string, slept: number[], requests: number, undecided: RegExp])[] = [
    [429, '7', 'waited for until 30 s are over', [7000, 7000, 7000, 7000], 5, /^rate-limited: answered 429$/],
    [503, '7', 'waited for once', [7000], 2, /^unavailable: answered 503$/],
    [429, '0', 'tried again five times', [], 6, /^rate-limited: answered 429$/],
    [429, '120', 'too long, and undecided', [], 1, /^rate-limited: answered 429, and asks to wait 120 s: 30 s are waited at most$/],
    [503, '120', 'too long, and undecided', [], 1, /^unavailable: answered 503, and asks to wait 120 s: 30 s are waited at most$/],
  ];
  for (const [status, after, says, slept, requests, undecided] of WAITS)
    test(`${status} with Retry-After: ${after} is ${says}`, async () => {
      const clock = stillClock();
      const [result] = await firstCases(1, status, after, clock);
      expect(clock.slept).toEqual(slept);
      expect(result?.undecided).toMatch(undecided);
      expect(result?.requests).toBe(requests);
    });

  test('is asked for by one answer and kept by all that is sent: nobody asks again in the meantime', async () => {
    const results = await firstCases(5, 429, '120', stillClock());
    expect(results.reduce((sum, { requests }) => sum + requests, 0)).toBe(1);
    expect(results.slice(1).map(({ undecided }) => undecided)).toEqual(
      Array(4).fill('the provider asked to be left alone until 1970-01-01T00:18:40Z: 30 s are waited at most'),
    );
  });

  test('is given up where 429 comes twenty times in a row', async () => {
    const results = await firstCases(6, 429, '0', stillClock());
    expect(results.reduce((sum, { requests }) => sum + requests, 0)).toBe(20);
    expect(results.at(-1)?.undecided).toBe('the provider answered 429 to 20 requests in a row');
  });
});

/** The first cases of a plan, one after the other, sent to a server that always answers one status. */
async function firstCases(count: number, status: number, after: string, clock: Clock): Promise<CaseResult[]> {
  const contract = loadContract('flowwise');
  const limited: StageChange = { applies: () => true, change: () => ({ route: () => ({ status, headers: { 'retry-after': after }, media: 'text/plain' }) }) };
  const mock = await startMock({ contracts: [contract], faults: [limited] });
  const transport = directTransport();
  const plan = { profile: 'smoke', run: 'r1', alternatives: [0] } as const;
  const planned = planCases(contract, plan);
  const sending = { contract, baseUrl: mock.baseUrl('flowwise'), settings: mock.settings('flowwise'), transport, plan, planned, clock, concurrency: 1 };
  const session = openSession(sending);
  const results = await session.results(session.plan.cases.slice(0, count).map(({ id }) => id));
  await session.close();
  await mock.close();
  return results;
}

test.describe('the gate of an account', () => {
  test.beforeEach(() => {
    process.env['LEDGER_DIR'] = folder();
  });
  test.afterEach(() => {
    delete process.env['LEDGER_DIR'];
  });

  test('keeps one pace for several workers and runs', async () => {
    const clock = stillClock();
    const sent: number[] = [];
    const gates = ['r1', 'r1', 'r2'].map((run) => openGate({ account: 'count-1', run, quotas: [quota(10, 'minute', 4)], pid: process.pid, clock }));
    for (let turn = 0; turn < 36; turn++) {
      expect(await gates[turn % gates.length]?.pass()).toBeUndefined();
      sent.push(clock.now());
    }
    const within = (ms: number): number => Math.max(...sent.map((at) => sent.filter((other) => other > at - ms && other <= at).length));
    expect({ minute: within(60_000), second: within(1000) }).toEqual({ minute: 10, second: 4 });
  });

  test('gives each run its share, sends no more than that, and takes back what was not used', async () => {
    const gate = (run: string) => openGate({ account: 'voucherify-1', run, quotas: [quota(10, 'hour')], pid: process.pid, clock: stillClock() });
    const [first, second] = [gate('r1'), gate('r2')];
    expect([first.reserve(7), second.reserve(7), first.reserve(9)]).toEqual([7, 3, 7]);
    for (let turn = 0; turn < 3; turn++) expect(await second.pass()).toBeUndefined();
    expect(await second.pass()).toMatchObject({ kind: 'rate-limited' });
    await first.pass();
    first.release();
    expect(gate('r3').reserve(100)).toBe(6);
  });

  test('sends nothing while the provider wants a longer rest than is waited for, in whatever run', async () => {
    const [first, second] = ['r1', 'r2'].map((run) =>
      openGate({ account: 'count-2', run, quotas: [quota(10, 'minute')], pid: process.pid, clock: stillClock() }),
    );
    first?.hold(1_000_000 + HOUR);
    expect(await second?.pass()).toEqual({
      kind: 'rate-limited',
      says: 'the provider asked to be left alone until 1970-01-01T01:16:40Z: 30 s are waited at most',
    });
  });

  test('does not mix up accounts', () => {
    const gate = (account: string) => openGate({ account, run: account, quotas: [quota(10, 'hour')], pid: process.pid });
    expect([gate('a-1').reserve(10), gate('b-1').reserve(10)]).toEqual([10, 10]);
  });
});

test.describe('a run', () => {
  test.describe.configure({ timeout: 90_000 });

  test('and another at the same moment stay within the quota together, clean-up included, and say what they left out', async () => {
    const mock = await startMock({ contracts: [loadContract('voucherify')] });
    const settings = { TARGET: 'sandbox', PROVIDERS: 'voucherify', PACE: '1', KEEP: '0', LEDGER_DIR: folder(), ...mock.settings('voucherify') };
    const runs = await Promise.all([contracts(['run'], settings), contracts(['run'], settings)]);
    const asked = mock.requests();
    await mock.close();

    expect(asked).toBeLessThanOrEqual(100);
    expect(asked).toBeGreaterThan(50);
    expect(runs.map(({ code }) => code).sort()).toEqual([0, 2]);
    for (const { output, report } of runs) {
      expect(output).toMatch(/the quota of 100 requests an hour leaves this run \d+ of \d+: \d+ cases were left out/);
      expect(report.providers[0]?.dropped?.length).toBeGreaterThan(0);
      expect(report.providers[0]?.cleaned?.left ?? []).toEqual([]);
    }
  });

  test('keeps no quota on loopback unless PACE is 1', async () => {
    const mock = await startMock({ contracts: [loadContract('voucherify')] });
    const { report } = await runHere({ TARGET: 'sandbox', PROVIDERS: 'voucherify', ...mock.settings('voucherify') });
    await mock.close();

    expect(report.providers[0]?.requests).toBeGreaterThan(100);
  });
});
