import { expect, test } from '@playwright/test';
import { type Cell, OPPOSITES } from '#src/drift/rule.ts';
import { DOCUMENT_RULES, OPERATION_RULES, SCHEMA_RULES } from '#src/drift/rules.ts';
import type { DriftDirection } from '#src/model/drift.ts';

/** Cells of the grid that stay empty: `direction subject change`, with the reason. */
const WAIVED: Readonly<Record<string, string>> = {
  'answer required-parameter added': 'answers have headers where requests have parameters',
  'answer parameter added': 'answers have headers where requests have parameters',
  'request success-status added': 'requests have no status',
  'request client-error added': 'requests have no status',
  'request other-status added': 'requests have no status',
  'request header added': 'headers of requests are parameters, with cells of their own',
  'answer required-parameter removed': 'answers have headers where requests have parameters',
  'answer parameter removed': 'answers have headers where requests have parameters',
  'request success-status removed': 'requests have no status',
  'request client-error removed': 'requests have no status',
  'request other-status removed': 'requests have no status',
  'request header removed': 'headers of requests are parameters, with cells of their own',
  'answer body required': 'an answer of one status has a body or it has none',
  'answer parameter required': 'answers have headers where requests have parameters',
  'request header required': 'headers of requests are parameters, with cells of their own',
  'answer body optional': 'an answer of one status has a body or it has none',
  'answer parameter optional': 'answers have headers where requests have parameters',
  'request header optional': 'headers of requests are parameters, with cells of their own',
  'answer parameter-deprecation added': 'answers have headers where requests have parameters',
  'answer parameter-deprecation removed': 'answers have headers where requests have parameters',
  'request header-deprecation added': 'headers of requests are parameters, with cells of their own',
  'request header-deprecation removed': 'headers of requests are parameters, with cells of their own',
  'answer parameter-style changed': 'headers of answers have one style, simple (OpenAPI 3.0.3, 4.7.21)',
  'request error-code changed': 'requests carry no errors',
  'request error-example changed': 'requests carry no errors',
};

const MIRRORS: Readonly<Record<DriftDirection, DriftDirection>> = { request: 'answer', answer: 'request', operation: 'operation' };

interface Filled {
  id: string;
  direction: DriftDirection;
  cell: Cell;
}
const filled: readonly Filled[] = [...SCHEMA_RULES, ...OPERATION_RULES, ...DOCUMENT_RULES];
const name = (direction: DriftDirection, { subject, change }: Cell): string => `${direction} ${subject} ${change}`;
const present = new Set(filled.map(({ direction, cell }) => name(direction, cell)));

/** The cells a rule calls for: its opposite, and the same change on the other side. */
const calledFor = ({ direction, cell }: Filled): string[] => [name(direction, { ...cell, change: OPPOSITES[cell.change] }), name(MIRRORS[direction], cell)];
const holes = filled.flatMap((rule) => calledFor(rule).map((hole) => ({ rule: rule.id, hole }))).filter(({ hole }) => !present.has(hole));

test.describe('the grid of drift rules', () => {
  test('has no two rules in one cell', () => {
    const cells = filled.map(({ direction, cell }) => name(direction, cell));
    expect(cells.filter((cell, index) => cells.indexOf(cell) !== index)).toEqual([]);
  });

  test('has the opposite of every change, and its mirror in the other direction, or a reason why not', () => {
    expect(holes.filter(({ hole }) => !(hole in WAIVED)).map(({ rule, hole }) => `${rule} calls for ${hole}`)).toEqual([]);
  });

  test('waives nothing that nobody calls for', () => {
    expect(Object.keys(WAIVED).filter((waived) => !holes.some(({ hole }) => hole === waived))).toEqual([]);
    expect(Object.entries(WAIVED).filter(([, reason]) => !/^\w.{15,}[^.]$/.test(reason))).toEqual([]);
  });

  test('calls a change breaking on one side only where it narrows or widens', () => {
    const wrong = SCHEMA_RULES.filter(({ meaning, direction, effect }) =>
      meaning === 'notes'
        ? effect === 'breaking'
        : meaning === 'replaces' || meaning === 'differs'
          ? effect !== 'breaking'
          : (effect === 'breaking') !== ((meaning === 'narrows') === (direction === 'request')),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
