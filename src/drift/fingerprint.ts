import { createHash } from 'node:crypto';
import type { Drift } from '../model/drift.ts';

/** Twelve hex digits of SHA-256 over what a drift is: identifiers only, so that it is the same one night after night. */
export function driftFingerprint({ source, operation, rule, at }: Pick<Drift, 'source' | 'operation' | 'rule' | 'at'>): string {
  return createHash('sha256').update([source, operation, rule, at].join('\n')).digest('hex').slice(0, 12);
}
