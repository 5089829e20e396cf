import type { Json } from './json.ts';

/** `strict` takes an ambiguous document at its narrowest, `lenient` at its widest: valid must hold in both, a breach too. */
export type Reading = 'strict' | 'lenient';
export type Direction = 'request' | 'response';

/** A schema of the document, by its JSON pointer, as it applies in one direction (readOnly, writeOnly). */
export interface SchemaRef {
  pointer: string;
  direction: Direction;
}

/** One place where a value and a schema disagree. `at` is a concrete pointer into the value. */
export interface Violation {
  at: string;
  keyword: string;
  /** The pointer, in the document, of the schema object whose keyword refused. */
  origin: string;
  /** For `required` and closed objects: the member in question. */
  member?: string;
  expected: string;
  actual: Json | undefined;
}

/** A JSON Schema 2020-12 node after translation. */
export type SchemaNode = boolean | { [keyword: string]: unknown };

/** A schema node with the place in the document it was translated from. */
export interface PlacedNode {
  node: { [keyword: string]: unknown };
  origin: string;
}

/** The compiled schemas of one contract; implemented by `schema/`. */
export interface Schemas {
  /** Every violation of `value`; an empty list means valid. Throws only where the validator itself is at fault. */
  violations(ref: SchemaRef, value: Json, reading: Reading): Violation[];
  /** The unconditional nodes at the schema's root: the node itself and what `$ref` and `allOf` add to it. */
  nodes(ref: SchemaRef): PlacedNode[];
  /** The unconditional nodes behind a node found inside one of `nodes` (a property, items). */
  expand(node: SchemaNode, origin: string, direction: Direction): PlacedNode[];
}
