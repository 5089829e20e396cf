import type { Arbitrary } from 'fast-check';
import type { Case } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import type { Shape } from './arbitrary.ts';
import { makeKit } from './kit.ts';
import { caseId, type PlanOptions, realise } from './plan.ts';
import { RULES } from './rules.ts';

/** What smaller bodies of an explored case are drawn from. */
export interface Smaller {
  /** With this seed `bodies` gives the body of the case first, then smaller ones. */
  seed: number;
  bodies: Arbitrary<Shape>;
  /** The case with another body and keys of its own; undefined where that body cannot be proven of the same kind. */
  caseOf(shape: Shape, attempt: number): Case | undefined;
}

/** How smaller bodies of a case are made, or undefined where its body was not drawn. The options are those of its plan. */
export function smallerCases(contract: Contract, options: PlanOptions, { id, rule: name }: Pick<Case, 'id' | 'rule'>): Smaller | undefined {
  const kit = makeKit(contract, options.alternatives, options.allowHazards ?? false, options.seed);
  const rule = RULES.find((candidate) => candidate.id === name);
  const draft = rule?.make(kit).find((candidate) => caseId(rule, candidate) === id);
  const drawing = draft?.drawing?.();
  if (!rule || !draft || !drawing) return undefined;
  return {
    seed: drawing.seed,
    bodies: drawing.bodies,
    caseOf(shape, attempt) {
      const made = realise(contract, kit.schema, rule, { ...draft, steps: (keys) => drawing.steps(shape, keys) }, `${options.run}-smaller-${attempt}`);
      return 'reason' in made ? undefined : made;
    },
  };
}
