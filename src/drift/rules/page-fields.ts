import type { DriftSeverity, Effect } from '../../model/drift.ts';
import type { Json } from '../../model/json.ts';
import { type FieldFacts, LIMITS, type Limit, type PageFacts } from '../../model/page.ts';
import { child } from '../../model/pointer.ts';
import { bodiesOf, membersOnlyIn, type Side, valuesOnlyIn } from '../page-fields.ts';
import type { PageRule } from '../page-rule.ts';
import type { Change } from '../rule.ts';

/** What a change does to the set of bodies: fewer, more, others, or none of it. */
type Meaning = 'narrows' | 'widens' | 'replaces' | 'notes';

/** A change of one field, which means the contrary in requests and in answers. */
interface FieldChange {
  subject: string;
  change: Change;
  says: string;
  meaning: Meaning;
  /** Where a consumer would rate it otherwise than by its meaning. */
  severity?: Partial<Record<Side, DriftSeverity>>;
  /** Absent: both. */
  only?: Side;
  example: { before: FieldFacts; after: FieldFacts };
  find(before: FieldFacts, after: FieldFacts): { before: Json; after: Json; detail?: string }[];
}

/** A mark that was set or taken away; a printed body sets none. */
const marked =
  (name: 'required' | 'nullable' | 'unique' | 'deprecated', way: 'set' | 'unset') =>
  (before: FieldFacts, after: FieldFacts): { before: Json; after: Json }[] => {
    const [was, is] = [before[name] === true, after[name] === true];
    const comparable = !before.printed && !after.printed;
    return comparable && was !== is && is === (way === 'set') ? [{ before: was, after: is }] : [];
  };

const isNumber = (type: string): boolean => type === 'number' || type === 'integer';
/** A sample tells no integer from another number. */
const sameType = (before: FieldFacts, after: FieldFacts): boolean =>
  before.type === undefined ||
  after.type === undefined ||
  before.type === after.type ||
  (isNumber(before.type) && isNumber(after.type) && (before.printed === true || after.printed === true));

const values = (way: 'added' | 'removed') => (before: FieldFacts, after: FieldFacts) => {
  if (!before.enum || !after.enum) return [];
  const only = way === 'added' ? valuesOnlyIn(after.enum, before.enum) : valuesOnlyIn(before.enum, after.enum);
  return only.map((value) => (way === 'added' ? { before: null, after: value, detail: value } : { before: value, after: null, detail: value }));
};

const LIMIT_WORDS: Readonly<Record<Limit, string>> = {
  minLength: 'the least length',
  maxLength: 'the greatest length',
  minimum: 'the least number',
  maximum: 'the greatest number',
  minItems: 'the least count of items',
  maxItems: 'the greatest count of items',
};
const TYPE_OF: Readonly<Record<Limit, string>> = {
  minLength: 'string',
  maxLength: 'string',
  minimum: 'number',
  maximum: 'number',
  minItems: 'array',
  maxItems: 'array',
};

const LIMIT_CHANGES: readonly { change: 'added' | 'removed' | 'raised' | 'lowered'; says: string; before?: number; after?: number }[] = [
  { change: 'added', says: 'is limited now', after: 5 },
  { change: 'removed', says: 'is not limited any more', before: 5 },
  { change: 'raised', says: 'is higher', before: 5, after: 7 },
  { change: 'lowered', says: 'is lower', before: 7, after: 5 },
];

function limitChange(before: number | undefined, after: number | undefined): Change | undefined {
  if (before === undefined) return after === undefined ? undefined : 'added';
  if (after === undefined) return 'removed';
  return after > before ? 'raised' : after < before ? 'lowered' : undefined;
}

const LIMIT_FIELD_CHANGES: readonly FieldChange[] = LIMITS.flatMap((limit) =>
  LIMIT_CHANGES.map(({ change, says, before, after }): FieldChange => {
    const more = change === 'removed' || change === (limit.startsWith('max') ? 'raised' : 'lowered');
    const field = (value: number | undefined): FieldFacts => ({ type: TYPE_OF[limit], ...(value === undefined ? {} : { [limit]: value }) });
    return {
      subject: limit.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      change,
      says: `${LIMIT_WORDS[limit]} ${says}`,
      meaning: more ? 'widens' : 'narrows',
      // Nobody who reads is broken by a text that is longer than a page said; it is worth a look.
      severity: { answer: more ? 'warn' : 'info' },
      example: { before: field(before), after: field(after) },
      find: (was, is) => (limitChange(was[limit], is[limit]) === change ? [{ before: was[limit] ?? null, after: is[limit] ?? null }] : []),
    };
  }),
);

const CHANGES: readonly FieldChange[] = [
  {
    subject: 'type',
    change: 'changed',
    says: 'a field has another type',
    meaning: 'replaces',
    example: { before: { type: 'string' }, after: { type: 'object' } },
    find: (before, after) => (sameType(before, after) ? [] : [{ before: before.type ?? null, after: after.type ?? null }]),
  },
  {
    subject: 'format',
    change: 'changed',
    says: 'a field has another format',
    meaning: 'notes',
    severity: { request: 'warn', answer: 'warn' },
    example: { before: { type: 'string', format: 'date' }, after: { type: 'string', format: 'date-time' } },
    find: (before, after) =>
      before.format === after.format || before.printed || after.printed || !sameType(before, after)
        ? []
        : [{ before: before.format ?? null, after: after.format ?? null }],
  },
  {
    subject: 'field',
    change: 'required',
    says: 'a field is required now',
    meaning: 'narrows',
    example: { before: { type: 'string' }, after: { type: 'string', required: true } },
    find: marked('required', 'set'),
  },
  {
    subject: 'field',
    change: 'optional',
    says: 'a field is not required any more',
    meaning: 'widens',
    example: { before: { type: 'string', required: true }, after: { type: 'string' } },
    find: marked('required', 'unset'),
  },
  {
    subject: 'null',
    change: 'widened',
    says: 'null is allowed now',
    meaning: 'widens',
    example: { before: { type: 'string' }, after: { type: 'string', nullable: true } },
    find: marked('nullable', 'set'),
  },
  {
    subject: 'null',
    change: 'narrowed',
    says: 'null is not allowed any more',
    meaning: 'narrows',
    example: { before: { type: 'string', nullable: true }, after: { type: 'string' } },
    find: marked('nullable', 'unset'),
  },
  {
    subject: 'value',
    change: 'added',
    says: 'a value was added to the listed ones',
    meaning: 'widens',
    severity: { answer: 'warn' },
    example: { before: { type: 'string', enum: ['active'] }, after: { type: 'string', enum: ['active', 'inactive'] } },
    find: values('added'),
  },
  {
    subject: 'value',
    change: 'removed',
    says: 'a value is not listed any more',
    meaning: 'narrows',
    example: { before: { type: 'string', enum: ['active', 'inactive'] }, after: { type: 'string', enum: ['active'] } },
    find: values('removed'),
  },
  {
    subject: 'values',
    change: 'added',
    says: 'the values are listed now',
    meaning: 'narrows',
    example: { before: { type: 'string' }, after: { type: 'string', enum: ['active'] } },
    find: (before, after) => (before.enum === undefined && after.enum !== undefined ? [{ before: null, after: after.enum }] : []),
  },
  {
    subject: 'values',
    change: 'removed',
    says: 'the values are not listed any more',
    meaning: 'widens',
    severity: { answer: 'warn' },
    example: { before: { type: 'string', enum: ['active'] }, after: { type: 'string' } },
    find: (before, after) => (before.enum !== undefined && after.enum === undefined ? [{ before: before.enum, after: null }] : []),
  },
  ...LIMIT_FIELD_CHANGES,
  {
    subject: 'unique',
    change: 'added',
    says: 'a field must be unique now',
    meaning: 'narrows',
    severity: { request: 'warn' },
    only: 'request',
    example: { before: { type: 'string' }, after: { type: 'string', unique: true } },
    find: marked('unique', 'set'),
  },
  {
    subject: 'unique',
    change: 'removed',
    says: 'a field need not be unique any more',
    meaning: 'widens',
    only: 'request',
    example: { before: { type: 'string', unique: true }, after: { type: 'string' } },
    find: marked('unique', 'unset'),
  },
  {
    subject: 'default',
    change: 'changed',
    says: 'another value is taken where a field is left out',
    meaning: 'notes',
    severity: { request: 'warn' },
    only: 'request',
    example: { before: { type: 'string', default: 'active' }, after: { type: 'string', default: 'inactive' } },
    find: (before, after) => (before.default === after.default ? [] : [{ before: before.default ?? null, after: after.default ?? null }]),
  },
  {
    subject: 'deprecation',
    change: 'added',
    says: 'a field is deprecated now',
    meaning: 'notes',
    severity: { request: 'warn', answer: 'warn' },
    example: { before: { type: 'string' }, after: { type: 'string', deprecated: true } },
    find: marked('deprecated', 'set'),
  },
  {
    subject: 'deprecation',
    change: 'removed',
    says: 'a field is not deprecated any more',
    meaning: 'notes',
    example: { before: { type: 'string', deprecated: true }, after: { type: 'string' } },
    find: marked('deprecated', 'unset'),
  },
];

const BASIS = "the provider's page: what it lists of the field";

function effectOf(meaning: Meaning, side: Side): Effect {
  if (meaning === 'replaces' || meaning === (side === 'request' ? 'narrows' : 'widens')) return 'breaking';
  return side === 'request' && meaning === 'widens' ? 'widening' : 'neutral';
}

/** One field `/email` in an otherwise equal page. */
const pageWith = (side: Side, field: FieldFacts | undefined): Partial<PageFacts> => {
  const members = { '/id': { type: 'string' }, ...(field ? { '/email': field } : {}) };
  return side === 'request' ? { request: members } : { answers: { 201: members } };
};

function rulesOf({ subject, change, says, meaning, severity, example, find }: FieldChange, side: Side): PageRule {
  const effect = effectOf(meaning, side);
  return {
    id: `page-${side}-${subject}-${change}`,
    says,
    basis: BASIS,
    direction: side,
    cell: { subject, change },
    effect,
    severity: severity?.[side] ?? (effect === 'breaking' ? 'breaking' : 'info'),
    example: { before: pageWith(side, example.before), after: pageWith(side, example.after) },
    find: (before, after) =>
      bodiesOf(side, before, after).flatMap((body) =>
        Object.entries(body.before).flatMap(([at, was]) => {
          const is = body.after[at];
          const status = body.status === undefined ? {} : { status: body.status };
          return is ? find(was, is).map((found) => ({ ...found, at: `${body.place} ${at}`, pointer: child(body.pointer, at), field: { ...status, at } })) : [];
        }),
      ),
  };
}

/** Fields that came or went. */
const presence = (
  side: Side,
  change: 'added' | 'removed',
  subject: string,
  rated: Pick<PageRule, 'says' | 'effect' | 'severity'>,
  sees: (field: FieldFacts) => boolean,
  field: FieldFacts,
): PageRule => ({
  id: `page-${side}-${subject}-${change}`,
  ...rated,
  basis: BASIS,
  direction: side,
  cell: { subject, change },
  example:
    change === 'added'
      ? { before: pageWith(side, undefined), after: pageWith(side, field) }
      : { before: pageWith(side, field), after: pageWith(side, undefined) },
  find: (before, after) =>
    bodiesOf(side, before, after).flatMap((body) => {
      // A body that one version does not show at all has not lost or won its members.
      if (Object.keys(body.before).length === 0 || Object.keys(body.after).length === 0) return [];
      const only = change === 'added' ? membersOnlyIn(body.after, body.before) : membersOnlyIn(body.before, body.after);
      const status = body.status === undefined ? {} : { status: body.status };
      return only
        .filter(([, facts]) => sees(facts))
        .map(([at, facts]) => ({
          at: `${body.place} ${at}`,
          pointer: child(body.pointer, at),
          ...(change === 'removed' ? { gone: true as const } : {}),
          before: change === 'removed' ? (facts.type ?? true) : null,
          after: change === 'added' ? (facts.type ?? true) : null,
          field: { ...status, at },
        }));
    }),
});

const always = (): boolean => true;

/** Fields of requests and of answers. */
export const pageFieldRules: readonly PageRule[] = [
  presence(
    'request',
    'added',
    'required-field',
    { says: 'a new field is required', effect: 'breaking', severity: 'breaking' },
    ({ required }) => required === true,
    {
      type: 'string',
      required: true,
    },
  ),
  presence('request', 'added', 'field', { says: 'a new field may be sent', effect: 'widening', severity: 'info' }, ({ required }) => !required, {
    type: 'string',
  }),
  presence('request', 'removed', 'field', { says: 'a field is not listed any more', effect: 'breaking', severity: 'warn' }, always, { type: 'string' }),
  presence('answer', 'added', 'field', { says: 'a new field is answered', effect: 'neutral', severity: 'info' }, always, { type: 'string' }),
  presence('answer', 'removed', 'field', { says: 'a field is not answered any more', effect: 'breaking', severity: 'breaking' }, always, { type: 'string' }),
  ...CHANGES.flatMap((change) =>
    (['request', 'answer'] as const).filter((side) => change.only === undefined || change.only === side).map((side) => rulesOf(change, side)),
  ),
];
