import type { Json } from '../../model/json.ts';
import { child } from '../../model/pointer.ts';
import { bothSides } from '../both-sides.ts';
import { matchBranches } from '../branches.ts';
import type { Member } from '../node-keywords.ts';
import type { Found, SchemaRule } from '../rule.ts';
import type { Shape } from '../shape.ts';

const STRING = { type: 'string' };
const object = (more: Record<string, Json>): Json => ({ type: 'object', properties: { a: STRING }, ...more });
const WITH_B = object({ properties: { a: STRING, b: STRING } });

/** What stands at a member's place, told shortly. */
const told = ({ required }: Member): Json => (required ? 'required' : 'optional');
const place = (side: 'before' | 'after', { origin }: Member): NonNullable<Found['places']> => ({ [side]: origin });

/** The members one side alone has, of the required or of the optional ones. */
const membersOnly = (of: Shape, beside: Shape, required: boolean): Member[] =>
  [...of.members.values()].filter((member) => !beside.members.has(member.name) && member.required === required && !member.hidden);

const addedMembers =
  (required: boolean) =>
  (before: Shape, after: Shape): Found[] =>
    membersOnly(after, before, required).map((member) => ({ at: child('', member.name), before: null, after: told(member), places: place('after', member) }));

const removedMembers =
  (required: boolean) =>
  (before: Shape, after: Shape): Found[] =>
    membersOnly(before, after, required).map((member) => ({
      at: child('', member.name),
      before: told(member),
      after: null,
      places: place('before', member),
      reads: member.name,
    }));

const requiredIn =
  (now: boolean) =>
  (before: Shape, after: Shape): Found[] =>
    [...after.members.values()].flatMap((member) => {
      const earlier = before.members.get(member.name);
      return earlier && !earlier.hidden && !member.hidden && earlier.required !== member.required && member.required === now
        ? [{ at: child('', member.name), before: told(earlier), after: told(member), keyword: 'required' }]
        : [];
    });

const conditions = (before: Shape, after: Shape, is: (before: string | undefined, after: string | undefined) => boolean): Found[] =>
  [...new Set([...before.conditions.keys(), ...after.conditions.keys()])].flatMap((keyword) => {
    const [earlier, later] = [before.conditions.get(keyword), after.conditions.get(keyword)];
    return is(earlier, later) ? [{ at: '', before: earlier ?? null, after: later ?? null, detail: keyword, keyword }] : [];
  });

const REQUIRED = 'JSON Schema 2020-12 validation, 6.5.3';
const PROPERTIES = 'JSON Schema 2020-12 core, 10.3.2';
const COMPOSED = 'JSON Schema 2020-12 core, 10.2.1';
const CONDITION = 'JSON Schema 2020-12 core, 10.2 and 10.3';

/** Which members an object has, and what of other schemas applies to a value. */
export const memberRules: readonly SchemaRule[] = [
  ...bothSides({
    subject: 'required-member',
    change: 'added',
    says: 'there is one more member, and it is required',
    basis: REQUIRED,
    meaning: 'narrows',
    example: { before: object({}), after: object({ properties: { a: STRING, b: STRING }, required: ['b'] }) },
    find: addedMembers(true),
  }),
  ...bothSides({
    subject: 'required-member',
    change: 'removed',
    says: 'a member that was required is not known any more',
    basis: PROPERTIES,
    // Sent all the same it is refused where the object is closed; where it is open no body shows a difference.
    meaning: 'replaces',
    example: { before: object({ properties: { a: STRING, b: STRING }, required: ['b'] }), after: object({}) },
    find: removedMembers(true),
  }),
  ...bothSides({
    subject: 'member',
    change: 'added',
    says: 'there is one more optional member',
    basis: PROPERTIES,
    meaning: 'notes',
    example: { before: object({}), after: WITH_B },
    find: addedMembers(false),
  }),
  ...bothSides({
    subject: 'member',
    change: 'removed',
    says: 'an optional member is not known any more',
    basis: PROPERTIES,
    meaning: 'replaces',
    example: { before: WITH_B, after: object({}) },
    find: removedMembers(false),
  }),
  ...bothSides({
    subject: 'member',
    change: 'required',
    says: 'a member became required',
    basis: REQUIRED,
    meaning: 'narrows',
    example: { before: object({}), after: object({ required: ['a'] }) },
    find: requiredIn(true),
  }),
  ...bothSides({
    subject: 'member',
    change: 'optional',
    says: 'a member may be missing',
    basis: REQUIRED,
    meaning: 'widens',
    example: { before: object({ required: ['a'] }), after: object({}) },
    find: requiredIn(false),
  }),
  ...bothSides({
    subject: 'object',
    change: 'closed',
    says: 'no member beside the named ones is possible',
    basis: PROPERTIES,
    meaning: 'narrows',
    // Who keeps to the document sends none.
    severity: { request: 'warn' },
    example: { before: object({}), after: object({ additionalProperties: false }) },
    find: (before, after) => (after.closed && !before.closed ? [{ at: '', before: 'open', after: 'closed', keyword: 'additionalProperties' }] : []),
  }),
  ...bothSides({
    subject: 'object',
    change: 'opened',
    says: 'members beside the named ones are possible',
    basis: PROPERTIES,
    meaning: 'widens',
    // Readers are expected to pass over members they do not know.
    severity: { answer: 'warn' },
    example: { before: object({ additionalProperties: false }), after: object({}) },
    find: (before, after) => (before.closed && !after.closed ? [{ at: '', before: 'closed', after: 'open', keyword: 'additionalProperties' }] : []),
  }),
  ...bothSides({
    subject: 'map-values',
    change: 'added',
    says: 'the values of further members are described',
    basis: PROPERTIES,
    meaning: 'narrows',
    example: { before: object({}), after: object({ additionalProperties: { type: 'integer' } }) },
    find: (before, after) =>
      before.rest.length === 0 && after.rest.length > 0 && !before.closed
        ? [{ at: '/*', before: 'anything', after: 'described', keyword: 'additionalProperties' }]
        : [],
  }),
  ...bothSides({
    subject: 'map-values',
    change: 'removed',
    says: 'the values of further members are not described any more',
    basis: PROPERTIES,
    meaning: 'widens',
    example: { before: object({ additionalProperties: { type: 'integer' } }), after: object({}) },
    find: (before, after) =>
      before.rest.length > 0 && after.rest.length === 0 && !after.closed
        ? [{ at: '/*', before: 'described', after: 'anything', keyword: 'additionalProperties' }]
        : [],
  }),
  ...bothSides({
    subject: 'items',
    change: 'added',
    says: 'the items of a list are described',
    basis: 'JSON Schema 2020-12 core, 10.3.1.2',
    meaning: 'narrows',
    example: { before: { type: 'array' }, after: { type: 'array', items: STRING } },
    find: (before, after) =>
      before.items.length === 0 && after.items.length > 0 && !before.ends ? [{ at: '/*', before: 'anything', after: 'described', keyword: 'items' }] : [],
  }),
  ...bothSides({
    subject: 'items',
    change: 'removed',
    says: 'the items of a list are not described any more',
    basis: 'JSON Schema 2020-12 core, 10.3.1.2',
    meaning: 'widens',
    example: { before: { type: 'array', items: STRING }, after: { type: 'array' } },
    find: (before, after) =>
      before.items.length > 0 && after.items.length === 0 && !after.ends ? [{ at: '/*', before: 'described', after: 'anything', keyword: 'items' }] : [],
  }),
  ...bothSides({
    subject: 'tuple',
    change: 'closed',
    says: 'no item after the listed ones is possible',
    basis: 'JSON Schema 2020-12 core, 10.3.1',
    meaning: 'narrows',
    example: { before: { type: 'array', prefixItems: [STRING] }, after: { type: 'array', prefixItems: [STRING], items: false } },
    find: (before, after) => (after.ends && !before.ends ? [{ at: '', before: 'open', after: 'closed', keyword: 'items' }] : []),
  }),
  ...bothSides({
    subject: 'tuple',
    change: 'opened',
    says: 'items after the listed ones are possible',
    basis: 'JSON Schema 2020-12 core, 10.3.1',
    meaning: 'widens',
    example: { before: { type: 'array', prefixItems: [STRING], items: false }, after: { type: 'array', prefixItems: [STRING] } },
    find: (before, after) => (before.ends && !after.ends ? [{ at: '', before: 'closed', after: 'open', keyword: 'items' }] : []),
  }),
  ...bothSides({
    subject: 'alternative',
    change: 'added',
    says: 'one more alternative is possible',
    basis: COMPOSED,
    meaning: 'widens',
    example: {
      before: { oneOf: [{ type: 'object', required: ['a'] }, { type: 'integer' }] },
      after: { oneOf: [{ type: 'object', required: ['a'] }, { type: 'integer' }, { type: 'string', maxLength: 3 }] },
    },
    find: (before, after) =>
      matchBranches(before, after).added.map(({ name, origin }) => ({ at: '', before: null, after: name, detail: name, places: { after: origin } })),
  }),
  ...bothSides({
    subject: 'alternative',
    change: 'removed',
    says: 'an alternative is not possible any more',
    basis: COMPOSED,
    meaning: 'narrows',
    example: {
      before: { oneOf: [{ type: 'object', required: ['a'] }, { type: 'integer' }, { type: 'string', maxLength: 3 }] },
      after: { oneOf: [{ type: 'object', required: ['a'] }, { type: 'integer' }] },
    },
    find: (before, after) =>
      matchBranches(before, after).removed.map(({ name, origin }) => ({ at: '', before: name, after: null, detail: name, places: { before: origin } })),
  }),
  ...bothSides({
    subject: 'condition',
    change: 'added',
    says: 'values have to keep one more condition',
    basis: CONDITION,
    meaning: 'narrows',
    example: { before: STRING, after: { type: 'string', not: { maxLength: 2 } } },
    find: (before, after) => conditions(before, after, (earlier, later) => earlier === undefined && later !== undefined),
  }),
  ...bothSides({
    subject: 'condition',
    change: 'removed',
    says: 'values need not keep a condition any more',
    basis: CONDITION,
    meaning: 'widens',
    example: { before: { type: 'string', not: { maxLength: 2 } }, after: STRING },
    find: (before, after) => conditions(before, after, (earlier, later) => earlier !== undefined && later === undefined),
  }),
  ...bothSides({
    subject: 'condition',
    change: 'changed',
    says: 'values have to keep another condition',
    basis: CONDITION,
    meaning: 'differs',
    example: { before: { type: 'string', not: { maxLength: 2 } }, after: { type: 'string', not: { minLength: 4 } } },
    find: (before, after) => conditions(before, after, (earlier, later) => earlier !== undefined && later !== undefined && earlier !== later),
  }),
];
