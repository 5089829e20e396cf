import { expect, test } from '@playwright/test';
import { UnreadableInput } from '#src/contract/problem.ts';
import { readSource } from '#src/contract/source.ts';
import { readVersion } from '#src/contract/version.ts';
import { compareVersions } from '#src/drift/compare.ts';
import type { Consumer } from '#src/drift/consumer.ts';
import { type Json, withValue } from '#src/model/json.ts';
import { driftsBetween, inShort } from '../drift-documents.ts';
import { exampleContract } from '../example-contract.ts';

const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };
const object = (properties: Record<string, Json>): Json => ({ type: 'object', properties });
const content = (schema: Json): Json => ({ content: { 'application/json': { schema } } });

const REQUEST = '/paths/~1things/post/requestBody/content/application~1json/schema';
const ANSWER = '/paths/~1things/post/responses/200/content/application~1json/schema';
const ERROR = '/paths/~1things/post/responses/400/content/application~1json/schema';
const QUERY = '/paths/~1things/post/parameters/0/schema';
const BEFORE: Json = {
  openapi: '3.1.0',
  info: { title: 'x', version: '1' },
  paths: {
    '/things': {
      post: {
        parameters: [{ in: 'query', name: 'q', schema: TEXT }],
        requestBody: content(object({ name: TEXT, notes: TEXT, address: object({ city: TEXT, country: TEXT }) })),
        responses: {
          200: {
            description: 'x',
            ...(content(
              object({
                id: TEXT,
                tags: { type: 'object', additionalProperties: TEXT },
                contacts: { type: 'array', items: object({ email: TEXT, phone: TEXT }) },
              }),
            ) as object),
          },
          400: { description: 'x', ...(content(object({ code: TEXT })) as object) },
        },
      },
    },
  },
};

/** One change, what the consumer sends and reads, and how it is rated. */
const ROWS: readonly (readonly [what: string, at: string, to: Json, consumer: Consumer, expected: string])[] = [
  ['a member it sends', `${REQUEST}/properties/name/maxLength`, 5, { sends: ['/name'] }, 'breaking request-max-length-added at request /name (payload)'],
  ['a member it does not send', `${REQUEST}/properties/notes/maxLength`, 5, { sends: ['/name'] }, 'info request-max-length-added at request /notes'],
  [
    'a member it sends, where only what it reads is listed',
    `${REQUEST}/properties/notes/maxLength`,
    5,
    { reads: ['/id'] },
    'breaking request-max-length-added at request /notes (payload)',
  ],
  [
    'a member of an object it sends',
    `${REQUEST}/properties/address/properties/city`,
    NUMBER,
    { sends: ['/address'] },
    'breaking request-type-changed at request /address/city (payload)',
  ],
  [
    'an object of which it sends a member',
    `${REQUEST}/properties/address/type`,
    'array',
    { sends: ['/address/city'] },
    'breaking request-type-changed at request /address (payload)',
  ],
  [
    'another member of an object it sends in part',
    `${REQUEST}/properties/address/properties/country`,
    NUMBER,
    { sends: ['/address/city'] },
    'info request-type-changed at request /address/country',
  ],
  ['a member everybody has to send', `${REQUEST}/required`, ['notes'], { sends: ['/name'] }, 'breaking request-member-required at request /notes (payload)'],
  [
    'a member everybody has to send who sends its object',
    `${REQUEST}/properties/address/required`,
    ['country'],
    { sends: ['/address/city'] },
    'breaking request-member-required at request /address/country (payload)',
  ],
  [
    'a member to be sent in an object it does not send',
    `${REQUEST}/properties/address/required`,
    ['country'],
    { sends: ['/name'] },
    'info request-member-required at request /address/country',
  ],
  ['the whole body', `${REQUEST}/maxProperties`, 1, { sends: ['/name'] }, 'breaking request-max-members-added at request (payload)'],
  ['a member it reads', `${ANSWER}/properties/id`, NUMBER, { reads: ['/id'] }, 'breaking answer-type-changed at answer 200 /id (payload)'],
  ['a member it does not read', `${ANSWER}/properties/id`, NUMBER, { reads: ['/tags'] }, 'info answer-type-changed at answer 200 /id'],
  [
    'a member of items it reads',
    `${ANSWER}/properties/contacts/items/properties/email`,
    NUMBER,
    { reads: ['/contacts/*/email'] },
    'breaking answer-type-changed at answer 200 /contacts/*/email (payload)',
  ],
  [
    'a member of items it does not read',
    `${ANSWER}/properties/contacts/items/properties/phone`,
    NUMBER,
    { reads: ['/contacts/*/email'] },
    'info answer-type-changed at answer 200 /contacts/*/phone',
  ],
  [
    'the values of a map of which it reads one',
    `${ANSWER}/properties/tags/additionalProperties`,
    NUMBER,
    { reads: ['/tags/lang'] },
    'breaking answer-type-changed at answer 200 /tags/* (payload)',
  ],
  ['nothing it reads, where it reads nothing', `${ANSWER}/properties/id`, NUMBER, { reads: [] }, 'info answer-type-changed at answer 200 /id'],
  [
    'how an error is told, whatever it reads',
    `${ERROR}/properties/code`,
    NUMBER,
    { reads: ['/id'] },
    'breaking answer-type-changed at answer 400 /code (payload)',
  ],
  ['a parameter, which is no member', QUERY, NUMBER, { sends: [] }, 'breaking request-type-narrowed at query q (payload)'],
];

test.describe('a consumer that says what it sends and reads is told of', () => {
  for (const [what, at, to, consumer, expected] of ROWS)
    test(`${what}: ${expected.split(' ')[0]}`, () => {
      expect(driftsBetween(BEFORE, withValue(BEFORE, at, to), { consumer }).map(inShort)).toEqual([expected]);
    });

  test('one operation alone, as of a whole document', () => {
    const source = (document: Json, file: string) => readSource(JSON.stringify(document, null, 2), file);
    const after = withValue(BEFORE, `${REQUEST}/properties/notes/maxLength`, 5);
    const versions = { before: readVersion(source(BEFORE, 'before.json'), 'POST /things'), after: readVersion(source(after, 'after.json'), 'POST /things') };
    expect(compareVersions(versions, { consumer: { sends: ['/name'] } }).map(({ severity }) => severity)).toEqual(['info']);
    expect(compareVersions(versions).map(({ severity, file }) => `${severity} in ${file}`)).toEqual(['breaking in after.json']);
    expect(compareVersions(versions, { linesOf: 'before' }).map(({ severity, file }) => `${severity} in ${file}`)).toEqual(['breaking in before.json']);
  });

  test('what does not concern it, with the reason', () => {
    const [drift] = driftsBetween(BEFORE, withValue(BEFORE, `${ANSWER}/properties/id`, NUMBER), { consumer: { reads: [] } });
    expect(drift).toMatchObject({ effect: 'breaking', severity: 'info', note: 'the consumer does not read /id' });
  });
});

test.describe('the sheet', () => {
  const sheet = (consumer: Json) => exampleContract({ body: { type: 'object', properties: { name: TEXT } }, sheet: { consumer } }).sheet;

  test('says what the consumer sends and reads, and how firmly that is known', () => {
    const consumer = { sends: ['/name'], reads: ['/id', '/contacts/*/email'], stated: 'assumed' };
    expect(sheet(consumer).consumer).toEqual(consumer);
    expect(sheet({ stated: 'assumed' }).consumer).toEqual({ stated: 'assumed' });
  });

  for (const [what, consumer] of [
    ['a name for a pointer', { sends: ['name'], stated: 'assumed' }],
    ['no grade', { sends: ['/name'] }],
    ['an entry nobody knows', { send: ['/name'], stated: 'assumed' }],
  ] as const)
    test(`is refused with ${what} in it`, () => {
      expect(() => sheet(consumer as unknown as Json)).toThrow(UnreadableInput);
    });
});
