import { expect, test } from '@playwright/test';
import type { Bite } from '../teeth/measure.ts';
import { teethPage } from '../teeth/report.ts';

/** What `npm run teeth` tells of a part of the faults: no rows and no shares of what was not measured. */

const bite = (more: Partial<Bite>): Bite => ({
  ...{ fault: 'a-fault', provider: 'acme', class: 'leak', tier: 'gate', says: 'it leaks', breaks: 'a promise', became: 'caught', profile: 'gate' },
  ...{ checks: [], requests: 1, exit: 1, within: {} },
  ...more,
});
const page = (missing: number, ...bites: Bite[]): string => teethPage({ version: 1, at: '2026-01-01T00:00:00.000Z', missing, bites });

test('a part says that it is one, and has no empty rows', () => {
  const text = page(9, bite({ tier: 'robust', became: 'undecided' }));

  expect(text).toContain('This is a part: 1 of 10 pairs were measured');
  expect(text).toContain('**lose or break answers**');
  expect(text).not.toMatch(/\| 0 /);
  expect(text).not.toContain('With few requests');
});

test('the whole has every table', () => {
  const text = page(0, bite({}), bite({ tier: 'robust', became: 'undecided' }), bite({ tier: 'faithful', became: 'silent' }));

  expect(text).not.toContain('This is a part');
  for (const title of ['all that break a promise', 'lose or break answers', 'no fault, a faithful variation', '## With few requests'])
    expect(text).toContain(title);
});
