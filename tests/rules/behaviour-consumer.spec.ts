import { expect, test } from '@playwright/test';
import type { AnswerSeen, Asked } from '#src/drift/behaviour/answer.ts';
import { behaviourDrift } from '#src/drift/behaviour/tell.ts';
import { BEHAVIOUR_RULES } from '#src/drift/rules/behaviour.ts';
import { exampleContract } from '../example-contract.ts';

const contract = exampleContract({ body: { type: 'object', properties: { email: { type: 'string' } } } });
const reader = { ...contract, sheet: { ...contract.sheet, consumer: { reads: ['/id'], stated: 'assumed' as const } } };

/** A member that is gone from an answer, told for somebody who reads `/id` alone. */
function severityOf(id: string, key: string, asked: Asked, status: number): string {
  const rule = BEHAVIOUR_RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  const answer: AnswerSeen = { status, facts: {} };
  const sighting = { rule, case: 'a', step: 0, clause: '', asked, at: key, change: { key, before: 'string', after: null }, before: answer, after: answer };
  return behaviourDrift(reader, { rule, at: key, sightings: [sighting] }, () => undefined).severity;
}

const ROWS: readonly (readonly [says: string, severity: string, rule: string, key: string, asked: Asked, status: number])[] = [
  ['a member it reads', 'breaking', 'member-vanished', '/id', 'valid', 201],
  ['a member it does not read', 'info', 'member-vanished', '/nickname', 'valid', 201],
  ['an error, which everybody reads', 'breaking', 'error-member-vanished', '/code', 'invalid-body', 400],
  ['a read, whose record lies elsewhere', 'breaking', 'member-vanished', '/data/nickname', 'read', 200],
];

test.describe('the behaviour is rated for the consumer of the sheet:', () => {
  for (const [says, severity, ...change] of ROWS)
    test(`${says} is ${severity}`, () => {
      expect(severityOf(...change)).toBe(severity);
    });
});
