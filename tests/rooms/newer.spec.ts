import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { readNewer } from '#fixtures/drift/newer.ts';
import { UnreadableInput } from '#src/contract/problem.ts';
import { HTML, MARKDOWN } from '../page-layouts.ts';

const LIMITS = { timeoutMs: 5000, maxBytes: 1024 * 1024 };
const OPERATION = 'POST /clients';
const DOCUMENT = 'openapi: 3.0.3\npaths:\n  /clients:\n    post:\n      responses: { "200": { description: made } }\n';
const LOGIN = '<html><head><title>Sign in</title></head><body><form><input name="user"><input type="password"></form></body></html>';
const SHELL = '<html><head><title>Docs</title></head><body><div id="app"></div></body></html>';

type Answer = readonly [status: number, headers: Record<string, string>, body: string | Buffer];
const html = (body: string, status = 200): Answer => [status, { 'content-type': 'text/html; charset=utf-8' }, body];
const redirect = (location: string, status = 302): Answer => [status, { location }, ''];

const PAGES: Readonly<Record<string, Answer>> = {
  '/openapi.yaml': [200, { 'content-type': 'application/yaml' }, DOCUMENT],
  '/page': html(HTML),
  '/zipped': [200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }, gzipSync(HTML)],
  '/latin': [200, { 'content-type': 'text/html; charset=iso-8859-1' }, Buffer.from(HTML.replace('Postal', 'Gr\u00fc\u00dfe'), 'latin1')],
  '/utf16': [200, { 'content-type': 'text/html' }, Buffer.from(`\ufeff${HTML}`, 'utf16le')],
  '/odd-charset': [200, { 'content-type': 'text/html; charset=klingon' }, HTML],
  '/moved': redirect('/page', 301),
  '/ring': redirect('/ring'),
  '/to-file': redirect('file:///etc/hosts'),
  '/to-user': redirect('http://somebody:secret@127.0.0.1:1/'),
  '/nowhere': redirect('http://'),
  '/login': html(LOGIN),
  '/error-200': html('<html><h1>404: Page not found</h1></html>'),
  '/json-error': [200, { 'content-type': 'application/json' }, '{"error":"no such page"}'],
  '/empty': html(''),
  '/missing': html('<html>nothing here</html>', 404),
  '/private': html('', 403),
  '/busy': html('', 429),
  '/broken': html('', 503),
  '/huge': html('x'.repeat(LIMITS.maxBytes + 1)),
  '/bomb': [200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(LIMITS.maxBytes * 4))],
  '/not-gzip': [200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }, HTML],
  '/shell': html(SHELL),
  '/shell.md': [200, { 'content-type': 'text/markdown' }, MARKDOWN],
  '/shell-alone.html': html(SHELL),
  '/both.html': html(HTML),
  '/both.md': [200, { 'content-type': 'text/plain' }, `# A\n\n\`\`\`yaml post /clients\n${DOCUMENT}\`\`\`\n`],
};

test.describe('a newer document', () => {
  let server: Server;
  let base = '';
  const asked: { url: string; headers: Record<string, unknown> }[] = [];
  const answer: RequestListener = (request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers });
    if (request.url === '/silent') return;
    if (request.url === '/cut') {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('# A');
      response.socket?.destroy();
      return;
    }
    if (request.url === '/negotiated') {
      const wantsMarkdown = String(request.headers.accept).startsWith('text/markdown');
      response.writeHead(200, { 'content-type': wantsMarkdown ? 'text/markdown' : 'text/html' }).end(wantsMarkdown ? MARKDOWN : SHELL);
      return;
    }
    const [status, headers, body] = PAGES[request.url ?? ''] ?? [404, {}, ''];
    response.writeHead(status, headers).end(body);
  };

  test.beforeAll(async () => {
    server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  test.afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const from = (place: string): string => (place.startsWith('/') ? base + place : place);
  async function problemOf(place: string, limits = LIMITS): Promise<string> {
    try {
      await readNewer({ from: from(place), operation: OPERATION }, limits);
    } catch (error) {
      if (error instanceof UnreadableInput) return error.message.replaceAll(base, '');
      throw error;
    }
    return '';
  }

  const READ: readonly [what: string, place: string, reader: string, openApi?: boolean][] = [
    ['an OpenAPI document', '/openapi.yaml', 'openapi'],
    ['a page', '/page', 'page'],
    ['a compressed page', '/zipped', 'page'],
    ['a page in another character set', '/latin', 'page'],
    ['a page whose first bytes name its character set', '/utf16', 'page'],
    ['a page in a character set that nobody knows', '/odd-charset', 'page'],
    ['a page that has moved', '/moved', 'page'],
    ['the markdown of a page, where the site gives it', '/negotiated', 'page'],
    ['the markdown beside a page that programs fill', '/shell', 'page'],
    ['the document in the markdown beside a page, where one is needed', '/both.html', 'mintlify', true],
    ['the page itself, where no document is needed', '/both.html', 'page'],
    ['the page itself, where a document is needed and none is beside it', '/page', 'page', true],
  ];
  for (const [what, place, reader, openApi] of READ)
    test(`is read: ${what}`, async () => {
      const newer = await readNewer({ from: from(place), operation: OPERATION, ...(openApi ? { openApi } : {}) }, LIMITS);
      expect(newer.reader).toBe(reader);
      if (reader === 'page') expect(newer.facts?.facts.request['/email']).toEqual({ type: 'string', required: true, maxLength: 255, unique: true });
    });

  test('is named by the address it came from in the end', async () => {
    expect((await readNewer({ from: from('/moved'), operation: OPERATION }, LIMITS)).from).toBe(`${base}/page`);
    expect((await readNewer({ from: from('/shell'), operation: OPERATION }, LIMITS)).facts?.file).toBe(`${base}/shell.md`);
  });

  test('is asked for without credentials', async () => {
    asked.length = 0;
    await readNewer({ from: from('/moved'), operation: OPERATION }, LIMITS);
    expect(asked.map(({ url }) => url)).toEqual(['/moved', '/page']);
    expect(asked.flatMap(({ headers }) => Object.keys(headers)).filter((name) => /authorization|cookie|key|token/.test(name))).toEqual([]);
  });

  const REFUSED: readonly [what: string, place: string, problem: RegExp][] = [
    ['a page that asks to log in', '/login', /^\/login:1: it asks to log in \("Sign in"\)\. Open it/],
    ['an error page that came with 200', '/error-200', /it is an error page/],
    ['an error in JSON that came with 200', '/json-error', /it is JSON, but no OpenAPI/],
    ['nothing', '/empty', /it is empty/],
    ['a page that is not there', '/missing', /^\/missing:1: it was answered with 404\. The page has moved/],
    ['a page that is not public', '/private', /answered with 403\. The page is not public/],
    ['a site that wants to be asked less often', '/busy', /answered with 429\. Ask less often/],
    ['a site in trouble', '/broken', /answered with 503\. The site has trouble/],
    ['a page that programs fill, with no markdown beside it', '/shell-alone.html', /neither an OpenAPI document nor a list of fields/],
    ['more than is read', '/huge', /larger than 1048576 bytes/],
    ['little that unpacks to much', '/bomb', /larger than 1048576 bytes/],
    ['a content coding that is none', '/not-gzip', /content coding cannot be undone/],
    ['half a page', '/cut', /the connection was lost/],
    ['redirects without end', '/ring', /redirects more than 5 times/],
    ['a redirect to a file', '/to-file', /leads to file:/],
    ['a redirect with a password', '/to-user', /holds a user or a password/],
    ['a redirect to nowhere', '/nowhere', /no address/],
    ['a host that is not there', 'http://no-such-host.invalid/', /cannot be found \(DNS\)/],
    ['a port where nobody listens', 'http://127.0.0.1:9/', /connection was refused/],
    ['an address with a password', 'http://somebody:secret@127.0.0.1/', /^http:\/\/127.0.0.1\/:1: the address holds a user or a password/],
    ['a file that is not there', 'no/such/file.yaml', /no such file/],
    ['a folder', 'tests/rooms', /it is no file/],
  ];
  for (const [what, place, problem] of REFUSED)
    test(`could not be looked at: ${what}`, async () => {
      expect(await problemOf(place)).toMatch(problem);
    });

  test('could not be looked at: a site that does not answer in time', async () => {
    expect(await problemOf('/silent', { ...LIMITS, timeoutMs: 200 })).toMatch(/no answer came within 0\.2 s/);
  });

  test('could not be looked at: a host without TLS at an https address', async () => {
    expect(await problemOf(base.replace('http:', 'https:'))).toMatch(/no secure connection could be made \(TLS\)/);
  });

  test('is never said to be unchanged where it could not be fetched, and the password is not told', async () => {
    expect(await problemOf('http://somebody:secret@127.0.0.1/')).not.toContain('secret');
    expect(await problemOf('/to-user')).not.toContain('secret');
  });
});
