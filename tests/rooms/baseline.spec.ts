import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { acceptedBefore, readBaseline, writeBaseline } from '#fixtures/disk/baseline.ts';
import type { Behaviour } from '#src/drift/behaviour/answer.ts';
import { packBehaviour, unpackBehaviour } from '#src/drift/behaviour/pack.ts';
import { folder } from '../command-line.ts';

let before: string | undefined;
let file = '';
test.beforeEach(() => {
  before = process.env['SPECS_DIR'];
  const specs = folder();
  process.env['SPECS_DIR'] = specs;
  file = path.join(specs, 'example/baseline.mock.json');
  mkdirSync(path.dirname(file));
});
test.afterEach(() => {
  if (before === undefined) delete process.env['SPECS_DIR'];
  else process.env['SPECS_DIR'] = before;
});

const FACTS = { media: 'application/json', body: 'object', '/id': 'string(uuid)', '/state': 'string = active' };
const SEEN: Behaviour = {
  latency: 'under 100 ms',
  cases: {
    'b/second': { sends: 'bbbbbb', steps: [{ status: 201, facts: FACTS }, null] },
    'a/first': { sends: 'aaaaaa', steps: [{ status: 201, facts: { ...FACTS, '/id': 'null', '/__proto__': 'string', '/a b': 'string' } }] },
    'c/third': {
      sends: 'cccccc',
      steps: [
        { status: 201, facts: FACTS },
        { status: 400, facts: { media: 'none', body: 'none' } },
      ],
    },
  },
};
const FINDING = {
  fingerprint: '0123456789ab',
  severity: 'gap' as const,
  check: 'x',
  clause: { id: 'x', says: 'x', stated: 'prose' as const, file: 'f', line: 1, pointer: '' },
  at: '',
  expected: 'x',
  actual: 'y',
};

test('behaviour is written a line per case, sorted, each shape once, and read as it was', () => {
  writeBaseline('example', 'mock', { behaviour: SEEN });
  const lines = readFileSync(file, 'utf8').split('\n');

  expect(lines.filter((line) => /"[abc]\//.test(line)).map((line) => line.trim().replaceAll(/-[0-9a-f]{6}/g, '-x'))).toEqual([
    '"a/first": "aaaaaa 201-x",',
    '"b/second": "bbbbbb 201-x -",',
    '"c/third": "cccccc 201-x 400-x"',
  ]);
  expect(Object.keys(readBaseline('example', 'mock').behaviour?.shapes ?? {})).toHaveLength(3);
  expect(acceptedBefore('example', 'mock')).toEqual(SEEN);
  expect(unpackBehaviour(packBehaviour(SEEN))).toEqual(SEEN);
});

test('a file from before behaviour was kept is read, and accepting one half leaves the other', () => {
  writeFileSync(file, JSON.stringify({ version: 1, findings: [FINDING] }));
  expect(readBaseline('example', 'mock').findings).toEqual([FINDING]);
  expect(acceptedBefore('example', 'mock')).toBeUndefined();

  writeBaseline('example', 'mock', { behaviour: SEEN });
  expect(readBaseline('example', 'mock').findings).toEqual([FINDING]);
  writeBaseline('example', 'mock', { findings: [] });
  expect(acceptedBefore('example', 'mock')).toEqual(SEEN);
});

test('no file is an empty baseline', () => {
  expect(readBaseline('example', 'mock')).toEqual({ findings: [] });
});

const BROKEN: readonly (readonly [says: string, text: string, told: RegExp])[] = [
  ['is cut short', '{\n"version": 1,\n"findings": [', /baseline\.mock\.json:\d+: /],
  ['is no object', '[]', /:1: the baseline /],
  ['lacks its findings', '{"version": 1}', /:1: the baseline .*findings/],
  ['has another version', '{\n"version": 2, "findings": []}', /:2: `\/version` /],
  ['has an odd line for a case', '{"version": 1, "findings": [],\n"behaviour": {"cases": {\n"a": "what?"}, "shapes": {}}}', /:3: `\/behaviour\/cases\/a` /],
  ['has a finding without fingerprint', '{"version": 1, "findings": [\n{}]}', /:2: `\/findings\/0` .*fingerprint/],
];

for (const [says, text, told] of BROKEN)
  test(`a baseline that ${says} is told with file, line and remedy`, () => {
    writeFileSync(file, text);
    expect(() => readBaseline('example', 'mock')).toThrow(told);
    expect(() => readBaseline('example', 'mock')).toThrow(/earlier commit/);
  });

test('a baseline that names a shape it does not have is told', () => {
  writeFileSync(file, '{"version": 1, "findings": [], "behaviour": {"cases": {"a": "aaaaaa 201-aaaaaa"}, "shapes": {}}}');
  expect(() => acceptedBefore('example', 'mock')).toThrow(/201-aaaaaa/);
});
