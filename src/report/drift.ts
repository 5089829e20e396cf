import { DRIFT_SEVERITIES, type Drift, type DriftSeverity, type Witness } from '../model/drift.ts';
import type { Json } from '../model/json.ts';
import { printable } from './finding.ts';

/** What `contracts diff --json` prints. */
export interface DriftReport {
  version: 1;
  drifts: Drift[];
}

type Paint = (style: 'red' | 'yellow' | 'dim' | 'bold' | 'green', text: string) => string;
const COLOUR: Readonly<Record<DriftSeverity, 'red' | 'yellow' | 'dim'>> = { breaking: 'red', warn: 'yellow', info: 'dim' };
const LONGEST = 300;

/** A value in a line of text. */
export const told = (value: Json): string => {
  if (value === null) return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return printable(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
};

/** What proves a drift, as one sentence. */
export function witnessText(witness: Witness): string {
  switch (witness.kind) {
    case 'payload':
      return `${told(witness.value)} is valid ${witness.validUnder === 'before' ? 'before and refused now' : 'now and was not before'}: ${printable(witness.refusal)}`;
    case 'request-line':
      return `${witness.before} → ${witness.after}`;
    case 'credentials':
      return `${witness.before} was enough, now ${witness.after} is needed`;
    case 'exchange':
      return `${witness.case}: ${printable(witness.before)} → ${printable(witness.after)}`;
  }
}

/** How many of each severity, as `2 breaking, 1 warn`. */
export function countsOf(drifts: readonly Pick<Drift, 'severity'>[]): string {
  const counts = DRIFT_SEVERITIES.map((severity) => ({ severity, count: drifts.filter((drift) => drift.severity === severity).length }));
  return (
    counts
      .filter(({ count }) => count > 0)
      .map(({ severity, count }) => `${count} ${severity}`)
      .join(', ') || 'no difference'
  );
}

/** Differences for a terminal, by operation. */
export function diffText(drifts: readonly Drift[], paint: Paint): string {
  const lines = operationsOf(drifts).flatMap(([operation, own]) => [
    paint('bold', operation),
    ...own.flatMap((drift) => [
      `  ${paint(COLOUR[drift.severity], drift.severity.padEnd(8))} ${drift.at}: ${drift.says} (${told(drift.before)} → ${told(drift.after)})`,
      ...(drift.witness ? [`           ${witnessText(drift.witness)}`] : []),
      ...(drift.note === undefined ? [] : [`           ${drift.note}`]),
      paint('dim', `           ${drift.rule}  ${drift.file}:${drift.line}  ${drift.fingerprint}`),
    ]),
    '',
  ]);
  return [...lines, countsOf(drifts)].join('\n');
}

/** Differences as markdown, by operation. */
export function diffMarkdown(drifts: readonly Drift[]): string {
  const tables = operationsOf(drifts).flatMap(([operation, own]) => [
    `## \`${operation}\``,
    '',
    '| severity | where | what | before | after | shown by | rule |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...own.map(
      ({ severity, at, says, before, after, witness, note, rule, file, line }) =>
        `| ${[severity, `\`${at}\` (${file}:${line})`, says, told(before), told(after), witness ? witnessText(witness) : (note ?? ''), `\`${rule}\``].map(cell).join(' | ')} |`,
    ),
    '',
  ]);
  return ['# What changed', '', `${countsOf(drifts)}.`, '', ...tables].join('\n');
}

/** A cell of a markdown table. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');

const operationsOf = (drifts: readonly Drift[]): [string, Drift[]][] =>
  [...new Set(drifts.map(({ operation }) => operation))].map((operation) => [operation, drifts.filter((drift) => drift.operation === operation)]);

/** True where one drift is at least as serious. */
export const isAtLeast = (severity: DriftSeverity, limit: DriftSeverity): boolean => DRIFT_SEVERITIES.indexOf(severity) <= DRIFT_SEVERITIES.indexOf(limit);
