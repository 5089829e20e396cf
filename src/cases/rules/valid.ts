import type { Expectation } from '../../model/case.ts';
import { successes } from '../../model/contract.ts';
import { isObject, type Json, sameJson, valueAt, without, withValue } from '../../model/json.ts';
import { child, isWithin, segments } from '../../model/pointer.ts';
import { bodyWith, firstOf, type Kit, type MemberClause, MOST_ITEMS } from '../kit.ts';
import { EMAIL_SHAPES, FORMATS, LONGEST_TEXT, type Meaning, meaningOf, textOfLength } from '../plausible.ts';
import type { CaseRule, Draft, Keys } from '../rule.ts';
import { stringLimits } from '../text.ts';

const ACCEPT: Expectation = { intent: 'accept' };
const VALID = { claim: 'valid' } as const;
/** A string longer than this in a member without a bound is open in the document: it may be refused, never altered. */
const LONG = 300;

const x = (schema: Json): Record<string, Json> => ({ type: 'object', properties: { x: schema } });
const named = (name: string): Record<string, Json> => ({ type: 'object', properties: { [name]: { type: 'string' } } });

/** The clause a plain valid request stands for: the documented success status. */
export const successClause = ({ contract }: Kit): string => `answer/${successes(contract.operation)[0]?.status ?? '2XX'}#status`;

const one = (kit: Kit, clause: string, variant: string, title: string, body: (keys: Keys) => Json | undefined, expect: Expectation = ACCEPT): Draft => ({
  clause,
  variant,
  title,
  proof: VALID,
  steps: (keys) => {
    const made = body(keys);
    return made === undefined ? undefined : [kit.create(made, expect)];
  },
});

/** An empty object rests on every member of it being optional, which may be no promise. */
const accepting = (kit: Kit, at: string): Expectation => (kit.knowledge.assumed.has(at) ? { ...ACCEPT, atMost: 'gap' } : ACCEPT);

export const meaningAt = (at: string): Meaning | undefined =>
  meaningOf(
    segments(at)
      .filter((part) => part !== '*')
      .at(-1) ?? '',
  );
export const mayBeSent = (kit: Kit, at: string): boolean => ![...kit.knowledge.withheld].some((withheld) => isWithin(at, withheld));
const withheldNot = (kit: Kit, clauses: MemberClause[]): MemberClause[] => clauses.filter(({ about }) => mayBeSent(kit, about.at));
/** Members with a meaning or free text that are plain strings: no enum, format, pattern. */
const strings = (kit: Kit): MemberClause[] =>
  withheldNot(kit, kit.members(['type'], false)).filter(
    ({ about }) => about.value === 'string' && !kit.nodesAt(about.at).some(({ node }) => 'enum' in node || 'const' in node || 'pattern' in node),
  );
export const freeText = (kit: Kit): MemberClause[] => strings(kit).filter(({ about }) => meaningAt(about.at)?.freeText && !kit.knowledge.keys.has(about.at));
export const roomFor = (kit: Kit, at: string, text: string): boolean => [...text].length <= stringLimits(kit.nodesAt(at)).most;

/** An example with the members that must be fresh or must not be sent replaced or left out. */
function freshExample(kit: Kit, example: Json, keys: Keys): Json {
  const kept = [...kit.knowledge.withheld].reduce((body, at) => (valueAt(body, at) === undefined ? body : without(body, at)), example);
  const fresh = kit.full(keys()) ?? {};
  const renewed = isObject(kept)
    ? Object.keys(kept)
        .map((name) => child('', name))
        .filter((at) => kit.knowledge.keys.has(at) || meaningAt(at)?.name === 'email')
    : [];
  return renewed.reduce((body, at) => withValue(body, at, valueAt(fresh, at) ?? keys()), kept);
}

/** A full request has the first of several good values already, as a rule: the others tell more. */
const firstLast = <Value>(values: readonly Value[]): Value[] => [...values.slice(1), ...values.slice(0, 1)];

/** So many optional members are left out one by one. */
const SINGLY = 60;

/**
 * What is left out of a full request: each member by itself, or, where there are very many, in rows by the bits of their
 * numbers, so that of any two members each is missing beside the other and both are missing at once.
 */
function leftOut(members: readonly MemberClause[]): { clause: MemberClause; variant: string; left: MemberClause[] }[] {
  if (members.length <= SINGLY) return members.map((clause) => ({ clause, variant: 'left-out', left: [clause] }));
  const bits = Math.ceil(Math.log2(members.length));
  const rows = Array.from({ length: bits }, (_, bit) =>
    [0, 1].map((side) => ({ variant: `row-${bit}-${side}`, left: members.filter((_member, index) => ((index >> bit) & 1) === side) })),
  );
  return rows.flat().flatMap(({ variant, left }) => (left[0] ? [{ clause: left[0], variant, left }] : []));
}

export const validRules: readonly CaseRule[] = [
  {
    id: 'documented-example',
    says: 'the documented example, its keys made fresh, is accepted',
    basis: 'OpenAPI 3.0.3 4.7.14',
    family: 'valid',
    profile: 'smoke',
    rank: 4,
    example: { body: x({ type: 'string' }), makes: ['example'] },
    make: (kit) =>
      kit.contract.operation.requestBody.media.flatMap(({ examples }) =>
        examples.map(({ name, value }) =>
          one(kit, `request#example/${name}`, name, `the documented example (${name})`, (keys) => freshExample(kit, value, keys)),
        ),
      ),
  },
  {
    id: 'everything',
    says: 'a request with every member is accepted',
    basis: 'OpenAPI 3.0.3 4.7.13',
    family: 'valid',
    profile: 'smoke',
    rank: 1,
    example: { body: x({ type: 'string' }), makes: [''] },
    make: (kit) => [one(kit, successClause(kit), '', 'every member', (keys) => kit.full(keys()))],
  },
  {
    id: 'only-required',
    says: 'a request with the required members alone is accepted',
    basis: 'JSON Schema validation 6.5.3',
    family: 'valid',
    profile: 'gate',
    rank: 4,
    example: { body: x({ type: 'string' }), makes: [''] },
    make: (kit) => [one(kit, successClause(kit), '', 'required members only', (keys) => kit.minimal(keys()))],
  },
  {
    id: 'optional-alone',
    says: 'each optional member is accepted beside the required ones',
    basis: 'JSON Schema validation 6.5.3',
    family: 'valid',
    profile: 'gate',
    rank: 6,
    example: { body: x({ type: 'string' }), makes: ['alone'] },
    make: (kit) =>
      withheldNot(kit, kit.members(['optional'], false)).map(({ id, about: { at } }) =>
        one(kit, id, 'alone', `${at} alone`, (keys) => kit.upTo(keys(), at), accepting(kit, at)),
      ),
  },
  {
    id: 'deprecated-alone',
    says: 'a deprecated or hazardous member is still accepted while documented',
    basis: 'OpenAPI 3.0.3 4.7.24',
    family: 'valid',
    profile: 'nightly',
    rank: 9,
    example: { body: x({ type: 'string' }), sheet: { deprecated: [{ at: '/x', stated: 'prose' }] }, makes: ['alone'] },
    make: (kit) =>
      (kit.contract.sheet.deprecated ?? []).map(({ at }) =>
        one(kit, `request${at}#optional`, 'alone', `${at} alone`, (keys) => kit.payload(keys(), (candidate) => isWithin(at, candidate)), {
          ...ACCEPT,
          atMost: 'gap',
        }),
      ),
  },
  {
    id: 'optional-left-out',
    says: 'each optional member may be left out of a full request',
    basis: 'JSON Schema validation 6.5.3',
    family: 'valid',
    profile: 'gate',
    rank: 6,
    example: { body: { type: 'object', properties: { x: { type: 'string' }, y: { type: 'string' } } }, makes: ['left-out', 'left-out'] },
    make: (kit) =>
      leftOut(withheldNot(kit, kit.members(['optional'], false))).map(({ clause, variant, left }) =>
        one(kit, clause.id, variant, variant === 'left-out' ? `everything but ${clause.about.at}` : `everything but ${left.length} members`, (keys) => {
          const full = kit.full(keys());
          if (full === undefined || valueAt(full, firstOf(clause.about.at)) === undefined) return undefined;
          return left.reduce<Json>((body, { about }) => without(body, firstOf(about.at)), full);
        }),
      ),
  },
  {
    id: 'enum-value',
    says: 'every listed value is accepted',
    basis: 'JSON Schema validation 6.1.2',
    family: 'valid',
    profile: 'gate',
    rank: 4,
    example: { body: x({ type: 'string', enum: ['a', 'b'] }), makes: ['"b"', '"a"'] },
    make: (kit) =>
      withheldNot(kit, kit.members(['enum'], false)).flatMap(({ id, about: { at, value } }) =>
        firstLast(value as Json[])
          .filter((listed) => listed !== null)
          .map((listed) => one(kit, id, JSON.stringify(listed), `${at} = ${JSON.stringify(listed)}`, (keys) => bodyWith(kit, keys, at, listed))),
      ),
  },
  {
    id: 'boolean-value',
    says: 'true and false are accepted',
    basis: 'JSON Schema core 4.2.1',
    family: 'valid',
    profile: 'gate',
    rank: 4,
    example: { body: x({ type: 'boolean' }), makes: ['false', 'true'] },
    make: (kit) =>
      withheldNot(kit, kit.members(['type'], false))
        .filter(({ about }) => about.value === 'boolean')
        .flatMap(({ id, about: { at } }) =>
          firstLast([true, false]).map((value) => one(kit, id, String(value), `${at} = ${value}`, (keys) => bodyWith(kit, keys, at, value))),
        ),
  },
  {
    id: 'null-allowed',
    says: 'null is accepted where the document allows it',
    basis: 'OpenAPI 3.0.3 4.7.24.1; JSON Schema validation 6.1.1',
    family: 'valid',
    profile: 'gate',
    rank: 3,
    example: { body: x({ type: 'string', nullable: true }), makes: ['null'] },
    make: (kit) =>
      kit.members(['nullable'], false).map(({ id, about: { at } }) => one(kit, id, 'null', `${at} = null`, (keys) => bodyWith(kit, keys, at, null))),
  },
  {
    id: 'bound-met',
    says: 'a value exactly at its bound is accepted',
    basis: 'JSON Schema validation 6.2, 6.3, 6.4',
    family: 'valid',
    profile: 'gate',
    rank: 3,
    example: { body: x({ type: 'string', minLength: 2, maxLength: 5 }), makes: ['', ''] },
    make: (kit) =>
      bounded(kit).map((clause) => ({
        ...one(
          kit,
          clause.id,
          '',
          `${clause.about.at} exactly at ${clause.about.keyword}`,
          (keys) => {
            const value = atBound(kit, clause, keys);
            return value === undefined ? undefined : bodyWith(kit, keys, clause.about.at, value);
          },
          implausible(clause) ? { ...ACCEPT, atMost: 'gap' } : ACCEPT,
        ),
        ...(implausible(clause) ? { profile: 'nightly' as const } : {}),
      })),
  },
  {
    id: 'format-shape',
    says: 'documented formats are accepted in several shapes',
    basis: 'JSON Schema validation 7.3',
    family: 'valid',
    profile: 'gate',
    rank: 5,
    example: { body: x({ type: 'string', format: 'date' }), makes: ['2', '3', '1'] },
    make: (kit) =>
      withheldNot(kit, kit.members(['format'], false))
        .filter(({ about }) => about.value !== 'email')
        .flatMap(({ id, about: { at, value } }) =>
          firstLast((FORMATS[String(value)]?.good('') ?? []).map((_, index) => index)).map((index) =>
            one(kit, id, String(index + 1), `${at} in shape ${index + 1} of ${String(value)}`, (keys) =>
              bodyWith(kit, keys, at, FORMATS[String(value)]?.good(keys())[index] ?? null),
            ),
          ),
        ),
  },
  {
    id: 'email-shape',
    says: 'an email of any common shape, plus-addressed too, is accepted',
    basis: 'RFC 5321 4.1.2',
    family: 'valid',
    profile: 'gate',
    rank: 2,
    example: { body: named('email'), makes: ['every-shape', 'local-part-of-64', 'plus-tag', 'dots', 'sub-domain', 'long-last-label'] },
    make: (kit) =>
      strings(kit)
        .filter(({ about }) => meaningAt(about.at)?.name === 'email')
        .flatMap(({ id, about: { at } }) =>
          EMAIL_SHAPES.map(({ shape, value }) => one(kit, id, shape, `${at} shaped ${shape}`, (keys) => bodyWith(kit, keys, at, value(keys())))),
        ),
  },
  {
    id: 'non-ascii-text',
    says: 'text beyond ASCII is accepted and comes back unharmed',
    basis: 'RFC 8259 8.1',
    family: 'valid',
    profile: 'gate',
    rank: 2,
    example: { body: named('name'), makes: ['latin', 'cjk'] },
    make: (kit) =>
      freeText(kit).flatMap(({ id, about: { at } }) =>
        [
          ['latin', 'Zoë Müller-Ñandú'],
          ['cjk', '山田 太郎'],
        ]
          .filter(([, text]) => roomFor(kit, at, text as string))
          .map(([variant, text]) => one(kit, id, variant as string, `${at} = ${text}`, (keys) => bodyWith(kit, keys, at, text as string))),
      ),
  },
  {
    id: 'long-text',
    says: `text of ${LONG} characters without a stated bound is refused cleanly or kept whole`,
    basis: 'rule 7 of judgement',
    family: 'valid',
    profile: 'gate',
    rank: 4,
    example: { body: named('notes'), makes: [`of-${LONG}`] },
    make: (kit) =>
      freeText(kit)
        .filter(({ about }) => !Number.isFinite(stringLimits(kit.nodesAt(about.at)).most))
        .map(({ id, about: { at } }) =>
          one(
            kit,
            id,
            `of-${LONG}`,
            `${at} of ${LONG} characters`,
            (keys) => bodyWith(kit, keys, at, meaningAt(at)?.ofLength?.(LONG, keys()) ?? textOfLength(LONG)),
            { intent: 'either' },
          ),
        ),
  },
  {
    id: 'emoji-text',
    says: 'emoji in free text are refused cleanly or kept whole, never an error of the server',
    basis: 'RFC 8259 8.2',
    family: 'valid',
    profile: 'gate',
    rank: 3,
    example: { body: named('notes'), makes: ['emoji'] },
    make: (kit) =>
      freeText(kit).map(({ id, about: { at } }) =>
        one(kit, id, 'emoji', `${at} with an emoji`, (keys) => bodyWith(kit, keys, at, 'Ada 🙂 Obi'), { intent: 'either' }),
      ),
  },
  {
    id: 'punctuation-text',
    says: 'an apostrophe and an ampersand in free text are refused cleanly or kept as they are',
    basis: 'RFC 8259 7',
    family: 'valid',
    profile: 'gate',
    rank: 4,
    example: { body: named('notes'), makes: ['apostrophe'] },
    make: (kit) =>
      freeText(kit).map(({ id, about: { at } }) =>
        one(kit, id, 'apostrophe', `${at} with an apostrophe and an ampersand`, (keys) => bodyWith(kit, keys, at, "Conan O'Brien & Sons"), {
          intent: 'either',
        }),
      ),
  },
  {
    id: 'text-without-blank',
    says: 'a text that the provider splits at a blank may have none: no error of the server',
    basis: 'sheet; RFC 9110 15.6',
    family: 'valid',
    profile: 'gate',
    rank: 5,
    example: {
      body: named('name'),
      sheet: { derived: [{ from: '/name', into: ['/first', '/last'], how: 'split-at-blank', stated: 'prose' }] },
      makes: ['one-word'],
    },
    make: (kit) =>
      (kit.contract.sheet.derived ?? []).map(({ from }) =>
        one(kit, `derived${from}`, 'one-word', `${from} of one word`, (keys) => bodyWith(kit, keys, from, 'Madonna'), { intent: 'either' }),
      ),
  },
  {
    id: 'empty-container',
    says: 'an optional object or array may be sent empty',
    basis: 'JSON Schema validation 6.5.3',
    family: 'valid',
    profile: 'gate',
    rank: 5,
    example: { body: x({ type: 'object', properties: { y: { type: 'string' } } }), makes: ['empty'] },
    make: (kit) =>
      withheldNot(kit, kit.members(['type'], false))
        .filter(({ about }) => about.at !== '' && (about.value === 'object' || about.value === 'array'))
        .map(({ id, about: { at, value } }) =>
          one(kit, id, 'empty', `${at} empty`, (keys) => bodyWith(kit, keys, at, value === 'array' ? [] : {}), accepting(kit, at)),
        ),
  },
  {
    id: 'array-of-two',
    says: 'an array may hold two items, and keeps them both',
    basis: 'JSON Schema validation 6.4',
    family: 'valid',
    profile: 'gate',
    rank: 5,
    example: { body: x({ type: 'array', items: { type: 'object', properties: { email: { type: 'string' } } } }), makes: ['two'] },
    make: (kit) =>
      withheldNot(kit, kit.members(['type'], false))
        .filter(({ about }) => about.value === 'array' && kit.nodesAt(about.at).every(({ node }) => Number(node['maxItems'] ?? 2) >= 2))
        .map(({ id, about: { at } }) =>
          one(kit, id, 'two', `${at} with two items`, (keys) => {
            const [first, second] = [keys(), keys(1)].map((key) => valueAt(kit.full(key), `${firstOf(at)}/0`));
            return first === undefined || second === undefined || sameJson(first, second) ? undefined : bodyWith(kit, keys, at, [first, second]);
          }),
        ),
  },
  {
    id: 'unknown-member',
    says: 'an open object is sent a member it does not know',
    basis: 'JSON Schema core 10.3.2.3',
    family: 'valid',
    profile: 'nightly',
    rank: 9,
    example: { body: x({ type: 'string' }), makes: ['unknown'] },
    make: (kit) => [
      one(
        kit,
        successClause(kit),
        'unknown',
        'a member the document does not know',
        (keys) => {
          const base = kit.minimal(keys());
          return isObject(base) ? { ...base, unknown_member: 'x' } : undefined;
        },
        { intent: 'either' },
      ),
    ],
  },
  {
    id: 'email-of-255',
    says: 'an email of exactly 255 characters is watched where a bound of 255 is stated',
    basis: 'RFC 5321 4.5.3.1.3',
    family: 'valid',
    profile: 'nightly',
    rank: 9,
    example: { body: { type: 'object', properties: { email: { type: 'string', maxLength: 255 } } }, makes: ['of-255'] },
    make: (kit) =>
      strings(kit)
        .filter(({ about }) => meaningAt(about.at)?.name === 'email' && stringLimits(kit.nodesAt(about.at)).most === 255)
        .map(({ id, about: { at } }) =>
          one(kit, id, 'of-255', `${at} of 255 characters`, (keys) => bodyWith(kit, keys, at, meaningAt(at)?.ofLength?.(255, keys()) ?? ''), {
            intent: 'accept',
            atMost: 'gap',
          }),
        ),
  },
];

/** Members with a bound, the upper ones first: what people send grows long, seldom short. */
const bounded = (kit: Kit): MemberClause[] =>
  [
    ['maxLength', 'maximum', 'maxItems'],
    ['minLength', 'minimum', 'minItems'],
  ].flatMap((keywords) => withheldNot(kit, kit.members(keywords, false)));

/** No phone number is that long: a provider that knows phone numbers may refuse it, whatever bound is stated (rule 3 of judgement). */
const implausible = ({ about }: MemberClause): boolean => meaningAt(about.at)?.name === 'phone' && about.keyword === 'maxLength' && Number(about.value) > 20;

/** A value exactly at a bound. An email's bound is tested at 254 at most, which is the longest every parser takes. */
function atBound(kit: Kit, { about: { at, keyword, value } }: MemberClause, keys: Keys): Json | undefined {
  const bound = Number(value);
  if (keyword === 'minimum' || keyword === 'maximum') return bound;
  const parent = kit.payload(keys(), (candidate) => isWithin(at, candidate) || isWithin(candidate, at));
  const current = parent === undefined ? undefined : valueAt(parent, firstOf(at));
  if (keyword === 'minItems' || keyword === 'maxItems')
    return Array.isArray(current) && current[0] !== undefined && bound <= MOST_ITEMS
      ? Array.from({ length: bound }, (_, index) => current[index] ?? current[0] ?? null)
      : bound === 0
        ? []
        : undefined;
  if (bound > LONGEST_TEXT) return undefined;
  const meaning = meaningAt(at);
  if (meaning?.name === 'email') return bound < 25 ? undefined : meaning.ofLength?.(Math.min(bound, 254), keys());
  if (kit.knowledge.keys.has(at) && keyword === 'minLength') return undefined;
  const text = meaning?.ofLength?.(bound, keys()) ?? textOfLength(bound);
  // Lengths are counted in characters (JSON Schema validation 6.3.1): one of two bytes tells who counts bytes.
  return keyword === 'maxLength' && meaning?.freeText && takesAny(kit, at) ? `${text.slice(0, -1)}é` : text;
}

/** True where no pattern, format or list says which letters a text may have. */
const takesAny = (kit: Kit, at: string): boolean => kit.nodesAt(at).every(({ node }) => ['pattern', 'format', 'enum'].every((keyword) => !(keyword in node)));
