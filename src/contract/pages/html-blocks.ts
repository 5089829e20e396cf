import { Parser } from 'htmlparser2';
import { type Block, FIELD_COMPONENTS, lineCounter } from './block.ts';

/** What never holds facts. */
const SKIPPED: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'svg', 'nav', 'footer', 'iframe', 'head']);
/** Part a word without parting it from its neighbours. */
const WITHIN_WORDS: ReadonlySet<string> = new Set(['a', 'b', 'i', 'em', 'strong', 'u', 'mark', 'small', 'sup', 'sub', 'wbr', 'font', 's']);
/** Stand in a line, a blank apart. */
const WITHIN_LINES: ReadonlySet<string> = new Set(['span', 'code', 'kbd', 'var', 'samp', 'button', 'label', 'abbr', 'time', 'input', 'img', 'q', 'cite', 'tt']);
const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'var', 'samp', 'tt']);

/** The main part of a page, where it marks one: what stands around it is navigation. */
const isMain = (name: string, attributes: Readonly<Record<string, string>>): boolean => name === 'main' || name === 'article' || attributes['role'] === 'main';

/** An HTML page, or HTML inside of markdown, as blocks. Never fails: HTML has no errors. */
export function htmlBlocks(html: string, firstLine = 1): Block[] {
  const onlyMain = /<(?:main|article)[\s>]|role=["']?main/i.test(html);
  const lineAt = lineCounter(html, firstLine);
  const blocks: Block[] = [];
  const open: { name: string; main: boolean }[] = [];
  let text = '';
  let line = firstLine;
  let cells: string[] | undefined;
  let first = false;
  let skip: string | undefined;
  let skipDepth = 0;
  let pre = 0;
  let lists = 0;
  let mains = 0;

  const heard = (): boolean => skip === undefined && (!onlyMain || mains > 0);
  const say = (words: string): void => {
    if (!heard()) return;
    if (text.trim() === '') line = lineAt(parser.startIndex);
    text += words;
  };
  const flush = (heading?: number): void => {
    if (cells !== undefined && pre === 0) {
      text += ' ';
      return;
    }
    const words = pre > 0 ? text : text.replaceAll(/\s+/g, ' ').trim();
    text = '';
    if (words.trim() === '') return;
    if (pre > 0) blocks.push({ kind: 'code', text: words, info: '', line });
    else if (heading === undefined) blocks.push({ kind: 'text', text: words, indent: lists * 2, line });
    else blocks.push({ kind: 'heading', level: heading, text: words, line });
  };
  const headingOf = (name: string): number | undefined => (/^h[1-6]$/.test(name) ? Number(name[1]) : undefined);

  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        if (skip !== undefined) {
          if (name === skip) skipDepth++;
          return;
        }
        if (SKIPPED.has(name) || (name === 'aside' && mains === 0)) {
          flush();
          skip = name;
          skipDepth = 1;
          return;
        }
        const main = isMain(name, attributes);
        open.push({ name, main });
        if (main) mains++;
        if (FIELD_COMPONENTS.has(name)) {
          flush();
          blocks.push({ kind: 'open', attributes, line: lineAt(parser.startIndex) });
        } else if (WITHIN_WORDS.has(name)) return;
        else if (WITHIN_LINES.has(name)) say(pre > 0 ? '' : CODE.has(name) ? ' `' : ' ');
        else if (name === 'br') pre > 0 ? say('\n') : flush();
        else if (name === 'td' || name === 'th') text = '';
        else {
          flush();
          if (name === 'table') first = true;
          if (name === 'tr' && heard()) {
            cells = [];
            line = lineAt(parser.startIndex);
          }
          if (name === 'pre') pre++;
          if (name === 'ul' || name === 'ol') lists++;
        }
      },
      ontext: say,
      onclosetag(name) {
        if (skip !== undefined) {
          if (name === skip && --skipDepth === 0) skip = undefined;
          return;
        }
        const left = open.pop();
        if (FIELD_COMPONENTS.has(name)) {
          flush();
          blocks.push({ kind: 'close', line: lineAt(parser.startIndex) });
        } else if (WITHIN_WORDS.has(name)) return;
        else if (WITHIN_LINES.has(name)) say(pre > 0 ? '' : CODE.has(name) ? '` ' : ' ');
        else if (name === 'td' || name === 'th') {
          cells?.push(text.replaceAll(/\s+/g, ' ').trim());
          text = '';
        } else if (name === 'tr') {
          if (cells !== undefined && cells.length > 0) blocks.push({ kind: 'row', cells, first, line });
          first = false;
          cells = undefined;
          text = '';
        } else if (name !== 'br') {
          flush(headingOf(name));
          if (name === 'pre') pre = Math.max(0, pre - 1);
          if (name === 'ul' || name === 'ol') lists = Math.max(0, lists - 1);
        }
        if (left?.main) mains--;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: true },
  );
  parser.end(html);
  flush();
  return blocks;
}
