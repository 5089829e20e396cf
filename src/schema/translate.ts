import { isObject, valueAt } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import type { Direction, Reading, SchemaNode } from '../model/schemas.ts';
import { exclusiveShape, OPENAPI_30, OPENAPI_31, SHAPES, SUBSCHEMA, SUBSCHEMA_LIST, SUBSCHEMA_MAP, UNSUPPORTED_31 } from './keywords.ts';

type Raw = Record<string, unknown>;

/** Something in a schema that could not be taken as written. */
export interface SchemaDefect {
  rule:
    | 'pattern-not-a-regex'
    | 'ref-not-found'
    | 'schema-keyword-unsupported'
    | 'schema-keyword-malformed'
    | 'ref-ring'
    | 'ref-not-local'
    | 'type-unknown'
    | 'schema-unusable';
  says: string;
  pointer: string;
}

export interface Translation {
  /** JSON Schema 2020-12 with every schema in reach under `$defs`. */
  root: { $defs: Record<string, SchemaNode> };
  /** The name in `$defs` of a schema of the document. */
  nameOf: ReadonlyMap<string, string>;
  /** For a translated node, the pointer of the schema it came from. */
  origin: WeakMap<object, string>;
  /** True where the document could be read in two ways somewhere. */
  ambiguous: boolean;
  defects: SchemaDefect[];
}

/** The JSON pointer in a local reference (`#/a%20b`); an escape that is none is taken as it stands. */
export function pointerIn(ref: string): string {
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    return ref.slice(1);
  }
}

const TYPES = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

/**
 * Translates the schemas at `pointers` (and all they refer to) from OpenAPI 3.0 or 3.1 to JSON Schema 2020-12.
 * Nothing is repaired silently: what cannot be taken as written is left out and listed in `defects`.
 */
export function translate(document: unknown, pointers: readonly string[], direction: Direction, reading: Reading): Translation {
  const openapi = String((document as Raw)['openapi'] ?? '3.1.0');
  const is30 = openapi.startsWith('3.0');
  const allowed = is30 ? OPENAPI_30 : OPENAPI_31;
  const nameOf = new Map<string, string>();
  const origin = new WeakMap<object, string>();
  const defects: SchemaDefect[] = [];
  const queue: string[] = [];
  let ambiguous = false;
  let anchors: ReadonlyMap<string, string> | undefined;
  const anchorNamed = (name: string): string | undefined => {
    anchors ??= is30 ? new Map() : anchorsIn(document);
    return anchors.get(name);
  };

  const shapeOf = (keyword: string): ((value: unknown) => boolean) =>
    keyword.startsWith('exclusive') ? exclusiveShape(is30) : (SHAPES[keyword] ?? (() => true));

  const defName = (pointer: string): string => {
    const known = nameOf.get(pointer);
    if (known !== undefined) return known;
    const name = `s${nameOf.size}`;
    nameOf.set(pointer, name);
    queue.push(pointer);
    return name;
  };

  const reference = (ref: unknown, pointer: string): Raw => {
    if (typeof ref !== 'string' || !ref.startsWith('#')) {
      defects.push({ rule: 'ref-not-local', says: `\`$ref\` leads out of the document: ${String(ref)}`, pointer });
      return {};
    }
    const target = /^#(\/|$)/.test(ref) ? pointerIn(ref) : anchorNamed(ref.slice(1));
    if (target === undefined || valueAt(document, target) === undefined) {
      defects.push({ rule: 'ref-not-found', says: `\`$ref\` points at nothing: ${ref}`, pointer });
      return {};
    }
    return { $ref: `#/$defs/${defName(target)}` };
  };

  const node = (raw: unknown, pointer: string): SchemaNode => {
    if (typeof raw === 'boolean') return raw;
    if (!isObject(raw)) return true;
    return placed(translateObject(raw as Raw, pointer), pointer);
  };

  const placed = (out: Raw, pointer: string): Raw => {
    origin.set(out, pointer);
    return out;
  };

  const translateObject = (raw: Raw, pointer: string): Raw => {
    if ('$ref' in raw && is30) return reference(raw['$ref'], child(pointer, '$ref'));
    const entries: [string, unknown][] = [];
    const parts: SchemaNode[] = [];
    for (const [keyword, value] of Object.entries(raw)) {
      const at = child(pointer, keyword);
      if (keyword === '$ref') entries.push(...Object.entries(reference(value, at)));
      // One document without `$id` is one resource, in which a dynamic reference leads where any other would (2020-12 core, 8.2.3.2).
      else if (keyword === '$dynamicRef' && !is30) parts.push(placed(reference(value, at), at));
      else if (!allowed.has(keyword)) continue;
      else if (!shapeOf(keyword)(value))
        defects.push({ rule: 'schema-keyword-malformed', says: `\`${keyword}\` cannot be ${JSON.stringify(value)}`, pointer: at });
      else if (SUBSCHEMA.has(keyword)) entries.push([keyword, node(value, at)]);
      else if (SUBSCHEMA_LIST.has(keyword) && Array.isArray(value)) entries.push([keyword, value.map((item, index) => node(item, child(at, index)))]);
      else if (SUBSCHEMA_MAP.has(keyword) && isObject(value)) entries.push([keyword, schemaMap(keyword, value, at)]);
      else if (keyword === 'pattern') entries.push(...pattern(value, at));
      else if (keyword === 'type') entries.push(...type(value, at));
      else entries.push([keyword, value]);
    }
    for (const keyword of UNSUPPORTED_31)
      if (!is30 && keyword in raw)
        defects.push({ rule: 'schema-keyword-unsupported', says: `\`${keyword}\` is not supported`, pointer: child(pointer, keyword) });
    let out: Raw = Object.fromEntries(entries);
    if (parts.length > 0) out['allOf'] = [...((out['allOf'] as SchemaNode[] | undefined) ?? []), ...parts];
    // ajv passes over a property named `__proto__`; a pattern that matches just this name is not passed over.
    const proto = isObject(raw['properties']) ? valueAt(raw['properties'], '/__proto__') : undefined;
    if (proto !== undefined)
      out['patternProperties'] = {
        ...(out['patternProperties'] as Raw | undefined),
        '^__proto__$': node(proto, child(child(pointer, 'properties'), '__proto__')),
      };
    if ('contains' in out && 'unevaluatedItems' in out)
      // ajv takes every item for evaluated where there is a `contains`.
      defects.push({
        rule: 'schema-keyword-unsupported',
        says: '`unevaluatedItems` beside `contains` is not supported',
        pointer: child(pointer, 'unevaluatedItems'),
      });
    if (Array.isArray(out['required'])) out['required'] = requiredIn(raw, out['required'] as string[]);
    if (is30) {
      exclusiveBounds(out);
      out = nullable(raw, out, pointer);
    }
    return out;
  };

  const schemaMap = (keyword: string, value: Raw, at: string): Raw =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => name !== '__proto__' && (keyword !== 'patternProperties' || pattern(name, child(at, name)).length > 0))
        // What only the server sets should not be in a request (OpenAPI 3.0.3, 4.7.24): it is not held against it, nor put into it.
        .map(([name, schema]) => [
          name,
          keyword === 'properties' && direction === 'request' && marked(schema, 'readOnly') ? true : node(schema, child(at, name)),
        ]),
    );

  const pattern = (value: unknown, at: string): [string, unknown][] => {
    try {
      new RegExp(String(value), 'u');
      return [['pattern', value]];
    } catch (error) {
      defects.push({ rule: 'pattern-not-a-regex', says: `not a regular expression: ${(error as Error).message}`, pointer: at });
      return [];
    }
  };

  const type = (value: unknown, at: string): [string, unknown][] => {
    const unknown = [value].flat().filter((name) => !TYPES.has(String(name)));
    if (unknown.length === 0) return [['type', value]];
    defects.push({ rule: 'type-unknown', says: `no JSON type: ${unknown.join(', ')}`, pointer: at });
    return [];
  };

  const marked = (schema: unknown, mark: 'readOnly' | 'writeOnly'): boolean => {
    if (!isObject(schema)) return false;
    if (schema[mark] === true) return true;
    const ref = schema['$ref'];
    const target = typeof ref === 'string' && ref.startsWith('#') ? valueAt(document, pointerIn(ref)) : undefined;
    return isObject(target) && target[mark] === true;
  };

  // readOnly members are not asked of a request, writeOnly members not of an answer (OpenAPI 3.0.3, 4.7.24).
  const requiredIn = (raw: Raw, names: string[]): string[] => {
    const properties = isObject(raw['properties']) ? (raw['properties'] as Raw) : {};
    return names.filter((name) => !marked(Object.hasOwn(properties, name) ? properties[name] : undefined, direction === 'request' ? 'readOnly' : 'writeOnly'));
  };

  // OpenAPI 3.0.3 (4.7.24.1): `nullable` works together with `type` in the same object; elsewhere its meaning is disputed.
  const nullable = (raw: Raw, out: Raw, pointer: string): Raw => {
    if (raw['nullable'] !== true) return out;
    if (typeof out['type'] === 'string') {
      const list = out['enum'];
      if (Array.isArray(list) && !list.includes(null)) {
        ambiguous = true;
        return reading === 'strict' ? out : { ...out, type: [out['type'], 'null'], enum: [...list, null] };
      }
      return { ...out, type: [out['type'], 'null'] };
    }
    ambiguous = true;
    if (reading === 'strict') return out;
    // Not `anyOf`: null is allowed, not asked for, so no violation should speak of it.
    return { if: placed({ type: 'null' }, pointer), else: placed(out, pointer) };
  };

  for (const pointer of pointers) defName(pointer);
  const defs: [string, SchemaNode][] = [];
  for (let pointer = queue.shift(); pointer !== undefined; pointer = queue.shift())
    defs.push([nameOf.get(pointer) as string, node(valueAt(document, pointer), pointer)]);
  return { root: { $defs: Object.fromEntries(defs) }, nameOf, origin, ambiguous, defects };
}

/** Where each anchor of the document stands, by its name. */
function anchorsIn(document: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, below] of Object.entries(value)) {
      if ((name === '$anchor' || name === '$dynamicAnchor') && typeof below === 'string') found.set(below, pointer);
      visit(below, child(pointer, name));
    }
  };
  visit(document, '');
  return found;
}

/** OpenAPI 3.0 writes exclusive bounds as a boolean beside the bound; 2020-12 as the bound itself. */
function exclusiveBounds(out: Raw): void {
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof out[exclusive] !== 'boolean') continue;
    const strict = out[exclusive] === true && bound in out;
    delete out[exclusive];
    if (!strict) continue;
    out[exclusive] = out[bound];
    delete out[bound];
  }
}
