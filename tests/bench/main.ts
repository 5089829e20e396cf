import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { openSession } from '#fixtures/run/session.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { planCases } from '#src/cases/plan.ts';
import { prepare } from '#src/exchange/prepare.ts';
import type { Request } from '#src/model/exchange.ts';

/** `npm run bench`: how long things take, as medians and as ratios measured in one run. Nothing here passes or fails. */

const ROOT = path.join(import.meta.dirname, '../..');
const RUNS = 5;
const WIDTH = 6;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const print = (what: string, value: string, aim = ''): void => {
  process.stdout.write(`${what.padEnd(58)} ${value.padStart(12)}   ${aim}\n`);
};

/** Wall time, in seconds, of a whole process; the median of some runs. */
function seconds(args: readonly string[], environment: Record<string, string> = {}): number {
  return median(
    Array.from({ length: RUNS }, () => {
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...environment }, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stderr}`);
      return (performance.now() - start) / 1000;
    }),
  );
}

const gate = (providers: string): number =>
  seconds(['fixtures/command/bin.js', 'run'], {
    PROVIDERS: providers,
    REPORTS_DIR: mkdtempSync(path.join(tmpdir(), 'bench-')),
    TARGET: 'mock',
    PROFILE: 'gate',
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
    const session = openSession({
      contract,
      baseUrl: mock.baseUrl(provider),
      settings: mock.settings(provider),
      transport: directTransport(),
      plan: { profile: 'gate', run, alternatives: [0] },
    });
    const results = await session.results(session.plan.cases.map(({ id }) => id));
    await session.close();
    return { ms: performance.now() - start, requests: results.reduce((sum, { requests }) => sum + requests, 0) };
  };
  await round('warm-up');
  const rounds: { ms: number; requests: number }[] = [];
  for (let index = 0; index < RUNS; index++) rounds.push(await round(`bench ${index}`));
  const bare: number[] = [];
  for (let index = 0; index < RUNS; index++) {
    const { cases } = planCases(contract, { profile: 'gate', run: `bare ${index}`, alternatives: [0] });
    const steps = cases.flatMap((planned) => planned.steps).filter(({ role, method }) => role === 'create' && method === contract.operation.method);
    bare.push(
      await bareRequests(
        steps.map((step) => prepare(step, { baseUrl: mock.baseUrl(provider), sheet: contract.sheet, settings: mock.settings(provider), now: Date.now() }).wire),
      ),
    );
  }
  await mock.close();
  return { bare: median(bare), perRequest: median(rounds.map(({ ms, requests }) => ms / requests)), requests: rounds[0]?.requests ?? 0 };
}

process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}, medians of ${RUNS}\n\n`);
const node = seconds(['-e', '0']);
const plan = seconds(['fixtures/command/bin.js', 'cases', 'voucherify', '--json']);
print('node, doing nothing', `${(node * 1000).toFixed(0)} ms`);
print('Voucherify, YAML to proven cases, cold process', `${(plan * 1000).toFixed(0)} ms`);
const start = performance.now();
loadContract('voucherify');
planCases(loadContract('voucherify'), { profile: 'gate', run: 'bench', alternatives: [0] });
print('Voucherify, YAML to proven cases, modules loaded', `${(performance.now() - start).toFixed(0)} ms`, 'aim: under 300 ms');
for (const provider of providerNames()) print(`gate, ${provider}, start-up included`, `${gate(provider).toFixed(2)} s`, 'aim: under 2.5 s');
print('gate, all providers, start-up included', `${gate('').toFixed(2)} s`, 'aim: under 8 s');
for (const provider of providerNames()) {
  const { perRequest, requests, bare } = await engine(provider);
  print(
    `engine per request, ${provider} (${requests} requests)`,
    `${perRequest.toFixed(3)} ms`,
    `${(perRequest / bare).toFixed(1)} times the same requests sent bare (${bare.toFixed(3)} ms); aim: at most 3`,
  );
}
