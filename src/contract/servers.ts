import { isObject, type Json, type JsonObject, valueAt } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import type { ServerUrl } from '../model/version.ts';

/** A variable may have many values: so many addresses are written out, of what is more the defaults only. */
const MOST_ADDRESSES = 64;

/** The servers of the operation, of its path or of the document (OpenAPI 3.0.3, 4.7.10), with their variables filled in. */
export function serversOf(document: JsonObject, pointer: string): ServerUrl[] {
  const places = [pointer, pointer.slice(0, pointer.lastIndexOf('/')), ''].map((place) => child(place, 'servers'));
  const at = places.find((place) => Array.isArray(valueAt(document, place)));
  return ((at === undefined ? [] : valueAt(document, at)) as Json[]).flatMap((server, index) =>
    isObject(server) ? addressesOf(server, child(at as string, index)) : [],
  );
}

function addressesOf({ url, variables }: JsonObject, pointer: string): ServerUrl[] {
  let urls = [String(url)];
  // What a variable without a list stands for is the caller's to say: its default is a sample.
  let free = [literal(String(url))];
  for (const [name, variable] of Object.entries(isObject(variables) ? variables : {})) {
    const { default: usual, enum: listed } = isObject(variable) ? variable : {};
    const values = [...new Set([usual, ...(Array.isArray(listed) ? listed : [])])].filter((value) => value !== undefined).map(String);
    const used = urls.length * values.length > MOST_ADDRESSES ? values.slice(0, 1) : values;
    if (used.length > 0) urls = urls.flatMap((before) => used.map((value) => before.replaceAll(`{${name}}`, value)));
    const patterns = Array.isArray(listed) ? used.map(literal) : ['[^/]+'];
    free = free.flatMap((before) => patterns.map((pattern) => before.replaceAll(literal(`{${name}}`), pattern)));
  }
  const open = free.some((pattern) => pattern.includes('[^/]+'));
  return urls.map((address) => ({ url: plain(address), pointer, ...(open ? { any: `^(?:${free.map(plain).join('|')})$` } : {}) }));
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Without the slash at the end; scheme and host in lower case (RFC 3986, 6.2.2.1), their usual port left out. */
const plain = (url: string): string =>
  url
    .replace(/(?<=.)\/+$/, '')
    .replace(/^[a-z]+:\/\/[^/[\\]*/i, (start) => start.toLowerCase())
    .replace(/^(https:\/\/[^/]*):443(?=\/|$)/, '$1')
    .replace(/^(http:\/\/[^/]*):80(?=\/|$)/, '$1');
