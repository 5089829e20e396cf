import type { Drift } from '../model/drift.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, parentOf } from '../model/pointer.ts';
import type { Version } from '../model/version.ts';
import type { Versions } from './compare.ts';

/** A change of the contract that would bring it where the newer document is; no value takes the place out. */
export interface ProposedEdit {
  at: string;
  value?: Json;
}

/** References within references are written out so far; schemas that contain themselves are cut there. */
const DEEPEST = 8;
/** What a contract says in its own words: facts are carried over, sentences are not. */
const WORDS = new Set(['description', 'summary', 'title', 'example', 'examples', 'externalDocs']);

/** What could be edited in the contract so that a drift is none any more; empty where that has to be done by hand. */
export function proposedEdits(versions: Versions, drift: Drift): ProposedEdit[] {
  const { before, after } = versions;
  if (drift.at === 'security') return [...neededSchemes(versions), listAt(versions, 'security')];
  if (drift.at === 'server') return [listAt(versions, 'servers')];
  if (drift.places === undefined) return [];
  const at = placeInContract(versions, drift, drift.places);
  const value = drift.after === null ? undefined : factsAt(after, drift.places.after);
  if (value === undefined) return before.raw(at) === undefined ? [] : [{ at }, ...withoutRequired(before, at)];
  // A member that only the list of required ones names has no schema to be carried over.
  if (listOfRequired(at) && drift.direction !== 'operation' && parentOf(drift.places.after)?.last !== parentOf(at)?.last) return [];
  const list = child(before.operation.pointer, 'parameters');
  if (at === child(list, 0) && before.raw(list) === undefined) return [{ at: list, value: [value] }];
  return [{ at, value }, ...withRequired(versions, at, drift.places.after)];
}

/** Where a place would stand in the contract: answers and parameters stand in the operation, wherever they are described. */
function placeInContract({ before, after }: Versions, drift: Drift, places: { before: string; after: string }): string {
  const own = before.operation.pointer;
  const status = /^answer (\S+)$/.exec(drift.at)?.[1];
  if (status !== undefined && (drift.before === null || drift.after === null)) return child(child(own, 'responses'), status);
  if (places.before !== own) return places.before;
  const parameters = before.raw(child(own, 'parameters'));
  const isParameter = after.operation.parameters.some(({ pointer }) => pointer === places.after);
  return isParameter ? child(child(own, 'parameters'), Array.isArray(parameters) ? parameters.length : 0) : own;
}

/** A list of the operation, or of the whole document where the contract has it there. */
function listAt({ before, after }: Versions, name: 'security' | 'servers'): ProposedEdit {
  const of = ({ operation, raw }: Version): string => (raw(child(operation.pointer, name)) === undefined ? `/${name}` : child(operation.pointer, name));
  return { at: of(before), value: withoutWords(after.raw(of(after)) ?? []) };
}

/** The schemes the newer document asks for, where the contract has them otherwise or not at all. */
function neededSchemes({ before, after }: Versions): ProposedEdit[] {
  const names = new Set(after.security.flatMap(({ schemes }) => schemes.map(({ name }) => name)));
  return [...names].flatMap((name) => {
    const at = child('/components/securitySchemes', name);
    const value = factsAt(after, at);
    return value === undefined || JSON.stringify(withoutWords(before.raw(at) ?? null)) === JSON.stringify(value) ? [] : [{ at, value }];
  });
}

/** A new member is listed as required where the newer document does. */
function withRequired({ before, after }: Versions, at: string, pointer: string): ProposedEdit[] {
  const [place, source] = [listOfRequired(at), listOfRequired(pointer)];
  if (place === undefined || source === undefined) return [];
  const now = after.raw(source.at);
  const listed = before.raw(place.at);
  const names = Array.isArray(listed) ? listed : [];
  return Array.isArray(now) && now.includes(source.name) && !names.includes(place.name) ? [{ at: place.at, value: [...names, place.name] }] : [];
}

/** A member that is gone is not listed as required. */
function withoutRequired({ raw }: Version, at: string): ProposedEdit[] {
  const place = listOfRequired(at);
  const listed = place && raw(place.at);
  if (!place || !Array.isArray(listed) || !listed.includes(place.name)) return [];
  const rest = listed.filter((name) => name !== place.name);
  return [rest.length === 0 ? { at: place.at } : { at: place.at, value: rest }];
}

/** For `…/properties/email`, where the object lists what it requires. */
function listOfRequired(at: string): { at: string; name: string } | undefined {
  const member = parentOf(at);
  const object = member && parentOf(member.parent);
  return member && object?.last === 'properties' ? { at: child(object.parent, 'required'), name: member.last } : undefined;
}

/** What the document says at a place, references written out and words left out. */
function factsAt({ raw }: Version, at: string): Json | undefined {
  const value = raw(at);
  if (value === undefined) return undefined;
  const facts = withoutWords(writtenOut(raw, value, 0));
  // A response has to have a description (OpenAPI 3.0.3, 4.7.17).
  return isObject(facts) && /\/responses\/[^/]+$/.test(at) && !('description' in facts) ? { description: 'As the newer document has it.', ...facts } : facts;
}

function writtenOut(raw: Version['raw'], value: Json, depth: number): Json {
  if (Array.isArray(value)) return value.map((item) => writtenOut(raw, item, depth));
  if (!isObject(value)) return value;
  const ref = value['$ref'];
  if (typeof ref === 'string' && ref.startsWith('#/')) {
    const target = depth < DEEPEST ? raw(decodeURIComponent(ref.slice(1))) : {};
    const { $ref: _, ...beside } = value;
    const inner = writtenOut(raw, target ?? {}, depth + 1);
    return Object.keys(beside).length === 0 || !isObject(inner) ? inner : { ...inner, ...(writtenOut(raw, beside, depth) as JsonObject) };
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, writtenOut(raw, inner, depth)]));
}

/** A member may well be called `description`: names of members are no words. */
function withoutWords(value: Json, names = false): Json {
  if (Array.isArray(value)) return value.map((item) => withoutWords(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => names || (!WORDS.has(name) && !name.startsWith('x-')))
      .map(([name, inner]) => [name, withoutWords(inner, !names && name === 'properties')]),
  );
}
