import type { Case } from '../model/case.ts';

/** The requests a case costs: its steps, and the clean-up of what it may create. */
export function costOf({ steps }: Case, cleanUpCost: number): number {
  return steps.length + steps.filter(({ role, expect }) => role === 'create' && expect.intent !== 'reject').length * cleanUpCost;
}

/** The requests a plan costs. */
export const costOfAll = (cases: readonly Case[], cleanUpCost = 0): number => cases.reduce((sum, planned) => sum + costOf(planned, cleanUpCost), 0);
