import type { Json } from './json.ts';
import type { FaultKind } from './sheet.ts';

export type Profile = 'smoke' | 'gate' | 'nightly';
export const PROFILES: readonly Profile[] = ['smoke', 'gate', 'nightly'];
export type Family = 'valid' | 'invalid' | 'body' | 'protocol' | 'credential' | 'sequence' | 'promise' | 'exploration';

/** The exact body to send. `json` is serialised once, by `exchange/`; `base64` is sent byte for byte. */
export type Body = { json: Json } | { text: string } | { base64: string };

/** What is done to the credentials of one alternative before they are sent; `good` sends them as they are. */
export type Credential =
  | { use: 'good' }
  | { use: 'none' }
  | {
      use: 'missing' | 'empty' | 'wrong' | 'wrong-start' | 'wrong-end' | 'longer' | 'shorter' | 'alone' | 'wrong-scheme' | 'not-base64';
      alternative: number;
      header: string;
    }
  | { use: 'wrong-user' | 'wrong-password'; alternative: number; header: string }
  | {
      use: 'signed-tampered' | 'signed-other-secret' | 'signed-other-body' | 'signed-other-method' | 'signed-other-path' | 'signed-other-timestamp';
      alternative: number;
      header: string;
    }
  | { use: 'timestamp-old' | 'timestamp-ahead'; alternative: number; header: string };

/** What an answer to a step means: `either` leaves the status open and judges the content; `read` looks a record up. */
export interface Expectation {
  intent: 'accept' | 'reject' | 'either' | 'read';
  fault?: FaultKind;
  /** The worst a deviation may be called; absent means breach. */
  atMost?: 'gap';
  /** For a read: which step's record it reads; for a duplicate: which step it repeats. */
  of?: number;
}

/** One request of a case. */
export interface Step {
  name: string;
  role: 'create' | 'read' | 'other';
  method: string;
  /** Relative to the base URL; `{id}` is filled from the record that step `expect.of` created. */
  path: string;
  body?: Body;
  contentType?: string;
  accept?: string;
  credential: Credential;
  expect: Expectation;
  /** The clause this step stands for where it is not the case's own (a step that only prepares the next one). */
  clause?: string;
  /** Members taken from an earlier answer's record id before sending. */
  fill?: { at: string; fromStep: number }[];
  /** Sent at the same moment as the step before it. */
  together?: boolean;
}

/** One concrete request, or a short sequence, made to test one clause. */
export interface Case {
  /** `required-omitted/request/email/required#variant` */
  id: string;
  rule: string;
  family: Family;
  title: string;
  profile: Profile;
  /** The clause under test. */
  clause: string;
  /** Clauses whose own case would be the very same request: this one stands for them too. */
  also?: string[];
  steps: Step[];
  /** Explored cases: the seed their body was drawn with. */
  seed?: number;
  /** The fresh keys of this case; no other case's may show in its answers. */
  keys: string[];
}

/** What of a case is needed to report on it. */
export type CaseHead = Pick<Case, 'id' | 'rule' | 'title' | 'clause' | 'also' | 'family'>;

export const headOf = ({ id, rule, title, clause, also, family }: Case): CaseHead => ({ id, rule, title, clause, family, ...(also ? { also } : {}) });
