import type { Json, JsonObject } from './json.ts';
import type { Stated } from './place.ts';

/** What every entry of the provider sheet carries: how firmly it is stated and the evidence for it. */
export interface Evidence {
  stated: Stated;
  quote?: string;
  source?: string;
}

/**
 * The kind of fault a request has; a status promised for one kind covers no other (rule 4 of judgement).
 * `body` is a body that is no JSON object at all (missing, empty, `null`, a bare string); `invalid-body` breaks the schema.
 */
export type FaultKind =
  | 'invalid-body'
  | 'body'
  | 'malformed-json'
  | 'media-type'
  | 'not-acceptable'
  | 'credentials'
  | 'scope'
  | 'duplicate'
  | 'method'
  | 'too-large';

/** One header of a credential and where its value comes from. Settings are names of environment variables. */
export type CredentialHeader =
  | { name: string; kind: 'key' | 'bearer'; scheme: string; setting?: string; secret?: boolean }
  | { name: string; kind: 'basic'; scheme: string; user: string; password: string }
  | { name: string; kind: 'timestamp'; scheme: string; unitSetting?: string; unit: 'seconds' | 'milliseconds' }
  | {
      name: string;
      kind: 'signature';
      scheme: string;
      algorithm: 'hmac-sha256';
      encoding: 'hex' | 'base64';
      /** The setting that holds the key of the HMAC. */
      setting: string;
      /** Text to sign with `{method}`, `{path}`, `{timestamp}` and `{bodySha256}` (lower-case hex) filled in. */
      over: string;
    };

/** One way to authenticate: all its headers together (AND). The sheet lists alternatives (OR). */
export interface CredentialAlternative extends Evidence {
  name: string;
  headers: CredentialHeader[];
}

export interface NaturalKey extends Evidence {
  at: string;
  duplicate: { outcome: 'conflict' | 'upsert' | 'error'; status?: number[] };
}

/** The statuses promised for one kind of fault, and others that would be lawful all the same. */
interface Rejection extends Evidence {
  kind: FaultKind;
  status: number[];
  alsoLawful?: number[];
}

/** An error body for answers whose status the operation does not document; `schema` is JSON Schema 2020-12. */
export interface Envelope extends Evidence {
  appliesTo: FaultKind[];
  schema: JsonObject;
}

/** A member of answers with a value that words promise: the HTTP status itself, or a constant. */
interface AnswerPromise extends Evidence {
  id: string;
  at: string;
  on: 'any' | 'success' | 'error';
  is: { httpStatus: true } | { value: Json };
}

/** A JSON Schema 2020-12 over the request body that words promise, with values (merged into a full payload) that break it. */
interface ProseConstraint extends Evidence {
  id: string;
  says: string;
  schema: JsonObject;
  breaks: JsonObject[];
}

export interface Call extends Evidence {
  method: string;
  /** Relative to the base URL; `{id}` is replaced by the record's id, `{/email}` by what was sent as `/email`. */
  path: string;
  /** For reads: where the record lies in the answer; with `*`, the item whose id fits. Several places may be tried. */
  record?: string | string[];
  /** For clean-up: the body to send, `{id}` inside strings replaced (a string that is only `{id}` keeps the id's type). */
  body?: Json;
  status?: number[];
  /** What the call does where it is no real delete. */
  says?: string;
}

/** How many requests a provider takes. Quotas of an hour or a day are a budget, those of a second or a minute are paced. */
export interface Quota extends Evidence {
  requests: number;
  per: 'second' | 'minute' | 'hour' | 'day';
  /** At most so many within one second. */
  burst?: number;
}

/** The provider sheet (`specs/<provider>/provider.yaml`): what OpenAPI cannot say. Pointers are RFC 6901. */
export interface Sheet {
  provider: string;
  title: string;
  page: string;
  operation: string;
  /** Names of the settings: where the base URL comes from and which setting confirms a sandbox. */
  settings: { baseUrl: string; confirm?: string };
  hosts: { sandbox: string[]; production: string[]; confirmNeeded: boolean } & Evidence;
  auth: CredentialAlternative[];
  naturalKeys?: NaturalKey[];
  rejections?: Rejection[];
  /** Statuses the provider lists elsewhere than on the operation; nothing more is promised of them. */
  knownStatuses?: { status: number[] } & Evidence;
  methods?: { complete: boolean; known: string[] } & Evidence;
  alsoAccepts?: ({ mediaType: string } & Evidence)[];
  errorEnvelope?: Envelope;
  /** Bodies a layer before the operation (a framework, a gateway) may answer with; matching one is lawful. */
  otherEnvelopes?: Envelope[];
  answerPromises?: AnswerPromise[];
  /** Where the created record lies in a success body, and pointers to its id, the first present one counts. */
  record: { at: string; id: string[] } & Evidence;
  echo?: ({ sent: string; answered: string } & Evidence)[];
  defaults?: ({ at: string; answered: string; value: Json } & Evidence)[];
  aliases?: ({ answered: [string, string] } & Evidence)[];
  derived?: ({ from: string; into: [string, string]; how: 'split-at-blank' } & Evidence)[];
  serverOwned?: ({ answered: string; is: 'id' | 'created' | 'updated' | 'time' | 'other' } & Evidence)[];
  /** Members the provider says it ignores: a sent value must neither win nor come back at `answered`. */
  ignored?: ({ at: string; answered: string; sample: Json } & Evidence)[];
  /** `ignores` has no effect where `given` is sent. */
  precedence?: ({ given: string; ignores: string; answered: string } & Evidence)[];
  constraints?: ProseConstraint[];
  /** Members that name an existing object of the provider: never invented. */
  references?: ({ at: string } & Evidence)[];
  deprecated?: ({ at: string } & Evidence)[];
  writeOnly?: ({ at: string } & Evidence)[];
  /** Members with side effects outside the record: sent only where the switch (a setting) is `on`, or on loopback. */
  hazards?: ({ at: string; switch: string; says: string } & Evidence)[];
  /** Plausible values where a name alone does not tell (a status, a country code). */
  samples?: ({ at: string; values: Json[] } & Evidence)[];
  /** Values for required parameters of the operation (path, query, header), by name. */
  parameters?: ({ name: string; in: 'path' | 'query' | 'header'; value?: string; setting?: string } & Evidence)[];
  read?: Call;
  clean?: Call;
  quotas?: Quota[];
  /** Members the own code sends and reads (templates with `*`); everything where a list is absent. */
  consumer?: { sends?: string[]; reads?: string[] } & Evidence;
}
