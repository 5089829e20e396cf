import type { Case } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import { makeKit } from './kit.ts';
import { caseId, type PlanOptions } from './plan.ts';
import { refutation } from './prove.ts';
import type { Draft } from './rule.ts';
import { RULES } from './rules.ts';

/** A case that was sent under another version of the contract, as this one sees it; or why it says nothing any more. */
export type Renewed = { planned: Case } | { reason: string };

/**
 * Holds cases that were sent already against a contract that has changed since: each is proven again on what was sent
 * (rule 1 of judgement), and what is expected of the answer is what the contract says now.
 */
export function renewal(contract: Contract, options: Pick<PlanOptions, 'alternatives' | 'allowHazards' | 'seed'>): (sent: Case) => Renewed {
  const kit = makeKit(contract, options.alternatives, options.allowHazards ?? false, options.seed);
  const made = new Map<string, Map<string, Draft>>();
  const draftsOf = (name: string): Map<string, Draft> => {
    const rule = RULES.find(({ id }) => id === name);
    const known = made.get(name) ?? new Map((rule?.make(kit) ?? []).map((draft) => [rule ? caseId(rule, draft) : '', draft]));
    made.set(name, known);
    return known;
  };
  return (sent) => {
    const draft = draftsOf(sent.rule).get(sent.id);
    if (!draft) return { reason: 'the contract makes no such case any more' };
    const reason = refutation(contract, kit.schema, draft, sent.steps);
    if (reason !== undefined) return { reason };
    const now = draft.steps((number = 0) => sent.keys[number] ?? sent.keys[0] ?? 'cc0000000000');
    if (!now) return { reason: 'no payload could be made for it' };
    const steps = sent.steps.map((step, index) => {
      const { clause: _before, ...rest } = step;
      const { expect = step.expect, clause } = now[index] ?? {};
      return { ...rest, expect, ...(clause === undefined ? {} : { clause }) };
    });
    return { planned: { ...sent, title: draft.title, steps } };
  };
}
