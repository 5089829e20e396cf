import { expect, test } from '@playwright/test';
import { type Json, type JsonObject, withValue } from '#src/model/json.ts';
import { driftsBetween } from '../drift-documents.ts';

const OPERATIONS = 300;
const TEXT = { type: 'string' };
const ref = (index: number): Json => ({ $ref: `#/components/schemas/S${index % OPERATIONS}` });
const content = (schema: Json): Json => ({ content: { 'application/json': { schema } } });
const each = (make: (index: number) => [string, Json]): JsonObject => Object.fromEntries(Array.from({ length: OPERATIONS }, (_, index) => make(index)));

/** Hundreds of operations whose schemas lead to one another, each through several others. */
const LONG: Json = {
  openapi: '3.0.3',
  info: { title: 'x', version: '1' },
  paths: each((index) => [
    `/r${index}/{id}`,
    {
      post: {
        parameters: [{ in: 'path', name: 'id', required: true, schema: TEXT }],
        requestBody: content(ref(index)),
        responses: { 200: { description: 'x', ...(content(ref(index)) as object) } },
      },
    },
  ]),
  components: {
    schemas: each((index) => [
      `S${index}`,
      {
        type: 'object',
        required: ['id'],
        properties: { id: TEXT, name: { type: 'string', maxLength: 100 }, next: ref(index * 7 + 1), parent: ref(index * 3 + 2) },
      },
    ]),
  },
};

const answer = (index: number): string => `/paths/~1r${index}~1{id}/post/responses/200/content/application~1json/schema`;

test.describe('a document of 300 operations whose schemas lead to one another', () => {
  test('has no difference to itself', () => {
    expect(driftsBetween(LONG, structuredClone(LONG))).toEqual([]);
  });

  test('is compared where it changed: 20 edits are 20 operations', () => {
    const edited = Array.from({ length: 20 }).reduce<Json>(
      (document, _, index) => withValue(document, answer(index * 3), { type: 'array', items: TEXT }),
      LONG,
    );
    const drifts = driftsBetween(LONG, edited);
    expect(drifts.map(({ rule, at }) => `${rule} at ${at}`)).toEqual(Array.from({ length: 20 }, () => 'answer-type-changed at answer 200'));
    expect(new Set(drifts.map(({ operation }) => operation)).size).toBe(20);
  });
});
