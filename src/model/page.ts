/** What a docs page says of one member of a body, or of one header. A mark that is absent is not set on the page. */
export interface FieldFacts {
  /** A JSON type; absent where the page gives none. */
  type?: string;
  format?: string;
  required?: true;
  nullable?: true;
  enum?: string[];
  /** As the page prints it. */
  default?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  unique?: true;
  deprecated?: true;
  /** A printed JSON body has it, no list of fields. */
  printed?: true;
}

/** The members of one body by pointer; `*` stands for every item of a list. */
export type MemberFacts = Record<string, FieldFacts>;

export const LIMITS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'] as const;
export type Limit = (typeof LIMITS)[number];

/** The facts of a docs page as identifiers and numbers: none of its sentences, nothing of its layout. Everything is sorted. */
export interface PageFacts {
  version: 1;
  /** `POST /customers` */
  operation: string;
  /** Request lines the page prints: `POST /customers`, and those of its samples. */
  requestLines: string[];
  /** Request headers by name in lower case. */
  headers: MemberFacts;
  request: MemberFacts;
  /** Answers by status; `2XX` where the page shows a success without naming its status. */
  answers: Record<string, MemberFacts>;
  answerHeaders: string[];
  /** Which statuses the page names for a kind of fault, such as `duplicate`. */
  causes: Record<string, number[]>;
  quotas: { requests: number; per: 'second' | 'minute' | 'hour' | 'day' }[];
  /** Announcements and manners of the operation: `deprecated`, `upsert`. */
  notices: string[];
}

/** Facts with where they stand: a docs page, or the committed file of facts. */
export interface PlacedFacts {
  /** The name people see. */
  file: string;
  facts: PageFacts;
  /** The 1-based line of what a pointer into the facts names, or of its nearest ancestor. */
  lineOf(pointer: string): number;
}
