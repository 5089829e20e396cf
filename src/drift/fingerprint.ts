import { createHash } from 'node:crypto';
import type { Drift } from '../model/drift.ts';

/** Twelve hex digits of SHA-256 over what a drift is, in identifiers only. */
export const driftFingerprint = ({ source, operation, rule, at }: Pick<Drift, 'source' | 'operation' | 'rule' | 'at'>, detail = ''): string =>
  createHash('sha256').update([source, operation, rule, at, detail].join('\n')).digest('hex').slice(0, 12);
