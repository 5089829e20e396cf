import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { folder } from '../command-line.ts';

/** A checkout of two small files and one package, with the loader of this one. */
function makeCheckout(): { root: string; write(file: string, text: string): void; load(at?: string, ...flags: string[]): string; kept: string } {
  const root = folder();
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const own = path.join(import.meta.dirname, '../..');
  cpSync(path.join(own, 'fixtures/load/typescript.js'), path.join(root, 'fixtures/load/typescript.js'));
  write('package.json', '{ "type": "module" }');
  write('node_modules/.package-lock.json', '{}');
  write('node_modules/words/package.json', '{ "name": "words", "main": "index.js" }');
  write('node_modules/words/index.js', "module.exports = { greeting: 'good day', path: require('node:path').sep };");
  symlinkSync(path.join(own, 'node_modules/esbuild'), path.join(root, 'node_modules/esbuild'));
  write('some/person.ts', "export const person: string = 'Ada';");
  write('some/later.ts', "export const later: string = 'see you';");
  write(
    'some/greet.ts',
    `import { greeting } from 'words';
import { person } from './person.ts';

export async function greet(): Promise<string> {
  const { later } = await import('./later.ts');
  return [greeting, person, later].join(', ');
}

export function fail(): never {
  throw new Error('it fails');
}
`,
  );
  const load = (at = root, ...flags: string[]): string =>
    execFileSync(
      process.execPath,
      [
        ...flags,
        '--input-type=module',
        '--eval',
        `import { loadTypeScript } from './fixtures/load/typescript.js';
         const { greet, fail } = await loadTypeScript('some/greet.ts');
         process.stdout.write(await greet());
         if (process.argv.includes('fail')) try { fail(); } catch (error) { process.stdout.write(error.stack); }`,
        ...(flags.length > 0 ? ['fail'] : []),
      ],
      { cwd: at, encoding: 'utf8', env: { PATH: process.env['PATH'], TMPDIR: folderIn(at) } },
    );
  return { root, write, load, kept: path.join(root, 'node_modules/.cache/contracts') };
}

function folderIn(root: string): string {
  mkdirSync(path.join(root, 'tmp'), { recursive: true });
  return path.join(root, 'tmp');
}

test('TypeScript is put into files of its own once, and loaded from there as long as nothing changes', () => {
  const { load, kept } = makeCheckout();
  expect(load()).toBe('good day, Ada, see you');
  const first = statSync(path.join(kept, 'some-greet.json')).mtimeMs;
  expect(load()).toBe('good day, Ada, see you');
  expect(statSync(path.join(kept, 'some-greet.json')).mtimeMs).toBe(first);
});

const CHANGES: { what: string; files: Record<string, string>; greets: string }[] = [
  { what: 'a source that is imported', files: { 'some/person.ts': "export const person: string = 'Grace';" }, greets: 'good day, Grace, see you' },
  { what: 'a source that is imported later', files: { 'some/later.ts': "export const later: string = 'bye';" }, greets: 'good day, Ada, bye' },
  {
    what: 'an installed package',
    files: { 'node_modules/words/index.js': "exports.greeting = 'hello';", 'node_modules/.package-lock.json': '{ "packages": {} }' },
    greets: 'hello, Ada, see you',
  },
];

for (const { what, files, greets } of CHANGES)
  test(`${what} that changed is loaded as it is now`, () => {
    const { load, write } = makeCheckout();
    load();
    for (const [file, text] of Object.entries(files)) write(file, text);
    expect(load()).toBe(greets);
  });

test('a checkout that was moved loads its own files', () => {
  const { root, load } = makeCheckout();
  load();
  const moved = path.join(folder(), 'moved');
  renameSync(root, moved);
  expect(load(moved)).toBe('good day, Ada, see you');
});

test('files that no record tells of any more are removed a day later', () => {
  const { load, write, kept } = makeCheckout();
  load();
  const [before = ''] = readdirSync(path.join(kept, 'some-greet')).filter((file) => file.startsWith('some-greet-'));
  write('some/person.ts', "export const person: string = 'Grace';");
  load();
  expect(readdirSync(path.join(kept, 'some-greet'))).toContain(before);
  const yesterday = Date.now() / 1000 - 2 * 86_400;
  utimesSync(path.join(kept, 'some-greet', before), yesterday, yesterday);
  write('some/person.ts', "export const person: string = 'Mary';");
  expect(load()).toBe('good day, Mary, see you');
  expect(readdirSync(path.join(kept, 'some-greet'))).not.toContain(before);
});

test('a stack trace tells of the source as it is', () => {
  const { root, load } = makeCheckout();
  expect(load(root, '--enable-source-maps')).toMatch(/it fails\n(.*\n)*? +at fail .*some\/greet\.ts:10:9/);
});

test('a checkout that cannot be written to is no hindrance, and nothing is left elsewhere', () => {
  const { load, root, kept } = makeCheckout();
  mkdirSync(path.dirname(kept), { recursive: true });
  writeFileSync(kept, 'a file is in the way');
  expect(load()).toBe('good day, Ada, see you');
  expect(readdirSync(path.join(root, 'tmp'))).toEqual([]);
  rmSync(kept);
  expect(load()).toBe('good day, Ada, see you');
  expect(JSON.parse(readFileSync(path.join(kept, 'some-greet.json'), 'utf8'))).toMatchObject({
    madeOf: expect.arrayContaining([['package.json', expect.any(String)]]),
  });
});
