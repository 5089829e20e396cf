import { expect, test } from '@playwright/test';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { freshKey } from '#src/cases/key.ts';
import { planCases } from '#src/cases/plan.ts';
import type { Case, Step } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import { type Json, valueAt } from '#src/model/json.ts';
import { KEY_PATTERN } from '#src/model/key.ts';

const made = new Map<string, Case[]>();
function plan(contract: Contract, run = 'run-1'): Case[] {
  const name = `${contract.provider} ${run}`;
  const cases = made.get(name) ?? planCases(contract, { profile: 'nightly', run, alternatives: [0] }).cases;
  made.set(name, cases);
  return cases;
}
const jsonOf = ({ body }: Step): Json | undefined => (body && 'json' in body ? body.json : undefined);
const creates = ({ steps }: Case): Step[] => steps.filter(({ role }) => role === 'create');
const keyPointers = ({ sheet }: Contract): string[] => (sheet.naturalKeys ?? []).map(({ at }) => at);

test('a key is made of run, case and number alone', () => {
  const made = [freshKey('r', 'c'), freshKey('r2', 'c'), freshKey('r', 'c2'), freshKey('r', 'c', 1)];
  expect(new Set(made).size).toBe(4);
  expect(freshKey('r', 'c')).toBe(made[0]);
  for (const key of made) {
    expect(key).toMatch(/^cc[0-9a-z]{10}$/);
    expect(`x ${key}@example.com`.match(KEY_PATTERN)).toEqual([key]);
  }
});

for (const provider of providerNames())
  test.describe(`${provider}: no two creates share a natural key`, () => {
    const contract = loadContract(provider);

    test('whatever a case sends as a natural key holds a key of its own', () => {
      const wrong = plan(contract).flatMap((planned) =>
        creates(planned).flatMap((step) =>
          keyPointers(contract).flatMap((at) => {
            const sent = valueAt(jsonOf(step), at);
            const own = typeof sent !== 'string' || sent === '' || planned.keys.some((key) => sent.toLowerCase().includes(key));
            return own ? [] : [`${planned.id}: ${at} = ${JSON.stringify(sent)}`];
          }),
        ),
      );
      expect(wrong).toEqual([]);
    });

    test('numbers in the place of a natural key differ from run to run', () => {
      const numbers = (run: string): string[] =>
        plan(contract, run).flatMap((planned) =>
          creates(planned).flatMap((step) =>
            keyPointers(contract)
              .map((at) => valueAt(jsonOf(step), at))
              .filter((sent) => typeof sent === 'number')
              .map((sent) => `${planned.id} ${sent}`),
          ),
        );
      const before = numbers('run-1');
      expect(numbers('run-2').filter((sent) => before.includes(sent))).toEqual([]);
    });

    test('only a case about duplicates sends a key twice', () => {
      const twice = plan(contract).filter((planned) =>
        keyPointers(contract).some((at) => {
          const sent = creates(planned).flatMap((step) => valueAt(jsonOf(step), at) ?? []);
          return new Set(sent.map((value) => JSON.stringify(value))).size < sent.length;
        }),
      );
      const known = ['duplicate-identical', 'duplicate-changed', 'key-kept-after-failure', 'created-at-once'];
      expect(twice.filter(({ rule }) => !known.includes(rule)).map(({ id }) => id)).toEqual([]);
    });

    test('bodies that are no JSON objects hold a key of their own too', () => {
      const wrong = plan(contract).filter(({ family, steps, keys }) => {
        const body = steps[0]?.body;
        if (family !== 'body' || body === undefined || !('text' in body) || body.text.length < 12) return false;
        return !keys.some((key) => body.text.includes(key));
      });
      expect(wrong.map(({ id }) => id)).toEqual([]);
    });
  });

/** Members that name what already exists at the provider, or act on the world outside the record. */
for (const provider of providerNames())
  test(`${provider}: what may not be invented and what has side effects is not sent unasked`, () => {
    const contract = loadContract(provider);
    const { references = [], hazards = [] } = contract.sheet;
    const gate = planCases(contract, { profile: 'gate', run: 'run-1', alternatives: [0] }).cases;
    const sent = [...references, ...hazards].flatMap(({ at }) =>
      gate.flatMap((planned) =>
        planned.steps
          .filter((step) => !(step.fill ?? []).some((fill) => fill.at === at))
          .map((step) => valueAt(jsonOf(step), at))
          // Null names nothing, no parser takes a flag, an object or a plain word for an id, and nobody has a number that large.
          .filter((value) => (typeof value === 'number' && value < 1_000_000) || (typeof value === 'string' && !/^([a-z]+|999999999)$/.test(value)))
          .map((value) => `${planned.id}: ${at} = ${JSON.stringify(value)}`),
      ),
    );
    expect(sent).toEqual([]);
  });
