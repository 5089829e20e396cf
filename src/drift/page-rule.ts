import type { DriftDirection, DriftSeverity, Effect, Witness } from '../model/drift.ts';
import type { Json } from '../model/json.ts';
import type { PageFacts } from '../model/page.ts';
import type { Cell } from './rule.ts';

/** One difference between the facts of a page as they were and as they are. */
export interface PageFound {
  /** Where, in words: `request /email`, `answer 400 status`, `quota`. */
  at: string;
  /** Pointer into the facts; into the older ones for what is gone. */
  pointer: string;
  gone?: true;
  before: Json;
  after: Json;
  /** What tells several findings of one rule at one place apart: a value of an enum. */
  detail?: string;
  /** The field in question: a breaking claim about it needs a body that shows it. */
  field?: { status?: string; at: string };
  witness?: Witness;
}

/** An entry of the table of page drifts. */
export interface PageRule {
  /** The difference in kebab-case; stable for ever. */
  id: string;
  says: string;
  basis: string;
  direction: DriftDirection;
  cell: Cell;
  effect: Effect;
  severity: DriftSeverity;
  /** Parts of facts between which this rule sees a difference. */
  example: { before: Partial<PageFacts>; after: Partial<PageFacts> };
  find(before: PageFacts, after: PageFacts): PageFound[];
}
