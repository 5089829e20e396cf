import type { Finding } from '../model/verdict.ts';
import { findingText, printable } from './finding.ts';
import type { FindingsReport } from './json.ts';

export interface TerminalOptions {
  seconds: number;
  /** The reports folder, as people would type it. */
  reports: string;
  /** Playwright's own report was written as well. */
  html?: boolean;
  paint(style: 'red' | 'green' | 'yellow' | 'dim' | 'bold', text: string): string;
}

/** What a run prints at its end: a line per provider, then every breach in full and the gaps in short. */
export function terminalSummary({ run, providers, findings }: FindingsReport, { seconds, reports, html = true, paint }: TerminalOptions): string {
  const width = Math.max(0, ...providers.map(({ provider }) => provider.length));
  const lines = providers.map((entry) => {
    const name = paint('bold', entry.provider.padEnd(width));
    if (entry.skipped !== undefined) return `  ${name}  ${paint('dim', `skipped: ${entry.skipped}`)}`;
    if (entry.blocked !== undefined) return `  ${name}  ${paint('yellow', 'not tested, see below')}`;
    const own = findings.filter(({ provider, standing }) => provider === entry.provider && standing !== 'gone');
    const { total, upheld, untested } = entry.clauses;
    return `  ${name}  ${entry.operation.padEnd(20)} ${String(upheld).padStart(3)} of ${total} clauses upheld, ${untested} untested · ${entry.cases} cases · ${entry.requests} requests${entry.dropped ? ` (${entry.dropped.length} cases left out)` : ''} · ${counts(own, entry.undecided, paint)}`;
  });
  const breaches = findings.filter(({ severity, standing }) => severity === 'breach' && standing === 'new');
  const known = findings.filter(({ severity, standing }) => severity === 'breach' && (standing === 'known' || standing === 'waived')).length;
  const gone = findings.filter(({ standing }) => standing === 'gone').length;
  return [
    '',
    ...lines,
    '',
    ...breaches.map((finding) => `${paint('red', findingText(finding))}\n`),
    ...gapLines(findings, paint),
    ...providers.flatMap(({ provider, unmatchedWaivers = [] }) =>
      unmatchedWaivers.map(
        ({ fingerprint, rule, at, reason }) => `${provider}: the waiver of ${fingerprint ?? `${rule} at ${at}`} (${reason}) matched nothing`,
      ),
    ),
    ...providers.flatMap(({ provider, notes = [] }) => notes.map((note) => `${provider}: ${note}`)),
    ...providers.flatMap(({ provider, cleaned }) => (cleaned && (cleaned.removed > 0 || cleaned.left.length > 0) ? [cleanedLine(provider, cleaned)] : [])),
    ...(known > 0 ? [`${known} breaches are known or waived and were expected.`] : []),
    ...(gone > 0 ? [`${gone} findings of the baseline are gone.`] : []),
    ...(run.replayed ? replayLines(run.replayed) : []),
    verdictLine(run, breaches.length, seconds, `${reports}/findings.json${html ? `, ${reports}/html` : ''}`, paint),
    '',
  ].join('\n');
}

function counts(findings: readonly Finding[], undecided: number, paint: TerminalOptions['paint']): string {
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  const [breach, gap, advice] = [count('breach'), count('gap'), count('advice')];
  return [
    paint(breach > 0 ? 'red' : 'green', `${breach} breach${breach === 1 ? '' : 'es'}`),
    ...(gap > 0 ? [paint('yellow', `${gap} gap${gap === 1 ? '' : 's'}`)] : []),
    ...(advice > 0 ? [paint('dim', `${advice} advice`)] : []),
    ...(undecided > 0 ? [paint('yellow', `${undecided} undecided`)] : []),
  ].join(', ');
}

function cleanedLine(provider: string, { removed, left, says }: NonNullable<FindingsReport['providers'][number]['cleaned']>): string {
  const still = left.map(({ id, reason }) => `${String(id)} (${reason})`).join(', ');
  return `${provider}: removed ${removed} records it made${says === undefined ? '' : ` (${says})`}${still === '' ? '' : `; still there: ${still}`}`;
}

const MOST_GAPS = 20;

/** Gaps that differ in their place alone share a line. */
function gapLines(findings: readonly Finding[], paint: TerminalOptions['paint']): string[] {
  const gaps = findings.filter(({ severity, standing }) => severity === 'gap' && standing === 'new');
  const alike = new Map<string, Finding[]>();
  for (const gap of gaps) {
    const key = [
      gap.provider,
      gap.clause.id,
      gap.check,
      gap.expected,
      gap.case?.rule === undefined || gap.check.startsWith('member') ? '' : gap.case.rule,
    ].join('\n');
    alike.set(key, [...(alike.get(key) ?? []), gap]);
  }
  const lines = [...alike.values()].map((same) => {
    const { provider, clause, check, case: tested, expected, actual, flaky } = same[0] as Finding;
    const places = same.map(({ at }) => at).join(' ');
    return paint(
      'yellow',
      `gap  ${provider} ${clause.id}: ${check} at ${printable(places).slice(0, 120)}, expected ${expected.slice(0, 60)}, came ${printable(actual.slice(0, 60))}${tested ? ` (${tested.title.slice(0, 60)})` : ''}${flaky ? ' (flaky)' : ''}`,
    );
  });
  const more = lines.length - MOST_GAPS;
  return lines.length === 0 ? [] : [...lines.slice(0, MOST_GAPS), ...(more > 0 ? [`     … and ${more} more lines of gaps in findings.json`] : []), ''];
}

/** How many of the cases that say nothing any more are named. */
const MOST_UNFIT = 5;

function replayLines({ changed, cut, unfit }: NonNullable<FindingsReport['run']['replayed']>): string[] {
  const more = unfit.length - MOST_UNFIT;
  return [
    'Replayed: nothing was sent.',
    ...changed.map((provider) => `${provider}: recorded under another version of the contract; judged by the present one.`),
    ...cut.map((provider) => `${provider}: the recording ends before the run did; judged as far as it goes.`),
    ...unfit.slice(0, MOST_UNFIT).map(({ provider, case: id, reason }) => `${provider}: ${id} says nothing under the present contract: ${reason}`),
    ...(more > 0 ? [`… and ${more} more cases, in findings.json`] : []),
    '',
  ];
}

function verdictLine(run: FindingsReport['run'], breaches: number, seconds: number, written: string, paint: TerminalOptions['paint']): string {
  const word =
    run.exit === 0
      ? paint('green', 'green')
      : run.exit === 1
        ? paint('red', breaches > 0 ? `red: ${breaches} new breach${breaches === 1 ? '' : 'es'}` : 'red')
        : paint('yellow', 'not decided');
  return `${word} · ${run.target} · profile ${run.profile}${run.profile === 'nightly' ? `, explored with seed ${run.seed}` : ''} · ${seconds.toFixed(1)} s · ${written}${run.reason === undefined ? '' : `\n${run.reason}`}`;
}
