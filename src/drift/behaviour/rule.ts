import type { DriftDirection, DriftSeverity, Effect } from '../../model/drift.ts';
import type { Json } from '../../model/json.ts';
import { type AnswerSeen, type Asked, calledIn, factOf, isMember, isSuccess, type MemberFact, readFact } from './answer.ts';

/** One step's answer as it was accepted and as it is, and what all answers compared showed on either side. */
export interface Pair {
  asked: Asked;
  before: AnswerSeen;
  after: AnswerSeen;
  among: { before: Whole; after: Whole };
}

/** What all answers of one side showed. Answers of one class (2XX, 4XX) to one kind of call count as one group. */
export interface Whole {
  has(group: string, key: string): boolean;
  values(group: string, key: string): ReadonlySet<string>;
}

/** Something a rule saw in one answer. `key` is the fact in question; absent where it is the status. */
export interface Change {
  key?: string;
  before: Json;
  after: Json;
}

/** An entry of the table of behaviour rules. */
export interface BehaviourRule {
  /** What changed, in kebab-case; stable for ever. */
  id: string;
  says: string;
  basis: string;
  direction: DriftDirection;
  effect: Effect;
  severity: DriftSeverity;
  /** One answer, before and after, in which it finds something; `beside` is another one that stays as it is. */
  example: { asked: Asked; before: AnswerSeen; after: AnswerSeen; beside?: AnswerSeen };
  /** Few clauses are told one by one, many as one change. */
  perClause?: boolean;
  find(pair: Pair): Change[];
}

export const groupOf = (asked: Asked, answer: AnswerSeen): string => `${calledIn(asked, answer)} ${Math.floor(answer.status / 100)}XX`;

/** Takes sides together, for rules that ask what else was there. */
export function wholeOf(seen: readonly { asked: Asked; answer: AnswerSeen }[]): Whole {
  const values = new Map<string, Set<string>>();
  for (const { asked, answer } of seen)
    for (const [key, fact] of Object.entries(answer.facts)) {
      const name = `${groupOf(asked, answer)} ${key}`;
      const known = values.get(name) ?? new Set<string>();
      values.set(name, known);
      if (isMember(key)) for (const value of readFact(fact).values) known.add(value);
    }
  return { has: (group, key) => values.has(`${group} ${key}`), values: (group, key) => values.get(`${group} ${key}`) ?? new Set() };
}

/** True where both answers are successes, or both refusals: only then their contents can be compared. */
export const areAlike = ({ before, after }: Pair): boolean => Math.floor(before.status / 100) === Math.floor(after.status / 100);

export const bothSucceed = (pair: Pair): boolean => areAlike(pair) && isSuccess(pair.after);
export const bothRefuse = (pair: Pair): boolean => areAlike(pair) && Math.floor(pair.after.status / 100) === 4;

/** A member in both answers, or in one of them. */
export interface Both {
  key: string;
  before: MemberFact | undefined;
  after: MemberFact | undefined;
}

/** Members whose container is there in both answers: what goes with its container is no change of its own. */
export function membersIn({ before, after }: Pair): Both[] {
  const keys = new Set([...Object.keys(before.facts), ...Object.keys(after.facts)].filter((key) => key.startsWith('/')));
  const factIn = ({ facts }: AnswerSeen, key: string): MemberFact | undefined => {
    const fact = Object.hasOwn(facts, key) ? facts[key] : undefined;
    return fact === undefined ? undefined : readFact(fact);
  };
  return [...keys].flatMap((key) => {
    const parent = key.slice(0, key.lastIndexOf('/')) || 'body';
    const [was, is] = [factIn(before, parent), factIn(after, parent)];
    const stays = ['object', 'array'].some((type) => was?.types.includes(type) && is?.types.includes(type));
    return stays ? [{ key, before: factIn(before, key), after: factIn(after, key) }] : [];
  });
}

/** A change of a member, in facts. */
export const factOfBoth = ({ key, before, after }: Both): Change => ({ key, before: before ? factOf(before) : null, after: after ? factOf(after) : null });
