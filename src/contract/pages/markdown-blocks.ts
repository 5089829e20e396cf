import type { Block } from './block.ts';
import { htmlBlocks } from './html-blocks.ts';

const FENCE = /^( *)(`{3,}|~{3,})\s*(.*)$/;
const BLOCK_TAG = /<\/?(?:table|dl|div|p|ul|ol|details|section|main|article|br|ParamField|ResponseField|Property)\b/i;
const TAG = /<\/?[A-Za-z][A-Za-z0-9.]*(?:\s[^<>]{0,2000})?\/?>/g;
const DIVIDER = /^\s*\|?\s*:?-{2,}/;

/** A fenced block as it stands in a text: its content without the fence's own indentation. */
export interface Fence {
  /** What stands behind the opening fence. */
  info: string;
  text: string;
  /** 1-based line of the content's first line. */
  line: number;
  /** False where the text ends before the fence does. */
  closed: boolean;
  /** Index of the first line behind it. */
  next: number;
}

/** The fenced block that opens on this line, if one does (CommonMark 4.5). */
export function fenceAt(lines: readonly string[], index: number): Fence | undefined {
  const [, indent = '', mark = '', info = ''] = FENCE.exec(lines[index] ?? '') ?? [];
  if (mark === '' || (mark.startsWith('`') && info.includes('`'))) return undefined;
  const isEnd = (line: string): boolean => new RegExp(`^ *${mark[0] === '`' ? '`' : '~'}{${mark.length},}\\s*$`).test(line);
  const end = lines.findIndex((line, at) => at > index && isEnd(line));
  const last = end < 0 ? lines.length : end;
  const unindented = lines.slice(index + 1, last).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
  return { info: info.trim(), text: unindented.join('\n'), line: index + 2, closed: end >= 0, next: last + 1 };
}

/** A markdown page as blocks; tags inside of it are read as HTML. */
export function markdownBlocks(markdown: string): Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  let inTable = false;
  for (let index = 0; index < lines.length; ) {
    const fence = fenceAt(lines, index);
    if (fence) {
      blocks.push({ kind: 'code', text: fence.text, info: fence.info, line: fence.line });
      index = fence.next;
      continue;
    }
    const raw = lines[index] ?? '';
    if (BLOCK_TAG.test(raw)) {
      const end = endOfTags(lines, index);
      blocks.push(...htmlBlocks(lines.slice(index, end).join('\n'), index + 1));
      index = end;
      continue;
    }
    index++;
    const line = index;
    const heading = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?$/.exec(raw);
    const isRow: boolean = /^\s*\|.*\|\s*$/.test(raw) || (/\S\s*\|\s*\S/.test(raw) && (inTable || DIVIDER.test(lines[index] ?? '')));
    if (heading) blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: plain(heading[2] ?? ''), line });
    else if (isRow && !DIVIDER.test(raw)) blocks.push({ kind: 'row', cells: cellsOf(raw).map(plain), first: !inTable, line });
    else if (!isRow && raw.trim() !== '') blocks.push({ kind: 'text', text: plain(raw.trim()), indent: raw.length - raw.trimStart().length, line });
    inTable = isRow;
  }
  return blocks;
}

/** The line behind a run of tags: a blank line or a fence, unless a component is still open there. */
function endOfTags(lines: readonly string[], start: number): number {
  let open = 0;
  let end = start;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (end > start && open <= 0 && (line.trim() === '' || fenceAt(lines, end))) break;
    open +=
      (line.match(/<(?:ParamField|ResponseField|Property)\b/g)?.length ?? 0) - (line.match(/<\/(?:ParamField|ResponseField|Property)>|\/>/g)?.length ?? 0);
  }
  return end;
}

const cellsOf = (row: string): string[] =>
  row
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());

/** A line without tags, links and entities; text in angle brackets that is no tag of a page (`string <email>`) stays. */
function plain(text: string): string {
  const untagged = text.replaceAll(TAG, (tag) =>
    /^<[a-z]+(?:-[a-z]+)?>$/.test(tag) && !/^<(?:b|i|em|strong|code|span|sup|sub|a|u|br|kbd|small)>$/.test(tag) ? tag.replace('<', '&lt;') : '',
  );
  const unlinked = untagged.replaceAll(/!?\[([^\][]{0,300})\]\([^()]{0,2000}\)/g, '$1').replaceAll(/\\([_*[\]<>#-])/g, '$1');
  if (!/&[#\w]+;/.test(unlinked)) return unlinked.trim();
  const [block] = htmlBlocks(unlinked.replaceAll('<', '&lt;'));
  return block?.kind === 'text' ? block.text : unlinked.trim();
}
