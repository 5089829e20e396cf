import type { Finding } from '../model/verdict.ts';

/** A finding as a person reads it: what was promised and where, what was sent, what came back, where they differ. */
export function findingText({
  check,
  severity,
  clause,
  case: tested,
  at,
  expected,
  actual,
  reproduce,
  exchange,
  fingerprint,
  seen,
  flaky,
  shrunk,
}: Finding): string {
  const quote = clause.quote === undefined ? '' : ` "${clause.quote}"`;
  const answer = exchange?.answer;
  const lines = [
    `${severity} ${check} [${fingerprint}]${seen > 1 ? ` in ${seen} cases` : ''}${flaky ? ' (flaky)' : ''}`,
    `  promised  ${clause.says}${quote} (${clause.stated}, ${clause.file}:${clause.line})`,
    ...(tested ? [`  case      ${tested.title} (${tested.id})`] : []),
    `  at        ${at}: expected ${expected}, came ${actual}`,
    ...(reproduce === undefined ? [] : [`  sent      ${clip(reproduce, 1000)}`]),
    ...(shrunk === undefined ? [] : [`  smaller   ${shrunk}`]),
    ...(answer ? [`  answered  ${answer.status} ${clip(answer.text.replaceAll(/\s+/g, ' '), 400)}`] : []),
  ];
  return lines.map(printable).join('\n');
}

/** Control characters a provider sends must not reach a terminal. */
export const printable = (text: string): string =>
  text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

const clip = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);
