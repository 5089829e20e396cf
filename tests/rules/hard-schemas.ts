import type { Json } from '#src/model/json.ts';

/** One hard request schema: what may be sent for it must be told apart as a validator that is not ours tells it. */
export interface HardSchema {
  says: string;
  openapi: '3.0.3' | '3.1.0';
  /** The schema of a required member `x`; `valid` and `invalid` are then values of `x`, else bodies. */
  x?: Json;
  body?: Record<string, Json>;
  schemas?: Record<string, Json>;
  /** A documented example of the body. */
  example?: Json;
  /** The keywords it is here for. */
  covers: readonly string[];
  /** Values written by hand, as an answer's. */
  valid: readonly Json[];
  invalid: readonly Json[];
  /** Values two readings of the document disagree about: the strict one refuses them, the lenient one does not. */
  disputed?: readonly Json[];
  /** Values that only the other validator refuses, because of the defect that is reported. */
  unseen?: readonly Json[];
  /** Keywords of the body that no invalid case breaks, and why. */
  unbroken?: Readonly<Record<string, string>>;
  /** Rules of the defects the document is reported to have. */
  defects?: readonly string[];
  /** Why there is no payload that is called valid. */
  unmade?: string;
}

/** Schema keywords of OpenAPI 3.0.3 (4.7.24). */
export const KEYWORDS_30 = words(`
  title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems
  maxProperties minProperties required enum type allOf oneOf anyOf not items properties additionalProperties description format
  default nullable discriminator readOnly writeOnly xml externalDocs example deprecated $ref`);

/** Schema keywords of OpenAPI 3.1.0 (4.8.24), which are those of JSON Schema 2020-12 and four of its own; `$vocabulary` stands in meta-schemas only. */
export const KEYWORDS_31 = words(`
  $schema $id $anchor $dynamicAnchor $ref $dynamicRef $defs $comment
  prefixItems items contains additionalProperties properties patternProperties dependentSchemas propertyNames if then else allOf anyOf oneOf not
  unevaluatedItems unevaluatedProperties
  type const enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems
  maxContains minContains maxProperties minProperties required dependentRequired
  title description default deprecated readOnly writeOnly examples format contentEncoding contentMediaType contentSchema
  discriminator xml externalDocs example`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** JSON with names that an object literal cannot hold as they are. */
const parsed = <T extends Json>(text: string): T => JSON.parse(text) as T;

const text: Json = { type: 'string' };
const whole: Json = { type: 'integer' };
const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Record<string, Json>, ...required: string[]): Record<string, Json> => ({
  type: 'object',
  ...(required.length > 0 ? { required } : {}),
  properties,
});
const kind = (name: string): Json => ({ type: 'string', enum: [name] });
const isPlan = (plan: string): Json => ({ required: ['plan'], properties: { plan: { const: plan } } });
/** Made of entries: an object literal with a member `then` would be taken for a promise. */
const when = (condition: Json, consequence: Json, otherwise: Json = true): Record<string, Json> =>
  Object.fromEntries<Json>([
    ['if', condition],
    ['then', consequence],
    ['else', otherwise],
  ]);
const PERSON = object({ kind: kind('person'), age: whole }, 'kind', 'age');
const COMPANY = object({ kind: kind('company'), vat: text }, 'kind', 'vat');

const V30: readonly Omit<HardSchema, 'openapi'>[] = [
  {
    says: 'a text with two bounds and a pattern that looks ahead',
    x: { type: 'string', minLength: 8, maxLength: 12, pattern: '^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d]+$' },
    covers: ['minLength', 'maxLength', 'pattern', 'type'],
    valid: ['Abcdefg1', 'ABCDEF123456'],
    invalid: ['Abcdef1', 'abcdefg1', 'Abcdefgh', 'Abcdefg1-', 'ABCDEF1234567'],
  },
  {
    says: 'a pattern that looks behind and ahead at what must not stand there',
    x: { type: 'string', pattern: '^(?!admin)[a-z]{3,8}(?<!-)$' },
    covers: ['pattern'],
    valid: ['text', 'adm'],
    invalid: ['admin', 'administ', 'ab', 'A', ''],
  },
  {
    says: 'a pattern that is not anchored, with classes of Unicode',
    x: { type: 'string', pattern: '\\p{Lu}\\p{Ll}' },
    covers: ['pattern'],
    valid: ['Éa', 'xx Ab'],
    invalid: ['AB', 'ab', ''],
  },
  {
    says: 'lengths in characters, where some take two code units',
    x: { type: 'string', minLength: 2, maxLength: 3 },
    covers: ['minLength', 'maxLength'],
    valid: ['🙂🙂', '🙂🙂🙂', 'añb'],
    invalid: ['🙂', '🙂🙂🙂🙂', 'a'],
  },
  {
    says: 'exclusive bounds as flags',
    x: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 10, exclusiveMaximum: true },
    covers: ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'],
    valid: [0.001, 9.999, 5],
    invalid: [0, 10, -1, 11],
  },
  {
    says: 'exclusive flags that are off, or have no bound',
    x: { type: 'integer', minimum: 0, exclusiveMinimum: false, exclusiveMaximum: true },
    covers: ['exclusiveMinimum', 'exclusiveMaximum'],
    valid: [0, 1e9],
    invalid: [-1, 0.5],
  },
  {
    says: 'an exclusive bound at a large whole number',
    x: { type: 'integer', minimum: 9007199254740000, exclusiveMinimum: true },
    covers: ['exclusiveMinimum'],
    valid: [9007199254740001],
    invalid: [9007199254740000, 1],
  },
  {
    says: 'amounts in cents',
    x: { type: 'number', multipleOf: 0.01, minimum: 0.01, maximum: 19.99 },
    covers: ['multipleOf', 'minimum', 'maximum'],
    valid: [19.99, 0.07, 4.35, 1.1],
    invalid: [0.005, 1.001, 0, 20],
  },
  {
    says: 'a whole number that is a multiple of a fraction',
    x: { type: 'integer', multipleOf: 2.5 },
    covers: ['multipleOf'],
    valid: [5, -10, 0],
    invalid: [1, 2.5],
  },
  {
    says: 'an enum of several types with null in it',
    x: { nullable: true, enum: ['a', 1, null, { a: 1 }] },
    covers: ['enum', 'nullable'],
    valid: ['a', 1, null, { a: 1 }],
    invalid: ['b', 2, {}, { a: 2 }],
  },
  {
    says: 'a nullable enum that does not list null',
    x: { type: 'string', nullable: true, enum: ['a', 'b'] },
    covers: ['nullable', 'enum'],
    valid: ['a'],
    invalid: ['c', 1],
    disputed: [null],
  },
  {
    says: 'a nullable member, nullable items and nullable values of a map',
    body: object({
      a: { type: 'string', nullable: true },
      b: { type: 'array', items: { type: 'integer', nullable: true } },
      c: { type: 'object', additionalProperties: { type: 'string', nullable: true } },
      d: { type: 'object', nullable: true, required: ['e'], properties: { e: { type: 'boolean', nullable: false } } },
    }),
    covers: ['nullable', 'items', 'additionalProperties'],
    valid: [{}, { a: null, b: [null, 1], c: { k: null }, d: null }, { d: { e: true } }],
    invalid: [{ a: 1 }, { b: null }, { b: ['x'] }, { c: { k: 1 } }, { d: {} }, { d: { e: null } }],
  },
  {
    says: 'nullable beside allOf',
    x: { nullable: true, allOf: [ref('Person')] },
    schemas: { Person: PERSON },
    covers: ['nullable', 'allOf', '$ref'],
    valid: [{ kind: 'person', age: 1 }],
    invalid: [{ kind: 'person' }, 1],
    disputed: [null],
  },
  {
    says: 'nullable beside oneOf, and in one of its branches',
    x: { oneOf: [{ type: 'string', nullable: true }, whole] },
    covers: ['nullable', 'oneOf'],
    valid: [null, 'a', 1],
    invalid: [true, {}],
  },
  {
    says: 'nullable that only one part of allOf says',
    x: {
      allOf: [
        { type: 'string', nullable: true },
        { type: 'string', maxLength: 5 },
      ],
    },
    covers: ['nullable', 'allOf'],
    valid: ['abc'],
    invalid: [null, 'abcdef'],
  },
  {
    says: 'parts put together over three levels',
    body: {
      allOf: [
        object({ a: text }, 'a'),
        { allOf: [object({ b: { type: 'integer', minimum: 1 } }, 'b'), { properties: { b: { maximum: 5 } } }] },
        { type: 'object', minProperties: 2, maxProperties: 3 },
      ],
    },
    covers: ['allOf', 'minProperties', 'maxProperties', 'properties', 'required'],
    valid: [
      { a: 'x', b: 1 },
      { a: 'x', b: 5, c: 0 },
    ],
    invalid: [{ a: 'x' }, { a: 'x', b: 6 }, { a: 'x', b: 0 }, { a: 'x', b: 1, c: 0, d: 0 }],
    unbroken: { required: 'without a required member there are too few members as well' },
  },
  {
    says: 'a closed part among several, which shuts out the members of the others',
    body: { allOf: [{ type: 'object', additionalProperties: false, properties: { a: text, b: {} } }, object({ b: whole }, 'b')] },
    covers: ['allOf', 'additionalProperties'],
    valid: [{ b: 1 }, { a: 'x', b: 1 }],
    invalid: [{ b: 1, c: 1 }, { a: 'x' }],
  },
  {
    says: 'one of two kinds, told apart by a discriminator with a mapping',
    body: {
      oneOf: [ref('Person'), ref('Company')],
      discriminator: { propertyName: 'kind', mapping: { person: '#/components/schemas/Person', company: '#/components/schemas/Company' } },
    },
    schemas: { Person: PERSON, Company: COMPANY },
    covers: ['oneOf', 'discriminator', '$ref'],
    valid: [
      { kind: 'person', age: 1 },
      { kind: 'company', vat: 'x' },
    ],
    invalid: [{ kind: 'person', vat: 'x' }, { kind: 'other', age: 1 }, { age: 1 }],
  },
  {
    says: 'branches that overlap, of which just one may fit',
    x: { type: 'integer', oneOf: [{ multipleOf: 3 }, { multipleOf: 5 }] },
    covers: ['oneOf', 'multipleOf'],
    valid: [3, 5, 9],
    invalid: [15, 1, 3.5],
  },
  {
    says: 'any of several, where more than one may fit',
    x: {
      type: 'object',
      properties: { a: text, b: text },
      anyOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    covers: ['anyOf'],
    valid: [{ a: 'x' }, { b: 'x' }, { a: 'x', b: 'x' }],
    invalid: [{}, { a: 1 }],
  },
  {
    says: 'what a value must not be',
    x: { type: 'string', not: { enum: ['root', 'admin'] } },
    covers: ['not'],
    valid: ['ada'],
    invalid: ['root', 'admin', 1],
  },
  {
    says: 'two members that must not be sent together',
    body: { type: 'object', required: ['c'], properties: { a: text, b: text, c: text }, not: { required: ['a', 'b'] } },
    covers: ['not', 'required'],
    valid: [{ c: 'x' }, { a: 'x', c: 'x' }],
    invalid: [{ a: 'x', b: 'x', c: 'x' }],
  },
  {
    says: 'items that differ, within bounds',
    x: { type: 'array', minItems: 2, maxItems: 4, uniqueItems: true, items: { type: 'object', required: ['id'], properties: { id: whole } } },
    covers: ['items', 'minItems', 'maxItems', 'uniqueItems'],
    valid: [
      [{ id: 1 }, { id: 2 }],
      [
        { id: 1, a: 1 },
        { id: 1, a: 2 },
      ],
    ],
    invalid: [
      [{ id: 1 }, { id: 1 }],
      [{ id: 1 }],
      [
        { id: 1, a: 1 },
        { a: 1, id: 1 },
      ],
    ],
  },
  {
    says: 'a map with values of a schema, and a bound on its size',
    x: { type: 'object', minProperties: 1, maxProperties: 3, additionalProperties: { type: 'integer', minimum: 1 } },
    covers: ['additionalProperties', 'minProperties', 'maxProperties'],
    valid: [{ a: 1 }, { constructor: 1, toString: 2 }],
    invalid: [{}, { a: 0 }, { a: 'x' }, { a: 1, b: 1, c: 1, d: 1 }],
  },
  {
    says: 'a member only the server may set, and one only the client may send',
    body: object({ id: { type: 'string', readOnly: true }, secret: { type: 'string', minLength: 3, writeOnly: true }, name: text }, 'id', 'secret', 'name'),
    covers: ['readOnly', 'writeOnly'],
    valid: [
      { id: 'x', name: 'x' },
      { id: 'x', secret: 'abc', name: 'x' },
    ],
    invalid: [
      { secret: 'abc', name: 'x' },
      { id: 1, name: 'x' },
      { id: 'x', secret: 'ab', name: 'x' },
    ],
  },
  {
    says: 'read-only and write-only behind a reference, in a closed object',
    body: { ...object({ id: ref('Id'), secret: ref('Secret') }, 'id', 'secret'), additionalProperties: false },
    schemas: { Id: { type: 'integer', readOnly: true }, Secret: { type: 'string', writeOnly: true } },
    covers: ['readOnly', 'writeOnly', '$ref', 'additionalProperties'],
    valid: [{ id: 1 }, { id: 1, secret: 'x' }],
    invalid: [{}, { id: 'x' }, { id: 1, other: 1 }],
  },
  {
    says: 'formats both dialects know',
    body: object({
      a: { type: 'string', format: 'email' },
      b: { type: 'string', format: 'date-time' },
      c: { type: 'string', format: 'uri' },
      d: { type: 'string', format: 'ipv4' },
      e: { type: 'string', format: 'ipv6' },
      f: { type: 'string', format: 'hostname' },
    }),
    covers: ['format'],
    valid: [{ a: 'a@example.com', b: '2024-02-29T10:30:00Z', c: 'https://example.com', d: '192.0.2.1', e: '2001:db8::1', f: 'a.example.com' }],
    invalid: [{ a: 'a' }, { b: '2022-13-45T10:00:00Z' }, { c: 'not a uri' }, { d: '999.1.1.1' }, { e: 'x' }, { f: '-x-' }],
  },
  {
    says: 'formats of OpenAPI that bound no value, and one nobody knows',
    body: object({ a: { type: 'string', format: 'password' }, b: { type: 'string', format: 'iban' }, c: { type: 'number', format: 'money' } }),
    covers: ['format'],
    valid: [{ a: '', b: 'x', c: 1 }],
    invalid: [{ a: 1 }, { b: 1 }, { c: 'x' }],
    unbroken: { format: 'no value is refused for these formats' },
  },
  {
    says: 'a schema that contains itself, in members, items and maps',
    body: ref('Tree'),
    schemas: {
      Tree: object(
        { name: text, parent: ref('Tree'), children: { type: 'array', items: ref('Tree') }, byName: { type: 'object', additionalProperties: ref('Tree') } },
        'name',
      ),
    },
    covers: ['$ref', 'items', 'additionalProperties'],
    valid: [{ name: 'a', parent: { name: 'b', children: [{ name: 'c' }] }, byName: { x: { name: 'd' } } }],
    invalid: [
      { name: 'a', parent: {} },
      { name: 'a', children: [{ name: 1 }] },
      { name: 'a', byName: { x: {} } },
    ],
  },
  {
    says: 'two schemas that contain each other through allOf',
    body: ref('A'),
    schemas: {
      A: { allOf: [ref('Named'), object({ b: ref('B') })] },
      B: { allOf: [ref('Named'), object({ a: ref('A') })] },
      Named: object({ name: { type: 'string', maxLength: 20 } }, 'name'),
    },
    covers: ['$ref', 'allOf'],
    valid: [{ name: 'x', b: { name: 'y', a: { name: 'z' } } }],
    invalid: [
      { name: 'x', b: {} },
      { name: 'x', b: { name: 'y', a: { name: 1 } } },
    ],
  },
  {
    says: 'keywords beside a reference, which count for nothing in 3.0',
    x: { ...ref('Text'), maxLength: 1, nullable: true, description: 'ignored' },
    schemas: { Text: { type: 'string', minLength: 2 } },
    covers: ['$ref'],
    valid: ['ab', 'abc'],
    invalid: ['a', null, 1],
  },
  {
    says: 'references with escapes, and into the inside of a schema',
    body: object({ a: { $ref: '#/components/schemas/a~1b%7Bc%7D' }, b: { $ref: '#/components/schemas/Person/properties/age' } }, 'a', 'b'),
    schemas: { 'a/b{c}': { type: 'string', enum: ['x'] }, Person: PERSON },
    covers: ['$ref'],
    valid: [{ a: 'x', b: 1 }],
    invalid: [
      { a: 'y', b: 1 },
      { a: 'x', b: 'y' },
    ],
  },
  {
    says: 'a property named $ref',
    body: parsed('{"type":"object","required":["$ref"],"properties":{"$ref":{"type":"string","maxLength":3}}}'),
    covers: ['properties'],
    valid: [{ $ref: 'x' }],
    invalid: [{}, { $ref: 1 }, { $ref: 'abcd' }],
  },
  {
    says: 'properties named as keywords and as members of every object',
    body: object({ type: text, properties: whole, required: { type: 'boolean' }, constructor: text, toString: whole }, 'type', 'constructor', 'toString'),
    covers: ['properties', 'required'],
    valid: [{ type: 'x', constructor: 'x', toString: 1 }],
    invalid: [{ type: 'x' }, { type: 'x', constructor: 1, toString: 1 }, { type: 'x', constructor: 'x', toString: 1, required: 1 }],
  },
  {
    says: 'members with slashes, tildes, spaces, stars and no name at all',
    body: object({ 'a/b': text, 'c~d': whole, 'e f': text, '*': text, '': text }, 'a/b', 'c~d', ''),
    covers: ['properties'],
    valid: [{ 'a/b': 'x', 'c~d': 1, '': 'x' }],
    invalid: [{ 'a/b': 'x' }, { 'a/b': 1, 'c~d': 1, '': 'x' }, { 'a/b': 'x', 'c~d': 'x', '': 'x' }],
  },
  {
    says: 'no types at all: keywords bind only the values they are for',
    body: { properties: { a: { minLength: 3 }, b: { minimum: 3 }, c: { minItems: 1 }, d: { required: ['e'] } } },
    covers: ['minLength', 'minimum', 'minItems', 'required'],
    valid: [{ a: 1, b: 'x', c: {}, d: [] }, 1, [], { a: 'abc', b: 3, c: [1], d: { e: 1 } }],
    invalid: [{ a: 'ab' }, { b: 2 }, { c: [] }, { d: {} }],
  },
  {
    says: 'annotations, which bind nothing',
    body: {
      title: 'Customer',
      description: 'x',
      externalDocs: { url: 'https://example.com' },
      example: { a: 1 },
      xml: { name: 'customer' },
      ...object({ a: { type: 'string', default: 5, example: 5, deprecated: true, xml: { attribute: true }, title: 't' } }, 'a'),
    },
    covers: ['title', 'description', 'default', 'example', 'deprecated', 'xml', 'externalDocs'],
    valid: [{ a: 'x' }],
    invalid: [{ a: 5 }, {}],
  },
  {
    says: 'bounds larger than anything that is sent',
    body: object({
      a: { type: 'string', maxLength: 2147483647 },
      b: { type: 'array', maxItems: 2147483647, items: text },
      c: { type: 'integer', maximum: 9e15 },
    }),
    covers: ['maxLength', 'maxItems', 'maximum'],
    valid: [{ a: 'x', b: ['x'], c: 9e15 }],
    invalid: [{ a: 1 }, { b: [1] }, { c: 9.1e15 }],
    unbroken: { maxLength: 'no text is that long', maxItems: 'no array is that long' },
  },
  {
    says: 'least sizes that nothing sent can have',
    x: { type: 'object', required: ['a', 'b'], minProperties: 1e9, properties: { a: { type: 'string', minLength: 1e9 }, b: { type: 'array', minItems: 1e9 } } },
    covers: ['minLength', 'minItems', 'minProperties'],
    valid: [],
    invalid: [{ a: 'x', b: [] }],
    unbroken: {
      minLength: 'no text is that long',
      minItems: 'no array is that long',
      minProperties: 'no object is that large',
      type: 'there is no payload to put a wrong value into',
      required: 'there is no payload to leave it out of',
    },
    unmade: 'it would be too large to send',
  },
];

const V31: readonly Omit<HardSchema, 'openapi'>[] = [
  {
    says: 'a constant of each type',
    body: object({ a: { const: 'x' }, b: { const: 1 }, c: { const: null }, d: { const: { e: [1] } }, f: { const: false } }, ...['a', 'b', 'c', 'd', 'f']),
    covers: ['const'],
    valid: [{ a: 'x', b: 1.0, c: null, d: { e: [1] }, f: false }],
    invalid: [
      { a: 'y', b: 1, c: null, d: { e: [1] }, f: false },
      { a: 'x', b: '1', c: null, d: { e: [1] }, f: false },
      { a: 'x', b: 1, c: 0, d: { e: [2] }, f: 0 },
    ],
  },
  {
    says: 'exclusive bounds as numbers, beside inclusive ones',
    x: { type: 'number', exclusiveMinimum: 0, minimum: -5, exclusiveMaximum: 1, maximum: 3 },
    covers: ['exclusiveMinimum', 'exclusiveMaximum', 'minimum', 'maximum'],
    valid: [0.5, 0.001],
    invalid: [0, 1, -6, 4],
  },
  {
    says: 'multiples of a decimal within exclusive bounds',
    x: { type: 'number', multipleOf: 0.1, exclusiveMinimum: 0.2, exclusiveMaximum: 0.4 },
    covers: ['multipleOf', 'exclusiveMinimum', 'exclusiveMaximum'],
    valid: [0.3],
    invalid: [0.2, 0.4, 0.35],
  },
  {
    says: 'several types, with null and without',
    body: object({ a: { type: ['string', 'integer', 'null'] }, b: { type: ['object', 'array'] }, c: { type: 'null' } }, 'a', 'b', 'c'),
    covers: ['type'],
    valid: [
      { a: null, b: {}, c: null },
      { a: 1, b: [], c: null },
    ],
    invalid: [
      { a: 1.5, b: {}, c: null },
      { a: null, b: null, c: null },
      { a: 'x', b: {}, c: 0 },
    ],
  },
  {
    says: 'boolean schemas, one of which nothing meets',
    body: { type: 'object', required: ['a'], properties: { a: true, b: false, c: { type: 'array', items: false } } },
    covers: ['properties', 'items'],
    valid: [{ a: 1 }, { a: null, c: [] }],
    invalid: [{ a: 1, b: 1 }, { a: 1, c: [1] }, {}],
    unbroken: { items: 'an item where there may be none is no case yet' },
  },
  {
    says: 'a tuple with nothing after it',
    x: { type: 'array', prefixItems: [text, whole], items: false, minItems: 2 },
    covers: ['prefixItems', 'items', 'minItems'],
    valid: [['a', 1]],
    invalid: [[1, 'a'], ['a'], ['a', 1, 1]],
    unbroken: { items: 'a tuple that is too long is no case yet' },
  },
  {
    says: 'a tuple, and items of another kind after it',
    x: { type: 'array', prefixItems: [{ const: 'head' }], items: whole, minItems: 1 },
    covers: ['prefixItems', 'items', 'const'],
    valid: [['head'], ['head', 1, 2]],
    invalid: [['tail'], ['head', 'x'], []],
  },
  {
    says: 'an array that contains one to two of a kind',
    x: { type: 'array', contains: { const: 'a' }, minContains: 1, maxContains: 2, items: text },
    covers: ['contains', 'minContains', 'maxContains'],
    valid: [['a'], ['a', 'b', 'a']],
    invalid: [[], ['b'], ['a', 'a', 'a']],
  },
  {
    says: 'an array that may contain none of a kind',
    x: { type: 'array', contains: whole, minContains: 0, maxContains: 1 },
    covers: ['contains', 'minContains', 'maxContains'],
    valid: [[], [1], ['x', 1]],
    invalid: [[1, 2], 'x'],
    unbroken: { contains: 'no neighbour of the payload holds two whole numbers' },
  },
  {
    says: 'at least two of a kind among differing items',
    x: { type: 'array', contains: { type: 'integer', minimum: 5 }, minContains: 2, uniqueItems: true },
    covers: ['contains', 'minContains', 'uniqueItems'],
    valid: [
      [5, 6],
      [1, 5, 6],
    ],
    invalid: [[5], [5, 5], [1, 2]],
  },
  {
    says: 'items that no keyword has evaluated',
    x: { type: 'array', prefixItems: [text], contains: { const: 7 }, unevaluatedItems: false },
    covers: ['unevaluatedItems', 'prefixItems', 'contains'],
    valid: [
      ['a', 7],
      ['a', 7, 7],
    ],
    invalid: [['a', 8], [7]],
    unseen: [['a', 7, 8]],
    defects: ['schema-keyword-unsupported'],
    unbroken: { unevaluatedItems: 'it is not supported beside `contains`' },
  },
  {
    says: 'an object closed over its parts and branches',
    body: {
      allOf: [object({ a: text }, 'a')],
      oneOf: [object({ b: whole }, 'b'), object({ c: whole }, 'c')],
      unevaluatedProperties: false,
    },
    covers: ['unevaluatedProperties', 'allOf', 'oneOf'],
    valid: [
      { a: 'x', b: 1 },
      { a: 'x', c: 1 },
    ],
    invalid: [{ a: 'x' }, { a: 'x', b: 1, d: 1 }, { a: 'x', b: 1, c: 1 }],
  },
  {
    says: 'unevaluated properties that must meet a schema',
    body: { ...ref('Base'), properties: { b: text }, unevaluatedProperties: { type: 'boolean' } },
    schemas: { Base: object({ a: whole }, 'a') },
    covers: ['unevaluatedProperties', '$ref'],
    valid: [{ a: 1, b: 'x', c: true }],
    invalid: [{ a: 1, c: 1 }, { a: 'x' }, { a: 1, b: 1 }],
    unbroken: { unevaluatedProperties: 'a further member is refused for its own type, which is no case yet' },
  },
  {
    says: 'members by pattern in a closed object',
    x: { type: 'object', patternProperties: { '^x-': { type: 'string' }, _id$: whole }, additionalProperties: false, properties: { name: text } },
    covers: ['patternProperties', 'additionalProperties'],
    valid: [{ 'x-a': 'x', a_id: 1, name: 'x' }, {}],
    invalid: [{ 'x-a': 1 }, { a_id: 'x' }, { other: 1 }, { 'x-a_id': 'x' }],
  },
  {
    says: 'names of members in small letters only',
    x: { type: 'object', propertyNames: { pattern: '^[a-z_]+$', maxLength: 20 }, minProperties: 1 },
    covers: ['propertyNames', 'minProperties'],
    valid: [{ a: 1 }, { a_b: 1 }],
    invalid: [{ A: 1 }, {}, { abcdefghijklmnopqrstuvw: 1 }],
  },
  {
    says: 'a member that asks for others',
    body: { ...object({ card: text, cvc: text, holder: text, note: text }, 'note'), dependentRequired: { card: ['cvc', 'holder'], holder: ['card'] } },
    covers: ['dependentRequired'],
    valid: [{ note: 'x' }, { note: 'x', card: 'x', cvc: 'x', holder: 'x' }],
    invalid: [
      { note: 'x', card: 'x' },
      { note: 'x', card: 'x', cvc: 'x' },
      { note: 'x', holder: 'x' },
    ],
  },
  {
    says: 'a member that changes what others must be',
    body: { ...object({ kind: text, vat: text }), dependentSchemas: { vat: { required: ['kind'], properties: { kind: { const: 'company' } } } } },
    covers: ['dependentSchemas'],
    valid: [{}, { kind: 'x' }, { vat: 'x', kind: 'company' }],
    invalid: [{ vat: 'x' }, { vat: 'x', kind: 'person' }],
  },
  {
    says: 'a condition with both its consequences',
    body: {
      ...object({ country: { enum: ['US', 'DE'] }, zip: text, plz: text }, 'country'),
      ...when({ properties: { country: { const: 'US' } } }, { required: ['zip'] }, { required: ['plz'] }),
    },
    covers: ['if', 'then', 'else'],
    valid: [
      { country: 'US', zip: 'x' },
      { country: 'DE', plz: 'x' },
    ],
    invalid: [{ country: 'US', plz: 'x' }, { country: 'DE' }, { country: 'FR', plz: 'x' }],
    unbroken: {
      required: 'the least payload lacks what the condition asks for',
      enum: 'another country asks for another member as well',
    },
  },
  {
    says: 'conditions in a row',
    body: {
      ...object({ plan: { enum: ['free', 'pro', 'team'] }, seats: whole }, 'plan'),
      allOf: [
        when(isPlan('team'), { required: ['seats'], properties: { seats: { minimum: 2 } } }),
        when(isPlan('free'), { properties: { seats: { maximum: 1 } } }),
      ],
    },
    covers: ['if', 'then', 'allOf'],
    valid: [{ plan: 'pro' }, { plan: 'team', seats: 2 }, { plan: 'free', seats: 1 }],
    invalid: [{ plan: 'team' }, { plan: 'team', seats: 1 }, { plan: 'free', seats: 2 }],
    unbroken: { if: 'no single change of the payload meets a condition and breaks its consequence' },
  },
  {
    says: 'a condition with no consequence, and consequences with no condition',
    body: { ...object({ a: text }, 'a'), if: false, allOf: [parsed('{"then":false,"else":false}')] },
    covers: ['if', 'then', 'else'],
    valid: [{ a: 'x' }],
    invalid: [{}, { a: 1 }],
    unbroken: { if: 'it binds nothing' },
  },
  {
    says: 'keywords beside a reference, which count in 3.1',
    x: { ...ref('Text'), maxLength: 4 },
    schemas: { Text: { type: 'string', minLength: 2 } },
    covers: ['$ref', 'maxLength', 'minLength'],
    valid: ['ab', 'abcd'],
    invalid: ['a', 'abcde', null],
  },
  {
    says: 'nullable, which 3.1 does not have',
    x: { type: 'string', nullable: true },
    covers: ['type'],
    valid: ['x'],
    invalid: [null],
  },
  {
    says: 'a list that refers to itself and may end in null',
    body: ref('List'),
    schemas: { List: object({ value: whole, next: { anyOf: [ref('List'), { type: 'null' }] } }, 'value') },
    covers: ['$ref', 'anyOf'],
    valid: [{ value: 1, next: { value: 2, next: null } }, { value: 1 }],
    invalid: [
      { value: 1, next: { value: 'x' } },
      { value: 1, next: 1 },
    ],
  },
  {
    says: 'one of two kinds with a discriminator and no mapping',
    x: { oneOf: [ref('Person'), ref('Company')], discriminator: { propertyName: 'kind' } },
    schemas: {
      Person: object({ kind: { const: 'person' }, age: whole }, 'kind', 'age'),
      Company: object({ kind: { const: 'company' }, vat: text }, 'kind', 'vat'),
    },
    covers: ['discriminator', 'oneOf', 'const'],
    valid: [
      { kind: 'person', age: 1 },
      { kind: 'company', vat: 'x' },
    ],
    invalid: [{ kind: 'person', vat: 'x' }, { kind: 'other' }],
  },
  {
    says: 'what a value must not be, twice over',
    x: { not: { not: { type: 'integer', minimum: 3 } } },
    covers: ['not'],
    valid: [3, 4],
    invalid: [2, 'x', null],
    unmade: 'the builder does not read what `not` asks for',
  },
  {
    says: 'the formats of JSON Schema',
    body: object({
      date: { type: 'string', format: 'date' },
      time: { type: 'string', format: 'time' },
      moment: { type: 'string', format: 'date-time' },
      span: { type: 'string', format: 'duration' },
      mail: { type: 'string', format: 'email' },
      host: { type: 'string', format: 'hostname' },
      four: { type: 'string', format: 'ipv4' },
      six: { type: 'string', format: 'ipv6' },
      link: { type: 'string', format: 'uri' },
      path: { type: 'string', format: 'uri-reference' },
      uuid: { type: 'string', format: 'uuid' },
      pointer: { type: 'string', format: 'json-pointer' },
      regex: { type: 'string', format: 'regex' },
    }),
    covers: ['format'],
    valid: [{ date: '2000-02-29', time: '10:30:00Z', span: 'P3D', uuid: '2b2dd4ac-5b1d-4b3c-8d5f-0c2e1b9a7d10', pointer: '/a', regex: '^a$' }],
    invalid: [
      { date: '2001-02-29' },
      { time: 'noon' },
      { moment: 'x' },
      { span: '3 days' },
      { mail: 'x' },
      { four: '1.2.3' },
      { six: 'x' },
      { link: 'a b' },
      { uuid: 'x' },
      { pointer: 'x' },
      { regex: '(' },
    ],
  },
  {
    says: 'formats and content keywords, which bind no values',
    body: object({
      data: { type: 'string', contentEncoding: 'base64', contentMediaType: 'application/json', contentSchema: { type: 'object' } },
      code: { type: 'string', format: 'iban', minLength: 4 },
    }),
    covers: ['contentEncoding', 'contentMediaType', 'contentSchema', 'format'],
    valid: [{ data: 'not base64', code: 'x-x-x' }],
    invalid: [{ data: 1 }, { code: 'x' }],
    unbroken: { format: 'nobody knows this format' },
  },
  {
    says: 'annotations of 3.1, which bind nothing',
    body: {
      $comment: 'x',
      title: 'Customer',
      description: 'x',
      examples: [1],
      example: 1,
      externalDocs: { url: 'https://example.com' },
      xml: { name: 'customer' },
      ...object({ a: { type: 'string', default: 1, deprecated: true, examples: [1], example: 1 } }, 'a'),
    },
    covers: ['$comment', 'title', 'description', 'examples', 'example', 'externalDocs', 'xml', 'default', 'deprecated'],
    valid: [{ a: 'x' }],
    invalid: [{}, { a: 1 }],
  },
  {
    says: 'read-only and write-only members',
    body: object({ id: { type: 'string', readOnly: true }, secret: { type: ['string', 'null'], writeOnly: true }, name: text }, 'id', 'secret', 'name'),
    covers: ['readOnly', 'writeOnly'],
    valid: [
      { id: 'x', name: 'x' },
      { id: 'x', name: 'x', secret: null },
    ],
    invalid: [{ name: 'x' }, { id: 'x' }, { id: 1, name: 'x' }, { id: 'x', name: 'x', secret: 1 }],
  },
  {
    says: 'definitions inside a schema',
    body: ref('Holder'),
    schemas: {
      Holder: { $defs: { code: { type: 'string', pattern: '^[A-Z]{2}$' } }, ...object({ a: { $ref: '#/components/schemas/Holder/$defs/code' } }, 'a') },
    },
    covers: ['$defs', '$ref', 'pattern'],
    valid: [{ a: 'US' }],
    invalid: [{ a: 'us' }, {}],
  },
  {
    says: 'a dialect that is named, and a reference to an anchor',
    body: object({ a: ref('Marked'), b: { $ref: '#marked' } }, 'a'),
    schemas: { Marked: { $schema: 'https://spec.openapis.org/oas/3.1/dialect/base', $anchor: 'marked', type: 'string', maxLength: 4 } },
    covers: ['$schema', '$anchor'],
    valid: [{ a: 'x' }],
    invalid: [{ a: 1 }, { a: 'abcde' }],
  },
  {
    says: 'a schema with an address of its own, and dynamic references',
    body: object({ a: { $id: 'https://schemas.example.com/a', type: 'integer' }, b: ref('Node') }, 'a', 'b'),
    schemas: { Node: { $dynamicAnchor: 'node', type: 'object', properties: { value: text, child: { $dynamicRef: '#node' } } } },
    covers: ['$id', '$dynamicAnchor', '$dynamicRef'],
    valid: [{ a: 1, b: { value: 'x' } }],
    invalid: [
      { a: 'x', b: {} },
      { a: 1, b: { value: 1 } },
    ],
    defects: ['schema-keyword-unsupported'],
  },
  {
    says: 'properties named $ref, $id and as keywords',
    body: parsed(
      '{"type":"object","required":["$ref","$id"],"properties":{"$ref":{"type":"string"},"$id":{"type":"integer"},"const":{"type":"string"},"if":{"const":1}}}',
    ),
    covers: ['properties', 'required'],
    valid: [
      { $ref: 'x', $id: 1 },
      { $ref: 'x', $id: 1, const: 'x', if: 1 },
    ],
    invalid: [{ $ref: 1, $id: 1 }, { $ref: 'x' }, { $ref: 'x', $id: 1, if: 2 }],
  },
  {
    says: 'a property named __proto__',
    body: parsed('{"type":"object","required":["__proto__"],"properties":{"__proto__":{"type":"string","maxLength":9},"a":{"type":"integer"}}}'),
    covers: ['properties', 'required'],
    valid: [parsed('{"__proto__":"x"}'), parsed('{"__proto__":"x","a":1}')],
    invalid: [{}, parsed('{"__proto__":1}'), parsed('{"__proto__":"x","a":"x"}')],
    unbroken: { maxLength: 'ajv passes over the name, so that a pattern of names stands for it, which has no cases by keyword' },
  },
  {
    says: 'equality of numbers, and of objects whatever their order',
    x: { enum: [1, { a: 1, b: [2] }] },
    covers: ['enum'],
    valid: [1.0, { b: [2], a: 1 }],
    invalid: ['1', { a: 1, b: [2, 2] }, true],
  },
  {
    says: 'patterns with lookaround and named groups',
    x: { type: 'string', pattern: '^(?<year>\\d{4})-(?!00)\\d{2}(?=-)-\\d{2}$' },
    covers: ['pattern'],
    valid: ['2024-02-29'],
    invalid: ['2024-00-29', '2024-02', ''],
  },
  {
    says: 'values nested in arrays of arrays and maps of maps',
    body: object(
      {
        grid: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'array', minItems: 1, items: { type: 'integer', minimum: 0 } } },
        tree: { type: 'object', maxProperties: 2, additionalProperties: { type: 'object', additionalProperties: { type: 'string', maxLength: 5 } } },
      },
      'grid',
    ),
    covers: ['items', 'additionalProperties', 'maxItems', 'maxProperties'],
    valid: [{ grid: [[0]], tree: { a: { b: 'x' } } }],
    invalid: [{ grid: [[-1]] }, { grid: [[]] }, { grid: [[0]], tree: { a: { b: 'abcdef' } } }],
  },
];

export const HARD_SCHEMAS: readonly HardSchema[] = [
  ...V30.map((row) => ({ ...row, openapi: '3.0.3' as const })),
  ...V31.map((row) => ({ ...row, openapi: '3.1.0' as const })),
];
