import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { appendHistory, readHistory } from '#fixtures/disk/history.ts';
import { acceptedLines, enterNight, type HistoryLine } from '#src/drift/history.ts';
import type { Drift } from '#src/model/drift.ts';
import { folder } from '../command-line.ts';

const drift = (fingerprint: string, source: Drift['source'] = 'behaviour'): Drift => ({
  ...{ fingerprint, source, rule: 'member-vanished', says: 'x', direction: 'answer', effect: 'breaking', severity: 'breaking' },
  ...{ operation: 'POST /customers', at: 'answer 201 /id', before: 'string', after: null, file: 'contract.yaml', line: 7 },
  witness: { kind: 'exchange', case: `case-${fingerprint}`, curl: 'curl -i', before: '201', after: '201' },
});

/** What is done in one night: drifts by name, `a~` for one that flickers; `-a` was not looked for; `+a` is accepted at the end. */
type Row = readonly [says: string, nights: readonly (readonly [today: string, ...done: string[]])[], ledger: readonly string[]];

const ROWS: readonly Row[] = [
  ['a drift is new on its first night', [['01', 'a']], ['a new 01-01 1']],
  [
    'a drift lasts from its second night on',
    [
      ['01', 'a'],
      ['02', 'a'],
    ],
    ['a lasting 01-02 2'],
  ],
  [
    'a second run of a day counts once and changes nothing',
    [
      ['01', 'a'],
      ['01', 'a'],
    ],
    ['a new 01-01 1'],
  ],
  [
    'a night in between without a look ends nothing',
    [
      ['01', 'a'],
      ['02', '-a'],
      ['03', 'a'],
    ],
    ['a lasting 01-03 2'],
  ],
  ['what is not seen any more is gone, with its last night', [['01', 'a'], ['02', 'a'], ['03']], ['a gone 01-02 2']],
  ['what is gone is told once', [['01', 'a'], ['02'], ['03']], []],
  [
    'what could not be seen is not gone',
    [
      ['01', 'a'],
      ['02', '-a'],
    ],
    [],
  ],
  ['what comes back is new again', [['01', 'a'], ['02'], ['03', 'a']], ['a new 03-03 1']],
  [
    'what flickers is flaky, with its nights',
    [
      ['01', 'a~'],
      ['02', 'a~'],
    ],
    ['a flaky 01-02 2'],
  ],
  ['what flickers is not gone when it does not', [['01', 'a~'], ['02']], []],
  [
    'what flickered and is steady now is new, since the first time',
    [
      ['01', 'a~'],
      ['02', 'a'],
    ],
    ['a new 01-02 2'],
  ],
  [
    'what was steady and flickers now is flaky',
    [
      ['01', 'a'],
      ['02', 'a~'],
    ],
    ['a flaky 01-02 2'],
  ],
  ['an accepted drift is not gone', [['01', 'a', '+a'], ['02']], []],
  [
    'the same fingerprint of another source is another drift',
    [
      ['01', 'a'],
      ['02', 'a@document'],
    ],
    ['a new 02-02 1', 'a gone 01-01 1'],
  ],
  [
    'drifts are told apart',
    [
      ['01', 'a', 'b'],
      ['02', 'b'],
    ],
    ['b lasting 01-02 2', 'a gone 01-01 1'],
  ],
];

const short = (date: string): string => date.slice(-2);

for (const [says, nights, ledger] of ROWS)
  test(says, () => {
    const history: HistoryLine[] = [];
    let told: string[] = [];
    for (const [day, ...done] of nights) {
      const today = `2026-05-${day}`;
      const sighted = done
        .filter((one) => /^[a-z]/.test(one))
        .map((one) => ({ drift: drift(one.charAt(0), one.endsWith('@document') ? 'document' : 'behaviour'), flaky: one.endsWith('~') }));
      const couldSee = (line: HistoryLine): boolean => !done.includes(`-${line.drift.fingerprint}`);
      const { entries, lines } = enterNight(history, { provider: 'example', today, sighted, couldSee });
      history.push(...lines);
      const accepted = done.filter((one) => one.startsWith('+')).map((one) => drift(one.charAt(1)));
      history.push(...acceptedLines(history, accepted, today));
      told = entries.map(({ fingerprint, standing, firstSeen, lastSeen, seen }) => `${fingerprint} ${standing} ${short(firstSeen)}-${short(lastSeen)} ${seen}`);
    }
    expect(told).toEqual(ledger);
  });

test('a line of history says what and when, and keeps no exchange', () => {
  const { lines } = enterNight([], { provider: 'example', today: '2026-05-01', sighted: [{ drift: drift('a'), flaky: false }], couldSee: () => true });
  expect(lines).toMatchObject([{ date: '2026-05-01', standing: 'seen', case: 'case-a', drift: { rule: 'member-vanished' } }]);
  expect(JSON.stringify(lines)).not.toContain('curl');
});

test('a history file survives a line that was cut short, and lines of no use', () => {
  const before = process.env['SPECS_DIR'];
  const specs = folder();
  process.env['SPECS_DIR'] = specs;
  const { lines } = enterNight([], { provider: 'example', today: '2026-05-01', sighted: [{ drift: drift('a'), flaky: false }], couldSee: () => true });
  const file = path.join(specs, 'example/history.mock.jsonl');
  mkdirSync(path.dirname(file));
  const { at: _, ...drifted } = drift('b', 'document');
  const edited = [
    { date: '2026-04-30', standing: 'seen', drift: drifted },
    { ...lines[0], date: '2026-13-41' },
    { ...lines[0], standing: 'lost' },
  ];
  appendFileSync(file, `7\nnull\n${edited.map((line) => `${JSON.stringify(line)}\n`).join('')}{"date":"2026-04-30","standing":"se`);
  appendHistory('example', 'mock', lines);
  appendHistory('example', 'mock', []);

  expect(readHistory('example', 'mock')).toEqual(lines);
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(8);
  if (before === undefined) delete process.env['SPECS_DIR'];
  else process.env['SPECS_DIR'] = before;
});
