import { type Case, PROFILES, type Profile } from '../model/case.ts';
import type { Clause } from '../model/clause.ts';
import type { Contract } from '../model/contract.ts';
import { costOf } from './cost.ts';
import { freshKey } from './key.ts';
import { makeKit } from './kit.ts';
import { refutation } from './prove.ts';
import type { CaseRule, Draft } from './rule.ts';
import { RULES } from './rules.ts';
import { maskedSteps } from './sent.ts';

export interface PlanOptions {
  profile: Profile;
  /** Makes the keys fresh; the same run id gives the same plan to the byte. */
  run: string;
  /** Indexes of the credential alternatives that can be sent. */
  alternatives: readonly number[];
  maxRequests?: number;
  allowHazards?: boolean;
  /** Of what is drawn at random; the fixed one where absent. */
  seed?: number;
  /** Requests each created record costs at the end (1 where it is cleaned up). */
  cleanUpCost?: number;
}

export interface Plan {
  cases: Case[];
  /** Cases left out because of `maxRequests`, in the order they would have come. */
  dropped: Case[];
  /** Drafts that could not be proven or built, with the reason. */
  unproven: { id: string; clause: string; reason: string }[];
}

/** Smoke is bounded: at most this many requests per provider. */
const SMOKE_REQUESTS = 15;

/**
 * How many ranks a rule's next case waits: few requests go to many rules first, and within a rule to varied kinds before
 * one kind is repeated at another place. `npm run teeth` shows what it is worth.
 */
const NEXT_KIND = 3;
const REPEAT = 2 * NEXT_KIND;

/** Clauses to cases: every rule asked, every payload proven, ordered by value, cut to size. Pure. */
export function planCases(contract: Contract, options: PlanOptions): Plan {
  const kit = makeKit(contract, options.alternatives, options.allowHazards ?? false, options.seed);
  const unproven: Plan['unproven'] = [];
  const clauses = new Map(contract.clauses.map((clause) => [clause.id, clause]));
  const ranked: { planned: Case; rank: number; place: number }[] = [];
  for (const rule of RULES) {
    // A draft is never narrower than its rule: what only the night sends need not be drawn.
    if (rule.profile === 'nightly' && options.profile !== 'nightly') continue;
    const wait = waits();
    let made = 0;
    for (const draft of variedFirst(rule.make(kit))) {
      // A smoke run sends one rejection at least, also where no member is required.
      const rejection = options.profile === 'smoke' && rule.family === 'invalid' && !ranked.some(({ planned }) => planned.family === 'invalid');
      if (!(rejection || inProfile(draft.profile ?? rule.profile, options.profile)) || (options.profile === 'smoke' && made > 0)) continue;
      const planned = realise(contract, kit.schema, rule, draft, options.run);
      if ('reason' in planned) unproven.push(planned);
      else {
        ranked.push({ planned, rank: rule.rank, place: rule.rank + wait(kindOf(draft, clauses.get(draft.clause))) });
        made += 1;
      }
    }
  }
  // What only the night sends comes last: where requests are few, no case of the gate gives way to it.
  const atNight = ({ planned }: { planned: Case }): number => Number(planned.profile === 'nightly');
  const ordered = ranked.toSorted((a, b) => atNight(a) - atNight(b) || a.place - b.place || a.rank - b.rank).map(({ planned }) => planned);
  const limit = Math.min(options.maxRequests ?? Number.POSITIVE_INFINITY, options.profile === 'smoke' ? SMOKE_REQUESTS : Number.POSITIVE_INFINITY);
  return { ...cut(unique(ordered), limit, options.cleanUpCost ?? 0), unproven };
}

/** A rule's drafts in rounds: one of each clause, each time with another variant than the clause before it. */
function variedFirst(drafts: readonly Draft[]): Draft[] {
  const byClause = new Map<string, Draft[]>();
  for (const draft of drafts) byClause.set(draft.clause, [...(byClause.get(draft.clause) ?? []), draft]);
  const rounds: Draft[][] = [];
  let turn = 0;
  for (const own of byClause.values()) {
    for (const [position, draft] of own.entries()) {
      const round = (position - (turn % own.length) + own.length) % own.length;
      rounds[round] ??= [];
      rounds[round].push(draft);
    }
    turn++;
  }
  return rounds.flat();
}

/** What a draft shows of its rule: a variant, for a keyword at whatever member, or for an entry of the sheet, which is a promise of its own. */
function kindOf({ variant }: Draft, clause: Clause | undefined): string {
  const about = clause?.about;
  return JSON.stringify([variant, about?.kind === 'request-member' ? about.keyword : about?.kind === 'sheet' ? clause?.id : '']);
}

/** How long a rule's cases wait, one after another: each new kind, and each repeat, longer than the one before. */
function waits(): (kind: string) => number {
  const kinds = new Set<string>();
  let repeats = 0;
  return (kind) => {
    if (kinds.has(kind)) return ++repeats * REPEAT;
    kinds.add(kind);
    return (kinds.size - 1) * NEXT_KIND;
  };
}

/** What a case is called: `required-omitted/request/email/required#variant`. */
export const caseId = ({ id }: Pick<CaseRule, 'id'>, { clause, variant }: Pick<Draft, 'clause' | 'variant'>): string =>
  `${id}/${clause}${variant === '' ? '' : `#${variant}`}`;

const inProfile = (needed: Profile, chosen: Profile): boolean => PROFILES.indexOf(needed) <= PROFILES.indexOf(chosen);

/** A draft with its keys made, if its claim holds. */
export function realise(
  contract: Contract,
  schema: ReturnType<typeof makeKit>['schema'],
  rule: CaseRule,
  draft: Draft,
  run: string,
): Case | Plan['unproven'][number] {
  const id = caseId(rule, draft);
  const used: string[] = [];
  const keys = (number = 0): string => {
    const key = freshKey(run, id, number);
    if (!used.includes(key)) used.push(key);
    return key;
  };
  const steps = draft.steps(keys);
  if (!steps) return { id, clause: draft.clause, reason: 'no payload could be made for it' };
  const reason = refutation(contract, schema, draft, steps);
  if (reason !== undefined) return { id, clause: draft.clause, reason };
  const seed = draft.drawing?.()?.seed;
  return {
    id,
    rule: rule.id,
    family: rule.family,
    title: draft.title,
    profile: draft.profile ?? rule.profile,
    clause: draft.clause,
    steps,
    keys: used,
    ...(seed === undefined ? {} : { seed }),
  };
}

/** Two rules may come to the same request; the first one keeps it and stands for both. */
function unique(cases: readonly Case[]): Case[] {
  const kept = new Map<string, Case>();
  for (const planned of cases) {
    const text = maskedSteps(planned);
    const first = kept.get(text);
    if (!first) kept.set(text, planned);
    else if (first.clause !== planned.clause && !first.also?.includes(planned.clause))
      kept.set(text, { ...first, also: [...(first.also ?? []), planned.clause] });
  }
  return [...kept.values()];
}

function cut(cases: readonly Case[], limit: number, cleanUpCost: number): Pick<Plan, 'cases' | 'dropped'> {
  let left = limit;
  const kept: Case[] = [];
  const dropped: Case[] = [];
  for (const planned of cases) {
    const cost = costOf(planned, cleanUpCost);
    if (cost > left) dropped.push(planned);
    else {
      kept.push(planned);
      left -= cost;
    }
  }
  return { cases: kept, dropped };
}
