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
export type BaselineFinding = Pick<Finding, 'fingerprint' | 'severity' | 'check' | 'clause' | 'at' | 'expected' | 'actual'>;

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
