import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import { type Prepared, prepare, type Sending } from '#src/exchange/prepare.ts';
import type { Body, Credential, Step } from '#src/model/case.ts';
import type { Json } from '#src/model/json.ts';
import type { Sheet } from '#src/model/sheet.ts';
import { exampleContract } from '../example-contract.ts';

const { sheet } = exampleContract({ body: { type: 'object' } });
const SETTINGS = { EXAMPLE_TOKEN: 'secret-token-1', EXAMPLE_SHOP: 'shop 1/é' };

const STEP: Step = {
  name: 'create',
  role: 'create',
  method: 'POST',
  path: '/customers',
  contentType: 'application/json',
  accept: 'application/json',
  credential: { use: 'good' },
  expect: { intent: 'accept' },
};
const prepared = (step: Partial<Step>, sending: Partial<Sending> = {}): Prepared =>
  prepare({ ...STEP, ...step }, { baseUrl: 'https://api.example.com/v1/', sheet, settings: SETTINGS, now: 0, ...sending });
const bytesOf = (body: Body): string => Buffer.from(prepared({ body }).wire.body ?? []).toString('latin1');

const BODIES: readonly (readonly [says: string, body: Body, bytes: string])[] = [
  ['JSON, serialised once', { json: { a: 'é"', b: [1, null] } }, Buffer.from('{"a":"é\\"","b":[1,null]}').toString('latin1')],
  ['a JSON string', { json: 'text' }, '"text"'],
  ['null', { json: null }, 'null'],
  ['text as it is, even if it is no JSON', { text: '{"a":' }, '{"a":'],
  ['no bytes at all', { text: '' }, ''],
  ['bytes as they are, even if they are no text', { base64: Buffer.from([0x22, 0xff, 0x22]).toString('base64') }, '"\u00ff"'],
];

for (const [says, body, bytes] of BODIES)
  test(`sends ${says}`, () => {
    expect(bytesOf(body)).toBe(bytes);
  });

test('sends no body where there is none, which is not the same as an empty one', () => {
  expect(prepared({}).wire.body).toBeUndefined();
  expect(prepared({ body: { text: '' } }).wire.body).toHaveLength(0);
  expect([prepared({}).shown.body, prepared({ body: { text: '' } }).shown.body]).toEqual([undefined, '']);
});

test('sends the headers of the step and its credentials, and no others', () => {
  expect(prepared({}).wire.headers).toEqual([
    ['content-type', 'application/json'],
    ['accept', 'application/json'],
    ['Authorization', 'Bearer secret-token-1'],
  ]);
  const { contentType: _none, ...bare } = STEP;
  expect(prepare(bare, { baseUrl: '', sheet, settings: SETTINGS, now: 0 }).wire.headers.map(([name]) => name)).toEqual(['accept', 'Authorization']);
});

/** `{id}` is the id the provider gave, `{/email}` what was sent: both URL-encoded. */
const PATHS: readonly (readonly [path: string, id: Json, url: string])[] = [
  ['/customers/{id}', 'a b/c', 'https://api.example.com/v1/customers/a%20b%2Fc'],
  ['/customers/{id}', 42, 'https://api.example.com/v1/customers/42'],
  ['/customers?search={/email}', 'x', 'https://api.example.com/v1/customers?search=ada%2Btag%40example.com'],
  ['/customers?search={/nobody}', 'x', 'https://api.example.com/v1/customers?search={/nobody}'],
];

for (const [path, id, url] of PATHS)
  test(`fills ${path} with ${JSON.stringify(id)}`, () => {
    expect(prepared({ path }, { record: { id, sent: { email: 'ada+tag@example.com' } } }).wire.url).toBe(url);
  });

test('members filled from an earlier answer keep the type of its id, and are sent as they are told to the checks', () => {
  const { wire, json } = prepared({ body: { json: { name: 'Ada' } }, fill: [{ at: '/id', fromStep: 0 }] }, { record: { id: 7, sent: {} } });
  expect(json).toEqual({ name: 'Ada', id: 7 });
  expect(JSON.parse(Buffer.from(wire.body ?? []).toString())).toEqual(json);
});

test('parameters of the operation go into path, query and headers', () => {
  const parameters: Sheet['parameters'] = [
    { name: 'shop', in: 'path', setting: 'EXAMPLE_SHOP', stated: 'prose' },
    { name: 'dry run', in: 'query', value: 'no', stated: 'prose' },
    { name: 'x-version', in: 'header', value: '2', stated: 'prose' },
  ];
  const { wire } = prepared({ path: '/shops/{shop}/customers' }, { sheet: { ...sheet, parameters } });
  expect(wire.url).toBe('https://api.example.com/v1/shops/shop%201%2F%C3%A9/customers?dry%20run=no');
  expect(wire.headers).toContainEqual(['x-version', '2']);
});

const header = (use: Credential['use'], name: string): Credential => ({ use, alternative: 0, header: name }) as Credential;

/** What people see of a credential: names of settings, never values. */
const SHOWN: readonly (readonly [provider: string, credential: Credential, headers: Record<string, string>])[] = [
  ['salesive', { use: 'good' }, { Authorization: 'Bearer ${SALESIVE_APP_TOKEN}' }],
  ['salesive', header('wrong', 'Authorization'), { Authorization: '<wrong>' }],
  ['salesive', header('empty', 'Authorization'), { Authorization: '' }],
  ['flowwise', header('alone', 'x-client-secret'), { 'x-client-secret': '${FLOWWISE_CLIENT_SECRET}' }],
  ['flowwise', header('missing', 'x-client-id'), { 'x-client-secret': '${FLOWWISE_CLIENT_SECRET}' }],
  ['flowwise', { use: 'none' }, {}],
];

for (const [provider, credential, headers] of SHOWN)
  test(`shows ${credential.use} credentials of ${provider} without a value`, () => {
    const contract = loadContract(provider);
    const names = contract.sheet.auth.flatMap((one) => one.headers.flatMap((each) => ('setting' in each && each.setting !== undefined ? [each.setting] : [])));
    const settings = Object.fromEntries(names.map((name) => [name, `value-of-${name}`]));
    const { shown } = prepared({ credential }, { sheet: contract.sheet, settings });
    expect(Object.fromEntries(shown.headers.filter(([name]) => name !== 'accept' && name !== 'content-type'))).toEqual(headers);
    expect(JSON.stringify(shown)).not.toContain('value-of-');
  });
