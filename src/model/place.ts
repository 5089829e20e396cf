/**
 * How firmly a promise is stated (a guess never weighs like a promise).
 * `schema`: the OpenAPI document; `prose`: the page or docs say it in words; `example`: only a sample value shows it;
 * `standard`: an RFC; `assumed`: client code or our own inference.
 */
export type Stated = 'schema' | 'prose' | 'example' | 'standard' | 'assumed';

/** Where a promise is written: a file of `specs/`, a 1-based line, a JSON pointer into it, and a short quotation. */
export interface Place {
  file: string;
  line: number;
  pointer: string;
  quote?: string;
}

/** True where a contradiction of the clause may be called a breach: only schema and prose are promises. */
export const isPromise = (stated: Stated): boolean => stated === 'schema' || stated === 'prose';
