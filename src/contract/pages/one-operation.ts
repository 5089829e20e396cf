import type { Block } from './block.ts';

const REQUEST_LINE = /^[\s`*]*(?:\[)?\b(GET|POST|PUT|PATCH|DELETE)\b[\s`*]*(\/\S*|https?:\/\/\S+)/;

const textOf = (block: Block): string =>
  block.kind === 'heading' || block.kind === 'text' ? block.text : block.kind === 'code' ? (block.text.trim().split('\n')[0] ?? '') : '';

/** A request line at the beginning of a block: `POST /customers`. */
export function requestLineIn(block: Block): { method: string; path: string } | undefined {
  const [, method, path] = REQUEST_LINE.exec(textOf(block)) ?? [];
  return method === undefined || path === undefined ? undefined : { method, path: path.replace(/[`*),.\]]+$/, '').replace(/(?<=[^/])\/$/, '') };
}

/** Path parameters go by many marks. */
const shapeOf = (path: string): string => path.replaceAll(/\{[^}]*\}|:\w+|<[^>]*>/g, '{}');

/** Of a page that describes several operations, the blocks about this one; otherwise all of them. */
export function blocksOfOperation(blocks: readonly Block[], operation: string): readonly Block[] {
  const [method = '', path = ''] = operation.split(' ');
  const lines = blocks.flatMap((block, index) => {
    const line = requestLineIn(block);
    return line ? [{ index, isOurs: line.method === method && shapeOf(line.path).endsWith(shapeOf(path)) }] : [];
  });
  const ours = lines.find(({ isOurs }) => isOurs);
  const headings = blocks.flatMap((block, index) => (block.kind === 'heading' ? [{ index, level: block.level }] : []));
  const own = ours && headings.findLast(({ index }) => index <= ours.index);
  if (!ours || !own || lines.every(({ isOurs }) => isOurs)) return blocks;
  const end = headings.find(({ index, level }) => index > own.index && level <= own.level)?.index ?? blocks.length;
  // A list of all operations at the top is no description of one.
  return lines.some(({ index, isOurs }) => !isOurs && index > own.index && index < end) && end - own.index < 3 ? blocks : blocks.slice(own.index, end);
}
