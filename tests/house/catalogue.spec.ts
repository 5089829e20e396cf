import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { catalogue } from '#src/report/catalogue.ts';

test('docs/catalogue.md is what the tables print', () => {
  const written = readFileSync(path.join(import.meta.dirname, '../../docs/catalogue.md'), 'utf8');

  expect(written, 'print it again: npm run --silent contracts -- catalogue > docs/catalogue.md').toBe(catalogue());
});
