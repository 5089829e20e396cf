import { expect, test } from '@playwright/test';
import { readContract } from '#src/contract/contract.ts';
import { UnreadableInput } from '#src/contract/problem.ts';
import { readSource } from '#src/contract/source.ts';
import type { ReadContract } from '#src/model/contract.ts';

const SHEET = `provider: example
title: Example
page: https://docs.example.com
operation: POST /customers
settings: { baseUrl: EXAMPLE_BASE_URL }
hosts: { sandbox: [], production: [], confirmNeeded: false, stated: prose }
auth:
  - name: token
    headers:
      - { name: Authorization, kind: bearer, scheme: Token, setting: EXAMPLE_TOKEN }
    stated: prose
naturalKeys:
  - at: /email
    duplicate: { outcome: conflict, status: [409] }
    stated: prose
record: { at: '', id: [/id], stated: prose }
`;

const DOCUMENT = `openapi: 3.0.3
info: { title: Example, version: '1' }
paths:
  /customers:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/Customer'
      responses:
        '201':
          description: x
components:
  schemas:
    Customer:
      type: object
      properties:
        email: { type: string }
`;

const read = (sheet: string, contract: string): ReadContract =>
  readContract({ sheet: readSource(sheet, 'provider.yaml'), contract: readSource(contract, 'contract.yaml') });

function problemsOf(sheet: string, contract: string): string[] {
  try {
    read(sheet, contract);
  } catch (error) {
    if (error instanceof UnreadableInput) return error.message.split('\n');
    throw error;
  }
  return [];
}

type Row = readonly [what: string, from: string, to: string, ...problems: RegExp[]];

const SHEETS: readonly Row[] = [
  ['an entry misspelt', 'naturalKeys:', 'naturalKey:', /^provider\.yaml:12: the sheet has no entry `naturalKey`\. Did you mean `naturalKeys`\?$/],
  [
    'an entry nobody knows',
    'naturalKeys:',
    'colours:',
    /^provider\.yaml:12: the sheet has no entry `colours`\. Remove it; provider\.schema\.json lists the entries\.$/,
  ],
  [
    'a grade misspelt',
    'stated: prose\nrecord',
    'stated: prse\nrecord',
    /^provider\.yaml:15: `\/naturalKeys\/0\/stated` .*one of \["prose",.+\]\. It is "prse"; correct it\.$/,
  ],
  ['an entry missing', 'title: Example\n', '', /^provider\.yaml:1: the sheet lacks `title`\. Add `title`\.$/],
  [
    'a member misspelt deep inside',
    'outcome:',
    'outcom:',
    /^provider\.yaml:14: `\/naturalKeys\/0\/duplicate` lacks `outcome`\. Add `outcome`\.$/,
    /^provider\.yaml:14: `\/naturalKeys\/0\/duplicate` has no entry `outcom`\. Did you mean `outcome`\?$/,
  ],
  ['a number for a list', 'status: [409]', 'status: 409', /^provider\.yaml:14: `\/naturalKeys\/0\/duplicate\/status` must be array\. It is 409; correct it\.$/],
  ['a name for a pointer', 'id: [/id]', 'id: [id]', /^provider\.yaml:16: `\/record\/id\/0` must match pattern .+\. It is "id"; correct it\.$/],
  [
    'an operation without its slash',
    'POST /customers',
    'POST customers',
    /^provider\.yaml:4: `\/operation` must match pattern .+\. It is "POST customers"; correct it\.$/,
  ],
  [
    'a credential header misspelt',
    'setting: EXAMPLE',
    'settings: EXAMPLE',
    /^provider\.yaml:10: `\/auth\/0\/headers\/0` has no entry `settings`\. Did you mean `setting`\?$/,
  ],
  [
    'a kind of credential nobody knows',
    'kind: bearer',
    'kind: beerer',
    /^provider\.yaml:10: `\/auth\/0\/headers\/0\/kind` .*one of \["key","bearer","basic",.+\]\. It is "beerer"; correct it\.$/,
  ],
  ['a list left open', 'title: Example', 'title: [', /^provider\.yaml:3: .+\. Correct the YAML at this line\.$/],
  ['an entry twice', 'title: Example', 'title: Example\ntitle: Again', /^provider\.yaml:3: Map keys must be unique\. Correct the YAML at this line\.$/],
  ['nothing', SHEET, '', /^provider\.yaml:1: the sheet must be object\. It is null; correct it\.$/],
  [
    'an operation the document does not have',
    'POST /customers',
    'POST /clients',
    /^contract\.yaml:3: there is no operation POST \/clients\. It has: POST \/customers\.$/,
  ],
];

const DOCUMENTS: readonly Row[] = [
  ['another version', 'openapi: 3.0.3', "openapi: '3.2.0'", /^contract\.yaml:1: `openapi` is "3\.2\.0"\. Only OpenAPI 3\.0\.x and 3\.1\.x can be read\.$/],
  ['Swagger', 'openapi: 3.0.3', "swagger: '2.0'", /^contract\.yaml:1: `openapi` is .+\. Only OpenAPI 3\.0\.x and 3\.1\.x can be read\.$/],
  ['no request body', 'requestBody:', 'x-requestBody:', /^contract\.yaml:5: POST \/customers documents no request body\. Add it: .+$/],
  ['no responses', 'responses:', 'x-responses:', /^contract\.yaml:5: POST \/customers documents no responses\. Add it: .+$/],
  ['a map left open', "version: '1' }", "version: '1'", /^contract\.yaml:3: .+\. Correct the YAML at this line\.$/],
  [
    'a response that refers to nothing',
    '          description: x',
    "          $ref: '#/components/responses/Created'",
    /^contract\.yaml:13: `\$ref` points at nothing in this document: #\/components\/responses\/Created\. Correct the reference or bundle the document\.$/,
  ],
  ['an anchor inside itself', 'Customer:\n      type: object', 'Customer: &customer\n      allOf: [*customer]', /^contract\.yaml:\d+: .+\. .+$/],
];

/** What is wrong with a schema is a defect of the document: it is reported, and the rest is tested all the same. */
const DEFECTS: readonly (readonly [what: string, from: string, to: string, defect: string])[] = [
  ['a schema reference that leads nowhere', 'schemas/Customer', 'schemas/Customr', '11 ref-not-found'],
  ['a reference to another file', '#/components/schemas', 'other.yaml#/schemas', '11 ref-not-local'],
  ['a reference that is no URI', 'schemas/Customer', 'schemas/Customer%zz', '11 ref-not-found'],
  ['a type nobody knows', 'type: string', 'type: strnig', '20 type-unknown'],
  ['a pattern that is no regular expression', 'type: string', "type: string, pattern: '('", '20 pattern-not-a-regex'],
];

const changed = (text: string, from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, () => to);
};

test('the texts that the tables change are in order', () => {
  expect(problemsOf(SHEET, DOCUMENT)).toEqual([]);
  expect(read(SHEET, DOCUMENT).defects()).toEqual([]);
});

for (const [what, from, to, ...problems] of SHEETS)
  test(`a sheet with ${what} is refused with file, line, reason and remedy`, () => {
    expect(problemsOf(changed(SHEET, from, to), DOCUMENT)).toEqual(problems.map((problem) => expect.stringMatching(problem)));
  });

for (const [what, from, to, ...problems] of DOCUMENTS)
  test(`a document with ${what} is refused with file, line, reason and remedy`, () => {
    expect(problemsOf(SHEET, changed(DOCUMENT, from, to))).toEqual(problems.map((problem) => expect.stringMatching(problem)));
  });

for (const [what, from, to, defect] of DEFECTS)
  test(`a document with ${what} has a defect`, () => {
    const { defects } = read(SHEET, changed(DOCUMENT, from, to));
    expect(defects().map(({ rule, place }) => `${place.line} ${rule}`)).toEqual([defect]);
  });
