import { expect, test } from '@playwright/test';
import type { Json } from '#src/model/json.ts';
import type { Direction, Schemas } from '#src/model/schemas.ts';
import { compileSchemas } from '#src/schema/compile.ts';
import type { SchemaDefect } from '#src/schema/translate.ts';
import { schemaOf } from '../independent-schema.ts';

type Version = '3.0.3' | '3.1.0';

interface Row {
  says: string;
  openapi: Version;
  schema: Json;
  others?: Record<string, Json>;
  accepts: readonly Json[];
  refuses: readonly Json[];
}

/** A JSON text with names that an object literal cannot hold as they are. */
const parsed = (text: string): Json => JSON.parse(text) as Json;
const text: Json = { type: 'string' };
const whole: Json = { type: 'integer' };
const name = (openapi: Version, says: string) => ({ openapi, says: `${openapi.slice(0, 3)}: ${says}` });
const TREE: Json = { type: 'object', properties: { value: { type: 'integer' }, child: { $ref: '#/components/schemas/Tree' } } };

const CONDITIONAL = parsed('{"if":{"type":"string"},"then":{"maxLength":1},"else":{"const":1}}');

/** Read in one way only: the strict reading, the lenient one and a validator that is not ours agree. */
const ROWS: readonly Row[] = [
  { ...name('3.0.3', 'nullable at the root'), schema: { type: 'string', nullable: true }, accepts: [null, 'a'], refuses: [1] },
  { ...name('3.0.3', 'nullable false'), schema: { type: 'string', nullable: false }, accepts: ['a'], refuses: [null] },
  {
    ...name('3.0.3', 'nullable in a property'),
    schema: { properties: { a: { type: 'string', nullable: true } } },
    accepts: [{ a: null }],
    refuses: [{ a: 1 }],
  },
  { ...name('3.0.3', 'nullable items'), schema: { type: 'array', items: { type: 'string', nullable: true } }, accepts: [[null]], refuses: [[1], null] },
  {
    ...name('3.0.3', 'nullable map values'),
    schema: { additionalProperties: { type: 'string', nullable: true } },
    accepts: [{ a: null }],
    refuses: [{ a: 1 }],
  },
  {
    ...name('3.0.3', 'nullable in a branch'),
    schema: { anyOf: [{ type: 'string', nullable: true }, { type: 'integer' }] },
    accepts: [null, 1],
    refuses: [true],
  },
  { ...name('3.0.3', 'nullable in all branches but one'), schema: { allOf: [{ type: 'string', nullable: true }, text] }, accepts: ['a'], refuses: [null] },
  { ...name('3.0.3', 'nullable behind a reference'), schema: { $ref: '#/components/schemas/Maybe' }, accepts: [null, 'a'], refuses: [1] },
  {
    ...name('3.0.3', 'nullable beside a reference counts for nothing'),
    schema: { $ref: '#/components/schemas/Text', nullable: true },
    accepts: ['a'],
    refuses: [null],
  },
  { ...name('3.0.3', 'a nullable enum that lists null'), schema: { type: 'string', nullable: true, enum: ['a', null] }, accepts: [null, 'a'], refuses: ['b'] },
  { ...name('3.1.0', 'nullable counts for nothing'), schema: { type: 'string', nullable: true }, accepts: ['a'], refuses: [null] },
  { ...name('3.1.0', 'a list of types'), schema: { type: ['string', 'null'] }, accepts: [null, 'a'], refuses: [1] },
  { ...name('3.0.3', 'an exclusive minimum'), schema: { type: 'number', minimum: 1, exclusiveMinimum: true }, accepts: [1.5], refuses: [1] },
  { ...name('3.0.3', 'a minimum that is not exclusive'), schema: { type: 'number', minimum: 1, exclusiveMinimum: false }, accepts: [1], refuses: [0.5] },
  { ...name('3.0.3', 'an exclusive maximum'), schema: { type: 'number', maximum: 1, exclusiveMaximum: true }, accepts: [0.5], refuses: [1] },
  { ...name('3.0.3', 'exclusive without a bound'), schema: { type: 'number', exclusiveMaximum: true }, accepts: [1e9], refuses: ['1'] },
  { ...name('3.1.0', 'an exclusive minimum'), schema: { type: 'number', exclusiveMinimum: 1 }, accepts: [1.5], refuses: [1] },
  { ...name('3.0.3', 'what stands beside a reference'), schema: { $ref: '#/components/schemas/Text', maxLength: 1 }, accepts: ['ab'], refuses: [1] },
  { ...name('3.1.0', 'what stands beside a reference'), schema: { $ref: '#/components/schemas/Text', maxLength: 1 }, accepts: ['a'], refuses: ['ab', 1] },
  { ...name('3.1.0', 'const and if are known'), schema: CONDITIONAL, accepts: ['a', 1], refuses: ['ab', 2] },
  {
    ...name('3.1.0', 'names by pattern beside a condition that does not hold'),
    schema: parsed('{"patternProperties":{"^[a-z]$":{"type":"integer"}},"if":{"required":["z"]},"then":{"properties":{"b":{}}},"unevaluatedProperties":false}'),
    accepts: [{ a: 1 }, { b: 1, z: 1 }],
    refuses: [{ a: 'x' }, { aa: 1 }, { z: 1, bb: 1 }],
  },
  {
    ...name('3.1.0', 'names by pattern beside branches'),
    schema: {
      patternProperties: { '^[a-z]$': { type: 'integer' } },
      anyOf: [{ properties: { bb: text }, required: ['bb'] }, true],
      unevaluatedProperties: false,
    },
    accepts: [{ a: 1 }, { a: 1, bb: 'x' }],
    refuses: [{ a: 'x', bb: 'x' }, { cc: 1 }],
  },
  {
    ...name('3.1.0', 'names by pattern beside a part that evaluates all'),
    schema: { patternProperties: { '^[a-z]$': { type: 'integer' } }, oneOf: [{ required: ['z'], additionalProperties: true }, { required: ['y'] }] },
    accepts: [{ a: 1, z: 1 }, { y: 1 }],
    refuses: [{ a: 'x', z: 1 }, { a: 1 }],
  },
  {
    ...name('3.1.0', 'a condition with a tuple longer than the array'),
    schema: { not: { prefixItems: [whole, whole], contains: whole, minItems: 1 } },
    accepts: [[], ['x']],
    refuses: [[1], [1, 2]],
  },
  { ...name('3.1.0', 'boolean schemas'), schema: { properties: { a: false, b: true } }, accepts: [{ b: 1 }], refuses: [{ a: 1 }] },
  { ...name('3.0.3', 'a closed object'), schema: { properties: { a: text }, additionalProperties: false }, accepts: [{ a: 'x' }], refuses: [{ b: 'x' }] },
  {
    ...name('3.0.3', 'a property named $ref'),
    schema: { required: ['$ref'], properties: { $ref: text } },
    accepts: [{ $ref: 'x' }],
    refuses: [{ $ref: 1 }, {}],
  },
  {
    ...name('3.0.3', 'a property named constructor'),
    schema: { required: ['constructor'], properties: { constructor: text } },
    accepts: [{ constructor: 'x' }],
    refuses: [{}],
  },
  {
    ...name('3.0.3', 'a reference to itself below'),
    schema: { $ref: '#/components/schemas/Tree' },
    accepts: [{ child: { child: {} } }],
    refuses: [{ child: { child: { value: 'x' } } }],
  },
  { ...name('3.0.3', 'a reference with escapes'), schema: { $ref: '#/components/schemas/a~1b%7Bc%7D' }, accepts: ['x'], refuses: [1] },
  {
    ...name('3.0.3', 'a reference to a place inside another schema'),
    schema: { $ref: '#/components/schemas/Tree/properties/value' },
    accepts: [1],
    refuses: ['x'],
  },
  { ...name('3.0.3', 'lengths count characters, not code units'), schema: { type: 'string', maxLength: 1 }, accepts: ['🙂'], refuses: ['ab'] },
  { ...name('3.0.3', 'a number without a fraction is an integer'), schema: { type: 'integer' }, accepts: [1.0, 1e3], refuses: [1.5, '1'] },
  { ...name('3.0.3', 'cents'), schema: { type: 'number', multipleOf: 0.01 }, accepts: [19.99, 0.07], refuses: [0.005] },
  { ...name('3.0.3', 'a pattern looks anywhere'), schema: { type: 'string', pattern: '[A-Z]{3}' }, accepts: ['xABCx'], refuses: ['AB'] },
  {
    ...name('3.0.3', 'a discriminator changes nothing'),
    schema: { type: 'object', discriminator: { propertyName: 'kind' } },
    accepts: [{ kind: 1 }, {}],
    refuses: [1],
  },
];

const document = (openapi: Version, schema: Json, others: Record<string, Json> = {}): Record<string, Json> => ({
  openapi,
  info: { title: 'x', version: '1' },
  paths: {},
  components: { schemas: { Root: schema, Text: text, Maybe: { type: 'string', nullable: true }, Tree: TREE, 'a/b{c}': text, ...others } },
});
const AT = '/components/schemas/Root';

function compiled(openapi: Version, schema: Json, others: Record<string, Json> = {}): { schemas: Schemas; defects(): SchemaDefect[] } {
  return compileSchemas(document(openapi, schema, others), { request: [AT], response: [AT] });
}
const refusals = (schemas: Schemas, value: Json, direction: Direction = 'request', reading: 'strict' | 'lenient' = 'strict'): string[] =>
  schemas
    .violations({ pointer: AT, direction }, value, reading)
    .map(({ keyword, at, member }) => `${keyword} ${at}${member === undefined ? '' : `/${member}`}`);

for (const { says, openapi, schema, accepts, refuses } of ROWS)
  test(`${says}, as a validator that is not ours reads it`, async () => {
    const { schemas, defects } = compiled(openapi, schema);
    const isValid = await schemaOf(says, document(openapi, schema) as never, AT);
    expect(defects()).toEqual([]);
    for (const value of accepts) expect([refusals(schemas, value), refusals(schemas, value, 'response', 'lenient'), isValid(value)]).toEqual([[], [], true]);
    for (const value of refuses) {
      expect([JSON.stringify(value), isValid(value)]).toEqual([JSON.stringify(value), false]);
      expect(refusals(schemas, value)).not.toEqual([]);
      expect(refusals(schemas, value, 'request', 'lenient')).not.toEqual([]);
    }
  });

/** A document that can be read in two ways: null is refused by the strict reading and taken by the lenient one. */
const AMBIGUOUS: Readonly<Record<string, Json>> = {
  'beside allOf': { nullable: true, allOf: [{ $ref: '#/components/schemas/Tree' }] },
  'beside oneOf': { nullable: true, oneOf: [text, { type: 'integer' }] },
  'with an enum that does not list null': { type: 'string', nullable: true, enum: ['a'] },
};

for (const [where, schema] of Object.entries(AMBIGUOUS))
  test(`nullable ${where} is read in two ways`, () => {
    const { schemas } = compiled('3.0.3', schema);
    expect(refusals(schemas, null)).not.toEqual([]);
    expect(refusals(schemas, null, 'request', 'lenient')).toEqual([]);
    expect(refusals(schemas, true, 'request', 'lenient')).not.toEqual([]);
  });

test('keywords that 3.0 does not have assert nothing', () => {
  const { schemas } = compiled('3.0.3', CONDITIONAL);
  for (const value of ['a', 'ab', 1, 2]) expect(refusals(schemas, value)).toEqual([]);
});

test('a property named __proto__ is a name like any other', () => {
  const { schemas } = compiled('3.0.3', parsed('{"type":"object","required":["__proto__"],"properties":{"__proto__":{"type":"string"}}}'));
  expect(refusals(schemas, parsed('{"__proto__":"x"}'))).toEqual([]);
  expect(refusals(schemas, parsed('{"__proto__":1}'))).toEqual(['type /__proto__']);
  expect(refusals(schemas, {})).toEqual(['required /__proto__']);
});

test('read-only members are not asked of a request, write-only ones not of an answer', () => {
  const schema: Json = {
    type: 'object',
    required: ['id', 'secret'],
    properties: { id: { ...text, readOnly: true }, secret: { $ref: '#/components/schemas/Secret' } },
  };
  const { schemas } = compiled('3.0.3', schema, { Secret: { type: 'string', writeOnly: true } });
  expect(refusals(schemas, {})).toEqual(['required /secret']);
  expect(refusals(schemas, {}, 'response')).toEqual(['required /id']);
});

test('a violation tells the schema it comes from', () => {
  const { schemas } = compiled('3.0.3', { type: 'object', properties: { a: { $ref: '#/components/schemas/Tree' } } });
  expect(schemas.violations({ pointer: AT, direction: 'request' }, { a: { value: 'x' } }, 'strict')).toEqual([
    { at: '/a/value', keyword: 'type', origin: '/components/schemas/Tree/properties/value', expected: 'must be integer', actual: 'x' },
  ]);
});
