import type { Drift } from '../model/drift.ts';
import { isWithin } from '../model/pointer.ts';

/** What a caller sends and reads, as template pointers into the bodies; a list that is absent means everything. */
export interface Consumer {
  sends?: readonly string[];
  reads?: readonly string[];
}

/** What a caller does not send or read cannot break it; what became required concerns everybody. */
export function ratedFor(consumer: Consumer, drift: Drift, pointer: string, always: boolean): Drift {
  const used = drift.direction === 'request' ? consumer.sends : drift.direction === 'answer' ? consumer.reads : undefined;
  if (used === undefined || always || pointer === '' || drift.severity === 'info') return drift;
  if (used.some((own) => isWithin(pointer, own) || isWithin(own, pointer))) return drift;
  const { witness: _, ...rest } = drift;
  return { ...rest, severity: 'info', note: `the consumer does not ${drift.direction === 'request' ? 'send' : 'read'} ${pointer}` };
}
