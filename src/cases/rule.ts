import type { Arbitrary } from 'fast-check';
import type { Family, Profile, Step } from '../model/case.ts';
import type { Json } from '../model/json.ts';
import type { Shape } from './arbitrary.ts';
import type { Kit } from './kit.ts';

/** Fresh keys for one case; number 0 is the case's own, others are for further records in a sequence. */
export type Keys = (number?: number) => string;

/** A case before it is proven and named. */
export interface Draft {
  /** Id of the clause under test. */
  clause: string;
  /** Tells the cases of one rule and clause apart; empty where there is only one. */
  variant: string;
  title: string;
  /** A profile wider than the rule's, for a single variant. */
  profile?: Profile;
  /** The steps, or undefined where no payload can be made (the clause stays untested, with a reason). */
  steps(keys: Keys): Step[] | undefined;
  /** What must hold of the payload of step 0 before the case may be sent. */
  proof?: Proof;
  /** How the body was drawn, where it was: smaller ones can be drawn the same way. Undefined: none could be proven. */
  drawing?(): Drawing | undefined;
}

/** A body that was drawn, and where it came from. */
export interface Drawing {
  seed: number;
  bodies: Arbitrary<Shape>;
  /** What `bodies` gives first with that seed. */
  shape: Shape;
  steps(shape: Shape, keys: Keys): Step[] | undefined;
}

/** `valid` under both readings of the document; `invalid` under both, at this place and for this keyword alone. */
export type Proof = { step?: number } & (
  | { claim: 'valid' }
  /** `under`: the pointer of a keyword that refuses by the schemas in it alone (`prefixItems`), at or below the place. */
  | { claim: 'invalid'; at: string; keyword: string; member?: string; under?: string }
  | { claim: 'breaks-constraint'; constraint: number }
);

/** An entry of a table of case rules. The engine knows none of them by name. */
export interface CaseRule {
  /** The defect or wish in kebab-case; stable for ever. */
  id: string;
  says: string;
  /** OpenAPI, JSON Schema or RFC section, or `sheet`. */
  basis: string;
  family: Family;
  /** The narrowest profile that runs it; `smoke` runs its first case only. */
  profile: Profile;
  /**
   * How soon its cases come when requests are few:
   * 1 what every request of every consumer rests on: a success, a refusal, JSON, credentials;
   * 2 what most consumers meet: people's names and emails, wrong types, a duplicate, another media type or method;
   * 3 the usual promises: null, bounds, lists, formats, a body that is no object, reading back;
   * 4 the rarer ones, and what a careful consumer relies on; 5 what a careless reader of requests passes over;
   * 6 one member after another; 7 and later: another form of what an earlier rule shows.
   */
  rank: number;
  /** A request body schema (and facts of a sheet) with the variants the rule makes of it, run by the battery. */
  example: { body: Record<string, Json>; sheet?: Record<string, Json>; makes: string[] };
  make(kit: Kit): Draft[];
}
