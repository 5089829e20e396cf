import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { arbitraryBody, arbitraryText } from '#src/cases/arbitrary.ts';
import { HOSTILE_TEXTS } from '#src/cases/hostile.ts';
import { makeKit } from '#src/cases/kit.ts';
import { planCases } from '#src/cases/plan.ts';
import { isObject, type Json } from '#src/model/json.ts';
import { judgeAnswered } from '../answered-case.ts';
import { exampleContract } from '../example-contract.ts';

const KEY = 'ccabcdefghij';
const sizeOf = (value: Json): number =>
  typeof value === 'object' && value !== null ? 1 + Object.values(value).reduce<number>((sum, inner) => sum + sizeOf(inner), 0) : 1;
const depthOf = (value: Json): number => (typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0);

/** Bodies drawn for a request schema, with one key. */
function draw(body: Record<string, Json>, { needs, seed = 1, runs = 100 }: { needs?: string; seed?: number; runs?: number } = {}): Json[] {
  const kit = makeKit(exampleContract({ body, openapi: '3.1.0' }), [0], true);
  const bodies = arbitraryBody(kit.knowledge, kit.root, needs);
  return bodies ? fc.sample(bodies, { seed, numRuns: runs }).map((shape) => shape(KEY)) : [];
}

const named = (properties: Record<string, Json>, required: string[] = []): Record<string, Json> => ({ type: 'object', required, properties });
const TEXT = { type: 'string' };
const TREE = { type: 'object', properties: { name: TEXT, left: { $ref: '#/paths/~1customers/post/requestBody/content/application~1json/schema' } } };

test.describe('random bodies', () => {
  test('have other members from one to the next', () => {
    const sets = draw(named({ name: TEXT, notes: TEXT, active: { type: 'boolean' } })).map((body) => Object.keys(body as object).join());
    expect(new Set(sets).size).toBe(8);
  });

  test('hold plausible emails, phones and dates only', () => {
    const bodies = draw(named({ email: TEXT, phone: TEXT, birthdate: { type: 'string', format: 'date' } }, ['email', 'phone', 'birthdate']));
    expect(bodies.filter((body) => !isObject(body) || body['email'] !== `${KEY}@example.com`)).toEqual([]);
    expect(bodies.filter((body) => !isObject(body) || !/^\+1415555\d{4}$/.test(String(body['phone'])))).toEqual([]);
    expect(bodies.filter((body) => !isObject(body) || Number.isNaN(Date.parse(String(body['birthdate']))))).toEqual([]);
  });

  test('hold numbers within their bounds, and small ones where there is none', () => {
    const schema = named({ amount: { type: 'integer', minimum: 3, maximum: 7 }, rate: { type: 'number' } }, ['amount', 'rate']);
    const bodies = draw(schema).filter(isObject);
    expect(bodies.filter(({ amount }) => Number(amount) < 3 || Number(amount) > 7)).toEqual([]);
    expect(bodies.filter(({ rate }) => Number(rate) < 0 || Number(rate) > 1000)).toEqual([]);
  });

  test('meet every branch of a choice', () => {
    const bodies = draw(named({ owner: { oneOf: [{ type: 'boolean' }, named({ name: TEXT }, ['name'])] } }, ['owner']));
    expect(new Set(bodies.map((body) => typeof (body as { owner: Json }).owner))).toEqual(new Set(['boolean', 'object']));
  });

  test('have the place that is needed, and what leads to it', () => {
    const schema = named({ contacts: { type: ['array', 'null'], items: named({ name: TEXT, notes: TEXT }) } });
    const bodies = draw(schema, { needs: '/contacts/*/notes' }) as { contacts: { notes: string }[] }[];
    expect(bodies.filter(({ contacts }) => typeof contacts[0]?.notes !== 'string')).toEqual([]);
  });

  test('end, however deep and wide the schema is', () => {
    const wide = named(Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`name${index}`, named({ name: TEXT })])));
    expect(Math.max(...draw(TREE).map(depthOf))).toBeLessThanOrEqual(12);
    expect(Math.max(...draw(wide, { runs: 3 }).map(sizeOf))).toBeLessThanOrEqual(9001);
  });

  test('are none where a required member has no value', () => {
    expect(draw(named({ x: { type: 'string', pattern: '^(?=a)b$' } }, ['x']))).toEqual([]);
  });

  test('are the same for the same seed, and others for another', () => {
    const schema = named({ name: TEXT, notes: TEXT, tags: { type: 'array', items: TEXT } });
    expect(JSON.stringify(draw(schema, { seed: 7 }))).toBe(JSON.stringify(draw(schema, { seed: 7 })));
    expect(JSON.stringify(draw(schema, { seed: 8 }))).not.toBe(JSON.stringify(draw(schema, { seed: 7 })));
  });

  test('hold words without blanks at the ends or in a row, as long as asked for', () => {
    const words = fc.sample(arbitraryText(2, 20), { seed: 1, numRuns: 300 });
    expect(words.filter((text) => text !== text.trim() || text.includes('  ') || [...text].length < 2 || [...text].length > 20)).toEqual([]);
  });
});

for (const provider of providerNames())
  test(`what is explored at ${provider} follows from the seed alone, keys aside`, () => {
    const contract = loadContract(provider);
    const explored = (run: string, seed?: number): string[] =>
      planCases(contract, { profile: 'nightly', run, alternatives: [0], ...(seed === undefined ? {} : { seed }) })
        .cases.filter(({ family }) => family === 'exploration')
        .map(({ id, steps, keys }) =>
          keys
            .reduce((text, key) => text.replaceAll(new RegExp(key, 'gi'), 'key'), `${id} ${JSON.stringify(steps)}`)
            .replaceAll(/\+1415555\d{4}|\b[1-9]\d{6}\b/g, 'number of key'),
        );
    expect(explored('run-2')).toEqual(explored('run-1'));
    expect(explored('run-1', 1)).not.toEqual(explored('run-1', 2));
    expect(explored('run-1').length).toBeGreaterThan(70);
    expect(explored('run-1').length).toBeLessThanOrEqual(120);
  });

test('an answer that quotes a hostile text, cut anywhere, leaks nothing', () => {
  const contract = exampleContract({ body: named({ notes: TEXT }) });
  const hostile = planCases(contract, { profile: 'nightly', run: 'quoted', alternatives: [0] }).cases.filter(({ rule }) => rule === 'hostile-text');
  expect(hostile.length).toBe(HOSTILE_TEXTS.length);
  for (const planned of hostile)
    for (const length of [5, 10, 20, 30]) {
      const verdicts = judgeAnswered(contract, planned, (_step, _index, sent) => ({
        status: 400,
        body: { message: `not taken: ${String((sent as { notes: string }).notes).slice(0, length)}` },
      }));
      expect(verdicts.filter(({ severity }) => severity !== undefined)).toEqual([]);
    }
});
