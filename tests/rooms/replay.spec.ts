import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { specsDir } from '#fixtures/disk/providers.ts';
import { readRecording } from '#fixtures/disk/read-recording.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { type Mock, startMock } from '#fixtures/mock/mock.ts';
import { timedIn } from '#src/model/recording.ts';
import type { har } from '#src/report/har.ts';
import type { FindingsReport } from '#src/report/json.ts';
import { contracts, folder, reportIn } from '../command-line.ts';
import { contractsHere, runHere } from '../in-process.ts';
import { specsWaivingAllBut } from '../waived-specs.ts';

/** A breach, a gap, a leak, a failure that shows once, and two that only the night finds and makes smaller. */
const FAULTY = ['duplicate-accepted', 'undocumented-member', 'secret-in-error', 'fails-once', 'template-evaluated', 'deep-nesting-fails'];

interface Made {
  code: number | null;
  output: string;
  report: FindingsReport;
}

interface Recorded extends Made {
  recording: string;
  /** What it was recorded under: `specs/`, with waivers. */
  specs: string;
  requests: number;
  secrets: string[];
}

let run: Recorded;

const judgement = ({ findings }: FindingsReport): unknown[] =>
  findings.map(({ fingerprint, severity, flaky, shrunk }) => [fingerprint, severity, flaky, shrunk]);

const replayed = (recording: string, { specs, args = [] }: { specs?: string; args?: string[] } = {}): Promise<Made> =>
  contractsHere(['replay', recording, ...args], specs === undefined ? {} : { SPECS_DIR: specs });

/** The recording with its text changed, as a file of its own. */
function changed(change: (text: string) => string): string {
  const file = path.join(folder(), 'count.jsonl');
  writeFileSync(file, change(readFileSync(run.recording, 'utf8')));
  return file;
}

/** A copy of `specs/` in which Count's document is changed. */
function specsWith(change: (document: string) => string): string {
  const specs = folder();
  cpSync(path.join(specsDir(), 'count'), path.join(specs, 'count'), { recursive: true });
  const file = path.join(specs, 'count/contract.yaml');
  const [before, after] = [readFileSync(file, 'utf8'), change(readFileSync(file, 'utf8'))];
  expect(after).not.toBe(before);
  writeFileSync(file, after);
  return specs;
}

test.describe.configure({ timeout: 90_000 });

// Recorded once, by the first test of a worker.
test.beforeEach(async () => {
  run ??= await record();
});

async function record(): Promise<Recorded> {
  const reports = folder();
  const specs = specsWaivingAllBut(() => true, await findingsOfNight());
  const mock = await faultyMock();
  const settings = mock.settings('count');
  const args = ['run', '--provider', 'count', '--target', 'sandbox', '--profile', 'nightly', '--record', '--reports', reports];
  const { code, output } = await contracts(args, { ...settings, SPECS_DIR: specs, KEEP: '0' });
  const requests = mock.requests();
  await mock.close();
  return {
    ...{ code, output, requests, specs, report: reportIn(reports), recording: path.join(reports, 'recording/count.jsonl') },
    secrets: ['COUNT_CLIENT_SECRET', 'COUNT_ACCESS_TOKEN'].map((name) => settings[name] ?? ''),
  };
}

const faultyMock = (): Promise<Mock> => startMock({ contracts: [loadContract('count')], faults: FAULTS.filter(({ id }) => FAULTY.includes(id)) });

async function findingsOfNight(): Promise<FindingsReport['findings']> {
  const mock = await faultyMock();
  const { report } = await runHere({ TARGET: 'sandbox', PROVIDERS: 'count', PROFILE: 'nightly', ...mock.settings('count') });
  await mock.close();
  return report.findings;
}

test('the recorded run is one worth replaying: breaches, gaps, a flaky one and smaller bodies', () => {
  const { findings } = run.report;

  expect(run.code).toBe(1);
  expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['breach', 'gap']));
  expect(findings.filter(({ flaky }) => flaky).length).toBeGreaterThan(0);
  expect(findings.filter(({ shrunk }) => shrunk !== undefined).length).toBeGreaterThan(1);
  expect(findings.filter(({ check, at }) => check === 'internals-leaked' && at === 'credential').length).toBeGreaterThan(0);
});

test('a replay comes to the very findings of the run, its exit code and its counts, and sends nothing', async () => {
  const { code, report, output } = await contracts(['replay', run.recording], { SPECS_DIR: run.specs });

  expect(judgement(report)).toEqual(judgement(run.report));
  expect(report.findings).toEqual(run.report.findings);
  expect(report.providers).toEqual(run.report.providers.map(({ cleaned: _cleaned, ...provider }) => provider));
  expect(code).toBe(run.code);
  expect(report.run).toMatchObject({ id: run.report.run.id, startedAt: run.report.run.startedAt, replayed: { changed: [], cut: [], unfit: [] } });
  expect(output).toContain('Replayed: nothing was sent.');
});

test('a recording holds every request of the run and no secret', () => {
  const { look, cases, cleanUps } = readRecording(run.recording);

  expect([...(look ? [look] : []), ...cases, ...cleanUps].flatMap(timedIn)).toHaveLength(run.requests);
  expect(look?.exchanges).toHaveLength(1);
  expect(cleanUps.length).toBeGreaterThan(0);
  for (const secret of run.secrets) expect(readFileSync(run.recording, 'utf8')).not.toContain(secret);
});

test('under another version of the contract that says the same, a replay comes to the same findings and says so', async () => {
  const { report, output } = await replayed(run.recording, { specs: specsWith((document) => `${document}\n# reviewed\n`) });

  expect(judgement(report)).toEqual(judgement(run.report));
  expect(report.run.replayed).toEqual({ changed: ['count'], cut: [], unfit: [] });
  expect(output).toContain('count: recorded under another version of the contract');
});

test('a case that the present contract no longer calls invalid is left out, with the reason', async () => {
  const { report, output } = await replayed(run.recording, { specs: specsWith((document) => document.replaceAll('maxLength: 255', 'maxLength: 300')) });
  const unfit = report.run.replayed?.unfit ?? [];

  expect(unfit.map(({ case: id }) => id)).toContainEqual(expect.stringMatching(/^string-too-long\/request\/customer/));
  expect(unfit.every(({ reason }) => reason !== '')).toBe(true);
  expect(report.providers[0]?.cases).toBe((run.report.providers[0]?.cases ?? 0) - unfit.length);
  expect(output).toContain('says nothing under the present contract');
});

test('what the present contract promises beyond the recorded one is held against the recorded answers', async () => {
  const demanding = specsWith((document) => document.replace(/(CustomerCreated:\n\s+type: object\n)/, '$1      required: [receipt]\n'));
  const { report } = await replayed(run.recording, { specs: demanding });
  const known = new Set(run.report.findings.map(({ fingerprint }) => fingerprint));

  expect(report.findings.filter(({ fingerprint }) => !known.has(fingerprint))).toMatchObject([
    { severity: 'breach', check: 'body-schema-broken', clause: { id: expect.stringContaining('receipt') } },
  ]);
});

test('a recording that was cut short is judged as far as it goes, and is not green', async () => {
  const begun = changed((text) => text.split('\n').slice(0, 2).concat('').join('\n'));
  const cut = await replayed(changed((text) => text.slice(0, text.length - 20_000)));
  const empty = await replayed(begun);

  expect(cut.report.run).toMatchObject({ exit: 1, replayed: { cut: ['count'] } });
  expect(cut.output).toContain('count: the recording ends before the run did');
  expect(cut.report.providers[0]?.cases).toBeGreaterThan(100);
  const all = new Set(run.report.findings.map(({ fingerprint }) => fingerprint));
  expect(cut.report.findings.filter(({ fingerprint }) => !all.has(fingerprint))).toEqual([]);
  expect(empty.code).toBe(2);
});

test('--har writes an HTTP archive of every exchange, the first one first', async () => {
  const file = path.join(folder(), 'run.har');
  await replayed(run.recording, { args: ['--har', file] });
  const { log } = JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof har>;

  expect(log.version).toBe('1.2');
  expect(log.entries).toHaveLength(run.requests);
  expect(log.entries.map(({ startedDateTime }) => startedDateTime)).toEqual(log.entries.map(({ startedDateTime }) => startedDateTime).toSorted());
  for (const entry of log.entries) {
    expect(Object.keys(entry)).toEqual(expect.arrayContaining(['startedDateTime', 'time', 'request', 'response', 'cache', 'timings']));
    expect(entry.response.status).toBeGreaterThan(0);
    expect(new URL(entry.request.url).hostname).toBe('127.0.0.1');
  }
  for (const secret of run.secrets) expect(readFileSync(file, 'utf8')).not.toContain(secret);
});

/** What is done to a recording, and what is said of it. */
const UNREADABLE: readonly (readonly [what: string, change: (text: string) => string, told: RegExp])[] = [
  ['that is empty', () => '', /count\.jsonl:1: a recording begins with a line of the kind `recording`\. .+/],
  ['of another kind', () => '{"log":{}}\n', /count\.jsonl:1: .+/],
  ['of a later version', (text) => text.replace('"version":1', '"version":2'), /count\.jsonl:1: \/version should be .+\. .+/],
  ['without its plan', (text) => text.replace(/\n.*\n/, '\n'), /count\.jsonl:2: a line of the kind `plan` comes second\. .+/],
  ['with a line that is no JSON', (text) => text.replace(/^(.*\n.*\n)/, '$1oops\n'), /count\.jsonl:3: the line is no JSON\. .+/],
  [
    'with an answer that lacks its status',
    (text) => text.replace('"answer":{"status":', '"answer":{"stat":'),
    /count\.jsonl:\d+: \/exchanges\/0\/.+ should be .+/,
  ],
];

for (const [what, change, told] of UNREADABLE)
  test(`a recording ${what} is refused with file, line, reason and remedy`, async () => {
    const { code, errors } = await contractsHere(['replay', changed(change)]);

    expect(code).toBe(2);
    expect(errors).toMatch(told);
  });

test('a file that is not there is refused, and so are recordings of two runs', async () => {
  const missing = await contractsHere(['replay', '/nowhere/count.jsonl']);
  const other = changed((text) => text.replace(`"run":"${run.report.run.id}"`, '"run":"another"').replaceAll('"provider":"count"', '"provider":"flowwise"'));
  const mixed = await contractsHere(['replay', run.recording, other]);

  expect([missing.code, mixed.code]).toEqual([2, 2]);
  expect(missing.errors).toContain('/nowhere/count.jsonl:1: there is no such file. Record a run with `npm run contract -- --record`');
  expect(mixed.errors).toContain('replay one run at a time');
});

test('a run that is not to be recorded leaves no recording', async () => {
  const { code, reports } = await runHere({ PROVIDERS: 'flowwise', PROFILE: 'smoke' });

  expect(code).toBe(0);
  expect(existsSync(path.join(reports, 'recording'))).toBe(false);
});
