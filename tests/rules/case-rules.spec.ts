import { expect, test } from '@playwright/test';
import { freshKey } from '#src/cases/key.ts';
import { makeKit } from '#src/cases/kit.ts';
import { type Plan, planCases } from '#src/cases/plan.ts';
import type { Draft } from '#src/cases/rule.ts';
import { RULES } from '#src/cases/rules.ts';
import type { Step } from '#src/model/case.ts';
import { exampleContract } from '../example-contract.ts';

const RUN = 'battery';

/** Keywords that OpenAPI 3.0 does not have. */
const NEEDS_31: ReadonlySet<string> = new Set(['const-differs']);

const planned = (ruleId: string, { clause, variant }: Draft): string => `${ruleId}/${clause}${variant === '' ? '' : `#${variant}`}`;
const masked = (steps: readonly Step[], keys: readonly string[]): string =>
  keys.reduce((text, key, index) => text.replaceAll(key, `key${index}`), JSON.stringify(steps));

/** A proven case is in the plan, or another rule has come to the very same request before. */
function inPlan({ cases }: Plan, id: string, draft: Draft): boolean {
  if (cases.some((candidate) => candidate.id === id)) return true;
  const keys: string[] = [];
  const steps = draft.steps((number = 0) => {
    const key = freshKey(RUN, id, number);
    if (!keys.includes(key)) keys.push(key);
    return key;
  });
  return steps !== undefined && cases.some((candidate) => masked(candidate.steps, candidate.keys) === masked(steps, keys));
}

test.describe('case rules', () => {
  test('have ids of their own, in kebab-case', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('say what they ask, on what basis, and when they come', () => {
    for (const { id, says, basis, rank } of RULES) {
      expect(says, id).toMatch(/^[^A-Z ].+ .+[^.]$|^JSON|^GET|^PUT|^PATCH/);
      expect(basis, id).toMatch(/OpenAPI|JSON Schema|RFC \d+|rule \d+ of judgement|sheet/);
      expect(rank >= 1 && rank <= 9, id).toBe(true);
    }
  });

  for (const rule of RULES)
    test(`${rule.id}: ${rule.says}`, () => {
      const { body, sheet, makes } = rule.example;
      const contract = exampleContract({ body, ...(sheet ? { sheet } : {}), openapi: NEEDS_31.has(rule.id) ? '3.1.0' : '3.0.3' });
      const drafts = rule.make(makeKit(contract, [0], true));
      expect(drafts.map(({ variant }) => variant)).toEqual(makes);

      const plan = planCases(contract, { profile: 'nightly', run: RUN, alternatives: [0], allowHazards: true });
      expect(plan.unproven.filter(({ id }) => id.startsWith(`${rule.id}/`))).toEqual([]);
      expect(drafts.map((draft) => planned(rule.id, draft)).filter((id, index) => !inPlan(plan, id, drafts[index] as Draft))).toEqual([]);
    });
});
