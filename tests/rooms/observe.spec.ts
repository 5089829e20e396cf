import { expect, test } from '@playwright/test';
import { type Look, lookAt, seenIn, valuesIn } from '#src/drift/behaviour/observe.ts';
import { learn } from '#src/drift/behaviour/words.ts';
import type { Case, Step } from '#src/model/case.ts';
import type { Json } from '#src/model/json.ts';
import { exampleContract } from '../example-contract.ts';

const contract = exampleContract({
  body: { type: 'object', properties: { name: { type: 'string' } } },
  sheet: {
    echo: [{ sent: '/name', answered: '/name', stated: 'prose' }],
    serverOwned: [{ answered: '/since', is: 'created', stated: 'prose' }],
  },
});

interface Told {
  sent?: Json;
  status?: number;
  body?: Json;
  text?: string;
  headers?: [string, string][];
}

const STEP: Step = { name: 'create', role: 'create', method: 'POST', path: '/customers', credential: { use: 'good' }, expect: { intent: 'accept' } };

function look(id: string, answers: readonly Told[], steps: readonly Partial<Step>[] = []): Look {
  const planned: Case = {
    ...{ id, rule: 'x', family: 'valid', title: 'x', profile: 'gate', clause: 'x', keys: ['ccaaaaaaaaaa'] },
    steps: answers.map((_, index) => ({ ...STEP, ...steps[index] })),
  };
  const made = answers.map(({ sent = {}, status = 201, body, text = body === undefined ? '' : JSON.stringify(body), headers = [] }) => ({
    now: 0,
    exchange: {
      request: { method: 'POST', url: 'http://x/customers', headers: [], body: JSON.stringify(sent) },
      answer: { status, headers, text, bytes: text.length, nesting: 1, leaked: [], ...(body === undefined ? {} : { json: { value: body } }) },
      ms: 1,
    },
  }));
  return lookAt(contract, { case: planned, steps: made, requests: answers.length }, 'aaaaaa') as Look;
}

/** The facts of the first answer, where the same answer came in two cases. */
function facts(told: Told, other: Told = told): Record<string, string> {
  const looks = [look('a', [told]), look('b', [other])];
  const { media: _media, body: _body, ...seen } = seenIn(looks[0] as Look, learn(valuesIn(looks))).steps[0]?.facts ?? {};
  return seen;
}

const ROWS: readonly (readonly [says: string, told: Told, facts: Record<string, string>])[] = [
  ['a text is of its format', { body: { at: '2024-02-29T10:30:00.000Z' } }, { '/at': 'string(date-time)' }],
  ['an empty text has none', { body: { x: '' } }, { '/x': 'string(empty)' }],
  ['a number is a number, with a fraction or not', { body: { x: [1_000_000, 1.5] } }, { '/x': 'array', '/x/*': 'number' }],
  ['items are told together', { body: { x: [null, 'two words', 7] } }, { '/x': 'array', '/x/*': 'null|number|string' }],
  [
    'a word that comes again is told',
    { body: { object: 'customer', live: false, points: 0 } },
    { '/object': 'string = customer', '/live': 'boolean = false', '/points': 'number = 0' },
  ],
  ['a word that was sent is not', { sent: { state: 'active' }, body: { state: 'Active' } }, { '/state': 'string' }],
  ['a text of more words is not', { body: { plan: 'two words' } }, { '/plan': 'string' }],
  [
    'an id, a name, an address and a time are not',
    { body: { shop_id: 'abc', ownerName: 'Ann', city: 'Rome', since: 'May', cityId: 7 } },
    { '/shop_id': 'string', '/ownerName': 'string', '/city': 'string', '/since': 'string', '/cityId': 'number' },
  ],
  ['names that are data are not', { body: { ccaaaaaaaaaa: 1_000_000, '2024-01-01': null, 'a b': true } }, { '/*': 'boolean|null|number' }],
  ['an error code is told', { status: 400, body: { code: 'invalid_email', message: 'Sorry' } }, { '/code': 'string = invalid_email', '/message': 'string' }],
  ['an error code that quotes what was sent is not', { sent: { name: 'boo' }, status: 400, body: { code: 'boo' } }, { '/code': 'string' }],
  ['a value that comes back trimmed is told', { sent: { name: ' Ada ' }, body: { name: 'Ada' } }, { '/name': 'string', 'kept /name': 'trimmed' }],
  ['a value that comes back in capitals is told', { sent: { name: 'Ada' }, body: { name: 'ADA' } }, { '/name': 'string', 'kept /name': 'letter case' }],
  ['a value that comes back cut is told', { sent: { name: 'Ada L' }, body: { name: 'Ada' } }, { '/name': 'string', 'kept /name': 'cut to 3' }],
  ['a value that comes back as another is told', { sent: { name: 'Ada' }, body: { name: 7_000_000 } }, { '/name': 'number', 'kept /name': 'altered' }],
  [
    'headers a caller may act on are told, without what varies',
    {
      headers: [
        ['Sunset', 'Sat, 29 Feb 2020 10:30:00 GMT'],
        ['WWW-Authenticate', 'Bearer realm="a, b", Basic'],
        ['Allow', 'POST, GET'],
        ['X-RateLimit-Limit', '7'],
        ['X-Id', '7'],
      ],
    },
    { 'header sunset': 'present', 'header www-authenticate': 'Basic, Bearer', 'header allow': 'GET, POST', 'header x-ratelimit-limit': 'present' },
  ],
];

for (const [says, told, expected] of ROWS)
  test(`of an answer, ${says}`, () => {
    expect(facts(told)).toEqual(expected);
  });

test('a word that comes in one case only is none', () => {
  expect(facts({ body: { state: 'active' } }, { body: { state: 'closed' } })).toEqual({ '/state': 'string' });
});

test('a body without JSON is text or none', () => {
  const seen = seenIn(look('a', [{ text: '<html>' }, {}]), new Map());
  expect(seen.steps.map((step) => step?.facts['body'])).toEqual(['text', 'none']);
});

test('steps sent at the same moment are told in one order, whichever came first', () => {
  const won: Told = { body: { x: 1_000_000 } };
  const lost: Told = { status: 409, body: {} };
  const [one, other] = [
    [won, lost],
    [lost, won],
  ].map((answers) => seenIn(look('a', answers, [{}, { together: true }]), new Map()).steps);
  expect(one).toEqual(other);
});

test('what another call shows of other people is not looked into', () => {
  const seen = seenIn(look('a', [{ status: 200, body: [{ email: 'ann@example.org', secret: 'x' }] }], [{ role: 'other', method: 'GET' }]), new Map());
  expect(JSON.stringify(seen)).not.toMatch(/email|secret/);
});
