import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { reportsDir } from '#fixtures/disk/folder.js';
import { writeAtomic } from '#fixtures/disk/journal.ts';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { tierOf } from '#fixtures/mock/fault.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { VARIATIONS } from '#fixtures/mock/variations.ts';
import type { Bite } from './measure.ts';
import { curve, curveTable, failures, partNote, summaryTable, type TeethReport, teethPage } from './report.ts';
import type { Asked } from './worker.ts';

/**
 * `npm run teeth`: every fault is seeded into every provider's mock it fits, and the suite's engine has to notice; every
 * faithful variation as well, and the engine has to stay silent.
 */

interface Pair extends Asked {
  /** What it can be asked for by. */
  words: string[];
}

const MISSING = 'missing';
const AIMS: readonly [requests: number, share: number][] = [
  [15, 0.6],
  [45, 0.9],
];
const collect = (value: string, before: string[]): string[] => [...before, ...value.split(',')];

const flags = new Command('teeth')
  .description(
    'Seeds every fault into the mock of every provider it fits and shows which check catches it, at which request; then has every faithful variation and shows that nothing is blamed.',
  )
  .option(
    '--only <what>',
    'a fault, a variation, a class, a tier (gate, nightly, robust, faithful) or a provider, or `missing` for what the last report lacks; what was measured before is kept',
    collect,
    [],
  )
  .option('--jobs <n>', 'processes at once', String(availableParallelism()))
  .addHelpText(
    'after',
    '\nWrites reports/teeth.md and reports/teeth.json. Exit code: 0 as it should be; 1 a fault got away, a false alarm, or an aim was missed; 2 interrupted.',
  )
  .parse()
  .opts<{ only: string[]; jobs: string }>();

const file = path.join(reportsDir(), 'teeth.json');
const keyOf = ({ fault, tier, provider }: Asked): string => `${tier} ${fault} ${provider}`;
const pairOf = (fault: string, tier: Pair['tier'], provider: string, ...words: string[]): Pair => ({
  fault,
  tier,
  provider,
  words: [fault, tier, provider, ...words],
});
const all = providerNames().flatMap((provider): Pair[] => {
  const contract = loadContract(provider);
  return [
    ...FAULTS.filter((fault) => fault.applies(contract)).map((fault) => pairOf(fault.id, tierOf(fault), provider, fault.class)),
    ...VARIATIONS.filter((variation) => variation.applies(contract)).map(({ id }) => pairOf(id, 'faithful', provider)),
  ];
});
const before = flags.only.length > 0 && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TeethReport).bites : [];
const measured = new Map(before.filter((bite) => all.some((pair) => keyOf(pair) === keyOf(bite))).map((bite) => [keyOf(bite), bite]));
const wanted = all.filter(
  (pair) => flags.only.length === 0 || pair.words.some((word) => flags.only.includes(word)) || (flags.only.includes(MISSING) && !measured.has(keyOf(pair))),
);
if (wanted.length === 0) {
  process.stderr.write(`nothing is called ${flags.only.join(', ')}: name a fault, a variation, a class, a tier, a provider, or \`${MISSING}\`\n`);
  process.exit(2);
}

let interrupted = false;
process.once('SIGINT', () => {
  interrupted = true;
});
const started = performance.now();
let done = 0;
const waiting = [...wanted];
await Promise.all(Array.from({ length: Math.max(1, Math.min(Number(flags.jobs) || 1, wanted.length)) }, work));
finish();

async function work(): Promise<void> {
  const child = fork(path.join(import.meta.dirname, 'worker.ts'), { execArgv: ['--import', 'tsx'] });
  for (let pair = waiting.shift(); pair && !interrupted; pair = waiting.shift()) {
    const bite = await ask(child, pair);
    measured.set(keyOf(bite), bite);
    progress(pair);
  }
  child.kill();
}

/** What a process measures of a pair. A process that ends without an answer is a crash of the suite, and ends the command. */
function ask(child: ChildProcess, pair: Pair): Promise<Bite> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error(`measuring ${keyOf(pair)} ended without an answer`));
    child.once('exit', ended);
    child.once('message', (bite) => {
      child.off('exit', ended);
      resolve(bite as Bite);
    });
    child.send(pair);
  });
}

function progress({ fault, provider }: Pair): void {
  done += 1;
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${done}/${wanted.length} ${provider} ${fault}`);
  else if (done % 50 === 0) process.stderr.write(`${done}/${wanted.length}\n`);
}

function finish(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  const order = new Map(all.map((pair, index) => [keyOf(pair), index]));
  const bites = [...measured.values()].sort((a, b) => (order.get(keyOf(a)) ?? 0) - (order.get(keyOf(b)) ?? 0));
  const report: TeethReport = { version: 1, at: new Date().toISOString(), missing: all.length - bites.length, bites };
  writeAtomic(file, `${JSON.stringify(report, null, 1)}\n`);
  writeAtomic(file.replace(/json$/, 'md'), teethPage(report));
  const lost = failures(bites);
  // Of a part of the faults a share says nothing.
  const short = report.missing > 0 ? [] : AIMS.filter(([requests, share]) => (curve(bites).find((point) => point.requests === requests)?.share ?? 0) < share);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(
    `${[
      summaryTable(bites),
      ...[curveTable(bites), partNote(report)].filter((text) => text !== undefined),
      ...lost,
      ...short.map(([requests, share]) => `with ${requests} requests less than ${share * 100} % was caught`),
      `${done} pairs measured in ${seconds} s${report.missing > 0 ? `, ${report.missing} missing (\`--only ${MISSING}\` goes on)` : ''}: ${path.relative(process.cwd(), file.replace(/json$/, 'md'))}`,
    ].join('\n\n')}\n`,
  );
  process.exitCode = interrupted ? 2 : lost.length > 0 || short.length > 0 ? 1 : 0;
}
