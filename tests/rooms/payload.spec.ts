import { expect, test } from '@playwright/test';
import { planCases } from '#src/cases/plan.ts';
import type { Json } from '#src/model/json.ts';
import { exampleContract } from '../example-contract.ts';

const plan = (schema: Json, openapi: '3.0.3' | '3.1.0' = '3.1.0') =>
  planCases(exampleContract({ openapi, body: { type: 'object', required: ['x'], properties: { x: schema } } }), {
    profile: 'nightly',
    run: 'payload',
    alternatives: [0],
  });

/** Schemas of a required member for which a valid value must be found. */
const FOUND: Readonly<Record<string, Json>> = {
  'any value': {},
  'no type, but properties': { properties: { a: { type: 'string' } }, required: ['a'] },
  'one of two types': { type: ['integer', 'null'] },
  'null only': { type: 'null' },
  'a constant': { const: { a: [1] } },
  'an enum without a type': { enum: [null, 7] },
  'a range without an integer at its end': { type: 'integer', minimum: 1.2, maximum: 2.9 },
  'an exclusive range': { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.1 },
  'a negative range': { type: 'integer', minimum: -10, maximum: -5 },
  'a large minimum': { type: 'integer', minimum: 1_000_000 },
  'a maximum alone': { type: 'integer', maximum: -3 },
  'cents in a range': { type: 'number', multipleOf: 0.01, minimum: 0.1 },
  'tens above five': { type: 'integer', multipleOf: 10, minimum: 5 },
  'one character': { type: 'string', minLength: 1, maxLength: 1 },
  'a long text': { type: 'string', minLength: 1000 },
  'no text at all': { type: 'string', maxLength: 0 },
  'a country code': { type: 'string', pattern: '^[A-Z]{2}$' },
  'a pattern with a bound': { type: 'string', pattern: '^[a-z0-9-]+$', minLength: 8, maxLength: 12 },
  'an object id': { type: 'string', pattern: '^[a-f0-9]{24}$' },
  'an E.164 number': { type: 'string', pattern: '^\\+[1-9]\\d{1,14}$' },
  'a short email': { type: 'string', format: 'email', maxLength: 30 },
  'a UUID': { type: 'string', format: 'uuid' },
  'a time': { type: 'string', format: 'time' },
  'a format nobody knows': { type: 'string', format: 'iban' },
  'two items': { type: 'array', minItems: 2, items: { type: 'integer' } },
  'two different items': { type: 'array', minItems: 2, uniqueItems: true, items: { type: 'string' } },
  'two different items of an enum': { type: 'array', minItems: 2, uniqueItems: true, items: { enum: ['a', 'b', 'c'] } },
  'two different numbers': { type: 'array', minItems: 2, uniqueItems: true, items: { type: 'integer', minimum: 5, maximum: 9 } },
  'a tuple': { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 },
  'an item that must be there': { type: 'array', contains: { const: 'a' }, minItems: 1 },
  'items of which two must be alike': { type: 'array', contains: { type: 'integer', minimum: 5 }, minContains: 2, items: { type: 'integer', maximum: 9 } },
  'an item that must be there after a tuple': { type: 'array', prefixItems: [{ type: 'string' }], contains: { const: 7 } },
  'no items': { type: 'array', maxItems: 0, items: { type: 'string' } },
  'a map with a member': { type: 'object', minProperties: 1, additionalProperties: { type: 'integer' } },
  'a map with named members': { type: 'object', minProperties: 2, propertyNames: { pattern: '^[a-z]+$' } },
  'a closed map with names by pattern': {
    type: 'object',
    minProperties: 2,
    patternProperties: { '^x-[a-z]{3}$': { type: 'integer' } },
    additionalProperties: false,
  },
  'a pattern that looks ahead': { type: 'string', pattern: '^(?=.*\\d)(?![(]])[A-Za-z\\d]{8,12}$' },
  'a whole multiple of a fraction': { type: 'integer', multipleOf: 2.5, minimum: 1 },
  'a multiple of two numbers': { allOf: [{ type: 'integer', multipleOf: 4 }, { multipleOf: 6 }] },
  'a member that cannot be': { type: 'object', properties: { a: false, b: { type: 'string' } } },
  'a closed object': { type: 'object', additionalProperties: false, properties: { a: { type: 'string' } } },
  'a required member without a schema': { type: 'object', required: ['a'] },
  'parts put together': {
    allOf: [
      { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
      { required: ['b'], properties: { b: { type: 'integer' } } },
    ],
  },
  'a bound in two parts': { allOf: [{ type: 'string', minLength: 3 }, { maxLength: 4 }] },
  'one branch of two': { oneOf: [{ type: 'object', required: ['a'], properties: { a: { const: 1 } } }, { type: 'string' }] },
  'null or something': { anyOf: [{ type: 'null' }, { type: 'integer', minimum: 3 }] },
  'branches that differ in what is required': {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'string' } },
    oneOf: [{ required: ['a'] }, { required: ['b'] }],
  },
  'one member that asks for another': { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, dependentRequired: { a: ['b'] } },
};

for (const [says, schema] of Object.entries(FOUND))
  test(`a valid value is found for ${says}`, () => {
    const { cases, unproven } = plan(schema);
    expect(unproven.filter(({ id }) => id.startsWith('everything/'))).toEqual([]);
    expect(cases.map(({ rule }) => rule)).toContain('everything');
  });

/** Schemas for which none can be, or none is looked for: the plan says why, and neither throws nor hangs. */
const NOT_FOUND: Readonly<Record<string, Json>> = {
  'two types at once': { allOf: [{ type: 'string' }, { type: 'integer' }] },
  'a range that is empty': { type: 'integer', minimum: 5, maximum: 4 },
  'a pattern that nothing matches': { type: 'string', pattern: '^(?=a)b$' },
  'a text shorter than it may be': { type: 'string', minLength: 5, maxLength: 4 },
  'nothing at all': { not: {} },
  'two patterns': { allOf: [{ type: 'string', pattern: '^[a-f0-9]+$' }, { pattern: '^.{24}$' }] },
  'not a text': { not: { type: 'string' } },
  'a text too long to be sent': { type: 'string', minLength: 1e9 },
  'an array too long to be sent': { type: 'array', minItems: 1e9 },
  'a map too large to be sent': { type: 'object', minProperties: 1e9 },
  'a tree without leaves': {
    $defs: {},
    type: 'array',
    minItems: 3,
    items: { $ref: '#/paths/~1customers/post/requestBody/content/application~1json/schema/properties/x' },
  },
  'an object without end': { $ref: '#/paths/~1customers/post/requestBody/content/application~1json/schema' },
};

for (const [says, schema] of Object.entries(NOT_FOUND))
  test(`no value is found for ${says}, and the plan says so`, () => {
    const { cases, unproven } = plan(schema);
    // A case that breaks nothing, or breaks one thing only, needs a valid payload to begin with.
    const resting = ['valid', 'credential', 'protocol', 'sequence', 'promise'];
    expect(
      cases.filter(({ family, steps }) => resting.includes(family) && steps.some(({ body }) => body !== undefined && 'json' in body)).map(({ id }) => id),
    ).toEqual([]);
    expect(unproven.find(({ id }) => id.startsWith('everything/'))?.reason).toMatch(/no payload could be made|the payload is not valid/);
  });

test('an optional member without a value does not cost the others their cases', () => {
  const contract = exampleContract({
    body: { type: 'object', properties: { odd: { type: 'integer', minimum: 5, maximum: 4 }, name: { type: 'string', maxLength: 5 } } },
  });
  const rules = planCases(contract, { profile: 'gate', run: 'payload', alternatives: [0] }).cases.map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(['everything', 'string-too-long', 'credential-none']));
});

test('members only the server may set are not sent, and make no cases', () => {
  for (const openapi of ['3.0.3', '3.1.0'] as const) {
    const { cases } = plan(
      {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { type: 'string', readOnly: true }, made: { type: 'string', readOnly: true }, name: { type: 'string' } },
      },
      openapi,
    );
    expect(cases.filter(({ rule }) => rule === 'everything')).toHaveLength(1);
    expect(cases.filter(({ clause }) => /\/(id|made)#/.test(clause)).map(({ id }) => id)).toEqual([]);
    expect(cases.flatMap(({ steps }) => steps).filter(({ body }) => body && 'json' in body && /"(id|made)"/.test(JSON.stringify(body.json)))).toEqual([]);
  }
});
