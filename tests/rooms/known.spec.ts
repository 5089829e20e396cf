import { expect, test } from '@playwright/test';
import { type BaselineFinding, knownFrom, type Waiver } from '#src/findings/known.ts';

const TODAY = '2026-01-15';
const SEEN = { severity: 'breach' as const, fingerprint: 'aaaaaaaaaaaa', rule: 'echo-differs', at: '/name' };
const waiver = (more: Partial<Waiver>): Waiver => ({ reason: 'ticket 7', until: '2026-12-31', ...more });
const BASELINE: BaselineFinding[] = [
  {
    fingerprint: SEEN.fingerprint,
    severity: 'breach',
    check: SEEN.rule,
    clause: { id: 'echo/name', says: 'x', stated: 'prose', file: 'provider.yaml', line: 1, pointer: '/echo/0' },
    at: SEEN.at,
    expected: 'x',
    actual: 'y',
  },
];

type Row = readonly [says: string, waivers: Waiver[], baseline: BaselineFinding[], standing: string];

const STANDINGS: readonly Row[] = [
  ['nothing is known', [], [], 'new'],
  ['the baseline has it', [], BASELINE, 'known'],
  ['a waiver names its fingerprint', [waiver({ fingerprint: SEEN.fingerprint })], [], 'waived'],
  ['a waiver names check and place', [waiver({ rule: SEEN.rule, at: SEEN.at })], [], 'waived'],
  ['a waiver names another place', [waiver({ rule: SEEN.rule, at: '/email' })], [], 'new'],
  ['a waiver names another check', [waiver({ rule: 'valid-refused', at: SEEN.at })], [], 'new'],
  ['a waiver names another fingerprint', [waiver({ fingerprint: 'bbbbbbbbbbbb', rule: SEEN.rule, at: SEEN.at })], [], 'new'],
  ['a waiver holds on its last day', [waiver({ fingerprint: SEEN.fingerprint, until: TODAY })], [], 'waived'],
  ['a waiver ended yesterday', [waiver({ fingerprint: SEEN.fingerprint, until: '2026-01-14' })], [], 'new'],
  ['a waiver ended, but the baseline has it', [waiver({ fingerprint: SEEN.fingerprint, until: '2025-12-31' })], BASELINE, 'known'],
  [
    'one waiver ended and another holds',
    [waiver({ rule: SEEN.rule, at: SEEN.at, until: '2025-12-31' }), waiver({ fingerprint: SEEN.fingerprint })],
    [],
    'waived',
  ],
  ['both waiver and baseline have it', [waiver({ fingerprint: SEEN.fingerprint })], BASELINE, 'waived'],
];

for (const [says, waivers, known, standing] of STANDINGS)
  test(`a breach is ${standing} where ${says}`, () => {
    expect(knownFrom({ waivers, baseline: known, today: TODAY }).standingOf(SEEN).standing).toBe(standing);
  });

test('a waived finding carries the reason and the end of its waiver', () => {
  const { note } = knownFrom({ waivers: [waiver({ fingerprint: SEEN.fingerprint })], baseline: [], today: TODAY }).standingOf(SEEN);
  expect(note).toBe('ticket 7 (until 2026-12-31)');
});

test('waivers that ended are listed, and so are those that matched nothing', () => {
  const [used, ended, idle] = [
    waiver({ fingerprint: SEEN.fingerprint }),
    waiver({ rule: 'x', at: '/x', until: '2026-01-14' }),
    waiver({ rule: 'y', at: '/y' }),
  ];
  const known = knownFrom({ waivers: [used, ended, idle], baseline: [], today: TODAY });
  known.standingOf(SEEN);
  expect({ expired: known.expired, unmatched: known.unmatched() }).toEqual({ expired: [ended], unmatched: [idle] });
});
