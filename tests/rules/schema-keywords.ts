import { isObject, type Json, type JsonObject, valueAt } from '#src/model/json.ts';
import { KEYWORDS_30, KEYWORDS_31 } from './hard-schemas.ts';

const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const MAPS = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
const SINGLE = ['items', 'contains', 'additionalProperties', 'unevaluatedItems', 'unevaluatedProperties', 'propertyNames', 'not', 'if', 'then', 'else'];
/** Where a value has to be valid whatever else holds: a case that breaks something there is expected. */
const UNCONDITIONAL = ['allOf', 'properties', 'items', 'additionalProperties'];
/** They bind nothing by themselves: annotations and identifiers, containers of what binds, consequences of `if` and `contains`. */
const NOT_BROKEN = `title description default deprecated readOnly writeOnly examples example externalDocs xml discriminator nullable contentEncoding
  contentMediaType contentSchema $schema $id $anchor $dynamicAnchor $ref $dynamicRef $defs $comment allOf properties then else minContains maxContains`.split(
  /\s+/,
);

export interface Keywords {
  /** Every keyword of the schema and of what it refers to. */
  held: ReadonlySet<string>;
  /** Those that bind every value, and can be broken. */
  binding: ReadonlySet<string>;
}

/** The keywords of the request schema at a pointer, read from the document by the specifications and not by our translation. */
export function keywordsOf(document: Json, pointer: string): Keywords {
  const is30 = String((document as JsonObject)['openapi']).startsWith('3.0');
  const known = new Set(is30 ? KEYWORDS_30 : KEYWORDS_31);
  const held = new Set<string>();
  const binding = new Set<string>();
  const seen = new Set<string>();

  const isReadOnly = (schema: Json): boolean =>
    isObject(schema) && (schema['readOnly'] === true || (typeof schema['$ref'] === 'string' && isReadOnly(targetOf(schema['$ref']) ?? true)));
  const targetOf = (ref: string): Json | undefined => valueAt(document, decodeURIComponent(ref.slice(1)));

  const visit = (schema: Json | undefined, always: boolean, root = false): void => {
    if (!isObject(schema)) return;
    const key = `${always} ${root} ${JSON.stringify(schema)}`;
    if (seen.has(key)) return;
    seen.add(key);
    const ref = schema['$ref'];
    if (typeof ref === 'string') {
      held.add('$ref');
      visit(targetOf(ref), always, root);
      if (is30) return;
    }
    for (const [keyword, value] of Object.entries(schema)) {
      if (!known.has(keyword)) continue;
      held.add(keyword);
      // A body that is no object at all is a fault of the protocol, with cases of its own.
      if (always && binds(schema, keyword, value) && !(root && keyword === 'type')) binding.add(keyword);
      const below = always && UNCONDITIONAL.includes(keyword);
      if (SINGLE.includes(keyword)) visit(value, below);
      if (LISTS.includes(keyword)) for (const part of value as Json[]) visit(part, below, root && keyword === 'allOf');
      if (MAPS.includes(keyword)) for (const part of Object.values(value as JsonObject)) visit(part, below && !isReadOnly(part));
    }
  };

  const binds = (schema: JsonObject, keyword: string, value: Json): boolean => {
    if (NOT_BROKEN.includes(keyword)) return false;
    if (keyword === 'items' || keyword === 'additionalProperties') return value === false;
    if (keyword === 'required') return !Array.isArray(value) || value.some((name) => !isReadOnly(valueAt(schema, `/properties/${String(name)}`) ?? true));
    // In 3.0 the flag turns the bound beside it into an exclusive one.
    if (is30 && keyword === 'minimum') return schema['exclusiveMinimum'] !== true;
    if (is30 && keyword === 'maximum') return schema['exclusiveMaximum'] !== true;
    if (is30 && keyword === 'exclusiveMinimum') return value === true && 'minimum' in schema;
    if (is30 && keyword === 'exclusiveMaximum') return value === true && 'maximum' in schema;
    return true;
  };

  visit(valueAt(document, pointer), true, true);
  return { held, binding };
}
