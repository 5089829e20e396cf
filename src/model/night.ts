import type { DriftSeverity, LedgerEntry } from './drift.ts';
import type { Finding } from './verdict.ts';

/** One of the two looks of a night: at the document, or at the behaviour. */
export interface Look {
  state: 'looked' | 'could not look' | 'not asked';
  /** Why it could not look, or was not asked to. */
  reason?: string;
  /** What was looked at: a file, an address, a base URL. */
  of?: string;
  /** What people should know of it. */
  notes: string[];
}

/** A proposed change of a contract, beside the ledger. */
interface ProposedPatch {
  /** Relative to the reports folder. */
  file: string;
  /** Fingerprints of the drifts it puts an end to, and of those to be edited by hand. */
  solved: string[];
  byHand: string[];
}

/** A finding that was not there when the baseline was accepted, or one that was and is there no more. */
export interface ChangedFinding extends Pick<Finding, 'fingerprint' | 'severity' | 'check' | 'at' | 'expected' | 'actual'> {
  standing: 'new' | 'gone';
  /** The id of the clause, and where it is written. */
  clause: string;
  file: string;
  line: number;
}

/** What a night came to for one provider. */
export interface ProviderNight {
  provider: string;
  operation: string;
  /** `could not look` where one of the looks asked for could not; what the other saw is told all the same. */
  state: 'looked' | 'could not look' | 'skipped';
  reason?: string;
  document: Look;
  behaviour: Look & { cases?: number; compared?: number; requests?: number; latency?: { before?: string; now?: string } };
  /** Findings of the run by standing. */
  findings: { new: number; known: number; waived: number; gone: number };
  /** Those that are new or gone, breaches first. */
  changedFindings: ChangedFinding[];
  drifts: LedgerEntry[];
  patch?: ProposedPatch;
}

/** `reports/drift.json`. */
export interface Ledger {
  version: 1;
  run: {
    /** `YYYY-MM-DD` */
    day: string;
    startedAt: string;
    finishedAt: string;
    target: string;
    profile: string;
    failOn: DriftSeverity;
  };
  exit: 0 | 1 | 2;
  providers: ProviderNight[];
}
