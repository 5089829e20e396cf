import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { planCases } from '#src/cases/plan.ts';
import type { JsonObject } from '#src/model/json.ts';
import { type Example, exampleContract, exampleDocument } from '../example-contract.ts';
import { directedSchemaOf } from '../independent-schema.ts';
import { named, schema, type Version, value } from './random-schemas.ts';
import { invalidPayloads, validPayloads } from './sent-payloads.ts';

const REQUEST = '/paths/~1customers/post/requestBody/content/application~1json/schema';
/** More than this no schema of this size may make. */
const MOST_CASES = 400;

/** Seeds are fixed: a run that fails fails again. */
const DIALECTS: readonly { openapi: Version; seed: number; numRuns: number }[] = [
  { openapi: '3.0.3', seed: 303, numRuns: 30 },
  { openapi: '3.1.0', seed: 310, numRuns: 30 },
];

const example = (openapi: Version, x: JsonObject, node: JsonObject): Example => ({
  openapi,
  body: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, x } },
  schemas: { Node: node },
});

for (const { openapi, seed, numRuns } of DIALECTS)
  test(`${openapi}: whatever the schema, the plan ends, payloads are what they are called, and values are judged as by a validator that is not ours`, async () => {
    const seen = { documents: 0, valid: 0, invalid: 0, accepted: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(schema(openapi), named(openapi), fc.array(value, { minLength: 10, maxLength: 10 }), async (x, node, values) => {
        const made = example(openapi, x, node);
        const isValid = await directedSchemaOf(`random ${openapi} ${seen.documents++}`, exampleDocument(made), REQUEST, 'request');
        const contract = exampleContract(made);
        const { cases } = planCases(contract, { profile: 'nightly', run: 'random', alternatives: [0] });
        const [valid, invalid] = [validPayloads(cases), invalidPayloads(cases)];
        expect(valid.filter(({ body }) => !isValid(body))).toEqual([]);
        expect(invalid.filter(({ body }) => isValid(body))).toEqual([]);
        expect(cases.length).toBeLessThan(MOST_CASES);

        const ours = (body: JsonObject) => contract.schemas.violations({ pointer: REQUEST, direction: 'request' }, body, 'strict').length === 0;
        const bodies = values.map((one): JsonObject => ({ name: 'Ada', x: one }));
        expect(bodies.filter((body) => ours(body) !== isValid(body))).toEqual([]);
        seen.valid += valid.length;
        seen.invalid += invalid.length;
        seen.accepted += bodies.filter(isValid).length;
        seen.refused += bodies.filter((body) => !isValid(body)).length;
      }),
      { seed, numRuns },
    );
    // Nothing is shown by schemas that nothing is sent for, or that take or refuse everything.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThanOrEqual(numRuns);
  });
