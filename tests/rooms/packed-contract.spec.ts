import { expect, test } from '@playwright/test';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadWithDocument } from '#fixtures/disk/specs.ts';
import { planCases } from '#src/cases/plan.ts';
import { packContract, unpackContract } from '#src/contract/packed-contract.ts';
import type { Contract } from '#src/model/contract.ts';

/** As a worker gets it: written as JSON, and made again. */
const handedOn = (contract: Contract, document: unknown): Contract => unpackContract(JSON.parse(JSON.stringify(packContract(contract, document))));

for (const provider of providerNames())
  test.describe(`the contract of ${provider}, handed to another process`, () => {
    const { contract, document } = loadWithDocument(provider);
    const again = handedOn(contract, document);

    for (const part of ['provider', 'operation', 'sheet', 'clauses'] as const)
      test(`has the same ${part}`, () => {
        expect(again[part]).toEqual(contract[part]);
      });

    test('has schemas that make the same plan, and prove the same of it', () => {
      const options = { profile: 'nightly', run: 'packed', alternatives: [0] } as const;
      expect(planCases(again, options)).toEqual(planCases(contract, options));
    });
  });
