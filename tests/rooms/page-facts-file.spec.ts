import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { loadPageFacts, savePageFacts } from '#fixtures/disk/page-facts.ts';
import { providerNames } from '#fixtures/disk/providers.ts';
import { loadContract } from '#fixtures/disk/specs.ts';
import { acceptPage, pageDrift } from '#fixtures/drift/page-drift.ts';
import { readPage } from '#src/contract/pages/readers.ts';
import type { PlacedFacts } from '#src/model/page.ts';
import { GLUED, MARKDOWN } from '../page-layouts.ts';

const factsOf = (text: string, name = 'page'): PlacedFacts => readPage({ text, name, operation: 'POST /clients' }).facts as PlacedFacts;

test.describe('the accepted facts of a page', () => {
  test.beforeEach(() => {
    process.env['SPECS_DIR'] = test.info().outputPath('specs');
    mkdirSync(test.info().outputPath('specs/acme'), { recursive: true });
  });
  test.afterEach(() => {
    delete process.env['SPECS_DIR'];
  });

  test('are read as they were written, one field to a line', () => {
    const { facts } = factsOf(GLUED);
    const file = savePageFacts('acme', facts);
    expect(loadPageFacts('acme')?.facts).toEqual(facts);
    expect(readFileSync(file, 'utf8')).toContain('\n    "/email": { "type": "string", "required": true, "maxLength": 255, "unique": true },\n');
  });

  test('are the same for the same page in another layout', () => {
    const first = readFileSync(acceptPage('acme', factsOf(GLUED)), 'utf8');
    expect(pageDrift('acme', factsOf(MARKDOWN))).toEqual([]);
    expect(readFileSync(acceptPage('acme', factsOf(GLUED)), 'utf8')).toBe(first);
  });

  test('give the line of what is gone, and the page that of what came', () => {
    acceptPage('acme', factsOf(GLUED));
    const drifts = pageDrift('acme', factsOf(GLUED.replace('phonestring', 'mobilestring')));
    expect(drifts.map(({ rule, file, line }) => `${rule} ${path.basename(file)}:${line}`)).toEqual([
      'page-request-field-added page:28',
      'page-request-field-removed page.facts.json:13',
    ]);
  });

  test('that were never written are no page without changes', () => {
    expect(() => pageDrift('acme', factsOf(GLUED))).toThrow(/there is no such file.+--accept-page/);
  });

  test('that somebody spoiled are told with their line', () => {
    const file = acceptPage('acme', factsOf(GLUED));
    writeFileSync(file, readFileSync(file, 'utf8').replace('"maxLength": 255', '"maxLength": "255"'));
    expect(() => pageDrift('acme', factsOf(GLUED))).toThrow(/:1[0-9]: `\/request\/~1email\/maxLength` must be integer/);
  });
});

test('every provider has accepted facts of its page, for its operation', () => {
  for (const provider of providerNames()) expect(loadPageFacts(provider)?.facts.operation, provider).toBe(loadContract(provider).sheet.operation);
});
