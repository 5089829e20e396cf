import { readContract } from '#src/contract/contract.ts';
import { readSource } from '#src/contract/source.ts';
import type { ReadContract } from '#src/model/contract.ts';
import type { Json } from '#src/model/json.ts';

/** What a battery varies: the request schema, the schema of the record that is answered, and entries of the sheet. */
export interface Example {
  body: Record<string, Json>;
  record?: Record<string, Json>;
  sheet?: Record<string, Json>;
  /** Only a few keywords of rules are unknown to 3.0. */
  openapi?: '3.0.3' | '3.1.0';
  /** Named schemas that others refer to. */
  schemas?: Record<string, Json>;
}

const ERROR = {
  type: 'object',
  required: ['message'],
  properties: { message: { type: 'string' }, code: { type: 'string' } },
};

const answer = (schema: Json, more: Record<string, Json> = {}): Json => ({ description: 'x', content: { 'application/json': { schema, ...more } } });

/** A document with one operation, `POST /customers`, as small as it can be while every check has something to see. */
export const exampleDocument = ({ body, record, openapi = '3.0.3', schemas = {} }: Example): Record<string, Json> => ({
  openapi,
  info: { title: 'Example', version: '1' },
  paths: {
    '/customers': {
      post: {
        security: [{ Token: [] }],
        requestBody: { required: true, content: { 'application/json': { schema: body, example: {} } } },
        responses: {
          '201': {
            description: 'x',
            headers: { Location: { required: true, schema: { type: 'string' } } },
            content: { 'application/json': { schema: record ?? { type: 'object', properties: { id: { type: 'string' } } } } },
          },
          '400': answer(ERROR, { example: { message: 'no', code: 'invalid' } }),
          '401': answer(ERROR, { example: { message: 'no', code: 'unauthorized' } }),
        },
      },
    },
  },
  components: { schemas, securitySchemes: { Token: { type: 'http', scheme: 'bearer' } } },
});

/** A sheet with what no sheet can do without, and one way to authenticate. */
export const MINIMAL_SHEET: Readonly<Record<string, Json>> = {
  provider: 'example',
  title: 'Example',
  page: 'https://docs.example.com/customers',
  operation: 'POST /customers',
  settings: { baseUrl: 'EXAMPLE_BASE_URL' },
  hosts: { sandbox: [], production: [], confirmNeeded: false, stated: 'prose' },
  auth: [{ name: 'token', headers: [{ name: 'Authorization', kind: 'bearer', scheme: 'Token', setting: 'EXAMPLE_TOKEN' }], stated: 'prose' }],
  record: { at: '', id: ['/id'], stated: 'prose' },
};

/** The example contract of the batteries, read as any contract is. JSON is YAML, so no text is written by hand. */
export function exampleContract(example: Example): ReadContract {
  return readContract({
    contract: readSource(JSON.stringify(exampleDocument(example), null, 1), 'contract.yaml'),
    sheet: readSource(JSON.stringify({ ...MINIMAL_SHEET, ...example.sheet }, null, 1), 'provider.yaml'),
  });
}
