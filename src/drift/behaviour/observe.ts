import type { Case, Step } from '../../model/case.ts';
import { type Contract, mediaTypeName } from '../../model/contract.ts';
import { type Exchange, header } from '../../model/exchange.ts';
import { type Json, valueAt, withValue } from '../../model/json.ts';
import type { Attempted } from '../../model/recording.ts';
import { type AnswerSeen, type Asked, type CaseSeen, factOf, kindOf } from './answer.ts';
import { headersSeen } from './headers.ts';
import { echoPairs, keptOtherwise } from './kept.ts';
import { parsed, sentTest } from './sent.ts';
import { type PlaceSeen, placesIn } from './shape.ts';
import { isCodePlace, isPublic, type ValueSeen, type Vocabulary, wordOf } from './words.ts';

/** One case that was decided, looked at closely: what it showed before it is known which values are words. */
export interface Look {
  planned: Case;
  /** A digest of what it sends. */
  sends: string;
  steps: (StepLook | null)[];
}

interface StepLook {
  asked: Asked;
  status: number;
  facts: Record<string, string>;
  places: Map<string, PlaceSeen>;
  values: ValueSeen[];
  exchange: Exchange;
}

/** What a step asks for. */
export const askedBy = ({ role, expect }: Step): Asked =>
  role === 'read'
    ? 'read'
    : role === 'other'
      ? 'other'
      : expect.intent === 'reject'
        ? (expect.fault ?? 'invalid-body')
        : expect.intent === 'accept'
          ? 'valid'
          : 'open';

/** Looks at a case's answers; undefined where they decide nothing. */
export function lookAt(contract: Contract, { case: planned, steps, undecided }: Attempted, sends: string): Look | undefined {
  if (undecided !== undefined) return undefined;
  const made = steps.map((step, index): StepLook | null => {
    const of = planned.steps[index];
    const own = { sent: steps.map((one) => one?.exchange.request.body), names: [...planned.keys, ...idsIn(contract, steps)] };
    return step?.exchange.answer && of ? lookAtStep(contract, planned, index, step.exchange, own) : null;
  });
  return { planned, sends, steps: made };
}

/** What is the case's own: what it sent by step, and its keys and ids. */
interface Own {
  sent: readonly (string | undefined)[];
  names: readonly string[];
}

/** Ids of the records a case made. */
const idsIn = ({ sheet }: Contract, steps: Attempted['steps']): string[] =>
  steps.flatMap((step) => sheet.record.id.flatMap((at) => valueAt(step?.exchange.answer?.json?.value, at) ?? [])).map(String);

function lookAtStep(contract: Contract, planned: Case, index: number, exchange: Exchange, { sent, names }: Own): StepLook {
  const step = planned.steps[index] as Step;
  const { status, headers, json, text } = exchange.answer as NonNullable<Exchange['answer']>;
  const asked = askedBy(step);
  const success = status >= 200 && status < 300;
  const facts: Record<string, string> = {
    media: mediaSeen(header(headers, 'content-type') ?? ''),
    ...Object.fromEntries(headersSeen(headers)),
    ...(json === undefined ? { body: text.trim() === '' ? 'none' : 'text' } : {}),
  };
  const body = json && (asked === 'read' && success ? ownRecords(contract, names, json.value) : json.value);
  // What other calls show is other people's.
  const places = body === undefined ? new Map<string, PlaceSeen>() : placesIn(asked === 'other' && success && typeof body === 'object' ? {} : body);
  const own = parsed(sent[asked === 'read' ? (step.expect.of ?? index) : index]);
  if (success && asked !== 'other' && body !== undefined && own !== undefined)
    for (const [at, how] of keptOtherwise(own, body, echoPairs(contract.sheet, asked === 'read' ? body : undefined))) facts[`kept ${at}`] = how;
  const kind = kindOf(asked, { status, facts });
  const isSent = sentTest(sent);
  const values = [...places].flatMap(([at, place]): ValueSeen[] => {
    const isCode = isCodePlace(at, success);
    if (!isCode && (!success || !isPublic(at, contract.sheet))) return [];
    return place.values.flatMap((value) => (isSent(value) ? [] : [{ case: planned.id, at: `${kind} ${at}`, word: wordOf(value, isCode), isCode }]));
  });
  return { asked, status, facts, places, values, exchange };
}

const mediaSeen = (contentType: string): string => {
  const name = mediaTypeName(contentType);
  return name === '' ? 'none' : /^[\w.+/*-]{1,80}$/.test(name) ? name : 'odd';
};

/** Every value of some looks that was not sent. */
export const valuesIn = (looks: readonly Look[]): ValueSeen[] => looks.flatMap(({ steps }) => steps.flatMap((step) => step?.values ?? []));

/** A look in words: of values, only those the vocabulary has. */
export function seenIn({ planned, sends, steps }: Look, vocabulary: Vocabulary): CaseSeen {
  return {
    sends,
    steps: ordered(
      planned.steps,
      steps.map((step) => step && answerIn(step, vocabulary)),
    ),
  };
}

function answerIn({ asked, status, facts, places, values }: StepLook, vocabulary: Vocabulary): AnswerSeen {
  const kind = kindOf(asked, { status, facts });
  const members = [...places].map(([at, { types, formats }]): [string, string] => {
    const known = vocabulary.get(`${kind} ${at}`);
    const words = known ? values.filter((value) => value.at === `${kind} ${at}`).map(({ word }) => (word !== undefined && known.has(word) ? word : '*')) : [];
    return [at, factOf({ types: [...types], formats: [...formats], values: [...new Set(words)] })];
  });
  return { status, facts: Object.fromEntries([...Object.entries(facts), ...members]) };
}

/** Steps sent at the same moment may end either way round. */
function ordered(steps: readonly Step[], seen: (AnswerSeen | null)[]): (AnswerSeen | null)[] {
  const made: (AnswerSeen | null)[] = [];
  for (let start = 0; start < seen.length; ) {
    let end = start + 1;
    while (steps[end]?.together) end++;
    made.push(...seen.slice(start, end).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
    start = end;
  }
  return made;
}

/** A read's answer without the records of others: a search may find more than one. */
function ownRecords({ sheet }: Contract, names: readonly string[], body: Json): Json {
  return [sheet.read?.record ?? []].flat().reduce((made, place) => {
    const list = place.endsWith('/*') ? valueAt(made, place.slice(0, -2)) : undefined;
    if (!Array.isArray(list)) return made;
    const own = list.filter((item) => names.some((name) => JSON.stringify(item).includes(name)));
    return withValue(made, place.slice(0, -2), own);
  }, body);
}
