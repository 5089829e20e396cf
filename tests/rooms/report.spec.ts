import { expect, test } from '@playwright/test';
import { RULES } from '#src/cases/rules.ts';
import { CHECKS } from '#src/checks/judge.ts';
import type { ClauseCoverage } from '#src/findings/coverage.ts';
import type { Finding, Severity } from '#src/model/verdict.ts';
import { catalogue } from '#src/report/catalogue.ts';
import { findingText } from '#src/report/finding.ts';
import { findingsReport, type Reported } from '#src/report/json.ts';
import { markdownSummary } from '#src/report/markdown.ts';
import { terminalSummary } from '#src/report/terminal.ts';
import { exampleContract } from '../example-contract.ts';

const { clauses } = exampleContract({ body: { type: 'object' } });
const RUN = { id: 'run-1', startedAt: '2026-01-15T10:00:00.000Z', finishedAt: '2026-01-15T10:00:05.000Z', profile: 'gate', seed: 1, target: 'mock' };

const finding = (severity: Severity, more: Partial<Finding> = {}): Finding => ({
  fingerprint: 'abcdef012345',
  subject: 'provider',
  provider: 'count',
  operation: 'POST /customers',
  severity,
  check: 'echo-differs',
  clause: {
    id: 'echo/email',
    says: '/email comes back as /data/email',
    stated: 'prose',
    file: 'specs/count/provider.yaml',
    line: 72,
    pointer: '/echo/1',
    quote: 'as sent',
  },
  case: { id: 'everything/answer/201#status', rule: 'everything', title: 'every member' },
  at: '/data/email',
  expected: 'ada@example.com',
  actual: 'ADA@example.com',
  standing: 'new',
  seen: 3,
  reproduce: "curl -i 'https://api.example.com/customers'",
  exchange: {
    request: { method: 'POST', url: 'https://api.example.com/customers', headers: [] },
    answer: { status: 201, headers: [], text: '{\n  "id": 1 }', bytes: 12, nesting: 1, leaked: [] },
    ms: 3,
  },
  ...more,
});

const states: ClauseCoverage[] = clauses.map((clause, index) => (index < 3 ? { clause, state: 'upheld' } : { clause, state: 'untested', reason: 'no case' }));
const summary = (findings: Finding[], more: Partial<Reported> = {}): Reported => ({
  provider: 'count',
  operation: 'POST /customers',
  target: 'mock',
  baseUrl: 'http://127.0.0.1:1/count',
  clauses: states,
  cases: 12,
  undecided: 1,
  requests: 20,
  dropped: [],
  unmatched: [],
  findings,
  ...more,
});
const SKIPPED = summary([], { provider: 'salesive', skipped: 'not set: SALESIVE_BASE_URL' });
const plain = (findings: Finding[], exit: number, reason?: string): string => {
  const report = findingsReport([summary(findings), SKIPPED], RUN, { exit, ...(reason === undefined ? {} : { reason }) });
  return terminalSummary(report, { seconds: 5.04, reports: 'reports', paint: (_style, text) => text });
};

test('a finding reads: what was promised and where, what was sent, what came back, where they differ', () => {
  expect(findingText(finding('breach'))).toBe(
    [
      'breach echo-differs [abcdef012345] in 3 cases',
      '  promised  /email comes back as /data/email "as sent" (prose, specs/count/provider.yaml:72)',
      '  case      every member (everything/answer/201#status)',
      '  at        /data/email: expected ada@example.com, came ADA@example.com',
      "  sent      curl -i 'https://api.example.com/customers'",
      '  answered  201 { "id": 1 }',
    ].join('\n'),
  );
});

const telling = (text: string): Partial<Finding> => ({
  actual: text.slice(0, 500),
  reproduce: text,
  exchange: { request: { method: 'POST', url: '', headers: [] }, answer: { status: 200, headers: [], text, bytes: 1, nesting: 0, leaked: [] }, ms: 1 },
});

test('a finding stays short however much was answered', () => {
  expect(findingText(finding('gap', telling('x'.repeat(100_000)))).length).toBeLessThan(2500);
});

test('what a provider answers can neither paint the terminal nor begin a line of its own', () => {
  const text = findingText(finding('breach', { ...telling('x\u001B[2J\u001B]0;title\u0007\r\n::error::no'), reproduce: 'curl' }));
  expect(text).not.toContain('\u001B');
  expect(text).not.toContain('\u0007');
  expect(text.split('\n')).toHaveLength(6);
});

const LAST_LINES: readonly (readonly [says: string, findings: Finding[], exit: number, line: RegExp])[] = [
  ['nothing', [], 0, /^green · mock · profile gate · 5\.0 s · reports\/findings\.json, reports\/html$/m],
  ['one new breach', [finding('breach')], 1, /^red: 1 new breach · mock/m],
  ['two new breaches', [finding('breach'), finding('breach')], 1, /^red: 2 new breaches · mock/m],
  [
    'known breaches only',
    [finding('breach', { standing: 'known' }), finding('breach', { standing: 'waived' })],
    0,
    /^2 breaches are known or waived and were expected\.\ngreen/m,
  ],
  ['something gone', [finding('breach', { standing: 'gone', seen: 0 })], 0, /^1 findings? of the baseline (is|are) gone\.\ngreen/m],
  ['a run that did not decide', [], 2, /^not decided · mock/m],
];

for (const [says, findings, exit, line] of LAST_LINES)
  test(`the terminal ends with a verdict: ${says}`, () => {
    expect(plain(findings, exit)).toMatch(line);
  });

test('the terminal has a line for every provider, and names what was skipped and why', () => {
  const text = plain([finding('breach'), finding('gap'), finding('advice')], 1, 'count: 3 of 12 cases were undecided');
  expect(text).toMatch(
    /^ {2}count {5}POST \/customers +3 of \d+ clauses upheld, \d+ untested · 12 cases · 20 requests · 1 breach, 1 gap, 1 advice, 1 undecided$/m,
  );
  expect(text).toMatch(/^ {2}salesive {2}skipped: not set: SALESIVE_BASE_URL$/m);
  expect(text).toMatch(/\ncount: 3 of 12 cases were undecided\n$/);
});

test('findings.json counts clauses by state, and gives a reason for each one that is untested', () => {
  const { providers, findings, run } = findingsReport(
    [summary([finding('gap')], { dropped: [{ id: 'x', rule: 'x', title: 'x', clause: 'x', family: 'valid' }] }), SKIPPED],
    RUN,
    { exit: 0 },
  );
  expect(run).toEqual({ ...RUN, exit: 0 });
  expect(providers[0]?.clauses).toEqual({ total: states.length, upheld: 3, breached: 0, unclear: 0, undecided: 0, untested: states.length - 3 });
  expect(providers[0]?.untested).toHaveLength(states.length - 3);
  expect(providers.map(({ dropped, skipped, untested }) => ({ dropped, skipped, untested: untested.length }))).toEqual([
    { dropped: ['x'], skipped: undefined, untested: states.length - 3 },
    { dropped: undefined, skipped: 'not set: SALESIVE_BASE_URL', untested: 0 },
  ]);
  expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(['abcdef012345']);
});

test('the summary for a job page has a table row for every provider, breaches in full, gaps in one line each', () => {
  const summaries = [summary([finding('breach'), finding('gap', { actual: 'a\n- b `c`' }), finding('breach', { standing: 'gone' })]), SKIPPED];
  const text = markdownSummary(findingsReport(summaries, RUN, { exit: 1 }));
  expect(text).toContain(`| count | \`POST /customers\` | 3/${states.length} | 12 | 20 | 1 | 1 | 0 | 1 |`);
  expect(text).toContain('| salesive | `POST /customers` | skipped: not set: SALESIVE_BASE_URL |');
  expect(text).toContain('## count: echo-differs (new)');
  expect(text).toContain("```sh\ncurl -i 'https://api.example.com/customers'\n```");
  expect(text.split('\n').filter((line) => line.startsWith('- count: gap'))).toHaveLength(1);
  expect(text).not.toContain('\n- b');
});

test('the catalogue has a row for every rule and every check', () => {
  const text = catalogue();
  for (const { id } of [...RULES, ...CHECKS]) expect(text).toContain(`| \`${id}\` |`);
  const cells = text.split('\n').filter((line) => line.startsWith('| `'));
  expect(cells).toHaveLength(RULES.length + CHECKS.length);
});
