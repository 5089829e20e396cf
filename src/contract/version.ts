import type { Operation } from '../model/contract.ts';
import { isObject, type Json, type JsonObject, valueAt } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import type { NeededScheme, ServerUrl, Version } from '../model/version.ts';
import { compileSchemas } from '../schema/compile.ts';
import { operationsOf, readOperation, resolveRef } from './operation.ts';
import type { Source } from './source.ts';

/** `POST /customers/{id}` with the names of its parameters taken out: what they are called is no difference. */
export const operationKey = (label: string): string => label.replaceAll(/\{[^}]*\}/g, '{}');

/** The operations of a document, as `POST /customers`. */
export const operationLabels = (source: Source): string[] => (isObject(source.data) ? operationsOf(source.data) : []);

/**
 * Reads one operation of a document for comparison with another version of it.
 * @throws {UnreadableInput} where the document is no OpenAPI, lacks the operation, or refers to what is not there
 */
export function readVersion(source: Source, label: string): Version {
  const operation = readOperation(source, label);
  const document = source.data as JsonObject;
  const own = valueAt(document, operation.pointer) as JsonObject;
  const { schemas } = compileSchemas(document, {
    request: [...operation.requestBody.media, ...operation.parameters].flatMap(({ schema }) => schema ?? []),
    response: operation.answers.flatMap(({ media, headers }) => [
      ...media.flatMap(({ schema }) => schema ?? []),
      ...headers.map(({ pointer }) => child(pointer, 'schema')).filter((pointer) => valueAt(document, pointer) !== undefined),
    ]),
  });
  const sunset = own['x-sunset'];
  return {
    file: source.file,
    lineOf: (pointer) => source.lineOf(pointer),
    raw: (pointer) => valueAt(document, pointer),
    operation,
    schemas,
    security: operation.security.map(({ pointer }) => ({ pointer, schemes: schemesAt(document, pointer) })),
    servers: serversOf(document, operation),
    deprecated: own['deprecated'] === true,
    ...(typeof sunset === 'string' ? { sunset } : {}),
  };
}

function schemesAt(document: JsonObject, pointer: string): NeededScheme[] {
  const requirement = valueAt(document, pointer);
  return Object.entries(isObject(requirement) ? requirement : {}).map(([name, scopes]) => {
    const at = resolveRef(document, child('/components/securitySchemes', name));
    return {
      name,
      definition: withoutWords(valueAt(document, at) ?? null),
      // `[[]]` was published once: no scope at all is meant.
      scopes: [scopes].flat(3).filter((scope) => typeof scope === 'string'),
      malformed: !Array.isArray(scopes) || scopes.some((scope) => typeof scope !== 'string'),
    };
  });
}

/** What is told of a scheme and need not be kept: words, what scopes there are, and a hint at what tokens look like. */
const WORDS = new Set(['description', 'scopes', 'bearerFormat']);

function withoutWords(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !WORDS.has(name) && !name.startsWith('x-'))
      // Names of schemes and of headers are the same in any case of letters (RFC 9110, 5.1 and 11.1).
      .map(([name, inner]) => [name, (name === 'scheme' || name === 'name') && typeof inner === 'string' ? inner.toLowerCase() : withoutWords(inner)]),
  );
}

/** A variable may have many values: so many addresses are written out, of what is more the defaults only. */
const MOST_ADDRESSES = 64;

/** The servers of the operation, of its path or of the document (OpenAPI 3.0.3, 4.7.10), with their variables filled in. */
function serversOf(document: JsonObject, { pointer }: Operation): ServerUrl[] {
  const places = [pointer, pointer.slice(0, pointer.lastIndexOf('/')), ''].map((place) => child(place, 'servers'));
  const at = places.find((place) => Array.isArray(valueAt(document, place)));
  return ((at === undefined ? [] : valueAt(document, at)) as Json[]).flatMap((server, index) =>
    isObject(server) ? addressesOf(server).map((url) => ({ url: url.replace(/(?<=.)\/+$/, ''), pointer: child(at as string, index) })) : [],
  );
}

function addressesOf({ url, variables }: JsonObject): string[] {
  let urls = [String(url)];
  for (const [name, variable] of Object.entries(isObject(variables) ? variables : {})) {
    const { default: usual, enum: listed } = isObject(variable) ? variable : {};
    const values = [...new Set([usual, ...(Array.isArray(listed) ? listed : [])])].filter((value) => value !== undefined).map(String);
    const used = urls.length * values.length > MOST_ADDRESSES ? values.slice(0, 1) : values;
    if (used.length > 0) urls = urls.flatMap((before) => used.map((value) => before.replaceAll(`{${name}}`, value)));
  }
  return urls;
}
