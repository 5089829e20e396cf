import { expect, test } from '@playwright/test';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { settingNames } from '#fixtures/run/target.ts';
import type { Clause } from '#src/model/clause.ts';
import type { Contract } from '#src/model/contract.ts';
import type { Json } from '#src/model/json.ts';
import { documentOf, isOpenApi } from '../independent-schema.ts';
import { FACTS, type Facts } from './facts.ts';

type Member = { at: string; keyword: string; value: Json };

/** One keyword as the tables write it: `required`, `string`, `or null`, `maxLength 255`, with its grade where it is not the base. */
function word({ keyword, value }: Member, stated: string, base: string): string {
  const grade = stated === base ? '' : ` (${stated})`;
  if (keyword === 'required' || keyword === 'optional' || keyword === 'oneOf') return `${keyword}${grade}`;
  if (keyword === 'nullable') return `or null${grade}`;
  if (keyword === 'type') return `${String(value)}${grade}`;
  return `${keyword} ${[value].flat().join(' ')}${grade}`;
}

/** The places of a body, each with what is promised of it. */
function placesOf(clauses: readonly Clause[], base: string, about: (clause: Clause) => Member | undefined): Record<string, string> {
  const places = new Map<string, string[]>();
  for (const clause of clauses) {
    const member = about(clause);
    if (!member) continue;
    const words = places.get(member.at) ?? [];
    const next = word(member, clause.stated, base);
    places.set(member.at, words.includes(next) ? words : [...words, next]);
  }
  return Object.fromEntries([...places].map(([at, words]) => [at, words.join(' ')]));
}

const answerPlaces = ({ clauses }: Contract, status: string, base: string): Record<string, string> =>
  placesOf(clauses, base, ({ about }) => (about.kind === 'answer-member' && about.status === status ? about : undefined));
const statusesOf = ({ answers }: Facts): string[] => Object.keys(answers).flatMap((statuses) => statuses.split(' '));
const callOf = (call: { method: string; path: string } | undefined): string => (call ? `${call.method} ${call.path}` : '');

test('there is a table of facts for every provider', () => {
  expect(Object.keys(FACTS).sort()).toEqual(providerNames());
});

for (const [provider, facts] of Object.entries(FACTS))
  test.describe(`${provider} as its page says`, () => {
    const contract = loadContract(provider);
    const { operation, sheet } = contract;

    test('the operation, its servers and its statuses', () => {
      expect(operation.label).toBe(facts.operation);
      expect(operation.servers).toEqual(facts.servers);
      expect(operation.requestBody.required).toBe(true);
      expect(operation.requestBody.media.map(({ name }) => name)).toEqual(['application/json']);
      expect(operation.answers.map(({ status }) => status)).toEqual(statusesOf(facts));
      expect(operation.answers.flatMap(({ media }) => media.map(({ name }) => name))).toEqual(statusesOf(facts).map(() => 'application/json'));
    });

    test('the request body: members, types, required ones, null, limits, formats and how firmly they are stated', () => {
      expect(placesOf(contract.clauses, facts.base, ({ about }) => (about.kind === 'request-member' ? about : undefined))).toEqual(facts.request);
    });

    for (const [statuses, members] of Object.entries(facts.answers))
      for (const status of statuses.split(' '))
        test(`the body of ${status}`, () => {
          expect(answerPlaces(contract, status, facts.base)).toEqual(members);
        });

    test('credentials: OR over AND, in the document and in the sheet', () => {
      expect(operation.security.map(({ schemes }) => schemes)).toEqual(facts.schemes);
      expect(sheet.auth.map(({ headers }) => headers.map(({ name, kind }) => `${name} ${kind}`))).toEqual(facts.headers);
      expect(sheet.auth.map(({ headers }) => headers.map(({ scheme }) => scheme))).toEqual(facts.schemes);
      expect(settingNames(contract).sort()).toEqual(facts.settings);
    });

    test('natural keys, rejections, defaults, and what is never sent by itself', () => {
      const keys = (sheet.naturalKeys ?? []).map(({ at, duplicate: { outcome, status } }) => [at, [outcome, ...(status ?? [])].join(' ')]);
      expect(Object.fromEntries(keys)).toEqual(facts.keys);
      const rejections = (sheet.rejections ?? []).map(({ kind, status, alsoLawful }) => [kind, [...status, ...(alsoLawful ?? [])].join(' or ')]);
      expect(Object.fromEntries(rejections)).toEqual(facts.rejections);
      expect(Object.fromEntries((sheet.defaults ?? []).map(({ at, value }) => [at, value]))).toEqual(facts.defaults);
      const withheld = [sheet.references, sheet.deprecated, sheet.hazards, sheet.ignored].flatMap((entries) => (entries ?? []).map(({ at }) => at));
      expect(withheld.sort()).toEqual(facts.withheld);
    });

    test('reading and cleaning up', () => {
      expect(callOf(sheet.read)).toBe(facts.read);
      expect(callOf(sheet.clean)).toBe(facts.clean);
    });

    test('the document is OpenAPI by its meta-schema, and has no defects', async () => {
      expect(await isOpenApi(documentOf(provider))).toBe(true);
      expect(contract.defects()).toEqual([]);
    });
  });
