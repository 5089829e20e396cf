import type { CaseRule } from './rule.ts';
import { bodyRules } from './rules/body.ts';
import { credentialRules } from './rules/credential.ts';
import { exploringRules } from './rules/exploring.ts';
import { invalidRules } from './rules/invalid.ts';
import { protocolRules } from './rules/protocol.ts';
import { sequenceRules } from './rules/sequence.ts';
import { validRules } from './rules/valid.ts';

/** Every case rule there is; a new one is an entry in one of these tables. */
export const RULES: readonly CaseRule[] = [
  ...validRules,
  ...invalidRules,
  ...bodyRules,
  ...protocolRules,
  ...credentialRules,
  ...sequenceRules,
  ...exploringRules,
];
