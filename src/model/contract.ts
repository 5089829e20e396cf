import type { Clause } from './clause.ts';
import type { Json } from './json.ts';
import type { Place } from './place.ts';
import type { Schemas } from './schemas.ts';
import type { Sheet } from './sheet.ts';

/** One media type of a request or answer body. `schema` is a pointer into the document, absent where none is given. */
export interface Media {
  name: string;
  schema?: string;
  examples: { name: string; value: Json; pointer: string }[];
}

export interface Answer {
  /** As in the document: `200`, `4XX`, `default`. */
  status: string;
  pointer: string;
  media: Media[];
  headers: { name: string; required: boolean; pointer: string }[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  schema?: string;
  example?: Json;
  pointer: string;
}

/** The one operation under test, resolved. */
export interface Operation {
  /** `POST /v1/customers` */
  label: string;
  method: string;
  path: string;
  pointer: string;
  requestBody: { required: boolean; pointer: string; media: Media[] };
  answers: Answer[];
  parameters: Parameter[];
  /** Security requirements of the document: alternatives (OR) of scheme names (AND). */
  security: { schemes: string[]; pointer: string }[];
  servers: string[];
}

/** A defect of the document itself (never the provider's breach). */
export interface Defect {
  rule: string;
  says: string;
  place: Place;
}

/** Everything known of one provider: the document, the sheet, and the clauses they make. */
export interface Contract {
  provider: string;
  operation: Operation;
  sheet: Sheet;
  clauses: Clause[];
  schemas: Schemas;
}

/** A contract as it was read from its files. */
export interface ReadContract extends Contract {
  /** Defects of the document itself; looked for when asked. */
  defects(): Defect[];
}

/** The JSON media type bodies are sent in: the first of the request's that is JSON. */
export function jsonMedia(media: readonly Media[]): Media | undefined {
  return media.find(({ name }) => isJsonMediaType(name));
}

/** True for `application/json` and `+json` types, whatever the case or the parameters (RFC 6838, 4.2.8). */
export function isJsonMediaType(contentType: string): boolean {
  const name = mediaTypeName(contentType);
  return name === 'application/json' || name === 'text/json' || name.endsWith('+json');
}

/** The media type without parameters, in lower case (RFC 9110, 8.3.1). */
export const mediaTypeName = (contentType: string): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();

/** The documented answer for a status: the exact one, else its `4XX` range, else `default` (OpenAPI 3.0.3, 4.7.16). */
export function answerFor(operation: Operation, status: number): Answer | undefined {
  const find = (name: string) => operation.answers.find((answer) => answer.status.toUpperCase() === name);
  return find(String(status)) ?? find(`${String(status).charAt(0)}XX`) ?? find('DEFAULT');
}

/** The documented success statuses: every `2xx` the operation lists. */
export const successes = (operation: Operation): Answer[] => operation.answers.filter(({ status }) => status.startsWith('2'));
