import { bothSides, type SchemaChange } from '../both-sides.ts';
import { type Bound, type BoundName, isUpper } from '../node-keywords.ts';
import type { Change, Found, SchemaRule } from '../rule.ts';
import type { Shape } from '../shape.ts';

/** A keyword that bounds, in words, with a schema it applies to. */
const BOUNDS: readonly { name: BoundName; subject: string; says: string; schema: Record<string, string> }[] = [
  { name: 'minLength', subject: 'min-length', says: 'the least length', schema: { type: 'string' } },
  { name: 'maxLength', subject: 'max-length', says: 'the greatest length', schema: { type: 'string' } },
  { name: 'minimum', subject: 'minimum', says: 'the least number', schema: { type: 'number' } },
  { name: 'maximum', subject: 'maximum', says: 'the greatest number', schema: { type: 'number' } },
  { name: 'minItems', subject: 'min-items', says: 'the least count of items', schema: { type: 'array' } },
  { name: 'maxItems', subject: 'max-items', says: 'the greatest count of items', schema: { type: 'array' } },
  { name: 'minProperties', subject: 'min-members', says: 'the least count of members', schema: { type: 'object' } },
  { name: 'maxProperties', subject: 'max-members', says: 'the greatest count of members', schema: { type: 'object' } },
];

const HOW: Readonly<Record<'added' | 'removed' | 'raised' | 'lowered', { says: string; before?: number; after?: number }>> = {
  added: { says: 'is limited now', after: 5 },
  removed: { says: 'is not limited any more', before: 5 },
  raised: { says: 'is higher', before: 5, after: 7 },
  lowered: { says: 'is lower', before: 7, after: 5 },
};

const told = (bound: Bound | undefined): string | number | null =>
  bound === undefined ? null : bound.exclusive ? `${bound.value} (itself not allowed)` : bound.value;

/** 5 but not 5 itself is a higher least number, and a lower greatest one, than 5. */
const isHigher = (a: Bound, b: Bound, upper: boolean): boolean =>
  a.value > b.value || (a.value === b.value && (upper ? !a.exclusive && b.exclusive : a.exclusive && !b.exclusive));

function changeOf(before: Bound | undefined, after: Bound | undefined, upper: boolean): Change | undefined {
  if (before === undefined) return after && 'added';
  if (after === undefined) return 'removed';
  return isHigher(after, before, upper) ? 'raised' : isHigher(before, after, upper) ? 'lowered' : undefined;
}

const find =
  (name: BoundName, change: Change) =>
  (before: Shape, after: Shape): Found[] =>
    changeOf(before.bounds[name], after.bounds[name], isUpper(name)) === change
      ? [{ at: '', before: told(before.bounds[name]), after: told(after.bounds[name]), keyword: name }]
      : [];

/** A higher greatest value lets more through, a higher least value less. */
export const boundRules: readonly SchemaRule[] = BOUNDS.flatMap(({ name, subject, says, schema }) =>
  Object.entries(HOW).flatMap(([change, { says: how, before, after }]) => {
    const more = change === 'removed' || change === (isUpper(name) ? 'raised' : 'lowered');
    return bothSides({
      subject,
      change: change as SchemaChange['change'],
      says: `${says} ${how}`,
      basis: 'JSON Schema 2020-12 validation, 6.2 to 6.5',
      meaning: more ? 'widens' : 'narrows',
      example: {
        before: { ...schema, ...(before === undefined ? {} : { [name]: before }) },
        after: { ...schema, ...(after === undefined ? {} : { [name]: after }) },
      },
      find: find(name, change as Change),
    });
  }),
);
