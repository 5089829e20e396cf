import { createHash } from 'node:crypto';

/** Twelve hex digits of SHA-256 over what a drift is, in identifiers only. */
export const driftFingerprint = (...identity: readonly string[]): string => createHash('sha256').update(identity.join('\n')).digest('hex').slice(0, 12);
