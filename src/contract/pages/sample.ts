import { addField, addTo, type Gathered } from './gather.ts';
import { printedBodies, skeletonOf } from './skeleton.ts';

/** Headers that every client sends by itself. */
const USUAL: ReadonlySet<string> = new Set(['host', 'accept', 'user-agent', 'content-length', 'connection', 'accept-encoding', 'cache-control']);

/** A printed curl line or HTTP request: the request line, the names of its headers, the skeleton of its body. */
export function readSample(gathered: Gathered, code: string, line: number): boolean {
  const isCurl = /(?:^|\n)\s*\$?\s*curl\b/.test(code);
  const [, httpMethod, target] = /^\s*(GET|POST|PUT|PATCH|DELETE)\s+(\S+)(?:\s+HTTP\/[\d.]+)?\s*(?:\n|$)/.exec(code) ?? [];
  if (!isCurl && target === undefined) return false;
  const [, named] = /(?:-X|--request)[ =]*['"]?([A-Z]+)/.exec(code) ?? [];
  const method = httpMethod ?? named ?? (/\s(?:-d|--data\S*|--json)\b/.test(code) ? 'POST' : 'GET');
  if (method !== gathered.facts.operation.split(' ')[0]) return true;
  const url = target ?? /https?:\/\/[^\s'"\\]+/.exec(code)?.[0];
  if (url !== undefined) addTo(gathered, 'requestLines', `${method} ${url.replace(/[?#].*/, '').replace(/(?<=[^/])\/$/, '')}`, line);
  const headers = isCurl ? code.matchAll(/(?:-H|--header)[ =]*['"]?([A-Za-z][\w-]*)\s*:/g) : code.split(/\n\s*\n/)[0]?.matchAll(/\n\s*([A-Za-z][\w-]*):/g);
  for (const [, name = ''] of headers ?? [])
    if (!USUAL.has(name.toLowerCase())) addField(gathered, ['headers'], `/${name.toLowerCase()}`, { printed: true }, line);
  for (const { value } of printedBodies(code).slice(0, 1))
    for (const [at, facts] of Object.entries(skeletonOf(value))) addField(gathered, ['request'], at, facts, line);
  return true;
}
