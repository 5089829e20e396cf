import { expect, test } from '@playwright/test';
import { codeOf, filesBelow } from './source-files.ts';

/** Tables may be long. */
const TABLES = [
  /^src\/cases\/rules\//,
  /^src\/checks\/rules\//,
  /^src\/drift\/rules\//,
  /^src\/contract\/provider\.schema\.json$/,
  /^fixtures\/mock\/(faults|variations)\//,
  /^tests\/house\/(facts|broken-workflows)/,
  /^tests\/rules\/(hard-schemas|same-meaning|single-edits)\.ts$/,
  /^tests\/faults\/behaviour-changes\.ts$/,
];
const LONGEST = 250;

const files = filesBelow('src', 'fixtures', 'tests').filter(({ name }) => /\.(ts|js|json)$/.test(name));
const modules = files.filter(({ name }) => name.endsWith('.ts'));
const lines = (text: string): number => text.trimEnd().split('\n').length;
const quantile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

test.describe('files', () => {
  test(`have at most ${LONGEST} lines, tables excepted`, () => {
    const long = files.filter(({ name, text }) => !TABLES.some((table) => table.test(name)) && lines(text) > LONGEST);
    expect(long.map(({ name, text }) => `${name}: ${lines(text)}`)).toEqual([]);
  });

  test('are short: half of them under 70 lines, nine of ten under 160', () => {
    const lengths = modules.filter(({ name }) => !TABLES.some((table) => table.test(name))).map(({ text }) => lines(text));
    expect(quantile(lengths, 0.5)).toBeLessThan(70);
    expect(quantile(lengths, 0.9)).toBeLessThan(160);
  });

  test('are named for the thing, in kebab-case', () => {
    expect(files.filter(({ name }) => /util|helper|manager|misc|common|shared/i.test(name)).map(({ name }) => name)).toEqual([]);
    const parts = files.flatMap(({ name }) => name.split('/').map((part) => ({ name, part })));
    expect(parts.filter(({ part }) => !/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(part)).map(({ name }) => name)).toEqual([]);
  });

  test('are no barrels', () => {
    const barrel = (text: string): boolean => {
      const statements = text.split('\n').filter((line) => line.trim() !== '');
      return statements.length > 0 && statements.every((line) => /^export .*from |^\/\/|^\s*\*|^\/\*/.test(line));
    };
    expect(modules.filter(({ name, text }) => name.endsWith('/index.ts') || /^export \* from/m.test(text) || barrel(text)).map(({ name }) => name)).toEqual([]);
  });

  test('ask where they are for the folder of the project only: a command is put into one file elsewhere', () => {
    const inCommands = modules.filter(({ name }) => /^(src|fixtures)\//.test(name) && !name.startsWith('fixtures/playwright/'));
    const asking = inCommands.flatMap(({ name, text }) =>
      [...text.matchAll(/.*import\.meta.*/g)].flatMap(([line]) => (line.includes("path.join(import.meta.dirname, '../..") ? [] : [`${name}: ${line.trim()}`])),
    );
    expect(asking).toEqual([]);
  });

  test('do not silence the compiler', () => {
    const silenced = modules.filter(
      (file) => file.name !== 'tests/house/files.spec.ts' && (/\bas any\b|<any>/.test(codeOf(file)) || /@ts-(?:ignore|nocheck|expect-error)\b/.test(file.text)),
    );
    expect(silenced.map(({ name }) => name)).toEqual([]);
  });

  test('wait for nothing in tests, and race no clock', () => {
    const asleep = modules.filter((file) => file.name.startsWith('tests/') && /\bwaitForTimeout\(|\bsleep\(|setTimeout\(/.test(codeOf(file)));
    expect(asleep.map(({ name }) => name)).toEqual([]);
  });

  test('define no test that is switched off or alone', () => {
    const left = modules.filter((file) => file.name.startsWith('tests/') && /\btest(\.describe)?\.(only|fixme)\(/.test(codeOf(file)));
    expect(left.map(({ name }) => name)).toEqual([]);
  });
});
