import type { Contract } from '../../model/contract.ts';
import type { Drift } from '../../model/drift.ts';
import type { Exchange } from '../../model/exchange.ts';
import { ratedFor } from '../consumer.ts';
import { driftOf } from '../drift-of.ts';
import { type AnswerSeen, isSuccess } from './answer.ts';
import type { Cause, Sighting } from './compare.ts';
import { documentedOf } from './documented.ts';

/** An exchange of this run that shows a change, with the line that sends it again. */
export interface Shown {
  exchange: Exchange;
  curl: string;
}

/** A cause as people read it: one drift, however many cases show it. */
export function behaviourDrift(contract: Contract, cause: Cause, shown: (sighting: Sighting) => Shown | undefined): Drift {
  const { rule, at, sightings } = cause;
  const first = sightings[0] as Sighting;
  const evidence = shown(first);
  const { clause, documented } = documentedOf(contract, cause, evidence?.exchange);
  const place = clause?.place ?? contract.clauses.find(({ id }) => id === first.clause)?.place ?? contract.clauses[0]?.place;
  const cases = new Set(sightings.map((sighting) => sighting.case)).size;
  const drift = driftOf(rule, {
    ...{ source: 'behaviour', operation: contract.operation.label, at, before: first.change.before, after: first.change.after },
    ...{ file: place?.file ?? '', line: place?.line ?? 1 },
    ...(cases === 1 ? {} : { says: `${rule.says} (in ${cases} cases)` }),
    ...(evidence
      ? {
          witness: {
            kind: 'exchange',
            case: first.case,
            curl: evidence.curl,
            before: told(first, 'before', first.before),
            after: told(first, 'after', first.after),
          },
        }
      : {}),
    ...(clause ? { clause: clause.id } : {}),
    ...(documented === undefined ? {} : { documented }),
  });
  return contract.sheet.consumer ? ratedFor(contract.sheet.consumer, drift, readIn(first)) : drift;
}

/** The member of the create's answer in question; what else there is concerns everybody. */
const readIn = ({ asked, after, change: { key = '' } }: Sighting): string => (key.startsWith('/') && asked !== 'read' && isSuccess(after) ? key : '');

/** `201, /id: string` */
function told({ change }: Sighting, side: 'before' | 'after', { status }: AnswerSeen): string {
  return change.key === undefined ? String(status) : `${status}, ${change.key}: ${change[side] ?? 'absent'}`;
}
