import type { Json } from './json.ts';

export interface Request {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  /** Undefined: no body at all. */
  body?: Uint8Array;
}

/** Why an answer could not be judged (rule 10: neither red nor green). */
export type Trouble =
  | { kind: 'silence' | 'refused' | 'reset' | 'too-large' | 'undecodable' | 'cut-short' | 'protocol'; says: string }
  | { kind: 'rate-limited' | 'unavailable' | 'redirect' | 'turned-away'; says: string };

/** A raw answer as the transport gives it; header names keep their case. */
export interface RawAnswer {
  status: number;
  headers: [name: string, value: string][];
  body: Uint8Array;
}

/** A request and its answer, redacted: nothing in here holds a credential. */
export interface Exchange {
  request: { method: string; url: string; headers: [string, string][]; body?: string; bodyBase64?: string };
  answer?: {
    status: number;
    headers: [string, string][];
    text: string;
    /** Bytes of the body as received. */
    bytes: number;
    /** How deep brackets nest in the text. */
    nesting: number;
    /** The parsed body; absent where it is not JSON. */
    json?: { value: Json };
    /** Names of secret settings whose value the answer held before redaction. */
    leaked: string[];
  };
  trouble?: Trouble;
  /** Milliseconds from first byte sent to last byte read. */
  ms: number;
}

/** The value of a header, whatever the case of its name; undefined where absent. */
export function header(headers: readonly [string, string][], name: string): string | undefined {
  return headers.find(([candidate]) => candidate.toLowerCase() === name.toLowerCase())?.[1];
}

/** False for a request that the provider's quota kept from being sent. */
export const wasSent = ({ answer, trouble }: Pick<Exchange, 'answer' | 'trouble'>): boolean => trouble?.kind !== 'rate-limited' || answer !== undefined;
