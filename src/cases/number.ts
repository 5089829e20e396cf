import type { PlacedNode } from '../model/schemas.ts';

/** A number within its bounds; `offset` makes it another one (a natural key) where no bound stands against it. */
export function numberWithin(nodes: readonly PlacedNode[], type: string, offset: number): number {
  const values = (keyword: string): number[] => nodes.flatMap(({ node }) => (typeof node[keyword] === 'number' ? [node[keyword]] : []));
  const steps = [...values('multipleOf'), ...(type === 'integer' ? [1] : [])];
  const step = steps.length === 0 ? 0.5 : commonMultiple(steps);
  const low = Math.max(...values('minimum'), ...values('exclusiveMinimum').map((bound) => bound + step));
  const high = Math.min(...values('maximum'), ...values('exclusiveMaximum').map((bound) => bound - step));
  if (Number.isFinite(low) && low > high) return (low - step + (high + step)) / 2;
  if (Number.isFinite(low)) return Math.min(times(step, Math.ceil(low / step) + offset), high);
  if (Number.isFinite(high)) return times(step, Math.floor(Math.min(high, 1) / step));
  return times(step, 1 + offset);
}

/** The least number that is a multiple of all; the largest of them where none is near. */
function commonMultiple(steps: readonly number[]): number {
  const largest = Math.max(...steps);
  for (let count = 1; count <= 1000; count++) {
    const candidate = times(largest, count);
    if (steps.every((step) => Math.abs(candidate / step - Math.round(candidate / step)) < 1e-9)) return candidate;
  }
  return largest;
}

/** Three times 0.1 is 0.3, whatever binary fractions make of it. */
function times(step: number, count: number): number {
  return Number.isInteger(step) ? step * count : Number((step * count).toPrecision(12));
}
