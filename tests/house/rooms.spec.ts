import { expect, test } from '@playwright/test';
import { codeOf, filesBelow, importsOf, type SourceFile } from './source-files.ts';

/** Which rooms a room may import, and which packages. A room not named in another's row is unknown to it. */
const ROOMS: Readonly<Record<string, { rooms: readonly string[]; packages: readonly string[] }>> = {
  model: { rooms: [], packages: [] },
  schema: { rooms: ['model'], packages: ['ajv', 'ajv-formats'] },
  contract: { rooms: ['model', 'schema'], packages: ['yaml'] },
  cases: { rooms: ['model', 'schema'], packages: ['fast-check', 'node:crypto'] },
  account: { rooms: ['model'], packages: [] },
  checks: { rooms: ['model', 'schema'], packages: [] },
  exchange: { rooms: ['model', 'schema'], packages: ['node:crypto'] },
  drift: { rooms: ['model', 'schema'], packages: ['node:crypto'] },
  findings: { rooms: ['model'], packages: ['node:crypto'] },
  report: { rooms: ['model', 'findings', 'cases', 'checks', 'drift'], packages: [] },
};

/** What src is pure of: it is told the time, it draws no lots, it touches nothing outside. */
const IMPURE: readonly (readonly [what: string, is: RegExp])[] = [
  ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\.|\bsetTimeout\b|\bsetInterval\b/],
  ['randomness', /\bMath\.random\b|\brandomBytes\b|\brandomUUID\b|\bgetRandomValues\b/],
  ['the process', /\bprocess\s*[.[]|\bimport\.meta\b|\bglobalThis\b/],
  ['the console', /\bconsole\./],
  ['the network', /\bfetch\(/],
];

const sources = filesBelow('src');
const roomOf = (name: string): string => name.split('/')[1] ?? '';
const packageOf = (name: string): string => (name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : (name.split('/')[0] ?? ''));
const modules = (files: readonly SourceFile[]): SourceFile[] => files.filter(({ name }) => name.endsWith('.ts'));

test.describe('the rooms of src', () => {
  test('are those of the table', () => {
    const rooms = new Set(sources.map(({ name }) => roomOf(name)));
    expect([...rooms].filter((room) => !(room in ROOMS))).toEqual([]);
  });

  for (const [room, { rooms, packages }] of Object.entries(ROOMS))
    test(`${room} sees ${[...rooms, ...packages].join(', ') || 'nothing'}`, () => {
      const strangers = modules(sources)
        .filter(({ name }) => roomOf(name) === room)
        .flatMap((file) => importsOf(file).map((target) => ({ file: file.name, target })))
        .filter(({ target }) =>
          target.startsWith('src/') ? roomOf(target) !== room && !rooms.includes(roomOf(target)) : !packages.includes(packageOf(target)),
        )
        .map(({ file, target }) => `${file} imports ${target}`);
      expect(strangers).toEqual([]);
    });

  for (const [what, is] of IMPURE)
    test(`do not use ${what}`, () => {
      expect(modules(sources).filter((file) => is.test(codeOf(file)))).toEqual([]);
    });

  test('import nothing of fixtures and tests, and fixtures nothing of tests', () => {
    const wrong = modules([...sources, ...filesBelow('fixtures')]).flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('tests/') || (file.name.startsWith('src/') && target.startsWith('fixtures/')))
        .map((target) => `${file.name} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});
