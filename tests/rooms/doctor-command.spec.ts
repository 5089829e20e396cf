import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import type { Sign } from '#fixtures/run/health.ts';
import { contracts, folder } from '../command-line.ts';
import { contractsHere } from '../in-process.ts';

const CREDENTIALS = { FLOWWISE_CLIENT_ID: 'id-1234', FLOWWISE_CLIENT_SECRET: 'secret-1234' };

/** What the doctor says of Flowwise under some settings: `reachable well answered 404`. */
async function signs(settings: Record<string, string>): Promise<{ code: number | null; output: string; said: string[] }> {
  const { code, output } = await contractsHere(['doctor', '--provider', 'flowwise', '--json'], settings);
  const found = (JSON.parse(output) as { signs: Sign[] }).signs;
  return { code, output, said: found.filter(({ of }) => of === 'flowwise').map(({ what, state, says }) => `${what} ${state} ${says}`) };
}

/** A server whose clock is off by some seconds. */
async function withClock(seconds: number, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((_request, response) => {
    response.setHeader('date', new Date(Date.now() + seconds * 1000).toUTCString());
    response.setHeader('x-ratelimit-remaining', '41');
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/router`);
  await new Promise((resolve) => server.close(resolve));
}

test.describe.configure({ timeout: 60_000 });

test('without any settings nothing is wrong, and every provider says what it misses', async () => {
  const { code, output } = await contracts(['doctor']);

  expect(code).toBe(0);
  expect(output).toMatch(/^versions +ok +node/m);
  expect(output).toContain('not set: FLOWWISE_BASE_URL, FLOWWISE_CLIENT_ID, FLOWWISE_CLIENT_SECRET');
  expect(output).not.toContain('\u001B');
});

test('a sandbox that answers is reachable; its clock and the quota it tells of are read, and no value of a setting is shown', async () => {
  await withClock(0, async (url) => {
    const { code, said, output } = await signs({ ...CREDENTIALS, FLOWWISE_BASE_URL: url });

    expect(code).toBe(0);
    expect(said).toEqual(expect.arrayContaining(['reachable well answered 404', expect.stringMatching(/^clock well /), 'quota left well 41 requests']));
    expect(output).not.toContain('secret-1234');
    expect(output).not.toContain('id-1234');
  });
});

test('what runs have used of a budget is told before the next one', async () => {
  await withClock(0, async (url) => {
    const settings = { VOUCHERIFY_BASE_URL: url, VOUCHERIFY_APP_ID: 'id-1234', VOUCHERIFY_APP_TOKEN: 'token-1234', PACE: '1', LEDGER_DIR: folder() };
    await contractsHere(['send', 'voucherify', 'everything/answer/200#status', '--target', 'sandbox'], settings);
    const { output } = await contractsHere(['doctor', '--provider', 'voucherify'], settings);

    expect(output).toMatch(/quota left +99 requests, by what runs of this machine have sent/);
  });
});

test('a clock that is an hour off is told with its direction', async () => {
  await withClock(3600, async (url) => {
    const { said } = await signs({ ...CREDENTIALS, FLOWWISE_BASE_URL: url });

    expect(said).toContainEqual(expect.stringMatching(/^clock doubtful 3[56]\d\d s behind the provider's$/));
  });
});

const WRONG: readonly (readonly [what: string, settings: Record<string, string>, told: RegExp])[] = [
  ['nobody answers', { FLOWWISE_BASE_URL: 'http://127.0.0.1:9/router' }, /^reachable wrong no answer: refused/],
  ['the host is a production host', { FLOWWISE_BASE_URL: 'https://app.flowwise.com/router' }, /^host wrong app\.flowwise\.com is a production host/],
  ['credentials would go in clear text', { FLOWWISE_BASE_URL: 'http://sandbox.flowwise.com/router' }, /^host wrong .+ use https/],
];

for (const [what, settings, told] of WRONG)
  test(`where ${what} it ends with 2 and says so`, async () => {
    const { code, said } = await signs({ ...CREDENTIALS, ...settings });

    expect(code).toBe(2);
    expect(said).toContainEqual(expect.stringMatching(told));
  });

test('production that was allowed is still not asked', async () => {
  const { said } = await signs({ ...CREDENTIALS, FLOWWISE_BASE_URL: 'https://app.flowwise.com/router', ALLOW_PRODUCTION: 'app.flowwise.com' });

  expect(said).toContainEqual(expect.stringMatching(/^host doubtful .+ it is not asked here$/));
  expect(said.filter((line) => line.startsWith('reachable'))).toEqual([]);
});

test('settings that are half there are told by name, and a setting of the run that nobody can use is wrong', async () => {
  const half = await signs({ FLOWWISE_CLIENT_ID: 'id-1234' });
  const { code, output } = await contractsHere(['doctor'], { PROFILE: 'huge' });

  expect(half.said).toContainEqual('settings doubtful set: FLOWWISE_CLIENT_ID; not set: FLOWWISE_BASE_URL, FLOWWISE_CLIENT_SECRET');
  expect(code).toBe(2);
  expect(output).toContain('PROFILE is "huge"; it is one of smoke, gate, nightly');
});
