import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import { idFromKey, idsFound, isFresh, type LedgerLine, owed } from '#src/account/ledger.ts';
import type { Json } from '#src/model/json.ts';

/** What a ledger's lines come to: which records and keys are still owed. */

test.describe('the lines of a ledger', () => {
  const line = (entry: object, run = 'r1'): LedgerLine => ({ at: '2026-01-01T00:00:00.000Z', run, ...entry }) as LedgerLine;
  const key = { '/email': 'cc1@example.com' };
  const FORMS: readonly (readonly [says: string, lines: LedgerLine[], ids: Json[], keys: number])[] = [
    ['a create that was sent is owed by its key', [line({ key })], [], 1],
    ['a create that was refused owes nothing', [line({ key }), line({ key, refused: 400 })], [], 0],
    ['a create that never reached anybody owes nothing', [line({ key }), line({ key, unsent: true })], [], 0],
    ['a record is owed by its id', [line({ key }), line({ key, id: 7 })], [7], 0],
    ['a record that was removed is owed no more', [line({ key }), line({ key, id: 7 }), line({ id: 7, removed: true })], [], 0],
    ['a record that could not be removed is still owed', [line({ key }), line({ key, id: 7 }), line({ id: 7, left: 'answered 500' })], [7], 0],
    ['a second create of the same key is owed beside the first', [line({ key }), line({ key, id: 7 }), line({ key })], [7], 1],
    ['a key that was looked up and not found is owed no more', [line({ key }), line({ key, absent: true })], [], 0],
    ['a key that may be there is still owed', [line({ key }), line({ key, left: 'may be there' })], [], 1],
    ['what another run made is not this run’s', [line({ key }, 'r2'), line({ key, id: 8 }, 'r2')], [], 0],
  ];
  for (const [says, lines, ids, keys] of FORMS)
    test(says, () => {
      const still = owed(lines, 'r1');
      expect({ ids: still.ids.map(({ id }) => id), keys: still.keys.length }).toEqual({ ids, keys });
    });

  test('creates of one key, or of none, are counted', () => {
    expect(owed([line({ key: {} }), line({ key: {} }), line({ key: {}, refused: 400 }), line({ key: {} })]).keys).toEqual([{ key: {}, run: 'r1', open: 2 }]);
  });

  test('a key that is an id is taken as it was sent, and only one of ours may be looked for', () => {
    const { sheet } = loadContract('flowwise');
    const keys: Json[] = ['Cc5c7wxzzlsp', ['Cc5c7wxzzlsp'], 1722152, ''];
    expect(keys.map((value) => idFromKey(sheet, { '/customer_id': value }))).toEqual(keys);
    expect(keys.map(isFresh)).toEqual([true, false, false, false]);
  });

  test('a search names only records whose key is exactly the one that was sent', () => {
    const { sheet } = loadContract('salesive');
    const body = { data: [{ _id: 'a', email: 'CC1@example.com' }, { _id: 'b', email: 'xcc1@example.com' }, { _id: 'c' }] };
    expect(idsFound(sheet, body, { '/email': 'cc1@example.com' })).toEqual(['a']);
  });
});
