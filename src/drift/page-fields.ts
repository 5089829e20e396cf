import type { FieldFacts, MemberFacts, PageFacts } from '../model/page.ts';
import { child, isWithin } from '../model/pointer.ts';

export type Side = 'request' | 'answer';

/** The bodies of one side that both versions have: the request's, or that of each status. */
export function bodiesOf(
  side: Side,
  before: PageFacts,
  after: PageFacts,
): { status?: string; place: string; pointer: string; before: MemberFacts; after: MemberFacts }[] {
  if (side === 'request') return [{ place: 'request', pointer: '/request', before: before.request, after: after.request }];
  return Object.entries(before.answers).flatMap(([status, members]) => {
    const now = after.answers[status];
    return now ? [{ status, place: `answer ${status}`, pointer: child('/answers', status), before: members, after: now }] : [];
  });
}

/** Members of `inside` that `outside` does not have, without those whose container is not there either. */
export function membersOnlyIn(inside: MemberFacts, outside: MemberFacts): [at: string, facts: FieldFacts][] {
  const only = Object.entries(inside).filter(([at]) => !(at in outside));
  return only.filter(([at]) => !only.some(([other]) => other !== at && isWithin(at, other)));
}

/**
 * Values of an enum as the other version writes them: a page without marks runs them together (`activeinactive`), and
 * they come apart at the values that the other version knows.
 */
function valuesBeside(values: readonly string[], others: readonly string[]): string[] {
  const [run, ...rest] = values;
  if (run === undefined || rest.length > 0 || others.includes(run)) return [...values];
  const known = others.toSorted((a, b) => b.length - a.length);
  const parts: string[] = [];
  let unknown = '';
  const close = (): void => {
    if (unknown !== '') parts.push(unknown);
    unknown = '';
  };
  for (let at = 0; at < run.length; ) {
    const value = known.find((word) => word !== '' && run.startsWith(word, at));
    if (value === undefined) unknown += run[at++];
    else {
      close();
      parts.push(value);
      at += value.length;
    }
  }
  close();
  return parts.some((part) => others.includes(part)) ? parts : [...values];
}

/** `inactive` holds `active`: the values that are told apart are the fewest that were not there. */
export const valuesOnlyIn = (inside: readonly string[], outside: readonly string[]): string[] => {
  if ([...inside].sort().join('') === [...outside].sort().join('') || inside.join('') === outside.join('')) return [];
  const apart = valuesBeside(inside, outside);
  return apart.filter((value) => !valuesBeside(outside, inside).includes(value));
};
