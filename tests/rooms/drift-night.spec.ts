import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { specsDir } from '#fixtures/disk/providers.ts';
import type { Ledger } from '#src/model/night.ts';
import schema from '#src/report/drift.schema.json' with { type: 'json' };
import { contracts, type Ended, folder } from '../command-line.ts';
import { contractsHere } from '../in-process.ts';
import { GLUED } from '../page-layouts.ts';

test.describe.configure({ timeout: 180_000 });

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
addFormats.default(ajv);
const fits = ajv.compile(schema);

const read = ({ reports }: Ended, file: string): string => readFileSync(path.join(reports, file), 'utf8');
const ledger = (ended: Ended): Ledger => JSON.parse(read(ended, 'drift.json')) as Ledger;
const told = (ended: Ended): string[] =>
  ledger(ended).providers.flatMap(({ drifts }) => drifts.map(({ standing, severity, rule, at }) => `${standing} ${severity} ${rule}: ${at}`));

/** A copy of `specs/`, and nights that write into it. */
function home(): { specs: string; night(...args: string[]): Promise<Ended> } {
  const specs = folder();
  cpSync(specsDir(), specs, { recursive: true });
  return { specs, night: (...args) => contractsHere(['drift', ...args], { SPECS_DIR: specs }) };
}

/** A newer document of a provider: its contract with one text in the place of another. */
function newer(provider: string, from: string, to: string): string {
  const text = readFileSync(path.join(specsDir(), provider, 'contract.yaml'), 'utf8');
  if (!text.includes(from)) throw new Error(`${provider} has no ${from}`);
  const file = path.join(folder(), 'newer.yaml');
  writeFileSync(file, text.replace(from, to));
  return file;
}

const DOCUMENT = ['--provider', 'salesive', '--only', 'document'];
const PHONE_REQUIRED = (): string => newer('salesive', '        - email\n', '        - email\n        - phone\n');

test('on the mock both looks are taken, nothing changed since it was accepted, and the reports are there', async () => {
  const { specs } = home();
  const ended = await contracts(['drift', '--provider', 'flowwise'], { SPECS_DIR: specs });
  const { providers, run, exit } = ledger(ended);

  expect([ended.code, exit, run.target]).toEqual([0, 0, 'mock']);
  expect(providers[0]).toMatchObject({ state: 'looked', document: { state: 'looked' }, behaviour: { state: 'looked' }, drifts: [] });
  expect(providers[0]?.behaviour.compared).toBe(providers[0]?.behaviour.cases);
  expect(read(ended, 'drift.md')).toContain('Nothing changed.');
  expect(existsSync(path.join(specs, 'flowwise/history.mock.jsonl'))).toBe(false);
});

test('a newer document that breaks ends with 1, with a note, a patch that applies, and a history', async () => {
  const { night } = home();
  const document = PHONE_REQUIRED();
  const first = await night(...DOCUMENT, '--document', document, '--today', '2026-03-01');
  const second = await night(...DOCUMENT, '--document', document, '--today', '2026-03-02');
  const fixed = await night(...DOCUMENT, '--today', '2026-03-03');

  expect([first.code, told(first)]).toEqual([1, ['new breaking request-member-required: request /phone']]);
  expect(read(first, 'drift.md')).toMatch(
    /\*\*request \/phone\*\*: a member became required\..*\n {2}- where: .*contract\.yaml:\d+\n {2}- since: 2026-03-01 \(new\)\n {2}- shown by: /,
  );
  expect(read(first, 'patches/salesive.patch')).toContain('+        - phone');
  expect([second.code, told(second)]).toEqual([1, ['lasting breaking request-member-required: request /phone']]);
  expect(read(second, 'drift.md')).toContain('since: 2026-03-01 (2 nights)');
  expect([fixed.code, told(fixed)]).toEqual([0, ['gone breaking request-member-required: request /phone']]);
  expect(existsSync(path.join(fixed.reports, 'patches'))).toBe(false);
});

test('the patch of a contract elsewhere applies in the folder that holds it', async () => {
  const { specs, night } = home();
  const ended = await night(...DOCUMENT, '--document', PHONE_REQUIRED());
  execFileSync('git', ['apply', path.join(ended.reports, 'patches/salesive.patch')], { cwd: path.dirname(specs) });

  expect(readFileSync(path.join(specs, 'salesive/contract.yaml'), 'utf8')).toContain('        - email\n        - phone\n');
});

test('--fail-on says from which severity on it ends with 1', async () => {
  const { night } = home();
  const document = newer('salesive', "        '403':\n", "        '429':\n          description: Too many.\n        '403':\n");

  expect((await night(...DOCUMENT, '--document', document)).code).toBe(0);
  expect((await night(...DOCUMENT, '--document', document, '--fail-on', 'warn')).code).toBe(1);
});

test('what the consumer of the sheet does not send or read cannot break it', async () => {
  const { specs, night } = home();
  const sheet = path.join(specs, 'salesive/provider.yaml');
  writeFileSync(sheet, `${readFileSync(sheet, 'utf8')}\nconsumer:\n  reads: [/data/_id]\n  stated: assumed\n`);
  const document = newer('salesive', '        online:\n          type: boolean\n', '');
  const ended = await night(...DOCUMENT, '--document', document);

  expect([ended.code, told(ended)]).toEqual([0, ['new info answer-member-removed: answer 201 /data/online']]);
});

test.describe('could not look is never without drift:', () => {
  const PAGES: readonly (readonly [says: string, answer: { status: number; type: string; body: string } | undefined, reason: string])[] = [
    ['nobody answers', undefined, 'the connection was refused'],
    ['an error', { status: 503, type: 'text/html', body: '<html><body>down</body></html>' }, '503'],
    [
      'a page that asks for a password',
      { status: 200, type: 'text/html', body: '<html><title>Log in</title><body><h1>Log in</h1><input type="password"></body></html>' },
      'log',
    ],
    ['an empty answer', { status: 200, type: 'text/markdown', body: '' }, 'empty'],
    ['JSON that says no', { status: 200, type: 'application/json', body: '{"error":"gone"}' }, 'no OpenAPI'],
  ];
  for (const [says, answer, reason] of PAGES)
    test(says, async () => {
      const server = createServer((_, response) => response.writeHead(answer?.status ?? 200, { 'content-type': answer?.type ?? '' }).end(answer?.body));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      if (!answer) server.close();
      const ended = await home().night(...DOCUMENT, '--document', `http://127.0.0.1:${port}/create`);
      server.close();

      expect([ended.code, ledger(ended).providers[0]?.state]).toEqual([2, 'could not look']);
      expect(ledger(ended).providers[0]?.reason?.toLowerCase()).toContain(reason.toLowerCase());
      expect(ended.output).toContain('not the same as no drift');
    });
});

test.describe('what no night can use is refused before it looks, and nothing is written:', () => {
  const FLAGS: readonly (readonly [flags: string[], says: string])[] = [
    [['--today', '2026-02-30'], '--today is "2026-02-30"'],
    [['--max-requests', 'abc'], 'MAX_REQUESTS is "abc"'],
    [['--only', 'behaviour', '--document', 'newer.yaml'], '--document is not looked at with --only behaviour'],
    [['--only', 'behaviour', '--accept-page'], '--accept-page takes a page'],
    [['--only', 'document', '--accept'], '--accept takes what was seen of the behaviour'],
  ];
  for (const [flags, says] of FLAGS)
    test(flags.join(' '), async () => {
      const ended = await home().night('--provider', 'salesive', ...flags);

      expect([ended.code, ended.errors]).toEqual([2, expect.stringContaining(says)]);
      expect(existsSync(path.join(ended.reports, 'drift.json'))).toBe(false);
    });
});

test('a night that could not look says which document it was, and leaves no ledger of an earlier one', async () => {
  const { specs, night } = home();
  const ended = await night(...DOCUMENT, '--document', 'no-such.yaml');
  const settings = { SPECS_DIR: specs, REPORTS_DIR: ended.reports };
  writeFileSync(path.join(specs, 'salesive/contract.yaml'), 'openapi: 3.1.0\n');
  const broken = await contracts(['drift', ...DOCUMENT], settings);

  expect([ended.code, ended.output]).toEqual([2, expect.stringContaining('could not look: no-such.yaml: there is no such file')]);
  expect([broken.code, existsSync(path.join(broken.reports, 'drift.json'))]).toEqual([2, false]);
});

test('a document without any operation is no document', async () => {
  const document = path.join(folder(), 'newer.yaml');
  writeFileSync(document, 'openapi: 3.1.0\ninfo: {title: Salesive, version: "1"}\npaths: {}\n');
  const ended = await home().night(...DOCUMENT, '--document', document);

  expect([ended.code, ended.output]).toEqual([2, expect.stringContaining('no operation at all')]);
});

test('--accept-page says where there is no page to take', async () => {
  const ended = await home().night(...DOCUMENT, '--accept-page');

  expect([ended.code, ended.output]).toEqual([0, expect.stringContaining('nothing for `--accept-page` to take')]);
});

test('a document in which the operation is gone is drift, not a failed look', async () => {
  const document = newer('salesive', '    post:\n', '    put:\n');
  const ended = await home().night(...DOCUMENT, '--document', document);

  expect([ended.code, told(ended)]).toEqual([1, ['new breaking operation-removed: operation']]);
});

test('a page without OpenAPI is compared by its facts, which --accept-page renews', async () => {
  const { specs, night } = home();
  const facts = path.join(specs, 'count/page.facts.json');
  const known = readFileSync(facts, 'utf8');
  const page = path.join(folder(), 'page.md');
  const look = (text: string, ...more: string[]): Promise<Ended> => {
    writeFileSync(page, text);
    return night('--provider', 'count', '--only', 'document', '--document', page, ...more);
  };
  const another = await look(GLUED);
  const untouched = readFileSync(facts, 'utf8');
  const accepted = await look(GLUED, '--accept-page');
  const same = await look(GLUED);
  const shorter = await look(GLUED.replace('1-80', '1-60').replace('Max length\n80', 'Max length\n60'));

  expect([another.code, ledger(another).providers[0]?.state, untouched]).toEqual([2, 'could not look', known]);
  expect([accepted.code, accepted.output]).toEqual([0, expect.stringContaining('count/page.facts.json')]);
  expect([same.code, told(same)]).toEqual([0, []]);
  expect([shorter.code, told(shorter)]).toEqual([1, [expect.stringContaining('request /name')]]);
});

test.describe('what cannot be done ends with 2 and says what can:', () => {
  const ROWS: readonly (readonly [says: string, args: string[], message: string])[] = [
    ['an unknown provider', ['--provider', 'nobody'], 'there is no provider nobody; there are: count'],
    ['one document for several providers', ['--document', 'x.yaml'], 'name it with --provider'],
    ['a day that is none', ['--today', 'tomorrow'], 'YYYY-MM-DD'],
    ['an unknown severity', ['--fail-on', 'all'], 'Allowed choices are breaking, warn, info'],
    ['a drift nobody has', [...DOCUMENT, '--accept', 'ffffffffffff'], 'ffffffffffff'],
  ];
  for (const [says, args, message] of ROWS)
    test(says, async () => {
      const ended = await home().night(...args);

      expect([ended.code, ended.errors]).toEqual([2, expect.stringContaining(message)]);
    });

  test('a drift of the document cannot be accepted, but edited', async () => {
    const { night } = home();
    const document = PHONE_REQUIRED();
    const [print = ''] = ledger(await night(...DOCUMENT, '--document', document)).providers.flatMap(({ drifts }) =>
      drifts.map(({ fingerprint }) => fingerprint),
    );
    const ended = await night(...DOCUMENT, '--document', document, '--accept', print);

    expect([ended.code, ended.errors]).toEqual([2, expect.stringContaining('accepted by editing the contract')]);
  });
});

test('drift.json keeps to its schema', async () => {
  const looked = ledger(await home().night('--provider', 'fluentcart'));
  const drifted = ledger(await home().night(...DOCUMENT, '--document', PHONE_REQUIRED()));
  const blind = ledger(await home().night(...DOCUMENT, '--document', 'nowhere.yaml'));

  for (const report of [looked, drifted, blind]) {
    fits(report);
    expect(fits.errors ?? []).toEqual([]);
  }
});
