import { expect, test } from '@playwright/test';
import { differences } from '#src/checks/same.ts';
import type { Json } from '#src/model/json.ts';

const ABSENT = Symbol('absent');
type Row = readonly [says: string, sent: Json, answered: Json | typeof ABSENT, ...differences: string[]];

/** What was sent, what came back, and the differences as `kind at`. */
const ROWS: readonly Row[] = [
  ['the same text', 'Ada', 'Ada'],
  ['text beyond ASCII', 'Zoë 山田', 'Zoë 山田'],
  ['members in another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ['extra members', { a: 1 }, { a: 1, id: 7 }],
  ['extra members deep inside', { a: { b: 1 } }, { a: { b: 1, c: 2 } }],
  ['null as null', null, null],
  ['null left out', { a: null }, {}],
  ['null turned into a value', null, '', 'altered '],
  ['an empty object left out', { a: {} }, {}],
  ['an empty list left out', { a: [] }, {}],
  ['an empty list turned into null', { a: [] }, { a: null }],
  ['a value left out', { a: 1 }, {}, 'dropped /a'],
  ['a value turned into null', { a: 'x' }, { a: null }, 'dropped /a'],
  ['an empty text left out', { a: '' }, {}, 'dropped /a'],
  ['false left out', { a: false }, {}, 'dropped /a'],
  ['the whole body left out', { a: 1 }, ABSENT, 'dropped '],
  ['a number as text', 1, '1', 'altered '],
  ['text as a number', '007', 7, 'altered '],
  ['true as text', true, 'true', 'altered '],
  ['true as one', true, 1, 'altered '],
  ['another number', 1.5, 1, 'altered '],
  ['one and one point nought', 1, 1.0],
  ['text cut short', 'abcdef', 'abc', 'altered '],
  ['text cut short to nothing', 'abcdef', '', 'altered '],
  ['outer blanks trimmed', ' Ada ', 'Ada', 'trimmed '],
  ['blanks added', 'Ada', 'Ada ', 'altered '],
  ['inner blanks folded', 'Ada  Obi', 'Ada Obi', 'altered '],
  ['an email in other letter case', { email: 'Ada@Example.com' }, { email: 'ada@example.com' }, 'letter-case /email'],
  ['an email trimmed and in other letter case', { email: ' Ada@x.io ' }, { email: 'ada@x.io' }, 'letter-case /email'],
  ['other text in other letter case', { name: 'Ada' }, { name: 'ADA' }, 'altered /name'],
  ['another email', { email: 'ada@x.io' }, { email: 'eve@x.io' }, 'altered /email'],
  ['an accent lost', 'Zoë', 'Zoe', 'altered '],
  ['a composed letter decomposed', 'é', 'e\u0301', 'altered '],
  ['markup escaped', 'a & b', 'a &amp; b', 'altered '],
  ['an emoji turned into question marks', 'Ada 🙂', 'Ada ??', 'altered '],
  ['a list cut short', [1, 2, 3], [1, 2], 'dropped '],
  ['a list grown', [1], [1, 2], 'altered '],
  ['a list in another order', [1, 2], [2, 1], 'altered /0', 'altered /1'],
  ['an item changed deep inside', { c: [{ n: 'a', t: 'x' }] }, { c: [{ n: 'b', t: 'x', id: 1 }] }, 'altered /c/0/n'],
  ['a list as an object', [1], { '0': 1 }, 'altered '],
  ['an object as a list', { a: 1 }, [], 'altered '],
  ['a name with a slash', { 'a/b': 1 }, {}, 'dropped /a~1b'],
  ['a member named like one of every object', { toString: 'x' }, {}, 'dropped /toString'],
];

for (const [says, sent, answered, ...expected] of ROWS)
  test(`${says}: ${expected.length === 0 ? 'no difference' : expected.map((one) => one.split(' ')[0]).join(' and ')}`, () => {
    const found = differences(sent, answered === ABSENT ? undefined : answered, (at) => at.endsWith('email'));
    expect(found.map(({ kind, at }) => `${kind} ${at}`)).toEqual(expected);
  });
