import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Json } from '../model/json.ts';
import type { Direction, PlacedNode, Reading, SchemaNode, SchemaRef, Schemas, Violation } from '../model/schemas.ts';
import { makeAjv } from './ajv.ts';
import { type SchemaDefect, type Translation, translate } from './translate.ts';

/** Pointers of the schemas used in each direction. */
export type Roots = Record<Direction, readonly string[]>;

/**
 * Compiles the schemas of one OpenAPI document. Validation reports every violation with its location.
 * @returns the schemas and what in them could not be taken as written
 */
export function compileSchemas(document: unknown, roots: Roots): { schemas: Schemas; defects(): SchemaDefect[] } {
  const translations = new Map<string, Translation>();
  const of = (direction: Direction, reading: Reading): Translation => {
    const key = `${direction} ${reading}`;
    const known = translations.get(key);
    if (known) return known;
    const made = translate(document, roots[direction], direction, reading);
    translations.set(key, made);
    return made;
  };
  // Where nothing can be read in two ways, both readings are one.
  const read = (direction: Direction, reading: Reading): Translation =>
    reading === 'lenient' && !of(direction, 'strict').ambiguous ? of(direction, 'strict') : of(direction, reading);

  const ajv = makeAjv();
  const compiled = new Map<string, ValidateFunction | undefined>();
  const unusable: SchemaDefect[] = [];
  const tooDeep = new Set<string>();
  /** A keyword with a value of the wrong type, or references in a ring, make a schema that nothing can be held against. */
  const compile = (key: string, pointer: string, { root }: Translation, name: string): ValidateFunction | undefined => {
    if (reaches(root.$defs, name, tooDeep)) return undefined;
    try {
      return ajv.compile({ $ref: key });
    } catch (error) {
      // Hundreds of schemas that lead to one another: what leads to them would come no further, and take as long.
      if (error instanceof RangeError) for (const next of refersTo(root.$defs[name])) tooDeep.add(next);
      unusable.push({ rule: 'schema-unusable', says: `nothing can be held against this schema: ${(error as Error).message}`, pointer });
      return undefined;
    }
  };
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
    const validate = compiled.has(key) ? compiled.get(key) : compile(key, ref.pointer, translation, name);
    compiled.set(key, validate);
    return validate && { validate, translation };
  };

  /** A node belongs to one translation, so what stands behind it never changes. */
  const expanded = new WeakMap<object, PlacedNode[]>();
  const schemas: Schemas = {
    violations(ref, value, reading) {
      const found = validator(ref, reading);
      if (!found) return [];
      try {
        return found.validate(value) ? [] : (found.validate.errors ?? []).map((error) => violationOf(error, found.translation));
      } catch (error) {
        // References in a ring never come to an end; the document's defects tell of them. Hundreds of schemas that lead to
        // one another cannot be compiled to the end, and what refers to them finds nothing to call.
        if (error instanceof RangeError || error instanceof TypeError) return [];
        throw error;
      }
    },
    nodes(ref) {
      const translation = read(ref.direction, 'strict');
      const name = translation.nameOf.get(ref.pointer);
      return name === undefined ? [] : unconditional(translation.root.$defs[name] ?? true, ref.pointer, translation);
    },
    expand(node, origin, direction) {
      if (typeof node === 'boolean') return [];
      const known = expanded.get(node) ?? unconditional(node, origin, read(direction, 'strict'));
      expanded.set(node, known);
      return known;
    },
  };
  const defects = (): SchemaDefect[] => {
    for (const direction of ['request', 'response'] as const) for (const pointer of roots[direction]) validator({ pointer, direction }, 'strict');
    const all = [
      ...of('request', 'strict').defects,
      ...of('response', 'strict').defects,
      ...(unusable.length > 0 ? unusable : ringsIn(of('request', 'strict')).concat(ringsIn(of('response', 'strict')))),
    ];
    return [...new Map(all.map((defect) => [`${defect.rule} ${defect.pointer}`, defect])).values()];
  };
  return { schemas, defects };
}

/**
 * Compiles one self-contained JSON Schema 2020-12 (the sheet's own schema, an envelope or constraint of the sheet).
 * @returns a function from a value to its violations
 */
export function compileSchema(schema: object): (value: unknown) => Violation[] {
  const validate = makeAjv({ discriminator: true }).compile(schema);
  const translation = { origin: new WeakMap<object, string>() };
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map((error) => violationOf(error, translation)));
}

/** The names in `$defs` a schema refers to by itself. */
function refersTo(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = (node as { $ref?: unknown }).$ref;
  return [...(typeof own === 'string' ? [own.slice('#/$defs/'.length)] : []), ...Object.values(node).flatMap(refersTo)];
}

function reaches(defs: Translation['root']['$defs'], from: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  const seen = new Set([from]);
  for (const name of seen) {
    if (names.has(name)) return true;
    for (const next of refersTo(defs[name])) seen.add(next);
  }
  return false;
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

/** Schemas that refer to themselves without anything between: nothing can be valid or invalid by them. */
function ringsIn(translation: Translation): SchemaDefect[] {
  const leadsBack = (node: SchemaNode, trail: readonly object[]): boolean => {
    if (typeof node === 'boolean') return false;
    if (trail.includes(node)) return true;
    const target = typeof node['$ref'] === 'string' ? [translation.root.$defs[node['$ref'].slice('#/$defs/'.length)] ?? true] : [];
    return [...target, ...((node['allOf'] as SchemaNode[] | undefined) ?? [])].some((next) => leadsBack(next, [...trail, node]));
  };
  return [...translation.nameOf]
    .filter(([, name]) => leadsBack(translation.root.$defs[name] ?? true, []))
    .slice(0, 1)
    .map(([pointer]) => ({ rule: 'ref-ring', says: 'the schema refers to itself and to nothing else', pointer }));
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
