import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import type { Fault } from '#fixtures/mock/fault.ts';
import { failing } from '#fixtures/mock/faults/tools.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { startMock } from '#fixtures/mock/mock.ts';
import { findingsOf } from '#fixtures/run/findings.ts';
import { openSession, type Session } from '#fixtures/run/session.ts';
import { directTransport } from '#fixtures/transport/direct.ts';
import { type PlanOptions, planCases } from '#src/cases/plan.ts';
import { curlLine } from '#src/exchange/curl.ts';
import { knownFrom } from '#src/findings/known.ts';
import { type Json, valueAt } from '#src/model/json.ts';
import type { CaseResult, Finding } from '#src/model/verdict.ts';

const contract = loadContract('count');

/** Fails where the second contact has a phone and there is a shipping address with a city: three levels down, two things at once. */
const NESTED: Fault = {
  id: 'nested-condition-fails',
  class: 'exploration',
  says: 'the server fails at a condition deep inside the body',
  breaks: 'RFC 9110 15.6',
  wakes: 'server-error',
  applies: () => true,
  change: failing(
    'validate',
    (reply, { sent }) => !reply && valueAt(sent, '/contacts/1/phone') !== undefined && valueAt(sent, '/shippingAddress/city') !== undefined,
  ),
};
const faultCalled = (id: string): Fault => FAULTS.find((fault) => fault.id === id) as Fault;

/** The explored cases of one rule, one after the other, on a mock with a fault. */
async function explore(
  fault: Fault,
  rule: string,
  maxRequests?: number,
): Promise<{ results: CaseResult[]; findings: Finding[]; plan: Session['plan']; requests: number }> {
  const mock = await startMock({ contracts: [contract], faults: [fault] });
  const options: PlanOptions = { profile: 'nightly', run: 'shrink', alternatives: [0], ...(maxRequests === undefined ? {} : { maxRequests }) };
  const session = openSession({
    contract,
    baseUrl: mock.baseUrl('count'),
    settings: mock.settings('count'),
    transport: directTransport(),
    plan: options,
    planned: planCases(contract, options),
    concurrency: 1,
  });
  const { plan } = session;
  const results = await session.results(plan.cases.filter((planned) => planned.rule === rule).map(({ id }) => id));
  const requests = mock.requests();
  await session.close();
  await mock.close();
  const known = knownFrom({ waivers: [], baseline: [], today: '2026-01-01' });
  return { results, findings: findingsOf(contract, new Map(plan.cases.map((planned) => [planned.id, planned])), results, known), plan, requests };
}

const bodyOf = ({ exchange }: Finding): Json => JSON.parse(exchange?.request.body ?? 'null') as Json;
const WHOLE_CONTACT = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: expect.stringMatching(/^cc[a-z0-9]{10,11}@example\.com$/),
  phone: expect.stringMatching(/^\+1415555\d{4}$/),
  isPrimary: false,
};
/** Keys differ from attempt to attempt, never from run to run. */
const summary = ({ fingerprint, shrunk, exchange }: Finding): unknown => [fingerprint, shrunk, exchange?.request.body];

test.describe('the body of an explored breach', () => {
  test('is made as small as the fault allows, and says how', async () => {
    const { findings, plan } = await explore(NESTED, 'explored-valid');
    const [finding] = findings;
    expect(findings.map(({ check }) => check)).toEqual(['server-error']);
    expect(bodyOf(finding as Finding)).toEqual({
      customer: expect.stringMatching(/^..$/u),
      email: expect.stringMatching(/^cc[a-z0-9]{10}@example\.com$/),
      shippingAddress: { city: 'Portland' },
      // What a contact may lack is assumed, no promise: contacts stay whole.
      contacts: [WHOLE_CONTACT, WHOLE_CONTACT],
    });
    expect(finding?.shrunk).toMatch(/^shrunk from \d{3} to \d+ bytes in \d+ requests$/);
    expect(finding?.exchange?.answer?.status).toBe(500);
    expect(finding?.reproduce).toBe(finding?.exchange && curlLine(finding.exchange.request));
    const keys = plan.cases.flatMap((planned) => planned.keys);
    expect(keys.filter((key) => finding?.exchange?.request.body?.includes(key))).toEqual([]);
  });

  test('is the same in every run', async () => {
    const [one, other] = [await explore(NESTED, 'explored-valid'), await explore(NESTED, 'explored-valid')];
    expect(other.findings.map(summary)).toEqual(one.findings.map(summary));
    expect(other.requests).toBe(one.requests);
  });

  test('stays invalid against the same promise', async () => {
    const { findings } = await explore(faultCalled('list-for-text-accepted'), 'explored-invalid');
    const [finding] = findings.filter(({ check, clause }) => check === 'invalid-accepted' && clause.id === 'request/customer#type');
    expect(bodyOf(finding as Finding)).toEqual({ customer: [expect.any(String), expect.any(String)], email: expect.stringContaining('@example.com') });
  });

  test('is a hostile text without the letters that do no harm', async () => {
    const { findings } = await explore(faultCalled('template-evaluated'), 'hostile-text');
    expect(findings.filter(({ check }) => check === 'echo-differs').map((finding) => valueAt(bodyOf(finding), '/customer') ?? null)).toContain('{{7*7}}');
  });

  test('has the depth at which the server begins to fail', async () => {
    const { findings } = await explore(faultCalled('deep-nesting-fails'), 'deep-nesting');
    expect(findings.map(({ check, exchange }) => [check, exchange?.request.body?.match(/\{"a":|\{\}|\[/g)?.length])).toEqual([['server-error', 60]]);
  });

  test('costs at most 40 requests, and none that the limit does not leave', async () => {
    const free = await explore(NESTED, 'explored-valid');
    const failed = free.results.filter(({ verdicts }) => verdicts.some(({ severity }) => severity === 'breach'));
    expect(Math.max(...free.results.map(({ requests }) => requests))).toBeLessThanOrEqual(42);
    expect(failed.filter(({ verdicts }) => verdicts.some(({ shrunk }) => shrunk !== undefined)).length).toBe(1);

    const planned = free.plan.cases.reduce((sum, { steps }) => sum + steps.length, 0);
    const tight = await explore(NESTED, 'explored-valid', planned);
    expect(tight.findings.map(({ check, shrunk }) => [check, shrunk])).toEqual([['server-error', undefined]]);
    expect(tight.requests).toBe(tight.results.length);
    expect(tight.findings[0]?.fingerprint).toBe(free.findings[0]?.fingerprint);
  });
});
