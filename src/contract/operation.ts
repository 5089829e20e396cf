import type { Answer, Media, Operation, Parameter } from '../model/contract.ts';
import { isObject, type Json, type JsonObject, valueAt } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import { pointerIn } from '../schema/translate.ts';
import { type Problem, UnreadableInput } from './problem.ts';
import type { Source } from './source.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The pointer of `POST /path` in a document. */
export function operationAt(label: string): string {
  const [method = '', path = ''] = label.split(' ');
  return child(child('/paths', path), method.toLowerCase());
}

const refuse = (source: Source, pointer: string, reason: string, remedy: string): never => {
  throw new UnreadableInput([{ file: source.file, line: source.lineOf(pointer), reason, remedy } satisfies Problem]);
};

/**
 * The document in a file.
 * @throws {UnreadableInput} where it is no OpenAPI, or of a version that cannot be read
 */
export function readDocument(source: Source): JsonObject {
  const document = source.data;
  if (!isObject(document)) return refuse(source, '', 'the file holds no object', 'Put an OpenAPI 3.0 or 3.1 document here.');
  const version = document['openapi'];
  if (typeof version !== 'string' || !/^3\.[01]\./.test(version))
    return refuse(source, '/openapi', `\`openapi\` is ${JSON.stringify(version)}`, 'Only OpenAPI 3.0.x and 3.1.x can be read.');
  return document;
}

/**
 * Finds the operation `POST /path` in an OpenAPI 3.0 or 3.1 document and resolves what it refers to.
 * @throws {UnreadableInput} where the document is no OpenAPI or has no such operation
 */
export function readOperation(source: Source, label: string): Operation {
  const document = readDocument(source);
  const fail = (pointer: string, reason: string, remedy: string): never => refuse(source, pointer, reason, remedy);
  const [method = '', path = ''] = label.split(' ');
  const pathPointer = child('/paths', path);
  const pathItem = valueAt(document, pathPointer);
  const pointer = operationAt(label);
  const raw = valueAt(document, pointer);
  if (!isObject(pathItem) || !isObject(raw)) return fail('/paths', `there is no operation ${label}`, `It has: ${operationsOf(document).join(', ') || 'none'}.`);

  const resolve = (at: string): { node: JsonObject; at: string } => {
    const node = valueAt(document, at);
    const ref = isObject(node) ? node['$ref'] : undefined;
    if (typeof ref !== 'string') return { node: isObject(node) ? node : {}, at };
    const target = ref.startsWith('#') ? pointerIn(ref) : undefined;
    if (target === undefined || target === at || valueAt(document, target) === undefined)
      return fail(at, `\`$ref\` points at nothing in this document: ${ref}`, 'Correct the reference or bundle the document.');
    return resolve(target);
  };

  const bodyAt = child(pointer, 'requestBody');
  const body = resolve(bodyAt);
  return {
    label,
    method,
    path,
    pointer,
    requestBody: { required: body.node['required'] === true, pointer: body.at, media: mediaOf(document, resolve, body) },
    answers: Object.keys(memberObject(raw, 'responses')).map((status) => answerOf(document, resolve, status, child(child(pointer, 'responses'), status))),
    parameters: [child(pathPointer, 'parameters'), child(pointer, 'parameters')].flatMap((at) => parametersAt(document, resolve, at)),
    security: securityOf(document, raw, pointer),
    servers: ((raw['servers'] ?? pathItem['servers'] ?? document['servers'] ?? []) as JsonObject[]).map(({ url }) => String(url)),
  };
}

/** Where what stands at a pointer is really written: local references are followed, as far as they lead. */
export function resolveRef(document: JsonObject, at: string, trail: readonly string[] = []): string {
  const node = valueAt(document, at);
  const ref = isObject(node) ? node['$ref'] : undefined;
  return typeof ref === 'string' && ref.startsWith('#') && !trail.includes(at) ? resolveRef(document, pointerIn(ref), [...trail, at]) : at;
}

type Resolve = (at: string) => { node: JsonObject; at: string };

const memberObject = (node: JsonObject, name: string): JsonObject => (isObject(node[name]) ? node[name] : {});

/** The operations of a document, as `POST /customers`. */
export function operationsOf(document: JsonObject): string[] {
  return Object.entries(memberObject(document, 'paths')).flatMap(([path, item]) =>
    Object.keys(isObject(item) ? item : {})
      .filter((method) => METHODS.includes(method))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}

function mediaOf(document: JsonObject, resolve: Resolve, body: { node: JsonObject; at: string }): Media[] {
  return Object.entries(memberObject(body.node, 'content')).map(([name, media]) => {
    const at = child(child(body.at, 'content'), name);
    const node = isObject(media) ? media : {};
    const named = Object.keys(memberObject(node, 'examples')).map((example) => {
      const found = resolve(child(child(at, 'examples'), example));
      return { name: example, value: found.node['value'] as Json, pointer: child(found.at, 'value') };
    });
    const single = node['example'] === undefined ? [] : [{ name: 'example', value: node['example'], pointer: child(at, 'example') }];
    const schema = valueAt(document, child(at, 'schema')) === undefined ? {} : { schema: child(at, 'schema') };
    return { name, ...schema, examples: [...single, ...named] };
  });
}

function answerOf(document: JsonObject, resolve: Resolve, status: string, at: string): Answer {
  const found = resolve(at);
  const headers = Object.keys(memberObject(found.node, 'headers')).map((name) => {
    const header = resolve(child(child(found.at, 'headers'), name));
    return { name, required: header.node['required'] === true, pointer: header.at };
  });
  return { status, pointer: found.at, media: mediaOf(document, resolve, found), headers };
}

function parametersAt(document: JsonObject, resolve: Resolve, at: string): Parameter[] {
  const list = valueAt(document, at);
  if (!Array.isArray(list)) return [];
  return list.map((_, index) => {
    const { node, at: pointer } = resolve(child(at, index));
    const schema = child(pointer, 'schema');
    const example = node['example'] ?? valueAt(node, '/schema/example') ?? valueAt(node, '/schema/default') ?? valueAt(node, '/schema/enum/0');
    return {
      name: String(node['name']),
      in: node['in'] as Parameter['in'],
      required: node['required'] === true,
      ...(valueAt(document, schema) === undefined ? {} : { schema }),
      ...(example === undefined ? {} : { example }),
      pointer,
    };
  });
}

/** An operation's own `security` replaces the document's (OpenAPI 3.0.3, 4.7.10). */
function securityOf(document: JsonObject, raw: JsonObject, pointer: string): Operation['security'] {
  const at = Array.isArray(raw['security']) ? child(pointer, 'security') : '/security';
  const list = valueAt(document, at);
  if (!Array.isArray(list)) return [];
  return list.map((requirement, index) => ({ schemes: Object.keys(isObject(requirement) ? requirement : {}), pointer: child(at, index) }));
}
