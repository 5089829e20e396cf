import type { Case } from '../../model/case.ts';
import { BEHAVIOUR_RULES } from '../rules/behaviour.ts';
import { type AnswerSeen, type Asked, type Behaviour, type CaseSeen, isSuccess, kindOf } from './answer.ts';
import { askedBy } from './observe.ts';
import { type BehaviourRule, type Change, type Pair, type Whole, wholeOf } from './rule.ts';

/** One change in one answer of one case. */
export interface Sighting {
  rule: BehaviourRule;
  case: string;
  step: number;
  clause: string;
  asked: Asked;
  /** Kind of answer and fact, or what was asked for where the status changed. */
  at: string;
  change: Change;
  before: AnswerSeen;
  after: AnswerSeen;
}

/** Sightings of one cause: the same rule at the same place. */
export interface Cause {
  rule: BehaviourRule;
  at: string;
  sightings: Sighting[];
}

/** Two nights laid side by side. */
export interface Comparison {
  causes: Cause[];
  /** Cases both nights decided, with the same request. */
  compared: string[];
  /** Cases that send something else than they did. */
  resent: string[];
  /** Compares one case once more, as it came this time. */
  again(id: string, seen: CaseSeen): Sighting[];
}

/** So many clauses are told one by one; more of them have one cause. */
const FEW = 3;

/** Compares the cases that send the same on both sides, step by step, by the table of rules. */
export function compareBehaviour(before: Behaviour, after: Behaviour, cases: readonly Case[]): Comparison {
  const known = cases.flatMap((planned) => {
    const was = Object.hasOwn(before.cases, planned.id) ? before.cases[planned.id] : undefined;
    const is = Object.hasOwn(after.cases, planned.id) ? after.cases[planned.id] : undefined;
    return was && is ? [{ planned, was, is }] : [];
  });
  const same = known.filter(({ was, is }) => was.sends === is.sends);
  const among = {
    before: wholeOf(same.flatMap(({ planned, was }) => answersOf(planned, was))),
    after: wholeOf(same.flatMap(({ planned, is }) => answersOf(planned, is))),
  };
  const byId = new Map(same.map((one) => [one.planned.id, one]));
  return {
    causes: causesOf(same.flatMap(({ planned, was, is }) => sightingsIn(planned, was, is, among))),
    compared: [...byId.keys()],
    resent: known.filter(({ was, is }) => was.sends !== is.sends).map(({ planned }) => planned.id),
    again: (id, seen) => {
      const one = byId.get(id);
      return one ? sightingsIn(one.planned, one.was, seen, among) : [];
    },
  };
}

/**
 * True where one change of an answer shows the other again. What became of a request may differ: one that was wrongly accepted
 * may meet its own record when it is sent again.
 */
export const showsAgain = (a: Sighting, b: Sighting): boolean =>
  a.case === b.case && a.step === b.step && (a.change.key === undefined ? b.change.key === undefined : a.rule === b.rule && a.at === b.at);

const answersOf = ({ steps }: Case, { steps: seen }: CaseSeen): { asked: Asked; answer: AnswerSeen }[] =>
  steps.flatMap((step, index) => {
    const answer = seen[index];
    return answer ? [{ asked: askedBy(step), answer }] : [];
  });

function sightingsIn(planned: Case, was: CaseSeen, is: CaseSeen, among: { before: Whole; after: Whole }): Sighting[] {
  return planned.steps.flatMap((step, index): Sighting[] => {
    const [before, after] = [was.steps[index], is.steps[index]];
    if (!before || !after) return [];
    const asked = askedBy(step);
    const pair: Pair = { asked, before, after, among };
    const found = BEHAVIOUR_RULES.flatMap((rule) => rule.find(pair).map((change) => ({ rule, change })));
    return found.map(({ rule, change }) => ({
      ...{ rule, change, asked, before, after },
      ...{ case: planned.id, step: index, clause: step.clause ?? planned.clause },
      at: placeOf(rule, asked, before, after, change),
    }));
  });
}

/** Where a change is told: successes and headers by what they are, a refusal's status by what was asked for. */
function placeOf({ direction }: BehaviourRule, asked: Asked, before: AnswerSeen, after: AnswerSeen, { key }: Change): string {
  if (key?.startsWith('header ')) return `answer ${key}`;
  if (key !== undefined) return `${kindOf(asked, after)} ${key}`;
  if (isSuccess(before) && isSuccess(after)) return `${kindOf(asked, before)} status`;
  return `${direction === 'request' ? 'request' : 'status'} ${asked}`;
}

/** One cause per rule and place; where a rule speaks of clauses and only few are touched, one per clause. */
function causesOf(sightings: readonly Sighting[]): Cause[] {
  const groups = groupBy(sightings, ({ rule, at }) => `${rule.id} ${at}`);
  return groups.flatMap((group): Cause[] => {
    const [{ rule, at } = { rule: undefined, at: '' }] = group;
    if (!rule) return [];
    const clauses = groupBy(group, ({ clause }) => clause);
    if (!rule.perClause || clauses.length > FEW) return [{ rule, at, sightings: group }];
    return clauses.map((own) => ({ rule, at: `${at}: ${own[0]?.clause ?? ''}`, sightings: own }));
  });
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(item);
    groups.set(keyOf(item), group);
  }
  return [...groups.values()];
}
