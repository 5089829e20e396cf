import type { Json, JsonType } from '../../model/json.ts';
import { isObject, valueAt, without, withValue } from '../../model/json.ts';
import { child, isWithin, parentOf, segments } from '../../model/pointer.ts';
import { numberOf } from '../key.ts';
import { bodyWith, firstOf, type Kit, type MemberClause, MOST_ITEMS } from '../kit.ts';
import { typesOf } from '../payload.ts';
import { FORMATS, LONGEST_TEXT, meaningOf, textOfLength } from '../plausible.ts';
import type { CaseRule, Draft, Keys } from '../rule.ts';
import { fromPattern, stringLimits } from '../text.ts';

/** What a parser might take for an id is made one that nobody has: an existing object of the provider must not be hit by chance. */
function nobodysId(value: Json | undefined): Json | undefined {
  if (typeof value === 'number' && value < 1_000_000) return Number.isInteger(value) ? 999_999_999 : 999_999_999.5;
  return typeof value === 'string' && /^\d+$/.test(value) ? '999999999' : value;
}

/** A bad value with the name that tells it apart. */
type Bad = [variant: string, value: Json];

/** An invalid-case rule: for clauses with one of `on`, the values that should be refused at that place. */
interface InvalidMember {
  id: string;
  says: string;
  basis: string;
  rank: number;
  profile?: CaseRule['profile'];
  on: readonly string[];
  /** The keyword the validator must name; the clause's own where absent. */
  keyword?: string;
  /** Variants that are put into the second item of a list, behind a good one: a careless look ends at the first. */
  inSecond?: readonly string[];
  example: CaseRule['example'];
  bad(clause: MemberClause, context: { kit: Kit; keys: Keys; current: () => Json | undefined }): Bad[];
}

const REJECT = { intent: 'reject', fault: 'invalid-body' } as const;

/**
 * Each wrong JSON type, look-alikes a coercing parser would take, and values that a careless one takes for none: false, 0, ''. The prover keeps what the schema refuses.
 */
const WRONG: Readonly<Record<JsonType, readonly [string, (current: () => Json | undefined, key: string) => Json][]>> = {
  string: [
    ['boolean', () => false],
    ['number', (_current, key) => 1_000_000 + numberOf(key, 9_000_000)],
    ['array-of-one', (current) => [current() ?? 'x']],
    ['object', () => ({})],
  ],
  integer: [
    ['text', () => 'abc'],
    ['array-of-one', () => [1]],
    ['numeric-string', () => '1'],
    ['fraction', () => 1.5],
    ['boolean', () => false],
    ['object', () => ({})],
  ],
  number: [
    ['text', () => 'abc'],
    ['array-of-one', () => [1]],
    ['numeric-string', () => '1'],
    ['boolean', () => false],
    ['object', () => ({})],
  ],
  boolean: [
    ['boolean-string', () => 'true'],
    ['array-of-one', () => [true]],
    ['number', () => 0],
    ['text', () => ''],
    ['object', () => ({})],
  ],
  array: [
    ['text', () => 'text'],
    ['bare-item', (current) => firstItem(current()) ?? 1],
    ['object', () => ({})],
    ['boolean', () => false],
  ],
  object: [
    ['text', () => 'text'],
    ['array-of-one', (current) => [current() ?? {}]],
    ['number', () => 0],
    ['boolean', () => false],
  ],
  null: [
    ['text', () => 'text'],
    ['object', () => ({})],
  ],
};

const x = (schema: Json): Record<string, Json> => ({ type: 'object', properties: { x: schema } });
const needs = (name: string): Record<string, Json> => ({ type: 'object', required: [name], properties: { [name]: { type: 'string' } } });
const num = (clause: MemberClause): number => Number(clause.about.value);

/** A value of `length` for the string at a clause's place, plausible in all but its length. */
function sized({ about }: MemberClause, length: number, keys: Keys): string {
  const meaning = meaningOf(segments(about.at).at(-1) ?? '');
  if (meaning?.name === 'email' && length < 25) return 'a@example.com'.slice(0, Math.max(length, 0));
  return meaning?.ofLength?.(length, keys()) ?? textOfLength(length);
}

const firstItem = (value: Json | undefined): Json | undefined => (Array.isArray(value) ? value[0] : undefined);

const items = (current: Json | undefined, count: number): Json =>
  Array.from({ length: count }, (_, index) => (Array.isArray(current) ? (current[index] ?? current[0] ?? `item ${index}`) : `item ${index}`));

const TABLE: readonly InvalidMember[] = [
  {
    id: 'wrong-type',
    says: 'a value of another JSON type, or a look-alike, is refused',
    basis: 'JSON Schema validation 6.1.1',
    rank: 2,
    on: ['type'],
    inSecond: ['number', 'object'],
    example: { body: x({ type: 'boolean' }), makes: ['boolean-string', 'array-of-one', 'number', 'text', 'object'] },
    bad: ({ about }, { current, keys }) =>
      [about.value]
        .flat()
        .flatMap((type) => WRONG[type as JsonType] ?? [])
        .map(([variant, make]): Bad => [variant, make(current, keys())]),
  },
  {
    id: 'null-where-not-nullable',
    says: 'null is refused where the schema does not allow it',
    basis: 'JSON Schema validation 6.1.1; OpenAPI 3.0.3 4.7.24.1',
    rank: 3,
    on: ['type'],
    example: { body: x({ type: 'string' }), makes: ['null'] },
    bad: ({ about }, { kit }) => (typesOf(kit.nodesAt(about.at)).includes('null') ? [] : [['null', null]]),
  },
  {
    id: 'enum-unlisted',
    says: 'a value outside the enum is refused',
    basis: 'JSON Schema validation 6.1.2',
    rank: 3,
    on: ['enum'],
    example: { body: x({ type: 'string', enum: ['a', 'b'] }), makes: ['unlisted', 'longer', 'empty'] },
    bad: ({ about }) => {
      const text = (about.value as Json[]).find((value) => typeof value === 'string');
      return text === undefined
        ? [['unlisted', 987654]]
        : [
            ['unlisted', 'no-such-value'],
            ['longer', `${text}x`],
            ['empty', ''],
          ];
    },
  },
  {
    id: 'enum-case-variant',
    says: 'a listed value in other letter case is refused',
    basis: 'JSON Schema validation 6.1.2',
    rank: 4,
    on: ['enum'],
    example: { body: x({ type: 'string', enum: ['ACTIVE'] }), makes: ['case'] },
    bad: ({ about }) =>
      (about.value as Json[])
        .filter((value) => typeof value === 'string')
        .slice(0, 1)
        .map((value) => ['case', value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase()]),
  },
  {
    id: 'const-differs',
    says: 'a value other than the constant is refused',
    basis: 'JSON Schema validation 6.1.3',
    rank: 4,
    on: ['const'],
    example: { body: x({ const: 'customer' }), makes: ['other'] },
    bad: ({ about }) => [['other', typeof about.value === 'string' ? `not ${about.value}` : 'another']],
  },
  {
    id: 'string-too-short',
    says: 'a string one character below minLength is refused',
    basis: 'JSON Schema validation 6.3.2',
    rank: 4,
    on: ['minLength'],
    example: { body: x({ type: 'string', minLength: 3 }), makes: ['one-below'] },
    bad: (clause, { keys }) => (num(clause) > 0 && num(clause) <= LONGEST_TEXT ? [['one-below', sized(clause, num(clause) - 1, keys)]] : []),
  },
  {
    id: 'string-too-long',
    says: 'a string one character above maxLength, or ten times as long, is refused',
    basis: 'JSON Schema validation 6.3.1',
    rank: 3,
    on: ['maxLength'],
    example: { body: x({ type: 'string', maxLength: 5 }), makes: ['one-above', 'ten-times'] },
    bad: (clause, { keys }) =>
      (
        [
          ['one-above', num(clause) + 1],
          ['ten-times', Math.max(num(clause), 1) * 10],
        ] as const
      )
        .filter(([, length]) => length <= LONGEST_TEXT)
        .map(([variant, length]): Bad => [variant, sized(clause, length, keys)]),
  },
  {
    id: 'number-too-small',
    says: 'a number below its minimum is refused',
    basis: 'JSON Schema validation 6.2.4, 6.2.5',
    rank: 4,
    on: ['minimum', 'exclusiveMinimum'],
    example: { body: x({ type: 'integer', minimum: 1 }), makes: ['just-below', 'far-below'] },
    bad: (clause) => [
      ['just-below', clause.about.keyword === 'minimum' ? num(clause) - 1 : num(clause)],
      ['far-below', num(clause) - Math.max(10, Math.abs(num(clause)) * 10)],
    ],
  },
  {
    id: 'number-too-large',
    says: 'a number above its maximum is refused',
    basis: 'JSON Schema validation 6.2.2, 6.2.3',
    rank: 4,
    on: ['maximum', 'exclusiveMaximum'],
    example: { body: x({ type: 'integer', maximum: 10 }), makes: ['just-above', 'far-above'] },
    bad: (clause) => [
      ['just-above', clause.about.keyword === 'maximum' ? num(clause) + 1 : num(clause)],
      ['far-above', num(clause) + Math.max(10, Math.abs(num(clause)) * 10)],
    ],
  },
  {
    id: 'not-a-multiple',
    says: 'a number that is no multiple is refused',
    basis: 'JSON Schema validation 6.2.1',
    rank: 4,
    on: ['multipleOf'],
    example: { body: x({ type: 'integer', multipleOf: 5 }), makes: ['between'] },
    bad: (clause, { current }) => [['between', (Number(current()) || 0) + (num(clause) > 1 ? 1 : num(clause) / 2)]],
  },
  {
    id: 'too-few-items',
    says: 'one array item below minItems is refused',
    basis: 'JSON Schema validation 6.4.2',
    rank: 4,
    on: ['minItems'],
    example: { body: x({ type: 'array', minItems: 2, items: { type: 'string' } }), makes: ['one-below'] },
    bad: (clause, { current }) => (num(clause) > 0 && num(clause) <= MOST_ITEMS ? [['one-below', items(current(), num(clause) - 1)]] : []),
  },
  {
    id: 'too-many-items',
    says: 'one array item above maxItems, or ten times as many, is refused',
    basis: 'JSON Schema validation 6.4.1',
    rank: 4,
    on: ['maxItems'],
    example: { body: x({ type: 'array', maxItems: 2, items: { type: 'string' } }), makes: ['one-above', 'ten-times'] },
    bad: (clause, { current }) =>
      (
        [
          ['one-above', num(clause) + 1],
          ['ten-times', Math.max(1, num(clause)) * 10],
        ] as const
      )
        .filter(([, count]) => count <= MOST_ITEMS)
        .map(([variant, count]): Bad => [variant, items(current(), count)]),
  },
  {
    id: 'items-not-unique',
    says: 'equal items are refused where they must be unique',
    basis: 'JSON Schema validation 6.4.3',
    rank: 4,
    on: ['uniqueItems'],
    example: { body: x({ type: 'array', uniqueItems: true, items: { type: 'string' } }), makes: ['twice'] },
    bad: ({ about }, { current }) => {
      const item = about.value === true ? firstItem(current()) : undefined;
      return item === undefined ? [] : [['twice', [item, item]]];
    },
  },
  {
    id: 'pattern-mismatch',
    says: 'a string that does not match the pattern is refused',
    basis: 'JSON Schema validation 6.3.3',
    rank: 4,
    on: ['pattern'],
    example: { body: x({ type: 'string', pattern: '^[A-Z]{3}$' }), makes: ['mismatch'] },
    bad: ({ about }, { kit }) => {
      const { least, most } = stringLimits(kit.nodesAt(about.at));
      const length = Math.min(Math.max(least, 3), most);
      const found = ['!', '0', 'a', 'Z', ' ', '-'].map((letter) => letter.repeat(length)).find((text) => !new RegExp(String(about.value), 'u').test(text));
      return found === undefined ? [] : [['mismatch', found]];
    },
  },
  {
    id: 'format-broken',
    says: 'a string that no parser takes for its format is refused',
    basis: 'JSON Schema validation 7.3',
    rank: 3,
    on: ['format'],
    example: { body: x({ type: 'string', format: 'date' }), makes: ['not-a-date', '2022-13-45', 'empty'] },
    bad: ({ about }, { keys }) => (FORMATS[String(about.value)]?.bad ?? []).map(([variant, make]): Bad => [variant, make(keys())]),
  },
  {
    id: 'unknown-member-where-closed',
    says: 'a member the closed object does not know is refused',
    basis: 'JSON Schema core 10.3.2.3',
    rank: 4,
    on: ['additionalProperties', 'unevaluatedProperties'],
    example: { body: { type: 'object', additionalProperties: false, properties: { x: { type: 'string' } } }, makes: ['unknown'] },
    bad: (_clause, { current }) => {
      const value = current();
      return [['unknown', { ...(isObject(value) ? value : {}), unknown_member: 'x' }]];
    },
  },
  {
    id: 'condition-unmet',
    says: 'a value that meets no branch, or breaks a condition, is refused',
    basis: 'JSON Schema core 10.2; validation 6.4 and 6.5',
    rank: 4,
    on: [
      'oneOf',
      'anyOf',
      'not',
      'if',
      'contains',
      'prefixItems',
      'propertyNames',
      'patternProperties',
      'dependentRequired',
      'dependentSchemas',
      'minProperties',
      'maxProperties',
      'unevaluatedItems',
    ],
    example: { body: x({ oneOf: [{ type: 'string' }, { type: 'integer' }] }), makes: ['boolean'] },
    bad: (clause, { kit, current }) => bestRefused(kit, clause, current()),
  },
];

/** Keywords that refuse by the schemas in them alone, never in their own name. */
const BY_PARTS: readonly string[] = ['prefixItems', 'patternProperties', 'dependentSchemas'];

const ODD: readonly Bad[] = [
  ['boolean', true],
  ['number', 1],
  ['text', 'text'],
  ['object', {}],
  ['array', []],
];

/** Neighbours of the current value, some made for what the clause says. */
function neighbours({ about: { keyword, value } }: MemberClause, current: Json | undefined): Bad[] {
  const object = isObject(current) ? current : {};
  const members = Object.keys(object);
  const list = Array.isArray(current) ? current : [];
  const names =
    keyword === 'patternProperties'
      ? Object.keys(value as object).map((pattern) => fromPattern([new RegExp(pattern, 'u')], (name) => new RegExp(pattern, 'u').test(name)))
      : [];
  const forbidden = keyword === 'not' && isObject(value) ? [value['const'], ...((value['enum'] as Json[] | undefined) ?? [])] : [];
  return [
    ...ODD,
    ...members.map((name): Bad => [`without-${name}`, without(object, child('', name))]),
    ...members.map((name): Bad => [`only-${name}`, { [name]: object[name] as Json }]),
    ['many-members', { ...object, ...Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`member${index}`, index])) }],
    ['odd-name', { ...object, '!': 1 }],
    ['mixed-items', [true, 1, 'text', null]],
    ['many-items', items(current, 50)],
    ...ODD.map(([variant, item]): Bad => [`further-${variant}`, [...list, item]]),
    ...list.flatMap((_, index) => ODD.map(([variant, item]): Bad => [`item-${index}-${variant}`, list.with(index, item)])),
    ...names.flatMap((name, index) =>
      name === undefined ? [] : ODD.map(([variant, odd]): Bad => [`pattern-${index + 1}-${variant}`, { ...object, [name]: odd }]),
    ),
    ...forbidden.flatMap((odd): Bad[] => (odd === undefined ? [] : [['forbidden', odd]])),
  ];
}

/** Of the neighbours of the current value, the one that the schema refuses for this clause and for the least else. */
function bestRefused(kit: Kit, clause: MemberClause, current: Json | undefined): Bad[] {
  const { at, keyword } = clause.about;
  const refused = neighbours(clause, current).flatMap(([variant, value]) => {
    const body = bodyWith(kit, () => 'ccprobe00000', at, value);
    if (body === undefined || kit.schema === undefined) return [];
    const found = kit.contract.schemas.violations(kit.schema, body, 'lenient');
    const meant = found.filter((violation) =>
      BY_PARTS.includes(keyword) ? isWithin(violation.origin, clause.place.pointer) : violation.keyword === keyword && violation.at === firstOf(at),
    );
    return meant.length === 0 ? [] : [{ bad: [variant, value] as Bad, strays: found.length - meant.length }];
  });
  const [best] = refused.toSorted((a, b) => a.strays - b.strays);
  return best ? [best.bad] : [];
}

/** `items` and the like refuse at the item, with a keyword of their own; what the prover must see is the clause's keyword. */
function draftsOf(rule: InvalidMember, kit: Kit): Draft[] {
  return kit.members(rule.on, true).flatMap((clause) => {
    const { at, keyword } = clause.about;
    // A root that is no object at all is another kind of fault: the table of bodies has it.
    if ((at === '' && keyword === 'type') || kit.dangerous.has(at)) return [];
    const probe = (keys: Keys) => () => currentValue(kit, keys, at);
    const variants = rule.bad(clause, { kit, keys: () => 'ccprobe00000', current: probe(() => 'ccprobe00000') });
    const isReference = (kit.contract.sheet.references ?? []).some((reference) => reference.at === at);
    const indexed = variants.map(([variant], index) => ({ variant, index })).filter(({ variant }) => !isReference || variant !== 'array-of-one');
    const list = listOfTwo(kit, at);
    const second = (variant: string): string | undefined => (rule.inSecond?.includes(variant) ? list : undefined);
    return indexed.map(({ variant, index }) => ({
      clause: clause.id,
      variant,
      title: `${at === '' ? 'the body' : at}: ${variant.replaceAll('-', ' ')}${second(variant) === undefined ? '' : ' in the second item'}`,
      proof: {
        claim: 'invalid' as const,
        at: firstOf(second(variant) === undefined ? at : at.replace('/*', '/1')),
        keyword: rule.keyword ?? keyword,
        ...(['additionalProperties', 'unevaluatedProperties'].includes(keyword) ? { member: 'unknown_member' } : {}),
        ...(BY_PARTS.includes(keyword) ? { under: clause.place.pointer } : {}),
      },
      steps: (keys: Keys) => {
        const made = rule.bad(clause, { kit, keys, current: probe(keys) })[index]?.[1];
        const value = isReference ? nobodysId(made) : made;
        const alone = value === undefined ? undefined : bodyWith(kit, keys, at, value);
        const behind = second(variant);
        const body = alone === undefined || behind === undefined ? alone : behindGoodItem(kit, keys, { at, list: behind, body: alone });
        return body === undefined ? undefined : [kit.create(body, REJECT)];
      },
    }));
  });
}

/** The outermost list that holds a place, where it may have two items and a good one is known. */
function listOfTwo(kit: Kit, at: string): string | undefined {
  const list = at.split('/*')[0] ?? '';
  const mayHaveTwo = kit.nodesAt(list).every(({ node }) => Number(node['maxItems'] ?? 2) >= 2 && !('prefixItems' in node) && node['items'] !== false);
  return at.includes('/*') && mayHaveTwo && goodItem(kit, () => 'ccprobe00000', at, list) !== undefined ? list : undefined;
}

const goodItem = (kit: Kit, keys: Keys, at: string, list: string): Json | undefined => firstItem(valueAt(kit.upTo(keys(), at), list));

/** A body whose list has one bad item, with a good one before it. */
function behindGoodItem(kit: Kit, keys: Keys, { at, list, body }: { at: string; list: string; body: Json }): Json | undefined {
  const [good, bad] = [goodItem(kit, keys, at, list), firstItem(valueAt(body, list))];
  return good === undefined || bad === undefined ? undefined : withValue(body, list, [good, bad]);
}

function currentValue(kit: Kit, keys: Keys, at: string): Json | undefined {
  const base = kit.payload(keys(), (candidate) => at === candidate || at.startsWith(`${candidate}/`) || candidate.startsWith(`${at}/`));
  let value: Json | undefined = base;
  for (const part of segments(firstOf(at))) value = typeof value === 'object' && value !== null ? (value as Record<string, Json>)[part] : undefined;
  return value;
}

const requiredOmitted: CaseRule = {
  id: 'required-omitted',
  says: 'a request without a required member is refused',
  basis: 'JSON Schema validation 6.5.3',
  family: 'invalid',
  profile: 'smoke',
  rank: 1,
  example: { body: needs('x'), makes: [''] },
  make: (kit) =>
    kit.members(['required'], true).map(({ id, about: { at, member = '' } }) => ({
      clause: id,
      variant: '',
      title: `without ${at}`,
      proof: { claim: 'invalid', at: firstOf(parentOf(at)?.parent ?? ''), keyword: 'required', member },
      steps: (keys) => {
        const body = kit.upTo(keys(), at);
        return body === undefined ? undefined : [kit.create(without(body, firstOf(at)), REJECT)];
      },
    })),
};

const constraintBroken: CaseRule = {
  id: 'constraint-broken',
  says: 'a body that breaks a constraint stated in words is refused',
  basis: 'sheet',
  family: 'invalid',
  profile: 'gate',
  rank: 4,
  example: {
    body: x({ type: 'array', items: { type: 'integer' } }),
    makes: ['1'],
    sheet: {
      constraints: [
        { id: 'no-zero', says: 'x holds no zero', schema: { properties: { x: { items: { not: { const: 0 } } } } }, breaks: [{ x: [0] }], stated: 'prose' },
      ],
    },
  },
  make: (kit) =>
    (kit.contract.sheet.constraints ?? []).flatMap(({ id, says, breaks, stated }, constraint) =>
      stated !== 'prose'
        ? []
        : breaks.map(
            (fragment, index): Draft => ({
              clause: `constraint/${id}`,
              variant: String(index + 1),
              title: `against: ${says}`,
              proof: { claim: 'breaks-constraint', constraint },
              steps: (keys) => {
                const base = kit.minimal(keys());
                return base === undefined ? undefined : [kit.create({ ...(base as Record<string, Json>), ...fragment }, REJECT)];
              },
            }),
          ),
    ),
};

export const invalidRules: readonly CaseRule[] = [
  requiredOmitted,
  ...TABLE.map(
    (rule): CaseRule => ({
      id: rule.id,
      says: rule.says,
      basis: rule.basis,
      family: 'invalid',
      profile: rule.profile ?? 'gate',
      rank: rule.rank,
      example: rule.example,
      make: (kit) => draftsOf(rule, kit),
    }),
  ),
  constraintBroken,
];
