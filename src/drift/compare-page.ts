import type { Drift } from '../model/drift.ts';
import type { PlacedFacts } from '../model/page.ts';
import { parentOf } from '../model/pointer.ts';
import { type Consumer, ratedFor } from './consumer.ts';
import { driftOf } from './drift-of.ts';
import type { PageFound, PageRule } from './page-rule.ts';
import { pageWitness } from './page-witness.ts';
import { PAGE_RULES } from './rules/page.ts';

/**
 * What changed between the facts of a page as they were accepted and as they are. A change of what bodies may be is
 * breaking only with a body that shows it.
 */
export function comparePages(before: PlacedFacts, after: PlacedFacts, consumer: Consumer = {}): Drift[] {
  return PAGE_RULES.flatMap((rule) =>
    rule.find(before.facts, after.facts).map((found) => ratedFor(consumer, pageDrift(rule, found, before, after), concernedBy(rule, found))),
  );
}

/** The field whoever sends or reads it is concerned; what has to be sent now concerns whoever sends the object it belongs to. */
const concernedBy = ({ direction, cell }: PageRule, { field }: PageFound): string => {
  const isDemanded = direction === 'request' && (cell.change === 'required' || (cell.subject === 'required-field' && cell.change === 'added'));
  return (isDemanded ? parentOf(field?.at ?? '')?.parent : field?.at) ?? '';
};

function pageDrift(rule: PageRule, found: PageFound, before: PlacedFacts, after: PlacedFacts): Drift {
  const stands = found.gone ? before : after;
  const witness = found.witness ?? (rule.severity === 'breaking' ? bodyWitness(rule, found, before, after) : undefined);
  const unproven = rule.severity === 'breaking' && witness === undefined;
  return driftOf(rule, {
    ...{ source: 'document', operation: after.facts.operation, at: found.at, detail: found.detail, before: found.before, after: found.after },
    ...{ file: stands.file, line: stands.lineOf(found.pointer) },
    ...(witness ? { witness } : {}),
    ...(unproven ? { severity: 'warn', note: 'rated lower: no body shows it' } : {}),
  });
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
