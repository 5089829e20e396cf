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
import { contracts, folder } from '../command-line.ts';

/** A run against a provider that hands credentials back wherever it can; then every byte the run left is looked at. */

const TELLING = ['secret-in-error', 'secret-in-header', 'stack-trace', 'echo-truncated'];

test.describe.configure({ mode: 'parallel', timeout: 60_000 });

for (const provider of ['flowwise', 'count', 'fluentcart'])
  test(`no secret of ${provider} is in any file or line of output of a run that finds them handed back`, async () => {
    const contract = loadContract(provider);
    const mock = await startMock({ contracts: [contract], faults: FAULTS.filter(({ id }) => TELLING.includes(id)) });
    const settings = mock.settings(provider);
    const reports = folder();
    const { code, output, errors } = await contracts(['run', '--target', 'sandbox', '--provider', provider, '--record'], {
      ...settings,
      REPORTS_DIR: reports,
      KEEP: '0',
      LEDGER_DIR: path.join(reports, 'ledger'),
      [`${provider.toUpperCase()}_SANDBOX`]: 'confirmed',
    });
    await mock.close();

    const secrets = secretSettings(contract.sheet.auth).flatMap((name) => formsOf(name, settings[name]));
    const left = [{ file: 'output', text: output + errors }, ...textsBelow(reports)];

    // The leak itself is told, by the name of the setting; without that the search would prove nothing.
    expect(code).toBe(1);
    expect(output).toContain('internals-leaked');
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

test('no secret is in the arguments or the title of any process of a run', async () => {
  const contract = loadContract('flowwise');
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
  const mock = await startMock({ contracts: [contract], faults: [look] });
  const settings = mock.settings('flowwise');
  await contracts(['run', '--target', 'sandbox', '--provider', 'flowwise', '--profile', 'smoke'], settings);
  await mock.close();

  expect(seen).toContain('fixtures/command/bin.js run --target sandbox');
  for (const name of secretSettings(contract.sheet.auth)) for (const { value } of formsOf(name, settings[name])) expect(seen.includes(value), name).toBe(false);
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
