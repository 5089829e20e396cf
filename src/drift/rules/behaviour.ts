import type { BehaviourRule } from '../behaviour/rule.ts';
import { contentRules } from './behaviour-content.ts';
import { memberRules } from './behaviour-members.ts';
import { statusRules } from './behaviour-status.ts';

/** Every change of behaviour that is told; a new one is an entry in one of these tables. */
export const BEHAVIOUR_RULES: readonly BehaviourRule[] = [...statusRules, ...contentRules, ...memberRules];
