import type { Finding, Severity, Standing } from '../model/verdict.ts';

/** An exception people agreed to: by fingerprint, or by check and location; with a reason and an end. */
export interface Waiver {
  fingerprint?: string;
  rule?: string;
  at?: string;
  reason: string;
  /** `YYYY-MM-DD`, the last day it holds. */
  until: string;
}

/** A finding as the baseline keeps it: what it is, without the exchange that showed it. */
export type BaselineFinding = Pick<Finding, 'fingerprint' | 'severity' | 'check' | 'clause' | 'case' | 'at' | 'expected' | 'actual'>;

/** What was known before this run. */
export interface KnownInput {
  waivers: readonly Waiver[];
  baseline: readonly BaselineFinding[];
  /** `YYYY-MM-DD`, the day of the run. */
  today: string;
}

export interface Known {
  standingOf(identity: { fingerprint: string; rule: string; at: string; severity: Severity }): { standing: Standing; note?: string };
  /** Waivers whose last day has passed: they hold no more and fail the run. */
  expired: Waiver[];
  /** Waivers that matched nothing in this run. Asked after all findings were made. */
  unmatched(): Waiver[];
}

/** Tells each finding's standing from waivers and baseline. */
export function knownFrom({ waivers, baseline, today }: KnownInput): Known {
  const used = new Set<Waiver>();
  const inBaseline = new Map(baseline.map(({ fingerprint, severity }) => [fingerprint, severity]));
  const holds = waivers.filter(({ until }) => until >= today);
  return {
    standingOf({ fingerprint, rule, at, severity }) {
      // One that still holds goes before one that has ended.
      const waiver = [...holds, ...waivers].find((candidate) =>
        candidate.fingerprint === undefined ? candidate.rule === rule && candidate.at === at : candidate.fingerprint === fingerprint,
      );
      if (waiver) used.add(waiver);
      if (waiver && holds.includes(waiver)) return { standing: 'waived', note: `${waiver.reason} (until ${waiver.until})` };
      // What was known as a gap is new as a breach.
      const before = inBaseline.get(fingerprint);
      return { standing: before !== undefined && (before === 'breach' || severity !== 'breach') ? 'known' : 'new' };
    },
    expired: waivers.filter((waiver) => !holds.includes(waiver)),
    unmatched: () => holds.filter((waiver) => !used.has(waiver)),
  };
}

/** The findings a baseline holds once those of a run are accepted: new ones come in, gone ones go out. Sorted by fingerprint. */
export function acceptFindings(before: readonly BaselineFinding[], accepted: readonly Finding[]): { findings: BaselineFinding[]; added: number; gone: number } {
  const own = accepted.filter(({ subject }) => subject === 'provider');
  const gone = new Set(own.filter(({ standing }) => standing === 'gone').map(({ fingerprint }) => fingerprint));
  const added = own
    .filter(({ standing }) => standing === 'new')
    .map(
      ({ fingerprint, severity, check, clause, case: planned, at, expected, actual }): BaselineFinding => ({
        ...{ fingerprint, severity, check, clause, at, expected, actual },
        ...(planned ? { case: planned } : {}),
      }),
    );
  const replaced = new Set([...gone, ...added.map(({ fingerprint }) => fingerprint)]);
  const findings = [...before.filter(({ fingerprint }) => !replaced.has(fingerprint)), ...added].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  return { findings, added: added.length, gone: gone.size };
}
