import { expect, test } from '@playwright/test';
import { comparePages } from '#src/drift/compare-page.ts';
import { OPPOSITES } from '#src/drift/rule.ts';
import { PAGE_RULES } from '#src/drift/rules/page.ts';
import { DRIFT_SEVERITIES } from '#src/model/drift.ts';
import type { PageFacts, PlacedFacts } from '#src/model/page.ts';

const NONE: PageFacts = {
  version: 1,
  operation: 'POST /customers',
  requestLines: [],
  headers: {},
  request: {},
  answers: {},
  answerHeaders: [],
  causes: {},
  quotas: [],
  notices: [],
};
const placed = (facts: Partial<PageFacts>, file = 'page'): PlacedFacts => ({ file, facts: { ...NONE, ...facts }, lineOf: () => 7 });
const between = (before: Partial<PageFacts>, after: Partial<PageFacts>) => comparePages(placed(before, 'before'), placed(after, 'after'));
const told = (before: Partial<PageFacts>, after: Partial<PageFacts>): string[] =>
  between(before, after).map(({ severity, rule, at }) => `${severity} ${rule} at ${at}`);

test('a field that the consumer does not send is rated info, but one that has to be sent now concerns everybody', () => {
  const before = { request: { '/name': { type: 'string' }, '/notes': { type: 'string', maxLength: 9 } } } as const;
  const rated = (request: PageFacts['request']): string[] =>
    comparePages(placed(before, 'before'), placed({ request }, 'after'), { sends: ['/name'] }).map(({ severity, rule }) => `${severity} ${rule}`);

  expect(rated({ '/name': { type: 'string' }, '/notes': { type: 'string', maxLength: 5 } })).toEqual(['info page-request-max-length-lowered']);
  expect(rated({ '/name': { type: 'string' }, '/notes': { type: 'string', maxLength: 9, required: true } })).toEqual(['breaking page-request-field-required']);
});

test.describe('the rules of page drift', () => {
  test('have ids of their own, in kebab-case, and say what they see on what basis', () => {
    const ids = PAGE_RULES.map(({ id }) => id);
    expect(ids.filter((id) => !/^page-[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    for (const { says, basis } of PAGE_RULES) expect(`${says} | ${basis}`).toMatch(/^[a-z].+[^.] \| .+page/);
  });

  test('leave no change without its opposite on the same side', () => {
    const cells = PAGE_RULES.map(({ direction, cell }) => `${direction} ${cell.subject} ${cell.change}`);
    const holes = PAGE_RULES.map(({ direction, cell }) => `${direction} ${cell.subject} ${OPPOSITES[cell.change]}`).filter((cell) => !cells.includes(cell));
    // A required field that is gone is a field that is gone.
    expect(holes).toEqual(['request required-field removed']);
  });

  test('leave no change of a request without its mirror in answers, but for what only requests have', () => {
    const cells = (side: string) => PAGE_RULES.filter(({ id }) => id.startsWith(`page-${side}-`)).map(({ cell }) => `${cell.subject} ${cell.change}`);
    const only = cells('request').filter((cell) => !cells('answer').includes(cell));
    expect(only.filter((cell) => !/^(required-field|unique|default|request-header|header-mark|request-line) /.test(cell))).toEqual([]);
  });

  for (const rule of PAGE_RULES)
    test(`${rule.id}: ${rule.says}`, () => {
      const { before, after } = rule.example;
      const found = between(before, after);
      expect(found.map(({ rule: id }) => id)).toEqual([rule.id]);
      expect(found[0]?.severity).toBe(rule.severity);
      if (rule.severity === 'breaking') expect(found[0]?.witness).toBeDefined();
      expect(found[0]?.fingerprint).toMatch(/^[0-9a-f]{12}$/);
      expect(between(before, before)).toEqual([]);
      expect(between(after, after)).toEqual([]);
    });

  test('stand at the line of the page, or of the accepted facts for what is gone', () => {
    const [gone] = between({ notices: ['upsert'] }, {});
    const [come] = between({}, { notices: ['upsert'] });
    expect([gone?.file, come?.file, come?.line]).toEqual(['before', 'after', 7]);
  });

  test('have fingerprints without values, and one for each value of a list', () => {
    const quota = (requests: number): Partial<PageFacts> => ({ quotas: [{ requests, per: 'hour' }] });
    expect(between(quota(100), quota(50))[0]?.fingerprint).toBe(between(quota(100), quota(20))[0]?.fingerprint);
    const listed = (...values: string[]): Partial<PageFacts> => ({ request: { '/a': { enum: values } } });
    expect(new Set(between(listed('x', 'y', 'z'), listed('x')).map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  test('know the severities there are', () => {
    expect(PAGE_RULES.filter(({ severity }) => !DRIFT_SEVERITIES.includes(severity))).toEqual([]);
  });
});

const TEXT = { type: 'string' };
const printed = (type = 'string') => ({ type, printed: true as const });
const WITNESSES: readonly [what: string, before: Partial<PageFacts>, after: Partial<PageFacts>, value: unknown, validUnder: string][] = [
  ['a field that became required', { request: { '/name': TEXT } }, { request: { '/name': { ...TEXT, required: true } } }, {}, 'before'],
  ['a lower bound', { request: { '/n': { ...TEXT, maxLength: 6 } } }, { request: { '/n': { ...TEXT, maxLength: 5 } } }, { n: 'xxxxxx' }, 'before'],
  ['a value that was taken away', { request: { '/s': { ...TEXT, enum: ['a', 'b'] } } }, { request: { '/s': { ...TEXT, enum: ['a'] } } }, { s: 'b' }, 'before'],
  [
    'null that may come',
    { answers: { 200: { '/s': { ...TEXT, required: true } } } },
    { answers: { 200: { '/s': { ...TEXT, required: true, nullable: true } } } },
    { s: null },
    'after',
  ],
  [
    'a field that is not answered any more',
    { answers: { 200: { '/data': printed('object'), '/data/id': printed('number'), '/data/name': printed() } } },
    { answers: { 200: { '/data': printed('object'), '/data/id': printed('number') } } },
    { data: { id: 1, name: 'xxxx' } },
    'before',
  ],
  [
    'a bound inside of a list',
    { request: { '/list': { type: 'array' }, '/list/*/n': { type: 'number', maximum: 9 } } },
    { request: { '/list': { type: 'array' }, '/list/*/n': { type: 'number', maximum: 5 } } },
    { list: [{ n: 8 }] },
    'before',
  ],
];

test.describe('the witness of a breaking page drift', () => {
  for (const [what, before, after, value, validUnder] of WITNESSES)
    test(`is a body: ${what}`, () => {
      expect(between(before, after).find(({ severity }) => severity === 'breaking')?.witness).toMatchObject({ kind: 'payload', value, validUnder });
    });

  test('is the header that is needed now', () => {
    const [drift] = between({ headers: { '/authorization': {} } }, { headers: { '/authorization': {}, '/x-signature': {} } });
    expect(drift?.witness).toEqual({ kind: 'credentials', before: 'authorization', after: 'authorization, x-signature' });
  });

  test('is wanting where no body can show the change, which is then rated lower and says so', () => {
    const long = (maxLength: number): Partial<PageFacts> => ({ request: { '/n': { ...TEXT, maxLength } } });
    expect(between(long(90000), long(80000))[0]).toMatchObject({ severity: 'warn', note: 'rated lower: no body shows it' });
  });
});

/** What really happened to such pages, in facts. */
const HISTORY: readonly [what: string, before: Partial<PageFacts>, after: Partial<PageFacts>, drifts: string[]][] = [
  [
    'an envelope that changed',
    {
      answers: {
        200: {
          '/success': printed('boolean'),
          '/data': printed('object'),
          '/data/customer': printed('object'),
          '/data/customer/id': printed('number'),
          '/message': printed(),
        },
      },
    },
    { answers: { 200: { '/data': printed('object'), '/data/id': printed('number'), '/message': printed() } } },
    [
      'info page-answer-field-added at answer 200 /data/id',
      'breaking page-answer-field-removed at answer 200 /success',
      'breaking page-answer-field-removed at answer 200 /data/customer',
    ],
  ],
  [
    'statuses that came and went',
    { answers: { 200: {}, 400: {}, 423: {} } },
    { answers: { 200: {}, 400: {}, 401: {}, 403: {}, 422: {} } },
    [
      'warn page-answer-client-error-status-added at answer 401 status',
      'warn page-answer-client-error-status-added at answer 403 status',
      'warn page-answer-client-error-status-added at answer 422 status',
      'warn page-answer-client-error-status-removed at answer 423 status',
    ],
  ],
  [
    'a stale token with another status',
    { causes: { 'stale-token': [403] } },
    { causes: { 'stale-token': [401] } },
    ['breaking page-cause-status-changed at answer status for stale-token'],
  ],
  [
    'a quota of another unit',
    { quotas: [{ requests: 100, per: 'minute' }] },
    { quotas: [{ requests: 100, per: 'hour' }] },
    ['warn page-quota-lowered at quota'],
  ],
  [
    'another version in the address',
    { requestLines: ['POST /v1/customers'] },
    { requestLines: ['POST /v2/customers'] },
    ['breaking page-request-line-changed at request line'],
  ],
  [
    'a value more among values without gaps',
    { request: { '/s': { enum: ['active', 'inactive'] } } },
    { request: { '/s': { enum: ['activeinactivearchived'] } } },
    ['info page-request-value-added at request /s'],
  ],
];

test.describe('changes as pages have seen them', () => {
  for (const [what, before, after, drifts] of HISTORY)
    test(`are told: ${what}`, () => {
      expect(told(before, after)).toEqual(drifts);
    });

  test('are none where only the gaps between listed values are gone', () => {
    expect(told({ request: { '/s': { enum: ['active', 'inactive'] } } }, { request: { '/s': { enum: ['activeinactive'] } } })).toEqual([]);
  });

  test('are none where a sample prints a whole number for what was listed as an integer', () => {
    expect(told({ request: { '/n': { type: 'integer' } } }, { request: { '/n': { type: 'number', printed: true } } })).toEqual([]);
  });
});
