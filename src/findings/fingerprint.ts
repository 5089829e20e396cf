import { createHash } from 'node:crypto';

/** What a finding is, in identifiers only: wording, order, run and data do not enter. */
export interface Identity {
  provider: string;
  operation: string;
  check: string;
  clause: string;
  /** The case rule that brought it to light; empty for document findings. */
  rule: string;
  at: string;
}

/** Twelve hex digits of SHA-256 over the identity. */
export function fingerprint({ provider, operation, check, clause, rule, at }: Identity): string {
  return createHash('sha256').update([provider, operation, check, clause, rule, at].join('\n')).digest('hex').slice(0, 12);
}
