import { expect, test } from '@playwright/test';
import { readOperation } from '#src/contract/operation.ts';
import { refuseEmptied } from '#src/contract/pages/emptied.ts';
import { CAUSES, NOTICES, PROSE_FACTS, proseFacts, quotasIn } from '#src/contract/pages/prose.ts';
import { READERS, readPage } from '#src/contract/pages/readers.ts';
import { UnreadableInput } from '#src/contract/problem.ts';
import type { PageFacts, PlacedFacts } from '#src/model/page.ts';
import { COMPONENTS, GLUED, HTML, HTML_NO_MAIN, MANGLED, MARKDOWN, REWORDED, SHUFFLED } from '../page-layouts.ts';

const read = (text: string, operation = 'POST /clients', mediaType?: string) =>
  readPage({ text, name: 'page', operation, ...(mediaType === undefined ? {} : { mediaType }) });
const factsOf = (text: string, operation?: string): PlacedFacts => {
  const { facts } = read(text, operation);
  if (!facts) throw new Error('the page has no facts');
  return facts;
};
function problemOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UnreadableInput) return error.message;
    throw error;
  }
  return '';
}

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

const REQUEST: PageFacts['request'] = {
  '/address': { type: 'object', nullable: true },
  '/email': { type: 'string', required: true, maxLength: 255, unique: true },
  '/name': { type: 'string', required: true, minLength: 1, maxLength: 80 },
  '/phone': { type: 'string', nullable: true, maxLength: 50 },
  '/stage': { type: 'string', enum: ['lead', 'won'], default: 'lead' },
};

test.describe('the facts of a page', () => {
  for (const [layout, page] of Object.entries({ GLUED, HTML, HTML_NO_MAIN, MARKDOWN, COMPONENTS, MANGLED, SHUFFLED, REWORDED }))
    test(`are the same however it is laid out: ${layout.toLowerCase().replaceAll('_', ' ')}`, () => {
      const { facts } = factsOf(page);
      expect(facts.request).toEqual(REQUEST);
      expect(facts.headers).toEqual({ '/authorization': { type: 'string', required: true }, '/x-client-id': { type: 'string', required: true } });
      expect(facts.answers).toEqual({
        201: { '/email': { type: 'string', required: true }, '/id': { type: 'string', required: true } },
        409: { '/code': { type: 'string', required: true }, '/details': { type: 'object' } },
      });
      expect([facts.causes, facts.quotas, facts.notices]).toEqual([{ duplicate: [409] }, [{ requests: 100, per: 'minute' }], []]);
    });

  test('stand on the lines of the page', () => {
    const at = (page: string, pointer: string): string => page.split('\n')[factsOf(page).lineOf(pointer) - 1] ?? '';
    expect(at(GLUED, '/request/~1email')).toBe('emailstring Required');
    expect(at(MARKDOWN, '/request/~1email')).toContain('| `email` |');
    expect(at(HTML, '/answers/409/~1code')).toContain('<span>code</span>');
    expect(at(COMPONENTS, '/request/~1phone')).toContain('body="phone"');
    expect(at(GLUED, '/quotas')).toContain('100 requests');
  });

  test('hold no sentence of the page', () => {
    const words = JSON.stringify(factsOf(GLUED).facts).match(/"[^"]*"/g) ?? [];
    expect(words.filter((word) => word.trim().split(' ').length > 2)).toEqual([]);
  });

  test('are read of bodies printed in a line, in samples and in titled blocks', () => {
    const page = `# POST Make it

POST /clients

## Request Body

application/json Schema JSON { "email" : "a@example.com" , "tags" : [ { "name" : "x" } ] }

## Responses

200 400 423 It was made

application/json Schema JSON { "message" : "Made" , "data" : { "id" : 1 , "note" : null } }

## Samples

\`\`\`
curl 'https://{shop}/api/clients' \\
  --request POST \\
  --header 'X-Key: abc' \\
  --data '{ "email": "b@example.com", "plan": "free" }'
\`\`\`

\`\`\`json 409 Conflict
{ "code": 1, ... }
\`\`\`
`;
    const { facts } = factsOf(page);
    expect(facts.request).toEqual({
      '/email': { type: 'string', printed: true },
      '/plan': { type: 'string', printed: true },
      '/tags': { type: 'array', printed: true },
      '/tags/*/name': { type: 'string', printed: true },
    });
    expect(facts.answers).toEqual({
      200: {
        '/data': { type: 'object', printed: true },
        '/data/id': { type: 'number', printed: true },
        '/data/note': { printed: true },
        '/message': { type: 'string', printed: true },
      },
      400: {},
      409: { '/code': { type: 'number', printed: true } },
      423: {},
    });
    expect(facts.requestLines).toEqual(['POST /clients', 'POST https://{shop}/api/clients']);
    expect(Object.keys(facts.headers)).toEqual(['/x-key']);
  });

  test('are those of one operation, where a page has several', () => {
    const section = (line: string, field: string): string => `## ${line}\n\n### Body\n\n- \`${field}\` (string)\n- \`email\` (string)\n\n`;
    const { facts } = factsOf(`# Clients\n\n${section('GET /clients', 'page')}${section('POST /clients', 'name')}${section('PUT /clients/{id}', 'state')}`);
    expect(Object.keys(facts.request)).toEqual(['/email', '/name']);
  });

  test('have members of members where a list is set in', () => {
    const { facts } = factsOf(
      '# A\n\n## Body\n\n- `address` (object)\n  - `city` (string, required)\n- `contacts` (array)\n  - `email` (string)\n- `geo.lat` (number)\n',
    );
    expect(Object.keys(facts.request)).toEqual(['/address', '/address/city', '/contacts', '/contacts/*/email', '/geo/lat']);
  });

  test('name statuses that stand in sentences with the fault they are for', () => {
    const { facts } = factsOf(
      `${MARKDOWN}\nA token that is expired is answered with 403. Sending without the scope gives a \`403 Forbidden\`.\n\nIf the signature does not fit, the API returns 401.`,
    );
    expect(facts.causes).toEqual({ duplicate: [409], 'missing-scope': [403], signature: [401], 'stale-token': [403] });
  });

  test('survive what is hostile', () => {
    const nested = `${'<div>'.repeat(5000)}${'{"a":['.repeat(3000)}`;
    expect(problemOf(() => read(`<html><body>${nested}</body></html>`))).toContain('neither');
    expect(factsOf(`${MARKDOWN}\n- \`__proto__\` (string)\n- \`constructor\` (string)\n${'[{'.repeat(2000)}`).facts.request).toEqual(REQUEST);
  });
});

test.describe('facts in words', () => {
  for (const { id, example } of PROSE_FACTS)
    test(`${id}: ${example.says}`, () => {
      expect(proseFacts(example.says)).toEqual(example.facts);
    });

  for (const { id, is, example } of [...NOTICES, ...CAUSES])
    test(`${id}: ${example}`, () => {
      expect(is.test(example)).toBe(true);
    });

  const QUOTAS: readonly [string, PageFacts['quotas']][] = [
    ['100 calls per hour', [{ requests: 100, per: 'hour' }]],
    [
      'at most 1,200 requests per minute and 10 requests/sec',
      [
        { requests: 1200, per: 'minute' },
        { requests: 10, per: 'second' },
      ],
    ],
    ['5000 API requests a day', [{ requests: 5000, per: 'day' }]],
    ['we answer 100 customers within the hour', []],
  ];
  for (const [text, quotas] of QUOTAS)
    test(`quotas: ${text}`, () => {
      expect(quotasIn(text)).toEqual(quotas);
    });

  for (const text of ['the shop that the client is from', 'a unique opportunity', 'see page 255', 'one of our customers said', '20 characters of the novel'])
    test(`are not in: ${text}`, () => {
      expect(proseFacts(text)).toEqual({});
    });
});

test.describe('a page that shows nearly nothing of what was accepted', () => {
  test('could not be looked at', () => {
    const other = factsOf('# Teams\n\n## Body\n\n- `team` (string)\n- `owner` (string)\n');
    expect(problemOf(() => refuseEmptied(factsOf(GLUED), other))).toMatch(
      /^page:1: of 5 fields of the request that were accepted, 0 can be found.+--accept-page/,
    );
  });

  test('is not a page that lost a field or two', () => {
    const fewer = factsOf(MARKDOWN.replace(/\| `phone`.+\n/, '').replace(/\| `stage`.+\n/, ''));
    expect(problemOf(() => refuseEmptied(factsOf(GLUED), fewer))).toBe('');
  });
});
