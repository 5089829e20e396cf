import type { Step } from '../../model/case.ts';
import { successes } from '../../model/contract.ts';
import { isObject, type Json, valueAt, without, withValue } from '../../model/json.ts';
import { isPromise } from '../../model/place.ts';
import { child, segments } from '../../model/pointer.ts';
import type { NaturalKey } from '../../model/sheet.ts';
import { firstOf, type Kit } from '../kit.ts';
import { meaningOf, textOfLength } from '../plausible.ts';
import type { CaseRule, Draft, Keys } from '../rule.ts';
import { stringLimits } from '../text.ts';

const KEYED = { type: 'object', required: ['email', 'name'], properties: { email: { type: 'string' }, name: { type: 'string' } } } as const;
const conflictSheet = { naturalKeys: [{ at: '/email', duplicate: { outcome: 'conflict' }, stated: 'prose' }] };
const upsertSheet = { naturalKeys: [{ at: '/email', duplicate: { outcome: 'upsert' }, stated: 'prose' }] };
const keyed = { ...KEYED, required: [...KEYED.required] };

/** Natural keys a caller may choose; an id the provider gives is no such key (rule 2 of judgement). */
const ownKeys = (kit: Kit): NaturalKey[] => (kit.contract.sheet.naturalKeys ?? []).filter(({ at }) => !kit.knowledge.withheld.has(at));
const weakest = ({ stated }: NaturalKey): { atMost?: 'gap' } => (isPromise(stated) ? {} : { atMost: 'gap' });

/** The documented success of a plain create, which steps that only prepare stand for. */
const successClause = ({ contract }: Kit): string => `answer/${successes(contract.operation)[0]?.status ?? '2XX'}#status`;
const first = (kit: Kit, body: Json): Step => kit.create(body, { intent: 'accept' }, { clause: successClause(kit) });

/** The full payload with the key member certainly in it. */
function keyedBody(kit: Kit, keys: Keys, at: string): Json | undefined {
  const body = kit.full(keys());
  return body === undefined || valueAt(body, at) === undefined ? undefined : body;
}

/** A plain-text member other than the keys gets another value, so that an update shows. */
function changed(kit: Kit, body: Json): Json {
  const names = isObject(body) ? Object.keys(body) : [];
  const at = names
    .map((name) => child('', name))
    .find(
      (pointer) =>
        !kit.knowledge.keys.has(pointer) &&
        !kit.knowledge.samples.has(pointer) &&
        typeof valueAt(body, pointer) === 'string' &&
        meaningOf(segments(pointer)[0] ?? '')?.freeText,
    );
  return at === undefined ? body : withValue(body, at, 'Grace Changed');
}

function duplicate(kit: Kit, key: NaturalKey, second: (body: Json) => Json, variant: string): Draft {
  const { at } = key;
  return {
    clause: `key${at}`,
    variant,
    title: `the same ${at} twice, ${variant}`,
    proof: { claim: 'valid' },
    steps: (keys) => {
      const body = keyedBody(kit, keys, at);
      if (body === undefined) return undefined;
      const upsert = key.duplicate.outcome === 'upsert';
      return [
        first(kit, body),
        kit.create(second(body), upsert ? { intent: 'accept', of: 0, ...weakest(key) } : { intent: 'reject', fault: 'duplicate', of: 0, ...weakest(key) }, {
          name: 'create again',
        }),
        ...(variant === 'changed' ? read(kit, upsert ? 1 : 0) : []),
      ];
    },
  };
}

/** An invalid body that still holds the key: a required member left out, else a text member given a number. */
function failing(kit: Kit, body: Json, key: string): { bad: Json; clause: string } | undefined {
  const required = kit
    .members(['required'], true)
    .map(({ about }) => about.at)
    .find((at) => at !== key && !at.includes('*') && valueAt(body, at) !== undefined && segments(at).length === 1);
  const typed = kit
    .members(['type'], true)
    .map(({ about }) => about)
    .find(({ at, value }) => at !== key && value === 'string' && segments(at).length === 1 && valueAt(body, at) !== undefined);
  const bad = required !== undefined ? without(body, required) : typed ? withValue(body, typed.at, 1) : undefined;
  if (bad === undefined || !kit.schema) return undefined;
  const clause = required !== undefined ? `request${required}#required` : `request${typed?.at}#type`;
  return kit.contract.schemas.violations(kit.schema, bad, 'lenient').length > 0 ? { bad, clause } : undefined;
}

export const read = (kit: Kit, of: number): Step[] => {
  const call = kit.contract.sheet.read;
  return call
    ? [
        {
          name: 'read',
          role: 'read',
          method: call.method,
          path: call.path,
          accept: 'application/json',
          credential: { use: 'good' },
          expect: { intent: 'read', of },
        },
      ]
    : [];
};

/** Texts long enough that a store which cuts them shows, and short enough that no reader refuses them. */
const LONG = 100;

function withLongTexts(kit: Kit, body: Json | undefined): Json | undefined {
  if (!isObject(body)) return undefined;
  const long = Object.keys(body).filter((name) => {
    const at = child('', name);
    return typeof body[name] === 'string' && meaningOf(name)?.freeText && !kit.knowledge.keys.has(at) && stringLimits(kit.nodesAt(at)).most >= LONG;
  });
  return long.reduce<Json>((made, name) => withValue(made, child('', name), meaningOf(name)?.ofLength?.(LONG, '') ?? textOfLength(LONG)), body);
}

const swapCase = (text: string): string => text.replace(/[a-z]/, (letter) => letter.toUpperCase());
/** The pointer, in the request, of the member whose value the provider gives out as the record's id. */
const idMember = (kit: Kit): NaturalKey | undefined =>
  (kit.contract.sheet.naturalKeys ?? []).find(({ at }) => (kit.contract.sheet.references ?? []).some((reference) => reference.at === at));

export const sequenceRules: readonly CaseRule[] = [
  {
    id: 'duplicate-identical',
    says: 'a second, identical create does what the provider says of duplicates',
    basis: 'sheet; RFC 9110 15.5.10',
    family: 'sequence',
    profile: 'smoke',
    rank: 6,
    example: { body: keyed, sheet: conflictSheet, makes: ['identical'] },
    make: (kit) => ownKeys(kit).map((key) => duplicate(kit, key, (body) => body, 'identical')),
  },
  {
    id: 'duplicate-changed',
    says: 'a second create with the same key and other fields does what the provider says of duplicates, to the stored record too',
    basis: 'sheet',
    family: 'sequence',
    profile: 'gate',
    rank: 2,
    example: { body: keyed, sheet: upsertSheet, makes: ['changed'] },
    make: (kit) => ownKeys(kit).map((key) => duplicate(kit, key, (body) => changed(kit, body), 'changed')),
  },
  {
    id: 'key-kept-after-failure',
    says: 'a create that failed does not use up its key',
    basis: 'sheet; RFC 9110 9.2.2',
    family: 'sequence',
    profile: 'gate',
    rank: 5,
    example: { body: keyed, sheet: conflictSheet, makes: ['after-failure'] },
    make: (kit) =>
      ownKeys(kit)
        .filter(({ duplicate: { outcome } }) => outcome !== 'upsert')
        .map(
          (key): Draft => ({
            clause: `key${key.at}`,
            variant: 'after-failure',
            title: `the same ${key.at} again after a refused create`,
            proof: { claim: 'valid', step: 1 },
            steps: (keys) => {
              const body = keyedBody(kit, keys, key.at);
              const failed = body === undefined ? undefined : failing(kit, body, key.at);
              if (body === undefined || failed === undefined) return undefined;
              return [
                kit.create(failed.bad, { intent: 'reject', fault: 'invalid-body' }, { name: 'refused create', clause: failed.clause }),
                kit.create(body, { intent: 'accept', of: 0, ...weakest(key) }, { name: 'create' }),
              ];
            },
          }),
        ),
  },
  {
    id: 'create-then-read',
    says: 'a created record reads back as it was answered',
    basis: 'sheet',
    family: 'sequence',
    profile: 'gate',
    rank: 3,
    example: { body: keyed, sheet: { read: { method: 'GET', path: '/customers/{id}', record: '', stated: 'prose' } }, makes: ['long-texts', 'everything'] },
    make: (kit) => {
      if (!kit.contract.sheet.read) return [];
      const readBack = (variant: string, body: (keys: Keys) => Json | undefined): Draft => ({
        clause: 'read',
        variant,
        title: `create (${variant.replaceAll('-', ' ')}), then read`,
        proof: { claim: 'valid' },
        steps: (keys) => {
          const made = body(keys);
          return made === undefined ? undefined : [first(kit, made), ...read(kit, 0)];
        },
      });
      return [readBack('long-texts', (keys) => withLongTexts(kit, kit.full(keys()))), readBack('everything', (keys) => kit.full(keys()))];
    },
  },
  {
    id: 'two-records',
    says: 'two creates with different keys make two records',
    basis: 'RFC 9110 9.3.3',
    family: 'sequence',
    profile: 'gate',
    rank: 7,
    example: { body: keyed, makes: [''] },
    make: (kit) => [
      {
        clause: successClause(kit),
        variant: '',
        title: 'two different customers, one after the other',
        proof: { claim: 'valid', step: 1 },
        steps: (keys) => {
          const [one, second] = [kit.full(keys()), kit.minimal(keys(1))];
          return one === undefined || second === undefined
            ? undefined
            : [first(kit, one), kit.create(second, { intent: 'accept' }, { name: 'create another' })];
        },
      },
    ],
  },
  {
    id: 'email-case-differs',
    says: 'an email key that differs in letter case only is watched',
    basis: 'RFC 5321 2.4',
    family: 'sequence',
    profile: 'gate',
    rank: 5,
    example: { body: keyed, sheet: conflictSheet, makes: ['letter-case'] },
    make: (kit) =>
      ownKeys(kit)
        .filter(({ at }) => meaningOf(segments(at)[0] ?? '')?.name === 'email')
        .map(
          ({ at }): Draft => ({
            clause: `key${at}`,
            variant: 'letter-case',
            title: `the same ${at} in other letter case`,
            proof: { claim: 'valid' },
            steps: (keys) => {
              const body = keyedBody(kit, keys, at);
              const key = body === undefined ? undefined : valueAt(body, at);
              if (body === undefined || typeof key !== 'string') return undefined;
              return [
                first(kit, body),
                kit.create(
                  withValue(body, at, swapCase(key)),
                  { intent: 'reject', fault: 'duplicate', of: 0, atMost: 'gap' },
                  { name: 'create in other case' },
                ),
              ];
            },
          }),
        ),
  },
  {
    id: 'upsert-by-id',
    says: 'a create with the id of an existing record updates that record',
    basis: 'sheet',
    family: 'sequence',
    profile: 'gate',
    rank: 4,
    example: {
      body: { ...keyed, properties: { ...KEYED.properties, id: { type: 'string' } } },
      sheet: { naturalKeys: [{ at: '/id', duplicate: { outcome: 'upsert' }, stated: 'prose' }], references: [{ at: '/id', stated: 'prose' }] },
      makes: ['by-id'],
    },
    make: (kit) =>
      [idMember(kit)]
        .filter((key) => key?.duplicate.outcome === 'upsert')
        .flatMap((key) =>
          key
            ? [
                {
                  clause: `key${key.at}`,
                  variant: 'by-id',
                  title: `create, then create with its ${key.at}`,
                  proof: { claim: 'valid' as const },
                  steps: (keys: Keys) => {
                    const body = kit.full(keys());
                    if (body === undefined) return undefined;
                    const second = ownKeys(kit).reduce((rest, { at }) => (rest === undefined ? rest : without(rest, at)), changed(kit, body));
                    return [first(kit, body), kit.create(second, { intent: 'accept', of: 0 }, { name: 'create by id', fill: [{ at: key.at, fromStep: 0 }] })];
                  },
                },
              ]
            : [],
        ),
  },
  {
    id: 'ignored-beside-id',
    says: 'a member that is ignored beside another has no effect',
    basis: 'sheet',
    family: 'promise',
    profile: 'gate',
    rank: 4,
    example: {
      body: { ...keyed, properties: { ...KEYED.properties, id: { type: 'string' }, source: { type: 'string' } } },
      sheet: { precedence: [{ given: '/id', ignores: '/source', answered: '/source', stated: 'prose' }] },
      makes: ['beside'],
    },
    make: (kit) =>
      (kit.contract.sheet.precedence ?? []).map(
        ({ given, ignores }): Draft => ({
          clause: `precedence${ignores}`,
          variant: 'beside',
          title: `${ignores} beside ${given}`,
          proof: { claim: 'valid' },
          steps: (keys) => {
            const body = kit.full(keys());
            if (body === undefined) return undefined;
            return [
              first(kit, body),
              kit.create(withValue(body, ignores, keys(1)), { intent: 'accept', of: 0 }, { name: 'create by id', fill: [{ at: given, fromStep: 0 }] }),
            ];
          },
        }),
      ),
  },
  {
    id: 'ignored-member-sent',
    says: 'a member the provider ignores neither wins nor comes back',
    basis: 'sheet',
    family: 'promise',
    profile: 'gate',
    rank: 4,
    example: { body: keyed, sheet: { ignored: [{ at: '/shop', answered: '/shop', sample: 'abc', stated: 'prose' }] }, makes: ['sent'] },
    make: (kit) =>
      (kit.contract.sheet.ignored ?? []).map(
        ({ at, sample }): Draft => ({
          clause: `ignored${at}`,
          variant: 'sent',
          title: `${at} sent although it is not the caller's to say`,
          steps: (keys) => {
            const body = kit.minimal(keys());
            return body === undefined ? undefined : [kit.create(withValue(body, firstOf(at), sample), { intent: 'either' })];
          },
        }),
      ),
  },
  {
    id: 'created-at-once',
    says: 'of two identical creates at the same moment at most one is new',
    basis: 'sheet',
    family: 'sequence',
    profile: 'nightly',
    rank: 9,
    example: { body: keyed, sheet: conflictSheet, makes: ['at-once'] },
    make: (kit) =>
      ownKeys(kit)
        .filter(({ duplicate: { outcome } }) => outcome !== 'upsert')
        .map(
          (key): Draft => ({
            clause: `key${key.at}`,
            variant: 'at-once',
            title: `the same ${key.at} twice at the same moment`,
            proof: { claim: 'valid' },
            steps: (keys) => {
              const body = keyedBody(kit, keys, key.at);
              if (body === undefined) return undefined;
              return [
                kit.create(body, { intent: 'either' }),
                kit.create(body, { intent: 'either', of: 0, ...weakest(key) }, { name: 'create at once', together: true }),
              ];
            },
          }),
        ),
  },
];
