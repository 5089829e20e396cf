import type { Exchange } from './exchange.ts';
import type { Json } from './json.ts';
import type { Stated } from './place.ts';

export type Outcome = 'upheld' | 'breached' | 'unclear' | 'undecided' | 'skipped';
export type Severity = 'breach' | 'gap' | 'advice';
export type Standing = 'new' | 'known' | 'waived' | 'gone';

/** What one check says of one answer about one clause. `unclear` carries a severity of gap or advice. */
export interface Verdict {
  check: string;
  clause: string;
  outcome: Outcome;
  severity?: Severity;
  /** Where: a template pointer into the body, a header name, or `status`. */
  at: string;
  expected: string;
  actual: string;
  /** The index of the exchange it was seen at: the step's, or behind those the exchange of a smaller body. */
  step: number;
  /** Marks of the check: what it finds depends on the case rule; a breach of it is tried once more. */
  perRule?: true;
  repeats?: true;
  /** Not seen again when the case was repeated with a fresh key. */
  flaky?: true;
  /** How a smaller body that shows the same was found. */
  shrunk?: string;
}

/** What one case came to. */
export interface CaseResult {
  id: string;
  verdicts: Verdict[];
  exchanges: Exchange[];
  /** Why the case could not be judged. */
  undecided?: string;
  /** Requests spent on it, repeats and polls counted. */
  requests: number;
  created: { id: Json; step: number }[];
}

export interface Finding {
  fingerprint: string;
  subject: 'provider' | 'document';
  provider: string;
  operation: string;
  severity: Severity;
  check: string;
  clause: { id: string; says: string; stated: Stated; file: string; line: number; pointer: string; quote?: string };
  case?: { id: string; rule: string; title: string };
  at: string;
  expected: string;
  actual: string;
  standing: Standing;
  /** In how many cases of the run it was seen. */
  seen: number;
  /** Not seen again when the case was repeated. */
  flaky?: true;
  /** How the body in `exchange` was made so small. */
  shrunk?: string;
  /** The reason of the waiver. */
  note?: string;
  reproduce?: string;
  exchange?: Exchange;
}
