import { expect, test } from '@playwright/test';
import { planCases } from '#src/cases/plan.ts';
import type { Json } from '#src/model/json.ts';
import { judgeAnswered, type Told } from '../answered-case.ts';
import { exampleContract } from '../example-contract.ts';
import { LEAKS, NO_LEAKS } from './leaks.ts';

const TEXT = { type: 'string' };
const BODY: Record<string, Json> = { type: 'object', required: ['email', 'name'], properties: { email: TEXT, name: TEXT, notes: TEXT } };
const RECORD: Record<string, Json> = {
  type: 'object',
  properties: { id: TEXT, email: TEXT, name: TEXT, notes: TEXT, created: TEXT, tags: { type: 'array', items: TEXT } },
};
const refusal = (status: number, code = 'invalid'): Told => ({
  status,
  body: { message: 'no', code },
  headers: { allow: 'POST', 'www-authenticate': 'Bearer' },
});
const created = (more: Record<string, Json> = {}): Told => ({ status: 201, body: { id: '1', email: '$email', name: '$name', notes: '$notes', ...more } });
/** A record of a body without notes. */
const kept = (name = '$name'): Told => ({ status: 201, body: { id: '1', email: '$email', name } });
const MADE: Told = { status: 201, body: { id: '1' } };
const promised = (kind: string, status: number[], stated = 'prose'): Record<string, Json> => ({ rejections: [{ kind, status, stated }] });
const ECHO: Record<string, Json> = { echo: ['/email', '/name', '/notes'].map((at) => ({ sent: at, answered: at, stated: 'prose' })) };
const OWNED: Record<string, Json> = { serverOwned: [{ answered: '/created', is: 'created', stated: 'prose' }] };
const CONFLICT: Record<string, Json> = { naturalKeys: [{ at: '/email', duplicate: { outcome: 'conflict', status: [409] }, stated: 'prose' }] };
const ENVELOPE: Record<string, Json> = { errorEnvelope: { appliesTo: ['invalid-body'], stated: 'prose', schema: { type: 'object', required: ['reason'] } } };
const READ: Record<string, Json> = { ...ECHO, read: { method: 'GET', path: '/customers/{id}', record: '', stated: 'prose' } };

type Row = readonly [says: string, rule: string, sheet: Record<string, Json>, answers: readonly Told[], ...findings: string[]];

/** The rules of judgement: a case, how it is answered, and everything that all checks together find. */
const ROWS: readonly Row[] = [
  ['rejection: the documented status', 'required-omitted', {}, [refusal(400)]],
  ['rejection: success', 'required-omitted', {}, [MADE], 'breach invalid-accepted at status'],
  ['rejection: the server fails', 'required-omitted', {}, [{ status: 500, body: { message: 'no' } }], 'breach server-error at status'],
  ['rejection: another client error where nothing is said of the kind', 'required-omitted', {}, [refusal(422)], 'gap status-undocumented at status 422'],
  [
    'rejection: another client error where a status is promised',
    'required-omitted',
    promised('invalid-body', [400, 422]),
    [refusal(409)],
    'breach rejection-status-other at status',
    'gap status-undocumented at status 409',
  ],
  ['rejection: one of the promised statuses', 'required-omitted', promised('invalid-body', [400, 422]), [refusal(422)]],
  [
    'rejection: a status that is only assumed',
    'required-omitted',
    promised('invalid-body', [400], 'assumed'),
    [refusal(422)],
    'gap rejection-status-other at status',
    'gap status-undocumented at status 422',
  ],
  ['rejection: a redirect where nothing is said of the kind', 'required-omitted', {}, [{ status: 302 }], 'breach rejection-status-other at status'],
  ['a method that is not listed: a redirect', 'method-put', {}, [{ status: 308 }], 'gap rejection-status-other at status'],
  [
    'rejection: a redirect where a status is promised',
    'required-omitted',
    promised('invalid-body', [400]),
    [{ status: 302 }],
    'breach rejection-status-other at status',
  ],
  ['acceptance: a redirect', 'everything', {}, [{ status: 303 }], 'breach valid-refused at status'],
  ['rejection: a promise for another kind', 'truncated-json', promised('invalid-body', [422]), [refusal(400)]],
  ['malformed JSON: success', 'truncated-json', {}, [MADE], 'breach invalid-accepted at status'],
  ['no body: success', 'no-body', {}, [MADE], 'breach invalid-accepted at status'],
  ['a media type that is not listed: success', 'content-type-wrong', {}, [created()], 'breach invalid-accepted at status'],
  ['a media type that is not listed: 415 needs no document', 'content-type-wrong', {}, [refusal(415)]],
  ['no media type: success is a gap', 'content-type-missing', {}, [created()], 'gap invalid-accepted at status'],
  ['bytes that are not UTF-8: success is a gap', 'bytes-not-utf-8', {}, [MADE], 'gap invalid-accepted at status'],
  ['bytes that are not UTF-8: the server fails', 'bytes-not-utf-8', {}, [{ status: 500 }], 'breach server-error at status'],
  ['a member named twice: success', 'duplicate-member', {}, [MADE]],
  ['an Accept that cannot be met: 406', 'accept-unacceptable', {}, [refusal(406)]],
  ['an Accept that cannot be met: success all the same', 'accept-unacceptable', {}, [created()]],
  ['another method: success where the methods are not said to be complete', 'method-put', {}, [{ status: 200, body: {} }], 'gap invalid-accepted at status'],
  [
    'another method: success where they are',
    'method-put',
    { methods: { complete: true, known: ['POST'], stated: 'prose' } },
    [{ status: 200, body: {} }],
    'breach invalid-accepted at status',
  ],
  ['another method: 404', 'method-put', {}, [refusal(404)]],
  ['a method nobody knows: 501', 'method-unknown', {}, [{ status: 501, text: '' }]],
  ['a method nobody knows: 500', 'method-unknown', {}, [{ status: 500, text: '' }], 'breach server-error at status'],
  ['credentials: another client error where nothing is said', 'credential-none', {}, [refusal(400)]],
  ['credentials: success', 'credential-none', {}, [created()], 'breach invalid-accepted at status'],
  [
    'credentials: another client error where 401 is promised',
    'credential-none',
    promised('credentials', [401]),
    [refusal(400)],
    'breach rejection-status-other at status',
  ],
  [
    'envelope: a documented status without its required member',
    'required-omitted',
    {},
    [{ status: 400, body: { code: 'invalid' } }],
    'breach body-schema-broken at /message',
  ],
  [
    'envelope: a documented status of another media type',
    'required-omitted',
    {},
    [{ status: 400, text: '<p>no</p>', headers: { 'content-type': 'text/html' } }],
    'breach body-not-json at body',
    'breach content-type-other at content-type',
  ],
  [
    'envelope: an undocumented status of the operation',
    'required-omitted',
    ENVELOPE,
    [refusal(422)],
    'breach error-envelope-broken at /reason',
    'gap status-undocumented at status 422',
  ],
  ['envelope: a gateway status', 'required-omitted', ENVELOPE, [refusal(413)]],
  ['envelope: a kind it is not said to cover', 'credential-none', ENVELOPE, [refusal(403)], 'gap status-undocumented at status 403'],
  ['acceptance: the documented success', 'everything', ECHO, [created()]],
  ['acceptance: refused', 'everything', {}, [refusal(400)], 'breach valid-refused at status'],
  ['acceptance: another success status', 'everything', {}, [{ ...created(), status: 200 }], 'breach success-status-other at status'],
  ['acceptance: no body', 'everything', {}, [{ status: 201, text: '' }], 'breach content-type-other at body'],
  ['acceptance: a wrong type in the record', 'everything', {}, [created({ id: 7 })], 'breach body-schema-broken at /id'],
  ['acceptance: a wrong type in an item', 'everything', {}, [created({ tags: ['a', 7] })], 'breach body-schema-broken at /tags/*'],
  ['acceptance: a member the document does not know', 'everything', {}, [created({ surprise: 1 })], 'gap member-undocumented at /surprise'],
  ['acceptance: a content type with a parameter', 'everything', {}, [{ ...created(), headers: { 'content-type': 'Application/JSON; charset=utf-8' } }]],
  ['echo: a value altered', 'everything', ECHO, [created({ name: 'Somebody Else' })], 'breach echo-differs at /name'],
  ['echo: a value left out', 'everything', ECHO, [{ status: 201, body: { id: '1', email: '$email', notes: '$notes' } }], 'breach echo-differs at /name'],
  [
    'echo: only assumed',
    'everything',
    { echo: [{ sent: '/name', answered: '/name', stated: 'assumed' }] },
    [created({ name: 'Somebody Else' })],
    'gap echo-differs at /name',
  ],
  [
    'echo: a long text cut short although it might have been refused',
    'long-text',
    ECHO,
    [created({ name: 'Ab', notes: 'Ab' })],
    'breach echo-differs at /name',
  ],
  ['a long text refused', 'long-text', ECHO, [refusal(400)]],
  ['explored: a random valid request refused', 'explored-valid', {}, [refusal(400)], 'breach valid-refused at status'],
  ['explored: a random invalid request accepted', 'explored-invalid', {}, [MADE], 'breach invalid-accepted at status'],
  ['explored: a hostile text kept whole', 'hostile-text', READ, [kept(), { ...kept(), status: 200 }]],
  ['explored: a hostile text refused', 'hostile-text', ECHO, [refusal(400)]],
  ['explored: a hostile text refused otherwise than documented', 'hostile-text', ECHO, [refusal(422)], 'gap status-undocumented at status 422'],
  [
    'explored: a hostile text refused in another envelope',
    'hostile-text',
    {},
    [{ status: 400, body: { code: 'invalid' } }],
    'breach body-schema-broken at /message',
  ],
  [
    'explored: a hostile text refused outside the provider-wide envelope',
    'hostile-text',
    ENVELOPE,
    [refusal(422)],
    'breach error-envelope-broken at /reason',
    'gap status-undocumented at status 422',
  ],
  ['explored: the server fails at a hostile text', 'hostile-text', {}, [{ status: 500, body: { message: 'no' } }], 'breach server-error at status'],
  ['explored: a hostile text altered', 'hostile-text', ECHO, [kept('Ada')], 'breach echo-differs at /name'],
  ['explored: a hostile text stored otherwise', 'hostile-text', READ, [kept(), { ...kept('Ada'), status: 200 }], 'breach stored-differs at /name'],
  ['explored: deep nesting refused', 'deep-nesting', {}, [refusal(400)]],
  ['explored: deep nesting taken', 'deep-nesting', ECHO, [kept()]],
  ['explored: the server fails at deep nesting', 'deep-nesting', {}, [{ status: 500, body: { message: 'no' } }], 'breach server-error at status'],
  ['explored: a big number refused', 'big-number', {}, [refusal(400)]],
  ['explored: a member named twice, refused', 'duplicate-member-variant', {}, [refusal(400)]],
  ['explored: a member named twice, taken', 'duplicate-member-variant', {}, [MADE]],
  ['server-owned: a date of long ago', 'everything', OWNED, [created({ created: '1970-01-01T00:00:00Z' })], 'breach server-owned-insane at /created'],
  ['server-owned: a date two days ahead', 'everything', OWNED, [created({ created: '2026-01-17T12:00:01Z' })], 'breach server-owned-insane at /created'],
  ['server-owned: a date twelve hours ahead', 'everything', OWNED, [created({ created: '2026-01-16T00:00:00Z' })]],
  [
    'server-owned: a date two days ahead, as the provider’s own clock is',
    'everything',
    OWNED,
    [{ ...created({ created: '2026-01-17T12:00:01Z' }), headers: { date: 'Sat, 17 Jan 2026 12:00:00 GMT' } }],
  ],
  ['server-owned: seconds since 1970 in a text', 'everything', OWNED, [created({ created: '1768478400' })]],
  ['server-owned: no date at all', 'everything', OWNED, [created({ created: 'yesterday' })], 'breach server-owned-insane at /created'],
  ['a duplicate: the promised status, though no response of the document', 'duplicate-identical', CONFLICT, [created(), refusal(409, 'taken')]],
  ['a duplicate: accepted', 'duplicate-identical', CONFLICT, [created(), created({ id: '2' })], 'breach invalid-accepted at status'],
  ['read-back: as it was answered', 'create-then-read', READ, [created(), { ...created({ id: '1' }), status: 200 }]],
  ['read-back: not found', 'create-then-read', READ, [created(), refusal(404)], 'gap stored-differs at status'],
  ['429 decides nothing', 'everything', {}, [{ status: 429, body: { message: 'slow' }, headers: { 'retry-after': '1' } }]],
  [
    'words that look like SQL are no SQL',
    'required-omitted',
    {},
    [{ status: 400, body: { message: 'Please update the set of fields, or select one from those where it applies.', code: 'invalid' } }],
  ],
  [
    'SQL',
    'required-omitted',
    {},
    [{ status: 400, body: { message: 'INSERT INTO customers (name) VALUES (1)', code: 'invalid' } }],
    'breach internals-leaked at body',
  ],
  [
    'a credential in an answer',
    'required-omitted',
    {},
    [{ status: 400, body: { message: 'bad token example-token-0123456789', code: 'invalid' } }],
    'breach internals-leaked at credential',
  ],
  [
    'the key of another customer in an error',
    'required-omitted',
    {},
    [{ status: 400, body: { message: 'near ccother00000@example.com', code: 'invalid' } }],
    'breach foreign-record at body',
  ],
];

const answering = (message: string): Told[] => [{ status: 400, body: { message, code: 'invalid' } }];
const LEAK_ROWS: readonly Row[] = [
  ...LEAKS.map(([says, message]): Row => [`a leak: ${says}`, 'required-omitted', {}, answering(message), 'breach internals-leaked at body']),
  ...NO_LEAKS.map(([says, message]): Row => [`no leak: ${says}`, 'required-omitted', {}, answering(message)]),
];

for (const [says, rule, sheet, answers, ...expected] of [...ROWS, ...LEAK_ROWS])
  test(`${says}: ${expected.join(', ') || 'nothing is found'}`, () => {
    const contract = exampleContract({ body: BODY, record: RECORD, sheet });
    const planned = planCases(contract, { profile: 'nightly', run: 'judgement', alternatives: [0] }).cases.find((candidate) => candidate.rule === rule);
    if (!planned) throw new Error(`no case of ${rule}`);
    // A read answers with what the create before it was answered.
    const sent: Json[] = planned.steps.flatMap(({ body }) => (body && 'json' in body ? [body.json] : []));
    const told = (index: number): Told => {
      const answer = answers[index] ?? { status: 500 };
      return planned.steps[index]?.role === 'read' && typeof answer.body === 'object' ? { ...answer, body: filledFrom(answer.body, sent[0] ?? null) } : answer;
    };
    const verdicts = judgeAnswered(contract, planned, (_step, index) => told(index));
    const known = new Set(contract.clauses.map(({ id }) => id));
    expect(verdicts.map(({ clause }) => clause).filter((clause) => !known.has(clause))).toEqual([]);
    const found = verdicts.filter(({ severity }) => severity !== undefined).map(({ severity, check, at }) => `${severity} ${check} at ${at}`);
    expect(found.sort()).toEqual([...expected].sort());
  });

const filledFrom = (body: Json, sent: Json): Json =>
  Object.fromEntries(
    Object.entries(body as object).map(([name, value]) => [
      name,
      typeof value === 'string' && value.startsWith('$') ? ((sent as Record<string, Json>)[value.slice(1)] ?? null) : value,
    ]),
  );
