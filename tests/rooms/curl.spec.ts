import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import { curlLine } from '#src/exchange/curl.ts';
import { prepare } from '#src/exchange/prepare.ts';
import type { Step } from '#src/model/case.ts';
import type { Exchange } from '#src/model/exchange.ts';

type Shown = Exchange['request'];
const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  TOKEN: 'a"b $HOME `x` \\ end',
  FLUENTCART_USERNAME: 'ada',
  FLUENTCART_APPLICATION_PASSWORD: 'p w'.repeat(40),
};

/** What curl would be given, told by a real shell in which `curl` prints its arguments; a body from a file is read. */
function given(request: Partial<Shown>): string[] {
  const line = curlLine({ method: 'POST', url: 'https://api.example.com/customers', headers: [], ...request });
  const script = `curl() { for one in "$@"; do case "$one" in @/*) base64 -w0 < "\${one#@}";; *) printf %s "$one";; esac; printf '\\0'; done; }; ${line}`;
  return execFileSync('bash', ['--norc', '-c', script], { env: ENVIRONMENT, encoding: 'utf8' }).split('\0').slice(0, -1);
}

const URL_GIVEN = 'https://api.example.com/customers';
const JSON_TYPE: [string, string] = ['content-type', 'application/json'];

const LINES: readonly (readonly [says: string, request: Partial<Shown>, given: string[]])[] = [
  ['a JSON body', { headers: [JSON_TYPE], body: '{"a":1}' }, ['-i', URL_GIVEN, '-H', 'content-type: application/json', '--data-binary', '{"a":1}']],
  [
    'quotes, dollars and newlines',
    { headers: [JSON_TYPE], body: `{"a":"it's $HOME \`x\` \\n\n\\"}` },
    ['-i', URL_GIVEN, '-H', 'content-type: application/json', '--data-binary', `{"a":"it's $HOME \`x\` \\n\n\\"}`],
  ],
  ['no body', {}, ['-i', '-X', 'POST', URL_GIVEN]],
  ['an empty body', { headers: [JSON_TYPE], body: '' }, ['-i', URL_GIVEN, '-H', 'content-type: application/json', '--data-binary', '']],
  [
    'another method',
    { method: 'PUT', headers: [JSON_TYPE], body: '1' },
    ['-i', '-X', 'PUT', URL_GIVEN, '-H', 'content-type: application/json', '--data-binary', '1'],
  ],
  ['an empty header', { headers: [['x-key', '']] }, ['-i', '-X', 'POST', URL_GIVEN, '-H', 'x-key;']],
  ['a secret, filled in by the shell', { headers: [['x-key', '${TOKEN}']] }, ['-i', '-X', 'POST', URL_GIVEN, '-H', `x-key: ${ENVIRONMENT.TOKEN}`]],
  ['bytes that are no text', { headers: [JSON_TYPE], bodyBase64: 'Iv8i' }, ['-i', URL_GIVEN, '-H', 'content-type: application/json', '--data-binary', 'Iv8i']],
  ['a quote in the address', { url: "https://api.example.com/o'neil" }, ['-i', '-X', 'POST', "https://api.example.com/o'neil"]],
  // Without this curl would call the body a form.
  ['a body without a media type', { body: '{}' }, ['-i', URL_GIVEN, '-H', 'content-type:', '--data-binary', '{}']],
];

for (const [says, request, expected] of LINES)
  test(`the curl line sends ${says}`, () => {
    expect(given(request)).toEqual(expected);
  });

test('the curl line sends basic credentials in one line, however long they are', () => {
  const step: Step = { name: 'create', role: 'create', method: 'POST', path: '/customers', credential: { use: 'good' }, expect: { intent: 'accept' } };
  const { sheet } = loadContract('fluentcart');
  const { wire, shown } = prepare(step, { baseUrl: 'https://api.example.com', sheet, settings: ENVIRONMENT, now: 0 });
  const [, value] = wire.headers.find(([name]) => name === 'Authorization') ?? [];
  expect(given(shown)).toContain(`Authorization: ${value}`);
});
