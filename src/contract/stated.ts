import { isObject, valueAt } from '../model/json.ts';
import type { Stated } from '../model/place.ts';
import { parentOf } from '../model/pointer.ts';

/**
 * How firmly a keyword of the document is stated. `x-stated` on a node grades it and all below it; in its map form
 * (`x-stated: {format: prose, required/name: assumed}`) it grades single keywords of that node alone.
 * @returns the nearest grade written in the document, or undefined where none is
 */
export function gradeAt(document: unknown, pointer: string, keyword?: string): Stated | undefined {
  const own = valueAt(document, pointer);
  const mark = isObject(own) ? own['x-stated'] : undefined;
  if (isObject(mark) && keyword !== undefined && typeof mark[keyword] === 'string') return mark[keyword] as Stated;
  for (let at: string | undefined = pointer; at !== undefined && at !== ''; at = parentOf(at)?.parent) {
    const node = valueAt(document, at);
    const grade = isObject(node) ? node['x-stated'] : undefined;
    if (typeof grade === 'string') return grade as Stated;
  }
  return undefined;
}
