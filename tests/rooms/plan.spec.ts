import { expect, test } from '@playwright/test';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { costOfAll } from '#src/cases/cost.ts';
import { type Plan, type PlanOptions, planCases } from '#src/cases/plan.ts';
import type { Case } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import { exampleContract } from '../example-contract.ts';

const plan = (contract: Contract, options: Partial<PlanOptions> = {}): Plan =>
  planCases(contract, { profile: 'gate', run: 'run-1', alternatives: [0], ...options });
const ids = (cases: readonly Case[]): string[] => cases.map(({ id }) => id);

for (const provider of providerNames())
  test.describe(`the plan of ${provider}`, () => {
    const contract = loadContract(provider);
    let made: Plan | undefined;
    const gate = (): Plan => {
      made ??= plan(contract);
      return made;
    };

    test('is the same to the byte for the same run', () => {
      expect(JSON.stringify(plan(contract))).toBe(JSON.stringify(gate()));
    });

    test('has the same cases in the same order in every run, with keys of its own', () => {
      const [one, other] = [gate(), plan(contract, { run: 'run-2' })];
      expect(ids(other.cases)).toEqual(ids(one.cases));
      const keys = new Set(one.cases.flatMap((planned) => planned.keys));
      expect(other.cases.flatMap((planned) => planned.keys).filter((key) => keys.has(key))).toEqual([]);
    });

    test('names every case once, and only clauses that the contract has', () => {
      const { cases, unproven } = plan(contract, { profile: 'nightly', allowHazards: true });
      expect(ids(cases).filter((id, index, all) => all.indexOf(id) !== index)).toEqual([]);
      const known = new Set(contract.clauses.map(({ id }) => id));
      const named = cases.flatMap((planned) => [planned.clause, ...planned.steps.flatMap(({ clause }) => clause ?? [])]);
      expect([...named, ...unproven.map(({ clause }) => clause)].filter((clause) => !known.has(clause))).toEqual([]);
    });

    test('grows from smoke to gate to nightly', () => {
      const [smoke, gate, nightly] = (['smoke', 'gate', 'nightly'] as const).map((profile) => ids(plan(contract, { profile }).cases));
      expect(smoke?.filter((id) => !gate?.includes(id))).toEqual([]);
      expect(gate?.filter((id) => !nightly?.includes(id))).toEqual([]);
      expect(nightly?.length).toBeGreaterThan(gate?.length ?? 0);
    });

    test('gives up no case of the gate for what only the night sends', () => {
      const limited = plan(contract, { profile: 'nightly', maxRequests: 60 });
      expect(ids(limited.cases)).toEqual(ids(plan(contract, { maxRequests: 60 }).cases));
    });

    test('fits 15 requests in smoke, and still asks for a success, a refusal and credentials', () => {
      const { cases } = plan(contract, { profile: 'smoke' });
      expect(costOfAll(cases)).toBeLessThanOrEqual(15);
      expect(cases.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['everything', 'credential-none', 'duplicate-identical']));
    });

    test('has every family in the gate', () => {
      const promises = (contract.sheet.ignored ?? contract.sheet.precedence) === undefined ? [] : ['promise'];
      const families = [...new Set(gate().cases.map(({ family }) => family))].sort();
      expect(families).toEqual(['body', 'credential', 'invalid', ...promises, 'protocol', 'sequence', 'valid']);
    });

    for (const maxRequests of [1, 7, 40])
      for (const cleanUpCost of [0, 1])
        test(`keeps to ${maxRequests} requests at ${cleanUpCost} for cleaning up, and lists what it leaves out`, () => {
          const all = gate().cases;
          const { cases, dropped } = plan(contract, { maxRequests, cleanUpCost });
          expect(costOfAll(cases, cleanUpCost)).toBeLessThanOrEqual(maxRequests);
          expect(costOfAll(cases, cleanUpCost)).toBeGreaterThanOrEqual(maxRequests - 2);
          const kept = new Set(ids(cases));
          expect(ids(dropped)).toEqual(ids(all).filter((id) => !kept.has(id)));
        });
  });

/** A required member of each kind: values made from the fresh key must not decide which cases there are. */
const KINDS = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  uuid: { type: 'string', format: 'uuid' },
  url: { type: 'string', format: 'uri' },
  pattern: { type: 'string', pattern: '^[A-Z]{3}[0-9]{4}$' },
  phone: { type: 'string' },
  name: { type: 'string' },
};

for (const [kind, schema] of Object.entries(KINDS))
  test(`the cases do not depend on the run where a member is required: ${kind}`, () => {
    const contract = exampleContract({ body: { type: 'object', required: [kind], properties: { [kind]: schema } } });
    const runs = Array.from({ length: 12 }, (_, index) => ids(plan(contract, { run: `run-${index}` }).cases));
    expect(runs.filter((cases) => cases.join() !== runs[0]?.join())).toEqual([]);
  });

test('a request that two rules come to is sent once', () => {
  const contract = exampleContract({ body: { type: 'object', required: ['amount'], properties: { amount: { type: 'integer' } } } });
  const rules = plan(contract).cases.map(({ rule }) => rule);
  expect(rules.filter((rule) => rule === 'everything' || rule === 'only-required')).toEqual(['everything']);
});

test('a clause whose case another rule came to first is not left without one', () => {
  const contract = exampleContract({ body: { type: 'object', properties: { active: { type: 'boolean' } } } });
  const tested = new Set(plan(contract, { profile: 'gate' }).cases.flatMap(({ clause, also = [] }) => [clause, ...also]));
  const member = contract.clauses.filter(({ about }) => about.kind === 'request-member' && about.at === '/active').map(({ id }) => id);
  expect(member.filter((id) => !tested.has(id))).toEqual([]);
});
