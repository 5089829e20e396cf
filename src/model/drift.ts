import type { Json } from './json.ts';

/** What a change does to the set of what is possible: `breaking` takes from a consumer what worked, `widening` adds to it. */
export type Effect = 'breaking' | 'widening' | 'neutral';
/** How much it matters to a caller that sends and reads these members; the most serious first. */
export type DriftSeverity = 'breaking' | 'warn' | 'info';
export const DRIFT_SEVERITIES: readonly DriftSeverity[] = ['breaking', 'warn', 'info'];
/** `operation`: what is neither in a request's content nor in an answer's (method, path, security, servers, quotas, the page). */
export type DriftDirection = 'request' | 'answer' | 'operation';

/** What proves a drift: something that was possible before and is not now, or the other way round. */
export type Witness =
  /** A body (or the value of a parameter) that is valid under one version and invalid under the other; `refusal` says why. */
  | { kind: 'payload'; value: Json; validUnder: 'before' | 'after'; refusal: string }
  /** The start of a request as it was and as it is. */
  | { kind: 'request-line'; before: string; after: string }
  /** What had to be sent to be let in, and what has to be now. */
  | { kind: 'credentials'; before: string; after: string }
  /** A request that was answered in one way before and is answered in another now. */
  | { kind: 'exchange'; case: string; curl: string; before: string; after: string };

/** One difference between two versions of a document, or between two nights' behaviour. */
export interface Drift {
  /** Made of identifiers: operation, rule, location. Values and wording do not enter. */
  fingerprint: string;
  source: 'document' | 'behaviour';
  rule: string;
  says: string;
  direction: DriftDirection;
  effect: Effect;
  severity: DriftSeverity;
  /** `POST /v1/customers` */
  operation: string;
  /** Where, in words of the contract: `request /email`, `answer 200 /address/city`, `security`, `answer 400 status`. */
  at: string;
  before: Json;
  after: Json;
  /** Where it is written in the newer version, or in the older one what is gone; in the contract, where that is compared. */
  file: string;
  line: number;
  /** Pointers into the two documents; what a version lacks is named where it would stand. */
  places?: { before: string; after: string };
  witness?: Witness;
  /** Why it is rated otherwise than its rule says. */
  note?: string;
  /** Behaviour only: the clause it speaks to, and whether the document allows what was seen. */
  clause?: string;
  documented?: boolean;
}

/** A drift as the ledger keeps it over nights. `flaky`: it did not show again when its case was repeated. */
export interface LedgerEntry extends Drift {
  provider: string;
  standing: 'new' | 'lasting' | 'gone' | 'flaky';
  /** `YYYY-MM-DD` of the first and last night it was seen, and in how many nights. */
  firstSeen: string;
  lastSeen: string;
  seen: number;
}
