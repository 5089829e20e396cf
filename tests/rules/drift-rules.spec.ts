import { expect, test } from '@playwright/test';
import type { DocumentRule, OperationRule, SchemaRule } from '#src/drift/rule.ts';
import { DOCUMENT_RULES, OPERATION_RULES, SCHEMA_RULES } from '#src/drift/rules.ts';
import type { Json, JsonObject } from '#src/model/json.ts';
import { documentOfSchema, documentWith, driftsBetween, inShort, objections } from '../drift-documents.ts';

/** Rules whose example shows what another rule speaks of as well, and rightly so. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  // Each value is told by itself too.
  'answer-error-code-changed': ['answer-enum-value-added', 'answer-enum-value-removed'],
};

/** Breaking by their effect, but nothing that is sent or read shows it: they are told as a warning. */
const UNSHOWN: Readonly<Record<string, string>> = {
  'request-member-removed': 'an open object takes a member it does not know',
  'request-required-member-removed': 'an open object takes a member it does not know',
};

/** What the other validator takes for words only. */
const UNJUDGED: Readonly<Record<string, string>> = {
  'answer-format-widened': 'it knows no int32',
  'request-format-narrowed': 'it knows no int32',
};

type Rule = SchemaRule | OperationRule | DocumentRule;
const RULES: readonly Rule[] = [...SCHEMA_RULES, ...OPERATION_RULES, ...DOCUMENT_RULES];

const documentOf = (operations: Json): Json => ({
  openapi: '3.0.3',
  info: { title: 'x', version: '1' },
  paths: Object.fromEntries(
    [...new Set((operations as string[]).map((label) => label.split(' ')[1] as string))].map((path) => [
      path,
      Object.fromEntries(
        (operations as string[]).filter((label) => label.endsWith(` ${path}`)).map((label) => [label.split(' ')[0]?.toLowerCase(), { responses: {} }]),
      ),
    ]),
  ),
});

/** The two documents between which the example of a rule stands. */
function documentsOf(rule: Rule): { before: Json; after: Json }[] {
  const { before, after } = rule.example;
  if (DOCUMENT_RULES.includes(rule as DocumentRule)) return [{ before: documentOf(before), after: documentOf(after) }];
  if (OPERATION_RULES.includes(rule as OperationRule)) return [{ before: documentWith(before as JsonObject), after: documentWith(after as JsonObject) }];
  const { status } = (rule as SchemaRule).example;
  const member = (schema: Json): Json => ({ type: 'object', properties: { inner: schema, other: { type: 'integer' } } });
  const is30 = JSON.stringify([before, after]).includes('"nullable"');
  const whole = (schema: Json): Json => ({ ...documentOfSchema(rule.direction, schema, status), openapi: is30 ? '3.0.3' : '3.1.0' });
  return [
    { before: whole(before), after: whole(after) },
    { before: whole(member(before)), after: whole(member(after)) },
  ];
}

test.describe('drift rules', () => {
  test('have ids of their own, in kebab-case', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('say something, on a basis', () => {
    for (const { id, says, basis } of RULES) {
      expect(says, id).toMatch(/^[a-z].+ .+[^.]$/);
      expect(basis, id).toMatch(/OpenAPI|JSON Schema|RFC \d+/);
    }
  });

  for (const rule of RULES)
    test(`${rule.id}: ${rule.says}`, async () => {
      for (const { before, after } of documentsOf(rule)) {
        const drifts = driftsBetween(before, after);
        expect(drifts.filter((drift) => drift.rule === rule.id).map(inShort), 'its example wakes it').not.toEqual([]);
        expect([...new Set(drifts.map((drift) => drift.rule))].filter((id) => id !== rule.id).sort(), 'and no other').toEqual(ALSO[rule.id] ?? []);

        const own = drifts.filter((drift) => drift.rule === rule.id);
        for (const drift of own) {
          expect(drift.effect).toBe(rule.effect);
          const shown = rule.severity !== 'breaking' || drift.witness !== undefined;
          expect(drift.severity, drift.note).toBe(shown ? rule.severity : 'warn');
          expect(shown, `a witness of ${inShort(drift)}`).toBe(!(rule.id in UNSHOWN));
        }
        for (const drift of drifts) if (!(drift.rule in UNJUDGED)) expect(await objections(before, after, drift)).toEqual([]);
        expect(driftsBetween(before, before)).toEqual([]);
        expect(driftsBetween(after, after)).toEqual([]);
      }
    });
});
