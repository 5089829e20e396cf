import { request as rawRequest } from 'node:http';
import { expect, test } from '@playwright/test';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { type Mock, startMock } from '#fixtures/mock/mock.ts';
import { makeKit } from '#src/cases/kit.ts';
import type { Step } from '#src/model/case.ts';

import { type Json, type JsonObject, valueAt } from '#src/model/json.ts';
import { type Answer, bodyWith, caller, undocumentedIn, unpromisedIn } from './mock-calls.ts';

/** What the five providers' documents say, written out once more by hand. */
const SAID: Readonly<Record<string, { created: number; invalid: number; duplicate: number; refused: number; allow: string; bad: JsonObject }>> = {
  count: { created: 201, invalid: 400, duplicate: 409, refused: 401, allow: 'POST, GET', bad: { customer: '' } },
  flowwise: { created: 200, invalid: 400, duplicate: 409, refused: 401, allow: 'POST', bad: { scope: 'NOWHERE' } },
  fluentcart: { created: 200, invalid: 400, duplicate: 400, refused: 401, allow: 'POST, GET', bad: { email: 'not-an-email' } },
  salesive: { created: 201, invalid: 400, duplicate: 409, refused: 401, allow: 'POST, GET', bad: { name: 7 } },
  voucherify: { created: 200, invalid: 400, duplicate: 200, refused: 401, allow: 'POST, GET', bad: { birthdate: '2022-13-45' } },
};

/** Requests that are refused: what is sent beside a valid body, and the kind of status that answers it. */
const REFUSED: readonly { given: string; send(body: JsonObject, bad: JsonObject): Partial<Step>; expected: 'invalid' | 'refused' | 404 | 405 | 413 | 415 }[] = [
  { given: 'no credentials', send: (json) => ({ body: { json }, credential: { use: 'none' } }), expected: 'refused' },
  { given: 'an invalid member', send: (json, bad) => ({ body: { json: { ...json, ...bad } } }), expected: 'invalid' },
  { given: 'JSON cut short', send: (json) => ({ body: { text: JSON.stringify(json).slice(0, -2) } }), expected: 'invalid' },
  { given: 'bytes that are no UTF-8', send: () => ({ body: { base64: Buffer.from([0x7b, 0xff, 0x7d]).toString('base64') } }), expected: 'invalid' },
  { given: 'no body', send: () => ({}), expected: 'invalid' },
  { given: 'an empty body', send: () => ({ body: { text: '' } }), expected: 'invalid' },
  { given: 'null', send: () => ({ body: { text: 'null' } }), expected: 'invalid' },
  { given: 'a list', send: (json) => ({ body: { json: [json] } }), expected: 'invalid' },
  { given: 'a media type nobody listed', send: (json) => ({ body: { json }, contentType: 'application/xml' }), expected: 415 },
  { given: 'PATCH', send: (json) => ({ body: { json }, method: 'PATCH' }), expected: 405 },
  { given: 'OPTIONS', send: () => ({ method: 'OPTIONS' }), expected: 405 },
  { given: 'a path nobody knows', send: (json) => ({ body: { json }, path: '/no/such/path' }), expected: 404 },
  { given: 'two megabytes', send: (json) => ({ body: { json: { ...json, padding: 'x'.repeat(2_000_000) } } }), expected: 413 },
];

test.describe('the mock', () => {
  let mock: Mock;
  test.beforeAll(async () => {
    mock = await startMock({ contracts: providerNames().map(loadContract) });
  });
  test.afterAll(() => mock.close());

  for (const provider of Object.keys(SAID)) {
    const said = SAID[provider] as NonNullable<(typeof SAID)[string]>;
    test.describe(provider, () => {
      const contract = loadContract(provider);
      const { operation, sheet } = contract;

      test('answers a valid create as documented', async () => {
        const sent = bodyWith(contract, 'ccmockvalid1');
        const answer = await caller(mock, contract)({ body: { json: sent } });
        expect(answer.status).toBe(said.created);
        expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
        expect(undocumentedIn(contract, answer)).toEqual([]);
        expect(unpromisedIn(contract, answer)).toEqual([]);
        for (const pair of sheet.echo ?? []) expect(valueAt(answer.json, pair.answered), pair.sent).toEqual(valueAt(sent, pair.sent));
        for (const {
          answered: [alias, of],
        } of sheet.aliases ?? [])
          expect(valueAt(answer.json, alias)).toBe(valueAt(answer.json, of));
        for (const { from, into } of sheet.derived ?? []) expect(into.map((at) => valueAt(answer.json, at)).join(' ')).toBe(valueAt(sent, from));
      });

      test('answers nothing of its example that was not sent, and keeps two records apart', async () => {
        const answers = await Promise.all(
          ['ccmockleast1', 'ccmockleast2'].map((key) => caller(mock, contract)({ body: { json: makeKit(contract, [0], true).minimal(key) ?? {} } })),
        );
        const sent = makeKit(contract, [0], true).minimal('ccmockleast1') ?? {};
        const [answer, other] = answers as [Answer, Answer];
        expect([answer.status, undocumentedIn(contract, answer)]).toEqual([said.created, []]);
        const defaults = new Map((sheet.defaults ?? []).map(({ answered, value }) => [answered, value]));
        for (const pair of sheet.echo ?? [])
          expect(valueAt(answer.json, pair.answered), pair.sent).toEqual(valueAt(sent, pair.sent) ?? defaults.get(pair.answered));
        for (const { answered, is } of sheet.serverOwned ?? []) if (is === 'id') expect(valueAt(answer.json, answered)).not.toBe(valueAt(other.json, answered));
      });

      test('refuses what is wrong with the status and the body that are documented for it', async () => {
        const ask = caller(mock, contract);
        const answers = await Promise.all(REFUSED.map(({ send }) => ask(send(bodyWith(contract, 'ccmockrefuse'), said.bad))));
        const wanted = (expected: (typeof REFUSED)[number]['expected']): number => (typeof expected === 'number' ? expected : said[expected]);
        expect(answers.map(({ status }, index) => `${REFUSED[index]?.given}: ${status}`)).toEqual(
          REFUSED.map(({ given, expected }) => `${given}: ${wanted(expected)}`),
        );
        for (const [index, answer] of answers.entries()) {
          const { given, expected } = REFUSED[index] as (typeof REFUSED)[number];
          expect([...undocumentedIn(contract, answer), ...unpromisedIn(contract, answer)], given).toEqual([]);
          expect(answer.headers.get('content-type'), given).toMatch(/^application\/json/);
          expect(answer.headers.get('allow'), given).toBe(expected === 405 ? said.allow : null);
          expect(answer.headers.has('www-authenticate'), given).toBe(expected === 'refused');
        }
      });

      test('refuses every wrong credential', async () => {
        const ask = caller(mock, contract);
        const json = bodyWith(contract, 'ccmockwrong1');
        for (const { name, kind } of sheet.auth[0]?.headers ?? []) {
          const uses = [
            'missing',
            'empty',
            ...(kind === 'timestamp'
              ? ['timestamp-old', 'timestamp-ahead']
              : kind === 'signature'
                ? ['signed-tampered', 'signed-other-body', 'signed-other-path']
                : kind === 'basic'
                  ? ['wrong-user', 'wrong-password']
                  : ['wrong']),
          ];
          for (const use of uses as 'wrong'[])
            expect((await ask({ body: { json }, credential: { use, alternative: 0, header: name } })).status, `${name} ${use}`).toBe(said.refused);
        }
        expect((await ask({ body: { json } })).status, 'the key is still free').toBe(said.created);
      });

      test('does with a duplicate what the sheet says', async () => {
        const ask = caller(mock, contract);
        const sent = bodyWith(contract, 'ccmocktwice1');
        const spoilt = await ask({ body: { json: { ...sent, ...said.bad } } });
        const first = await ask({ body: { json: sent } });
        const second = await ask({ body: { json: { ...sent, description: 'changed' } } });
        expect([spoilt.status, first.status, second.status]).toEqual([said.invalid, said.created, said.duplicate]);
        expect(undocumentedIn(contract, second)).toEqual([]);
        expect(unpromisedIn(contract, second)).toEqual([]);
        if (second.status < 300) expect([valueAt(second.json, '/id'), valueAt(second.json, '/description')]).toEqual([valueAt(first.json, '/id'), 'changed']);
      });

      test('reads back and cleans up', async () => {
        const ask = caller(mock, contract);
        const sent = bodyWith(contract, 'ccmockread01');
        const made = await ask({ body: { json: sent } });
        const id = sheet.record.id.map((at) => valueAt(made.json, at)).find((found) => found !== undefined) ?? null;
        const record = { id, sent };
        const { read, clean } = sheet;
        const readBack = async (): Promise<Json | undefined> => {
          const answer = await ask({ method: read?.method ?? '', path: read?.path ?? '' }, record);
          return answer.status !== 200 ? undefined : valueAt(answer.json, ([read?.record ?? ''].flat()[0] ?? '').replace('/*', '/0'));
        };
        if (read) expect(await readBack()).toEqual(valueAt(made.json, sheet.record.at));
        if (!clean) return;
        const body =
          clean.body === undefined ? {} : { body: { json: JSON.parse(JSON.stringify(clean.body).replaceAll('"{id}"', JSON.stringify(id))) as Json } };
        const cleaned = await ask({ method: clean.method, path: clean.path, ...body }, record);
        expect(cleaned.status).toBe(clean.status?.[0] ?? (clean.method === 'DELETE' ? 204 : 200));
        const after = read ? await readBack() : undefined;
        if (clean.method === 'PUT')
          expect(after).toEqual({
            ...(valueAt(made.json, sheet.record.at) as JsonObject),
            ...(clean.body as JsonObject),
            updatedAt: expect.any(String),
            lastActive: expect.any(String),
          });
        else expect([after ?? null, (await ask({ body: { json: sent } })).status]).toEqual([null, said.created]);
      });

      test('lists its customers only where the sheet says so', async () => {
        const answer = await caller(mock, contract)({ method: 'GET' });
        expect(answer.status).toBe((sheet.methods?.known ?? []).includes('GET') ? 200 : 405);
      });

      test('survives a method the parser does not know', async () => {
        const url = new URL(`${mock.baseUrl(provider)}${operation.path}`);
        const status = await new Promise((resolve, reject) =>
          rawRequest(url, { method: 'CUSTOMERS' }, (answer) => resolve(answer.resume().statusCode))
            .on('error', reject)
            .end(),
        );
        expect(status).toBe(405);
        expect((await caller(mock, contract)({ body: { json: bodyWith(contract, 'ccmockalive1') } })).status).toBe(said.created);
      });
    });
  }

  test('takes the id over the source id, and a new id for a new customer', async () => {
    const contract = loadContract('voucherify');
    const ask = caller(mock, contract);
    const first = await ask({ body: { json: { source_id: 'ccmockprec01', name: 'Ada Obi' } } });
    const id = valueAt(first.json, '/id') ?? null;
    const second = await ask({ body: { json: { id, source_id: 'ccmockprec02', name: 'Ada Changed' } } });
    expect(['/id', '/source_id', '/name'].map((at) => valueAt(second.json, at))).toEqual([id, 'ccmockprec01', 'Ada Changed']);
    expect(valueAt((await ask({ body: { json: { id: 'cust_unknown' } } })).json, '/id')).toBe('cust_unknown');
  });

  test('reads forms where the sheet says the provider does', async () => {
    const contract = loadContract('fluentcart');
    const ask = caller(mock, contract);
    const url = await ask({ contentType: 'application/x-www-form-urlencoded', body: { text: 'email=ccmockform01%40example.com&full_name=Ada+Obi&user_id=7' } });
    const part = (name: string, value: string): string => `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const multipart = await ask({
      contentType: 'multipart/form-data; boundary=cut',
      body: { text: `${part('email', 'ccmockform02@example.com')}${part('full_name', 'Ada Obi')}--cut--\r\n` },
    });
    expect([url, multipart].map(({ status, json }) => [status, valueAt(json, '/data/last_name')])).toEqual([
      [200, 'Obi'],
      [200, 'Obi'],
    ]);
  });

  test('counts its requests, forgets its records, and knows nobody else', async () => {
    const own = await startMock({ contracts: [loadContract('flowwise')] });
    const contract = loadContract('flowwise');
    const json = bodyWith(contract, 'ccmockreset1');
    const ask = caller(own, contract);
    const statuses = [(await ask({ body: { json } })).status, (await ask({ body: { json } })).status];
    own.reset();
    statuses.push((await ask({ body: { json } })).status, (await fetch(`${own.url}/nobody/customer`)).status);
    expect([...statuses, own.requests()]).toEqual([200, 409, 200, 404, 4]);
    expect(own.baseUrl('flowwise')).toBe(`${own.url}/flowwise`);
    await own.close();
  });

  test('makes up settings that look like the real ones', () => {
    for (const contract of providerNames().map(loadContract)) {
      const { [contract.sheet.settings.baseUrl]: url, COUNT_TIMESTAMP_UNIT: unit = 'seconds', ...secrets } = mock.settings(contract.provider);
      expect([url, unit]).toEqual([mock.baseUrl(contract.provider), 'seconds']);
      for (const secret of Object.values(secrets)) expect(secret.length).toBeGreaterThanOrEqual(16);
    }
    expect(mock.settings('salesive')['SALESIVE_APP_TOKEN']).toMatch(/^app_/);
  });
});

test.describe('faults', () => {
  test('have names of their own, and each breaks a stage of some provider', () => {
    const contracts = providerNames().map(loadContract);
    expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length);
    for (const { id } of FAULTS) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(FAULTS.filter(({ applies }) => !contracts.some(applies)).map(({ id }) => id)).toEqual(['required-header-missing']);
  });

  test('change what they say and nothing else', async () => {
    const contract = loadContract('flowwise');
    const mock = await startMock({ contracts: [contract], faults: FAULTS.filter(({ id }) => id === 'duplicate-accepted') });
    const ask = caller(mock, contract);
    const json = bodyWith(contract, 'ccmockfault1');
    const statuses = [await ask({ body: { json } }), await ask({ body: { json } }), await ask({ body: { json: {} } })].map(({ status }) => status);
    await mock.close();
    expect(statuses).toEqual([200, 200, 400]);
  });
});
