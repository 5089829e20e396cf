import { readContract } from '#src/contract/contract.ts';
import { readSource } from '#src/contract/source.ts';
import type { Contract } from '#src/model/contract.ts';
import type { Json } from '#src/model/json.ts';
import { MINIMAL_SHEET } from '../example-contract.ts';

/** Members of one object: what people write is deep rather than wide. */
const WIDTH = 20;

/** A contract of about so many clauses: objects of some bounded texts each, in the request and in the answer. */
export function generatedContract(clauses: number): Contract {
  const members = Math.max(1, Math.round(clauses / 5));
  const group = (number: number, size: number): [string, Json] => [
    `group${number}`,
    { type: 'object', properties: Object.fromEntries(Array.from({ length: size }, (_, index) => [`text${index}`, { type: 'string', maxLength: 40 }])) },
  ];
  const groups = Array.from({ length: Math.ceil(members / WIDTH) }, (_, number) => group(number, Math.min(WIDTH, members - number * WIDTH)));
  // Groups of groups, so that no object is wide.
  const nest = (entries: [string, Json][]): Json =>
    entries.length <= WIDTH
      ? { type: 'object', properties: Object.fromEntries(entries) }
      : nest(
          Array.from({ length: Math.ceil(entries.length / WIDTH) }, (_, index) => [`part${index}`, nest(entries.slice(index * WIDTH, (index + 1) * WIDTH))]),
        );
  const schema = nest(groups);
  const json = { description: 'x', content: { 'application/json': { schema } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Generated', version: '1' },
    paths: { '/customers': { post: { requestBody: { required: true, ...json }, responses: { '201': json, '400': { description: 'x' } } } } },
  };
  return readContract({
    contract: readSource(JSON.stringify(document, null, 1), 'contract.yaml'),
    sheet: readSource(JSON.stringify(MINIMAL_SHEET), 'provider.yaml'),
  });
}
