import type { Operation } from './contract.ts';
import type { Json } from './json.ts';
import type { Schemas } from './schemas.ts';

/** One scheme a security requirement asks for, by what it is and not by what it is called. */
export interface NeededScheme {
  name: string;
  /** What the document says of it (`type`, `in`, `name`, `scheme`, addresses), descriptions left out. */
  definition: Json;
  scopes: string[];
  /** The scopes are not written as a list of names. */
  malformed: boolean;
}

/** One way to be let in: all its schemes together. */
export interface NeededSchemes {
  schemes: NeededScheme[];
  pointer: string;
}

/** How many requests are taken, as a description says it. */
export interface Quota {
  requests: number;
  per: 'second' | 'minute' | 'hour' | 'day';
  pointer: string;
}

/** A base URL, with each of its variables' values filled in. */
export interface ServerUrl {
  url: string;
  /** A regular expression for all addresses it stands for, where a variable may have any value. */
  any?: string;
  pointer: string;
}

/** One operation of one version of a document, as drift compares it. */
export interface Version {
  file: string;
  /** The 1-based line of what a pointer names, or of its nearest ancestor that is there. */
  lineOf(pointer: string): number;
  /** The document's own value at a pointer: annotations that no schema keeps are read from it. */
  raw(pointer: string): Json | undefined;
  operation: Operation;
  schemas: Schemas;
  /** Alternatives; none where anybody is let in, and an empty one where credentials may be left out. */
  security: NeededSchemes[];
  servers: ServerUrl[];
  /** The lowest for each span of time. */
  quotas: Quota[];
  deprecated: boolean;
  /** The day an operation is announced to end (`x-sunset`). */
  sunset?: string;
}
