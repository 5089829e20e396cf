import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { LedgerEntry } from '#src/model/drift.ts';
import { type IssuePlan, type Night, type OpenIssue, planIssue } from '#src/report/drift-issue.ts';
import { contracts, folder } from '../command-line.ts';
import { contractsHere } from '../in-process.ts';

const drift = (fingerprint: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ fingerprint, source: 'behaviour', rule: 'status-changed', says: 'the status is another', direction: 'answer', effect: 'breaking', severity: 'breaking' },
  ...{ operation: 'POST /customer', at: 'answer 409 status', before: 409, after: 200, file: 'specs/flowwise/contract.yaml', line: 12 },
  ...{ provider: 'flowwise', standing: 'new', firstSeen: '2026-01-15', lastSeen: '2026-01-15', seen: 1 },
  ...more,
});

const night = (more: Partial<Night> = {}): Night => ({
  ...{ provider: 'flowwise', target: 'sandbox', day: '2026-01-15', state: 'looked', drifts: [], failOn: 'breaking', note: '# flowwise\n' },
  ...{ run: 'https://github.example/runs/7' },
  ...more,
});

const issue = (number: number, first: string): OpenIssue => ({ number, body: `${first}\n# flowwise\n` });
const OURS = issue(7, '<!-- contract-drift flowwise sandbox aa11 -->');
const ON_MOCK = issue(7, '<!-- contract-drift flowwise mock aa11 -->');
const inShort = ({ steps }: IssuePlan): string => steps.map((step) => (step.step === 'open' ? 'open' : `${step.step} ${step.number}`)).join(', ') || 'nothing';

const COULD_NOT: Partial<Night> = { state: 'could not look', reason: 'no answer' };
const DRIFTS: Partial<Night> = { drifts: [drift('aa11')] };

const PLANS: readonly (readonly [what: string, night: Partial<Night>, open: readonly OpenIssue[], steps: string])[] = [
  ['no drift and no issue', {}, [], 'nothing'],
  ['drift and no issue', DRIFTS, [], 'open'],
  ['the same drift again, told in other words', DRIFTS, [OURS], 'edit 7'],
  ['a drift that the issue does not know', { drifts: [drift('aa11'), drift('bb22')] }, [OURS], 'edit 7, comment 7'],
  ['no drift any more', {}, [OURS], 'close 7'],
  ['all drifts gone or flaky', { drifts: [drift('aa11', { standing: 'gone' }), drift('bb22', { standing: 'flaky' })] }, [OURS], 'close 7'],
  ['drift that is less grave than what is asked for', { drifts: [drift('aa11', { severity: 'warn' })] }, [OURS], 'close 7'],
  ['drift that is as grave as what is asked for', { drifts: [drift('aa11', { severity: 'warn' })], failOn: 'warn' }, [], 'open'],
  ['nobody could look, and there is no issue', COULD_NOT, [], 'nothing'],
  ['nobody could look, and there is an issue', COULD_NOT, [OURS], 'edit 7'],
  ['its settings were not there, and there is an issue', { state: 'skipped', reason: 'not set: FLOWWISE_BASE_URL' }, [OURS], 'edit 7'],
  ['drift, though something could not be looked at', { ...COULD_NOT, ...DRIFTS }, [], 'open'],
  ['no drift on the mock, and the issue is about the sandbox', { target: 'mock' }, [OURS], 'nothing'],
  ['drift on the mock, and the issue is about the sandbox', { target: 'mock', ...DRIFTS }, [OURS], 'nothing'],
  ['no drift on the sandbox, and the issue is about the mock', {}, [ON_MOCK], 'close 7'],
  ['the issue of another provider', {}, [issue(7, '<!-- contract-drift count sandbox aa11 -->')], 'nothing'],
  ['an issue that shows the marker further down', {}, [issue(7, 'Look:\n<!-- contract-drift flowwise sandbox aa11 -->')], 'nothing'],
  ['two issues of one provider', DRIFTS, [{ ...OURS, number: 9 }, OURS], 'edit 7, close 9'],
];

for (const [what, more, open, steps] of PLANS)
  test(`the issue of a night: ${what}: ${steps}`, () => {
    expect(inShort(planIssue(night(more), open))).toBe(steps);
  });

/** The body that a night gives an issue. */
const bodyOf = (more: Partial<Night>): string => planIssue(night({ ...DRIFTS, ...more }), []).steps.flatMap((step) => step.body)[0] ?? '';

test('an issue tells once, and stays word for word while nothing changes', () => {
  const body = bodyOf({});

  expect(body).toBe('<!-- contract-drift flowwise sandbox aa11 -->\n# flowwise\n\nhttps://github.example/runs/7\n');
  expect(planIssue(night(DRIFTS), [{ number: 7, body }]).steps).toEqual([]);
});

test('a note that nobody could look is renewed and goes again, and the fingerprints stay known', () => {
  const body = bodyOf({});
  const [first] = planIssue(night(COULD_NOT), [{ number: 7, body }]).steps;
  const [second] = planIssue(night({ ...COULD_NOT, day: '2026-01-16' }), [{ number: 7, body: first?.body ?? '' }]).steps;

  expect(second?.body).toBe(body.replace('-->\n', '-->\n> Not looked at on 2026-01-16: no answer https://github.example/runs/7\n\n'));
  expect(planIssue(night(DRIFTS), [{ number: 7, body: second?.body ?? '' }]).steps).toEqual([{ step: 'edit', number: 7, body }]);
});

test('what a provider wrote calls nobody, and curl lines stay as they are', () => {
  const body = bodyOf({ note: 'it says @octocat, a@example.com\n```sh\ncurl --data @body.json\n```\n' });

  expect(body).toContain('it says @\u200Boctocat, a@example.com');
  expect(body).toContain('curl --data @body.json');
});

test('a long note is cut where a tracker would refuse it, outside of code', () => {
  const body = bodyOf({ note: `\`\`\`json\n${'"line",\n'.repeat(20_000)}\`\`\`\n` });

  expect(body.length).toBeLessThan(65_536);
  expect(body).toContain('"line",\n```\n\nCut here');
});

/** `gh` that keeps its issues in a file beside it. */
const GH = `#!/usr/bin/env node
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const file = __dirname + '/issues.json';
const issues = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
const [group, verb, ...rest] = process.argv.slice(2);
const own = issues.find(({ number }) => number === Number(rest[0]));
const text = rest.includes('--body-file') ? readFileSync(0, 'utf8') : '';
if (group === 'issue' && verb === 'list') console.log(JSON.stringify(issues.filter(({ open }) => open)));
if (verb === 'create' && group === 'issue') { issues.push({ number: issues.length + 1, body: text, open: true, comments: [] }); console.log('https://github.example/issues/' + issues.length); }
if (verb === 'edit') own.body = text;
if (verb === 'comment') own.comments.push(text);
if (verb === 'close') own.open = false;
writeFileSync(file, JSON.stringify(issues));
`;

/** A command line with a tracker of its own. */
function tracker(gh = GH, call = contractsHere) {
  const bin = folder();
  const nights = folder();
  writeFileSync(path.join(bin, 'gh'), gh);
  chmodSync(path.join(bin, 'gh'), 0o755);
  const issues = (): { number: number; open: boolean; body: string; comments: string[] }[] =>
    existsSync(path.join(bin, 'issues.json')) ? JSON.parse(readFileSync(path.join(bin, 'issues.json'), 'utf8')) : [];
  const tell = async (state: Night['state'] | 'crashed', drifts: readonly LedgerEntry[] = [], flags: readonly string[] = []) => {
    mkdirSync(path.join(nights, 'flowwise'), { recursive: true });
    const report = { version: 1, run: { target: 'sandbox' }, providers: [{ provider: 'flowwise', state, drifts }] };
    writeFileSync(path.join(nights, 'flowwise/drift.json'), state === 'crashed' ? '{"version": 1, "pro' : JSON.stringify(report));
    writeFileSync(path.join(nights, 'flowwise/drift.md'), '# flowwise\n');
    return call(['drift-issue', nights, '--provider', 'flowwise', ...flags], { PATH: `${bin}:${process.env['PATH']}` });
  };
  return { issues, tell };
}

test.describe(() => {
  test.describe.configure({ timeout: 60_000 });

  test('over some nights one issue is opened, kept while nobody can look, and closed when the drift is gone', async () => {
    const { issues, tell } = tracker();

    expect((await tell('looked', [drift('aa11')])).output).toContain('| flowwise | 1 drift | [opened](https://github.example/issues/1) |');
    expect((await tell('looked', [drift('aa11', { standing: 'lasting' })])).output).toContain('| flowwise | 1 drift | none |');
    expect((await tell('crashed')).output).toContain('| flowwise | could not look: the job left no report; #1 stays open | edit #1 |');
    expect(issues()).toMatchObject([{ open: true, comments: [] }]);

    expect((await tell('looked', [drift('bb22')], ['--dry-run'])).output).toContain('| flowwise | 1 drift | edit #1, comment #1 |');
    expect(issues()[0]?.comments).toEqual([]);

    expect((await tell('looked')).output).toContain('| flowwise | no drift; #1 is closed | close #1 |');
    expect(issues()).toMatchObject([{ open: false, comments: [expect.stringContaining('Gone: on ')] }]);
  });

  test('where `gh` fails it ends with 2 and says what `gh` said', async () => {
    const { code, errors } = await tracker('#!/bin/sh\necho "HTTP 403: not accessible by integration" >&2\nexit 1\n', contracts).tell('looked');

    expect(code).toBe(2);
    expect(errors).toContain('`gh issue list` failed: HTTP 403: not accessible by integration\nIt needs GH_TOKEN (issues: write) and GH_REPO.');
  });

  test('where `gh` cannot be started it ends with 2 and says so', async () => {
    const { code, errors } = await tracker('#!/nowhere/such/a/shell\n').tell('looked');

    expect(code).toBe(2);
    expect(errors).toMatch(/^`gh issue list` failed: .*ENOENT/);
  });
});
