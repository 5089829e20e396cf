import { Parser } from 'htmlparser2';
import { isObject } from '../../model/json.ts';
import type { PlacedFacts } from '../../model/page.ts';
import { UnreadableInput } from '../problem.ts';
import { readSource, type Source } from '../source.ts';
import type { Block } from './block.ts';
import { cleanText } from './clean-text.ts';
import { descriptionFacts } from './description-facts.ts';
import { embeddedOpenApi } from './embedded.ts';
import { nothingGathered, placedFacts } from './gather.ts';
import { htmlBlocks } from './html-blocks.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { gatherPage } from './page-facts.ts';

/** What came from a file or an address. */
export interface Page {
  /** The name people see: a file or an address. */
  name: string;
  text: string;
  /** As the server says; sites are often wrong. */
  mediaType?: string;
  /** `POST /customers` */
  operation: string;
}

/** What a page was found to be. A page has its facts, a document its OpenAPI, and a page that holds a document both. */
export interface ReadPage {
  source?: Source;
  facts?: PlacedFacts;
}

/** Understands one kind of page, or one kind of answer that is none. */
export interface PageReader {
  id: string;
  says: string;
  example: { mediaType?: string; text: string };
  /** @returns what it read, a reason why there is nothing to read, or undefined where the page is of another kind */
  read(page: Page): ReadPage | { refused: string; remedy: string } | undefined;
}

const isHtml = ({ text, mediaType }: Page): boolean =>
  /^\s*<(?:!doctype html|html|head|body)\b/i.test(text) || (/\bhtml\b/.test(mediaType ?? '') && /<\/?(?:div|p|body|table|h[1-6]|main|span)\b/i.test(text));

const looksLikeJson = (text: string): boolean => /^\s*[{[]/.test(text);

/** YAML with `openapi` at its root; a page may quote such a block, but only behind a fence. */
function beginsOpenApi(text: string): boolean {
  const at = text.search(/^["']?(?:openapi|swagger)["']?\s*:/m);
  return at >= 0 && !/^ *(?:`{3,}|~{3,})/m.test(text.slice(0, at)) && !text.trimStart().startsWith('<');
}

/** JSON-looking text as data; undefined where it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Two fields at least: a heading and a word are no documentation. */
const hasFacts = ({ facts }: PlacedFacts): boolean =>
  [facts.request, ...Object.values(facts.answers)].reduce((count, members) => count + Object.keys(members).length, 0) >= 2;

const blocksOf = (page: Page): Block[] => (isHtml(page) ? htmlBlocks : markdownBlocks)(cleanText(page.text));

function factsOf(page: Page): PlacedFacts {
  const gathered = nothingGathered(page.operation);
  gatherPage(gathered, blocksOf(page));
  return placedFacts(gathered, page.name);
}

/** The title of an HTML page and its first heading, and whether it asks for a password. */
function faceOf(html: string): { title: string; asksPassword: boolean } {
  let title = '';
  let asksPassword = false;
  let reading = false;
  const parser = new Parser({
    onopentag(name, { type }) {
      reading = name === 'title' || name === 'h1';
      if (name === 'input' && type?.toLowerCase() === 'password') asksPassword = true;
    },
    ontext(words) {
      if (reading) title += `${words} `;
    },
    onclosetag() {
      reading = false;
    },
  });
  parser.end(html);
  return { title: title.replaceAll(/\s+/g, ' ').trim(), asksPassword };
}

const LOGIN = /\b(?:sign|log) ?in\b|\blogin\b|\bsingle sign-on\b|authentication required/i;
const CHALLENGE = /just a moment|attention required|verify (?:that )?you are (?:a )?human|captcha|are you a robot|enable javascript and cookies/i;
const ERROR = /\b(?:[45]\d\d|not found|forbidden|access denied|error|unavailable|bad gateway|maintenance|gone)\b/i;
const OPEN_IT = 'Open it in a browser; give the address of the page as everybody sees it, or a file saved from there.';

/** Kinds of pages, the first that knows a page reads it. */
export const READERS: readonly PageReader[] = [
  {
    id: 'empty',
    says: 'nothing came',
    example: { text: ' \n' },
    read: ({ text }) => (text.trim() === '' ? { refused: 'it is empty', remedy: OPEN_IT } : undefined),
  },
  {
    id: 'openapi',
    says: 'an OpenAPI document, YAML or JSON',
    example: { text: 'openapi: 3.0.3\npaths:\n  /customers:\n    post: {}\n' },
    read({ text, name, operation }) {
      const isOne = looksLikeJson(text) ? isObject(jsonOf(text)) : beginsOpenApi(text);
      if (!isOne) return undefined;
      const source = readSource(text, name);
      if (!isObject(source.data) || (source.data['openapi'] === undefined && source.data['swagger'] === undefined)) return undefined;
      if (source.data['openapi'] === undefined) return { refused: 'it is a Swagger 2.0 document', remedy: 'Convert it to OpenAPI 3.0 or 3.1 first.' };
      return { source, facts: descriptionFacts(source, operation) };
    },
  },
  {
    id: 'json',
    says: 'JSON that is no OpenAPI: an error of the server, most likely',
    example: { mediaType: 'application/json', text: '{"error": "not found"}' },
    read: ({ text }) =>
      looksLikeJson(text) && jsonOf(text) !== undefined
        ? { refused: 'it is JSON, but no OpenAPI document (`openapi` is missing)', remedy: OPEN_IT }
        : undefined,
  },
  {
    id: 'mintlify',
    says: 'a markdown page that holds the operation as an OpenAPI block',
    example: { text: '# Create\n\nThe `email` must be unique.\n\n````yaml post /customers\nopenapi: 3.0.3\npaths:\n  /customers:\n    post: {}\n````\n' },
    read(page) {
      const embedded = isHtml(page) ? undefined : embeddedOpenApi(page.text, page.name, page.operation);
      if (!embedded) return undefined;
      if (!embedded.closed) return { refused: 'the OpenAPI block has no end: the page was cut short', remedy: 'Fetch it again.' };
      const { source } = embedded;
      return { source, facts: descriptionFacts(source, page.operation, blocksOf({ ...page, text: embedded.around })) };
    },
  },
  {
    id: 'page',
    says: 'a docs page, HTML or markdown, that lists fields in its own way',
    example: { text: '# Create\n\n## Body\n\n- `email` (string, required)\n- `name` (string)\n' },
    read(page) {
      const facts = factsOf(page);
      return hasFacts(facts) ? { facts } : undefined;
    },
  },
  {
    id: 'login-wall',
    says: 'a page that asks to log in',
    example: { mediaType: 'text/html', text: '<html><title>Log in</title><form><input type="password"></form></html>' },
    read(page) {
      const { title, asksPassword } = faceOf(page.text);
      return asksPassword || LOGIN.test(title) ? { refused: `it asks to log in${quoted(title)}`, remedy: OPEN_IT } : undefined;
    },
  },
  {
    id: 'challenge',
    says: 'a page that keeps programs out',
    example: { mediaType: 'text/html', text: '<html><title>Just a moment...</title></html>' },
    read: ({ text }) =>
      CHALLENGE.test(faceOf(text).title) || (text.length < 20_000 && CHALLENGE.test(text))
        ? { refused: `it keeps programs out${quoted(faceOf(text).title)}`, remedy: OPEN_IT }
        : undefined,
  },
  {
    id: 'error-page',
    says: 'an error page that came with a success',
    example: { mediaType: 'text/html', text: '<html><h1>404 Page not found</h1></html>' },
    read({ text }) {
      const title = faceOf(text).title || (text.trim().split('\n')[0] ?? '').slice(0, 200);
      return ERROR.test(title) ? { refused: `it is an error page${quoted(title)}`, remedy: OPEN_IT } : undefined;
    },
  },
];

const quoted = (title: string): string => (title === '' ? '' : ` ("${title.slice(0, 80)}")`);

/**
 * Tells what a page is and reads it.
 * @throws {UnreadableInput} where it is no document and no docs page: then nothing can be said about what it describes
 */
export function readPage(page: Page): ReadPage & { reader: string } {
  for (const { id, read } of READERS) {
    const found = read({ ...page, text: page.text.replace(/^\ufeff/, '') });
    if (found === undefined) continue;
    if ('refused' in found) throw new UnreadableInput([{ file: page.name, line: 1, reason: found.refused, remedy: found.remedy }]);
    return { reader: id, ...found };
  }
  throw new UnreadableInput([
    {
      file: page.name,
      line: 1,
      reason: 'it holds neither an OpenAPI document nor a list of fields',
      remedy: 'Give the address of the page that describes the operation, its `.md` form, or the OpenAPI document itself.',
    },
  ]);
}
