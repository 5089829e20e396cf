import type { Clause } from '../model/clause.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Json } from '../model/json.ts';
import type { CaseResult, Verdict } from '../model/verdict.ts';
import { printable } from './finding.ts';

type Paint = (style: 'red' | 'green' | 'yellow' | 'dim' | 'bold', text: string) => string;
type SentVerdict = Omit<Verdict, 'clause'> & { clause: { id: string; says?: string; stated?: string; file?: string; line?: number; quote?: string } };

/** One case sent by hand, whole: what a program reads, and what the text is made of. */
export interface Sent {
  provider: string;
  target: string;
  case: { id: string; title: string };
  exchanges: (Exchange & { step: string; curl: string })[];
  verdicts: SentVerdict[];
  undecided?: string;
  /** What the request's schema refuses of the bodies that were sent. */
  refused: string[];
  removed?: number;
  /** Records it made that are still there, or may be. */
  left?: { id: Json; reason: string }[];
  exit: 0 | 1 | 2;
}

/** Verdicts with the clauses they speak of. */
export const withClauses = ({ verdicts }: CaseResult, clauses: readonly Clause[]): SentVerdict[] =>
  verdicts.map((verdict) => {
    const clause = clauses.find(({ id }) => id === verdict.clause);
    return { ...verdict, clause: clause ? { id: clause.id, says: clause.says, stated: clause.stated, ...clause.place } : { id: verdict.clause } };
  });

/** One case sent by hand, for people: each request, its answer, and what every check says of it. */
export function sentText({ case: planned, exchanges, verdicts, undecided, refused, removed = 0, left = [] }: Sent, paint: Paint): string {
  const upheld = new Set(verdicts.filter(({ severity }) => severity === undefined).map(({ clause }) => clause.id));
  return [
    paint('bold', `${planned.title} (${planned.id})`),
    ...exchanges.flatMap((exchange) => ['', ...exchangeLines(exchange, paint)]),
    '',
    ...refused.map((reason) => `the contract refuses this body: ${printable(reason)}`),
    ...verdicts.filter(({ severity }) => severity !== undefined).map((verdict) => verdictLine(verdict, paint)),
    `${upheld.size} clauses upheld${upheld.size > 0 ? `: ${[...upheld].join(' ')}` : ''}`,
    ...(removed === 0 ? [] : [`removed ${removed} records it made`]),
    ...left.map(({ id, reason }) => paint('yellow', `still there: ${printable(String(id))} (${printable(reason)})`)),
    undecided === undefined ? '' : paint('yellow', `undecided: ${printable(undecided)}`),
  ]
    .join('\n')
    .trimEnd();
}

function exchangeLines({ step, curl, request, answer, trouble, ms }: Sent['exchanges'][number], paint: Paint): string[] {
  return [
    `${paint('bold', step)}: ${request.method} ${request.url}`,
    ...request.headers.map(([name, value]) => paint('dim', `  ${name}: ${printable(value)}`)),
    ...(request.body === undefined ? [] : [`  ${printable(request.body)}`]),
    ...(answer
      ? [
          `${paint(answer.status < 400 ? 'green' : 'yellow', `answered ${answer.status}`)} in ${ms} ms`,
          ...answer.headers.map(([name, value]) => paint('dim', `  ${name}: ${printable(value)}`)),
          `  ${printable(answer.text)}`,
        ]
      : []),
    ...(trouble ? [paint('yellow', `${trouble.kind}: ${printable(trouble.says)}`)] : []),
    printable(curl),
  ];
}

function verdictLine({ severity = 'gap', check, clause, at, expected, actual }: SentVerdict, paint: Paint): string {
  const place = clause.file ? ` (${clause.stated}, ${clause.file}:${clause.line})` : '';
  const text = `${severity} ${check} at ${at}: expected ${expected}, came ${actual}\n  promised  ${clause.says ?? clause.id}${clause.quote === undefined ? '' : ` "${clause.quote}"`}${place} [${clause.id}]`;
  return paint(severity === 'breach' ? 'red' : 'yellow', text.split('\n').map(printable).join('\n'));
}
