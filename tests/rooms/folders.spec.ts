import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { unwritable } from '#fixtures/disk/folder.js';
import { loadContract } from '#fixtures/disk/specs.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { contracts, folder } from '../command-line.ts';
import { contractsHere } from '../in-process.ts';

/** Folders a run is to write into: what cannot be written is told before anything is sent. */

function file(): string {
  const name = path.join(folder(), 'in-the-way');
  writeFileSync(name, '');
  return name;
}

const FOLDERS: readonly { says: string; given: string; told: RegExp | undefined }[] = [
  { says: 'a folder that is there', given: folder(), told: undefined },
  { says: 'folders that are still to be made', given: path.join(folder(), 'a/b'), told: undefined },
  { says: 'a place below /proc', given: '/proc/x/y', told: /'\/proc\/x'/ },
  { says: 'a place below a device', given: '/dev/null/x', told: /'\/dev\/null\/x/ },
  { says: 'a file in the way', given: file(), told: /ENOTDIR.*in-the-way/ },
  { says: 'a file above it', given: path.join(file(), 'x'), told: /ENOTDIR.*in-the-way/ },
];

for (const { says, given, told } of FOLDERS)
  test(`${says} ${told ? 'cannot be written, and what is in the way is named' : 'can be written'}`, () => {
    expect(unwritable(given) ?? '').toMatch(told ?? /^$/);
  });

const ELSEWHERE = path.join(file(), 'x');

for (const args of [['run'], ['replay', 'tests'], ['drift', '--provider', 'flowwise', '--profile', 'smoke']])
  test(`\`contracts ${args[0]}\` ends with 2 where its reports cannot be written, and names the setting`, async () => {
    const call = args[0] === 'run' ? contracts : contractsHere;
    const { code, errors } = await call(args, { REPORTS_DIR: ELSEWHERE });

    expect([code, errors]).toEqual([2, expect.stringContaining(`REPORTS_DIR is ${ELSEWHERE}, where nothing can be written: `)]);
  });

test('nothing is sent where the ledger cannot be written', async () => {
  const mock = await startMock({ contracts: [loadContract('flowwise')] });
  const settings = { TARGET: 'sandbox', PROVIDERS: 'flowwise', KEEP: '0', LEDGER_DIR: ELSEWHERE, ...mock.settings('flowwise') };
  const run = await contracts(['run'], settings);
  const sent = await contractsHere(['send', 'flowwise', 'everything/answer/200#status'], settings);
  await mock.close();

  expect([run.code, sent.code, mock.requests()]).toEqual([2, 2, 0]);
  expect(run.output).toContain(`LEDGER_DIR is ${ELSEWHERE}, where nothing can be written: `);
  expect(sent.errors).toContain(`LEDGER_DIR is ${ELSEWHERE}, where nothing can be written: `);
});
