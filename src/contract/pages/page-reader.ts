import type { PlacedFacts } from '../../model/page.ts';
import type { Source } from '../source.ts';

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

/** What helps wherever a program is not shown what people are. */
export const OPEN_IT = 'Open it in a browser; give the address of the page as everybody sees it, or a file saved from there.';
