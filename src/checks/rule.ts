import type { Case, Step } from '../model/case.ts';
import type { Clause } from '../model/clause.ts';
import type { Contract } from '../model/contract.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Json } from '../model/json.ts';
import { isPromise } from '../model/place.ts';
import type { Severity, Verdict } from '../model/verdict.ts';
import { clauseIndex } from './clauses.ts';

/** What a check looks at: one answer, the step it answers, and what came before it in the same case. */
export interface Look {
  contract: Contract;
  planned: Case;
  step: Step;
  index: number;
  request: Exchange['request'];
  answer: NonNullable<Exchange['answer']>;
  /** The JSON body that was sent, if it was JSON. */
  sent: Json | undefined;
  /** The looks of earlier steps that were answered, by step index. */
  earlier: ReadonlyMap<number, Look>;
  /** Milliseconds since 1970, when the answer came. */
  now: number;
  /** True for a natural key that this run made, in whatever case. */
  isOurKey(text: string): boolean;
}

/** An entry of a table of checks. */
export interface Check {
  /** The defect in kebab-case; stable for ever. */
  id: string;
  /** What is asked of every answer. */
  asks: string;
  basis: string;
  /** A case and an answer that wakes it, in the words of the battery. */
  example: CheckExample;
  /** What it finds depends on what was sent: findings of different case rules are different ones. */
  perRule?: true;
  /** A breach of it is tried once more before it is believed (rule 10 of judgement). */
  repeats?: true;
  /** Looks at answers that decide nothing (429) as well. */
  evenUndecided?: true;
  find(look: Look): Observation[];
}

/** Run by the battery: on the example contract, the named case answered like this gives these outcomes of the check. */
interface CheckExample {
  /** The rule whose first case is sent; `sheet` adds entries to the example's sheet. */
  rule: string;
  sheet?: Record<string, Json>;
  /** Answers to the steps in turn; a missing one is the faithful answer. `from` copies a member of the step's request. */
  answers: { status: number; body?: Json; text?: string; headers?: Record<string, string> }[];
  /** `breach at /x`, `gap at status`, `advice at Allow`. */
  finds: string[];
}

/** What a check saw; the engine adds the check's id and marks, and the step. */
export type Observation = Omit<Verdict, 'check' | 'step' | 'perRule' | 'repeats'>;

const show = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));

/** The promise held. */
export const upheld = (clause: string, at: string): Observation => ({ clause, outcome: 'upheld', at, expected: '', actual: '' });

export const clauseOf = ({ contract }: Pick<Look, 'contract'>, id: string): Clause | undefined => clauseIndex(contract).byId.get(id);

/** A deviation from a clause: a breach where it is a promise and the case does not soften it, else a gap. */
export function deviation(look: Look, clause: string, at: string, expected: unknown, actual: unknown, atMost?: 'gap'): Observation {
  const stated = clauseOf(look, clause)?.stated ?? 'assumed';
  const severity: Severity = isPromise(stated) && atMost === undefined && look.step.expect.atMost === undefined ? 'breach' : 'gap';
  return seen(clause, at, expected, actual, severity);
}

/** Something seen with a severity of its own (house rules, advice). */
export function seen(clause: string, at: string, expected: unknown, actual: unknown, severity: Severity): Observation {
  return {
    clause,
    outcome: severity === 'breach' ? 'breached' : 'unclear',
    severity,
    at,
    expected: show(expected).slice(0, 500),
    actual: show(actual).slice(0, 500),
  };
}

/** The clause a look is about: the step's own, else the one the case was made for. */
export const subject = ({ step, planned }: Pick<Look, 'step' | 'planned'>): string => step.clause ?? planned.clause;

/** True for a 2xx. */
export const succeeded = ({ answer }: Look): boolean => answer.status >= 200 && answer.status < 300;
/** True where the step made (or updated) a record and the answer shows it. */
export const madeRecord = (look: Look): boolean =>
  look.step.role === 'create' && succeeded(look) && look.answer.json !== undefined && look.step.expect.intent !== 'reject';
