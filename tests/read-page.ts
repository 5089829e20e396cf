import { readPage } from '#src/contract/pages/readers.ts';
import { UnreadableInput } from '#src/contract/problem.ts';
import type { PlacedFacts } from '#src/model/page.ts';

export const read = (text: string, operation = 'POST /clients', mediaType?: string) =>
  readPage({ text, name: 'page', operation, ...(mediaType === undefined ? {} : { mediaType }) });
/** @throws where the page has none */
export const factsOf = (text: string, operation?: string): PlacedFacts => {
  const { facts } = read(text, operation);
  if (!facts) throw new Error('the page has no facts');
  return facts;
};
/** What an unreadable input says; empty where nothing was wrong. */
export function problemOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UnreadableInput) return error.message;
    throw error;
  }
  return '';
}
