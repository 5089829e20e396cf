import type { Case } from '../../model/case.ts';
import { type Behaviour, isMember, kindOf, readFact } from './answer.ts';
import { askedBy } from './observe.ts';
import type { Vocabulary } from './words.ts';

/** The words an accepted behaviour knows, by kind of answer and place. */
export function vocabularyOf({ cases: seen }: Behaviour, cases: readonly Case[]): Vocabulary {
  const known = new Map<string, Set<string>>();
  for (const { id, steps } of cases)
    for (const [index, step] of steps.entries()) {
      const answer = Object.hasOwn(seen, id) ? seen[id]?.steps[index] : undefined;
      for (const [key, fact] of Object.entries(answer?.facts ?? {})) {
        const words = isMember(key) ? readFact(fact).values : [];
        if (!answer || words.length === 0) continue;
        const at = `${kindOf(askedBy(step), answer)} ${key}`;
        const own = known.get(at) ?? new Set<string>();
        for (const word of words) if (word !== '*') own.add(word);
        known.set(at, own);
      }
    }
  return known;
}
