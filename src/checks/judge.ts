import type { Case } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Json } from '../model/json.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Check, Look } from './rule.ts';
import { bodyChecks } from './rules/body.ts';
import { houseChecks } from './rules/house.ts';
import { recordChecks } from './rules/record.ts';
import { statusChecks } from './rules/status.ts';

/** Every check there is; a new one is an entry in one of these tables. */
export const CHECKS: readonly Check[] = [...statusChecks, ...bodyChecks, ...recordChecks, ...houseChecks];

/** An answered exchange with the JSON that was sent and when the answer came (ms since 1970). */
export interface Judged {
  exchange: Exchange;
  sent?: Json;
  now: number;
}

/**
 * One case's exchanges to verdicts: every check looks at every answer. Exchanges without a decided answer make none.
 * @param isOurKey true for a natural key that this run made, in whatever case
 */
export function judge(
  contract: Contract,
  planned: Case,
  exchanges: readonly (Judged | undefined)[],
  isOurKey: (text: string) => boolean = () => false,
): Verdict[] {
  const earlier = new Map<number, Look>();
  return exchanges.flatMap((judged, index) => {
    const step = planned.steps[index];
    if (!judged?.exchange.answer || !step) return [];
    const decided = judged.exchange.trouble === undefined;
    const look: Look = {
      contract,
      planned,
      step,
      index,
      request: judged.exchange.request,
      answer: judged.exchange.answer,
      sent: judged.sent,
      earlier: new Map(earlier),
      now: judged.now,
      isOurKey,
    };
    if (decided) earlier.set(index, look);
    const verdicts: Verdict[] = [];
    for (const check of CHECKS) {
      if (!decided && !check.evenUndecided) continue;
      for (const observation of check.find(look)) {
        const verdict: Verdict = Object.assign(
          observation,
          { check: check.id, step: index },
          check.perRule && { perRule: check.perRule },
          check.repeats && { repeats: check.repeats },
        );
        verdicts.push(verdict);
        // What a case upholds it upholds for every clause it stands for; a deviation is told once.
        if (planned.also && verdict.outcome === 'upheld' && verdict.clause === planned.clause)
          verdicts.push(...planned.also.map((clause) => ({ ...verdict, clause })));
      }
    }
    return verdicts;
  });
}
