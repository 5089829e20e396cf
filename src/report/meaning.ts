import type { Drift, DriftDirection, Effect } from '../model/drift.ts';

const MEANS: Readonly<Record<DriftDirection, Readonly<Record<Effect, string>>>> = {
  request: {
    breaking: 'requests that were accepted may be refused: change what is sent before it reaches production',
    widening: 'more is accepted than before: nothing has to be done',
    neutral: 'what is sent is still accepted, but may have another effect: look whether it matters to you',
  },
  answer: {
    breaking: 'code that reads this answer meets what it was not written for: change the reader',
    widening: 'answers may hold more than before: readers that let the unknown pass are safe',
    neutral: 'nothing that is read is lost',
  },
  operation: {
    breaking: 'calls that worked do not work any more as they are: change how the API is called',
    widening: 'there is another way to call the API: nothing has to be done',
    neutral: 'calls still work: plan for what is announced',
  },
};

/** A widening that is not harmless: a caller may rely on what was refused. */
const RELIED_ON: Partial<Readonly<Record<DriftDirection, string>>> = {
  request: 'what was refused is taken now: nobody is told of a mistake any more, so look who relies on the refusal',
  operation: 'calls still work, and so do others that were refused: ask the provider whether that is meant',
};

/** What a change means for who calls the API. */
export const meaningOf = ({ direction, effect, severity }: Pick<Drift, 'direction' | 'effect' | 'severity'>): string =>
  (effect === 'widening' && severity !== 'info' ? RELIED_ON[direction] : undefined) ?? MEANS[direction][effect];
