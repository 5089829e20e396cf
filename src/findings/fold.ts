import type { CaseHead } from '../model/case.ts';
import type { Contract, ReadContract } from '../model/contract.ts';
import type { CaseResult, Finding, Severity, Verdict } from '../model/verdict.ts';
import { fingerprint } from './fingerprint.ts';
import type { BaselineFinding, Known } from './known.ts';

const WEIGHT: Record<Severity, number> = { breach: 2, gap: 1, advice: 0 };

/**
 * Verdicts to findings: equal ones of many cases become one, which shows the first case that had it.
 * @param curl makes the line that reproduces an exchange
 */
export function foldFindings(
  contract: Contract,
  cases: ReadonlyMap<string, CaseHead>,
  results: readonly CaseResult[],
  known: Known,
  curl: (exchange: CaseResult['exchanges'][number]) => string,
): Finding[] {
  const findings = new Map<string, Finding>();
  for (const result of results) {
    const planned = cases.get(result.id);
    if (!planned) continue;
    for (const verdict of result.verdicts) {
      if (verdict.severity === undefined) continue;
      const finding = findingOf(contract, planned, verdict, result, verdict.severity, known, curl);
      const earlier = findings.get(finding.fingerprint);
      findings.set(finding.fingerprint, earlier ? joined(earlier, finding) : finding);
    }
  }
  return [...findings.values()].sort(
    (a, b) => WEIGHT[b.severity] - WEIGHT[a.severity] || compare(a.clause.id, b.clause.id) || compare(a.fingerprint, b.fingerprint),
  );
}

/** The graver of two sightings, counted, the smaller body first; what was steady once is not flaky. */
function joined(earlier: Finding, later: Finding): Finding {
  const graver = WEIGHT[later.severity] - WEIGHT[earlier.severity] || Number(later.shrunk !== undefined) - Number(earlier.shrunk !== undefined);
  const { flaky, ...shown } = graver > 0 ? later : earlier;
  return { ...shown, seen: earlier.seen + 1, ...(flaky && earlier.flaky && later.flaky ? { flaky } : {}) };
}

/** Findings of the baseline that a complete run of some cases did not see again: what was red and is fixed. Those of other cases stay. */
export function goneFindings(
  baseline: readonly BaselineFinding[],
  seen: readonly Finding[],
  cases: ReadonlyMap<string, CaseHead>,
  { provider, operation }: Contract,
): Finding[] {
  const still = new Set(seen.map(({ fingerprint: print }) => print));
  return baseline
    .filter((entry) => !still.has(entry.fingerprint) && (entry.case === undefined || cases.has(entry.case.id)))
    .map((entry) => ({ ...entry, subject: 'provider', provider, operation: operation.label, standing: 'gone', seen: 0 }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function findingOf(
  contract: Contract,
  planned: CaseHead,
  verdict: Verdict,
  result: CaseResult,
  severity: Severity,
  known: Known,
  curl: (exchange: CaseResult['exchanges'][number]) => string,
): Finding {
  const { provider, operation } = contract;
  const clause = contract.clauses.find(({ id }) => id === verdict.clause);
  const rule = verdict.perRule ? planned.rule : '';
  const exchange = result.exchanges[verdict.step];
  const print = fingerprint({ provider, operation: operation.label, check: verdict.check, clause: verdict.clause, rule, at: verdict.at });
  return {
    fingerprint: print,
    subject: 'provider',
    provider,
    operation: operation.label,
    severity,
    check: verdict.check,
    clause: clause
      ? { id: clause.id, says: clause.says, stated: clause.stated, ...clause.place }
      : { id: verdict.clause, says: verdict.clause, stated: 'standard', file: '', line: 0, pointer: '' },
    case: { id: planned.id, rule: planned.rule, title: planned.title },
    at: verdict.at,
    expected: verdict.expected,
    actual: verdict.actual,
    seen: 1,
    ...known.standingOf({ fingerprint: print, rule: verdict.check, at: verdict.at, severity }),
    ...(verdict.flaky ? { flaky: true as const } : {}),
    ...(verdict.shrunk === undefined ? {} : { shrunk: verdict.shrunk }),
    ...(exchange ? { reproduce: curl(exchange), exchange } : {}),
  };
}

/** Defects of the document itself: gaps, and never the provider's. */
export function documentFindings({ defects, provider, operation }: ReadContract, known: Known): Finding[] {
  return defects().map(({ rule, says, place }) => {
    const print = fingerprint({ provider, operation: operation.label, check: rule, clause: place.pointer, rule: '', at: place.pointer });
    return {
      fingerprint: print,
      subject: 'document' as const,
      provider,
      operation: operation.label,
      severity: 'gap' as const,
      check: rule,
      clause: { id: place.pointer, says, stated: 'schema' as const, ...place },
      at: place.pointer,
      expected: 'a document in order',
      actual: says,
      seen: 1,
      ...known.standingOf({ fingerprint: print, rule, at: place.pointer, severity: 'gap' }),
    };
  });
}
