import type { Branch } from './alternatives.ts';
import type { Shape } from './shape.ts';

/** Which alternatives of two versions are the same one, and which only one of them has. */
export interface MatchedBranches {
  pairs: [before: Branch, after: Branch][];
  added: Branch[];
  removed: Branch[];
}

/** A share of common member names from which two nameless alternatives count as one. */
const ALIKE = 0.5;

/** Pairs alternatives by name, then by likeness; what is left over was added or removed. */
export function matchBranches(before: Shape, after: Shape): MatchedBranches {
  const pairs: MatchedBranches['pairs'] = [];
  const removed: Branch[] = [];
  const added = [...after.branches];
  const take = (found: Branch | undefined): Branch | undefined => (found === undefined ? undefined : added.splice(added.indexOf(found), 1)[0]);
  const unnamed: Branch[] = [];
  for (const earlier of before.branches) {
    const later = take(added.find(({ name }) => name === earlier.name));
    if (later) pairs.push([earlier, later]);
    else unnamed.push(earlier);
  }
  for (const earlier of unnamed) {
    const [best] = added.map((later) => ({ later, share: likeness(earlier, later) })).sort((a, b) => b.share - a.share);
    const later = best && best.share >= ALIKE ? take(best.later) : undefined;
    if (later) pairs.push([earlier, later]);
    else removed.push(earlier);
  }
  return { pairs, added, removed };
}

/** The share of what two alternatives speak of that is common: type and names of members. */
function likeness(one: Branch, other: Branch): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(1, a.size + b.size - common);
}

const wordsOf = ({ nodes }: Branch): Set<string> =>
  new Set(nodes.flatMap(({ node }) => [`type ${JSON.stringify(node['type'])}`, ...Object.keys((node['properties'] ?? {}) as object)]));
