import { isObject, type Json, valueAt, valuesAt } from '../../model/json.ts';
import { child } from '../../model/pointer.ts';
import type { Sheet } from '../../model/sheet.ts';

/** A place that was sent and the place that shows it. */
export interface EchoPair {
  sent: string;
  answered: string;
}

/** The echo pairs of answers to a create, or of reads: there the record lies at another place. */
export function echoPairs({ echo = [], record, read }: Sheet, readBody?: Json): EchoPair[] {
  if (readBody === undefined) return echo;
  const places = [read?.record ?? ''].flat();
  const at = places.find((place) => valuesAt(readBody, place).length > 0) ?? places[0] ?? '';
  return echo.flatMap(({ sent, answered }) => (answered.startsWith(record.at) ? [{ sent, answered: at + answered.slice(record.at.length) }] : []));
}

/** What became of the texts, numbers and truth values that were sent, where they did not come back as they were: `/name` → `trimmed`. */
export function keptOtherwise(sent: Json, body: Json, pairs: readonly EchoPair[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of pairs) {
    const [given, shown] = [valuesAt(sent, pair.sent), valuesAt(body, pair.answered)];
    if (given.length !== shown.length) continue;
    for (const [index, { value }] of given.entries()) compare(value, shown[index]?.value, pair.sent, found);
  }
  return found;
}

function compare(sent: Json, came: Json | undefined, at: string, found: Map<string, string>): void {
  // What is absent or null is told of the answer's members already.
  if (came === undefined || came === null || sent === null) return;
  if (Array.isArray(sent) && Array.isArray(came)) {
    if (sent.length === came.length) for (const [index, item] of sent.entries()) compare(item, came[index], child(at, '*'), found);
  } else if (isObject(sent) && isObject(came)) {
    for (const [name, value] of Object.entries(sent)) compare(value, valueAt(came, child('', name)), child(at, name), found);
  } else if (sent !== came) found.set(at, changeOf(sent, came));
}

function changeOf(sent: Json, came: Json): string {
  if (typeof sent !== 'string' || typeof came !== 'string') return 'altered';
  if (sent.trim() === came) return 'trimmed';
  if (sent.trim().toLowerCase() === came.toLowerCase()) return 'letter case';
  return came !== '' && sent.startsWith(came) ? `cut to ${came.length}` : 'altered';
}
