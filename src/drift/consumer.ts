import type { Drift } from '../model/drift.ts';
import { segments } from '../model/pointer.ts';

/** What a caller sends and reads, as template pointers into the bodies; a list that is absent means everything. */
export interface Consumer {
  sends?: readonly string[];
  reads?: readonly string[];
}

/** What a caller does not send or read cannot break it; a change of a whole body concerns everybody. */
export function ratedFor(consumer: Consumer, drift: Drift, pointer: string): Drift {
  const used = drift.direction === 'request' ? consumer.sends : drift.direction === 'answer' ? consumer.reads : undefined;
  if (used === undefined || pointer === '' || drift.severity === 'info' || used.some((own) => areRelated(own, pointer))) return drift;
  const { witness: _, ...rest } = drift;
  return { ...rest, severity: 'info', note: `the consumer does not ${drift.direction === 'request' ? 'send' : 'read'} ${pointer}` };
}

/** True where one of two templates leads to the other, or further. */
function areRelated(one: string, other: string): boolean {
  const [a, b] = [segments(one), segments(other)];
  return a.slice(0, b.length).every((part, index) => part === b[index] || part === '*' || b[index] === '*');
}
