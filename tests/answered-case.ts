import { type Judged, judge } from '#src/checks/judge.ts';
import { recordId } from '#src/checks/record-id.ts';
import { readAnswer } from '#src/exchange/answer.ts';
import { prepare } from '#src/exchange/prepare.ts';
import { redactor } from '#src/exchange/redact.ts';
import type { Case, Step } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import type { Exchange } from '#src/model/exchange.ts';
import { isObject, type Json, valueAt } from '#src/model/json.ts';
import type { Verdict } from '#src/model/verdict.ts';

/** An answer as an example writes it: `$name` is what was sent as /name, a header set to nothing is not sent. */
export interface Told {
  status: number;
  body?: Json;
  text?: string;
  headers?: Record<string, string>;
}

export const SETTINGS = { EXAMPLE_TOKEN: 'example-token-0123456789' };
/** The moment every answer of the batteries comes. */
export const NOW = Date.UTC(2026, 0, 15, 12);
const DEFAULT_HEADERS = { 'content-type': 'application/json', location: '/customers/1' };
const redact = redactor(SETTINGS, ['EXAMPLE_TOKEN']);

/** Sends a case nowhere: each step is prepared as it would go out, answered as told, and judged. */
export function judgeAnswered(contract: Contract, planned: Case, answerTo: (step: Step, index: number, sent: Json | undefined) => Told): Verdict[] {
  const judged: Judged[] = [];
  for (const [index, step] of planned.steps.entries()) {
    const source = judged[step.expect.of ?? step.fill?.[0]?.fromStep ?? -1];
    const record = source && { id: recordId(contract.sheet, source.exchange.answer?.json?.value) ?? null, sent: source.sent ?? null };
    const sending = { baseUrl: 'https://api.example.com', sheet: contract.sheet, settings: SETTINGS, now: NOW, ...(record ? { record } : {}) };
    const { shown, json } = prepare(step, sending);
    const exchange = exchangeOf(shown, answerTo(step, index, json), json);
    judged.push({ exchange, now: NOW, ...(json === undefined ? {} : { sent: json }) });
  }
  // Whatever has the shape of a key counts as one of this run.
  return judge(contract, planned, judged, () => true);
}

function exchangeOf(request: Exchange['request'], { status, body, text, headers }: Told, sent: Json | undefined): Exchange {
  const told = text ?? (body === undefined ? '' : JSON.stringify(filled(body, sent)));
  const named = Object.entries({ ...DEFAULT_HEADERS, ...headers }).filter(([, value]) => value !== '');
  const answer = readAnswer({ status, headers: named, body: Buffer.from(told) }, redact);
  return { request, answer, ms: 1, ...(status === 429 ? { trouble: { kind: 'rate-limited', says: 'answered 429' } } : {}) };
}

function filled(body: Json, sent: Json | undefined): Json {
  if (typeof body === 'string') return body.startsWith('$') ? (valueAt(sent, `/${body.slice(1)}`) ?? null) : body;
  if (Array.isArray(body)) return body.map((item) => filled(item, sent));
  return isObject(body) ? Object.fromEntries(Object.entries(body).map(([name, value]) => [name, filled(value, sent)])) : body;
}
