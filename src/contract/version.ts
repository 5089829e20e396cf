import type { Operation, Parameter } from '../model/contract.ts';
import { isObject, type Json, type JsonObject, valueAt } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import type { Schemas } from '../model/schemas.ts';
import type { NeededScheme, Version } from '../model/version.ts';
import { compileSchemas } from '../schema/compile.ts';
import { operationsOf, readDocument, readOperation, resolveRef } from './operation.ts';
import { quotasIn } from './quotas.ts';
import { serversOf } from './servers.ts';
import type { Source } from './source.ts';

/** `POST /customers/{id}` with the names of its parameters taken out: what they are called is no difference. */
export const operationKey = (label: string): string => label.replaceAll(/\{[^}]*\}/g, '{}');

/**
 * The operations of a document, as `POST /customers`.
 * @throws {UnreadableInput} where it is no OpenAPI that can be read
 */
export const operationLabels = (source: Source): string[] => operationsOf(readDocument(source));

/**
 * Reads one operation of a document for comparison with another version of it.
 * @throws {UnreadableInput} where the document is no OpenAPI, lacks the operation, or refers to what is not there
 */
export const readVersion = (source: Source, label: string): Version => readVersions(source, [label])[0] as Version;

/** Reads several operations of a document; their schemas are compiled together. */
export function readVersions(source: Source, labels: readonly string[]): Version[] {
  const document = source.data as JsonObject;
  const operations = labels.map((label) => {
    const read = readOperation(source, label);
    return { ...read, parameters: parametersOf(document, read) };
  });
  const { schemas } = compileSchemas(document, {
    request: operations.flatMap(({ requestBody, parameters }) => [...requestBody.media, ...parameters].flatMap(({ schema }) => schema ?? [])),
    response: operations.flatMap(({ answers }) =>
      answers.flatMap(({ media, headers }) => [
        ...media.flatMap(({ schema }) => schema ?? []),
        ...headers.map(({ pointer }) => child(pointer, 'schema')).filter((pointer) => valueAt(document, pointer) !== undefined),
      ]),
    ),
  });
  return operations.map((operation) => versionOf(source, document, operation, schemas));
}

function versionOf(source: Source, document: JsonObject, operation: Operation, schemas: Schemas): Version {
  const own = valueAt(document, operation.pointer) as JsonObject;
  const sunset = own['x-sunset'];
  return {
    file: source.file,
    lineOf: (pointer) => source.lineOf(pointer),
    raw: (pointer) => valueAt(document, pointer),
    operation,
    schemas,
    security: operation.security.map(({ pointer }) => ({ pointer, schemes: schemesAt(document, pointer) })),
    servers: serversOf(document, operation.pointer),
    quotas: quotasIn(document, operation.pointer),
    deprecated: own['deprecated'] === true,
    ...(typeof sunset === 'string' ? { sunset } : {}),
  };
}

/** A parameter of the operation takes the place of one of its path (OpenAPI 3.0.3, 4.7.9); what is written as `content` has its schema there. */
function parametersOf(document: JsonObject, { parameters }: Operation): Parameter[] {
  const unique = new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  return [...unique.values()].map((parameter) => {
    const content = valueAt(document, child(parameter.pointer, 'content'));
    const [media] = isObject(content) ? Object.keys(content) : [];
    const schema = media === undefined ? '' : `${child(child(parameter.pointer, 'content'), media)}/schema`;
    return parameter.schema === undefined && valueAt(document, schema || '/-') !== undefined ? { ...parameter, schema } : parameter;
  });
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
