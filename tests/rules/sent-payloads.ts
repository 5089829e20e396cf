import type { Case, Step } from '#src/model/case.ts';
import type { Json } from '#src/model/json.ts';

export interface Payload {
  id: string;
  body: Json;
}

const sent = (cases: readonly Case[], wanted: (planned: Case, step: Step) => boolean): Payload[] =>
  cases.flatMap((planned) =>
    planned.steps.flatMap((step, index) =>
      step.body && 'json' in step.body && step.role === 'create' && wanted(planned, step)
        ? [{ id: index === 0 ? planned.id : `${planned.id} step ${index}`, body: JSON.parse(JSON.stringify(step.body.json)) as Json }]
        : [],
    ),
  );

/** The bodies that should be accepted, as they go out. */
export const validPayloads = (cases: readonly Case[]): Payload[] =>
  sent(cases, (planned, step) => planned.family === 'valid' || step.expect.intent === 'accept');

/** The bodies that should be refused for what is in them by the schema. */
export const invalidPayloads = (cases: readonly Case[]): Payload[] =>
  sent(cases, (planned, step) => planned.rule !== 'constraint-broken' && step.expect.intent === 'reject' && step.expect.fault === 'invalid-body');

/** The bodies that break one constraint in words. */
export const breakingPayloads = (cases: readonly Case[], id: string): Payload[] =>
  sent(cases, (planned) => planned.rule === 'constraint-broken' && planned.clause === `constraint/${id}`);
