import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { mockSettings } from '#fixtures/mock/settings.ts';
import { type Preflight, preflight } from '#fixtures/run/preflight.ts';
import { redactorFor } from '#fixtures/run/session.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { contracts } from '../command-line.ts';
import { runHere } from '../in-process.ts';

/** One look before the plan: who does not answer, or does not take the credentials, is not asked two hundred times. */

async function look(provider: string, answer: RequestListener): Promise<Preflight & { asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.replaceAll(/cc[0-9a-z]{10}/g, 'key')}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const seen = await lookAt(provider, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.closeAllConnections();
  server.close();
  return { ...seen, asked };
}

async function lookAt(provider: string, baseUrl: string): Promise<Preflight> {
  const contract = loadContract(provider);
  const settings = mockSettings(contract, baseUrl);
  const transport = directTransport();
  const seen = await preflight({ contract, baseUrl, settings, transport, redact: redactorFor({ contract, settings }) }, 'run');
  await transport.close();
  return seen;
}

const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(code, headers).end('{}');
  };
const byMethod =
  (read: number, create: number) =>
  ({ method }: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(method === 'GET' ? read : create).end('{}');
  };

test.describe('the preflight', () => {
  for (const [provider, asked] of [
    ['count', 'GET /customers/key'],
    ['salesive', 'GET /customers?search=key%40example.com'],
    ['flowwise', 'POST /customer'],
  ] as const)
    test(`asks ${provider} once: ${asked}`, async () => {
      expect(await look(provider, status(404))).toEqual({ requests: 1, asked: [asked] });
    });

  for (const code of [200, 400, 404, 405, 422, 429, 500, 503])
    test(`lets the plan run after ${code}`, async () => {
      expect((await look('flowwise', status(code))).blocked).toBeUndefined();
    });

  for (const code of [401, 403])
    test(`ends with one message after ${code}, naming the settings and no value`, async () => {
      const { blocked } = await look('flowwise', status(code));
      expect(blocked).toBe(`the credentials are not accepted (${code}): check FLOWWISE_CLIENT_ID, FLOWWISE_CLIENT_SECRET, FLOWWISE_BASE_URL`);
    });

  test('does not take a read that is forbidden for wrong credentials: an account may create and not read', async () => {
    const seen = await look('salesive', byMethod(403, 400));
    expect(seen).toMatchObject({ requests: 2, note: 'its read answered 403: records cannot be read back' });
    expect(seen.blocked).toBeUndefined();
    expect((await look('salesive', byMethod(401, 401))).blocked).toContain('the credentials are not accepted (401)');
  });

  test('says who does not answer, and asks once more where a connection was lost', async () => {
    let lost = 0;
    const once = await look('flowwise', ({ socket }, response) => (lost++ === 0 ? socket.destroy() : response.writeHead(400).end('{}')));
    expect(once).toMatchObject({ requests: 2 });
    expect(once.blocked).toBeUndefined();
    expect((await lookAt('flowwise', 'http://127.0.0.1:9')).blocked).toMatch(/^no answer from http:\/\/127\.0\.0\.1:9: /);
  });

  test('tells a TLS that does not hold from a host that is not there', async () => {
    const seen = await look('flowwise', status(200));
    expect(seen.blocked).toBeUndefined();
    const server = createServer(status(200));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { blocked } = await lookAt('flowwise', `https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.close();
    expect(blocked).toContain('its TLS certificate or protocol is not accepted');
  });

  test('tells how far the clock is off, where requests are signed with the time', async () => {
    const late = { date: new Date(Date.now() - 600_000).toUTCString() };
    expect((await look('count', status(404, late))).note).toMatch(/^the clock of this machine is (600|599|601) s ahead of the provider's/);
    expect((await look('count', status(401, late))).blocked).toMatch(/^the credentials are not accepted \(401\).*the clock of this machine is/);
    expect((await look('flowwise', status(404, late))).note).toBeUndefined();
    expect((await look('count', status(404))).note).toBeUndefined();
  });
});

test.describe('a run', () => {
  test.describe.configure({ timeout: 60_000 });

  test('with a wrong password ends with 2, one message and one request; the other provider is tested', async () => {
    const mock = await startMock({ contracts: [loadContract('flowwise'), loadContract('count')] });
    const settings = { TARGET: 'sandbox', PROVIDERS: 'flowwise', PROFILE: 'smoke', ...mock.settings('flowwise'), ...mock.settings('count') };
    const wrong = { ...settings, FLOWWISE_CLIENT_SECRET: 'wrong-secret-1234' };
    const { code, output, report } = await runHere(wrong);
    const asked = mock.requests();
    const both = await contracts(['run'], { ...wrong, PROVIDERS: 'flowwise,count' });
    await mock.close();

    expect({ code, asked, requests: report.providers[0]?.requests }).toEqual({ code: 2, asked: 1, requests: 1 });
    expect(output.split('the credentials are not accepted (401): check FLOWWISE_CLIENT_ID').length - 1).toBe(1);
    expect(report.findings).toEqual([]);
    expect(both.output.split('the credentials are not accepted (401): check FLOWWISE_CLIENT_ID').length - 1).toBe(1);
    // Two providers named: what is told of one does not trip the tests of the other.
    expect(both.output).not.toContain('failed:');
    expect(both.code).toBe(2);
    expect(both.report.providers.map(({ provider, cases }) => [provider, cases > 0])).toEqual([
      ['flowwise', false],
      ['count', true],
    ]);
  });
});
