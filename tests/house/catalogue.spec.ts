import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { DOCUMENT_RULES, OPERATION_RULES, SCHEMA_RULES } from '#src/drift/rules.ts';
import { catalogue } from '#src/report/catalogue.ts';
import { driftRules } from '#src/report/drift-rules.ts';
import { RATED_OTHERWISE } from '#src/report/rated-otherwise.ts';

test('docs/catalogue.md is what the tables print', () => {
  const written = readFileSync(path.join(import.meta.dirname, '../../docs/catalogue.md'), 'utf8');

  expect(written, 'print it again: npm run --silent contracts -- catalogue > docs/catalogue.md').toBe(catalogue());
});

test('docs/drift-rules.md is what the tables print', () => {
  const written = readFileSync(path.join(import.meta.dirname, '../../docs/drift-rules.md'), 'utf8');

  expect(written, 'print it again: npm run --silent contracts -- catalogue --drift > docs/drift-rules.md').toBe(driftRules());
});

test('what is rated otherwise than by oasdiff is about rules there are', () => {
  const ids = new Set([...SCHEMA_RULES, ...OPERATION_RULES, ...DOCUMENT_RULES].map(({ id }) => id));
  expect(RATED_OTHERWISE.flatMap(({ rules }) => rules).filter((id) => !ids.has(id))).toEqual([]);
});
