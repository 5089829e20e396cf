import { DRIFT_SEVERITIES, type DriftSeverity, type LedgerEntry } from '../model/drift.ts';
import type { ProviderNight } from '../model/night.ts';

/** One provider's night, of `drift.json` and `drift.md`. `state` and `reason` are those of the ledger. */
export interface Night {
  provider: string;
  /** `mock` or `sandbox` */
  target: string;
  /** `YYYY-MM-DD` */
  day: string;
  state: ProviderNight['state'];
  reason?: string;
  drifts: readonly LedgerEntry[];
  /** From this severity on it is worth an issue. */
  failOn: DriftSeverity;
  /** What `drift.md` says, in markdown. */
  note: string;
  /** Where the whole of it can be read. */
  run: string;
}

/** An open issue, as the tracker lists it. */
export interface OpenIssue {
  number: number;
  body: string;
}

export type IssueStep =
  | { step: 'open'; title: string; body: string }
  | { step: 'edit'; number: number; body: string }
  | { step: 'comment'; number: number; body: string }
  | { step: 'close'; number: number; body: string };

export interface IssuePlan {
  /** The night in a few words, for the job's summary. */
  says: string;
  steps: IssueStep[];
}

/** A tracker takes 65,536 characters. */
const LONGEST = 60_000;
/** The first line of an issue of ours: whose it is, on which target, and the fingerprints it tells of. */
const MARKER = /^<!-- contract-drift (\S+) (\S+)((?: [\w-]+)*) -->\r?\n?/;
const NOTICE = /^> Not looked at on [^\n]*\n\n?/;

/**
 * What to do with the one issue of a provider after a night: opened or brought up to date where there is drift, closed where it is
 * gone, and never closed where nobody could look. A night on the mock says nothing of what was seen on a sandbox.
 */
export function planIssue(night: Night, open: readonly OpenIssue[]): IssuePlan {
  const [own, ...doubles] = open
    .flatMap((issue) => ({ ...issue, marker: MARKER.exec(issue.body) }))
    .filter(({ marker }) => marker?.[1] === night.provider)
    .toSorted((a, b) => a.number - b.number);
  const told = driftsToTell(night);
  const merged = doubles.map(({ number }): IssueStep => ({ step: 'close', number, body: `Told in #${own?.number}.` }));
  if (own && own.marker?.[2] === 'sandbox' && night.target !== 'sandbox')
    return { says: `${nightInWords(night, told)}; #${own.number} is about the sandbox and stays as it is`, steps: [] };
  if (told.length > 0) return { says: nightInWords(night, told), steps: own ? [...update(night, told, own), ...merged] : [first(night, told)] };
  if (!own) return { says: nightInWords(night, told), steps: [] };
  if (night.state !== 'looked') return { says: `${nightInWords(night, told)}; #${own.number} stays open`, steps: [notice(night, own)] };
  const gone = `Gone: on ${night.day} no drift was seen (${night.target}). ${night.run}`;
  return { says: `${nightInWords(night, told)}; #${own.number} is closed`, steps: [...merged, { step: 'close', number: own.number, body: gone }] };
}

/** What stands and is grave enough, the gravest first. */
function driftsToTell({ drifts, failOn }: Night): LedgerEntry[] {
  const rank = ({ severity }: { severity: DriftSeverity }): number => DRIFT_SEVERITIES.indexOf(severity);
  return drifts
    .filter((drift) => (drift.standing === 'new' || drift.standing === 'lasting') && rank(drift) <= rank({ severity: failOn }))
    .toSorted((a, b) => rank(a) - rank(b));
}

function nightInWords({ state, reason }: Night, told: readonly LedgerEntry[]): string {
  const looked = state === 'looked' ? '' : `could not look${reason === undefined ? '' : `: ${oneLine(reason)}`}`;
  if (told.length > 0) return `${told.length} drift${told.length === 1 ? '' : 's'}${looked && `; ${looked}`}`;
  return looked || 'no drift';
}

const first = (night: Night, told: readonly LedgerEntry[]): IssueStep => ({
  step: 'open',
  title: `Contract drift: ${night.provider}`,
  body: bodyOf(night, told),
});

/** An edit tells nobody, so what was not in the issue yet is said in a comment. */
function update(night: Night, told: readonly LedgerEntry[], { number, body, marker }: OpenIssue & { marker: RegExpExecArray | null }): IssueStep[] {
  const before = (marker?.[3] ?? '').trim().split(' ');
  const fresh = told.filter(({ fingerprint }) => !before.includes(fingerprint));
  const next = bodyOf(night, told);
  const lines = fresh.map(({ severity, rule, at, file, line }) => `- ${severity} \`${rule}\` at \`${oneLine(at)}\` (\`${file}:${line}\`)`);
  return [
    ...(next === body ? [] : [{ step: 'edit' as const, number, body: next }]),
    ...(fresh.length === 0 ? [] : [{ step: 'comment' as const, number, body: [`New on ${night.day}:`, '', ...lines, '', night.run].join('\n') }]),
  ];
}

function bodyOf(night: Night, told: readonly LedgerEntry[]): string {
  const marker = `<!-- contract-drift ${night.provider} ${night.target} ${told.map(({ fingerprint }) => fingerprint).join(' ')} -->`;
  const not = night.state === 'looked' ? '' : noticeOf(night);
  return `${marker}\n${not}${quiet(clipped(night.note))}\n\n${night.run}\n`;
}

function notice(night: Night, { number, body }: OpenIssue): IssueStep {
  const marker = MARKER.exec(body)?.[0] ?? '';
  return { step: 'edit', number, body: `${marker}${noticeOf(night)}${body.slice(marker.length).replace(NOTICE, '')}` };
}

const noticeOf = ({ day, reason, run }: Night): string => `> Not looked at on ${day}${reason === undefined ? '' : `: ${quiet(oneLine(reason))}`} ${run}\n\n`;

/** Cut where a tracker would refuse it; a fence that was open is closed. */
function clipped(note: string): string {
  if (note.length <= LONGEST) return note.trimEnd();
  const kept = note.slice(0, note.lastIndexOf('\n', LONGEST));
  const fence = (kept.match(/^```/gm) ?? []).length % 2 === 1 ? '\n```' : '';
  return `${kept}${fence}\n\nCut here; the reports of the run have the rest.`;
}

/** What a provider wrote must call nobody: an invisible blank takes the meaning from `@name`. Nobody is called from a block of code. */
const quiet = (text: string): string =>
  text
    .split(/(^```[\s\S]*?^```)/m)
    .map((part) => (part.startsWith('```') ? part : part.replaceAll(/(^|[^\w`'"])@(?=\w)/gm, '$1@\u200B')))
    .join('');

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('`', "'").trim().slice(0, 300);
