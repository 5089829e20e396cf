import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How a command ended, and what it printed. */
export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

/** The command line as people call it, in a process of its own. What a developer's own `.env` may choose is given here. */
export async function contracts(args: readonly string[], settings: Record<string, string> = {}, stdin = ''): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['fixtures/command/bin.js', ...args], {
    cwd: path.join(import.meta.dirname, '..'),
    env: { PATH, HOME, TARGET: 'mock', PROFILE: 'gate', PROVIDERS: '', MAX_REQUESTS: '', SEED: '', RECORD: '', LEDGER_DIR: folder(), ...settings },
  });
  const ended: Ended = { code: null, output: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (ended.output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ended.errors += chunk.toString()));
  child.stdin.end(stdin);
  ended.code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return ended;
}

/** A folder of its own for what a test writes. */
export const folder = (): string => mkdtempSync(path.join(tmpdir(), 'contracts-'));
