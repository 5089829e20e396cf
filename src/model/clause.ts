import type { Json } from './json.ts';
import type { Place, Stated } from './place.ts';
import type { FaultKind } from './sheet.ts';

/** What a clause is about, in a form the rules can read. `at` is a template pointer into the body. */
export type About =
  | { kind: 'request-member'; at: string; keyword: string; value: Json; member?: string }
  | { kind: 'request-body'; aspect: 'required' | 'object' | 'media-type' | 'method' | 'example'; value?: Json }
  | { kind: 'answer-member'; status: string; at: string; keyword: string; value: Json; member?: string }
  | { kind: 'answer'; aspect: 'success' | 'status' | 'media-type' | 'body' | 'header' | 'example'; status: string; value?: Json }
  | { kind: 'rejection'; fault: FaultKind; status: number[]; alsoLawful: number[] }
  | { kind: 'credential'; alternative: number; header?: string }
  | { kind: 'sheet'; entry: string; index: number };

/** One promise of the contract. */
export interface Clause {
  /** Stable, made of identifiers: `request/email/format`, `answer/400/code/required`, `key/email`. */
  id: string;
  /** The promise as a short sentence. */
  says: string;
  /** The title of the small group of clauses that one test stands for. */
  group: string;
  stated: Stated;
  place: Place;
  about: About;
}
