import { isObject, type Json, type JsonObject, sameJson, valueAt } from '../model/json.ts';
import { pointerIn } from '../schema/translate.ts';
import { operationAt } from './operation.ts';
import type { Source } from './source.ts';

/**
 * Tells operations that are written the same in two documents, with all they refer to: most of a long document has not
 * changed, and need not be compared by meaning.
 * @returns a function from `POST /customers` to true where nothing of it is written otherwise
 */
export function sameTextIn(before: Source, after: Source): (label: string) => boolean {
  const [one, other] = [before.data as JsonObject, after.data as JsonObject];
  const compared = new Map<string, boolean>();
  const isSame = (pointer: string): boolean => {
    const known = compared.get(pointer) ?? sameJson(valueAt(one, pointer), valueAt(other, pointer));
    compared.set(pointer, known);
    return known;
  };
  const references = new Map<string, string[]>();
  const referencesAt = (pointer: string): string[] => {
    const known = references.get(pointer) ?? [...new Set(referencesIn(valueAt(one, pointer) ?? null))];
    references.set(pointer, known);
    return known;
  };
  return (label) => {
    const pointer = operationAt(label);
    const path = pointer.slice(0, pointer.lastIndexOf('/'));
    const waiting = [pointer, `${path}/parameters`, `${path}/servers`, '/openapi', '/info/description', '/servers', '/security', '/components/securitySchemes'];
    const seen = new Set(waiting);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (!isSame(next)) return false;
      for (const reference of referencesAt(next))
        if (!seen.has(reference)) {
          seen.add(reference);
          waiting.push(reference);
        }
    }
    return true;
  };
}

function referencesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    (name === '$ref' || name === '$dynamicRef') && typeof inner === 'string' && inner.startsWith('#/') ? [pointerIn(inner)] : referencesIn(inner),
  );
}
