import { createHash, createHmac } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import { credentialHeaders, otherOfSameShape, secretSettings, settingsOf, usableAlternatives } from '#src/exchange/credentials.ts';
import type { Credential } from '#src/model/case.ts';
import type { CredentialAlternative, CredentialHeader } from '#src/model/sheet.ts';

const SECRET = 'test_client_secret';
const TOKEN = 'tok_live_9aZ';
const BODY = '{"customer":"Acme Ltd","email":"ops@acme.example"}';
const OCCASION = { method: 'POST', path: '/customers', body: Buffer.from(BODY), now: 1_700_000_000_000 };
const WEEK = 7 * 24 * 3600;

const alternative = (name: string, ...headers: CredentialHeader[]): CredentialAlternative => ({ name, headers, stated: 'prose' });
const BEARER: CredentialHeader = { name: 'Authorization', kind: 'bearer', scheme: 'T', setting: 'TOKEN' };
const KEY: CredentialHeader = { name: 'x-key', kind: 'key', scheme: 'K', setting: 'KEY' };
const ID: CredentialHeader = { name: 'x-id', kind: 'key', scheme: 'I', setting: 'ID', secret: false };
const BASIC: CredentialHeader = { name: 'Authorization', kind: 'basic', scheme: 'B', user: 'USER', password: 'PASSWORD' };
const TIME: CredentialHeader = { name: 'x-timestamp', kind: 'timestamp', scheme: 'Z', unit: 'seconds', unitSetting: 'UNIT' };
const SIGNATURE: CredentialHeader = {
  name: 'x-signature',
  kind: 'signature',
  scheme: 'S',
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  setting: 'SECRET',
  over: '{method}:{path}:{timestamp}:{bodySha256}',
};
const SETTINGS = { TOKEN, KEY: 'kéy-1', ID: 'id-1', USER: 'ada', PASSWORD: 'abcd 1234', SECRET };
const COUNT_SETTINGS = { COUNT_ACCESS_TOKEN: TOKEN, COUNT_CLIENT_ID: 'client', COUNT_CLIENT_SECRET: SECRET };

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const signed = (secret: string, { method = 'POST', path = '/customers', time = '1700000000', body = BODY } = {}): string =>
  createHmac('sha256', secret)
    .update(`${method}:${path}:${time}:${createHash('sha256').update(body).digest('hex')}`)
    .digest('hex');
const sent = (
  headers: CredentialHeader[],
  credential: Credential,
  settings: Record<string, string | undefined> = SETTINGS,
  occasion = OCCASION,
): Record<string, string> => Object.fromEntries(credentialHeaders([alternative('one', ...headers)], credential, settings, occasion));
const on = (header: CredentialHeader, use: string): Credential => ({ use, alternative: 0, header: header.name }) as Credential;

test('Count is signed as its documentation says', () => {
  const headers = credentialHeaders(loadContract('count').sheet.auth, { use: 'good' }, COUNT_SETTINGS, OCCASION);
  expect(headers).toEqual([
    ['Authorization', `Bearer ${TOKEN}`],
    ['x-client-id', 'client'],
    ['x-timestamp', '1700000000'],
    ['x-signature', '0ae08a9bef69da081348fc4d481702b547a9b66d0572b934e9d0f3323b8512cf'],
  ]);
});

test('the unit of the timestamp is a setting, and the signature follows it', () => {
  const headers = credentialHeaders(loadContract('count').sheet.auth, { use: 'good' }, { ...COUNT_SETTINGS, COUNT_TIMESTAMP_UNIT: 'milliseconds' }, OCCASION);
  expect(Object.fromEntries(headers)).toMatchObject({ 'x-timestamp': '1700000000000', 'x-signature': signed(SECRET, { time: '1700000000000' }) });
});

test('a signature covers the body of POST, PUT and PATCH, and the path without its query', () => {
  const signature = (method: string, path: string): string | undefined =>
    sent([TIME, SIGNATURE], { use: 'good' }, SETTINGS, { ...OCCASION, method, path })['x-signature'];
  const without = createHmac('sha256', SECRET).update('GET:/customers:1700000000:').digest('hex');
  expect(signature('GET', '/customers?page=2')).toBe(without);
  expect(signature('PUT', '/customers?page=2')).toBe(signed(SECRET, { method: 'PUT' }));
});

const OTHER_TOKEN = otherOfSameShape(TOKEN);

/** Each use, with everything that is sent: what is not named by the use stays as it is. */
const USES: readonly (readonly [use: string, headers: CredentialHeader[], on: CredentialHeader, sent: Record<string, string>])[] = [
  ['good', [BEARER, KEY], BEARER, { Authorization: `Bearer ${TOKEN}`, 'x-key': 'kéy-1' }],
  ['none', [BEARER, KEY], BEARER, {}],
  ['missing', [BEARER, KEY], KEY, { Authorization: `Bearer ${TOKEN}` }],
  ['empty', [BEARER, KEY], KEY, { Authorization: `Bearer ${TOKEN}`, 'x-key': '' }],
  ['alone', [BEARER, KEY, ID], KEY, { 'x-key': 'kéy-1' }],
  ['wrong', [BEARER, KEY], BEARER, { Authorization: `Bearer ${OTHER_TOKEN}`, 'x-key': 'kéy-1' }],
  ['wrong', [BEARER, KEY], KEY, { Authorization: `Bearer ${TOKEN}`, 'x-key': otherOfSameShape('kéy-1') }],
  ['wrong-scheme', [BEARER], BEARER, { Authorization: `Basic ${TOKEN}` }],
  ['wrong-scheme', [BASIC], BASIC, { Authorization: `Bearer ${base64('ada:abcd 1234')}` }],
  ['good', [BASIC], BASIC, { Authorization: `Basic ${base64('ada:abcd 1234')}` }],
  ['wrong-user', [BASIC], BASIC, { Authorization: `Basic ${base64(`${otherOfSameShape('ada')}:abcd 1234`)}` }],
  ['wrong-password', [BASIC], BASIC, { Authorization: `Basic ${base64('ada:abcd 1235')}` }],
  ['not-base64', [BASIC], BASIC, { Authorization: 'Basic ***not-base64***' }],
  ['signed-tampered', [TIME, SIGNATURE], SIGNATURE, { 'x-timestamp': '1700000000', 'x-signature': otherOfSameShape(signed(SECRET)) }],
  ['signed-other-secret', [TIME, SIGNATURE], SIGNATURE, { 'x-timestamp': '1700000000', 'x-signature': signed(otherOfSameShape(SECRET)) }],
  ['signed-other-body', [TIME, SIGNATURE], SIGNATURE, { 'x-timestamp': '1700000000', 'x-signature': signed(SECRET, { body: '{}' }) }],
  ['signed-other-method', [TIME, SIGNATURE], SIGNATURE, { 'x-timestamp': '1700000000', 'x-signature': signed(SECRET, { method: 'PUT' }) }],
  ['signed-other-path', [TIME, SIGNATURE], SIGNATURE, { 'x-timestamp': '1700000000', 'x-signature': signed(SECRET, { path: '/customers/other' }) }],
  [
    'timestamp-old',
    [TIME, SIGNATURE],
    TIME,
    { 'x-timestamp': String(1_700_000_000 - WEEK), 'x-signature': signed(SECRET, { time: String(1_700_000_000 - WEEK) }) },
  ],
  [
    'timestamp-ahead',
    [TIME, SIGNATURE],
    TIME,
    { 'x-timestamp': String(1_700_000_000 + WEEK), 'x-signature': signed(SECRET, { time: String(1_700_000_000 + WEEK) }) },
  ],
];

for (const [use, headers, header, expected] of USES)
  test(`${use} on ${header.name} (${header.kind}) changes that and nothing else`, () => {
    expect(sent(headers, use === 'good' || use === 'none' ? { use } : on(header, use))).toEqual(expected);
  });

test('headers of one alternative go together, alternatives stand side by side', () => {
  const auth = [alternative('keys', ID, KEY), alternative('token', BEARER)];
  expect(usableAlternatives(auth, { ID: 'a', KEY: 'b', TOKEN: 'c' })).toEqual([0, 1]);
  expect(usableAlternatives(auth, { ID: 'a', TOKEN: 'c' })).toEqual([1]);
  expect(usableAlternatives(auth, { ID: 'a', KEY: '' })).toEqual([]);
  expect(Object.fromEntries(credentialHeaders(auth, { use: 'good' }, { ID: 'a', TOKEN: 'c' }, OCCASION))).toEqual({ Authorization: 'Bearer c' });
  expect(credentialHeaders(auth, { use: 'good' }, { ID: 'a' }, OCCASION)).toEqual([]);
});

test('an alternative that no setting fills is never good, and can still be sent wrong', () => {
  const { sheet } = loadContract('voucherify');
  expect(sheet.auth.map((one) => settingsOf(one).fillable)).toEqual([true, false]);
  const [[, value] = []] = credentialHeaders(sheet.auth, { use: 'wrong', alternative: 1, header: 'Authorization' }, {}, OCCASION);
  expect(value).toMatch(/^Bearer \S{20,}$/);
});

test('secrets are the settings of keys, tokens, passwords and signing keys, not of what is public', () => {
  expect(secretSettings([alternative('all', ID, KEY, BEARER, TIME, SIGNATURE), alternative('basic', BASIC)])).toEqual(['KEY', 'TOKEN', 'SECRET', 'PASSWORD']);
});

const SHAPES = ['app_0123456789abcdef', 'sk_test_Az9', 'abcd 1234 EFGH', 'a', '9', 'ZZzz99', 'x-y.z', 'ffff0000FFFF', 'only_letters_', '', '----'];

for (const value of SHAPES)
  test(`another value of the shape of ${JSON.stringify(value)} keeps length, prefix and kinds of letters`, () => {
    const other = otherOfSameShape(value);
    const shape = (text: string): string => text.replaceAll(/[a-z]/g, 'a').replaceAll(/[A-Z]/g, 'A').replaceAll(/\d/g, '0');
    expect(shape(other)).toBe(shape(value));
    if (/[A-Za-z0-9]/.test(value)) expect(other).not.toBe(value);
    if (/^[0-9a-f]+$/.test(value)) expect(other).toMatch(/^[0-9a-f]+$/);
    const prefix = value.endsWith('_') ? '' : (/^(?:[A-Za-z]+_)+/.exec(value)?.[0] ?? '');
    expect(other.startsWith(prefix)).toBe(true);
  });
