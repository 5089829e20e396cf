import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FindingsReport } from '#src/report/json.ts';

/** How a command ended, what it printed, and what it left. */
export interface Ended {
  code: number | null;
  output: string;
  errors: string;
  /** Where it wrote, unless `--reports` said otherwise. */
  reports: string;
  /** The report in that folder, read when it is asked for. */
  readonly report: FindingsReport;
}

export interface Started {
  /** Where it writes, unless `--reports` says otherwise. */
  reports: string;
  /** Kills the command and everything it started, as `kill -9` does. */
  kill(): void;
  /** Ends it as Ctrl-C in a terminal does: the command and everything it started get SIGINT. */
  interrupt(): void;
  ended: Promise<Ended>;
}

const folders: string[] = [];
process.once('exit', () => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

/** A folder of its own for what a test writes, until the process ends. */
export function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'contracts-'));
  folders.push(made);
  return made;
}

export const reportIn = (reports: string): FindingsReport => JSON.parse(readFileSync(path.join(reports, 'findings.json'), 'utf8')) as FindingsReport;

/** What is known of a command that has ended. */
export const endedIn = (reports: string, said: Pick<Ended, 'code' | 'output' | 'errors'>): Ended => ({
  ...said,
  reports,
  get report() {
    return reportIn(reports);
  },
});

/** What a developer's own `.env` may choose, as it is where nothing is chosen. */
export const PLAIN_SETTINGS = { TARGET: 'mock', PROFILE: 'gate', PROVIDERS: '', MAX_REQUESTS: '', SEED: '', RECORD: '', KEEP: '', PACE: '' };

/** Starts the command line as people call it, in a process of its own. */
export function startContracts(args: readonly string[], settings: Readonly<Record<string, string>> = {}, stdin = ''): Started {
  const { PATH = '', HOME = '' } = process.env;
  const reports = settings['REPORTS_DIR'] ?? folder();
  const child = spawn(process.execPath, ['fixtures/command/bin.js', ...args], {
    cwd: path.join(import.meta.dirname, '..'),
    detached: true,
    env: { PATH, HOME, ...PLAIN_SETTINGS, LEDGER_DIR: folder(), REPORTS_DIR: reports, ...settings },
  });
  const said = { output: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.errors += chunk.toString()));
  child.stdin.end(stdin);
  const signal = (name: NodeJS.Signals): void => void process.kill(-(child.pid as number), name);
  return {
    reports,
    kill: () => signal('SIGKILL'),
    interrupt: () => signal('SIGINT'),
    ended: new Promise((resolve) => {
      child.once('close', (code) => resolve(endedIn(reports, { code, ...said })));
    }),
  };
}

/** Runs the command line to its end. */
export const contracts = (args: readonly string[], settings?: Readonly<Record<string, string>>, stdin?: string): Promise<Ended> =>
  startContracts(args, settings, stdin).ended;
