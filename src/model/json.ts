import { segments } from './pointer.ts';

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
export type JsonObject = { [member: string]: Json };
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** True for a JSON object (not an array, not null). */
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON type of a value; a number without a fraction is `integer` (JSON Schema 2020-12 core, 4.2.1). */
export function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'boolean' | 'string' | 'object';
}

/** The value at a pointer, or undefined where there is none. Own members only, so `__proto__` is just a name. */
export function valueAt(root: unknown, pointer: string): Json | undefined {
  let value: unknown = root;
  for (const part of segments(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    if (Array.isArray(value) && !/^\d+$/.test(part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value as Json | undefined;
}

/** Every value a template pointer (`/contacts/*&#47;email`) reaches, with its concrete pointer. */
export function valuesAt(root: Json, template: string): { at: string; value: Json }[] {
  let reached: { at: string; value: Json }[] = [{ at: '', value: root }];
  for (const part of segments(template)) {
    reached = reached.flatMap(({ at, value }) => {
      if (typeof value !== 'object' || value === null) return [];
      const names = part === '*' ? Object.keys(value) : Object.hasOwn(value, part) ? [part] : [];
      return names.map((name) => ({
        at: `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        value: (value as Record<string, Json>)[name] as Json,
      }));
    });
  }
  return reached;
}

/** A copy of `root` with the member at `pointer` set; missing containers are made as objects. */
export function withValue(root: Json, pointer: string, value: Json): Json {
  return change(root, segments(pointer), () => value);
}

/** A copy of `root` without the member at `pointer`. */
export function without(root: Json, pointer: string): Json {
  if (valueAt(root, pointer) === undefined) return root;
  return change(root, segments(pointer), () => undefined);
}

function change(node: Json | undefined, parts: string[], edit: () => Json | undefined): Json {
  const [part, ...rest] = parts;
  if (part === undefined) return edit() ?? null;
  const next = (inner: Json | undefined) => (rest.length === 0 ? edit() : change(inner, rest, edit));
  if (Array.isArray(node)) {
    const index = Number(part);
    const value = next(node[index]);
    if (value === undefined) return node.filter((_, i) => i !== index);
    return index < node.length ? node.with(index, value) : [...node, value];
  }
  const members = isObject(node) ? node : {};
  const value = next(Object.hasOwn(members, part) ? members[part] : undefined);
  // A computed key is an own member also where it is called `__proto__`.
  return value === undefined ? Object.fromEntries(Object.entries(members).filter(([name]) => name !== part)) : { ...members, [part]: value };
}

/** Structural equality of JSON values: member order does not matter, types do. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((item, index) => sameJson(item, right[index]));
  if (isObject(left) && isObject(right)) {
    const names = Object.keys(left);
    return names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && sameJson(left[name], right[name]));
  }
  return false;
}
