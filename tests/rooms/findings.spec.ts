import { expect, test } from '@playwright/test';
import { planCases } from '#src/cases/plan.ts';
import { fingerprint, type Identity } from '#src/findings/fingerprint.ts';
import { documentFindings, foldFindings, goneFindings } from '#src/findings/fold.ts';
import { type BaselineFinding, type Known, knownFrom } from '#src/findings/known.ts';
import type { Contract } from '#src/model/contract.ts';
import type { CaseResult, Finding, Verdict } from '#src/model/verdict.ts';
import { judgeAnswered, type Told } from '../answered-case.ts';
import { exampleContract } from '../example-contract.ts';

const TEXT = { type: 'string' };
const BODY = { type: 'object', required: ['email', 'name'], properties: { email: TEXT, name: TEXT, notes: TEXT } };
const contract = exampleContract({ body: BODY, sheet: { echo: [{ sent: '/name', answered: '/name', stated: 'prose' }] } });
const NOTHING = knownFrom({ waivers: [], baseline: [], today: '2026-01-15' });

/** A run on the contract in which every case is answered the same. */
function run(
  told: Told,
  { run: id = 'run-1', known = NOTHING, of = contract, backwards = false }: { run?: string; known?: Known; of?: Contract; backwards?: boolean } = {},
): Finding[] {
  const { cases } = planCases(of, { profile: 'gate', run: id, alternatives: [0] });
  const results = cases.map(
    (planned): CaseResult => ({ id: planned.id, verdicts: judgeAnswered(of, planned, () => told), exchanges: [], requests: 1, created: [] }),
  );
  return foldFindings(of, new Map(cases.map((planned) => [planned.id, planned])), backwards ? results.toReversed() : results, known, () => 'curl');
}
const prints = (findings: readonly Finding[]): string[] => findings.map(({ fingerprint: print }) => print);
const BROKEN: Told = { status: 201, body: { id: 7, name: 'Somebody Else' } };

const IDENTITY: Identity = { provider: 'count', operation: 'POST /customers', check: 'echo-differs', clause: 'echo/email', rule: '', at: '/data/email' };

test('a fingerprint is the same for ever', () => {
  expect(fingerprint(IDENTITY)).toBe('66fcb045ff00');
});

for (const part of Object.keys(IDENTITY) as (keyof Identity)[])
  test(`a fingerprint tells findings apart by ${part}`, () => {
    expect(fingerprint({ ...IDENTITY, [part]: 'other' })).not.toBe(fingerprint(IDENTITY));
  });

test('fingerprints do not depend on the run, the order, or the values that were seen', () => {
  const first = run(BROKEN);
  expect(first.length).toBeGreaterThan(3);
  expect(prints(run(BROKEN))).toEqual(prints(first));
  expect(prints(run(BROKEN, { run: 'run-2' }))).toEqual(prints(first));
  expect(prints(run(BROKEN, { backwards: true })).sort()).toEqual(prints(first).sort());
  expect(prints(run({ status: 201, body: { id: 8, name: 'Another One' } })).sort()).toEqual(prints(first).sort());
});

test('fingerprints do not depend on wording', () => {
  const reworded: Contract = {
    ...contract,
    clauses: contract.clauses.map((clause) => ({ ...clause, says: 'in other words', group: 'elsewhere', place: { ...clause.place, line: 1 } })),
  };
  expect(prints(run(BROKEN, { of: reworded }))).toEqual(prints(run(BROKEN)));
});

test('what many cases show is one finding, with the first case that showed it and how many there were', () => {
  const { cases } = planCases(contract, { profile: 'gate', run: 'run-1', alternatives: [0] });
  const found = run(BROKEN).filter(({ check }) => check === 'echo-differs');
  expect(found).toHaveLength(1);
  expect(found[0]?.seen).toBeGreaterThan(2);
  expect(found[0]?.case?.id).toBe(cases[0]?.id);
  expect(found[0]).toMatchObject({ severity: 'breach', at: '/name', clause: { id: 'echo/name', stated: 'prose' }, standing: 'new' });
});

test('what depends on what was sent is told apart by the rule that sent it', () => {
  const rules = run({ status: 201, body: { id: '1' } })
    .filter(({ check, clause }) => check === 'invalid-accepted' && clause.id === 'request#media-type')
    .map(({ case: tested }) => tested?.rule);
  expect(rules).toEqual(expect.arrayContaining(['truncated-json', 'content-type-wrong']));
  expect(new Set(rules).size).toBe(rules.length);
});

const verdict = (severity: Verdict['severity'], more: Partial<Verdict> = {}): Verdict => ({
  check: 'echo-differs',
  clause: 'echo/name',
  outcome: severity === 'breach' ? 'breached' : 'unclear',
  ...(severity === undefined ? {} : { severity }),
  at: '/name',
  expected: 'x',
  actual: 'y',
  step: 0,
  ...more,
});

function foldedBeside(known: Known, ...verdicts: Verdict[]): Finding[] {
  const heads = new Map(
    verdicts.map((_, index) => [`case-${index}`, { id: `case-${index}`, rule: 'everything', title: 'x', clause: 'echo/name', family: 'valid' as const }]),
  );
  const results = verdicts.map((one, index): CaseResult => ({ id: `case-${index}`, verdicts: [one], exchanges: [], requests: 1, created: [] }));
  return foldFindings(contract, heads, results, known, () => '');
}
const folded = (...verdicts: Verdict[]): Finding[] => foldedBeside(NOTHING, ...verdicts);

test('of equal findings the weightiest is shown, flaky only where none is steady', () => {
  expect(folded(verdict('gap'), verdict('breach'), verdict('gap'))).toMatchObject([{ severity: 'breach', seen: 3, case: { id: 'case-1' } }]);
  expect(folded(verdict('gap', { flaky: true }), verdict('breach'))[0]?.flaky).toBeUndefined();
  expect(folded(verdict('gap', { flaky: true }), verdict('gap'))[0]?.flaky).toBeUndefined();
  expect(folded(verdict('gap', { flaky: true }))[0]?.flaky).toBe(true);
});

test('findings come weightiest first, and upheld promises are none', () => {
  const found = folded(
    verdict('advice', { at: '/a' }),
    verdict('gap', { at: '/b' }),
    verdict('breach', { at: '/c' }),
    verdict(undefined, { outcome: 'upheld', at: '/d' }),
  );
  expect(found.map(({ severity }) => severity)).toEqual(['breach', 'gap', 'advice']);
});

test('a defect of the document is a gap of the document, never of the provider', () => {
  const broken = exampleContract({ body: { ...BODY, properties: { ...BODY.properties, odd: { type: 'strnig' } } } });
  const found = documentFindings(broken, NOTHING).filter(({ check }) => check === 'type-unknown');
  expect(found).toMatchObject([
    { subject: 'document', severity: 'gap', standing: 'new', clause: { pointer: expect.stringMatching(/\/properties\/odd\/type$/) } },
  ]);
});

test('a breach is new where the baseline knows its place only as a gap', () => {
  const gap = folded(verdict('gap')) satisfies BaselineFinding[];
  const known = knownFrom({ waivers: [], baseline: gap, today: '2026-01-15' });
  expect(foldedBeside(known, verdict('gap')).map(({ standing }) => standing)).toEqual(['known']);
  expect(foldedBeside(known, verdict('breach')).map(({ standing }) => standing)).toEqual(['new']);
});

test('what the baseline has and a run no longer shows is gone', () => {
  const [kept, fixed] = folded(verdict('breach', { at: '/a' }), verdict('breach', { at: '/b' })) as [Finding, Finding];
  const cases = new Map([kept, fixed].flatMap(({ case: planned }) => (planned ? [[planned.id, { ...planned, clause: '', family: 'valid' as const }]] : [])));
  const gone = goneFindings([kept, fixed], [kept], cases, contract);
  expect(gone.map(({ fingerprint: print, standing, at, seen }) => ({ print, standing, at, seen }))).toEqual([
    { print: fixed.fingerprint, standing: 'gone', at: fixed.at, seen: 0 },
  ]);
});

test('what only cases showed that this run does not have is not gone', () => {
  const [fixed] = folded(verdict('breach')) as [Finding];
  expect(goneFindings([fixed], [], new Map(), contract)).toEqual([]);
});
