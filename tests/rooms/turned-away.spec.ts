import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { refuse } from '#fixtures/mock/refusal.ts';
import type { Call, Stage } from '#fixtures/mock/stages.ts';
import { type EngineRun, runEngine } from '../faults/run-engine.ts';

/** 401 and 403 to good credentials that were accepted before: a refusal of this request, or the end of the credentials. */

const contract = loadContract('flowwise');
const told = ({ findings }: EngineRun): string[] => [...new Set(findings.map(({ severity, check }) => `${severity} ${check}`))].sort();

/** The mock with one stage that turns some requests away, and a count of what it was asked. */
function turningAway(stage: 'credentials' | 'validate', status: number, is: (call: Call, count: number) => boolean): { change: StageChange; asked(): number } {
  let asked = 0;
  let seen = 0;
  const away =
    (next: Stage): Stage =>
    (call) => {
      if (!is(call, ++seen)) return next(call);
      const reply = refuse(call, 'credentials', 'Not you', status);
      return { ...reply, headers: { ...reply.headers, 'www-authenticate': 'Bearer' } };
    };
  const change: StageChange = {
    applies: () => true,
    change: (stages) => ({
      [stage]: away(stages[stage]),
      send: (call, reply) => {
        asked += 1;
        return stages.send(call, reply);
      },
    }),
  };
  return { change, asked: () => asked };
}

for (const status of [401, 403])
  test(`${status} to one kind of valid request alone is a breach, and all else is decided`, async () => {
    const { change, asked } = turningAway('validate', status, ({ sent }) => sent?.['scope'] === 'GLOBAL');
    const run = await runEngine(contract, [change]);

    expect(told(run)).toContain('breach valid-refused');
    expect(run.undecided).toBe(0);
    // What was sent to see whether the credentials still hold is counted.
    expect(run.requests).toBe(asked());
    expect(run.requests).toBeGreaterThan(run.plan.cases.reduce((sum, { steps }) => sum + steps.length, 0));
  });

test('403 to every invalid body where 400 is promised is a breach, and looks at the credentials are shared', async () => {
  const forbidding: StageChange = {
    applies: () => true,
    change: (stages) => ({ validate: (call) => (stages.validate(call) ? refuse(call, 'invalid-body', 'Not you', 403) : undefined) }),
  };
  const run = await runEngine(contract, [forbidding]);
  const plain = await runEngine(contract, []);
  const refused = run.results.filter(({ exchanges }) => exchanges.some(({ answer }) => answer?.status === 403)).length;

  expect(told(run)).toContain('breach rejection-status-other');
  expect(run.undecided).toBe(0);
  expect(run.requests - plain.requests).toBeLessThan(refused);
});

test('401 to everything from some request on decides nothing more, and nothing more is sent', async () => {
  const { change, asked } = turningAway('credentials', 401, (_call, count) => count > 30);
  const run = await runEngine(contract, [change]);

  expect(told(run)).toEqual([]);
  expect(run.troubles).toEqual([
    ['the credentials were accepted before and are not now', expect.any(Number)],
    ['turned-away: the credentials were accepted before and are not now', expect.any(Number)],
  ]);
  expect(asked()).toBeLessThan(45);
});

test('where no request is left to be sure of it, it is undecided', async () => {
  const { change } = turningAway('validate', 401, ({ sent }) => sent?.['scope'] === 'GLOBAL');
  const { plan } = await runEngine(contract, []);
  const cost = plan.cases.reduce((sum, { steps }) => sum + steps.length, 0);
  const run = await runEngine(contract, [change], { options: { maxRequests: cost } });

  expect(told(run)).toEqual([]);
  expect(run.troubles[0]?.[0]).toBe('turned-away: 401, and whether the credentials still hold could not be seen: no request is left for it');
});

test('a look that is not answered leaves it open', async () => {
  let isAway = false;
  const { change } = turningAway('validate', 401, ({ sent }) => {
    isAway ||= sent?.['scope'] === 'GLOBAL';
    return sent?.['scope'] === 'GLOBAL';
  });
  const unavailable: StageChange = {
    applies: () => true,
    change: (stages) => ({ parse: (call) => (isAway ? { status: 503, headers: {}, media: 'text/plain' } : stages.parse(call)) }),
  };
  const run = await runEngine(contract, [unavailable, change]);

  expect(told(run)).toEqual([]);
  expect(run.troubles.map(([reason]) => reason)).toContain('turned-away: 401, and whether the credentials still hold could not be seen: answered 503');
});

for (const status of [404, 405])
  test(`${status} to everything is a wrong base URL, whatever credentials a request had`, async () => {
    const elsewhere: StageChange = { applies: () => true, change: () => ({ route: (call) => refuse(call, 'not-found', 'Nothing here', status) }) };
    const run = await runEngine(contract, [elsewhere]);

    expect(told(run)).toEqual([]);
    expect(run.undecided).toBe(run.cases);
  });
