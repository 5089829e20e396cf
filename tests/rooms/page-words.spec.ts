import { expect, test } from '@playwright/test';
import { CAUSES, NOTICES, PROSE_FACTS, proseFacts, quotasIn } from '#src/contract/pages/prose.ts';
import type { PageFacts } from '#src/model/page.ts';

test.describe('facts in words', () => {
  for (const { id, example } of PROSE_FACTS)
    test(`${id}: ${example.says}`, () => {
      expect(proseFacts(example.says)).toEqual(example.facts);
    });

  for (const { id, is, example } of [...NOTICES, ...CAUSES])
    test(`${id}: ${example}`, () => {
      expect(is.test(example)).toBe(true);
    });

  const QUOTAS: readonly [string, PageFacts['quotas']][] = [
    ['100 calls per hour', [{ requests: 100, per: 'hour' }]],
    [
      'at most 1,200 requests per minute and 10 requests/sec',
      [
        { requests: 1200, per: 'minute' },
        { requests: 10, per: 'second' },
      ],
    ],
    ['5000 API requests a day', [{ requests: 5000, per: 'day' }]],
    ['we answer 100 customers within the hour', []],
  ];
  for (const [text, quotas] of QUOTAS)
    test(`quotas: ${text}`, () => {
      expect(quotasIn(text)).toEqual(quotas);
    });

  for (const text of ['the shop that the client is from', 'a unique opportunity', 'see page 255', 'one of our customers said', '20 characters of the novel'])
    test(`are not in: ${text}`, () => {
      expect(proseFacts(text)).toEqual({});
    });
});
