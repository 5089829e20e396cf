import { expect, test } from '@playwright/test';
import { planCases } from '#src/cases/plan.ts';
import { RULES } from '#src/cases/rules.ts';
import { CHECKS } from '#src/checks/judge.ts';
import type { Contract } from '#src/model/contract.ts';
import type { Json } from '#src/model/json.ts';
import { judgeAnswered } from '../answered-case.ts';
import { exampleContract } from '../example-contract.ts';

const TEXT = { type: 'string' };
/** `notes` is optional, so that everything and the required members alone are two requests. */
const BODY: Record<string, Json> = { type: 'object', required: ['email', 'name'], properties: { email: TEXT, name: TEXT, notes: TEXT } };

const casesOf = (contract: Contract) => planCases(contract, { profile: 'nightly', run: 'battery', alternatives: [0], allowHazards: true }).cases;

test.describe('checks', () => {
  test('have ids of their own, in kebab-case', () => {
    const ids = CHECKS.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('ask something, on a basis, and wake in their example', () => {
    for (const { id, asks, basis, example } of CHECKS) {
      expect(asks, id).toMatch(/^[^A-Z].+ .+[^.]$|^405|^401|^429/);
      expect(basis, id).toMatch(/OpenAPI|JSON Schema|RFC \d+|rule \d+ of judgement|house rule|OWASP|sheet/);
      expect(example.finds, id).not.toEqual([]);
      expect(
        RULES.map((rule) => rule.id),
        id,
      ).toContain(example.rule);
    }
  });

  for (const { id, asks, example } of CHECKS)
    test(`${id}: ${asks}`, () => {
      const contract = exampleContract({ body: BODY, ...(example.sheet ? { sheet: example.sheet } : {}) });
      const planned = casesOf(contract).find(({ rule }) => rule === example.rule);
      if (!planned) throw new Error(`no case of ${example.rule} on the example contract`);
      expect(example.answers).toHaveLength(planned.steps.length);

      const verdicts = judgeAnswered(contract, planned, (_step, index) => example.answers[index] ?? { status: 500 });
      const found = verdicts.filter(({ check, severity }) => check === id && severity !== undefined);
      expect(found.map(({ severity, at }) => `${severity} at ${at}`)).toEqual(example.finds);
    });
});
