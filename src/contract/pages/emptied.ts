import type { MemberFacts, PageFacts, PlacedFacts } from '../../model/page.ts';
import { UnreadableInput } from '../problem.ts';

/** So few fields may go by chance or by a real change. */
const FEW = 3;
/** A smaller part that is still there is no change any more: the page is another, or laid out in a way we cannot read. */
const LEAST_KEPT = 0.3;

/** Fields a page lists or prints, those left out that only a sentence speaks of. */
const listed = (members: MemberFacts, place: string): string[] =>
  Object.entries(members).flatMap(([at, { type }]) => (type === undefined ? [] : [`${place} ${at}`]));

const fieldsOf = ({ request, answers }: PageFacts): { request: string[]; answers: string[] } => ({
  request: listed(request, 'request'),
  answers: [...new Set(Object.values(answers).flatMap((members) => listed(members, 'answer')))],
});

/**
 * Refuses a page on which nearly all accepted fields are missing: it was laid out anew, or it is another page. That is
 * no drift of its operation.
 * @throws {UnreadableInput}
 */
export function refuseEmptied(accepted: PlacedFacts, page: PlacedFacts): void {
  const [before, after] = [fieldsOf(accepted.facts), fieldsOf(page.facts)];
  for (const side of ['request', 'answers'] as const) {
    const kept = before[side].filter((field) => after[side].includes(field)).length;
    if (before[side].length < FEW || kept >= before[side].length * LEAST_KEPT) continue;
    // An answer that was shaped anew still stands on a page whose requests are as they were.
    if (side === 'answers' && after[side].length >= FEW) continue;
    throw new UnreadableInput([
      {
        file: page.file,
        line: 1,
        reason: `of ${before[side].length} fields of the ${side === 'request' ? 'request' : 'answers'} that were accepted, ${kept} can be found: it is another page, or it is laid out in another way`,
        remedy: 'Look at the page. Where it is the right one, accept what is read of it with `--accept-page`.',
      },
    ]);
  }
}
