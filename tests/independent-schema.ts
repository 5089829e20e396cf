import { readFileSync } from 'node:fs';
import path from 'node:path';
import { registerSchema, type SchemaObject, setShouldValidateFormat, setShouldValidateSchema, validate } from '@hyperjump/json-schema/openapi-3-1';
import '@hyperjump/json-schema/openapi-3-0';
import '@hyperjump/json-schema/formats';
import { parse } from 'yaml';
import { isObject, type Json, valueAt } from '#src/model/json.ts';

/** A question to a validator that is not ours: is the value valid? */
export type Judge = (value: Json) => boolean;

const DIALECTS = { '3.0': 'https://spec.openapis.org/oas/3.0/schema', '3.1': 'https://spec.openapis.org/oas/3.1/schema-base' };
// The meta-schema of 3.0 calls `$ref` a full URI, which `#/components/…` is not: formats are asserted in payloads only.
setShouldValidateFormat(false);
// Odd schemas are asked about too; whether a document is OpenAPI is a question of its own.
setShouldValidateSchema(false);

/** The OpenAPI document of one provider as it is written, no translation of ours in between. */
export const documentOf = (provider: string): SchemaObject =>
  parse(readFileSync(path.join(import.meta.dirname, '../specs', provider, 'contract.yaml'), 'utf8')) as SchemaObject;

const dialectOf = ({ openapi }: SchemaObject): string => DIALECTS[String(openapi).startsWith('3.0') ? '3.0' : '3.1'];

/** True where an OpenAPI document is valid by the meta-schema of its version. */
export const isOpenApi = async (document: SchemaObject): Promise<boolean> => (await validate(dialectOf(document), document as never)).valid;

/**
 * The schema at a JSON pointer of an OpenAPI document, its formats asserted where the dialect knows them: OpenAPI 3.0
 * builds on draft 4, which has no `date`.
 */
export const schemaOf = (name: string, document: SchemaObject, pointer: string): Promise<Judge> => compiled(name, document, dialectOf(document), pointer);

/** The same, as it binds a request or an answer. */
export const directedSchemaOf = (name: string, document: Json, pointer: string, direction: 'request' | 'response'): Promise<Judge> =>
  schemaOf(`${name} ${direction}`, directed(document, direction === 'request' ? 'readOnly' : 'writeOnly') as SchemaObject, pointer);

/** A schema of JSON Schema 2020-12 by itself. */
export const schema2020 = (name: string, schema: SchemaObject): Promise<Judge> => compiled(name, schema, 'https://json-schema.org/draft/2020-12/schema', '');

/**
 * JSON Schema takes `readOnly` and `writeOnly` for annotations; OpenAPI 3.0.3 (4.7.24) lets `required` bind a marked property
 * in one direction only, and 3.1 documents are written the same way.
 */
function directed(document: Json, mark: 'readOnly' | 'writeOnly'): Json {
  const isMarked = (schema: Json | undefined): boolean =>
    isObject(schema) &&
    (schema[mark] === true || (typeof schema['$ref'] === 'string' && isMarked(valueAt(document, decodeURIComponent(schema['$ref'].slice(1))))));
  const copy = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(copy);
    if (!isObject(node)) return node;
    const { required, properties } = node;
    const binding = (member: Json): boolean => !isMarked(valueAt(properties, `/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`));
    const isSchema = Array.isArray(required) && isObject(properties);
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, isSchema && name === 'required' ? required.filter(binding) : copy(value)]));
  };
  return copy(document);
}

const registered = new Set<string>();

async function compiled(name: string, document: SchemaObject, dialect: string, pointer: string): Promise<Judge> {
  const uri = `https://documents.example.com/${encodeURIComponent(name)}`;
  if (!registered.has(uri)) registerSchema(document, uri, dialect);
  registered.add(uri);
  const judge = await validate(`${uri}#${encodeURI(pointer)}`);
  return (value) => {
    setShouldValidateFormat(true);
    const { valid } = judge(value as never);
    setShouldValidateFormat(false);
    return valid;
  };
}
