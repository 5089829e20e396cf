import { expect, test } from '@playwright/test';
import { loadContract } from '#fixtures/disk/specs.ts';
import { inMemory } from './replay.ts';
import { runEngineOver } from './run-engine.ts';

const HOUR_MS = 3_600_000;

test('no signature is sent twice in a run, and none but the ones that are meant to be wrong is dated into the future', async () => {
  const contract = loadContract('count');
  const mock = inMemory(contract, []);
  await runEngineOver(contract, { ...mock, options: { profile: 'nightly' } });
  const signed = mock.calls.flatMap(({ headers, method, path, now }) =>
    headers['x-signature'] ? [{ what: `${method} ${path} ${headers['x-signature']}`, ahead: Number(headers['x-timestamp']) * 1000 - now }] : [],
  );

  expect(signed.length).toBeGreaterThan(200);
  expect(signed.map(({ what }) => what).filter((what, index, all) => all.indexOf(what) !== index)).toEqual([]);
  expect(signed.filter(({ ahead }) => ahead > 0 && ahead < HOUR_MS)).toEqual([]);
});
