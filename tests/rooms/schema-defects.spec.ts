import { expect, test } from '@playwright/test';
import type { Json } from '#src/model/json.ts';
import { compileSchemas } from '#src/schema/compile.ts';

const AT = '/components/schemas/Root';

/** What cannot be taken as written is left out and reported where it stands; all the rest of the schema still holds. */
const ROWS: readonly (readonly [says: string, openapi: string, member: Json, defect: string])[] = [
  ['a pattern that does not parse', '3.0.3', { type: 'string', pattern: '(' }, 'pattern'],
  ['a pattern that is none with the u flag', '3.0.3', { type: 'string', pattern: '^[\\w-.]+$' }, 'pattern'],
  ['a pattern of property names that does not parse', '3.1.0', { patternProperties: { '(': { type: 'string' } } }, 'patternProperties/('],
  ['a reference to nothing', '3.0.3', { $ref: '#/components/schemas/Nobody' }, '$ref'],
  ['a reference to another document', '3.0.3', { $ref: 'https://example.com/x.yaml#/X' }, '$ref'],
  ['a reference that is no text', '3.1.0', { $ref: 7 }, '$ref'],
  ['a type nobody knows', '3.0.3', { type: 'strnig' }, 'type'],
  ['a dynamic reference to nothing', '3.1.0', { $dynamicRef: '#x' }, '$dynamicRef'],
  ['a reference to an anchor that is nowhere', '3.1.0', { $ref: '#x' }, '$ref'],
  ['a schema with an address of its own', '3.1.0', { $id: 'https://example.com/x' }, '$id'],
  ['items that are not evaluated beside `contains`', '3.1.0', { contains: { type: 'string' }, unevaluatedItems: false }, 'unevaluatedItems'],
  ['a bound written the way of 3.0', '3.1.0', { type: 'number', minimum: 1, exclusiveMinimum: true }, 'exclusiveMinimum'],
  ['a length in quotes', '3.0.3', { type: 'string', maxLength: '5' }, 'maxLength'],
  ['`required` on the member itself', '3.0.3', { type: 'string', required: true }, 'required'],
  ['an enum that is no list', '3.0.3', { type: 'string', enum: 'a' }, 'enum'],
  ['an allOf that is no list', '3.0.3', { allOf: { type: 'string' } }, 'allOf'],
  ['properties in a list', '3.0.3', { type: 'object', properties: ['a'] }, 'properties'],
];

const compiled = (openapi: string, member: Json) => {
  const root: Json = { type: 'object', properties: { odd: member, even: { type: 'integer' } } };
  return compileSchemas({ openapi, components: { schemas: { Root: root } } }, { request: [AT], response: [] });
};

for (const [says, openapi, member, place] of ROWS)
  test(`${says} is reported, and nothing else is lost`, () => {
    const { schemas, defects } = compiled(openapi, member);
    const refused = (value: Json): string[] => schemas.violations({ pointer: AT, direction: 'request' }, value, 'strict').map(({ at }) => at);
    expect(defects().map(({ pointer }) => pointer)).toEqual([`${AT}/properties/odd/${place}`]);
    expect(refused({ odd: null })).toEqual(refused({ odd: null }).filter((at) => at === '/odd'));
    expect(refused({ even: 'x' })).toEqual(['/even']);
  });

/** References that never come to a schema: nothing can be valid or invalid by them. */
const CIRCLES: Readonly<Record<string, Record<string, Json>>> = {
  'to itself': { Root: { $ref: `#${AT}` } },
  'in a circle of two': { Root: { $ref: '#/components/schemas/A' }, A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } },
  'to itself through allOf': { Root: { allOf: [{ $ref: `#${AT}` }] } },
};

for (const [says, schemas] of Object.entries(CIRCLES))
  test(`a reference ${says} is reported, and validating never throws`, () => {
    const made = compileSchemas({ openapi: '3.0.3', components: { schemas } }, { request: [AT], response: [] });
    expect(made.defects()).toHaveLength(1);
    expect(() => made.schemas.violations({ pointer: AT, direction: 'request' }, {}, 'strict')).not.toThrow();
    expect(() => made.schemas.nodes({ pointer: AT, direction: 'request' })).not.toThrow();
  });
