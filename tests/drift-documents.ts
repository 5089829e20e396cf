import type { SchemaObject } from '@hyperjump/json-schema/openapi-3-1';
import { diffDocuments } from '#fixtures/drift/documents.ts';
import { readSource } from '#src/contract/source.ts';
import type { CompareOptions } from '#src/drift/compare.ts';
import type { Drift } from '#src/model/drift.ts';
import { isObject, type Json, type JsonObject, valueAt, withValue } from '#src/model/json.ts';
import { child } from '#src/model/pointer.ts';
import { directedSchemaOf } from './independent-schema.ts';

/** The differences between two documents, as `contracts diff` tells them. */
export const driftsBetween = (before: Json, after: Json, options: CompareOptions = {}): Drift[] =>
  diffDocuments(readSource(JSON.stringify(before, null, 2), 'before.json'), readSource(JSON.stringify(after, null, 2), 'after.json'), undefined, options);

/** A drift in one line, as tables expect it: `breaking request-null-removed at request /name (payload)`. */
export const inShort = ({ severity, rule, at, witness }: Drift): string => `${severity} ${rule} at ${at}${witness ? ` (${witness.kind})` : ''}`;

const SCHEMES = {
  Key: { type: 'apiKey', in: 'header', name: 'x-key' },
  Secret: { type: 'apiKey', in: 'header', name: 'x-secret' },
  Token: { type: 'http', scheme: 'bearer' },
  OAuth: { type: 'oauth2', flows: { implicit: { authorizationUrl: 'https://example.com/authorize', scopes: { read: '', write: '' } } } },
};

/** A small document with `POST /things` in it; what a key that is a pointer (`#/components/…`) names is set in the document. */
export function documentWith(operation: JsonObject, openapi = '3.1.0'): JsonObject {
  const own = Object.entries(operation);
  const post = { responses: { 200: { description: 'x' } }, ...Object.fromEntries(own.filter(([name]) => !name.startsWith('#'))) };
  const document: Json = {
    openapi,
    info: { title: 'x', version: '1' },
    paths: { '/things': { post } },
    components: { securitySchemes: SCHEMES },
  };
  return own.filter(([name]) => name.startsWith('#')).reduce<Json>((whole, [name, value]) => withValue(whole, name.slice(1), value), document) as JsonObject;
}

const json = (schema: Json): Json => ({ 'application/json': { schema } });

/** A document whose one request, or one answer, has a body of this schema; OpenAPI 3.0 where the schema needs it. */
export function documentOfSchema(direction: string, schema: Json, status = '200', components: JsonObject = {}): JsonObject {
  const operation =
    direction === 'request' ? { requestBody: { content: json(schema) } } : { responses: { [status]: { description: 'x', content: json(schema) } } };
  const needs30 = JSON.stringify([schema, components]).includes('"nullable"');
  return documentWith({ ...operation, ...(Object.keys(components).length > 0 ? { '#/components/schemas': components } : {}) }, needs30 ? '3.0.3' : '3.1.0');
}

/** Where the schema of the body, parameter or header stands that a drift speaks of. */
function schemaPointer(document: Json, { operation, at }: Drift): string | undefined {
  const [method = '', path = ''] = operation.split(' ');
  const own = child(child('/paths', path), method.toLowerCase());
  const resolved = (pointer: string): string => {
    const ref = valueAt(document, `${pointer}/$ref`);
    return typeof ref === 'string' && valueAt(document, `${pointer}/schema`) === undefined ? resolved(ref.slice(1)) : pointer;
  };
  const [kind = '', name = ''] = at.split(' ');
  const holder = kind === 'request' ? resolved(child(own, 'requestBody')) : resolved(child(child(own, 'responses'), name));
  const content = valueAt(document, child(holder, 'content'));
  const media = isObject(content) ? Object.keys(content)[0] : undefined;
  const pointer = media === undefined ? '/-' : `${child(child(holder, 'content'), media)}/schema`;
  return valueAt(document, pointer) === undefined ? undefined : pointer;
}

let documents = 0;

/**
 * What another validator says of a drift's payload: valid in the version it is said to be valid in, and in that one alone.
 * @returns nothing where it agrees; undefined witnesses and those that are no payload are agreed with
 */
export async function objections(before: Json, after: Json, drift: Drift): Promise<string[]> {
  const { witness } = drift;
  if (witness?.kind !== 'payload') return [];
  const direction = drift.direction === 'request' ? 'request' : 'response';
  const verdict = async (document: Json): Promise<boolean> => {
    const pointer = schemaPointer(document, drift);
    // Where nothing is said of a body, anything is valid.
    return pointer === undefined || (await directedSchemaOf(`drift ${documents++}`, document as SchemaObject as Json, pointer, direction))(witness.value);
  };
  const [was, is] = [await verdict(before), await verdict(after)];
  const absent = witness.refusal.endsWith('is not there');
  const expected = witness.validUnder === 'before' ? [true, false] : [absent ? was : false, true];
  return was === expected[0] && is === expected[1] ? [] : [`${inShort(drift)}: ${JSON.stringify(witness.value)} is ${was} before and ${is} after`];
}
