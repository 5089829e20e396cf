import { expect, test } from '@playwright/test';
import type { LedgerEntry } from '#src/model/drift.ts';
import type { Ledger, Look, ProviderNight } from '#src/model/night.ts';
import { diffText } from '#src/report/drift.ts';
import { ledgerExit, ledgerMarkdown, ledgerText } from '#src/report/ledger.ts';

const LOOKED: Look = { state: 'looked', of: 'https://docs.example.com/customers', notes: [] };
const BLIND: Look = { state: 'could not look', reason: 'no answer came within 20 s', notes: [] };

const entry = (more: Partial<LedgerEntry>): LedgerEntry => ({
  fingerprint: '0123456789ab',
  source: 'document',
  rule: 'request-max-length-lowered',
  says: 'the greatest length is lower',
  direction: 'request',
  effect: 'breaking',
  severity: 'breaking',
  operation: 'POST /customers',
  at: 'request /name',
  before: 255,
  after: 50,
  file: 'specs/acme/contract.yaml',
  line: 12,
  provider: 'acme',
  standing: 'new',
  firstSeen: '2026-03-02',
  lastSeen: '2026-03-02',
  seen: 1,
  ...more,
});

const night = (more: Partial<ProviderNight> = {}): ProviderNight => ({
  provider: 'acme',
  operation: 'POST /customers',
  state: 'looked',
  document: LOOKED,
  behaviour: { ...LOOKED, cases: 120, compared: 118, requests: 140 },
  findings: { new: 0, known: 2, waived: 0, gone: 0 },
  changedFindings: [],
  drifts: [],
  ...more,
});

const RUN: Ledger['run'] = {
  day: '2026-03-02',
  startedAt: '2026-03-02T01:00:00.000Z',
  finishedAt: '2026-03-02T01:01:00.000Z',
  target: 'sandbox',
  profile: 'nightly',
  failOn: 'breaking',
};
const ledger = (...providers: ProviderNight[]): Ledger => ({ version: 1, run: RUN, exit: ledgerExit({ run: RUN, providers }), providers });

const EXITS: readonly (readonly [says: string, nights: ProviderNight[], exit: number])[] = [
  ['nothing changed', [night()], 0],
  ['a drift of the chosen severity', [night({ drifts: [entry({})] })], 1],
  ['one that lasts', [night({ drifts: [entry({ standing: 'lasting' })] })], 1],
  ['a lesser one', [night({ drifts: [entry({ severity: 'warn' })] })], 0],
  ['one that is gone', [night({ drifts: [entry({ standing: 'gone' })] })], 0],
  ['one that flickered', [night({ drifts: [entry({ standing: 'flaky' })] })], 0],
  ['a document that could not be fetched', [night({ state: 'could not look', document: BLIND })], 2],
  ['one provider that could not be looked at among others', [night(), night({ state: 'could not look', behaviour: BLIND })], 2],
  ['a drift outranks what could not be looked at', [night({ drifts: [entry({})] }), night({ state: 'could not look', document: BLIND })], 1],
  ['one provider is skipped', [night(), night({ state: 'skipped', reason: 'not set: ACME_BASE_URL' })], 0],
  ['all are', [night({ state: 'skipped', reason: 'not set: ACME_BASE_URL' })], 2],
  ['there is no provider', [], 2],
];

test.describe('a night ends with', () => {
  for (const [says, providers, exit] of EXITS)
    test(`${exit}: ${says}`, () => {
      expect(ledger(...providers).exit).toBe(exit);
    });
});

test('the note tells of a drift what changed, where, since when, what shows it, what it means, and what could be edited', () => {
  const witness = {
    kind: 'payload' as const,
    value: { name: 'a'.repeat(51) },
    validUnder: 'before' as const,
    refusal: '/name must NOT have more than 50 characters',
  };
  const drifts = [entry({ standing: 'lasting', firstSeen: '2026-02-27', seen: 4, witness })];
  const text = ledgerMarkdown(ledger(night({ drifts, patch: { file: 'patches/acme.patch', solved: ['0123456789ab'], byHand: [] } })), 'reports');

  expect(text.slice(text.indexOf('### breaking'))).toBe(`### breaking (1)

- **request /name**: the greatest length is lower. \`255\` → \`50\`
  - where: specs/acme/contract.yaml:12
  - since: 2026-02-27 (4 nights)
  - shown by: {"name":"${'a'.repeat(51)}"} is valid before and refused now: /name must NOT have more than 50 characters
  - for a caller: requests that were accepted may be refused: change what is sent before it reaches production
  - to edit: in \`patches/acme.patch\`
  - \`request-max-length-lowered\` document \`0123456789ab\`

A patch of the contract: \`git apply reports/patches/acme.patch\` puts an end to 1 of 1 drifts of the document.
`);
});

test('a drift of the behaviour comes with the curl line of the case that showed it', () => {
  const witness = {
    kind: 'exchange' as const,
    case: 'required-omitted/request/name/required',
    curl: "curl -i 'https://x' --data-binary '{}'",
    before: '400',
    after: '422',
  };
  const drifts = [entry({ source: 'behaviour', direction: 'answer', witness, clause: 'rejection/invalid-body', documented: false })];
  const text = ledgerMarkdown(ledger(night({ drifts })), 'reports');

  expect(text).toContain('  - where: specs/acme/contract.yaml:12, clause `rejection/invalid-body`; the document does not allow it\n');
  expect(text).toContain("    ```sh\n    curl -i 'https://x' --data-binary '{}'\n    ```\n");
  expect(text).toContain('  - to edit: `TARGET=sandbox npm run drift -- --provider acme --accept 0123456789ab` where it is meant\n');
});

test('what a provider wrote cannot break out of the note', () => {
  const drifts = [entry({ at: 'request /<b>\n# a heading', before: '`code`', after: '\u001B[31mred' })];
  const text = ledgerMarkdown(ledger(night({ drifts })), 'reports');

  expect(text).not.toContain('\n# a heading');
  expect(text).not.toContain('<b>');
  expect(text).not.toContain('\u001B');
});

test('what is taken now and was refused is no good news where somebody relies on the refusal', () => {
  const line = (more: Partial<LedgerEntry>): string =>
    /for a caller: (.*)/.exec(ledgerMarkdown(ledger(night({ drifts: [entry({ effect: 'widening', severity: 'warn', ...more })] })), 'reports'))?.[1] ?? '';

  expect(line({ direction: 'request', severity: 'breaking' })).toMatch(/^what was refused is taken now/);
  expect(line({ direction: 'operation' })).toMatch(/^calls still work, and so do others/);
  expect(line({ direction: 'answer' })).toMatch(/^answers may hold more than before/);
});

test('findings that are new or gone are told by name: a night with one is not a night in which nothing changed', () => {
  const finding = { fingerprint: '00112233aabb', check: 'secret-leaked', at: '/message', expected: 'no secret', actual: 'one', clause: 'house/no-secret' };
  const place = { file: 'specs/acme/contract.yaml', line: 7, severity: 'breach' as const };
  const text = ledgerMarkdown(
    ledger(
      night({
        changedFindings: [
          { ...finding, ...place, standing: 'new' },
          { ...finding, ...place, fingerprint: '44556677ccdd', standing: 'gone' },
        ],
      }),
    ),
    'reports',
  );

  expect(text).not.toContain('Nothing changed.');
  expect(text.slice(text.indexOf('### New'))).toBe(`### New findings: not there when the baseline was accepted (1)

- breach \`secret-leaked\` at /message: expected \`no secret\`, came \`one\`; clause \`house/no-secret\`, specs/acme/contract.yaml:7, \`00112233aabb\`

### Findings that are gone: \`--accept\` takes them out of the baseline (1)

- breach \`secret-leaked\` at /message: expected \`no secret\`, had come \`one\`; clause \`house/no-secret\`, specs/acme/contract.yaml:7, \`44556677ccdd\`
`);
});

test('what a provider wrote cannot colour a terminal', () => {
  const drifts = [entry({ at: 'request /\u001B[31mred', note: '\u001B[2J' })];

  expect(ledgerText(ledger(night({ drifts })), (_, words) => words)).not.toContain('\u001B');
  expect(diffText(drifts, (_, words) => words)).not.toContain('\u001B');
});

test('the gravest come first, what flickered and what is gone last', () => {
  const drifts = [
    entry({ severity: 'info', at: 'three' }),
    entry({ standing: 'gone', at: 'five' }),
    entry({ severity: 'warn', at: 'two' }),
    entry({ standing: 'flaky', at: 'four' }),
    entry({ at: 'one' }),
  ];
  const text = ledgerMarkdown(ledger(night({ drifts })), 'reports');

  expect([...text.matchAll(/^- (?:\*\*)?(one|two|three|four|five)/gm)].map(([, at]) => at)).toEqual(['one', 'two', 'three', 'four', 'five']);
});

test('could not look is said as loudly as drift', () => {
  const text = ledgerText(ledger(night({ state: 'could not look', reason: 'no answer came within 20 s', document: BLIND })), (_, words) => words);

  expect(text).toBe('acme  could not look: no answer came within 20 s\n\nIt could not be looked everywhere: that is not the same as no drift.');
});
