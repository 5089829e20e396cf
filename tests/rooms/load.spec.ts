import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
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

test('a file that was replaced is there for another day, for runs that are under way, however old it is', () => {
  const { load, write, kept } = makeCheckout();
  const long = Date.now() / 1000 - 2 * 86_400;
  const madeFirst = (): string[] => readdirSync(path.join(kept, 'some-greet')).filter((file) => file.startsWith('some-greet-'));
  load();
  const [before = ''] = madeFirst();
  utimesSync(path.join(kept, 'some-greet', before), long, long);
  write('some/person.ts', "export const person: string = 'Grace';");
  load();
  expect(madeFirst()).toContain(before);

  utimesSync(path.join(kept, 'some-greet', before), long, long);
  write('some/person.ts', "export const person: string = 'Mary';");
  expect(load()).toBe('good day, Mary, see you');
  expect(madeFirst()).not.toContain(before);
});

const DAMAGES: { what: string; damage(kept: string): void }[] = [
  { what: 'a record that was not written whole', damage: (kept) => writeFileSync(path.join(kept, 'some-greet.json'), '{"root":') },
  { what: 'a file that is gone', damage: (kept) => rmSync(path.join(kept, 'some-greet'), { recursive: true }) },
];

for (const { what, damage } of DAMAGES)
  test(`${what} is made anew`, () => {
    const { load, kept } = makeCheckout();
    load();
    damage(kept);
    expect(load()).toBe('good day, Ada, see you');
  });

test('a stack trace tells of the source as it is', () => {
  const { root, load } = makeCheckout();
  expect(load(root, '--enable-source-maps')).toMatch(/it fails\n(.*\n)*? +at fail .*some\/greet\.ts:10:9/);
});

test('where nothing can be written beside the packages, the files are kept once in a folder of the user', () => {
  const { load, root, kept } = makeCheckout();
  mkdirSync(path.dirname(kept), { recursive: true });
  writeFileSync(kept, 'a file is in the way');
  expect(load()).toBe('good day, Ada, see you');
  const [own = '', ...more] = readdirSync(path.join(root, 'tmp'));
  const record = path.join(root, 'tmp', own, 'node_modules/some-greet.json');
  const first = statSync(record).mtimeMs;
  expect(load()).toBe('good day, Ada, see you');
  expect(statSync(record).mtimeMs).toBe(first);
  expect([own, more]).toEqual([expect.stringMatching(/^contracts-\d+-[0-9a-f]{12}$/), []]);
});
