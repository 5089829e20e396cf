import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { accountName } from '#fixtures/disk/account.ts';
import { writeLedger } from '#fixtures/disk/ledger.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { mockSettings } from '#fixtures/mock/settings.ts';
import { cleanUp } from '#fixtures/run/clean.ts';
import { preflight } from '#fixtures/run/preflight.ts';
import { redactorFor } from '#fixtures/run/session.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { playwrightTransport } from '#fixtures/transport/playwright.ts';
import type { Transport } from '#fixtures/transport/transport.ts';
import { folder } from '../command-line.ts';
import { runEngineOver } from '../faults/run-engine.ts';
import { contractsHere, runHere } from '../in-process.ts';

/** A redirect would take credentials to a host that nobody has confirmed: none is followed, whatever asks. */

test.describe.configure({ timeout: 60_000 });

const STATUSES = [301, 302, 303, 307, 308];

interface Pair {
  baseUrl: string;
  /** Requests to the server that redirects. */
  asked(): number;
  /** Requests to the server it redirects to. */
  followed(): number;
}

/** A server that sends everybody to another one. */
async function redirecting(status: number, use: (pair: Pair) => Promise<void>): Promise<void> {
  const counts = [0, 0];
  const open = async (index: number, location?: string): Promise<{ url: string; close(): void }> => {
    const server = createServer((_request, response) => {
      counts[index] = (counts[index] ?? 0) + 1;
      response.writeHead(location === undefined ? 200 : status, { 'content-type': 'application/json', ...(location ? { location } : {}) }).end('{}');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close().closeAllConnections() };
  };
  const there = await open(1);
  const here = await open(0, `${there.url}/taken`);
  await use({ baseUrl: here.url, asked: () => counts[0] ?? 0, followed: () => counts[1] ?? 0 }).finally(() => {
    here.close();
    there.close();
  });
}

const contract = loadContract('salesive');

for (const status of STATUSES)
  for (const name of ['the lower transport', "Playwright's"])
    test(`a run over ${name} does not follow ${status}: preflight, creates and reads stay with their host, and nothing is decided`, async ({ playwright }) => {
      await redirecting(status, async ({ baseUrl, asked, followed }) => {
        const settings = mockSettings(contract, baseUrl);
        const made = (): Transport =>
          name === 'the lower transport' ? directTransport() : playwrightTransport(() => playwright.request.newContext(), directTransport());
        const transport = made();
        const look = await preflight({ contract, baseUrl, settings, transport, redact: redactorFor({ contract, settings }) }, 'run');
        await transport.close();
        const run = await runEngineOver(contract, { baseUrl, settings, transport: made(), options: { profile: 'smoke' } });

        expect(look.blocked).toBeUndefined();
        expect(run.findings).toEqual([]);
        expect(run.undecided).toBe(run.cases);
        expect(run.troubles[0]?.[0]).toMatch(new RegExp(`^redirect: answered ${status} to http://127.0.0.1:\\d+/taken$`));
        expect({ asked: asked() > run.cases, followed: followed() }).toEqual({ asked: true, followed: 0 });
      });
    });

test.describe('clean-up', () => {
  test.beforeEach(() => {
    process.env['LEDGER_DIR'] = folder();
  });
  test.afterEach(() => {
    delete process.env['LEDGER_DIR'];
  });

  for (const status of STATUSES)
    test(`does not follow ${status}, neither where it looks for a record nor where it removes one, and reports both as left`, async () => {
      await redirecting(status, async ({ baseUrl, asked, followed }) => {
        const settings = mockSettings(contract, baseUrl);
        const account = accountName(contract, baseUrl, settings);
        writeLedger(account, 'run', { key: { '/email': 'cc0000000001@example.com' }, id: 'made' });
        writeLedger(account, 'run', { key: { '/email': 'cc0000000002@example.com' } });
        const { removed, left } = await cleanUp({ contract, baseUrl, settings });

        expect({ removed, left: left.map(({ id }) => id), asked: asked(), followed: followed() }).toEqual({
          removed: 0,
          left: ['made', 'cc0000000002@example.com'],
          asked: 2,
          followed: 0,
        });
        for (const { reason } of left) expect(reason).toContain(`answered ${status}`);
      });
    });
});

test('a whole run, one case by hand and the doctor follow none', async () => {
  await redirecting(307, async ({ baseUrl, followed }) => {
    const settings = { TARGET: 'sandbox', PROVIDERS: 'salesive', PROFILE: 'smoke', KEEP: '0', ...mockSettings(contract, baseUrl) };
    const run = await runHere(settings);
    const sent = await contractsHere(['send', 'salesive', 'everything/answer/201#status'], settings);
    const doctor = await contractsHere(['doctor'], settings);

    expect([run.code, sent.code, doctor.code]).toEqual([2, 2, 0]);
    expect(followed()).toBe(0);
  });
});
