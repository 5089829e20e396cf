import { DRIFT_SEVERITIES, type LedgerEntry } from '../model/drift.ts';
import type { Ledger, Look, ProviderNight } from '../model/night.ts';
import { findingLines } from './changed-findings.ts';
import { countsOf, isAtLeast, told, witnessText } from './drift.ts';
import { printable } from './finding.ts';
import { code, line } from './markdown-text.ts';
import { meaningOf } from './meaning.ts';

/** True for what stands tonight: neither gone nor flickering. */
const stands = ({ standing }: LedgerEntry): boolean => standing === 'new' || standing === 'lasting';

/** 1 for a drift of the chosen severity or above, else 2 where something could not be looked at (or nothing was), else 0. */
export function ledgerExit({ run, providers }: Pick<Ledger, 'run' | 'providers'>): Ledger['exit'] {
  if (providers.some(({ drifts }) => drifts.some((entry) => stands(entry) && isAtLeast(entry.severity, run.failOn)))) return 1;
  return providers.some(({ state }) => state === 'could not look') || providers.every(({ state }) => state === 'skipped') ? 2 : 0;
}

const VERDICTS: Readonly<Record<Ledger['exit'], string>> = {
  0: 'No drift of the chosen severity.',
  1: 'There is drift.',
  2: 'It could not be looked everywhere: that is not the same as no drift.',
};

/** `reports/drift.md`: the night as a note to a colleague; `folder` is where it stands, as seen from where commands are typed. */
export function ledgerMarkdown({ run, exit, providers }: Ledger, folder: string): string {
  return [
    `# Drift on ${run.day}`,
    '',
    `${VERDICTS[exit]} Target ${run.target}, profile ${run.profile}; it ends with 1 from \`${run.failOn}\` on.`,
    '',
    '| provider | document | behaviour | drifts | new | gone | flaky | findings |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...providers.map(row),
    '',
    ...providers.flatMap((night) => chapter(night, { target: run.target, folder })),
  ].join('\n');
}

const count = (drifts: readonly LedgerEntry[], standing: LedgerEntry['standing']): number => drifts.filter((entry) => entry.standing === standing).length;

function row({ provider, state, document, behaviour, drifts, findings }: ProviderNight): string {
  const looks = state === 'skipped' ? ['skipped', 'skipped'] : [document.state, behaviour.state];
  const standing = drifts.filter(stands);
  return `| ${[
    provider,
    ...looks,
    standing.length === 0 ? 'none' : countsOf(standing),
    count(drifts, 'new'),
    count(drifts, 'gone'),
    count(drifts, 'flaky'),
    `${findings.new} new, ${findings.known} known, ${findings.gone} gone`,
  ].join(' | ')} |`;
}

/** What the lines to paste need to know. */
interface Setting {
  target: string;
  folder: string;
}

function chapter(night: ProviderNight, setting: Setting): string[] {
  const { provider, operation, state, reason, document, behaviour, drifts, changedFindings, patch } = night;
  const standing = drifts.filter(stands);
  return [
    `## ${provider}: \`${operation}\``,
    '',
    ...(state === 'looked' ? [] : [`**${state === 'skipped' ? 'Skipped' : 'Could not look'}**: ${line(reason ?? '')}`, '']),
    ...lookLines('Document', document),
    ...lookLines('Behaviour', behaviour, behaviourWords(behaviour)),
    '',
    ...DRIFT_SEVERITIES.flatMap((severity) => {
      const own = standing.filter((entry) => entry.severity === severity);
      return own.length === 0
        ? []
        : [
            `### ${severity} (${own.length})`,
            '',
            ...own.flatMap((entry) => (severity === 'info' ? brief(entry) : whole(entry, night, setting))),
            ...(severity === 'info' ? [''] : []),
          ];
    }),
    ...(standing.length === 0 && changedFindings.length === 0 && state === 'looked' ? ['Nothing changed.', ''] : []),
    ...findingLines(changedFindings, 'new', 'New findings: not there when the baseline was accepted'),
    ...listed(drifts, 'flaky', 'Flickering: seen once, and not when the case was repeated'),
    ...listed(drifts, 'gone', 'Gone: seen before, and not tonight'),
    ...findingLines(changedFindings, 'gone', 'Findings that are gone: `--accept` takes them out of the baseline'),
    ...(patch
      ? [
          `A patch of the contract: \`git apply ${setting.folder}/${patch.file}\` puts an end to ${patch.solved.length} of ${patch.solved.length + patch.byHand.length} drifts of the document.`,
          '',
        ]
      : []),
  ];
}

const lookLines = (title: string, { state, reason, of, notes }: Look, more = ''): string[] => [
  `- ${title}: ${state}${of === undefined ? '' : ` (${line(of)})`}${reason === undefined ? '' : `: ${line(reason)}`}${more}`,
  ...notes.map((note) => `  - ${line(note)}`),
];

function behaviourWords({ cases, compared, requests, latency }: ProviderNight['behaviour']): string {
  const ran = cases === undefined ? '' : `; ${compared ?? 0} of ${cases} cases compared, ${requests ?? 0} requests`;
  return latency?.now === undefined
    ? ran
    : `${ran}; answers took ${latency.now}${latency.before === undefined ? '' : ` (${latency.before} when it was accepted)`}`;
}

/** A drift with everything there is to know of it. */
function whole(entry: LedgerEntry, { patch, provider }: ProviderNight, { target }: Setting): string[] {
  const { at, says, before, after, file, line: number, standing, firstSeen, seen, witness, note, clause, documented, rule, fingerprint, source } = entry;
  const edit =
    source === 'behaviour'
      ? `\`${target === 'mock' ? '' : `TARGET=${target} `}npm run drift -- --provider ${provider} --accept ${fingerprint}\` where it is meant`
      : patch?.solved.includes(fingerprint)
        ? `in \`${patch.file}\``
        : 'by hand';
  return [
    `- **${line(at)}**: ${says}. ${code(told(before))} → ${code(told(after))}`,
    `  - where: ${file}:${number}${clause === undefined ? '' : `, clause \`${clause}\``}${documented === undefined ? '' : documented ? '; the document allows it' : '; the document does not allow it'}`,
    `  - since: ${firstSeen} (${standing === 'new' ? 'new' : `${seen} nights`})`,
    ...(witness ? [`  - shown by: ${line(witnessText(witness))}`] : []),
    ...(witness?.kind === 'exchange' ? ['', '    ```sh', `    ${printable(witness.curl)}`, '    ```', ''] : []),
    ...(note === undefined ? [] : [`  - ${line(note)}`]),
    `  - for a caller: ${meaningOf(entry)}`,
    `  - to edit: ${edit}`,
    `  - \`${rule}\` ${source} \`${fingerprint}\``,
    '',
  ];
}

const brief = ({ at, says, before, after, rule, fingerprint, firstSeen }: LedgerEntry): string[] => [
  `- ${line(at)}: ${says} (${code(told(before))} → ${code(told(after))}), since ${firstSeen}, \`${rule}\` \`${fingerprint}\``,
];

function listed(drifts: readonly LedgerEntry[], standing: LedgerEntry['standing'], title: string): string[] {
  const own = drifts.filter((entry) => entry.standing === standing);
  return own.length === 0
    ? []
    : [
        `### ${title} (${own.length})`,
        '',
        ...own.map(({ at, says, rule, fingerprint, lastSeen }) => `- ${line(at)}: ${says} (last seen ${lastSeen}), \`${rule}\` \`${fingerprint}\``),
        '',
      ];
}

type Paint = (style: 'red' | 'yellow' | 'dim' | 'bold' | 'green', text: string) => string;

/** The night for a terminal: a line per provider, and one for every drift. */
export function ledgerText({ exit, providers }: Ledger, paint: Paint): string {
  return [
    ...providers.flatMap((night) => [
      `${paint('bold', night.provider)}  ${night.state === 'looked' ? countsOf(night.drifts.filter(stands)) : paint('yellow', `${night.state}: ${printable(night.reason ?? '')}`)}`,
      ...[...night.document.notes, ...night.behaviour.notes].map((note) => paint('dim', `  ${printable(note)}`)),
      ...night.drifts.map(
        (entry) =>
          `  ${paint(entry.severity === 'breaking' ? 'red' : 'yellow', `${entry.severity} ${entry.standing}`.padEnd(16))} ${printable(entry.at)}: ${entry.says} (${told(entry.before)} → ${told(entry.after)}) ${paint('dim', entry.fingerprint)}`,
      ),
      ...night.changedFindings.map(
        ({ severity, standing, check, at, expected, actual, fingerprint }) =>
          `  ${paint(standing === 'gone' ? 'green' : severity === 'breach' ? 'red' : 'yellow', `${severity} ${standing}`.padEnd(16))} ${check} at ${printable(at)}: expected ${told(expected)}, came ${told(actual)} ${paint('dim', fingerprint)}`,
      ),
    ]),
    '',
    paint(exit === 0 ? 'green' : exit === 1 ? 'red' : 'yellow', VERDICTS[exit]),
  ].join('\n');
}
