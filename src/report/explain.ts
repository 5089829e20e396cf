import { RULES } from '../cases/rules.ts';
import { CHECKS } from '../checks/judge.ts';
import type { Finding } from '../model/verdict.ts';
import { findingText, printable } from './finding.ts';

/** A finding with all there is to know of it. */
export interface Explained {
  finding: Finding;
  /** From the catalogue; absent where the finding is of the document. */
  check?: { id: string; asks: string; basis: string };
  rule?: { id: string; says: string; basis: string };
  /** Lines ready to paste: for the waivers file, and for the shell. */
  waiver: string;
  commands: string[];
}

/** Puts the catalogue's words and the next steps beside a finding. `until` is the last day a waiver is proposed for. */
export function explained(finding: Finding, target: string, until: string): Explained {
  const check = CHECKS.find(({ id }) => id === finding.check);
  const rule = RULES.find(({ id }) => id === finding.case?.rule);
  const { fingerprint, provider } = finding;
  const send = finding.case && `npm run contracts -- send ${provider} '${finding.case.id.replaceAll("'", `'\\''`)}' --target ${target}`;
  return {
    finding,
    ...(check ? { check: { id: check.id, asks: check.asks, basis: check.basis } } : {}),
    ...(rule ? { rule: { id: rule.id, says: rule.says, basis: rule.basis } } : {}),
    waiver: `- fingerprint: ${fingerprint}\n  reason: who agreed to it, and where\n  until: "${until}"`,
    commands: [...(send === undefined ? [] : [send]), ...(finding.subject === 'document' ? [] : [`npm run contracts -- accept ${fingerprint}`])],
  };
}

/** An explained finding for people. */
export function explainedText({ finding, check, rule, waiver, commands }: Explained): string {
  const { exchange, reproduce, standing, note, provider, operation } = finding;
  const answer = exchange?.answer;
  return [
    findingText({ ...finding, ...(reproduce === undefined ? {} : { reproduce: '(below, whole)' }) }),
    `  standing  ${standing}${note === undefined ? '' : `: ${printable(note)}`}`,
    `  of        ${provider}, ${operation}`,
    ...(check ? [`  check     ${check.id} asks that ${check.asks} (${check.basis})`] : []),
    ...(rule ? [`  rule      ${rule.id}: ${rule.says} (${rule.basis})`] : []),
    ...(reproduce === undefined ? [] : ['', 'Sent:', printable(reproduce)]),
    ...(answer ? ['', `Answered ${answer.status}:`, ...answer.headers.map(([name, value]) => printable(`${name}: ${value}`)), '', printable(answer.text)] : []),
    '',
    'What to do:',
    ...commands.map((line) => `  ${line}`),
    `  or, where the provider agreed to it, in specs/${provider}/waivers.yaml:`,
    ...waiver.split('\n').map((line) => `    ${line}`),
  ].join('\n');
}
