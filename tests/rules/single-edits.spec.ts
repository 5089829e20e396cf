import { expect, test } from '@playwright/test';
import { type Json, valueAt, without, withValue } from '#src/model/json.ts';
import { driftsBetween, inShort, objections } from '../drift-documents.ts';
import { documentOf } from '../independent-schema.ts';
import { type Edit, SINGLE_EDITS } from './single-edits.ts';

/** Each edit has to be one: what is set differs from what was there, what is taken out was there. */
function edited(document: Json, edits: readonly Edit[]): Json {
  return edits.reduce<Json>((whole, { at, to }) => {
    expect(JSON.stringify(valueAt(whole, at)), at).not.toBe(JSON.stringify(to));
    return to === undefined ? without(whole, at) : withValue(whole, at, to);
  }, document);
}

/** OpenAPI 3.0 builds on a draft whose validator knows no `date`. */
const UNJUDGED = new Set(['a date that becomes a date and time']);

test.describe('one edit of a contract:', () => {
  for (const { provider, what, before = [], edits, expects } of SINGLE_EDITS)
    test(`${provider}: ${what}`, async () => {
      const contract = documentOf(provider) as Json;
      const [older, newer] = [edited(contract, before), edited(contract, edits)];
      const drifts = driftsBetween(older, newer);

      expect(drifts.map(inShort)).toEqual(expects);
      for (const { line, file, severity, witness } of drifts) {
        expect(file).toMatch(/^(before|after)\.json$/);
        expect(line).toBeGreaterThan(1);
        expect(severity === 'breaking' && witness === undefined).toBe(false);
      }
      if (!UNJUDGED.has(what)) for (const drift of drifts) expect(await objections(older, newer, drift)).toEqual([]);
      expect(new Set(drifts.map(({ fingerprint }) => fingerprint)).size).toBe(drifts.length);
    });
});
