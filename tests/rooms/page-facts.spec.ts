import { expect, test } from '@playwright/test';
import { refuseEmptied } from '#src/contract/pages/emptied.ts';
import type { PageFacts } from '#src/model/page.ts';
import { COMPONENTS, GLUED, HTML, HTML_NO_MAIN, MANGLED, MARKDOWN, REWORDED, SHUFFLED } from '../page-layouts.ts';
import { factsOf, problemOf, read } from '../read-page.ts';

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
