import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { owed } from '#src/account/ledger.ts';
import { contracts } from '../command-line.ts';
import { contractsHere, runHere } from '../in-process.ts';
import { type Watched, watched } from './watched.ts';

/** What runs make they remove, whatever happens to them: a ledger on disk names every create before it is sent. */

test.describe('the ledger', () => {
  test.describe.configure({ timeout: 90_000 });

  test('names every create before it is sent and its record after, and a run removes them all', async () => {
    await watched('flowwise', async ({ settings, records, onCreate, lines }) => {
      let unnamed = 0;
      onCreate((count) => {
        const named = lines().filter((line) => 'key' in line && !('id' in line) && !('refused' in line)).length;
        if (named < count) unnamed += 1;
      });
      const { code, report } = await runHere(settings);

      expect({ code, unnamed, records: records().length }).toEqual({ code: 0, unnamed: 0, records: 0 });
      expect(report.providers[0]?.cleaned).toMatchObject({ left: [] });
      expect(report.providers[0]?.cleaned?.removed).toBeGreaterThan(0);
      expect(owed(lines())).toEqual({ ids: [], keys: [] });
    });
  });

  test('holds no secret, and neither does its name', async () => {
    await watched('flowwise', async ({ settings, ledger }) => {
      await runHere(settings);
      const text = readdirSync(ledger).map((name) => `${name}\n${readFileSync(path.join(ledger, name), 'utf8')}`);

      expect(text).toHaveLength(1);
      expect(text[0]).not.toContain(settings['FLOWWISE_CLIENT_SECRET']);
      expect(text[0]).toMatch(/^flowwise-[0-9a-f]{8}\.jsonl\n/);
    });
  });

  test('keeps what KEEP=1 keeps out of the way of a run, on loopback without any ledger', async () => {
    await watched('flowwise', async ({ settings, ledger, records }) => {
      const { report } = await runHere({ ...settings, KEEP: '1' });

      expect(report.providers[0]?.cleaned).toBeUndefined();
      expect(records().length).toBeGreaterThan(0);
      expect(readdirSync(ledger)).toEqual([]);
    });
  });

  test('a record that cannot be removed is reported, with the reason, by the run and by the clean-up', async () => {
    const undeletable: StageChange = {
      applies: () => true,
      change: (stages) => ({
        route: (call) => (call.method === 'DELETE' ? { status: 409, headers: {}, media: 'text/plain' } : stages.route(call)),
      }),
    };
    await watched(
      'flowwise',
      async ({ settings }) => {
        const run = await contracts(['run'], settings);
        const cleaned = await contractsHere(['clean'], settings);

        expect(run.report.providers[0]?.cleaned?.left.map(({ reason }) => reason)).toContain('answered 409');
        expect(run.output).toContain('still there: ');
        expect(cleaned.code).toBe(2);
        expect(cleaned.output).toContain('(answered 409)');
      },
      [undeletable],
    );
  });

  test('a clean-up call that is answered 503 is sent once more', async () => {
    const tried = new Set<string>();
    const busyOnce: StageChange = {
      applies: () => true,
      change: (stages) => ({
        route: (call) => {
          if (call.method !== 'DELETE' || tried.has(call.path)) return stages.route(call);
          tried.add(call.path);
          return { status: 503, headers: { 'retry-after': '0' }, media: 'text/plain' };
        },
      }),
    };
    const use = async ({ settings, records }: Watched): Promise<void> => {
      const { report } = await runHere(settings);

      expect(tried.size).toBeGreaterThan(0);
      expect(report.providers[0]?.cleaned).toMatchObject({ removed: tried.size, left: [] });
      expect(records()).toEqual([]);
    };
    await watched('flowwise', use, [busyOnce]);
  });

  test('a last line that was cut short is left out, and what is written after it is not lost', async () => {
    await watched('flowwise', async ({ settings, ledger, lines }) => {
      await runHere(settings);
      const before = lines().length;
      const file = path.join(ledger, readdirSync(ledger)[0] ?? '');
      appendFileSync(file, '{"at":"2026-01-01T00:00:00.000Z","run":"x","ke');
      const { code } = await runHere(settings);
      const whole = readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.endsWith('}'));

      expect(code).toBe(0);
      expect(whole).toHaveLength(before * 2);
    });
  });
});
