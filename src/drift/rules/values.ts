import { type Json, sameJson } from '../../model/json.ts';
import { bothSides } from '../both-sides.ts';
import { isReplaced, missing } from '../kinds.ts';
import type { Found, SchemaRule } from '../rule.ts';
import type { Shape } from '../shape.ts';

const ANY = 'any type';
const ANYTHING = 'anything';
const STRING = { type: 'string' };

/** What only the server sets is not described in requests, and that a text is a text says nothing. */
const isDescribed = (of: Shape, beside: Shape): boolean =>
  of.described && !of.isAnyText && !beside.described && of.annotations.readOnly === beside.annotations.readOnly;

const typesFound = (before: Shape, after: Shape, is: boolean): Found[] =>
  is ? [{ at: '', before: before.types ?? ANY, after: after.types ?? ANY, keyword: 'type' }] : [];

const has = (values: readonly Json[] | undefined, value: Json): boolean => values === undefined || values.some((other) => sameJson(other, value));
const disjoint = (before: Shape, after: Shape): boolean =>
  before.values !== undefined && after.values !== undefined && before.values.length > 0 && !before.values.some((value) => has(after.values, value));

/** The values of one list that the other has not, where both are lists with something in common. */
const extra = (of: Shape, beside: Shape): Json[] =>
  of.values === undefined || beside.values === undefined || disjoint(of, beside) ? [] : of.values.filter((value) => !has(beside.values, value));

const told = (value: unknown): Json => (value === undefined ? null : (value as Json));
/** One difference of a keyword with a single value. */
const single =
  (keyword: 'format' | 'multipleOf', is: (before: Json | undefined, after: Json | undefined) => boolean) =>
  (before: Shape, after: Shape): Found[] =>
    is(before[keyword], after[keyword]) ? [{ at: '', before: told(before[keyword]), after: told(after[keyword]), keyword }] : [];
const added = (before: unknown, after: unknown): boolean => before === undefined && after !== undefined;
const removed = (before: unknown, after: unknown): boolean => before !== undefined && after === undefined;
const changed = (before: unknown, after: unknown): boolean => before !== undefined && after !== undefined && before !== after;

/** True where every multiple of the second number is one of the first. */
const divides = (one: unknown, other: unknown): boolean => Number.isInteger(Number((Number(other) / Number(one)).toFixed(9)));

/** Formats whose values are all values of the other format too (OpenAPI 3.0.3, 4.4). */
const WIDER: Readonly<Record<string, string>> = { int32: 'int64', float: 'double' };
const widens = (before: unknown, after: unknown): boolean => after !== undefined && WIDER[String(before)] === after;

const patterns = ({ patterns: said }: Shape): Json => (said.length < 2 ? (said[0] ?? null) : said);
const samePatterns = (before: Shape, after: Shape): boolean => sameJson(before.patterns, after.patterns);
const patternFound = (before: Shape, after: Shape, is: boolean): Found[] =>
  is ? [{ at: '', before: patterns(before), after: patterns(after), keyword: 'pattern' }] : [];

const isError = (status: string | undefined): boolean => status !== undefined && !status.startsWith('2');
const TYPE = 'JSON Schema 2020-12 validation, 6.1.1';
const ENUM = 'JSON Schema 2020-12 validation, 6.1.2 and 6.1.3';
const FORMAT = 'JSON Schema 2020-12 validation, 7; OpenAPI 3.0.3, 4.4';
const PATTERN = 'JSON Schema 2020-12 validation, 6.3.3';
const MULTIPLE = 'JSON Schema 2020-12 validation, 6.2.1';
const UNIQUE = 'JSON Schema 2020-12 validation, 6.4.3';

/** What values a location takes. */
export const valueRules: readonly SchemaRule[] = [
  ...bothSides({
    subject: 'schema',
    change: 'added',
    says: 'values are described where anything was possible',
    basis: TYPE,
    meaning: 'narrows',
    evenReplaced: true,
    example: { before: {}, after: STRING },
    find: (before, after) => (isDescribed(after, before) ? [{ at: '', before: ANYTHING, after: after.types ?? 'described' }] : []),
  }),
  ...bothSides({
    subject: 'schema',
    change: 'removed',
    says: 'values are not described any more: anything is possible',
    basis: TYPE,
    meaning: 'widens',
    evenReplaced: true,
    example: { before: STRING, after: {} },
    find: (before, after) => (isDescribed(before, after) ? [{ at: '', before: before.types ?? 'described', after: ANYTHING }] : []),
  }),
  ...bothSides({
    subject: 'type',
    change: 'changed',
    says: 'values are of another type',
    basis: TYPE,
    meaning: 'replaces',
    evenReplaced: true,
    example: { before: STRING, after: { type: 'object' } },
    find: (before, after) => typesFound(before, after, isReplaced(before, after) || (missing(before, after) && missing(after, before))),
  }),
  ...bothSides({
    subject: 'type',
    change: 'widened',
    says: 'values of more types are possible',
    basis: TYPE,
    meaning: 'widens',
    example: { before: { type: 'integer' }, after: { type: 'number' } },
    find: (before, after) => typesFound(before, after, missing(after, before) && !missing(before, after)),
  }),
  ...bothSides({
    subject: 'type',
    change: 'narrowed',
    says: 'values of fewer types are possible',
    basis: TYPE,
    meaning: 'narrows',
    example: { before: { type: 'number' }, after: { type: 'integer' } },
    find: (before, after) => typesFound(before, after, missing(before, after) && !missing(after, before)),
  }),
  ...bothSides({
    subject: 'null',
    change: 'added',
    says: 'null is possible',
    basis: 'OpenAPI 3.0.3, 4.7.24 (nullable); 3.1.0, 4.8.24',
    meaning: 'widens',
    example: { before: STRING, after: { type: 'string', nullable: true } },
    find: (before, after) =>
      after.nullable && !before.nullable && after.types !== undefined ? [{ at: '', before: 'not null', after: 'null allowed', keyword: 'type' }] : [],
  }),
  ...bothSides({
    subject: 'null',
    change: 'removed',
    says: 'null is not possible any more',
    basis: 'OpenAPI 3.0.3, 4.7.24 (nullable); 3.1.0, 4.8.24',
    meaning: 'narrows',
    example: { before: { type: 'string', nullable: true }, after: STRING },
    find: (before, after) =>
      before.nullable && !after.nullable && before.types !== undefined ? [{ at: '', before: 'null allowed', after: 'not null', keyword: 'type' }] : [],
  }),
  ...bothSides({
    subject: 'enum',
    change: 'added',
    says: 'only listed values are possible',
    basis: ENUM,
    meaning: 'narrows',
    example: { before: STRING, after: { type: 'string', enum: ['a'] } },
    find: (before, after) => (added(before.values, after.values) ? [{ at: '', before: 'any value', after: told(after.values), keyword: 'enum' }] : []),
  }),
  ...bothSides({
    subject: 'enum',
    change: 'removed',
    says: 'values are not listed any more',
    basis: ENUM,
    meaning: 'widens',
    severity: { answer: 'warn' },
    example: { before: { type: 'string', enum: ['a'] }, after: STRING },
    find: (before, after) => (removed(before.values, after.values) ? [{ at: '', before: told(before.values), after: 'any value', keyword: 'enum' }] : []),
  }),
  ...bothSides({
    subject: 'enum',
    change: 'changed',
    says: 'none of the listed values is left',
    basis: ENUM,
    meaning: 'replaces',
    example: { before: { type: 'string', enum: ['a'] }, after: { type: 'string', enum: ['b'] } },
    find: (before, after) => (disjoint(before, after) ? [{ at: '', before: told(before.values), after: told(after.values), keyword: 'enum' }] : []),
  }),
  ...bothSides({
    subject: 'enum-value',
    change: 'added',
    says: 'one more value is listed',
    basis: ENUM,
    meaning: 'widens',
    // Readers are expected to let values pass that they do not know.
    severity: { answer: 'warn' },
    example: { before: { type: 'string', enum: ['a'] }, after: { type: 'string', enum: ['a', 'b'] } },
    find: (before, after) =>
      extra(after, before).map((value) => ({ at: '', before: null, after: value, detail: JSON.stringify(value), keyword: 'enum', value })),
  }),
  ...bothSides({
    subject: 'enum-value',
    change: 'removed',
    says: 'a value is not listed any more',
    basis: ENUM,
    meaning: 'narrows',
    example: { before: { type: 'string', enum: ['a', 'b'] }, after: { type: 'string', enum: ['a'] } },
    find: (before, after) =>
      extra(before, after).map((value) => ({ at: '', before: value, after: null, detail: JSON.stringify(value), keyword: 'enum', value })),
  }),
  ...bothSides({
    subject: 'error-code',
    change: 'changed',
    says: 'errors are told by other values',
    basis: ENUM,
    meaning: 'replaces',
    example: { before: { type: 'string', enum: ['a', 'b'] }, after: { type: 'string', enum: ['a', 'c'] }, status: '400' },
    find: (before, after, status) =>
      isError(status) && extra(before, after).length > 0 && extra(after, before).length > 0
        ? [{ at: '', before: extra(before, after), after: extra(after, before), keyword: 'enum' }]
        : [],
  }).filter(({ direction }) => direction === 'answer'),
  ...bothSides({
    subject: 'format',
    change: 'added',
    says: 'values are of a format now',
    basis: FORMAT,
    meaning: 'narrows',
    example: { before: STRING, after: { type: 'string', format: 'date' } },
    find: single('format', added),
  }),
  ...bothSides({
    subject: 'format',
    change: 'removed',
    says: 'values need not be of the format any more',
    basis: FORMAT,
    meaning: 'widens',
    example: { before: { type: 'string', format: 'date' }, after: STRING },
    find: single('format', removed),
  }),
  ...bothSides({
    subject: 'format',
    change: 'changed',
    says: 'values are of another format',
    basis: FORMAT,
    meaning: 'replaces',
    example: { before: { type: 'string', format: 'date' }, after: { type: 'string', format: 'date-time' } },
    find: single('format', (before, after) => changed(before, after) && !widens(before, after) && !widens(after, before)),
  }),
  ...bothSides({
    subject: 'format',
    change: 'widened',
    says: 'the format takes more values',
    basis: FORMAT,
    meaning: 'widens',
    example: { before: { type: 'integer', format: 'int32' }, after: { type: 'integer', format: 'int64' } },
    find: single('format', widens),
  }),
  ...bothSides({
    subject: 'format',
    change: 'narrowed',
    says: 'the format takes fewer values',
    basis: FORMAT,
    meaning: 'narrows',
    example: { before: { type: 'integer', format: 'int64' }, after: { type: 'integer', format: 'int32' } },
    find: single('format', (before, after) => widens(after, before)),
  }),
  ...bothSides({
    subject: 'pattern',
    change: 'added',
    says: 'values match a pattern now',
    basis: PATTERN,
    meaning: 'narrows',
    example: { before: STRING, after: { type: 'string', pattern: '^[a-z]+$' } },
    find: (before, after) => patternFound(before, after, before.patterns.length === 0 && after.patterns.length > 0),
  }),
  ...bothSides({
    subject: 'pattern',
    change: 'removed',
    says: 'values need not match the pattern any more',
    basis: PATTERN,
    meaning: 'widens',
    example: { before: { type: 'string', pattern: '^[a-z]+$' }, after: STRING },
    find: (before, after) => patternFound(before, after, before.patterns.length > 0 && after.patterns.length === 0),
  }),
  ...bothSides({
    subject: 'pattern',
    change: 'changed',
    says: 'values match another pattern',
    basis: PATTERN,
    meaning: 'replaces',
    example: { before: { type: 'string', pattern: '^[a-z]+$' }, after: { type: 'string', pattern: '^[0-9]+$' } },
    find: (before, after) => patternFound(before, after, before.patterns.length > 0 && after.patterns.length > 0 && !samePatterns(before, after)),
  }),
  ...bothSides({
    subject: 'multiple-of',
    change: 'added',
    says: 'numbers are multiples now',
    basis: MULTIPLE,
    meaning: 'narrows',
    example: { before: { type: 'integer' }, after: { type: 'integer', multipleOf: 5 } },
    find: single('multipleOf', added),
  }),
  ...bothSides({
    subject: 'multiple-of',
    change: 'removed',
    says: 'numbers need not be multiples any more',
    basis: MULTIPLE,
    meaning: 'widens',
    example: { before: { type: 'integer', multipleOf: 5 }, after: { type: 'integer' } },
    find: single('multipleOf', removed),
  }),
  ...bothSides({
    subject: 'multiple-of',
    change: 'changed',
    says: 'numbers are multiples of something else',
    basis: MULTIPLE,
    meaning: 'replaces',
    example: { before: { type: 'integer', multipleOf: 5 }, after: { type: 'integer', multipleOf: 3 } },
    find: single('multipleOf', (before, after) => changed(before, after) && !divides(before, after) && !divides(after, before)),
  }),
  ...bothSides({
    subject: 'multiple-of',
    change: 'widened',
    says: 'more multiples are possible',
    basis: MULTIPLE,
    meaning: 'widens',
    example: { before: { type: 'integer', multipleOf: 10 }, after: { type: 'integer', multipleOf: 5 } },
    find: single('multipleOf', (before, after) => changed(before, after) && divides(after, before)),
  }),
  ...bothSides({
    subject: 'multiple-of',
    change: 'narrowed',
    says: 'fewer multiples are possible',
    basis: MULTIPLE,
    meaning: 'narrows',
    example: { before: { type: 'integer', multipleOf: 5 }, after: { type: 'integer', multipleOf: 10 } },
    find: single('multipleOf', (before, after) => changed(before, after) && divides(before, after)),
  }),
  ...bothSides({
    subject: 'unique-items',
    change: 'added',
    says: 'no item comes twice',
    basis: UNIQUE,
    meaning: 'narrows',
    example: { before: { type: 'array' }, after: { type: 'array', uniqueItems: true } },
    find: (before, after) => (after.unique && !before.unique ? [{ at: '', before: false, after: true, keyword: 'uniqueItems' }] : []),
  }),
  ...bothSides({
    subject: 'unique-items',
    change: 'removed',
    says: 'items may come twice',
    basis: UNIQUE,
    meaning: 'widens',
    example: { before: { type: 'array', uniqueItems: true }, after: { type: 'array' } },
    find: (before, after) => (before.unique && !after.unique ? [{ at: '', before: true, after: false, keyword: 'uniqueItems' }] : []),
  }),
];
