import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { stringify } from 'yaml';
import { diffDocuments } from '#fixtures/drift/documents.ts';
import { readSource } from '#src/contract/source.ts';
import { isObject, type Json } from '#src/model/json.ts';
import { documentOfSchema, documentWith, driftsBetween, inShort } from '../drift-documents.ts';
import { documentOf } from '../independent-schema.ts';
import { SAME_OPERATIONS, SAME_SCHEMAS } from './same-meaning.ts';

const PROVIDERS = ['count', 'flowwise', 'fluentcart', 'salesive', 'voucherify'];

const WORDS = new Set(['description', 'summary', 'tags', 'operationId', 'x-stated']);
/** Words that say what no keyword says; an object is a member that is called `description`. */
const TELLING = /\brequests per\b|\bdeprecated\b|\[object/i;

/** The differences in both directions. */
const differences = (one: Json, other: Json): string[] => [...driftsBetween(one, other), ...driftsBetween(other, one)].map(inShort);

/** Every member of every object in the opposite order; lists stay as they are. */
const turned = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(turned)
    : isObject(value)
      ? Object.fromEntries(
          Object.entries(value)
            .map(([name, inner]) => [name, turned(inner)] as const)
            .reverse(),
        )
      : value;

test.describe('what means the same is no drift:', () => {
  for (const { what, one, other, with: components = [{}, {}] } of SAME_SCHEMAS)
    test(what, () => {
      for (const direction of ['request', 'answer'])
        for (const placed of [(schema: Json) => schema, (schema: Json): Json => ({ type: 'array', items: { type: 'object', properties: { inner: schema } } })])
          expect(
            differences(documentOfSchema(direction, placed(one), '200', components[0]), documentOfSchema(direction, placed(other), '200', components[1])),
          ).toEqual([]);
    });

  for (const { what, one, other } of SAME_OPERATIONS)
    test(what, () => {
      expect(differences(documentWith(one), documentWith(other))).toEqual([]);
    });

  test('parameters of the path under other names', () => {
    const of = (name: string): Json => ({
      openapi: '3.0.3',
      info: { title: 'x', version: '1' },
      paths: { [`/things/{${name}}`]: { get: { parameters: [{ in: 'path', name, required: true, schema: { type: 'string' } }], responses: {} } } },
    });
    expect(differences(of('id'), of('thingId'))).toEqual([]);
  });

  for (const provider of PROVIDERS)
    test(`the contract of ${provider} as YAML, as JSON, in another order and without its words`, () => {
      const document = documentOf(provider) as Json;
      const text = readFileSync(`specs/${provider}/contract.yaml`, 'utf8');
      const read = (content: string, file: string) => readSource(content, file);
      const asWritten = read(text, 'contract.yaml');
      const speechless = JSON.stringify(document, (name, value: unknown) => (WORDS.has(name) && !TELLING.test(String(value)) ? undefined : value));

      expect(diffDocuments(asWritten, read(JSON.stringify(document), 'contract.json')).map(inShort)).toEqual([]);
      expect(diffDocuments(asWritten, read(stringify(turned(document)), 'turned.yaml')).map(inShort)).toEqual([]);
      expect(differences(document, JSON.parse(speechless) as Json)).toEqual([]);
    });
});
