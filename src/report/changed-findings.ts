import type { ChangedFinding } from '../model/night.ts';
import type { Finding } from '../model/verdict.ts';
import { code, line } from './markdown-text.ts';

const SEVERITIES: readonly Finding['severity'][] = ['breach', 'gap', 'advice'];

/** What differs from the findings that were accepted, breaches first. */
export function changedFindings(findings: readonly Finding[]): ChangedFinding[] {
  const made = findings.flatMap(({ standing, fingerprint, severity, check, at, expected, actual, clause }): ChangedFinding[] =>
    standing === 'new' || standing === 'gone'
      ? [{ standing, fingerprint, severity, check, at, expected, actual, clause: clause.id, file: clause.file, line: clause.line }]
      : [],
  );
  return made.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** The findings of one standing, a line each. */
export function findingLines(findings: readonly ChangedFinding[], standing: ChangedFinding['standing'], title: string): string[] {
  const own = findings.filter((finding) => finding.standing === standing);
  return own.length === 0
    ? []
    : [
        `### ${title} (${own.length})`,
        '',
        ...own.map(
          ({ severity, check, at, clause, file, line: number, expected, actual, fingerprint }) =>
            `- ${severity} \`${check}\` at ${line(at)}: expected ${code(expected)}, ${standing === 'new' ? 'came' : 'had come'} ${code(actual)}; clause \`${clause}\`, ${file}:${number}, \`${fingerprint}\``,
        ),
        '',
      ];
}
