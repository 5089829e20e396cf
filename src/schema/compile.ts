import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Json } from '../model/json.ts';
import type { Direction, PlacedNode, Reading, SchemaNode, SchemaRef, Schemas, Violation } from '../model/schemas.ts';
import { type SchemaDefect, type Translation, translate } from './translate.ts';

/** Pointers of the schemas used in each direction. */
export type Roots = Record<Direction, readonly string[]>;

/**
 * Compiles the schemas of one OpenAPI document. Validation reports every violation with its location.
 * @returns the schemas and what in them could not be taken as written
 */
export function compileSchemas(document: unknown, roots: Roots): { schemas: Schemas; defects: SchemaDefect[] } {
  const translations = new Map<string, Translation>();
  const of = (direction: Direction, reading: Reading): Translation => {
    const key = `${direction} ${reading}`;
    const known = translations.get(key);
    if (known) return known;
    const made = translate(document, roots[direction], direction, reading);
    // Where nothing can be read in two ways, both readings are one.
    translations.set(key, made);
    return made;
  };
  const read = (direction: Direction, reading: Reading): Translation =>
    reading === 'lenient' && !of(direction, 'strict').ambiguous ? of(direction, 'strict') : of(direction, reading);

  const ajv = makeAjv();
  const compiled = new Map<string, ValidateFunction>();
  const registered = new Map<Translation, string>();
  const validator = (ref: SchemaRef, reading: Reading): { validate: ValidateFunction; translation: Translation } | undefined => {
    const translation = read(ref.direction, reading);
    const name = translation.nameOf.get(ref.pointer);
    if (name === undefined) return undefined;
    let id = registered.get(translation);
    if (id === undefined) {
      id = `urn:contract:${registered.size}`;
      registered.set(translation, id);
      ajv.addSchema({ $id: id, ...translation.root }, id);
    }
    const key = `${id}#/$defs/${name}`;
    const validate = compiled.get(key) ?? ajv.compile({ $ref: key });
    compiled.set(key, validate);
    return { validate, translation };
  };

  const schemas: Schemas = {
    violations(ref, value, reading) {
      const found = validator(ref, reading);
      if (!found || found.validate(value)) return [];
      return (found.validate.errors ?? []).map((error) => violationOf(error, found.translation));
    },
    nodes(ref) {
      const translation = read(ref.direction, 'strict');
      const name = translation.nameOf.get(ref.pointer);
      return name === undefined ? [] : unconditional(translation.root.$defs[name] ?? true, ref.pointer, translation);
    },
    expand: (node, origin, direction) => unconditional(node, origin, read(direction, 'strict')),
  };
  const defects = [...of('request', 'strict').defects, ...of('response', 'strict').defects];
  const unique = [...new Map(defects.map((defect) => [`${defect.rule} ${defect.pointer}`, defect])).values()];
  return { schemas, defects: unique };
}

/**
 * Compiles one self-contained JSON Schema 2020-12 (the sheet's own schema, an envelope or constraint of the sheet).
 * @returns a function from a value to its violations
 */
export function compileSchema(schema: object): (value: unknown) => Violation[] {
  const validate = makeAjv().compile(schema);
  const translation = { origin: new WeakMap<object, string>() };
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map((error) => violationOf(error, translation)));
}

/** One Ajv for a whole document: an instance per schema costs thirty times as much. */
function makeAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: false,
    logger: false,
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
    unicodeRegExp: true,
    multipleOfPrecision: 10,
  });
  addFormats.default(ajv);
  return ajv;
}

/** `$ref` and `allOf` followed: the nodes that hold without a condition, each once (recursion ends at a known node). */
function unconditional(node: SchemaNode, origin: string, translation: Pick<Translation, 'origin' | 'root' | 'nameOf'>): PlacedNode[] {
  const found = new Map<object, PlacedNode>();
  const visit = (candidate: SchemaNode, from: string): void => {
    if (typeof candidate === 'boolean' || found.has(candidate)) return;
    const at = translation.origin.get(candidate) ?? from;
    found.set(candidate, { node: candidate, origin: at });
    if (typeof candidate['$ref'] === 'string') {
      const name = candidate['$ref'].slice('#/$defs/'.length);
      visit(translation.root.$defs[name] ?? true, at);
    }
    if (Array.isArray(candidate['allOf'])) for (const part of candidate['allOf'] as SchemaNode[]) visit(part, at);
  };
  visit(node, origin);
  return [...found.values()];
}

function violationOf(error: ErrorObject, translation: { origin: WeakMap<object, string> }): Violation {
  const params = error.params as Record<string, unknown>;
  const member = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'] ?? params['propertyName'];
  const parent = error.parentSchema;
  return {
    at: error.instancePath,
    keyword: error.keyword,
    origin: (typeof parent === 'object' && parent !== null ? translation.origin.get(parent) : undefined) ?? '',
    ...(member === undefined ? {} : { member: String(member) }),
    expected: expectedBy(error),
    actual: error.data as Json | undefined,
  };
}

function expectedBy(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'enum') return `one of ${JSON.stringify(params['allowedValues'])}`;
  if (error.keyword === 'const') return `the constant ${JSON.stringify(params['allowedValue'])}`;
  return error.message ?? error.keyword;
}
