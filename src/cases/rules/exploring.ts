import fc from 'fast-check';
import type { Expectation, Step } from '../../model/case.ts';
import { isObject, type Json, without, withValue } from '../../model/json.ts';
import { isWithin, parentOf } from '../../model/pointer.ts';
import { arbitraryBody, arbitraryText, type Shape } from '../arbitrary.ts';
import { drawn, from } from '../draw.ts';
import { BIG_NUMBERS, HOSTILE_NAMES, HOSTILE_TEXTS } from '../hostile.ts';
import { numberOf } from '../key.ts';
import { firstOf, type Kit, type MemberClause } from '../kit.ts';
import { typesOf } from '../payload.ts';
import { FORMATS, LONGEST_TEXT, textOfLength } from '../plausible.ts';
import type { CaseRule, Draft } from '../rule.ts';
import { read } from './sequence.ts';
import { freeText, mayBeSent, meaningAt, roomFor, successClause } from './valid.ts';

/** How many random bodies of each sort are sent. */
const BODIES = 30;
/** Members that each hostile text goes into. */
const MEMBERS = 2;
const NUMBERS = Array.from({ length: BODIES }, (_, index) => String(index + 1).padStart(2, '0'));

const NIGHTLY = { family: 'exploration', profile: 'nightly', rank: 9 } as const;
const VALID = { claim: 'valid' } as const;
/** The document leaves it open: refused in an orderly way or kept whole, all the same (rule 14 of judgement). */
const OPEN: Expectation = { intent: 'either', fault: 'invalid-body' };
const named = (name: string): Record<string, Json> => ({ type: 'object', properties: { [name]: { type: 'string' } } });

const isEchoed = ({ contract }: Kit, at: string): boolean => (contract.sheet.echo ?? []).some(({ sent }) => isWithin(at, sent));

/** Free text that comes back first: a change to it shows. */
const hostileMembers = (kit: Kit, length: number): MemberClause[] => {
  const roomy = freeText(kit).filter(({ about }) => roomFor(kit, about.at, 'x'.repeat(length)));
  return roomy.toSorted((a, b) => Number(isEchoed(kit, b.about.at)) - Number(isEchoed(kit, a.about.at))).slice(0, MEMBERS);
};

/** A place in an open object where anything may stand: an unknown member, or a map without members of its own. */
interface OpenPlace {
  name: string;
  /** The clause that leaves it open. */
  clause: string;
  put(body: Json, value: Json): Json;
  at: string;
}

function openPlaces(kit: Kit): OpenPlace[] {
  const closed = kit.root.some(({ node }) => node['additionalProperties'] === false || node['unevaluatedProperties'] === false);
  const maps = kit.members(['type'], false).filter(({ about: { at, value } }) => {
    const nodes = kit.nodesAt(at);
    return (
      at !== '' &&
      value === 'object' &&
      mayBeSent(kit, at) &&
      nodes.length > 0 &&
      nodes.every(({ node }) => !('properties' in node) && (node['additionalProperties'] ?? true) === true && !('patternProperties' in node))
    );
  });
  return [
    ...(closed ? [] : [{ name: 'unknown', clause: successClause(kit), at: '', put: (body: Json, value: Json) => withValue(body, '/unknown_member', value) }]),
    ...maps.map(({ id, about: { at } }) => ({
      name: at.slice(1).replaceAll('/', '-'),
      clause: id,
      at,
      put: (body: Json, value: Json) => withValue(body, firstOf(at), { deep: value }),
    })),
  ];
}

/** A body with something odd at one place, the rest as small as can be. */
function odd(
  kit: Kit,
  clause: string,
  variant: string,
  title: string,
  values: fc.Arbitrary<Json>,
  { at, put, atMost }: { at: string; put(body: Json, value: Json): Json; atMost?: 'gap' | undefined },
  after: Step[] = [],
): Draft {
  const bodies = (): fc.Arbitrary<Shape> => values.map((value) => (key) => put(kit.upTo(key, at) ?? {}, value));
  return drawn(kit, { clause, variant, title, proof: VALID }, bodies, (body) => [kit.create(body, { ...OPEN, ...(atMost ? { atMost } : {}) }), ...after]);
}

const nested = (depth: number, kind: 'objects' | 'arrays'): Json => {
  let value: Json = kind === 'objects' ? {} : [];
  for (let level = 1; level < depth; level++) value = kind === 'objects' ? { a: value } : [value];
  return value;
};

/** Deeper than most parsers' guards, and still readable where it comes back whole. */
const DEEP = 70;

/** What stands at a place against one keyword, drawn at random; the prover keeps what the schema refuses for it. */
const BREAKERS: Readonly<Record<string, (clause: MemberClause, kit: Kit) => fc.Arbitrary<Shape> | undefined>> = {
  type: ({ about }, kit) => {
    const types = new Set([about.value].flat());
    const nullable = typesOf(kit.nodesAt(about.at)).includes('null');
    const others: [type: string, values: fc.Arbitrary<Shape>][] = [
      ['null', fc.constant(() => null)],
      ['string', arbitraryText(1, 20).map((text) => () => text)],
      ['number', fc.nat(1000).map((more) => (key) => 1_000_000 + numberOf(key, 9_000_000) + more)],
      ['boolean', fc.boolean().map((value) => () => value)],
      ['array', fc.array(arbitraryText(1, 10), { minLength: 2, maxLength: 4 }).map((texts) => (key) => texts.map((text) => `${text}${key}`))],
      ['object', fc.dictionary(fc.constantFrom('a', 'b', 'value', 'id'), arbitraryText(1, 10), { maxKeys: 3 }).map((value) => () => ({ ...value }))],
    ];
    const wrong = others.filter(([type]) => !types.has(type) && !(type === 'null' && nullable) && !(type === 'number' && types.has('integer')));
    return fc.oneof(...wrong.map(([, values]) => values));
  },
  enum: () => arbitraryText(1, 20).map((text) => () => text),
  maxLength: ({ about }) =>
    Number(about.value) > LONGEST_TEXT ? undefined : fc.integer({ min: 1, max: 1000 }).map((more) => (key) => sized(about.at, Number(about.value) + more, key)),
  minLength: ({ about }) =>
    Number(about.value) < 1 || Number(about.value) > LONGEST_TEXT
      ? undefined
      : fc.nat(Number(about.value) - 1).map((length) => (key) => sized(about.at, length, key)),
  minimum: ({ about }) => fc.integer({ min: 1, max: 1_000_000 }).map((less) => () => Number(about.value) - less),
  maximum: ({ about }) => fc.integer({ min: 1, max: 1_000_000 }).map((more) => () => Number(about.value) + more),
  format: ({ about }) => {
    const bad = FORMATS[String(about.value)]?.bad ?? [];
    return bad.length === 0 ? undefined : fc.nat(bad.length - 1).map((index) => (key) => bad[index]?.[1](key) ?? null);
  },
};

function sized(at: string, length: number, key: string): string {
  const meaning = meaningAt(at);
  return length >= 25 && meaning?.ofLength ? meaning.ofLength(length, key) : textOfLength(length);
}

/** The promised clauses a random body may be made invalid against. */
const breakable = (kit: Kit): MemberClause[] =>
  kit
    .members(['required', ...Object.keys(BREAKERS)], true)
    .filter((clause) => clause.about.at !== '' && mayBeSent(kit, clause.about.at))
    .filter((clause) => clause.about.keyword === 'required' || BREAKERS[clause.about.keyword]?.(clause, kit) !== undefined);

function brokenBodies(kit: Kit, clause: MemberClause): fc.Arbitrary<Shape> | undefined {
  const at = firstOf(clause.about.at);
  const valid = arbitraryBody(kit.knowledge, kit.root, clause.about.at);
  if (clause.about.keyword === 'required') return valid?.map((shape) => (key) => without(shape(key), at));
  const bad = BREAKERS[clause.about.keyword]?.(clause, kit);
  return (
    valid &&
    bad &&
    fc.tuple(valid, bad).map(
      ([shape, value]) =>
        (key) =>
          withValue(shape(key), at, value(key)),
    )
  );
}

/** A body as text in which the first member stands twice. */
const TWICE: readonly [variant: string, text: (all: string, name: string, value: string) => string][] = [
  ['identical', (all, name, value) => `{${name}:${value},${all.slice(1)}`],
  ['null-first', (all, name) => `{${name}:null,${all.slice(1)}`],
  ['null-last', (all, name) => `${all.slice(0, -1)},${name}:null}`],
  [
    'escaped-name',
    (all, name, value) =>
      `{"${[...name.slice(1, -1)].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}":${value},${all.slice(1)}`,
  ],
];

export const exploringRules: readonly CaseRule[] = [
  {
    ...NIGHTLY,
    id: 'explored-valid',
    says: 'random valid requests are accepted and kept whole',
    basis: 'OpenAPI 3.0.3 4.7.13',
    example: { body: { type: 'object', properties: { name: { type: 'string' }, active: { type: 'boolean' } } }, makes: NUMBERS },
    make: (kit) => {
      const bodies = arbitraryBody(kit.knowledge, kit.root);
      return NUMBERS.map((number) =>
        drawn(
          kit,
          { clause: successClause(kit), variant: number, title: `a random valid request (${number})`, proof: VALID },
          () => bodies,
          (body) => [kit.create(body, { intent: 'accept' })],
        ),
      );
    },
  },
  {
    ...NIGHTLY,
    id: 'explored-invalid',
    says: 'random requests that break one promise of the schema are refused',
    basis: 'rule 1 of judgement; JSON Schema validation 6 and 7.3',
    example: { body: { type: 'object', properties: { active: { type: 'boolean' } } }, makes: NUMBERS },
    make: (kit) => {
      const clauses = breakable(kit);
      return NUMBERS.flatMap((number, index) => {
        // Many clauses: spread over all of them; few: each in turn.
        const clause = clauses[clauses.length > BODIES ? Math.floor((index * clauses.length) / BODIES) : index % Math.max(1, clauses.length)];
        if (!clause) return [];
        const { at, keyword, member } = clause.about;
        const proof =
          keyword === 'required'
            ? { claim: 'invalid' as const, at: firstOf(parentOf(at)?.parent ?? ''), keyword, member: member ?? '' }
            : { claim: 'invalid' as const, at: firstOf(at), keyword };
        return drawn(
          kit,
          { clause: clause.id, variant: number, title: `a random request with ${at} against ${keyword} (${number})`, proof },
          () => brokenBodies(kit, clause),
          (body) => [kit.create(body, { intent: 'reject', fault: 'invalid-body' })],
        );
      });
    },
  },
  {
    ...NIGHTLY,
    id: 'hostile-text',
    says: 'text that is a trap to careless code is refused cleanly or kept whole',
    basis: 'RFC 8259 7 and 8.2; rule 14 of judgement',
    example: { body: named('notes'), makes: HOSTILE_TEXTS.map(({ variant }) => variant) },
    make: (kit) =>
      HOSTILE_TEXTS.flatMap(({ variant, text, length, atMost }) =>
        hostileMembers(kit, length).map(({ id, about: { at } }, index) =>
          odd(
            kit,
            id,
            variant,
            `${at}: ${variant.replaceAll('-', ' ')}`,
            text,
            { at: parentOf(at)?.parent ?? '', put: (body, value) => withValue(body, firstOf(at), value), atMost },
            // What comes back at once may still be stored otherwise: one member is read back.
            index === 0 && isEchoed(kit, at) ? read(kit, 0) : [],
          ),
        ),
      ),
  },
  {
    ...NIGHTLY,
    id: 'deep-nesting',
    says: 'deep nesting where anything may stand is refused cleanly or kept whole',
    basis: 'RFC 8259 9; rule 14 of judgement',
    example: { body: named('notes'), makes: ['unknown-objects', 'unknown-arrays', 'unknown-500-arrays'] },
    make: (kit) =>
      openPlaces(kit).flatMap((place) => [
        ...(['objects', 'arrays'] as const).map((kind) =>
          odd(kit, place.clause, `${place.name}-${kind}`, `${DEEP} ${kind} in one another in ${place.at || 'an unknown member'}`, depths(DEEP, kind), place),
        ),
        ...(place.at === ''
          ? [odd(kit, place.clause, 'unknown-500-arrays', '500 arrays in one another in an unknown member', depths(500, 'arrays'), place)]
          : []),
      ]),
  },
  {
    ...NIGHTLY,
    id: 'big-number',
    says: 'numbers beyond what many readers hold are refused cleanly or kept exactly',
    basis: 'RFC 8259 6; rule 14 of judgement',
    example: { body: named('notes'), makes: BIG_NUMBERS.map(([variant]) => `unknown-${variant}`) },
    make: (kit) => [
      ...openPlaces(kit).flatMap((place) =>
        BIG_NUMBERS.map(([variant, value]) =>
          odd(kit, place.clause, `${place.name}-${variant}`, `${value} in ${place.at || 'an unknown member'}`, fc.constant(value), place),
        ),
      ),
      ...unboundedNumbers(kit).flatMap(({ id, about: { at, value: type } }) =>
        BIG_NUMBERS.filter(([, value]) => type === 'number' || Number.isInteger(value)).map(([variant, value]) =>
          odd(kit, id, variant, `${at} = ${value}`, fc.constant(value), {
            at: parentOf(at)?.parent ?? '',
            put: (body, given) => withValue(body, firstOf(at), given),
          }),
        ),
      ),
    ],
  },
  {
    ...NIGHTLY,
    id: 'hostile-name',
    says: 'a member the document does not know, of a name that means something to some platform, does no harm',
    basis: 'RFC 8259 4; rule 14 of judgement',
    example: { body: named('notes'), makes: HOSTILE_NAMES.map(([variant]) => variant) },
    make: (kit) =>
      openPlaces(kit)
        .filter(({ at }) => at === '')
        .flatMap(({ clause }) =>
          HOSTILE_NAMES.map(([variant, name]) =>
            odd(kit, clause, variant, `an unknown member called ${JSON.stringify(name)}`, fc.constant<Json>({ admin: true }), {
              at: '',
              put: (body, value) => (isObject(body) ? { ...body, [name]: value } : body),
            }),
          ),
        ),
  },
  {
    ...NIGHTLY,
    id: 'duplicate-member-variant',
    says: 'a member named twice, equal, null or in other spelling, is no error of the server',
    basis: 'RFC 8259 4',
    example: { body: named('notes'), makes: TWICE.map(([variant]) => variant) },
    make: (kit) =>
      TWICE.map(([variant, text]) => ({
        clause: 'request#media-type',
        variant,
        title: `a member named twice: ${variant.replaceAll('-', ' ')}`,
        steps: (keys) => {
          const body = kit.full(keys());
          const [name, value] = isObject(body) ? (Object.entries(body)[0] ?? []) : [];
          if (name === undefined || body === undefined) return undefined;
          const { body: _json, ...step } = kit.create(body, { intent: 'either', fault: 'malformed-json' });
          return [{ ...step, body: { text: text(JSON.stringify(body), JSON.stringify(name), JSON.stringify(value)) } }];
        },
      })),
  },
];

const depths = (deepest: number, kind: 'objects' | 'arrays'): fc.Arbitrary<Json> =>
  from(deepest, fc.integer({ min: 1, max: deepest })).map((depth) => nested(depth, kind));

/** Numbers the document sets no upper bound to. */
const unboundedNumbers = (kit: Kit): MemberClause[] =>
  kit
    .members(['type'], false)
    .filter(({ about: { at, value } }) => (value === 'integer' || value === 'number') && mayBeSent(kit, at) && !kit.knowledge.keys.has(at))
    .filter(
      ({ about: { at } }) => !kit.nodesAt(at).some(({ node }) => ['maximum', 'exclusiveMaximum', 'enum', 'const', 'multipleOf'].some((word) => word in node)),
    );
