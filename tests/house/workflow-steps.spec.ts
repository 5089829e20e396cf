import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { folder } from '../command-line.ts';
import { filesBelow } from './source-files.ts';
import { readWorkflow } from './workflow.ts';

const WORKFLOWS = new Map(filesBelow('.github/workflows').map(({ name, text }) => [name.split('/').at(-1) ?? '', readWorkflow(text)]));

interface Told {
  code: number | null;
  /** What the log of the job shows. */
  log: string;
  summary: string;
  outputs: string;
  calls: string[];
}

/** Runs the script of a step as a runner does, in a folder of its own. `npm` is a script that writes down its arguments. */
function runStep(file: string, job: string, name: string, env: Record<string, string>, npm = '', there: Record<string, string> = {}): Told {
  const dir = folder();
  const bin = path.join(dir, 'bin');
  mkdirSync(bin);
  writeFileSync(path.join(bin, 'npm'), `#!/bin/bash\necho "$@" >> "${dir}/calls"\n${npm}\n`);
  chmodSync(path.join(bin, 'npm'), 0o755);
  for (const [at, text] of Object.entries(there)) {
    mkdirSync(path.dirname(path.join(dir, at)), { recursive: true });
    writeFileSync(path.join(dir, at), text);
  }
  const script = WORKFLOWS.get(file)?.jobs[job]?.steps.find((step) => step.name === name)?.run ?? 'exit 99';
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: dir,
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env['PATH']}`, GITHUB_STEP_SUMMARY: path.join(dir, 'summary'), GITHUB_OUTPUT: path.join(dir, 'outputs'), ...env },
  });
  const read = (at: string): string => (existsSync(path.join(dir, at)) ? readFileSync(path.join(dir, at), 'utf8') : '');
  return { code: status, log: stdout + stderr, summary: read('summary'), outputs: read('outputs'), calls: read('calls').trim().split('\n') };
}

const SHEETS = { 'specs/acme/provider.yaml': '', 'specs/zeta/provider.yaml': '', 'specs/notes/readme.md': '' };

for (const file of ['gate.yml', 'nightly.yml'])
  test(`${file} has a job for every folder of specs that holds a sheet`, () => {
    expect(runStep(file, 'plan', 'List the providers', { ONLY: '' }, '', SHEETS)).toMatchObject({ code: 0, outputs: 'providers=["acme","zeta"]\n' });
  });

test('a night can be asked for one provider, and one that is not there is refused', () => {
  expect(runStep('nightly.yml', 'plan', 'List the providers', { ONLY: 'zeta' }, '', SHEETS).outputs).toBe('providers=["zeta"]\n');
  expect(runStep('nightly.yml', 'plan', 'List the providers', { ONLY: '$(touch x)' }, '', SHEETS)).toMatchObject({ code: 2, outputs: '' });
});

/** `npm` that knows the target, and ends `npm run drift` with a code, with or without a report. */
const npmThat = (target: string, code: number, report = true): string =>
  `case "$*" in *'contracts -- target'*) echo '${target}' ;; *) ${report ? 'mkdir -p nights/acme; echo {} > nights/acme/drift.json;' : ''} exit ${code} ;; esac`;

const NIGHTS: readonly (readonly [what: string, npm: string, code: number, log: RegExp])[] = [
  ['there was no drift', npmThat('sandbox', 0), 0, /^::notice title=acme::no drift$/m],
  ['there was drift', npmThat('sandbox', 1), 1, /^::error title=acme::drift$/m],
  ['nobody could look', npmThat('sandbox', 2), 2, /^::error title=acme::could not look/m],
  ['it ended with 1 and left no report, as a crash does', npmThat('sandbox', 1, false), 2, /^::error title=acme::could not look/m],
  ['it ended with 0 and left no report', npmThat('sandbox', 0, false), 2, /^::error title=acme::could not look/m],
];

for (const [what, npm, code, log] of NIGHTS)
  test(`the night of a provider ends with ${code} where ${what}`, () => {
    const told = runStep('nightly.yml', 'look', 'Look', { PROVIDER: 'acme' }, npm);

    expect(told).toMatchObject({ code, summary: '' });
    expect(told.log).toMatch(log);
    expect(told.calls.at(-1)).toBe('run drift -- --provider acme --target sandbox --reports nights/acme');
  });

const STEPS = [
  ['gate.yml', 'contract', 'Contract', 'run contract -- --provider acme --target mock --reports shards/acme'],
  ['nightly.yml', 'look', 'Look', 'run drift -- --provider acme --target mock --reports nights/acme'],
] as const;

for (const [file, job, step, call] of STEPS) {
  test(`without settings ${file} runs on the mock, and the summary says what is not set`, () => {
    const told = runStep(file, job, step, { PROVIDER: 'acme' }, npmThat('mock: not set: ACME_API_KEY', 0));

    expect(told.code).toBe(0);
    expect(told.calls.at(-1)).toBe(call);
    expect(told.summary).toMatch(/^> \*\*acme.* mock.*\*\*, not set: ACME_API_KEY$/m);
  });

  test(`where ${file} cannot tell the target, nothing is sent`, () => {
    const told = runStep(file, job, step, { PROVIDER: 'acme' }, 'exit 2');

    expect(told.code).toBe(2);
    expect(told.calls).toEqual(['run --silent contracts -- target acme']);
  });
}

test('the verdict of the gate is that of all jobs together, and its summary is shown whatever it is', () => {
  const told = runStep('gate.yml', 'verdict', 'One verdict', { CHOSEN: 'acme,zeta' }, 'mkdir -p reports; echo red > reports/summary.md; exit 1');

  expect(told).toMatchObject({ code: 1, summary: 'red\n', calls: ['run --silent contracts -- merge shards --provider acme,zeta --reports reports'] });
});

test('the notes of all providers are in the summary of the night', () => {
  const there = { 'nights/acme/drift.md': '# acme\n', 'nights/zeta/drift.md': '# zeta\n', 'nights/none/drift.json': '{}' };

  expect(runStep('nightly.yml', 'tell', 'Summary', {}, '', there).summary).toBe('\n# acme\n\n\n# zeta\n\n');
  expect(runStep('nightly.yml', 'tell', 'Summary', {})).toMatchObject({ code: 0, summary: '' });
});
