import type { DocumentRule, OperationRule, SchemaRule } from './rule.ts';
import { accessRules } from './rules/access.ts';
import { annotationRules } from './rules/annotations.ts';
import { answerRules } from './rules/answer.ts';
import { boundRules } from './rules/bounds.ts';
import { memberRules } from './rules/members.ts';
import { quotaRules } from './rules/quota.ts';
import { requestRules } from './rules/request.ts';
import { documentRules, serviceRules } from './rules/service.ts';
import { valueRules } from './rules/values.ts';

/** Every rule of document drift, in the order findings are told. */
export const SCHEMA_RULES: readonly SchemaRule[] = [...memberRules, ...valueRules, ...boundRules, ...annotationRules];
export const OPERATION_RULES: readonly OperationRule[] = [...requestRules, ...answerRules, ...accessRules, ...serviceRules, ...quotaRules];
export const DOCUMENT_RULES: readonly DocumentRule[] = documentRules;
