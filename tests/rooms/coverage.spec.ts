import { expect, test } from '@playwright/test';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { planCases } from '#src/cases/plan.ts';
import { type ClauseCoverage, coverage } from '#src/findings/coverage.ts';
import { groupClauses } from '#src/findings/group.ts';
import type { CaseHead } from '#src/model/case.ts';
import type { CaseResult, Verdict } from '#src/model/verdict.ts';
import { exampleContract } from '../example-contract.ts';

const TEXT = { type: 'string' };
const contract = exampleContract({
  body: {
    type: 'object',
    required: ['name'],
    properties: { name: TEXT, user: TEXT, wp: TEXT, guess: { ...TEXT, 'x-stated': 'assumed' } },
  },
  sheet: {
    auth: [
      { name: 'token', headers: [{ name: 'Authorization', kind: 'bearer', scheme: 'Token', setting: 'EXAMPLE_TOKEN' }], stated: 'prose' },
      { name: 'other', headers: [{ name: 'x-other', kind: 'key', scheme: 'Other' }], stated: 'prose' },
    ],
    references: [{ at: '/user', stated: 'prose' }],
    hazards: [{ at: '/wp', switch: 'EXAMPLE_WP', says: 'sends mail', stated: 'prose' }],
    methods: { complete: true, known: ['POST'], stated: 'prose' },
  },
});

const HEAD: CaseHead = { id: 'c1', rule: 'everything', title: 'x', clause: 'request/name#required', family: 'valid' };
const verdict = (clause: string, outcome: Verdict['outcome'], severity?: Verdict['severity']): Verdict => ({
  check: 'x',
  clause,
  outcome,
  ...(severity === undefined ? {} : { severity }),
  at: '',
  expected: '',
  actual: '',
  step: 0,
});
const answered = (status: number): CaseResult['exchanges'][number] => ({
  request: { method: 'POST', url: '', headers: [] },
  answer: { status, headers: [], text: '', bytes: 0, nesting: 0, leaked: [] },
  ms: 1,
});
const result = (verdicts: Verdict[], more: Partial<CaseResult> = {}): CaseResult => ({
  id: 'c1',
  verdicts,
  exchanges: [answered(201)],
  requests: 1,
  created: [],
  ...more,
});
const NOTHING_LEFT = { unproven: [], dropped: [] };

function covered(results: CaseResult[], left: Parameters<typeof coverage>[3] = NOTHING_LEFT): Map<string, ClauseCoverage> {
  return new Map(coverage(contract, new Map([[HEAD.id, HEAD]]), results, left).map((one) => [one.clause.id, one]));
}

const STATES: readonly (readonly [says: string, verdicts: Verdict[], state: string])[] = [
  ['upheld', [verdict('request/name#type', 'upheld')], 'upheld'],
  ['unclear, although upheld elsewhere', [verdict('request/name#type', 'upheld'), verdict('request/name#type', 'unclear', 'gap')], 'unclear'],
  ['breached, although upheld elsewhere', [verdict('request/name#type', 'breached', 'breach'), verdict('request/name#type', 'upheld')], 'breached'],
  ['upheld in spite of advice', [verdict('request/name#type', 'unclear', 'advice'), verdict('request/name#type', 'upheld')], 'upheld'],
  ['untested where there is advice only', [verdict('request/name#type', 'unclear', 'advice')], 'untested'],
];

for (const [says, verdicts, state] of STATES)
  test(`a clause is ${says}`, () => {
    expect(covered([result(verdicts)]).get('request/name#type')?.state).toBe(state);
  });

test('a clause whose case was undecided is undecided, and says why', () => {
  const undecided = result([], { undecided: 'silence: no answer within 5 s' });
  expect(covered([undecided]).get(HEAD.clause)).toMatchObject({ state: 'undecided', reason: 'silence: no answer within 5 s' });
  expect(covered([undecided, result([verdict(HEAD.clause, 'upheld')])]).get(HEAD.clause)?.state).toBe('upheld');
});

const REASONS: readonly (readonly [clause: string, reason: string])[] = [
  ['answer/400#status', 'no request was answered 400'],
  ['answer/400/message#required', 'no request was answered 400'],
  ['answer/201/id#type', '/id was in no answer'],
  ['answer/201#header/location', 'nothing in the answers shows it'],
  ['request/user#type', 'it names an existing object of the provider, which is not invented'],
  ['request/wp#type', 'it has side effects; its switch is off'],
  ['request/guess#type', 'it is assumed only: no invalid case may rest on it'],
  ['credential/other', 'no setting fills this alternative'],
  ['methods', 'no case of this profile puts it to the test'],
];

for (const [clause, reason] of REASONS)
  test(`${clause} is untested: ${reason}`, () => {
    expect(covered([result([])]).get(clause)).toMatchObject({ state: 'untested', reason });
  });

test('what was left out or could not be proven is the reason before any other', () => {
  const left = { dropped: [{ ...HEAD, clause: 'request/user#type' }], unproven: [{ clause: 'request/wp#type', reason: 'no payload could be made for it' }] };
  expect(covered([result([])], left).get('request/user#type')?.reason).toBe('its cases were left out to stay within the allowed requests');
  expect(covered([result([])], left).get('request/wp#type')?.reason).toBe('no payload could be made for it');
});

for (const provider of providerNames())
  test(`${provider}: every clause is in one group, every group has a title of its own, and groups with their own cases come first`, () => {
    const { clauses } = loadContract(provider);
    const { cases } = planCases(loadContract(provider), { profile: 'gate', run: 'titles', alternatives: [0] });
    const groups = groupClauses(clauses, cases);
    expect(
      groups
        .flatMap((group) => group.clauses)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(clauses.map(({ id }) => id).sort());
    expect(new Set(groups.map(({ title }) => title)).size).toBe(groups.length);
    expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
    const own = groups.map(({ ownCases }) => ownCases);
    expect(own).toEqual([...own].sort((a, b) => Number(b) - Number(a)));
  });
