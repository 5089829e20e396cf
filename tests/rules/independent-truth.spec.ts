import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import { planCases } from '#src/cases/plan.ts';
import type { Case } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import type { JsonObject } from '#src/model/json.ts';
import { documentOf, type Judge, schema2020, schemaOf } from '../independent-schema.ts';
import { breakingPayloads, invalidPayloads, validPayloads } from './sent-payloads.ts';

/** How many payloads each provider's nightly plan holds at least, and the invalid ones that rest on a format the other validator does not know. */
const PROVIDERS: Readonly<Record<string, { valid: number; invalid: number; unasserted: readonly string[] }>> = {
  count: { valid: 70, invalid: 50, unasserted: [] },
  flowwise: { valid: 25, invalid: 30, unasserted: [] },
  fluentcart: { valid: 35, invalid: 50, unasserted: [] },
  salesive: { valid: 20, invalid: 25, unasserted: [] },
  // OpenAPI 3.0 builds on JSON Schema draft 4, whose formats do not include `date`.
  voucherify: {
    valid: 55,
    invalid: 70,
    unasserted: [
      'explored-invalid/request/birthdate#format#07',
      'explored-invalid/request/birthdate#format#22',
      'format-broken/request/birthdate#format#2022-13-45',
      'format-broken/request/birthdate#format#empty',
      'format-broken/request/birthdate#format#not-a-date',
      'format-broken/request/birthday#format#2022-13-45',
      'format-broken/request/birthday#format#empty',
      'format-broken/request/birthday#format#not-a-date',
    ],
  },
};

const planOf = (contract: Contract): Case[] => planCases(contract, { profile: 'nightly', run: 'truth', alternatives: [0], allowHazards: true }).cases;

const requestSchema = (contract: Contract): Promise<Judge> =>
  schemaOf(contract.provider, documentOf(contract.provider), contract.operation.requestBody.media[0]?.schema ?? '');

for (const [provider, expected] of Object.entries(PROVIDERS))
  test.describe(`${provider}, by a validator that is not ours`, () => {
    const contract = loadContract(provider);
    const cases = planOf(contract);

    test('every payload that is called valid is valid', async () => {
      const isValid = await requestSchema(contract);
      const payloads = validPayloads(cases);
      expect(payloads.filter(({ body }) => !isValid(body))).toEqual([]);
      expect(payloads.length).toBeGreaterThanOrEqual(expected.valid);
    });

    test('every payload that is called invalid is invalid', async () => {
      const isValid = await requestSchema(contract);
      const payloads = invalidPayloads(cases);
      expect(
        payloads
          .filter(({ body }) => isValid(body))
          .map(({ id }) => id)
          .sort(),
      ).toEqual(expected.unasserted);
      expect(payloads.length).toBeGreaterThanOrEqual(expected.invalid);
    });

    test('every constraint in words refuses what is said to break it, and nothing valid', async () => {
      const isValid = await requestSchema(contract);
      for (const { id, schema } of contract.sheet.constraints ?? []) {
        const keeps = await schema2020(`${provider} ${id}`, schema as JsonObject as never);
        const breaking = breakingPayloads(cases, id);
        expect(breaking.length).toBeGreaterThan(0);
        expect(breaking.filter(({ body }) => keeps(body) || !isValid(body))).toEqual([]);
        expect(validPayloads(cases).filter(({ body }) => !keeps(body))).toEqual([]);
      }
    });
  });
