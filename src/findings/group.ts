import type { CaseHead } from '../model/case.ts';
import type { Clause } from '../model/clause.ts';

/** What the tests of a provider are made of. */
export interface Outline {
  /** `POST /v1/customers` */
  operation: string;
  clauses: Clause[];
  /** The cases of the chosen profile, for the tags. */
  cases: CaseHead[];
}

/** A small group of clauses that one test stands for. */
export interface ClauseGroup {
  title: string;
  clauses: Clause[];
  /** True where the group is put to the test by cases made for it; false where every answer of the run speaks to it. */
  ownCases: boolean;
  tags: string[];
}

const OWN = new Set<Clause['about']['kind']>(['request-member', 'request-body', 'credential']);

/** Clauses to groups, those with cases of their own first: by the time the others are asked, most answers are in. */
export function groupClauses(clauses: readonly Clause[], cases: readonly CaseHead[]): ClauseGroup[] {
  const groups = new Map<string, Clause[]>();
  for (const clause of clauses) groups.set(clause.group, [...(groups.get(clause.group) ?? []), clause]);
  const made = [...groups].map(([title, members]): ClauseGroup => {
    const ids = new Set(members.map(({ id }) => id));
    const own = cases.filter((planned) => standsFor(planned, ids));
    return {
      title,
      clauses: members,
      ownCases: members.every(({ about }) => OWN.has(about.kind) || (about.kind === 'sheet' && about.entry === 'naturalKeys')),
      tags: [...new Set(own.flatMap(({ family, rule }) => [`@${family}`, `@${rule}`]))].concat(own.length === 0 ? ['@answer'] : []),
    };
  });
  return made.toSorted((a, b) => Number(b.ownCases) - Number(a.ownCases));
}

/** True where a case was made for one of some clauses, or stands for one. */
export const standsFor = ({ clause, also }: Pick<CaseHead, 'clause' | 'also'>, ids: ReadonlySet<string>): boolean =>
  ids.has(clause) || (also ?? []).some((id) => ids.has(id));
