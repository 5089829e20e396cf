import type { Credential, Expectation, Step } from '../model/case.ts';
import type { About, Clause } from '../model/clause.ts';
import { type Contract, jsonMedia } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { without, withValue } from '../model/json.ts';
import { isPromise } from '../model/place.ts';
import { child, isWithin, parentOf, segments } from '../model/pointer.ts';
import type { PlacedNode, SchemaRef } from '../model/schemas.ts';
import { SEED } from '../model/seed.ts';
import { buildPayload, type Knowledge, nodesAt, type Wish } from './payload.ts';
import type { Keys } from './rule.ts';

type MemberAbout = Extract<About, { kind: 'request-member' }>;
export type MemberClause = Clause & { about: MemberAbout };

/** Longer arrays are not sent. */
export const MOST_ITEMS = 1000;

/** What the case rules work with: the contract seen from the request's side, and builders for payloads and steps. */
export interface Kit {
  contract: Contract;
  schema: SchemaRef | undefined;
  root: readonly PlacedNode[];
  knowledge: Knowledge;
  /** Members with side effects that may not be sent, not even wrongly. */
  dangerous: ReadonlySet<string>;
  /** Indexes of the credential alternatives whose settings are known. */
  alternatives: readonly number[];
  /** What everything that is drawn at random follows from. */
  seed: number;
  /** Clauses about request members with one of the keywords; `firm` leaves out what is only assumed or exampled. */
  members(keywords: readonly string[], firm: boolean): MemberClause[];
  nodesAt(at: string): PlacedNode[];
  /** A payload with the required members and those `include` names. */
  payload(key: string, include: (at: string) => boolean): Json | undefined;
  minimal(key: string): Json | undefined;
  full(key: string): Json | undefined;
  /** The least payload that has the given location; array items and map values are the first ones. */
  upTo(key: string, at: string): Json | undefined;
  create(body: Json, expect: Expectation, more?: Partial<Step>): Step;
}

/** Makes the kit of one contract. `allowHazards` sends members with side effects (loopback, or switched on). */
export function makeKit(contract: Contract, alternatives: readonly number[], allowHazards: boolean, seed = SEED): Kit {
  const { operation, sheet, schemas } = contract;
  const media = jsonMedia(operation.requestBody.media) ?? operation.requestBody.media[0];
  const schema: SchemaRef | undefined = media?.schema === undefined ? undefined : { pointer: media.schema, direction: 'request' };
  const root = schema === undefined ? [] : schemas.nodes(schema);
  const pointers = (entries: readonly { at: string }[] | undefined): string[] => (entries ?? []).map(({ at }) => at);
  const knowledge: Knowledge = {
    schemas,
    examples: operation.requestBody.media.flatMap(({ examples }) => examples.map(({ value }) => value)),
    keys: new Set(pointers(sheet.naturalKeys)),
    samples: new Map((sheet.samples ?? []).map(({ at, values }) => [at, values])),
    withheld: new Set([
      ...pointers(sheet.references),
      ...pointers(sheet.deprecated),
      ...pointers(sheet.ignored),
      ...(allowHazards ? [] : pointers(sheet.hazards)),
    ]),
    assumed: new Set(
      contract.clauses.flatMap(({ about, stated }) =>
        about.kind === 'request-member' && about.keyword === 'optional' && !isPromise(stated) ? [parentOf(about.at)?.parent ?? ''] : [],
      ),
    ),
  };
  const payload = (key: string, include: Wish['include']): Json | undefined => {
    const built = buildPayload(knowledge, root, { key, include });
    return built === undefined || schema === undefined ? built : withoutImpossible(schemas, schema, built);
  };
  const good: Credential = { use: 'good' };
  return {
    contract,
    schema,
    root,
    knowledge,
    dangerous: new Set(allowHazards ? [] : pointers(sheet.hazards)),
    alternatives,
    seed,
    members: (keywords, firm) =>
      contract.clauses.filter(
        (clause): clause is MemberClause =>
          clause.about.kind === 'request-member' && keywords.includes(clause.about.keyword) && (!firm || isPromise(clause.stated)),
      ),
    nodesAt: (at) => nodesAt(schemas, root, at),
    payload,
    minimal: (key) => payload(key, () => false),
    full: (key) => payload(key, (at) => !knowledge.withheld.has(at)),
    upTo: (key, at) => payload(key, (candidate) => isWithin(at, candidate)),
    create: (body, expect, more = {}) => ({
      name: 'create',
      role: 'create',
      method: operation.method,
      path: operation.path,
      body: { json: body },
      contentType: media?.name ?? 'application/json',
      accept: 'application/json',
      credential: good,
      expect,
      ...more,
    }),
  };
}

/** A payload without the optional members no valid value was found for: one impossible member must not spoil the rest. */
function withoutImpossible(schemas: Contract['schemas'], schema: SchemaRef, body: Json): Json {
  const [violation] = schemas.violations(schema, body, 'strict');
  const [member] = segments(violation?.at ?? '');
  if (violation === undefined || member === undefined) return body;
  const less = without(body, child('', member));
  return schemas.violations(schema, less, 'strict').some(({ keyword, member: name }) => keyword === 'required' && name === member)
    ? body
    : withoutImpossible(schemas, schema, less);
}

/** The first concrete pointer a template names. Map values are reached by the payload builder through arrays only. */
export const firstOf = (template: string): string => template.replaceAll('/*', '/0');

/** A payload with the value at a template location set, its containers built as needed; undefined if they cannot be. */
export function bodyWith(kit: Kit, keys: Keys, at: string, value: Json): Json | undefined {
  const base = kit.upTo(keys(), parentOf(at)?.parent ?? '');
  return base === undefined ? undefined : withValue(base, firstOf(at), value);
}
