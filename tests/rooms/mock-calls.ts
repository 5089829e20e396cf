import type { Mock } from '#fixtures/mock/mock.ts';
import { makeKit } from '#src/cases/kit.ts';
import { prepare } from '#src/exchange/prepare.ts';
import type { Step } from '#src/model/case.ts';
import { answerFor, type Contract, jsonMedia } from '#src/model/contract.ts';
import { type Json, type JsonObject, valueAt, withValue } from '#src/model/json.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Json;
}

/** Talks to the mock of one provider as the suite does. */
export function caller(mock: Mock, contract: Contract) {
  const { operation, sheet, provider } = contract;
  const sending = { baseUrl: mock.baseUrl(provider), sheet, settings: mock.settings(provider), now: Date.now() };
  return async (step: Partial<Step>, record?: { id: Json; sent: Json }): Promise<Answer> => {
    const whole: Step = {
      name: 'step',
      role: 'create',
      method: operation.method,
      path: operation.path,
      contentType: 'application/json',
      credential: { use: 'good' },
      expect: { intent: 'either' },
      ...step,
    };
    const { wire } = prepare(whole, record ? { ...sending, record } : sending);
    const answer = await fetch(wire.url, { method: wire.method, headers: wire.headers, ...(wire.body ? { body: Buffer.from(wire.body) } : {}) });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: text.startsWith('{') ? (JSON.parse(text) as Json) : null };
  };
}

/** The documented example (or every member, where there is none) with a key of its own. */
export function bodyWith(contract: Contract, key: string): JsonObject {
  const full = makeKit(contract, [0], true).full(key) as JsonObject;
  const example = contract.operation.requestBody.media[0]?.examples[0]?.value ?? full;
  return (contract.sheet.naturalKeys ?? [])
    .filter(({ at }) => valueAt(example, at) !== undefined)
    .reduce<Json>((body, { at }) => withValue(body, at, valueAt(full, at) ?? key), example) as JsonObject;
}

/** What in an answer is not as the document has it. */
export function undocumentedIn({ operation, schemas }: Contract, { status, json }: Answer): unknown[] {
  const pointer = jsonMedia(answerFor(operation, status)?.media ?? [])?.schema;
  return pointer === undefined ? [] : schemas.violations({ pointer, direction: 'response' }, json, 'strict');
}

/** What in an answer is not as the sheet promises in words. */
export const unpromisedIn = ({ sheet }: Contract, { status, json }: Answer): string[] =>
  (sheet.answerPromises ?? [])
    .filter(({ on }) => on === 'any' || (on === 'success') === status < 300)
    .filter(({ at, is }) => valueAt(json, at) !== ('httpStatus' in is ? status : is.value))
    .map(({ id }) => id);
