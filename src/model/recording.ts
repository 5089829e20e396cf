import type { Case, CaseHead, Profile } from './case.ts';
import type { Exchange } from './exchange.ts';

/** A recording is a file of lines, each one of these; `docs/recording.md` explains them. */
export type RecordingLine = RecordingHead | RecordedPlan | RecordedPreflight | RecordedCase | RecordedCleanUp | RecordingEnd;

/** The first line: what was recorded, when, and under which contract. */
export interface RecordingHead {
  kind: 'recording';
  version: 1;
  provider: string;
  operation: string;
  /** SHA-256 of the contract's two files. */
  contract: string;
  run: string;
  target: string;
  baseUrl: string;
  profile: Profile;
  seed: number;
  startedAt: string;
}

/** The second line: what was planned, and what the plan followed from. */
export interface RecordedPlan {
  kind: 'plan';
  alternatives: readonly number[];
  allowHazards: boolean;
  cases: CaseHead[];
  dropped: CaseHead[];
  unproven: { clause: string; reason: string }[];
  /** Why it was cut, where a quota cut it. */
  note?: string;
}

/** The look before the plan, where there was one: what it asked, and what it came to. */
export interface RecordedPreflight {
  kind: 'preflight';
  exchanges: Timed[];
  requests: number;
  /** Why nothing else was sent. */
  blocked?: string;
  note?: string;
}

/** One case with all its attempts; a hand-written one is kept but not judged again. */
export interface RecordedCase {
  kind: 'case' | 'by-hand';
  attempts: RecordedAttempt[];
  /** Why it could not be judged, all its attempts taken together. */
  undecided?: string;
}

/** A call of the clean-up: a record that was removed, or looked for. */
export interface RecordedCleanUp extends Timed {
  kind: 'clean-up';
}

/** The last line; where it is missing, the run was cut short. */
export interface RecordingEnd {
  kind: 'end';
  finishedAt: string;
  interrupted?: true;
}

/** An exchange and when its answer came (ms since 1970). */
export interface Timed {
  exchange: Exchange;
  now: number;
}

/** A case sent once: as planned, again with fresh keys, or with a smaller body that might show the same breach. */
export interface RecordedAttempt extends Attempted {
  as: 'first' | 'repeat' | 'smaller';
}

/** What one sending of a case was: the case whole, and what became of each step. */
export interface Attempted {
  case: Case;
  /** By step; null for a step that was not sent. `before` is what else was sent for it: reads too early, tries answered 429, looks at the credentials. */
  steps: ((Timed & { before?: Timed[] }) | null)[];
  requests: number;
  undecided?: string;
  /** The breach that a smaller body was looked for. */
  target?: { check: string; clause: string; at: string };
}

/** Every exchange of a line, in the order they were made; those of steps sent together stand side by side. */
export const exchangesIn = (line: RecordingLine): Exchange[] => timedIn(line).map(({ exchange }) => exchange);

/** Every exchange of a line with its time. */
export function timedIn(line: RecordingLine): Timed[] {
  if (line.kind === 'clean-up') return [line];
  if (line.kind === 'preflight') return line.exchanges;
  if (line.kind !== 'case' && line.kind !== 'by-hand') return [];
  return line.attempts.flatMap(({ steps }) => steps.flatMap((step) => (step ? [...(step.before ?? []), step] : [])));
}
