import { type Json, valueAt } from '../model/json.ts';
import type { Sheet } from '../model/sheet.ts';

/** The id of the record an answer shows: the first of the sheet's pointers that is there. */
export function recordId({ record }: Pick<Sheet, 'record'>, body: Json | undefined): Json | undefined {
  return record.id.map((at) => valueAt(body, at)).find((id) => id !== undefined && id !== null);
}

/** The id the provider itself gave: never one of ours under another name (rule 2 of judgement). */
export function givenId({ record, serverOwned = [] }: Pick<Sheet, 'record' | 'serverOwned'>, body: Json | undefined): Json | undefined {
  const own = record.id.filter((at) => serverOwned.some(({ answered, is }) => answered === at && is === 'id'));
  return recordId({ record: { ...record, id: own.length > 0 ? own : record.id } }, body);
}
