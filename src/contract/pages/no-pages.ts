import { Parser } from 'htmlparser2';
import { OPEN_IT, type PageReader } from './page-reader.ts';

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

const quoted = (title: string): string => (title === '' ? '' : ` ("${title.slice(0, 80)}")`);

/** What comes in the place of a page, and with a success; asked only where no facts were found. */
export const NO_PAGES: readonly PageReader[] = [
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
