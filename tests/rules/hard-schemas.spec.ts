import { expect, test } from '@playwright/test';
import { planCases } from '#src/cases/plan.ts';
import type { Case } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import type { Json } from '#src/model/json.ts';
import { exampleContract, exampleDocument } from '../example-contract.ts';
import { directedSchemaOf } from '../independent-schema.ts';
import { HARD_SCHEMAS, type HardSchema, KEYWORDS_30, KEYWORDS_31 } from './hard-schemas.ts';
import { keywordsOf } from './schema-keywords.ts';
import { invalidPayloads, validPayloads } from './sent-payloads.ts';

const bodyOf = ({ x, body }: HardSchema): Record<string, Json> => body ?? { type: 'object', required: ['x'], properties: { x: x as Json } };
const instanceOf = ({ x }: HardSchema, value: Json): Json => (x === undefined ? value : { x: value });
const exampleOf = (row: HardSchema) => ({ openapi: row.openapi, body: bodyOf(row), record: bodyOf(row), schemas: row.schemas ?? {} });
const REQUEST = '/paths/~1customers/post/requestBody/content/application~1json/schema';
const RESPONSE = '/paths/~1customers/post/responses/201/content/application~1json/schema';

/** The keywords of the clauses that invalid cases break. */
function brokenBy({ clauses }: Contract, cases: readonly Case[]): Set<string> {
  const keywordOf = new Map(clauses.map(({ id, about }) => [id, about.kind === 'request-member' ? about.keyword : '']));
  return new Set(cases.filter(({ family }) => family === 'invalid').flatMap(({ clause, also = [] }) => [clause, ...also].map((id) => keywordOf.get(id) ?? '')));
}

/** Values written by hand and what is expected of each: by our strict reading, our lenient one, and the other validator. */
const judgements = (row: HardSchema) =>
  (
    [
      [row.valid, { strict: true, lenient: true, other: true }],
      [row.invalid, { strict: false, lenient: false, other: false }],
      [row.disputed, { strict: false, lenient: true, other: false }],
      [row.unseen, { strict: true, lenient: true, other: false }],
    ] as const
  ).flatMap(([values = [], verdict]) => values.map((value) => ({ value, ...verdict })));

for (const row of HARD_SCHEMAS)
  test(`${row.openapi}: payloads and answers are valid and invalid as a validator that is not ours says, for ${row.says}`, async () => {
    const document = exampleDocument(exampleOf(row));
    const contract = exampleContract(exampleOf(row));
    const isValid = await directedSchemaOf(`${row.openapi} ${row.says}`, document, REQUEST, 'request');
    const { binding } = keywordsOf(document, REQUEST);
    for (const profile of ['gate', 'nightly'] as const) {
      const { cases } = planCases(contract, { profile, run: 'hard', alternatives: [0] });
      const [valid, invalid] = [validPayloads(cases), invalidPayloads(cases)];
      expect(valid.filter(({ body }) => !isValid(body))).toEqual([]);
      expect(invalid.filter(({ body }) => isValid(body))).toEqual([]);
      expect(valid.length > 0).toBe(row.unmade === undefined);
      const broken = brokenBy(contract, cases);
      expect([...binding].filter((keyword) => !broken.has(keyword)).sort()).toEqual(Object.keys(row.unbroken ?? {}).sort());
    }

    const answers = await directedSchemaOf(`${row.openapi} ${row.says}`, document, RESPONSE, 'response');
    const ours = (value: Json, reading: 'strict' | 'lenient') =>
      contract.schemas.violations({ pointer: RESPONSE, direction: 'response' }, instanceOf(row, value), reading).length === 0;
    const judged = (value: Json) => ({ value, strict: ours(value, 'strict'), lenient: ours(value, 'lenient'), other: answers(instanceOf(row, value)) });
    expect(judgements(row).map(({ value }) => judged(value))).toEqual(judgements(row));

    // The example of the example document is `{}`, which few of these schemas take.
    const found = contract.defects().filter(({ rule }) => rule !== 'example-refused-by-schema');
    expect([...new Set(found.map(({ rule }) => rule))]).toEqual(row.defects ?? []);
  });

for (const [dialect, keywords] of [
  ['3.0.3', KEYWORDS_30],
  ['3.1.0', KEYWORDS_31],
] as const)
  test(`every schema keyword of OpenAPI ${dialect} is in a hard schema that is there for it`, () => {
    const rows = HARD_SCHEMAS.filter(({ openapi }) => openapi === dialect);
    const untrue = rows.flatMap((row) => {
      const { held } = keywordsOf(exampleDocument(exampleOf(row)), REQUEST);
      return row.covers.filter((keyword) => !held.has(keyword)).map((keyword) => `${row.says}: ${keyword}`);
    });
    expect(untrue).toEqual([]);
    expect(keywords.filter((keyword) => !rows.some(({ covers }) => covers.includes(keyword)))).toEqual([]);
    expect(rows.filter(({ valid, invalid, unmade }) => (valid.length === 0 && unmade === undefined) || invalid.length === 0)).toEqual([]);
  });
