import { expect, test } from '@playwright/test';
import { planCases } from '#src/cases/plan.ts';
import type { Case, Step } from '#src/model/case.ts';
import { isObject, type Json, sameJson, valueAt } from '#src/model/json.ts';
import { judgeAnswered, NOW, type Told } from '../answered-case.ts';
import { exampleContract } from '../example-contract.ts';

const TEXT = { type: 'string' };
const WHEN = new Date(NOW).toISOString();

/** A sheet with an entry of every kind that a check reads, so that no check is silent for want of a promise. */
const CONTRACT = exampleContract({
  body: {
    type: 'object',
    required: ['email', 'name'],
    properties: { email: { ...TEXT, format: 'email' }, name: { ...TEXT, maxLength: 80 }, notes: TEXT, active: { type: 'boolean' } },
  },
  record: {
    type: 'object',
    required: ['id', 'ok'],
    properties: {
      id: TEXT,
      _id: TEXT,
      email: TEXT,
      name: TEXT,
      notes: TEXT,
      active: { type: 'boolean' },
      first: TEXT,
      last: TEXT,
      shop: TEXT,
      created: TEXT,
      ok: { type: 'boolean' },
    },
  },
  sheet: {
    naturalKeys: [{ at: '/email', duplicate: { outcome: 'conflict', status: [409] }, stated: 'prose' }],
    rejections: [
      { kind: 'invalid-body', status: [400], stated: 'prose' },
      { kind: 'credentials', status: [401], stated: 'prose' },
      { kind: 'duplicate', status: [409], stated: 'prose' },
    ],
    methods: { complete: true, known: ['POST'], stated: 'prose' },
    errorEnvelope: { appliesTo: ['invalid-body', 'duplicate'], stated: 'prose', schema: { type: 'object', required: ['message'] } },
    answerPromises: [{ id: 'ok', at: '/ok', on: 'success', is: { value: true }, stated: 'prose' }],
    echo: ['/email', '/name', '/notes', '/active'].map((at) => ({ sent: at, answered: at, stated: 'prose' })),
    defaults: [{ at: '/active', answered: '/active', value: true, stated: 'prose' }],
    aliases: [{ answered: ['/id', '/_id'], stated: 'prose' }],
    derived: [{ from: '/name', into: ['/first', '/last'], how: 'split-at-blank', stated: 'prose' }],
    serverOwned: [
      { answered: '/id', is: 'id', stated: 'prose' },
      { answered: '/created', is: 'created', stated: 'prose' },
    ],
    ignored: [{ at: '/shop', answered: '/shop', sample: 'abc', stated: 'prose' }],
    read: { method: 'GET', path: '/customers/{id}', record: '', stated: 'prose' },
  },
});

/** The simplest provider that keeps every promise of the contract, for one case. */
function faithful(): (step: Step, index: number, sent: Json | undefined) => Told {
  const records: Json[] = [];
  const refuse = (status: number, code: string, headers: Record<string, string> = {}): Told => ({ status, body: { message: 'no', code }, headers });
  return ({ role, body, expect: { intent, fault, of } }, _index, json) => {
    // JSON with white space is written as text, and read as any other.
    const sent = json ?? (intent === 'accept' && body && 'text' in body ? (JSON.parse(body.text) as Json) : undefined);
    if (role === 'read') return { status: 200, body: records[of ?? 0] ?? null };
    if (fault === 'credentials') return refuse(401, 'unauthorized', { 'www-authenticate': 'Bearer' });
    if (fault === 'method') return refuse(405, 'method', { allow: 'POST' });
    if (fault === 'media-type') return refuse(415, 'media_type');
    const taken = records.some((record) => sameJson(valueAt(record, '/email'), valueAt(sent, '/email')));
    if (fault === 'duplicate' || taken) return refuse(409, 'taken');
    if (intent === 'reject' || !isObject(sent)) return refuse(400, 'invalid');
    const [first = '', ...rest] = String(sent['name']).split(' ');
    const last = rest.join(' ');
    const id = `c${records.length + 1}`;
    const known = Object.fromEntries(Object.entries(sent).filter(([name]) => ['email', 'name', 'notes', 'active'].includes(name)));
    const record = { active: true, ...known, id, _id: id, shop: 'own', first, last, created: WHEN, ok: true };
    records.push(record);
    return { status: 201, body: record };
  };
}

const plan = planCases(CONTRACT, { profile: 'nightly', run: 'faithful', alternatives: [0], allowHazards: true });
const families = [...new Set(plan.cases.map(({ family }) => family))].sort();

test('the example contract has cases of every family', () => {
  expect(families).toEqual(['body', 'credential', 'exploration', 'invalid', 'promise', 'protocol', 'sequence', 'valid']);
});

for (const family of families)
  test(`faithful answers leave every check silent: ${family}`, () => {
    const heard = plan.cases
      .filter((planned: Case) => planned.family === family)
      .flatMap((planned) =>
        judgeAnswered(CONTRACT, planned, faithful())
          .filter(({ severity }) => severity !== undefined)
          .map(({ check, severity, at, expected, actual }) => `${planned.id}: ${severity} ${check} at ${at}: expected ${expected}, came ${actual}`),
      );
    expect(heard).toEqual([]);
  });
