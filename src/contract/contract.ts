import type { Contract, Defect, ReadContract } from '../model/contract.ts';
import { isPromise } from '../model/place.ts';
import { compileSchemas } from '../schema/compile.ts';
import { readOperation } from './operation.ts';
import { operationClauses } from './operation-clauses.ts';
import { schemaRoots } from './packed-contract.ts';
import { UnreadableInput } from './problem.ts';
import { readSheet } from './sheet.ts';
import { sheetClauses } from './sheet-clauses.ts';
import type { Source } from './source.ts';
import { gradeAt } from './stated.ts';

/** The two files of `specs/<provider>/`. */
export interface ContractFiles {
  contract: Source;
  sheet: Source;
}

/**
 * Reads one provider's contract: the OpenAPI document, the sheet, and the clauses both make.
 * @throws {UnreadableInput} with file, line, reason and remedy for whatever cannot be read
 */
export function readContract({ contract: source, sheet: sheetSource }: ContractFiles): ReadContract {
  const sheet = readSheet(sheetSource);
  const operation = readOperation(source, sheet.operation);
  if (operation.requestBody.media.length === 0 || operation.answers.length === 0)
    throw new UnreadableInput([
      {
        file: source.file,
        line: source.lineOf(operation.pointer),
        reason: `${operation.label} documents no ${operation.answers.length === 0 ? 'responses' : 'request body'}`,
        remedy: 'Add it: there is nothing to test without.',
      },
    ]);
  const { schemas, defects } = compileSchemas(source.data, schemaRoots(operation));
  const place = (pointer: string) => ({ file: source.file, line: source.lineOf(pointer), pointer });
  return {
    provider: sheet.provider,
    operation,
    sheet,
    schemas,
    clauses: [...operationClauses(source, operation, schemas), ...sheetClauses(sheetSource, sheet)],
    defects: () => [...defects().map(({ rule, says, pointer }) => ({ rule, says, place: place(pointer) })), ...exampleDefects({ operation, schemas }, source)],
  };
}

/** Documented examples that their own schema refuses: a defect of the document, never the provider's. */
function exampleDefects({ operation, schemas }: Pick<Contract, 'operation' | 'schemas'>, source: Source): Defect[] {
  const sides = [
    { direction: 'request' as const, media: operation.requestBody.media },
    ...operation.answers.map(({ media }) => ({ direction: 'response' as const, media })),
  ];
  return sides.flatMap(({ direction, media }) =>
    media.flatMap(({ schema, examples }) =>
      examples.flatMap(({ name, value, pointer }) => {
        const violation = schema === undefined ? undefined : schemas.violations({ pointer: schema, direction }, value, 'lenient')[0];
        if (!violation || !isPromise(gradeAt(source.data, violation.origin, violation.keyword) ?? 'schema')) return [];
        return [
          {
            rule: 'example-refused-by-schema',
            says: `the example ${name} fails its own schema at ${violation.at || 'the root'}: ${violation.expected}`,
            place: { file: source.file, line: source.lineOf(pointer), pointer },
          },
        ];
      }),
    ),
  );
}
