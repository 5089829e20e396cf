import type { Witness } from '../model/drift.ts';
import type { Version } from '../model/version.ts';

/** `POST /customers` and what else of a request matters. */
export const request = ({ operation: { method, path } }: Version, more = ''): string => `${method} ${path}${more}`;

/** What was sent or answered, and what is. */
export const line = (before: string, after: string): Witness => ({ kind: 'request-line', before, after });

/** The entries only one of two lists has, by what names them. */
export const only = <Entry>(of: readonly Entry[], beside: readonly Entry[], name: (entry: Entry) => string): Entry[] =>
  of.filter((entry) => !beside.some((other) => name(other) === name(entry)));
