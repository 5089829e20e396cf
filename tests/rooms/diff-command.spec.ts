import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { DriftReport } from '#src/report/drift.ts';
import { contracts, type Ended, folder } from '../command-line.ts';
import { contractsHere } from '../in-process.ts';

const documents = folder();
let files = 0;

/** The file a document is written into. */
function file(document: unknown): string {
  const name = path.join(documents, `document-${files++}.json`);
  writeFileSync(name, typeof document === 'string' ? document : JSON.stringify(document, null, 2));
  return name;
}

const diff = (before: unknown, after: unknown, ...flags: string[]): Promise<Ended> => contractsHere(['diff', file(before), file(after), ...flags]);

const TEXT = { type: 'string' };
const operation = (maxLength?: number): object => ({
  requestBody: {
    content: { 'application/json': { schema: { type: 'object', properties: { name: { ...TEXT, ...(maxLength === undefined ? {} : { maxLength }) } } } } },
  },
  responses: { 200: { description: 'x' } },
});
const document = (paths: object, more: object = {}): object => ({ openapi: '3.1.0', info: { title: 'x', version: '1' }, paths, ...more });
const PLAIN = document({ '/things': { post: operation() }, '/others': { post: operation() } });
const BOUND = document({ '/things': { post: operation(5) }, '/others': { post: { ...operation(), deprecated: true } } });

test.describe('contracts diff', () => {
  test('ends with 0 where two documents mean the same', async () => {
    const { code, output } = await contracts(['diff', file(PLAIN), file(PLAIN)]);
    expect({ code, output }).toEqual({ code: 0, output: 'no difference\n' });
  });

  test('ends with 1 where something breaks, and shows it', async () => {
    const { code, output } = await diff(PLAIN, BOUND);
    expect(code).toBe(1);
    expect(output).toContain('POST /things');
    expect(output).toContain('request /name: the greatest length is limited now (nothing → 5)');
    expect(output).toContain('1 breaking, 1 warn');
  });

  test('tells as JSON what the difference is, where it stands and what shows it', async () => {
    const { output } = await diff(PLAIN, BOUND, '--json');
    const report = JSON.parse(output) as DriftReport;
    expect(Object.keys(report)).toEqual(['version', 'drifts']);
    expect(report.drifts.map(({ rule }) => rule)).toEqual(['request-max-length-added', 'deprecation-added']);
    expect(report.drifts[0]).toMatchObject({
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
      source: 'document',
      rule: 'request-max-length-added',
      direction: 'request',
      effect: 'breaking',
      severity: 'breaking',
      operation: 'POST /things',
      at: 'request /name',
      before: null,
      after: 5,
      file: expect.stringMatching(/document-\d+\.json$/),
      line: expect.any(Number),
      witness: { kind: 'payload', validUnder: 'before', value: { name: expect.stringMatching(/^.{6,}$/) } },
    });
  });

  test('prints markdown', async () => {
    const { output } = await diff(PLAIN, BOUND, '--markdown');
    expect(output).toContain('## `POST /things`');
    expect(output).toMatch(/\| breaking \| `request \/name` .*\| `request-max-length-added` \|/);
  });

  for (const [limit, flags, expected] of [
    ['breaking', [], 0],
    ['warn', ['--fail-on', 'warn'], 1],
    ['info', ['--fail-on', 'info'], 1],
  ] as const)
    test(`ends with ${expected} for a warning where ${limit} is the limit`, async () => {
      expect((await diff(PLAIN, BOUND, '--operation', 'POST /others', ...flags)).code).toBe(expected);
    });

  test('looks at one operation, whatever its parameters are called', async () => {
    const of = (name: string, maxLength?: number): object =>
      document({ [`/things/{${name}}`]: { post: operation(maxLength) }, '/others': { post: operation(maxLength) } });
    const { output, code } = await diff(of('id'), of('thing', 5), '--json', '--operation', 'POST /things/{any}');
    expect(code).toBe(1);
    expect((JSON.parse(output) as DriftReport).drifts.map(({ rule, operation: label }) => `${label} ${rule}`)).toEqual([
      'POST /things/{thing} request-max-length-added',
    ]);
  });

  test('knows what comes near to an operation no document has', async () => {
    const { code, errors } = await diff(PLAIN, BOUND, '--operation', 'POST /thing');
    expect(code).toBe(2);
    expect(errors).toContain('neither document has POST /thing; they have POST /things');
  });

  test('refuses a file that is not there', async () => {
    const { code, errors } = await contractsHere(['diff', file(PLAIN), path.join(documents, 'nothing.yaml')]);
    expect(code).toBe(2);
    expect(errors).toContain('there is no file');
  });
});

const ring = { $ref: '#/components/schemas/Ring' };
const tree = { type: 'object', properties: { name: TEXT, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } } };
const body = (schema: object): object => ({ ...operation(), requestBody: { content: { 'application/json': { schema } } } });

test.describe('contracts diff is not stopped by', () => {
  const later = document({ '/things': { post: operation(5) } });
  for (const [what, before, after, expected] of [
    ['a schema reference that leads nowhere', document({ '/things': { post: body({ $ref: '#/components/schemas/Nobody' }) } }), later, 1],
    ['references in a ring', document({ '/things': { post: body(ring) } }, { components: { schemas: { Ring: ring } } }), later, 1],
    [
      'a schema that holds itself',
      document({ '/things': { post: body(tree) } }, { components: { schemas: { Tree: tree } } }),
      document({ '/things': { post: body(tree) } }, { components: { schemas: { Tree: { ...tree, required: ['name'] } } } }),
      1,
    ],
    ['webhooks alone', { openapi: '3.1.0', info: { title: 'x', version: '1' }, webhooks: { created: { post: operation() } } }, later, 0],
    ['no paths at all, in the newer one', PLAIN, { openapi: '3.0.3', info: { title: 'x', version: '1' } }, 1],
    ['a path that holds nothing', document({ '/things': null }), later, 0],
    [
      'no servers and an empty list of them',
      document({ '/things': { post: operation() } }),
      document({ '/things': { post: operation() } }, { servers: [] }),
      0,
    ],
    [
      'a thousand values',
      document({ '/things': { post: body({ enum: Array.from({ length: 1000 }, (_, index) => `v${index}`) }) } }),
      document({ '/things': { post: body({ enum: Array.from({ length: 999 }, (_, index) => `v${index}`) }) } }),
      1,
    ],
    [
      'a schema that nothing fits',
      document({ '/things': { post: body({}) } }),
      document({ '/things': { post: { ...operation(), requestBody: { content: { 'application/json': { schema: false } } } } } }),
      1,
    ],
    [
      'a pattern that is none',
      document({ '/things': { post: body({ type: 'string', pattern: '(' }) } }),
      document({ '/things': { post: body({ type: 'string', pattern: '[' }) } }),
      0,
    ],
  ] as const)
    test(what, async () => {
      const { code, errors } = await diff(before, after, '--json');
      expect({ code, errors }).toEqual({ code: expected, errors: '' });
    });
});

test.describe('contracts diff says with file, line, reason and remedy why it cannot read', () => {
  for (const [what, broken, reason] of [
    ['text that is no YAML', 'openapi: 3.0.3\npaths: [', /document-\d+\.json:\d+: .+/],
    [
      'Swagger 2.0',
      { swagger: '2.0', paths: { '/things': { post: operation() } } },
      /document-\d+\.json:1: `openapi` is .+ Only OpenAPI 3\.0\.x and 3\.1\.x can be read/,
    ],
    ['OpenAPI 3.2', { openapi: '3.2.0', paths: { '/things': { post: operation() } } }, /document-\d+\.json:2: `openapi` is "3\.2\.0"/],
    ['a list', '[]', /document-\d+\.json:1: the file holds no object/],
    ['an empty file', '', /document-\d+\.json:1: the file holds no object/],
    [
      'an answer that refers to nothing',
      document({ '/things': { post: { responses: { 200: { $ref: '#/components/responses/Nobody' } } } } }),
      /document-\d+\.json:\d+: `\$ref` points at nothing/,
    ],
  ] as const)
    test(what, async () => {
      for (const pair of [
        [PLAIN, broken],
        [broken, PLAIN],
      ]) {
        const { code, errors, output } = await diff(pair[0], pair[1]);
        expect(errors).toMatch(reason);
        expect({ code, output }).toEqual({ code: 2, output: '' });
      }
    });
});
