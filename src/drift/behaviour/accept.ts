import type { AnswerSeen, Behaviour, CaseSeen } from './answer.ts';
import type { Cause } from './compare.ts';

/** What may be taken over of a case that was seen tonight. */
export interface Accepting {
  before: Behaviour;
  after: Behaviour;
  /** False for a case that no profile has any more. */
  isPlanned(id: string): boolean;
  /** Changes that stay as they were: not accepted, or flickering. */
  kept: readonly Cause[];
}

/** The behaviour to be expected from now on: tonight's, but what was not accepted or not seen stays as it was. */
export function acceptedBehaviour({ before, after, isPlanned, kept }: Accepting): Behaviour {
  const cases: Record<string, CaseSeen> = {};
  for (const [id, seen] of Object.entries(before.cases)) if (isPlanned(id)) cases[id] = seen;
  Object.assign(cases, after.cases);
  for (const { sightings } of kept)
    for (const { case: id, step, change } of sightings) {
      const [was, now] = [before.cases[id], cases[id]];
      if (was && now) cases[id] = change.key === undefined ? was : withStep(now, step, (answer) => withFact(answer, was.steps[step], change.key ?? ''));
    }
  return { ...after, cases };
}

const withStep = (seen: CaseSeen, at: number, edit: (answer: AnswerSeen) => AnswerSeen): CaseSeen => ({
  ...seen,
  steps: seen.steps.map((answer, index) => (answer && index === at ? edit(answer) : answer)),
});

/** An answer with one fact, and what is below it, as another answer has it. */
function withFact(answer: AnswerSeen, from: AnswerSeen | null | undefined, key: string): AnswerSeen {
  if (!from) return answer;
  const isBelow = (name: string): boolean => name === key || name.startsWith(`${key}/`) || (key === 'body' && name.startsWith('/'));
  const rest = Object.entries(answer.facts).filter(([name]) => !isBelow(name));
  return { ...answer, facts: Object.fromEntries([...rest, ...Object.entries(from.facts).filter(([name]) => isBelow(name))]) };
}
