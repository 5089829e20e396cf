import type { Finding } from '../model/verdict.ts';
import { printable } from './finding.ts';
import type { FindingsReport } from './json.ts';

/** `reports/summary.md`, made for a CI job's summary page: a table of providers, breaches in full, gaps in one line each. */
export function markdownSummary({ run, providers, findings }: FindingsReport): string {
  const table = providers.map(({ provider, operation, clauses, cases, requests, undecided, skipped, blocked }) => {
    const count = (severity: Finding['severity']): number =>
      findings.filter((finding) => finding.provider === provider && finding.severity === severity && finding.standing !== 'gone').length;
    const not = skipped === undefined ? blocked && `not tested: ${blocked}` : `skipped: ${skipped}`;
    return not === undefined
      ? `| ${provider} | \`${operation}\` | ${clauses.upheld}/${clauses.total} | ${cases} | ${requests} | ${count('breach')} | ${count('gap')} | ${count('advice')} | ${undecided} |`
      : `| ${provider} | \`${operation}\` | ${not} | | | | | | |`;
  });
  return [
    `# Contract run ${run.id}`,
    '',
    `${run.target}, profile ${run.profile}, ${run.startedAt} to ${run.finishedAt}${run.reason === undefined ? '' : `\n\n${run.reason}`}`,
    '',
    '| provider | operation | clauses upheld | cases | requests | breaches | gaps | advice | undecided |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...table,
    '',
    ...findings.filter(({ severity }) => severity === 'breach').flatMap(breachSection),
    ...gapList(findings),
  ].join('\n');
}

function breachSection({ check, clause, at, expected, actual, fingerprint, standing, reproduce, provider }: Finding): string[] {
  return [
    `## ${provider}: ${check} (${standing})`,
    '',
    `${clause.says} (${clause.stated}, \`${clause.file}:${clause.line}\`)`,
    '',
    `- at \`${at}\`: expected ${inline(expected)}, came ${inline(actual)}`,
    `- fingerprint \`${fingerprint}\``,
    ...(reproduce === undefined ? [] : ['', '```sh', reproduce, '```']),
    '',
  ];
}

function gapList(findings: readonly Finding[]): string[] {
  const gaps = findings.filter(({ severity }) => severity !== 'breach');
  return gaps.length === 0
    ? []
    : [
        '## Gaps and advice',
        '',
        ...gaps.map(
          ({ provider, severity, check, clause, at, expected, actual }) =>
            `- ${provider}: ${severity} \`${check}\` at \`${at}\` of ${clause.id}: expected ${inline(expected)}, came ${inline(actual)}`,
        ),
        '',
      ];
}

const inline = (text: string): string => `\`${printable(text).replaceAll('`', "'").slice(0, 120)}\``;
