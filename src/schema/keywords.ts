/** The schema keywords each dialect has; everything else (descriptions, `x-…`, `xml`) is annotation and is left out. */

/** Keywords of an OpenAPI 3.0 Schema Object that constrain values (OpenAPI 3.0.3, 4.7.24). */
export const OPENAPI_30: ReadonlySet<string> = new Set([
  'type',
  'enum',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'items',
  'minItems',
  'maxItems',
  'uniqueItems',
  'properties',
  'required',
  'additionalProperties',
  'minProperties',
  'maxProperties',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
]);

/** Keywords of JSON Schema 2020-12 that constrain values, as OpenAPI 3.1 has them (3.1.0, 4.8.24). */
export const OPENAPI_31: ReadonlySet<string> = new Set([
  ...OPENAPI_30,
  'const',
  'prefixItems',
  'contains',
  'minContains',
  'maxContains',
  'unevaluatedItems',
  'unevaluatedProperties',
  'patternProperties',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'if',
  'then',
  'else',
]);

/** Where a keyword's value is itself a schema, a list of schemas, or a map of schemas. */
export const SUBSCHEMA = new Set([
  'items',
  'additionalProperties',
  'not',
  'contains',
  'unevaluatedItems',
  'unevaluatedProperties',
  'propertyNames',
  'if',
  'then',
  'else',
]);
export const SUBSCHEMA_LIST = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
export const SUBSCHEMA_MAP = new Set(['properties', 'patternProperties', 'dependentSchemas']);

/** Keywords of 3.1 that make a schema a resource of its own; not supported, reported as a defect where met. */
export const UNSUPPORTED_31 = ['$id'] as const;

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a keyword's value must be for a validator to make sense of it (JSON Schema 2020-12 meta-schema). */
export const SHAPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...Object.fromEntries(
    ['minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'minContains', 'maxContains'].map(
      (name) => [name, isNumber],
    ),
  ),
  ...Object.fromEntries(['enum', 'required', 'allOf', 'anyOf', 'oneOf', 'prefixItems'].map((name) => [name, Array.isArray])),
  ...Object.fromEntries(['properties', 'patternProperties', 'dependentRequired', 'dependentSchemas'].map((name) => [name, isMap])),
  pattern: isText,
  format: isText,
  uniqueItems: isFlag,
};

/** Exclusive bounds are flags in OpenAPI 3.0 and numbers from 3.1 on. */
export const exclusiveShape = (is30: boolean): ((value: unknown) => boolean) => (is30 ? isFlag : isNumber);
