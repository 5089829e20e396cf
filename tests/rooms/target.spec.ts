import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import { hazardsAllowed, sandboxTarget } from '#fixtures/run/target.ts';

/** Where a provider may be tested: what the base URL and the settings allow, before anything is sent. */

const SETTINGS: Readonly<Record<string, Record<string, string>>> = {
  flowwise: { FLOWWISE_CLIENT_ID: 'id', FLOWWISE_CLIENT_SECRET: 'hidden-secret' },
  count: { COUNT_CLIENT_ID: 'id', COUNT_CLIENT_SECRET: 'hidden-secret', COUNT_ACCESS_TOKEN: 'hidden-token' },
  fluentcart: { FLUENTCART_USERNAME: 'user', FLUENTCART_APPLICATION_PASSWORD: 'hidden-password' },
};

const target = (provider: string, baseUrl: string, more: Record<string, string> = {}): string => {
  const found = sandboxTarget(loadContract(provider), { ...SETTINGS[provider], [`${provider.toUpperCase()}_BASE_URL`]: baseUrl, ...more });
  return 'reason' in found ? found.reason : found.state;
};

const PRODUCTION = 'app.flowwise.com is a production host; put it in ALLOW_PRODUCTION to test it all the same';
const MORE = 'FLOWWISE_BASE_URL holds more than an address: leave out the user, the query and the fragment';
const UNCONFIRMED = /^a sandbox of \w+ cannot be told from production by its host; set \w+_SANDBOX=confirmed if \S+ may be tested$/;

for (const [says, provider, baseUrl, more, expected] of [
  ['the sandbox', 'flowwise', 'https://sandbox.flowwise.com/router', {}, 'ready'],
  ['production', 'flowwise', 'https://app.flowwise.com/router', {}, PRODUCTION],
  ['production in capitals', 'flowwise', 'https://APP.FlowWise.com/router', {}, PRODUCTION],
  ['production with a dot at its end', 'flowwise', 'https://app.flowwise.com./router', {}, PRODUCTION],
  ['production at another port', 'flowwise', 'https://app.flowwise.com:8443/router', {}, PRODUCTION],
  ['production that was named', 'flowwise', 'https://app.flowwise.com./router', { ALLOW_PRODUCTION: 'x.example, app.flowwise.com' }, 'ready'],
  ['clear text', 'flowwise', 'http://sandbox.flowwise.com/router', {}, 'FLOWWISE_BASE_URL would send credentials in clear text; use https'],
  ['clear text to a host that begins like loopback', 'flowwise', 'http://127.0.0.1.example/x', {}, /clear text/],
  ['clear text on loopback', 'flowwise', 'http://[::1]:4010/x', {}, 'ready'],
  ['no address', 'flowwise', 'sandbox', {}, 'FLOWWISE_BASE_URL is no http or https address'],
  ['an address of another kind', 'flowwise', 'file:///etc/passwd', {}, 'FLOWWISE_BASE_URL is no http or https address'],
  ['an address with a password', 'flowwise', 'https://me:hidden-secret@sandbox.flowwise.com', {}, MORE],
  ['an address with a blank behind it', 'flowwise', 'https://sandbox.flowwise.com/router ', {}, 'FLOWWISE_BASE_URL has blanks at an end'],
  ['an address with a query', 'flowwise', 'http://127.0.0.1:4010/x?key=hidden-secret', {}, MORE],
  ['an address with a fragment', 'flowwise', 'http://127.0.0.1:4010/x#hidden-secret', {}, MORE],
  ['a host that needs a confirmation', 'fluentcart', 'https://shop.example/wp-json/fluent-cart/v2', {}, UNCONFIRMED],
  ['a confirmation in other words', 'fluentcart', 'https://shop.example/wp-json', { FLUENTCART_SANDBOX: 'yes' }, UNCONFIRMED],
  ['a confirmation', 'fluentcart', 'https://shop.example/wp-json', { FLUENTCART_SANDBOX: 'confirmed' }, 'ready'],
  ['a sandbox that needs none', 'count', 'https://dev-api.getcount.com/partners', {}, 'ready'],
  ['a unit nobody knows', 'count', 'http://127.0.0.1/x', { COUNT_TIMESTAMP_UNIT: 'ms' }, 'COUNT_TIMESTAMP_UNIT is one of seconds, milliseconds'],
  [
    'a switch that is neither on nor off',
    'fluentcart',
    'http://127.0.0.1/x',
    { FLUENTCART_CREATE_WP_USERS: '1' },
    'FLUENTCART_CREATE_WP_USERS is one of on, off',
  ],
  [
    'two things at once',
    'count',
    'nonsense',
    { COUNT_TIMESTAMP_UNIT: 'ms' },
    'COUNT_BASE_URL is no http or https address; COUNT_TIMESTAMP_UNIT is one of seconds, milliseconds',
  ],
  ['what is missing, all of it', 'flowwise', '', { FLOWWISE_CLIENT_SECRET: '' }, 'not set: FLOWWISE_BASE_URL, FLOWWISE_CLIENT_SECRET'],
] as const)
  test(`${says}: ${String(expected)}`, () => {
    const told = target(provider, baseUrl, more);
    expect(told).toMatch(typeof expected === 'string' ? new RegExp(`^${expected.replaceAll(/[.*+?()[\]]/g, '\\$&')}$`) : expected);
    expect(told).not.toContain('hidden');
  });

test('members with side effects need their switch to be on, and nothing else will do', () => {
  const contract = loadContract('fluentcart');
  expect(['on', 'off', 'ON', 'true', '1', ''].map((value) => hazardsAllowed(contract, { FLUENTCART_CREATE_WP_USERS: value }))).toEqual([
    true,
    ...Array(5).fill(false),
  ]);
});
