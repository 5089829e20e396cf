import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { providerNames } from '#fixtures/disk/providers.ts';
import { editYaml, type YamlEdit } from '#src/contract/yaml-edit.ts';
import { isObject, type Json, valueAt, without, withValue } from '#src/model/json.ts';
import { child } from '#src/model/pointer.ts';

const TEXT = `# a comment
a: 1 # beside
b:
  - x: one
    y: two
  - z
c: {d: e}
f: >-
  folded
  text
`;

const ROWS: readonly (readonly [says: string, edit: YamlEdit, text: string])[] = [
  ['a value is replaced where it stands', { at: '/a', value: 2 }, TEXT.replace('a: 1', 'a: 2')],
  ['a member is added behind the last one', { at: '/g', value: ['h'] }, `${TEXT}g:\n  - h\n`],
  ['a member is taken out with its lines', { at: '/f' }, TEXT.slice(0, TEXT.indexOf('f:'))],
  ['an item is added behind the last one', { at: '/b/2', value: 'new' }, TEXT.replace('  - z\n', '  - z\n  - new\n')],
  ['an item is taken out', { at: '/b/1' }, TEXT.replace('  - z\n', '')],
  ['a member that stands behind a dash is written with its item', { at: '/b/0/x', value: { y: 1 } }, TEXT.replace('x: one', 'x:\n      y: 1')],
  ['what is missing on the way is made', { at: '/b/0/p/q', value: true }, TEXT.replace('y: two\n', 'y: two\n    p:\n      q: true\n')],
  ['a text over several lines is replaced as a whole', { at: '/f', value: 'short' }, TEXT.replace('>-\n  folded\n  text', 'short')],
  ['what leads through a text is left alone', { at: '/a/b', value: 1 }, TEXT],
  ['what is not there cannot be taken out', { at: '/nowhere' }, TEXT],
];

test.describe('a YAML text is changed where it has to be', () => {
  for (const [says, edit, text] of ROWS)
    test(says, () => {
      expect(editYaml(TEXT, [edit])).toBe(text);
    });

  test('several changes are made one after the other', () => {
    expect(editYaml(TEXT, [{ at: '/a', value: 2 }, { at: '/f' }, { at: '/b' }])).toBe('# a comment\na: 2 # beside\nc: {d: e}\n');
  });
});

test.describe('every place of a contract can be', () => {
  const pointersIn = (value: Json, at = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => [child(at, name), ...pointersIn(inner, child(at, name))])
      : [];
  const odd: Json = { x: [1, 'a: b', null] };

  for (const provider of providerNames())
    test(`set, taken out and added to: ${provider}`, () => {
      const text = readFileSync(`specs/${provider}/contract.yaml`, 'utf8');
      const data = parse(text) as Json;
      const read = (edit: YamlEdit): Json => parse(editYaml(text, [edit])) as Json;
      // Every eleventh one: each of them reads the whole file.
      for (const at of pointersIn(data).filter((_, index) => index % 11 === 0)) {
        expect.soft(read({ at, value: odd }), `set ${at}`).toEqual(withValue(data, at, odd));
        expect.soft(read({ at, value: 'yes' }), `text at ${at}`).toEqual(withValue(data, at, 'yes'));
        expect.soft(read({ at }), `without ${at}`).toEqual(without(data, at));
        if (isObject(valueAt(data, at)))
          expect.soft(read({ at: child(at, 'added'), value: odd }), `added to ${at}`).toEqual(withValue(data, child(at, 'added'), odd));
      }
    });
});
