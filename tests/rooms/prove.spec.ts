import { expect, test } from '@playwright/test';
import { makeKit } from '#src/cases/kit.ts';
import { refutation } from '#src/cases/prove.ts';
import type { Proof } from '#src/cases/rule.ts';
import { RULES } from '#src/cases/rules.ts';
import type { Body } from '#src/model/case.ts';
import type { Json } from '#src/model/json.ts';
import { exampleContract } from '../example-contract.ts';

const contract = exampleContract({
  openapi: '3.0.3',
  body: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', maxLength: 5 },
      code: { type: 'string', maxLength: 5, pattern: '^[A-Z]*$' },
      either: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
      maybe: { nullable: true, allOf: [{ type: 'object' }] },
      list: { type: 'array', items: { type: 'integer' } },
    },
  },
  sheet: {
    constraints: [
      {
        id: 'no-zero',
        says: 'the list holds no zero',
        schema: { properties: { list: { items: { not: { const: 0 } } } } },
        breaks: [{ list: [0] }],
        stated: 'prose',
      },
    ],
  },
});
const kit = makeKit(contract, [0], true);

/** Why a claim about a payload does not hold; undefined where it does. */
function reason(proof: Proof, body: Body | undefined): string | undefined {
  const step = { ...kit.create({}, { intent: 'reject' }) };
  const { body: _none, ...bare } = step;
  return refutation(contract, kit.schema, { clause: 'x', variant: '', title: '', proof, steps: () => undefined }, [
    body === undefined ? bare : { ...step, body },
  ]);
}

const invalid = (at: string, keyword: string, member?: string): Proof => ({ claim: 'invalid', at, keyword, ...(member === undefined ? {} : { member }) });
const VALID: Proof = { claim: 'valid' };
const NO_ZERO: Proof = { claim: 'breaks-constraint', constraint: 0 };

const HOLDS: readonly (readonly [says: string, proof: Proof, body: Json])[] = [
  ['a valid payload', VALID, { name: 'Ada' }],
  ['a string too long', invalid('/name', 'maxLength'), { name: 'Lovelace' }],
  ['a required member left out', invalid('', 'required', 'name'), {}],
  ['a value that meets no branch, although each branch refuses it too', invalid('/either', 'oneOf'), { name: 'Ada', either: true }],
  ['a wrong item', invalid('/list/0', 'type'), { name: 'Ada', list: ['x'] }],
  ['two keywords of the one place', invalid('/code', 'maxLength'), { name: 'Ada', code: 'lower case' }],
  ['a constraint in words that is broken alone', NO_ZERO, { name: 'Ada', list: [1, 0] }],
];

for (const [says, proof, body] of HOLDS)
  test(`holds: ${says}`, () => {
    expect(reason(proof, { json: body })).toBeUndefined();
  });

const REFUTED: readonly (readonly [says: string, proof: Proof, body: Body | undefined, reason: RegExp])[] = [
  ['valid, but it is not', VALID, { json: { name: 'Lovelace' } }, /not valid: \/name/],
  ['valid, but only by the wider of two readings', VALID, { json: { name: 'Ada', maybe: null } }, /not valid: \/maybe/],
  ['valid, but it breaks a constraint in words', VALID, { json: { name: 'Ada', list: [0] } }, /the list holds no zero/],
  ['invalid, but the validator takes it', invalid('/name', 'maxLength'), { json: { name: 'Ada' } }, /does not refuse .* maxLength at \/name/],
  ['invalid, but for another keyword', invalid('/name', 'pattern'), { json: { name: 'Lovelace' } }, /does not refuse .* pattern at \/name/],
  ['invalid, but at another place', invalid('/code', 'maxLength'), { json: { name: 'Lovelace' } }, /does not refuse .* maxLength at \/code/],
  ['invalid, but another member is missing', invalid('', 'required', 'email'), { json: {} }, /does not refuse .* required/],
  [
    'invalid, but only by the narrower of two readings',
    invalid('/maybe', 'type'),
    { json: { name: 'Ada', maybe: null } },
    /does not refuse .* type at \/maybe/,
  ],
  ['invalid, but so is something else', invalid('/name', 'maxLength'), { json: { name: 'Lovelace', list: ['x'] } }, /more than one thing: \/list\/0/],
  ['against a constraint, but it keeps it', NO_ZERO, { json: { name: 'Ada', list: [1] } }, /constraint does not refuse/],
  ['against a constraint, but against the schema as well', NO_ZERO, { json: { name: 'Ada', list: [0, 'x'] } }, /breaks the schema as well/],
  ['invalid, but there is no JSON', invalid('', 'required', 'name'), { text: '{' }, /no JSON body/],
  ['valid, but there is no body', VALID, undefined, /no JSON body/],
];

for (const [says, proof, body, why] of REFUTED)
  test(`is refuted: called ${says}`, () => {
    expect(reason(proof, body)).toMatch(why);
  });

test('what is only assumed or shown by an example makes no invalid case', () => {
  const made = (stated: string): string[] => {
    const body = { type: 'object', 'x-stated': stated, required: ['x'], properties: { x: { type: 'string', maxLength: 3 } } };
    const graded = makeKit(exampleContract({ body }), [0], true);
    expect(graded.members(['type', 'required', 'maxLength'], false).map(({ id }) => id)).toHaveLength(4);
    return RULES.filter(({ family, make }) => family === 'invalid' && make(graded).length > 0).map(({ id }) => id);
  };
  const all = ['required-omitted', 'wrong-type', 'null-where-not-nullable', 'string-too-long'];
  expect({ prose: made('prose'), schema: made('schema') }).toEqual({ prose: all, schema: all });
  expect({ example: made('example'), assumed: made('assumed') }).toEqual({ example: [], assumed: [] });
});
