import { parseDocument } from 'yaml';
import { isObject, type Json } from '../../model/json.ts';
import type { MemberFacts } from '../../model/page.ts';
import { child } from '../../model/pointer.ts';

/** Bodies deeper than this are not taken apart. */
const DEEPEST = 12;

const OPENING = /[{[]\s{0,200}[{"\]}]/;
/** Bodies looked for in one block, and characters of a block that are looked at. */
const MOST = 40;
const LONGEST = 200_000;

/** JSON bodies that are printed in a text, amid other words or alone. */
export function printedBodies(text: string): { value: Json; offset: number }[] {
  const found: { value: Json; offset: number }[] = [];
  let tries = 0;
  for (let at = text.search(OPENING); at >= 0 && tries < MOST; tries++) {
    const end = endOf(text, at);
    const value = end === undefined ? undefined : jsonIn(text.slice(at, end));
    if (value !== undefined && typeof value === 'object') found.push({ value, offset: at });
    const from = value === undefined || end === undefined ? at + 1 : end;
    const next = text.slice(from).search(OPENING);
    at = next < 0 ? -1 : from + next;
  }
  return found;
}

/** The offset behind the bracket that closes the one at `start`. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < Math.min(text.length, start + LONGEST); at++) {
    const char = text[at];
    if (char === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
    } else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth === 0) return at + 1;
  }
  return undefined;
}

/** JSON as people print it: with remarks, `...` for what is left out, and a comma too many. */
function jsonIn(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    const plain = text.replaceAll(/(?<![:"'\w])\/\/[^\n]*/g, '').replaceAll(/,?\s*(?:\.\.\.|…)(?=\s*[,}\]])/g, '');
    if (plain.length > 20_000) return undefined;
    const document = parseDocument(plain);
    return document.errors.length > 0 ? undefined : (document.toJS({ maxAliasCount: 0 }) as Json);
  }
}

/** The members a printed body has, with the JSON types of their values; a value of null tells no type. */
export function skeletonOf(body: Json): MemberFacts {
  const members: MemberFacts = {};
  const visit = (value: Json, at: string, depth: number): void => {
    if (at !== '') {
      const type = value === null ? undefined : Array.isArray(value) ? 'array' : typeof value;
      members[at] = { ...(members[at] ?? {}), ...(type === undefined ? {} : { type }), printed: true };
    }
    if (depth >= DEEPEST) return;
    if (Array.isArray(value)) for (const item of value) isObject(item) && visitMembers(item, `${at}/*`, depth + 1);
    else if (isObject(value)) visitMembers(value, at, depth);
  };
  const visitMembers = (value: { [member: string]: Json }, at: string, depth: number): void => {
    for (const [name, inner] of Object.entries(value)) visit(inner, child(at, name), depth + 1);
  };
  visit(body, '', 0);
  return members;
}
