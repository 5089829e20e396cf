import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { reportsDir } from '#fixtures/disk/folder.js';
import { writeAtomic } from '#fixtures/disk/journal.ts';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { mockSettings } from '#fixtures/mock/settings.ts';
import { openSession } from '#fixtures/run/session.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { planCases } from '#src/cases/plan.ts';
import { prepare } from '#src/exchange/prepare.ts';
import type { Request } from '#src/model/exchange.ts';
import { generatedContract } from './generated.ts';

/** `npm run bench`: how long things take, as medians and as ratios measured in one run, also in `reports/bench.md`. Nothing here passes or fails. */

const ROOT = path.join(import.meta.dirname, '../..');
const RUNS = 5;
const WIDTH = 6;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const rows: string[] = [];
const print = (what: string, value: string, aim = ''): void => {
  process.stdout.write(`${what.padEnd(62)} ${value.padStart(14)}   ${aim}\n`);
  rows.push(`| ${what} | ${value} | ${aim} |`);
};

interface Command {
  args: readonly string[];
  environment?: Record<string, string>;
}

/** Wall time, in seconds, of some whole processes: of each the median of some runs, all in turn, so that a busy moment of the machine meets none alone. */
function seconds(commands: readonly Command[]): number[] {
  const rounds = Array.from({ length: RUNS }, () => commands.map(secondsOnce));
  return commands.map((_, index) => median(rounds.map((round) => round[index] as number)));
}

function secondsOnce({ args, environment = {} }: Command): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...environment }, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stderr}`);
  return (performance.now() - start) / 1000;
}

const reports = mkdtempSync(path.join(tmpdir(), 'bench-'));
process.once('exit', () => rmSync(reports, { recursive: true, force: true }));
const gateOf = (providers: string): Command => ({
  args: ['fixtures/command/bin.js', 'run'],
  environment: { PROVIDERS: providers, REPORTS_DIR: reports, TARGET: 'mock', PROFILE: 'gate' },
});

/** Milliseconds per request of the same requests sent bare: keep-alive, several in flight, nothing planned, read or judged. */
async function bareRequests(requests: readonly Request[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: WIDTH });
  const waiting = [...requests];
  const one = ({ url, method, headers, body }: Request): Promise<void> =>
    new Promise((done, failed) => {
      const sent = request(url, { method, agent, headers: Object.fromEntries(headers) }, (answer) => answer.resume().on('end', done));
      sent.on('error', failed).end(body);
    });
  const start = performance.now();
  await Promise.all(
    Array.from({ length: WIDTH }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await one(next);
    }),
  );
  const took = (performance.now() - start) / requests.length;
  agent.destroy();
  return took;
}

/** Milliseconds per request of the engine (plan, send, judge) over the lower transport; the mock's own time is in it. */
async function engine(provider: string): Promise<{ perRequest: number; requests: number; bare: number }> {
  const contract = loadContract(provider);
  const mock = await startMock({ contracts: [contract] });
  const round = async (run: string): Promise<{ ms: number; requests: number }> => {
    const start = performance.now();
    const plan = { profile: 'gate' as const, run, alternatives: [0] };
    const session = openSession({
      contract,
      baseUrl: mock.baseUrl(provider),
      settings: mock.settings(provider),
      transport: directTransport(),
      plan,
      planned: planCases(contract, plan),
    });
    const results = await session.results(session.plan.cases.map(({ id }) => id));
    await session.close();
    return { ms: performance.now() - start, requests: results.reduce((sum, { requests }) => sum + requests, 0) };
  };
  const bareRound = (run: string): Promise<number> => {
    const { cases } = planCases(contract, { profile: 'gate', run, alternatives: [0] });
    const steps = cases.flatMap((planned) => planned.steps).filter(({ role, method }) => role === 'create' && method === contract.operation.method);
    return bareRequests(
      steps.map((step) => prepare(step, { baseUrl: mock.baseUrl(provider), sheet: contract.sheet, settings: mock.settings(provider), now: Date.now() }).wire),
    );
  };
  await round('warm-up');
  const rounds: { ms: number; requests: number }[] = [];
  const bare: number[] = [];
  // In turn: server, client and machine are the same for both, as warm and as busy.
  for (let index = 0; index < RUNS; index++) {
    rounds.push(await round(`bench ${index}`));
    bare.push(await bareRound(`bare ${index}`));
  }
  await mock.close();
  return { bare: median(bare), perRequest: median(rounds.map(({ ms, requests }) => ms / requests)), requests: rounds[0]?.requests ?? 0 };
}

/** Cases of the night, explored ones among them, against a server that says the same to everything. */
async function exploration(provider: string): Promise<void> {
  const server = createServer((incoming, answer) => {
    incoming.resume().on('end', () => answer.writeHead(400, { 'content-type': 'application/json' }).end('{"message":"no","code":"no","type":"no"}'));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const contract = loadContract(provider);
  const options = { profile: 'nightly' as const, run: 'explore', alternatives: [0] };
  const planned = planCases(contract, options);
  const explored = planned.cases.filter(({ family }) => family === 'exploration').map(({ id }) => id);
  const rounds: number[] = [];
  let requests = 0;
  for (let round = 0; round < RUNS; round++) {
    const session = openSession({ contract, baseUrl: url, settings: mockSettings(contract, url), transport: directTransport(), plan: options, planned });
    // One case is sent before the clock starts: the connection and the client are there then.
    await session.results(
      planned.cases
        .filter(({ family }) => family === 'protocol')
        .map(({ id }) => id)
        .slice(0, 1),
    );
    const start = performance.now();
    const results = await session.results(explored);
    rounds.push(performance.now() - start);
    requests = results.reduce((sum, result) => sum + result.requests, 0);
    await session.close();
  }
  const bare = await bareRequests(
    Array.from({ length: requests }, () => ({ method: 'POST', url, headers: [['content-type', 'application/json']], body: Buffer.from('{}') })),
  );
  server.close();
  const perRequest = median(rounds) / requests;
  print(
    `exploration, ${provider} (${explored.length} cases, ${requests} requests)`,
    `${((explored.length / median(rounds)) * 1000).toFixed(0)} cases/s`,
    `${(perRequest / bare).toFixed(1)} times a bare keep-alive request (${bare.toFixed(3)} ms) to a server that says no to all`,
  );
}

/** What reading and planning cost as contracts grow. */
function growth(): void {
  for (const wanted of [10, 100, 1000, 10_000]) {
    const start = performance.now();
    const contract = generatedContract(wanted);
    const { cases } = planCases(contract, { profile: 'gate', run: 'growth', alternatives: [0] });
    const ms = performance.now() - start;
    print(
      `a generated contract of ${contract.clauses.length} clauses, to ${cases.length} cases`,
      `${ms.toFixed(0)} ms`,
      `${((ms / contract.clauses.length) * 1000).toFixed(0)} µs per clause`,
    );
  }
}

/** The most memory this process took so far, in MB. */
const memory = (after: string): void => print(`greatest memory of this process, after ${after}`, `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}, medians of ${RUNS}`;
process.stdout.write(`${machine}\n\n`);
const names = providerNames();
const CASES: Command = { args: ['fixtures/command/bin.js', 'cases', 'voucherify', '--json'] };
const EMPTY: Command = { args: ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/bench/empty/playwright.config.ts'] };
const [node = 0, plan = 0, empty = 0, all = 0, ...each] = seconds([{ args: ['-e', '0'] }, CASES, EMPTY, gateOf(''), ...names.map(gateOf)]);
print('node, doing nothing', `${(node * 1000).toFixed(0)} ms`);
print('Voucherify, YAML to proven cases, cold process', `${(plan * 1000).toFixed(0)} ms`);
const start = performance.now();
loadContract('voucherify');
planCases(loadContract('voucherify'), { profile: 'gate', run: 'bench', alternatives: [0] });
print('Voucherify, YAML to proven cases, modules loaded', `${(performance.now() - start).toFixed(0)} ms`, 'aim: under 300 ms');
print('Playwright, one empty test', `${empty.toFixed(2)} s`);
const printGate = (what: string, took: number, aim: string): void =>
  print(`gate, ${what}, start-up included`, `${took.toFixed(2)} s`, `${(took / empty).toFixed(1)} times Playwright with one empty test; aim: under ${aim}`);
for (const [index, name] of names.entries()) printGate(name, each[index] as number, '2.5 s');
printGate('all providers', all, '8 s');
for (const provider of names) {
  const { perRequest, requests, bare } = await engine(provider);
  print(
    `engine per request, ${provider} (${requests} requests)`,
    `${perRequest.toFixed(3)} ms`,
    `${(perRequest / bare).toFixed(1)} times the same requests sent bare (${bare.toFixed(3)} ms); aim: at most 3`,
  );
}
memory("all providers' gates");
for (const provider of names) await exploration(provider);
growth();
memory('a contract of ten thousand clauses');
writeAtomic(
  path.join(reportsDir(), 'bench.md'),
  `# How long things take\n\n${machine}. Written by \`npm run bench\`.\n\n| what | took | beside |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
);
