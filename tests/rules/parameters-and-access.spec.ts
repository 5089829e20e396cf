import { expect, test } from '@playwright/test';
import type { Json, JsonObject } from '#src/model/json.ts';
import { documentWith, driftsBetween, inShort } from '../drift-documents.ts';

interface Change {
  what: string;
  before: JsonObject;
  after: JsonObject;
  expects: readonly string[];
  /** What the witnesses hold, in this order. */
  shown?: readonly Json[];
}

const query = (schema: Json, more: JsonObject = {}): JsonObject => ({ parameters: [{ in: 'query', name: 'q', schema, ...more }] });
const header = (schema: Json): JsonObject => ({ responses: { 200: { description: 'x', headers: { 'X-Left': { schema } } } } });
const oauth = (...flows: string[]): JsonObject => ({
  type: 'oauth2',
  flows: Object.fromEntries(
    flows.map((flow) => [flow, { authorizationUrl: 'https://example.com/authorize', tokenUrl: 'https://example.com/token', scopes: {} }]),
  ),
});
const access = (name: string, scheme: JsonObject): JsonObject => ({ security: [{ [name]: [] }], [`#/components/securitySchemes/${name}`]: scheme });
const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };
const LIST = { type: 'array', items: TEXT };

/** In parameters and headers a number is written as a text is; what breaks nobody is not told as if it did. */
const CHANGES: readonly Change[] = [
  { what: 'a parameter: a number that may be any text now', before: query(NUMBER), after: query(TEXT), expects: ['info request-type-widened at query q'] },
  {
    what: 'a parameter: a text that has to be a number now',
    before: query(TEXT),
    after: query(NUMBER),
    expects: ['breaking request-type-narrowed at query q (payload)'],
  },
  { what: 'a parameter: anything, and any text', before: query({}), after: query(TEXT), expects: [] },
  { what: 'a parameter: any text, and anything', before: query(TEXT), after: query({}), expects: [] },
  {
    what: 'a parameter: a number that has to be a short text now',
    before: query(NUMBER),
    after: query({ ...TEXT, maxLength: 3 }),
    expects: ['breaking request-max-length-added at query q (payload)', 'info request-type-widened at query q'],
  },
  {
    what: 'a header: any text, and a number now',
    before: header(TEXT),
    after: header(NUMBER),
    expects: ['info answer-type-narrowed at answer 200 header X-Left'],
  },
  {
    what: 'a header: a number that may be any text now',
    before: header(NUMBER),
    after: header(TEXT),
    expects: ['breaking answer-type-widened at answer 200 header X-Left (payload)'],
  },
  {
    what: 'a body: a number that is a text now',
    before: { requestBody: { content: { 'application/json': { schema: NUMBER } } } },
    after: { requestBody: { content: { 'application/json': { schema: TEXT } } } },
    expects: ['breaking request-type-changed at request (payload)'],
  },
  { what: 'a text in another style', before: query(TEXT), after: query(TEXT, { explode: false }), expects: [] },
  {
    what: 'a list in another style',
    before: query(LIST),
    after: query(LIST, { explode: false }),
    expects: ['breaking request-parameter-style-changed at query q (request-line)'],
  },
  {
    what: 'a text or a list where a text was, in another style',
    before: query(TEXT),
    after: query({ anyOf: [TEXT, LIST] }, { explode: false }),
    expects: ['info request-alternative-added at query q'],
  },
  {
    what: 'a text where alternatives that are no text are now',
    before: { requestBody: { content: { 'application/json': { schema: TEXT } } } },
    after: { requestBody: { content: { 'application/json': { schema: { oneOf: [LIST, { type: 'object', required: ['a'] }] } } } } },
    expects: [
      'breaking request-alternative-removed at request (payload)',
      'info request-alternative-added at request',
      'info request-alternative-added at request',
    ],
  },
  {
    what: 'a list written as JSON now',
    before: query(LIST),
    after: { parameters: [{ in: 'query', name: 'q', content: { 'application/json': { schema: LIST } } }] },
    expects: ['breaking request-parameter-style-changed at query q (request-line)'],
  },
  {
    what: 'one of several values that is no longer taken',
    before: query({ ...TEXT, enum: ['a', 'b', 'long'] }),
    after: query({ ...TEXT, enum: ['a', 'b'] }),
    expects: ['breaking request-enum-value-removed at query q (payload)'],
    shown: ['long'],
  },
  {
    what: 'two of several values that are no longer taken',
    before: query({ ...TEXT, enum: ['longest', 'b', 'no'] }),
    after: query({ ...TEXT, enum: ['b'] }),
    expects: ['breaking request-enum-value-removed at query q (payload)', 'breaking request-enum-value-removed at query q (payload)'],
    shown: ['longest', 'no'],
  },
  {
    what: 'two bounds at once, each shown by itself',
    before: query(NUMBER),
    after: query({ ...NUMBER, minimum: 1, maximum: 100 }),
    expects: ['breaking request-minimum-added at query q (payload)', 'breaking request-maximum-added at query q (payload)'],
    shown: [0, 101],
  },
  {
    what: 'a scheme of another name and with one more flow',
    before: access('Login', oauth('implicit')),
    after: access('login', oauth('implicit', 'clientCredentials')),
    expects: ['info security-way-added at security'],
  },
  {
    what: 'a scheme without one of its flows',
    before: access('Login', oauth('implicit', 'clientCredentials')),
    after: access('Login', oauth('implicit')),
    expects: ['breaking security-scheme-changed at security (credentials)'],
  },
];

test.describe('parameters, headers and ways in:', () => {
  for (const { what, before, after, expects, shown } of CHANGES)
    test(what, () => {
      const drifts = driftsBetween(documentWith(before), documentWith(after));
      expect(drifts.map(inShort)).toEqual(expects);
      if (shown) expect(drifts.map(({ witness }) => witness)).toMatchObject(shown.map((value) => ({ value })));
    });

  test('a scheme that kept its name is told by what it asks for', () => {
    const key = (name: string): JsonObject => access('Own', { type: 'apiKey', in: 'header', name });
    const [drift] = driftsBetween(documentWith(key('X-Key')), documentWith(key('X-Api-Key')));
    expect(drift).toMatchObject({ before: 'Own: apiKey, header, x-key', after: 'Own: apiKey, header, x-api-key' });
  });

  test('a parameter of the path is sent whether it is described or not', () => {
    const of = (parameters: Json): Json => ({
      openapi: '3.0.3',
      info: { title: 'x', version: '1' },
      paths: { '/things/{id}': { get: { parameters, responses: {} } } },
    });
    const described = of([{ in: 'path', name: 'id', required: true, schema: TEXT }]);
    expect([...driftsBetween(of([]), described), ...driftsBetween(described, of([]))].map(inShort)).toEqual([]);
  });
});
