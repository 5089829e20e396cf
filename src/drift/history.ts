import type { Drift, LedgerEntry } from '../model/drift.ts';

/** A drift as one night saw it. `flaky`: it did not show again when it was tried. */
export interface Sighted {
  drift: Drift;
  flaky: boolean;
}

/** One line of a history: a drift on one day, or its end. */
export interface HistoryLine {
  /** `YYYY-MM-DD` */
  date: string;
  standing: 'seen' | 'flaky' | 'gone' | 'accepted';
  /** Without the exchange that showed it; `case` names the one that did. */
  drift: Omit<Drift, 'witness'>;
  case?: string;
}

/** What a night looked at: a drift that could not be seen is not gone. */
export interface Night {
  provider: string;
  /** `YYYY-MM-DD` */
  today: string;
  sighted: readonly Sighted[];
  /** False for what this night had no chance to see: its document was not fetched, its case was not decided. */
  couldSee(line: HistoryLine): boolean;
}

/** A day of the calendar, as `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** The ledger of a night, and the lines it adds to the history. */
export interface Entered {
  entries: LedgerEntry[];
  lines: HistoryLine[];
}

const keyOf = ({ source, fingerprint }: Pick<Drift, 'source' | 'fingerprint'>): string => `${source} ${fingerprint}`;
const isSighting = ({ standing }: HistoryLine): boolean => standing === 'seen' || standing === 'flaky';

/** Enters a night into the history: first and last seen, how often, and what is gone. A second run of a day adds nothing it has. */
export function enterNight(history: readonly HistoryLine[], { provider, today, sighted, couldSee }: Night): Entered {
  const runs = runsOf(history);
  const entries: LedgerEntry[] = [];
  const lines: HistoryLine[] = [];
  for (const { drift, flaky } of sighted) {
    const run = runs.get(keyOf(drift)) ?? [];
    const dates = new Set([...run.map(({ date }) => date), today]);
    const standing = flaky ? 'flaky' : run.some(({ date, standing: was }) => date < today && was === 'seen') ? 'lasting' : 'new';
    entries.push({ ...drift, provider, standing, firstSeen: run[0]?.date ?? today, lastSeen: today, seen: dates.size });
    const line = lineOf(drift, today, flaky ? 'flaky' : 'seen');
    if (!run.some(({ date, standing: was }) => date === today && was === line.standing)) lines.push(line);
  }
  const now = new Set(sighted.map(({ drift }) => keyOf(drift)));
  for (const [key, run] of runs) {
    const last = run.at(-1);
    // What flickers is not gone because it did not flicker tonight.
    if (now.has(key) || !last || last.standing !== 'seen' || !couldSee(last)) continue;
    const dates = new Set(run.map(({ date }) => date));
    entries.push({ ...last.drift, provider, standing: 'gone', firstSeen: run[0]?.date ?? last.date, lastSeen: last.date, seen: dates.size });
    lines.push({ ...last, date: today, standing: 'gone' });
  }
  return { entries, lines };
}

/** The lines that end drifts people accepted: they are told no more, and are not gone. */
export const acceptedLines = (history: readonly HistoryLine[], accepted: readonly Pick<Drift, 'source' | 'fingerprint'>[], today: string): HistoryLine[] => {
  const keys = new Set(accepted.map(keyOf));
  return [...runsOf(history)].flatMap(([key, run]) =>
    keys.has(key) && run.length > 0 ? [{ ...(run.at(-1) as HistoryLine), date: today, standing: 'accepted' as const }] : [],
  );
};

/** Every drift's sightings since it last ended, in order. */
function runsOf(history: readonly HistoryLine[]): Map<string, HistoryLine[]> {
  const runs = new Map<string, HistoryLine[]>();
  for (const line of history) {
    const key = keyOf(line.drift);
    runs.set(key, isSighting(line) ? [...(runs.get(key) ?? []), line] : []);
  }
  return runs;
}

function lineOf({ witness, ...drift }: Drift, date: string, standing: HistoryLine['standing']): HistoryLine {
  return { date, standing, drift, ...(witness?.kind === 'exchange' ? { case: witness.case } : {}) };
}
