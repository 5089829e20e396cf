import type { DriftDirection, DriftSeverity, Effect, Witness } from '../model/drift.ts';
import type { Json } from '../model/json.ts';
import type { Version } from '../model/version.ts';
import type { Shape } from './shape.ts';

/** One difference a rule sees, before it is rated and given its place. */
export interface Found {
  /** Schema rules: below the location compared (`/name`), or empty. Others: the whole location (`security`, `answer 404`). */
  at: string;
  before: Json;
  after: Json;
  /** What tells several findings of one rule at one location apart: a value of an enum, an address. */
  detail?: string;
  /** Schema rules: the keyword it is about, so that the line is found. */
  keyword?: string;
  /** Schema rules: the value it is about, which shows it best. */
  value?: Json;
  /** Pointers into the two documents, where the rule knows better than its location. */
  places?: { before?: string; after?: string };
  /** What proves it, where that is no payload. */
  witness?: Witness;
  /** A member the consumer reads and will not find any more: its absence is the proof. */
  reads?: string;
}

/** Where in the grid of possible changes a rule stands: what changes, and how. */
export interface Cell {
  subject: string;
  change: Change;
}

/** Every change but `changed` has its opposite, which some rule has to see as well. */
export const OPPOSITES = {
  added: 'removed',
  removed: 'added',
  raised: 'lowered',
  lowered: 'raised',
  widened: 'narrowed',
  narrowed: 'widened',
  required: 'optional',
  optional: 'required',
  closed: 'opened',
  opened: 'closed',
  changed: 'changed',
} as const;
export type Change = keyof typeof OPPOSITES;

interface Rated {
  /** The difference in kebab-case; stable for ever. */
  id: string;
  says: string;
  /** OpenAPI, JSON Schema or RFC section. */
  basis: string;
  direction: DriftDirection;
  cell: Cell;
  effect: Effect;
  severity: DriftSeverity;
  /** Two fragments between which the rule, and no other of its cell, sees a difference. */
  example: { before: Json; after: Json };
}

/** A rule about what a schema says of one location, in requests or in answers. */
export interface SchemaRule extends Rated {
  /** What it claims of the set of valid values; a claim that breaks needs a payload that shows it. */
  meaning: Meaning;
  /** It speaks also where a value of one kind took the place of another; other rules have nothing to compare then. */
  evenReplaced?: true;
  /** The answer it stands in: success where no status is given. */
  example: Rated['example'] & { status?: string };
  find(before: Shape, after: Shape, status?: string): Found[];
}

/** `differs`: whether it narrows or widens, bodies have to show. */
export type Meaning = 'narrows' | 'widens' | 'replaces' | 'differs' | 'notes';

/** A rule about an operation outside its schemas. */
export interface OperationRule extends Rated {
  find(before: Version, after: Version): Found[];
}

/** A rule about which operations a document has at all. */
export interface DocumentRule extends Rated {
  /** The operations of both documents, as `POST /customers`. */
  find(before: readonly string[], after: readonly string[]): (Found & { operation: string })[];
}
