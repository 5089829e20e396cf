import type { Drift } from '../model/drift.ts';
import type { PlacedFacts } from '../model/page.ts';
import { parentOf } from '../model/pointer.ts';
import { type Consumer, ratedFor } from './consumer.ts';
import { driftFingerprint } from './fingerprint.ts';
import type { PageFound, PageRule } from './page-rule.ts';
import { pageWitness } from './page-witness.ts';
import { PAGE_RULES } from './rules/page.ts';

/**
 * What changed between the facts of a page as they were accepted and as they are. A change of what bodies may be is
 * breaking only with a body that shows it.
 */
export function comparePages(before: PlacedFacts, after: PlacedFacts, consumer: Consumer = {}): Drift[] {
  return PAGE_RULES.flatMap((rule) =>
    rule.find(before.facts, after.facts).map((found) => ratedFor(consumer, driftOf(rule, found, before, after), concernedBy(rule, found))),
  );
}

/** The field whoever sends or reads it is concerned; what has to be sent now concerns whoever sends the object it belongs to. */
const concernedBy = ({ direction, cell }: PageRule, { field }: PageFound): string => {
  const isDemanded = direction === 'request' && (cell.change === 'required' || (cell.subject === 'required-field' && cell.change === 'added'));
  return (isDemanded ? parentOf(field?.at ?? '')?.parent : field?.at) ?? '';
};

function driftOf(rule: PageRule, found: PageFound, before: PlacedFacts, after: PlacedFacts): Drift {
  const { operation } = after.facts;
  const stands = found.gone ? before : after;
  const witness = found.witness ?? (rule.severity === 'breaking' ? bodyWitness(rule, found, before, after) : undefined);
  const unproven = rule.severity === 'breaking' && witness === undefined;
  return {
    fingerprint: driftFingerprint({ source: 'document', operation, rule: rule.id, at: found.at }, found.detail),
    source: 'document',
    rule: rule.id,
    says: rule.says,
    direction: rule.direction,
    effect: rule.effect,
    severity: unproven ? 'warn' : rule.severity,
    operation,
    at: found.at,
    before: found.before,
    after: found.after,
    file: stands.file,
    line: stands.lineOf(found.pointer),
    ...(witness ? { witness } : {}),
    ...(unproven ? { note: 'rated lower: no body shows it' } : {}),
  };
}

function bodyWitness(
  { direction }: PageRule,
  { field }: PageFound,
  { facts: before }: PlacedFacts,
  { facts: after }: PlacedFacts,
): ReturnType<typeof pageWitness> {
  if (!field || direction === 'operation') return undefined;
  const [was, is] = field.status === undefined ? [before.request, after.request] : [before.answers[field.status], after.answers[field.status]];
  return pageWitness(direction, field.at, was ?? {}, is ?? {});
}
