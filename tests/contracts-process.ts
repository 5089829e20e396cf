import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FindingsReport } from '#src/report/json.ts';

const ROOT = path.join(import.meta.dirname, '..');

/** What a command line that has ended left behind; `report` is absent where it wrote none. */
export interface Ended {
  code: number | null;
  output: string;
  report: FindingsReport | undefined;
}

export interface Started {
  /** Kills the command and everything it started, as `kill -9` does. */
  kill(): void;
  /** Ends it as Ctrl-C in a terminal does: the command and everything it started get SIGINT. */
  interrupt(): void;
  ended: Promise<Ended>;
}

export const emptyFolder = (): string => mkdtempSync(path.join(tmpdir(), 'contracts-'));

/** Starts the command line as people do: a process of its own, with a reports folder of its own. */
export function startContracts(args: readonly string[], environment: Readonly<Record<string, string>>): Started {
  const reports = emptyFolder();
  const { TARGET: _target, CONTRACTS_RUN_DIR: _dir, TEST_WORKER_INDEX: _worker, ...inherited } = process.env;
  const child: ChildProcess = spawn(process.execPath, ['fixtures/command/bin.js', ...args], {
    cwd: ROOT,
    detached: true,
    env: { ...inherited, FORCE_COLOR: '0', REPORTS_DIR: reports, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const file = path.join(reports, 'findings.json');
  return {
    interrupt: () => void process.kill(-(child.pid as number), 'SIGINT'),
    kill: () => void process.kill(-(child.pid as number), 'SIGKILL'),
    ended: new Promise((resolve) => {
      child.once('close', (code) => {
        resolve({ code, output, report: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as FindingsReport) : undefined });
      });
    }),
  };
}

export const contracts = (args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ended> => startContracts(args, environment).ended;
