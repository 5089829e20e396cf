import type { PlacedNode, SchemaNode } from '../model/schemas.ts';
import type { Reader } from './node-keywords.ts';

/** Conditions within conditions within conditions: nobody compares deeper. */
const DEEPEST = 6;

/** Lists in which the place of an entry says something. */
const ORDERED = new Set(['prefixItems', 'const', 'default']);

/** A schema as one text that is the same for the same meaning: references written out, members and lists in order. */
export function canonical(reader: Reader, value: unknown, keyword: string): string {
  return JSON.stringify(plain(reader, value, keyword, 0));
}

function plain(reader: Reader, value: unknown, keyword: string, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return typeof value === 'object' && value !== null ? '…' : value;
  if (Array.isArray(value)) {
    // An entry of `enum` is a value, in which order counts; the list itself has none.
    const items = value.map((item) => plain(reader, item, keyword === 'enum' ? 'const' : keyword, depth + 1));
    return ORDERED.has(keyword) ? items : items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  const parts: PlacedNode[] = '$ref' in value || 'allOf' in value ? reader.version.schemas.expand(value as SchemaNode, '', reader.direction) : [];
  const nodes = parts.length > 0 ? parts.map(({ node }) => node) : [value as Record<string, unknown>];
  const said = nodes.flatMap((node) => Object.entries(node).filter(([keyword]) => keyword !== '$ref' && keyword !== 'allOf'));
  const names = [...new Set(said.map(([name]) => name))].sort();
  return Object.fromEntries(
    names.map((name) => {
      const values = said.filter(([other]) => other === name).map(([, inner]) => plain(reader, inner, name, depth + 1));
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
