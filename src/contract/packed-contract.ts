import type { Contract, Operation } from '../model/contract.ts';
import { compileSchemas, type Roots } from '../schema/compile.ts';

/** A contract as plain data: processes that are given it need not read its files, nor what reads and checks them. */
export interface PackedContract extends Omit<Contract, 'schemas'> {
  /** The OpenAPI document, for its schemas. */
  document: unknown;
}

export const packContract = ({ provider, operation, sheet, clauses }: Contract, document: unknown): PackedContract => ({
  ...{ provider, operation, sheet, clauses },
  document,
});

export const unpackContract = ({ document, ...contract }: PackedContract): Contract => ({
  ...contract,
  schemas: compileSchemas(document, schemaRoots(contract.operation)).schemas,
});

/** The schemas an operation uses, in each direction. */
export const schemaRoots = ({ requestBody, answers }: Operation): Roots => ({
  request: requestBody.media.flatMap(({ schema }) => schema ?? []),
  response: answers.flatMap(({ media }) => media.flatMap(({ schema }) => schema ?? [])),
});
