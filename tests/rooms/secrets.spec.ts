import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { secretSettings } from '#src/exchange/credentials.ts';
import { contracts, type Ended, folder } from '../command-line.ts';
import { runHere } from '../in-process.ts';
import { specsWaivingAllBut } from '../waived-specs.ts';

/** A run against a provider that hands credentials back wherever it can; then every byte the run left is looked at. */

const TELLING = ['secret-in-error', 'secret-in-header', 'stack-trace', 'echo-truncated'];

const PROVIDERS = ['flowwise', 'count', 'fluentcart'];

interface Told extends Ended {
  settings: Record<string, string>;
  /** What was to be seen of any process when the first request came. */
  processes: string;
}

let run: Told;

test.describe.configure({ timeout: 180_000 });

// One run of all of them, by the first test of a worker.
test.beforeEach(async () => {
  run ??= await tellingRun();
});

async function tellingRun(): Promise<Told> {
  let seen = '';
  const look: StageChange = {
    applies: () => true,
    change: (stages) => ({
      route: (call) => {
        seen ||= processes();
        return stages.route(call);
      },
    }),
  };
  const mock = await startMock({ contracts: PROVIDERS.map(loadContract), faults: [...FAULTS.filter(({ id }) => TELLING.includes(id)), look] });
  const settings = Object.assign({}, ...PROVIDERS.map((provider) => ({ ...mock.settings(provider), [`${provider.toUpperCase()}_SANDBOX`]: 'confirmed' })));
  const { report } = await runHere({ ...settings, TARGET: 'sandbox', PROVIDERS: PROVIDERS.join() });
  const specs = specsWaivingAllBut(({ check }) => check === 'internals-leaked', report.findings);
  const reports = folder();
  const args = ['run', '--target', 'sandbox', '--provider', PROVIDERS.join(), '--record'];
  seen = '';
  const ended = await contracts(args, { ...settings, SPECS_DIR: specs, REPORTS_DIR: reports, KEEP: '0', LEDGER_DIR: path.join(reports, 'ledger') });
  await mock.close();
  return Object.assign(ended, { settings, processes: seen });
}

const secretsOf = (provider: string) => secretSettings(loadContract(provider).sheet.auth).flatMap((name) => formsOf(name, run.settings[name]));

for (const provider of PROVIDERS)
  test(`no secret of ${provider} is in any file or line of output of a run that finds them handed back`, () => {
    const secrets = secretsOf(provider);
    const left = [{ file: 'output', text: run.output + run.errors }, ...textsBelow(run.reports)];

    // The leak itself is told, by the name of the setting; without that the search would prove nothing.
    expect(run.code).toBe(1);
    expect(run.output).toContain('internals-leaked');
    expect(run.report.findings.filter((finding) => finding.provider === provider).map(({ check }) => check)).toContain('internals-leaked');
    expect(secrets.length).toBeGreaterThan(0);
    expect(left.map(({ file }) => path.basename(file))).toEqual(
      expect.arrayContaining([
        'findings.json',
        'index.html',
        'junit.xml',
        'index.html!report.json',
        `${provider}.jsonl`,
        expect.stringMatching(`^${provider}-[0-9a-f]{8}\\.jsonl$`),
      ]),
    );
    expect(
      left.flatMap(({ file, text }) => secrets.flatMap(({ name, form, value }) => (text.includes(value) ? [`${name} (${form}) in ${file}`] : []))),
    ).toEqual([]);
  });

test('no secret is in the arguments or the title of any process of a run', () => {
  expect(run.processes).toContain('fixtures/command/bin.js run --target sandbox');
  for (const { name, value } of PROVIDERS.flatMap(secretsOf)) expect(run.processes.includes(value), name).toBe(false);
});

/** The arguments of every process of this machine. */
function processes(): string {
  if (!existsSync('/proc/self/cmdline')) return execFileSync('ps', ['-axo', 'args'], { encoding: 'utf8' });
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .join('\n');
}

/** A secret as it stands, in base64, and as a part of a URL. */
function formsOf(name: string, value = ''): { name: string; form: string; value: string }[] {
  return [
    { name, form: 'raw', value },
    { name, form: 'base64', value: Buffer.from(value).toString('base64').replace(/=+$/, '') },
    { name, form: 'in a URL', value: encodeURIComponent(value) },
  ];
}

/** Every file below a folder as text; what Playwright's HTML report has packed into itself is unpacked. */
function textsBelow(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((file) => statSync(file).isFile())
    .flatMap((file) => {
      const text = readFileSync(file, 'latin1');
      const packed = /data:application\/zip;base64,([A-Za-z0-9+/=]+)/.exec(text)?.[1];
      return [
        { file, text },
        ...(packed === undefined ? [] : unpacked(Buffer.from(packed, 'base64')).map((inner) => ({ file: `${file}!${inner.file}`, text: inner.text }))),
      ];
    });
}

/** The entries of a ZIP archive, by its central directory (APPNOTE 4.3.12). */
function unpacked(zip: Buffer): { file: string; text: string }[] {
  const entries: { file: string; text: string }[] = [];
  for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at !== -1; at = zip.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    const [method, size, nameLength, start] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const body = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const bytes = zip.subarray(body, body + size);
    entries.push({ file: zip.toString('utf8', at + 46, at + 46 + nameLength), text: (method === 8 ? inflateRawSync(bytes) : bytes).toString('latin1') });
  }
  return entries;
}
