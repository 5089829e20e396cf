import { expect, test } from '@playwright/test';
import { readOperation } from '#src/contract/operation.ts';
import { READERS, readPage } from '#src/contract/pages/readers.ts';
import { MARKDOWN } from '../page-layouts.ts';
import { factsOf, problemOf, read } from '../read-page.ts';

test.describe('readers of pages', () => {
  for (const { id, says, example } of READERS)
    test(`${id}: ${says}`, () => {
      const page = { name: 'page', operation: 'POST /customers', ...example };
      const reader = READERS.find((candidate) => candidate.read(page) !== undefined);
      expect(reader?.id).toBe(id);
      const found = reader?.read(page);
      if (found && 'refused' in found) expect(problemOf(() => readPage(page))).toBe(`page:1: ${found.refused}. ${found.remedy}`);
      else expect(readPage(page).reader).toBe(id);
    });

  const REFUSED: readonly [what: string, text: string, mediaType: string, problem: RegExp][] = [
    ['JSON that a server answers with its own words', '{"message":"Not Found"}', 'text/html', /it is JSON, but no OpenAPI document/],
    ['a Swagger 2.0 document', 'swagger: "2.0"\npaths: {}\n', 'text/yaml', /Swagger 2\.0.+Convert/],
    ['a page with nothing to read', '<html><body><p>Welcome to our site.</p></body></html>', 'text/html', /neither an OpenAPI document nor a list of fields/],
    ['an OpenAPI block without its end', '# A\n\n````yaml post /clients\nopenapi: 3.0.3\npaths:\n', 'text/markdown', /cut short/],
    [
      'a shell of a page that programs fill',
      '<html><body><div id="root"></div><script src="app.js"></script></body></html>',
      'text/html',
      /neither an OpenAPI document/,
    ],
  ];
  for (const [what, text, mediaType, problem] of REFUSED)
    test(`refuse ${what}`, () => {
      expect(problemOf(() => read(text, 'POST /clients', mediaType))).toMatch(problem);
    });

  test('take a page that mentions logging in and errors for what it documents', () => {
    const page = MARKDOWN.replace('# Add a client', '# Add a client\n\nLog in to see your keys. Errors: 404 Not Found.');
    expect(read(page).reader).toBe('page');
  });
});

test.describe('an OpenAPI block in a page', () => {
  const block = (fence: string, indent = ''): string =>
    [
      '# Add a client',
      '',
      'The `email` must be unique within the workspace.',
      '',
      `${indent}${fence}yaml /openapi.yaml post /clients`,
      ...DOCUMENT.map((line) => `${indent}${line}`),
      `${indent}${fence}`,
    ].join('\n');
  const DOCUMENT = [
    'openapi: 3.0.3',
    'paths:',
    '  /clients:',
    '    post:',
    '      description: At most 100 calls per hour.',
    '      requestBody:',
    '        content:',
    '          application/json:',
    '            schema:',
    '              type: object',
    '              properties:',
    '                email: { type: string }',
    '                name: { type: string, description: no longer than 40 characters }',
    '      responses:',
    "        '409': { description: The email already exists }",
  ];

  for (const [what, page] of [
    ['four backticks', block('````')],
    ['three backticks', block('```')],
    ['three tildes', block('~~~')],
    ['a fence that is set in', block('```', '   ')],
    ['lines that end in CR and LF', block('````').replaceAll('\n', '\r\n')],
  ] as const)
    test(`is found: ${what}`, () => {
      const { reader, source } = read(page);
      if (!source) throw new Error('no document was found');
      expect([reader, readOperation(source, 'POST /clients').answers.map(({ status }) => status)]).toEqual(['mintlify', ['409']]);
      expect(page.split('\n')[source.lineOf('/paths/~1clients/post/requestBody') - 1]).toContain('requestBody:');
    });

  test('is the one of the operation, where a page has several', () => {
    const other = ['```yaml get /clients', 'openapi: 3.0.3', 'paths: { /clients: { get: {} } }', '```', ''].join('\n');
    const { source } = read(other + block('````'));
    expect(source && readOperation(source, 'POST /clients').label).toBe('POST /clients');
  });

  test('gives what it and the page say in words alone', () => {
    const { facts, lineOf } = factsOf(block('````'));
    expect(facts.request).toEqual({ '/email': { unique: true }, '/name': { maxLength: 40 } });
    expect([facts.causes, facts.quotas]).toEqual([{ duplicate: [409] }, [{ requests: 100, per: 'hour' }]]);
    expect(lineOf('/quotas')).toBe(10);
  });

  test('that is no YAML is told with its line in the page', () => {
    expect(problemOf(() => read(block('````').replace("'409': {", "'409': {{{")))).toMatch(/^page:20: /);
  });
});
