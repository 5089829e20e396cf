import { expect, test } from '@playwright/test';
import { seedOf } from '#fixtures/run/environment.ts';
import { terminalSummary } from '#src/report/terminal.ts';

const RUN = { id: 'x', startedAt: '2026-01-01T00:00:00.000Z', finishedAt: '2026-01-01T00:00:01.000Z', seed: 42, target: 'mock', exit: 0 };
const closingLine = (profile: string): string =>
  terminalSummary({ version: 1, run: { ...RUN, profile }, providers: [], findings: [] }, { seconds: 1, reports: 'reports', paint: (_style, text) => text });

test.describe('the seed of what is explored', () => {
  test('is fixed where none is asked for', () => {
    expect([seedOf(undefined), seedOf('')]).toEqual([20260101, 20260101]);
  });

  test('is the one that was asked for', () => {
    expect([seedOf('0'), seedOf('2147483647')]).toEqual([0, 2147483647]);
  });

  for (const wrong of ['-1', '1.5', 'night', '2147483648', '99999999999'])
    test(`cannot be ${wrong}`, () => {
      expect(() => seedOf(wrong)).toThrow(`SEED is "${wrong}"; it is a whole number below 2147483648`);
    });

  test('is printed at the end of a nightly run, and of no other', () => {
    expect(closingLine('nightly')).toContain('profile nightly, explored with seed 42 ·');
    expect(closingLine('gate')).not.toContain('seed');
  });
});
