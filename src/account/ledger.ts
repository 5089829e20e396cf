import { isObject, type Json, sameJson, valueAt, valuesAt, withValue } from '../model/json.ts';
import { KEY_PATTERN } from '../model/key.ts';
import type { Sheet } from '../model/sheet.ts';

/** The natural key of one create: values by their pointer in the request body. Empty where the body had none. */
export type Key = Readonly<Record<string, Json>>;

interface Written {
  /** ISO 8601. */
  at: string;
  /** The run that made the record. */
  run: string;
}

/**
 * One line of an account's ledger, never changed once it is written. A create is written down before it is sent (`key` alone)
 * and after: with the `id` of its record, the status it was `refused` with, or `unsent` where no connection came about. A create
 * without a second line may have made a record. Clean-up adds `removed` (`id`), `absent` (a key that was looked up and not found) or `left`, the reason.
 */
export type LedgerLine = Written &
  (
    | { key: Key; id?: never; refused?: never; unsent?: never; absent?: never; left?: never }
    | { key: Key; id: Json }
    | { key: Key; refused: number }
    | { key: Key; unsent: true }
    | { key: Key; absent: true }
    | { key: Key; left: string }
    | { id: Json; removed: true }
    | { id: Json; left: string }
  );

/** What a ledger still names: records by id, and keys of creates whose answer never came, with how many such creates there were. */
export interface Owed {
  ids: { id: Json; run: string }[];
  keys: { key: Key; run: string; open: number }[];
}

/** What is still to be removed, of one run or of all, in the order it was made. */
export function owed(lines: readonly LedgerLine[], run?: string): Owed {
  const ids = new Map<string, Owed['ids'][number]>();
  const keys = new Map<string, Owed['keys'][number]>();
  for (const line of lines) {
    if (run !== undefined && line.run !== run) continue;
    if ('key' in line) {
      const name = `${line.run} ${JSON.stringify(line.key)}`;
      const entry = keys.get(name) ?? { key: line.key, run: line.run, open: 0 };
      keys.set(name, entry);
      if ('absent' in line) entry.open = 0;
      else if ('id' in line || 'refused' in line || 'unsent' in line) entry.open -= 1;
      else if (!('left' in line)) entry.open += 1;
    }
    if ('id' in line && line.id !== undefined) {
      if ('removed' in line) ids.delete(JSON.stringify(line.id));
      else if ('key' in line) ids.set(JSON.stringify(line.id), { id: line.id, run: line.run });
    }
  }
  return { ids: [...ids.values()], keys: [...keys.values()].filter(({ open }) => open > 0) };
}

/** The natural key of a body, as the ledger keeps it. */
export function keyOf({ naturalKeys = [] }: Pick<Sheet, 'naturalKeys'>, body: Json | undefined): Key {
  return Object.fromEntries(
    naturalKeys.flatMap(({ at }) => {
      const value = body === undefined ? undefined : valueAt(body, at);
      return value === undefined || value === null ? [] : [[at, value]];
    }),
  );
}

/** A body of which nothing is known but its key. */
export const bodyOf = (key: Key): Json => Object.entries(key).reduce<Json>((body, [at, value]) => withValue(body, at, value), {});

/** The id of a record that was asked for under a key of ours, where that key is itself an id of the provider. */
export function idFromKey({ record, echo = [] }: Pick<Sheet, 'record' | 'echo'>, key: Key): Json | undefined {
  return record.id.flatMap((at) => echo.flatMap(({ sent, answered }) => (answered === at && key[sent] !== undefined ? [key[sent]] : [])))[0];
}

/** True for a key that only a run of ours can have sent. */
export const isFresh = (value: Json): boolean => typeof value === 'string' && value.search(KEY_PATTERN) !== -1;

/** True where the sheet's read can search for a key. */
export function canSearch({ read }: Pick<Sheet, 'read'>, key: Key): boolean {
  const places = [...(read?.path ?? '').matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  return places.length > 0 && places.every((name) => key[name] !== undefined);
}

/** Providers may write the letters of an email small; keys of ours differ in more than that. */
const sameKey = (one: Json, other: Json | undefined): boolean =>
  sameJson(one, other) || (typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.trim().toLowerCase());

/** Where a member that was sent lies in a success body. */
const answeredAt = ({ echo = [], record }: Pick<Sheet, 'echo' | 'record'>, sent: string): string =>
  echo.find((pair) => pair.sent === sent)?.answered ?? `${record.at}${sent}`;

/** True where a success body shows a natural key other than the one that was sent: the record is not ours to remove. */
export function showsAnotherKey(sheet: Pick<Sheet, 'echo' | 'record'>, key: Key, body: Json): boolean {
  return Object.entries(key).some(([at, value]) => {
    const shown = valueAt(body, answeredAt(sheet, at));
    return shown !== undefined && shown !== null && !sameKey(value, shown);
  });
}

/** The ids of the records in the answer to a search whose natural key is exactly ours; what else the search found is not named. */
export function idsFound(sheet: Sheet, body: Json, key: Key): Json[] {
  const { record, read } = sheet;
  const inside = (at: string): string => at.slice(record.at.length);
  const items = [read?.record ?? record.at].flat().flatMap((place) => valuesAt(body, place).map(({ value }) => value));
  return items.flatMap((item) => {
    const ours = isObject(item) && Object.entries(key).every(([at, value]) => sameKey(value, valueAt(item, inside(answeredAt(sheet, at)))));
    return ours ? (record.id.map((at) => valueAt(item, inside(at))).find((id) => id !== undefined && id !== null) ?? []) : [];
  });
}
