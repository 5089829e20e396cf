import { existsSync } from 'node:fs';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { callContracts } from '#fixtures/command/call.js';
import { providerNames } from '#fixtures/disk/providers.ts';
import { runOptions } from '#fixtures/run/environment.ts';
import { keepRun } from '#fixtures/run/keep.ts';
import type { Told } from '#fixtures/run/keeper.js';
import { joinRun } from '#fixtures/run/provider.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { type Ended, endedIn, folder, PLAIN_SETTINGS, reportIn } from './command-line.ts';

/**
 * What `command-line.ts` does in a process of its own, done in this one: the start of a process, a TypeScript loader and Playwright
 * cost ten times what most commands do. That a command works as a process, at least one of its tests shows.
 */

/** Calls a command as the command line does, from the reading of its flags on. */
export function contractsHere(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return here(settings, async () => {
    await callContracts(args, (file) => import(path.join('../', file)));
    return Number(process.exitCode ?? 0);
  });
}

/** Does what `contracts run` does, all but Playwright's tests: the set-up, every case of every plan, the clean-up and the reports. */
export function runHere(settings: Readonly<Record<string, string>>): Promise<Ended> {
  return here(settings, async (reports) => {
    await wholeRun().catch((error: Error) => {
      if (!existsSync(path.join(reports, 'findings.json'))) throw error;
      // Why a run is not green, or cannot be, is told to Playwright, whose reporter shows it.
      process.stdout.write(`${error.message}\n`);
    });
    return reportIn(reports).run.exit;
  });
}

async function wholeRun(): Promise<void> {
  const { port1: keeper, port2: asking } = new MessageChannel();
  const told = (): Promise<Told> => new Promise((resolve) => asking.once('message', resolve));
  try {
    const first = told();
    await keepRun(keeper, { plansAhead: false });
    const { ready, cannot } = await first;
    if (ready === undefined) throw new Error(cannot);
    process.env['CONTRACTS_RUN_DIR'] = ready;
    for (const provider of runOptions(providerNames()).providers) {
      const { session, skipped } = await joinRun(ready, provider, directTransport());
      if (skipped === undefined) await session.results(session.plan.cases.map(({ id }) => id));
      await session.close();
    }
    const last = told();
    asking.postMessage({ interrupted: false });
    const { ended = [] } = await last;
    if (ended.length > 0) throw new Error(ended.join('\n'));
  } finally {
    keeper.close();
  }
}

/** Does something under some settings and no others, and catches what it prints. */
async function here(settings: Readonly<Record<string, string>>, run: (reports: string) => Promise<number>): Promise<Ended> {
  const before = { env: { ...process.env }, exitCode: process.exitCode, interrupt: process.listeners('SIGINT') };
  const reports = settings['REPORTS_DIR'] ?? folder();
  const { PATH = '', HOME = '' } = process.env;
  const [output, errors] = [caught(process.stdout), caught(process.stderr)];
  become({ PATH, HOME, ...PLAIN_SETTINGS, LEDGER_DIR: folder(), REPORTS_DIR: reports, ...settings });
  process.exitCode = undefined;
  try {
    const code = await run(reports);
    return endedIn(reports, { code, output: output.text(), errors: errors.text() });
  } finally {
    for (const stream of [output, errors]) stream.release();
    become(before.env);
    process.exitCode = before.exitCode;
    for (const listener of process.listeners('SIGINT')) if (!before.interrupt.includes(listener)) process.off('SIGINT', listener);
  }
}

function become(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
}

/** What is written to a stream until it is released; it is no terminal meanwhile. */
function caught(stream: NodeJS.WriteStream): { text(): string; release(): void } {
  const { write, isTTY } = stream;
  let text = '';
  stream.write = (chunk: string | Uint8Array): boolean => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  stream.isTTY = false;
  return { text: () => text, release: () => void Object.assign(stream, { write, isTTY }) };
}
