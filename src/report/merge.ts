import type { FindingsReport } from './json.ts';

/** A part of a run: the report of one job, and the provider it was for. Without a report, that job never came to write one. */
export interface Part {
  provider: string;
  report?: FindingsReport;
}

const newest = (a: string, b: string): string => (a > b ? a : b);
const oldest = (a: string, b: string): string => (a < b ? a : b);

/**
 * One report of several, as if one run had tested all providers. A new breach anywhere is 1, else a part that is undecided or missing is 2.
 * @returns undefined where no part has a report
 */
export function mergeReports(parts: readonly Part[]): FindingsReport | undefined {
  const [first, ...others] = parts.flatMap(({ report }) => report ?? []);
  if (!first) return undefined;
  const all = [first, ...others];
  const missing = parts.filter(({ report }) => report === undefined).map(({ provider }) => `${provider}: no report`);
  const reasons = [...all.flatMap(({ run }) => run.reason ?? []), ...missing];
  const exits = all.map(({ run }) => run.exit);
  return {
    version: 1,
    run: {
      ...first.run,
      startedAt: all.map(({ run }) => run.startedAt).reduce(oldest),
      finishedAt: all.map(({ run }) => run.finishedAt).reduce(newest),
      target: [...new Set(all.map(({ run }) => run.target))].join(' and '),
      exit: exits.includes(1) ? 1 : exits.includes(2) || missing.length > 0 ? 2 : 0,
      ...(reasons.length === 0 ? {} : { reason: reasons.join('\n') }),
    },
    providers: all.flatMap(({ providers }) => providers),
    findings: all.flatMap(({ findings }) => findings),
  };
}
