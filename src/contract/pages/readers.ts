import { isObject } from '../../model/json.ts';
import type { PlacedFacts } from '../../model/page.ts';
import { UnreadableInput } from '../problem.ts';
import { readSource } from '../source.ts';
import type { Block } from './block.ts';
import { cleanText } from './clean-text.ts';
import { descriptionFacts } from './description-facts.ts';
import { embeddedOpenApi } from './embedded.ts';
import { nothingGathered, placedFacts } from './gather.ts';
import { htmlBlocks } from './html-blocks.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { NO_PAGES } from './no-pages.ts';
import { gatherPage } from './page-facts.ts';
import { OPEN_IT, type Page, type PageReader, type ReadPage } from './page-reader.ts';

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
  ...NO_PAGES,
];

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
