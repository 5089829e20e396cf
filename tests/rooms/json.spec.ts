import { expect, test } from '@playwright/test';
import { type Json, sameJson, typeOf, valueAt, valuesAt, without, withValue } from '#src/model/json.ts';
import { child, isWithin, parentOf, segments } from '#src/model/pointer.ts';

const pointerOf = (parts: readonly string[]): string => parts.reduce(child, '');
const parsed = (text: string): Json => JSON.parse(text) as Json;
const ODD = parsed('{"a/b":{"~":[10,{"x":1}]},"__proto__":{"y":2},"":3}');

const POINTERS: readonly (readonly [pointer: string, parts: string[], value: Json | undefined])[] = [
  ['', [], ODD],
  ['/', [''], 3],
  ['/a~1b/~0/0', ['a/b', '~', '0'], 10],
  ['/a~1b/~0/1/x', ['a/b', '~', '1', 'x'], 1],
  ['/__proto__/y', ['__proto__', 'y'], 2],
  ['/constructor', ['constructor'], undefined],
  ['/a~1b/~0/length', ['a/b', '~', 'length'], undefined],
  ['/nobody/at/all', ['nobody', 'at', 'all'], undefined],
];

for (const [pointer, parts, value] of POINTERS)
  test(`the pointer ${JSON.stringify(pointer)} names its place and nothing inherited`, () => {
    expect(segments(pointer)).toEqual(parts);
    expect(pointerOf(parts)).toBe(pointer);
    expect(valueAt(ODD, pointer)).toEqual(value);
    expect(parentOf(pointer)).toEqual(parts.length === 0 ? undefined : { parent: pointerOf(parts.slice(0, -1)), last: parts.at(-1) });
    expect(isWithin(child(pointer, 'x/y'), pointer)).toBe(true);
  });

test('a place lies within another by whole segments', () => {
  expect([isWithin('/ab', '/a'), isWithin('/a/b', '/a'), isWithin('/a', '/a'), isWithin('/a', '')]).toEqual([false, true, true, true]);
});

test('a template reaches every item and every member', () => {
  const reached = valuesAt({ list: [{ a: 1 }, { b: 2 }, { a: 3 }], map: { 'x/y': { a: 4 } } }, '/*/*/a');
  expect(reached).toEqual([
    { at: '/list/0/a', value: 1 },
    { at: '/list/2/a', value: 3 },
    { at: '/map/x~1y/a', value: 4 },
  ]);
});

/** Copies with one place set or left out; the original stays as it was. */
const EDITS: readonly (readonly [says: string, made: () => Json, result: Json])[] = [
  ['a member set', () => withValue({ a: 1, b: 2 }, '/a', 3), { a: 3, b: 2 }],
  ['a member added at the end', () => withValue({ a: 1 }, '/b', 2), { a: 1, b: 2 }],
  ['containers made on the way', () => withValue({}, '/a/b', 1), { a: { b: 1 } }],
  ['an item set', () => withValue([1, 2], '/1', 3), [1, 3]],
  ['an item behind the last', () => withValue([1], '/5', 2), [1, 2]],
  ['the root set', () => withValue({ a: 1 }, '', 2), 2],
  ['a member left out', () => without({ a: 1, b: 2 }, '/a'), { b: 2 }],
  ['a member left out deep inside', () => without({ a: [{ b: 1, c: 2 }] }, '/a/0/b'), { a: [{ c: 2 }] }],
  ['an item left out', () => without([1, 2, 3], '/1'), [1, 3]],
  ['what is not there left out', () => without({ a: 1 }, '/b'), { a: 1 }],
  ['a place below what is not there left out', () => without({ a: 1 }, '/b/c'), { a: 1 }],
];

for (const [says, made, result] of EDITS)
  test(`an edited copy: ${says}`, () => {
    expect(made()).toEqual(result);
  });

test('an edit keeps the order of members, and a name like __proto__', () => {
  expect(Object.keys(withValue({ a: 1, b: 2, c: 3 }, '/b', 0) as object)).toEqual(['a', 'b', 'c']);
  expect(JSON.stringify(withValue({}, '/__proto__', 1))).toBe('{"__proto__":1}');
});

test('types are those of JSON Schema', () => {
  expect([null, true, 1, 1.0, 1.5, 'x', [], {}].map((value) => typeOf(value as Json))).toEqual([
    'null',
    'boolean',
    'integer',
    'integer',
    'number',
    'string',
    'array',
    'object',
  ]);
});

test('equality is by structure and type', () => {
  expect(sameJson({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toBe(true);
  for (const other of [{ a: [1] }, { a: ['1', 2] }, { a: [2, 1] }, [1, 2], null, undefined]) expect(sameJson({ a: [1, 2] }, other as Json)).toBe(false);
});
