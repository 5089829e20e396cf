import type { Json, JsonObject } from '#src/model/json.ts';

/** Two ways to write one schema; a request and an answer of both have to be the same. */
export interface SameSchema {
  what: string;
  one: Json;
  other: Json;
  /** `components/schemas` of each. */
  with?: [one: JsonObject, other: JsonObject];
}

const TEXT = { type: 'string' };
const THING = { type: 'object', required: ['a'], properties: { a: TEXT, b: { type: 'integer' } } };
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

export const SAME_SCHEMAS: readonly SameSchema[] = [
  { what: 'a reference and what it refers to', one: ref('Thing'), other: THING, with: [{ Thing: THING }, {}] },
  { what: 'references over several steps', one: ref('One'), other: ref('Three'), with: [{ One: ref('Two'), Two: THING }, { Three: THING }] },
  { what: 'components of other names', one: ref('Thing'), other: ref('Stuff'), with: [{ Thing: THING }, { Stuff: THING }] },
  {
    what: 'alternatives that do nothing but name a type, by reference and written out',
    one: { oneOf: [ref('Text'), ref('Count')] },
    other: { oneOf: [TEXT, { type: 'integer' }] },
    with: [{ Text: TEXT, Count: { type: 'integer' } }, {}],
  },
  {
    what: 'alternatives that do nothing but list values, by reference and as one list',
    one: { anyOf: [ref('One'), ref('Other')] },
    other: { type: 'string', enum: ['a', 'b', 'c'] },
    with: [{ One: { type: 'string', enum: ['a'] }, Other: { type: 'string', enum: ['b', 'c'] } }, {}],
  },
  {
    what: 'members one by one in allOf and together',
    one: {
      allOf: [
        { type: 'object', required: ['a'], properties: { a: TEXT } },
        { type: 'object', properties: { b: { type: 'integer' } } },
      ],
    },
    other: THING,
  },
  {
    what: 'allOf within allOf',
    one: { allOf: [{ allOf: [{ type: 'object', required: ['a'] }, ref('Part')] }] },
    other: THING,
    with: [{ Part: { properties: { a: TEXT, b: { type: 'integer' } } } }, {}],
  },
  {
    what: 'allOf of a single schema',
    one: { type: 'object', properties: { a: { allOf: [ref('Text')] } } },
    other: { type: 'object', properties: { a: TEXT } },
    with: [{ Text: TEXT }, {}],
  },
  {
    what: 'members and what is required in another order',
    one: { type: 'object', required: ['a', 'b'], properties: { a: TEXT, b: TEXT } },
    other: { properties: { b: TEXT, a: TEXT }, required: ['b', 'a'], type: 'object' },
  },
  {
    what: 'required twice',
    one: { type: 'object', required: ['a', 'a'], properties: { a: TEXT } },
    other: { type: 'object', required: ['a'], properties: { a: TEXT } },
  },
  {
    what: 'words, titles, examples and extensions',
    one: { type: 'string', title: 'One', description: 'one', example: 'a', 'x-order': 1 },
    other: { type: 'string', title: 'Two', description: 'two', examples: ['b'], 'x-order': 2, $comment: 'c' },
  },
  { what: 'null as nullable and as a type', one: { type: 'string', nullable: true }, other: { type: ['string', 'null'] } },
  { what: 'null as nullable and in oneOf', one: { type: 'string', nullable: true }, other: { oneOf: [TEXT, { type: 'null' }] } },
  { what: 'null as a type and in anyOf', one: { type: ['string', 'null'] }, other: { anyOf: [{ type: 'null' }, TEXT] } },
  {
    what: 'an object that may be null, in both ways',
    one: { ...THING, nullable: true },
    other: { anyOf: [ref('Thing'), { type: 'null' }] },
    with: [{}, { Thing: THING }],
  },
  {
    what: 'null beside allOf and in oneOf',
    one: { nullable: true, allOf: [ref('Thing')] },
    other: { oneOf: [ref('Thing'), { type: 'null' }] },
    with: [{ Thing: THING }, { Thing: THING }],
  },
  { what: 'a list of values with null', one: { type: 'string', nullable: true, enum: ['a', null] }, other: { type: ['string', 'null'], enum: [null, 'a'] } },
  { what: 'null as an enum in oneOf', one: { oneOf: [TEXT, { enum: [null] }] }, other: { type: ['string', 'null'] } },
  {
    what: 'exclusive bounds as flags and as numbers',
    one: { type: 'number', nullable: true, minimum: 1, exclusiveMinimum: true },
    other: { type: ['number', 'null'], exclusiveMinimum: 1 },
  },
  { what: 'exclusive and inclusive bounds of whole numbers', one: { type: 'integer', exclusiveMinimum: 0 }, other: { type: 'integer', minimum: 1 } },
  { what: 'the tighter of two bounds', one: { allOf: [{ type: 'string', maxLength: 10 }, { maxLength: 5 }] }, other: { type: 'string', maxLength: 5 } },
  { what: 'a list of one value and a constant', one: { type: 'string', enum: ['a'] }, other: { type: 'string', const: 'a' } },
  { what: 'constants in oneOf and a list of values', one: { oneOf: [{ const: 'a' }, { const: 'b' }] }, other: { enum: ['a', 'b'] } },
  { what: 'values in another order, one of them twice', one: { type: 'string', enum: ['a', 'b', 'a'] }, other: { type: 'string', enum: ['b', 'a'] } },
  { what: 'a list of values with and without its type', one: { enum: ['a', 'b'] }, other: { type: 'string', enum: ['a', 'b'] } },
  { what: 'bare types as alternatives and as a list', one: { anyOf: [TEXT, { type: 'integer' }] }, other: { type: ['integer', 'string'] } },
  { what: 'a list of one type', one: { type: ['string'] }, other: TEXT },
  { what: 'an integer beside a number', one: { type: ['integer', 'number'] }, other: { type: 'number' } },
  { what: 'an alternative alone', one: { oneOf: [THING] }, other: THING },
  {
    what: 'alternatives in another order, inline and by reference',
    one: { oneOf: [ref('One'), ref('Two')] },
    other: { oneOf: [{ type: 'object', required: ['c'], properties: { c: TEXT } }, ref('One')] },
    with: [{ One: THING, Two: { type: 'object', required: ['c'], properties: { c: TEXT } } }, { One: THING }],
  },
  {
    what: 'oneOf and anyOf of alternatives that exclude one another',
    one: {
      oneOf: [
        { type: 'object', required: ['a'] },
        { type: 'array', items: TEXT },
      ],
    },
    other: {
      anyOf: [
        { type: 'object', required: ['a'] },
        { type: 'array', items: TEXT },
      ],
    },
  },
  { what: 'further members: nothing said, true, and {}', one: THING, other: { ...THING, additionalProperties: true } },
  { what: 'further members: true and {}', one: { ...THING, additionalProperties: {} }, other: { ...THING, additionalProperties: true } },
  { what: 'items: nothing said and {}', one: { type: 'array' }, other: { type: 'array', items: {} } },
  {
    what: 'a member that anything is said of: {} and true',
    one: { type: 'object', properties: { a: {} } },
    other: { type: 'object', properties: { a: true } },
  },
  { what: 'limits that limit nothing', one: { type: 'string', minLength: 0 }, other: TEXT },
  { what: 'lists and objects with limits that limit nothing', one: { type: 'array', minItems: 0, uniqueItems: false }, other: { type: 'array' } },
  { what: 'flags that are off', one: { type: 'string', deprecated: false, readOnly: false, writeOnly: false }, other: TEXT },
  { what: 'an object with and without its type', one: { properties: { a: TEXT } }, other: { type: 'object', properties: { a: TEXT } } },
  { what: 'a list with and without its type', one: { items: TEXT }, other: { type: 'array', items: TEXT } },
  {
    what: 'a reference with words beside it',
    one: { $ref: '#/components/schemas/Thing', description: 'x' },
    other: ref('Thing'),
    with: [{ Thing: THING }, { Thing: THING }],
  },
  {
    what: 'a reference with keywords beside it, and allOf',
    one: { $ref: '#/components/schemas/Text', maxLength: 5 },
    other: { allOf: [ref('Text'), { maxLength: 5 }] },
    with: [{ Text: TEXT }, { Text: TEXT }],
  },
  {
    what: 'a tree, once rolled out',
    one: ref('Tree'),
    other: { type: 'object', properties: { name: TEXT, children: { type: 'array', items: ref('Tree') } } },
    with: [
      { Tree: { type: 'object', properties: { name: TEXT, children: { type: 'array', items: ref('Tree') } } } },
      { Tree: { type: 'object', properties: { name: TEXT, children: { type: 'array', items: ref('Tree') } } } },
    ],
  },
  {
    what: 'two schemas that refer to each other, under other names',
    one: ref('A'),
    other: ref('X'),
    with: [
      { A: { type: 'object', properties: { b: ref('B') } }, B: { type: 'object', properties: { a: ref('A') } } },
      { X: { type: 'object', properties: { b: ref('Y') } }, Y: { type: 'object', properties: { a: ref('X') } } },
    ],
  },
  {
    what: 'conditions with members in another order',
    one: { type: 'object', not: { required: ['a', 'b'] }, dependentRequired: { a: ['b', 'c'] } },
    other: { type: 'object', dependentRequired: { a: ['c', 'b'] }, not: { required: ['b', 'a'] } },
  },
  {
    what: 'a condition inline and by reference',
    one: { type: 'string', not: ref('Short') },
    other: { type: 'string', not: { maxLength: 2 } },
    with: [{ Short: { maxLength: 2 } }, {}],
  },
  { what: 'a pattern once and twice', one: { allOf: [{ type: 'string', pattern: '^a' }, { pattern: '^a' }] }, other: { type: 'string', pattern: '^a' } },
  {
    what: 'no member beside the named ones, in one schema and in allOf',
    one: { allOf: [{ ...THING, additionalProperties: false }] },
    other: { ...THING, additionalProperties: false },
  },
  { what: 'a default in another order of members', one: { type: 'object', default: { a: 1, b: 2 } }, other: { type: 'object', default: { b: 2, a: 1 } } },
];

/** Two ways to write one operation, as parts of it (`#/…` is set in the document). */
export interface SameOperation {
  what: string;
  one: JsonObject;
  other: JsonObject;
}

const content = (name: string, more: JsonObject = {}): JsonObject => ({ requestBody: { content: { [name]: { schema: THING, ...more } } } });
const header = (name: string): JsonObject => ({ responses: { 200: { description: 'x', headers: { [name]: { schema: TEXT } } } } });
const query: Json = { in: 'query', name: 'limit', schema: { type: 'integer' } };
const path = '#/paths/~1things';

export const SAME_OPERATIONS: readonly SameOperation[] = [
  {
    what: 'other words, tags, ids and links',
    one: { summary: 'a', description: 'a', tags: ['a'], operationId: 'a', externalDocs: { url: 'https://a.example.com' } },
    other: { summary: 'b', description: 'b', tags: ['b', 'c'], operationId: 'b', 'x-internal': true },
  },
  {
    what: 'other examples',
    one: content('application/json', { example: { a: 'x' } }),
    other: content('application/json', { examples: { one: { value: { a: 'y' } } } }),
  },
  { what: 'a media type in another case and with a parameter', one: content('application/json'), other: content('Application/JSON; charset=utf-8') },
  { what: 'a header of answers in another case', one: header('X-Request-Id'), other: header('x-request-id') },
  {
    what: 'a header of requests in another case',
    one: { parameters: [{ in: 'header', name: 'X-Shop' }] },
    other: { parameters: [{ in: 'header', name: 'x-shop' }] },
  },
  { what: 'parameters of the operation and of its path', one: { parameters: [query] }, other: { [`${path}/parameters`]: [query] } },
  {
    what: 'a parameter of the operation over one of its path',
    one: { parameters: [query] },
    other: { parameters: [query], [`${path}/parameters`]: [{ ...(query as JsonObject), required: true }] },
  },
  {
    what: 'a parameter inline and by reference',
    one: { parameters: [query] },
    other: { parameters: [{ $ref: '#/components/parameters/Limit' }], '#/components/parameters': { Limit: query } },
  },
  { what: 'parameters in another order', one: { parameters: [query, { in: 'query', name: 'q' }] }, other: { parameters: [{ in: 'query', name: 'q' }, query] } },
  {
    what: 'the usual style said and not said',
    one: { parameters: [{ ...(query as JsonObject), style: 'form', explode: true, required: false, allowEmptyValue: false }] },
    other: { parameters: [query] },
  },
  {
    what: 'a body and an answer inline and by reference',
    one: { ...content('application/json'), responses: { 200: { description: 'x' } } },
    other: {
      requestBody: { $ref: '#/components/requestBodies/Thing' },
      '#/components/requestBodies': { Thing: content('application/json')['requestBody'] as Json },
      responses: { 200: { $ref: '#/components/responses/Done' } },
      '#/components/responses': { Done: { description: 'y' } },
    },
  },
  { what: 'a range of statuses in another case', one: { responses: { '4XX': { description: 'x' } } }, other: { responses: { '4xx': { description: 'x' } } } },
  {
    what: 'security at the root and on the operation',
    one: { '#/security': [{ Key: [] }] },
    other: { security: [{ Key: [] }] },
  },
  {
    what: 'security on the operation over that at the root',
    one: { '#/security': [{ Token: [] }], security: [{ Key: [] }] },
    other: { security: [{ Key: [] }] },
  },
  { what: 'no security: an empty list, an empty way, nothing', one: { security: [] }, other: { security: [{}] } },
  { what: 'no security over some at the root', one: { '#/security': [{ Key: [] }], security: [] }, other: {} },
  {
    what: 'ways to authenticate in another order',
    one: { security: [{ Key: [], Secret: [] }, { Token: [] }] },
    other: { security: [{ Token: [] }, { Secret: [], Key: [] }] },
  },
  { what: 'scopes in another order', one: { security: [{ OAuth: ['read', 'write'] }] }, other: { security: [{ OAuth: ['write', 'read'] }] } },
  {
    what: 'a security scheme of another name',
    one: { security: [{ Key: [] }] },
    other: { security: [{ ApiKey: [] }], '#/components/securitySchemes/ApiKey': { type: 'apiKey', in: 'header', name: 'X-Key', description: 'y' } },
  },
  {
    what: 'a server with variables and written out',
    one: { '#/servers': [{ url: 'https://{region}.example.com/v1', variables: { region: { default: 'eu', enum: ['eu', 'us'] } } }] },
    other: { '#/servers': [{ url: 'https://us.example.com/v1' }, { url: 'https://eu.example.com/v1' }] },
  },
  {
    what: 'another sample for what callers fill in themselves',
    one: { '#/servers': [{ url: 'https://{shop}/api', variables: { shop: { default: 'a.example.com' } } }] },
    other: { '#/servers': [{ url: 'https://{site}/api', variables: { site: { default: 'b.example.com' } } }] },
  },
  {
    what: 'a server with a slash at its end, in capitals',
    one: { '#/servers': [{ url: 'https://api.example.com/v1/' }] },
    other: { '#/servers': [{ url: 'HTTPS://API.example.com:443/v1' }] },
  },
  {
    what: 'servers of the document and of the operation',
    one: { '#/servers': [{ url: 'https://a.example.com' }] },
    other: { servers: [{ url: 'https://a.example.com', description: 'x' }] },
  },
  { what: 'components nobody uses', one: { '#/components/schemas': { Unused: TEXT } }, other: {} },
  {
    what: 'another version and title of the document',
    one: { '#/info': { title: 'a', version: '1' } },
    other: { '#/info': { title: 'b', version: '2', description: 'y' } },
  },
];
