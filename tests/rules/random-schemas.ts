import fc from 'fast-check';
import type { Json, JsonObject } from '#src/model/json.ts';

export type Version = '3.0.3' | '3.1.0';

/** Names of members: plain ones, one with a meaning, and some that are hard. */
const NAMES = ['a', 'b', 'email', '$ref', 'constructor', 'a/b'];
const PATTERNS = ['^[a-z]+$', '[A-Z]', '^(?=.*\\d)[a-z\\d]{2,6}$', '^(?!x).', '^\\p{L}{1,5}$'];
/** Formats that both dialects know, whose meaning nobody disputes. */
const FORMATS = ['email', 'date-time', 'uri', 'ipv4', 'unknown'];

/** Values to hold against any schema; none with a member `constructor`, as ajv takes two of these in an enum for different. */
const VALUES: readonly Json[] = [
  ...[null, true, false, 0, 1, 1.5, -3, 10, '', 'a', 'text', 'A1', '🙂🙂', 'ada@example.com'],
  ...[[], [1], ['a', 'a'], [1, 'a', null], [[1]], {}, { a: 1 }, { a: 'text', b: 'text' }, { email: 'x', $ref: 1 }, { 'a/b': [] }, { other: null }],
];
export const value: fc.Arbitrary<Json> = fc.constantFrom(...VALUES);

const some = (keywords: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<JsonObject> =>
  fc.record(keywords, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;
const together = (...parts: fc.Arbitrary<JsonObject>[]): fc.Arbitrary<JsonObject> => fc.tuple(...parts).map((made) => Object.assign({}, ...made) as JsonObject);
const typed = (type: string): fc.Arbitrary<JsonObject> => fc.constantFrom<JsonObject>({ type }, { type }, { type }, {});
const small = fc.integer({ min: 0, max: 4 });
const bound = fc.constantFrom(-5, 0, 0.5, 1, 2.25, 7, 100);
const step = fc.constantFrom(1, 2, 5, 0.5, 0.25);

const text = together(
  typed('string'),
  some({ minLength: small, maxLength: fc.integer({ min: 2, max: 30 }), pattern: fc.constantFrom(...PATTERNS), format: fc.constantFrom(...FORMATS) }),
);
const listed = some({ enum: fc.uniqueArray(value, { minLength: 1, maxLength: 3 }) });

const number = (version: Version): fc.Arbitrary<JsonObject> =>
  together(
    fc.constantFrom<JsonObject>({ type: 'integer' }, { type: 'number' }, {}),
    some({
      minimum: bound,
      maximum: bound,
      multipleOf: step,
      exclusiveMinimum: version === '3.0.3' ? fc.boolean() : bound,
      exclusiveMaximum: version === '3.0.3' ? fc.boolean() : bound,
    }),
  );

const REFERENCE: JsonObject = { $ref: '#/components/schemas/Node' };

/** A schema that may refer to `Node`. */
export const schema = (version: Version): fc.Arbitrary<JsonObject> => bounded(version, fc.constant(REFERENCE));

/** A schema for `Node`, which refers to itself from below: referring in a ring, it would have no meaning. */
export const named = (version: Version): fc.Arbitrary<JsonObject> =>
  fc.tuple(bounded(version, fc.constant({})), fc.constantFrom<JsonObject>({}, { items: REFERENCE }, { properties: { b: REFERENCE } })).map(([made, loop]) => ({
    ...made,
    ...loop,
  }));

/** Random schemas of one dialect, of a depth and breadth that end. */
function bounded(version: Version, reference: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  const is31 = version === '3.1.0';
  const { node } = fc.letrec<{ node: JsonObject }>((tie) => {
    const below = tie('node');
    const list = fc.array(below, { minLength: 1, maxLength: 3 });
    const members = fc.dictionary(fc.constantFrom(...NAMES), below, { maxKeys: 3 });
    const names = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 2 });
    const array = together(
      typed('array'),
      some({
        items: below,
        minItems: small,
        maxItems: small,
        uniqueItems: fc.boolean(),
        ...(is31 ? { prefixItems: list, contains: below, minContains: small, maxContains: small } : {}),
      }),
    );
    const object = together(
      typed('object'),
      some({
        properties: members,
        required: names,
        additionalProperties: fc.oneof(fc.boolean(), below),
        minProperties: small,
        maxProperties: small,
        ...(is31
          ? {
              patternProperties: fc.dictionary(fc.constantFrom('^[a-z]$', '^x-'), below, { maxKeys: 1 }),
              propertyNames: fc.constantFrom({ maxLength: 5 }, { pattern: '^[a-z]' }),
              dependentRequired: fc.dictionary(fc.constantFrom(...NAMES), names, { maxKeys: 1 }),
              dependentSchemas: fc.dictionary(fc.constantFrom(...NAMES), below, { maxKeys: 1 }),
              unevaluatedProperties: fc.oneof(fc.boolean(), below),
            }
          : {}),
      }),
    );
    const composed = together(
      fc.oneof(some({ allOf: list }), some({ oneOf: list }), some({ anyOf: list }), some({ not: below })),
      fc.oneof(fc.constant<JsonObject>({}), text, object),
      is31 ? some(Object.fromEntries(['if', 'then', 'else'].map((keyword) => [keyword, below]))) : fc.constant<JsonObject>({}),
    );
    const marks = is31 ? together(some({ const: value }), reference) : some({ nullable: fc.boolean() });
    const plain = fc.oneof(text, number(version), listed, fc.constantFrom<JsonObject>({ type: 'boolean' }, {}));
    const rare = fc.oneof({ weight: 4, arbitrary: fc.constant<JsonObject>({}) }, { weight: 1, arbitrary: marks });
    return {
      node: fc.oneof(
        { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
        { weight: 4, arbitrary: together(plain, rare) },
        { weight: 2, arbitrary: together(array, rare) },
        { weight: 3, arbitrary: together(object, rare) },
        { weight: 2, arbitrary: together(composed, rare) },
        { weight: 1, arbitrary: reference },
      ),
    };
  });
  return node;
}
