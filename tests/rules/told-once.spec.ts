import { expect, test } from '@playwright/test';
import { planCases } from '#src/cases/plan.ts';
import { judgeAnswered } from '../answered-case.ts';
import { exampleContract } from '../example-contract.ts';

test('a member amiss inside an object that may be null is told once, at the member', () => {
  const sum = { nullable: true, allOf: [{ type: 'object', properties: { total: { type: 'integer' } } }] };
  const contract = exampleContract({ body: { type: 'object' }, record: { type: 'object', properties: { id: { type: 'string' }, sum } } });
  const [planned] = planCases(contract, { profile: 'smoke', run: 'judgement', alternatives: [0] }).cases.filter(({ rule }) => rule === 'everything');
  if (!planned) throw new Error('no case of everything');
  const verdicts = judgeAnswered(contract, planned, () => ({ status: 201, body: { id: '1', sum: { total: 'many' } } }));

  expect(verdicts.flatMap(({ check, severity, at }) => (check === 'body-schema-broken' && severity ? [`${severity} at ${at}`] : []))).toEqual([
    'breach at /sum/total',
  ]);
});
