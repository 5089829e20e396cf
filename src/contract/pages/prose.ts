import type { FieldFacts, PageFacts } from '../../model/page.ts';

/** A way to say a fact of a field in words. */
interface ProseFact {
  id: string;
  is: RegExp;
  facts(match: RegExpExecArray): FieldFacts;
  example: { says: string; facts: FieldFacts };
}

const NUMBER = '(\\d[\\d,]*)';
const CHARS = '(?:characters?|chars?|letters?|symbols?)';
const number = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''));
const words = (text: string): string[] =>
  text
    .split(/\s*(?:,|\||\bor\b|\band\b|\/)\s*/)
    .map((word) => word.replaceAll(/^[`"'\s(]+|[`"'\s).]+$/g, ''))
    .filter((word) => /^[\w.:-]+$/.test(word));

/** Limits and marks of fields as sentences say them. */
export const PROSE_FACTS: readonly ProseFact[] = [
  {
    id: 'length-range',
    is: new RegExp(`\\b${NUMBER}\\s*(?:-|–|to|and)\\s*${NUMBER}\\s*${CHARS}`, 'i'),
    facts: ([, least, most]) => ({ minLength: number(least), maxLength: number(most) }),
    example: { says: 'between 2 and 40 characters', facts: { minLength: 2, maxLength: 40 } },
  },
  {
    id: 'length-most',
    is: new RegExp(
      `(?:max(?:imum)?(?: length)?(?: of| is|:)?|up to|at most|no(?:t)? (?:more|longer) than|(?:not |n't )exceed|limited to|under)\\s*${NUMBER}\\s*${CHARS}|${NUMBER}\\s*${CHARS}\\s*(?:max(?:imum)?|or (?:less|fewer)|at most)|max(?:imum)? length(?: of| is|:)?\\s*${NUMBER}`,
      'i',
    ),
    facts: ([, a, b, c]) => ({ maxLength: number(a ?? b ?? c) }),
    example: { says: 'no longer than 80 characters', facts: { maxLength: 80 } },
  },
  {
    id: 'length-least',
    is: new RegExp(
      `(?:min(?:imum)?(?: length)?(?: of| is|:)?|at least|no(?:t)? (?:less|fewer|shorter) than)\\s*${NUMBER}\\s*${CHARS}|${NUMBER}\\s*${CHARS}\\s*(?:min(?:imum)?|or more)|min(?:imum)? length(?: of| is|:)?\\s*${NUMBER}`,
      'i',
    ),
    facts: ([, a, b, c]) => ({ minLength: number(a ?? b ?? c) }),
    example: { says: 'at least 8 characters', facts: { minLength: 8 } },
  },
  {
    id: 'not-empty',
    is: /\bnon-?empty\b|\b(?:must|may|can)\s*not be (?:empty|blank)\b/i,
    facts: () => ({ minLength: 1 }),
    example: { says: 'must not be empty', facts: { minLength: 1 } },
  },
  {
    id: 'items-most',
    is: new RegExp(
      `(?:max(?:imum)?(?: of)?|up to|at most|no more than)\\s*${NUMBER}\\s*(?:items?|entries|elements|objects|values|tags|contacts|addresses)\\b`,
      'i',
    ),
    facts: ([, most]) => ({ maxItems: number(most) }),
    example: { says: 'up to 10 items', facts: { maxItems: 10 } },
  },
  {
    id: 'items-least',
    is: new RegExp(`(?:min(?:imum)?(?: of)?|at least)\\s*${NUMBER}\\s*(?:items?|entries|elements|objects|values)\\b`, 'i'),
    facts: ([, least]) => ({ minItems: number(least) }),
    example: { says: 'at least 1 item', facts: { minItems: 1 } },
  },
  {
    id: 'unique',
    is: /\b(?:must|has to|needs to|should) be unique\b|\bunique (?:within|per|across|in|for) (?:the|a|your|each|all|every)?\s?\w+/i,
    facts: () => ({ unique: true }),
    example: { says: 'must be unique within the shop', facts: { unique: true } },
  },
  {
    id: 'null-allowed',
    is: /\b(?:nullable|may be null|can be null|or null|accepts null)\b/i,
    facts: () => ({ nullable: true }),
    example: { says: 'may be null', facts: { nullable: true } },
  },
  {
    id: 'deprecated',
    is: /\bdeprecated\b|\bno longer (?:used|supported)\b/i,
    facts: () => ({ deprecated: true }),
    example: { says: 'deprecated, use the other one', facts: { deprecated: true } },
  },
  {
    id: 'listed-values',
    is: /\b(?:one of|either|(?:possible|allowed|accepted|valid|supported) values(?: are)?|can be|must be)\s*:?\s*((?:[`"'][\w.:-]+[`"'](?:\s*(?:,\s*(?:or|and)?|\||or|and|\/)\s*)?){2,})/i,
    facts: ([, list]) => ({ enum: words(list ?? '').sort() }),
    example: { says: 'one of `red`, `green` or `blue`', facts: { enum: ['blue', 'green', 'red'] } },
  },
  {
    id: 'default',
    is: /\bdefaults? (?:to|is|value is)\s*:?\s*(?:[`"']([^`"']+)[`"']|(true|false|null|-?\d+(?:\.\d+)?))|\bdefault:\s*[`"']?([\w.-]+)/i,
    facts: ([, a, b, c]) => ({ default: a ?? b ?? c ?? '' }),
    example: { says: 'defaults to "active"', facts: { default: 'active' } },
  },
];

/** What words say of a field. */
export const proseFacts = (text: string): FieldFacts =>
  Object.assign(
    {},
    ...PROSE_FACTS.toReversed().map(({ is, facts }) => {
      const match = is.exec(text);
      return match ? facts(match) : {};
    }),
  ) as FieldFacts;

const UNITS: Readonly<Record<string, PageFacts['quotas'][number]['per']>> = {
  s: 'second',
  sec: 'second',
  min: 'minute',
  m: 'minute',
  h: 'hour',
  hr: 'hour',
  d: 'day',
};
const QUOTA =
  /(\d[\d,]*)\s*(?:api\s+)?(?:requests?|calls?|reqs?)\s*(?:per|a|an|every|each|\/)\s*(?:1\s+)?(second|minute|hour|day|sec|min|hr|s|h)\b|(?:requests?|calls?) (?:per|\/) (second|minute|hour|day):?\s*(\d[\d,]*)/gi;

/** Quotas in words: `100 calls per hour`. */
export const quotasIn = (text: string): PageFacts['quotas'] =>
  [...text.matchAll(QUOTA)].map(([, count, unit, unitFirst, countLast]) => {
    const per = (unit ?? unitFirst ?? '').toLowerCase();
    return { requests: number(count ?? countLast), per: UNITS[per] ?? (per as PageFacts['quotas'][number]['per']) };
  });

/** What a page announces of the whole operation, or how it behaves. */
export const NOTICES: readonly { id: string; is: RegExp; example: string }[] = [
  {
    id: 'deprecated',
    is: /\b(?:endpoint|operation|method|api|call|version)\b[^.]{0,40}\b(?:is|has been|was|will be) (?:now )?deprecated\b|^\W*deprecated\W*$/i,
    example: 'This endpoint is deprecated.',
  },
  {
    id: 'sunset',
    is: /\b(?:sunset|will be (?:removed|retired|shut down|turned off|discontinued)|end[- ]of[- ]life)\b/i,
    example: 'This version will be retired in May.',
  },
  { id: 'beta', is: /\b(?:endpoint|operation|api|call|feature)\b[^.]{0,30}\b(?:in|is a?) ?beta\b|^\W*beta\W*$/i, example: 'This endpoint is in beta.' },
  { id: 'upsert', is: /\bupsert/i, example: 'Upsert mode' },
  { id: 'idempotency', is: /\bidempoten(?:t|cy)\b/i, example: 'Send an Idempotency-Key.' },
];

/** Kinds of faults that pages name beside a status. */
export const CAUSES: readonly { id: string; is: RegExp; example: string }[] = [
  { id: 'duplicate', is: /\b(?:already (?:exists?|in use|taken|registered)|duplicates?|must be unique)\b/i, example: 'email already exists' },
  { id: 'stale-token', is: /\b(?:expired|stale|outdated)\b/i, example: 'the token is expired' },
  { id: 'signature', is: /\bsignature\b/i, example: 'the signature does not fit' },
  { id: 'missing-scope', is: /\b(?:scope|permission|privilege)s?\b/i, example: 'without the scope' },
  {
    id: 'credentials',
    is: /\b(?:unauthori[sz]ed|authentication failed|unauthenticated|invalid (?:api )?(?:credentials|key|token))\b/i,
    example: 'Authentication failed',
  },
  { id: 'rate-limit', is: /\b(?:rate[- ]limit|too many requests|throttl)/i, example: 'Too Many Requests' },
  {
    id: 'invalid-body',
    is: /\b(?:validation (?:failed|errors?)|invalid (?:data|body|input|fields?|request)|missing required)\b/i,
    example: 'Validation failed',
  },
];
