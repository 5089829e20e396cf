import type { FaultKind } from '../../model/sheet.ts';

/**
 * What one answer looked like. A fact is a word for what can be relied on, never a value that differs from night to night:
 * `media` → `application/json`, `body` → `object`, `/id` → `string(uuid)`, `/status` → `string = active`, `header allow` → `GET, POST`,
 * `kept /name` → `trimmed`.
 */
export interface AnswerSeen {
  status: number;
  facts: Readonly<Record<string, string>>;
}

/** One case: what it sends, as a digest without its fresh keys, and its answers by step; null for a step that was not sent. */
export interface CaseSeen {
  sends: string;
  steps: readonly (AnswerSeen | null)[];
}

/** What a provider was seen to do, by case id. */
export interface Behaviour {
  cases: Readonly<Record<string, CaseSeen>>;
  /** How long answers take, for people to read: never a drift. */
  latency?: string;
}

/** What a step asked for: something valid, something the document leaves open, a read, or a request with a fault. */
export type Asked = 'valid' | 'open' | 'read' | 'other' | FaultKind;

/** A member's fact taken apart. */
export interface MemberFact {
  types: string[];
  /** Of its texts; `text` where they have no format. */
  formats: string[];
  /** Values it may be counted on to have; `*` is any other one. None where it is no list of words. */
  values: string[];
}

/** `string(date-time)|null`, `string = active, closed`. */
export function factOf({ types, formats, values }: MemberFact): string {
  const named = types.flatMap((type) => (type === 'string' ? formats.map((format) => (format === 'text' ? type : `${type}(${format})`)) : [type]));
  return `${[...new Set(named)].sort().join('|')}${values.length === 0 ? '' : ` = ${[...values].sort().join(', ')}`}`;
}

/** A night asks for the parts of the same few hundred facts a hundred thousand times. */
const known = new Map<string, Readonly<MemberFact>>();

/** The parts of a fact that `factOf` made. */
export function readFact(fact: string): Readonly<MemberFact> {
  const parts = known.get(fact) ?? partsOf(fact);
  known.set(fact, parts);
  return parts;
}

function partsOf(fact: string): MemberFact {
  const [named = '', values] = fact.split(' = ');
  const kinds = named.split('|').map((kind) => /^([a-z]+)(?:\((.+)\))?$/.exec(kind));
  return {
    types: [...new Set(kinds.map((kind) => kind?.[1] ?? ''))],
    formats: kinds.flatMap((kind) => (kind?.[1] === 'string' ? [kind[2] ?? 'text'] : [])),
    values: values === undefined ? [] : values.split(', '),
  };
}

/** True for facts about the body and its members. */
export const isMember = (key: string): boolean => key === 'body' || key.startsWith('/');

export const isSuccess = ({ status }: AnswerSeen): boolean => status >= 200 && status < 300;

/** What an answer answers; refusals of whatever look alike. */
export const calledIn = (asked: Asked, answer: AnswerSeen): string => (asked === 'read' || (asked === 'other' && isSuccess(answer)) ? asked : 'answer');

/** How an answer is called where drifts are told: successes by status, refusals and failures each as one kind. */
export const kindOf = (asked: Asked, answer: AnswerSeen): string =>
  `${calledIn(asked, answer)} ${isSuccess(answer) ? String(answer.status) : `${Math.floor(answer.status / 100)}XX`}`;
