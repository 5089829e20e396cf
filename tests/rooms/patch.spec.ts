import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { type Patch, proposePatch } from '#fixtures/drift/patch.ts';
import { readSource } from '#src/contract/source.ts';
import { readVersion } from '#src/contract/version.ts';
import { compareVersions } from '#src/drift/compare.ts';
import type { Drift } from '#src/model/drift.ts';
import { type Json, without, withValue } from '#src/model/json.ts';
import type { Version } from '#src/model/version.ts';
import { folder } from '../command-line.ts';

const LABEL = 'POST /customers';
const FILE = 'specs/salesive/contract.yaml';
const TEXT = readFileSync(FILE, 'utf8');
const CREATE = '/components/schemas/CustomerCreate';
const POST = '/paths/~1customers/post';
type Edit = (document: Json) => Json;
const put =
  (at: string, value: Json): Edit =>
  (document) =>
    withValue(document, at, value);
const cut =
  (at: string): Edit =>
  (document) =>
    without(document, at);

const version = (text: string, file: string): Version => readVersion(readSource(text, file), LABEL);
const driftsTo = (text: string, newer: Version): Drift[] => compareVersions({ before: version(text, FILE), after: newer }, { linesOf: 'before' });

/** What is proposed to follow a document with some changes, and the drifts there were. */
function proposed(...edits: Edit[]): { patch: Patch; newer: Version; drifts: Drift[] } {
  const document = edits.reduce((made, edit) => edit(made), parse(TEXT) as Json);
  const newer = version(JSON.stringify(document), 'newer.json');
  const drifts = driftsTo(TEXT, newer);
  return { patch: proposePatch({ file: FILE, text: TEXT }, newer, LABEL, drifts), newer, drifts };
}

/** The contract after the patch, applied as people would. */
function patched({ text }: Patch): string {
  const dir = folder();
  mkdirSync(path.join(dir, path.dirname(FILE)), { recursive: true });
  cpSync(FILE, path.join(dir, FILE));
  writeFileSync(path.join(dir, 'it.patch'), text);
  execFileSync('git', ['apply', 'it.patch'], { cwd: dir });
  return readFileSync(path.join(dir, FILE), 'utf8');
}

const ROWS: readonly (readonly [says: string, edit: Edit, line: string])[] = [
  ['a member became required', put(`${CREATE}/required`, ['name', 'email', 'phone']), '+        - phone'],
  ['a new optional member, without their words', put(`${CREATE}/properties/country`, { type: 'string', description: 'their words' }), '+        country:'],
  ['a member is gone', cut('/components/schemas/Customer/properties/online'), '-        online:'],
  ['a bound', put(`${CREATE}/properties/email/maxLength`, 50), '+          maxLength: 50'],
  ['a type', put('/components/schemas/EnvelopeBase/properties/status/type', 'string'), '+          type: string'],
  ['a new status, references written out', put(`${POST}/responses/409`, { $ref: '#/components/responses/Forbidden' }), "+        '409':"],
  ['a status is gone', cut(`${POST}/responses/403`), "-        '403':"],
  ['another address', put('/servers/0/url', 'https://api2.example.com'), '+  - url: https://api2.example.com'],
  [
    'one more credential',
    (document) =>
      withValue(withValue(document, '/security', [{ AppToken: [], Key: [] }]), '/components/securitySchemes/Key', {
        type: 'apiKey',
        in: 'header',
        name: 'x-key',
      }),
    '+    Key: []',
  ],
  ['a parameter', put(`${POST}/parameters`, [{ in: 'query', name: 'notify', required: true, schema: { type: 'boolean' } }]), '+      parameters:'],
  ['no body is demanded any more', put(`${POST}/requestBody/required`, false), '+        required: false'],
];

test.describe('a patch makes the contract follow the newer document', () => {
  for (const [says, edit, line] of ROWS)
    test(says, () => {
      const { patch, newer, drifts } = proposed(edit);

      expect(drifts).not.toEqual([]);
      expect(patch.text.split('\n')).toContain(line);
      expect(patch.byHand).toEqual([]);
      expect(driftsTo(patched(patch), newer)).toEqual([]);
    });

  test('all of it at once', () => {
    const { patch, newer, drifts } = proposed(...ROWS.map(([, edit]) => edit));

    expect(patch.solved.toSorted()).toEqual(drifts.map(({ fingerprint }) => fingerprint).toSorted());
    expect(driftsTo(patched(patch), newer)).toEqual([]);
  });

  test('what it does not touch stays as it is, to the byte', () => {
    const { patch } = proposed(put(`${CREATE}/properties/email/maxLength`, 50));

    expect(patched(patch).replace('          maxLength: 50\n', '')).toBe(TEXT);
  });

  test('there is none where nothing changed', () => {
    expect(proposed().patch).toEqual({ text: '', solved: [], byHand: [] });
  });
});
