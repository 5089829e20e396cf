import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { type Mock, startMock } from '#fixtures/mock/mock.ts';
import type { Explained } from '#src/report/explain.ts';
import type { Sent } from '#src/report/sent.ts';
import { contracts, type Ended, folder } from '../command-line.ts';
import { contractsHere, runHere } from '../in-process.ts';

const CASE = 'everything/answer/200#status';

/** `contracts send flowwise … --json`, and what it says. */
async function sent(args: readonly string[], settings: Record<string, string> = {}, call = contractsHere): Promise<Ended & { said: Sent }> {
  const ended = await call(['send', 'flowwise', ...args, '--json'], settings);
  return Object.assign(ended, { said: JSON.parse(ended.output || '{}') as Sent });
}

/** Flowwise with some faults, taken for a sandbox. */
async function withFaults(ids: readonly string[], use: (settings: Record<string, string>, mock: Mock) => Promise<void>): Promise<void> {
  const mock = await startMock({ contracts: [loadContract('flowwise')], faults: FAULTS.filter(({ id }) => ids.includes(id)) });
  await use({ ...mock.settings('flowwise'), TARGET: 'sandbox' }, mock);
  await mock.close();
}

const bodyOf = ({ exchanges }: Sent): unknown => JSON.parse(exchanges[0]?.request.body ?? 'null');

test.describe.configure({ timeout: 60_000 });

test('a case is sent to the mock, and request, answer, clauses and curl line are printed', async () => {
  const { code, output } = await contracts(['send', 'flowwise', CASE]);

  expect(code).toBe(0);
  expect(output).toContain('every member (everything/answer/200#status)');
  expect(output).toContain('answered 200');
  expect(output).toMatch(/^curl -i 'http:\/\/127\.0\.0\.1:\d+\/flowwise\/customer'/m);
  expect(output).toMatch(/clauses upheld: .*echo\/name/);
  expect(output).not.toContain('\u001B');
});

test('a breach ends with 1 and shows the clause with its line; no secret is shown', async () => {
  await withFaults(['duplicate-accepted'], async (settings) => {
    const { code, output } = await contractsHere(['send', 'flowwise', 'duplicate-identical/key/customer_id#identical'], settings);

    expect(code).toBe(1);
    expect(output).toContain('breach invalid-accepted at status');
    expect(output).toMatch(/\(prose, specs\/flowwise\/provider\.yaml:\d+\)/);
    expect(output).not.toContain(settings['FLOWWISE_CLIENT_SECRET']);
  });
});

test('--set takes JSON or a text, --without leaves a member out, and the contract says what it refuses of the body', async () => {
  const { code, said } = await sent([CASE, '--set', '/scope=42', '--set', '/name=x=y', '--without', '/phone']);

  expect(bodyOf(said)).toMatchObject({ scope: 42, name: 'x=y' });
  expect(bodyOf(said)).not.toHaveProperty('phone');
  expect(said.refused).toContain('/scope one of ["PROJECT","GLOBAL"]');
  expect(said.exchanges[0]?.answer?.status).toBe(400);
  expect(code).toBe(0);
});

test('an edited body breaks no promise by being refused or accepted, unless --expect says what should become of it', async () => {
  const open = await sent([CASE, '--set', '/scope=NOPE']);
  const accepted = await sent([CASE, '--set', '/scope=NOPE', '--expect', 'accept']);
  const refused = await sent([CASE, '--set', '/name=Another', '--expect', 'reject']);

  expect([open.code, accepted.code, refused.code]).toEqual([0, 1, 1]);
  expect(accepted.said.verdicts.filter(({ severity }) => severity === 'breach')).toMatchObject([{ clause: { id: 'answer/200#status' } }]);
});

test('--body reads a file or the standard input, also where that is no JSON', async () => {
  const file = path.join(folder(), 'body.json');
  writeFileSync(file, '{"customer_id":"by-hand-1","scope":"PROJECT"}');
  const fromFile = await sent([CASE, '--body', file, '--set', '/name=Ada']);
  const fromInput = await sent([CASE, '--body', '-'], {}, (args, settings) => contracts(args, settings, '{"customer_id":'));

  expect(bodyOf(fromFile.said)).toEqual({ customer_id: 'by-hand-1', scope: 'PROJECT', name: 'Ada' });
  expect(fromInput.said.exchanges[0]).toMatchObject({ request: { body: '{"customer_id":' }, answer: { status: 400 } });
});

test('what cannot be sent ends with 2 and says what can', async () => {
  const misspelt = await contractsHere(['send', 'flowwise', 'everythin/answer/200#status']);
  const pointer = await contractsHere(['send', 'flowwise', CASE, '--without', '/nothing']);
  const noValue = await contractsHere(['send', 'flowwise', CASE, '--set', 'name']);
  const noFile = await contractsHere(['send', 'flowwise', CASE, '--body', '/nowhere.json']);
  const noPointer = await contractsHere(['send', 'flowwise', CASE, '--without', 'phone']);
  const aFolder = await contractsHere(['send', 'flowwise', CASE, '--body', 'specs']);
  const keep = await contractsHere(['send', 'flowwise', CASE], { KEEP: 'yes' });
  const silent = await sent([CASE, '--target', 'sandbox'], {
    FLOWWISE_BASE_URL: 'http://127.0.0.1:9',
    FLOWWISE_CLIENT_ID: 'id-1234',
    FLOWWISE_CLIENT_SECRET: 'secret-1234',
  });

  expect([misspelt, pointer, noValue, noFile, noPointer, aFolder, keep, silent].map(({ code }) => code)).toEqual(Array(8).fill(2));
  expect(misspelt.errors).toContain(`The nearest are:\n  ${CASE}`);
  expect(pointer.errors).toContain('--without /nothing: the body has nothing there');
  expect(noValue.errors).toContain('write it as /pointer=value');
  expect(noFile.errors).toContain('there is no such file');
  expect(noPointer.errors).toContain('write it as /pointer, such as --without /email');
  expect(aFolder.errors).toContain('--body specs: there is no such file');
  expect(keep.errors).toContain('KEEP is "yes"; it is one of 0, 1');
  expect(silent.said.undecided).toContain('refused');
});

test('a sandbox is guarded as in a run: production, missing settings and members with side effects are refused', async () => {
  const credentials = { FLOWWISE_CLIENT_ID: 'id-1234', FLOWWISE_CLIENT_SECRET: 'secret-1234' };
  const production = await contractsHere(['send', 'flowwise', CASE, '--target', 'sandbox'], {
    ...credentials,
    FLOWWISE_BASE_URL: 'https://app.flowwise.com/router',
  });
  const missing = await contractsHere(['send', 'flowwise', CASE, '--target', 'sandbox'], credentials);
  const mock = await startMock({ contracts: [loadContract('fluentcart')] });
  const hazard = await contractsHere(['send', 'fluentcart', CASE, '--target', 'sandbox', '--set', '/wp_user=yes'], mock.settings('fluentcart'));

  expect([production.code, missing.code, hazard.code]).toEqual([2, 2, 2]);
  expect(production.errors).toContain('app.flowwise.com is a production host');
  expect(missing.errors).toContain('not set: FLOWWISE_BASE_URL');
  expect(hazard.errors).toContain('FLUENTCART_CREATE_WP_USERS=on');
  expect(mock.requests()).toBe(0);
  await mock.close();
});

test('what was made on a sandbox is removed as a run removes it', async () => {
  await withFaults([], async (settings, mock) => {
    const { said } = await sent([CASE], { ...settings, KEEP: '0' });

    expect(said.removed).toBe(1);
    expect(mock.requests()).toBe(2);
  });
});

test('explain prints a finding whole, with the words of the catalogue and lines to paste', async () => {
  await withFaults(['duplicate-accepted'], async (settings) => {
    const reports = folder();
    const { findings } = (await runHere({ ...settings, PROVIDERS: 'flowwise', PROFILE: 'smoke', REPORTS_DIR: reports })).report;
    const [finding] = findings.filter(({ severity }) => severity === 'breach');
    const print = finding?.fingerprint ?? '';
    const text = await contracts(['explain', print, '--reports', reports]);
    const json = await contractsHere(['explain', print, '--reports', reports, '--json']);
    const unknown = await contractsHere(['explain', '000000000000', '--reports', reports]);
    const nothing = await contractsHere(['explain', print, '--reports', folder()]);

    expect(text.code).toBe(0);
    for (const part of [
      finding?.clause.says,
      finding?.clause.quote,
      `${finding?.clause.file}:${finding?.clause.line}`,
      finding?.reproduce,
      `- fingerprint: ${print}`,
    ])
      expect(text.output).toContain(part);
    expect(text.output).toContain(`npm run contracts -- accept ${print}`);
    expect(text.output).toContain(`npm run contracts -- send flowwise '${finding?.case?.id}' --target sandbox`);
    expect(JSON.parse(json.output) as Explained).toMatchObject({ finding, check: { id: finding?.check }, rule: { id: finding?.case?.rule } });
    expect([unknown.code, nothing.code]).toEqual([2, 2]);
    expect(unknown.errors).toContain(print);
    expect(nothing.errors).toContain('run `npm run contract` first');
  });
});
