import type { Body, Case, Expectation } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import { jsonMedia, successes } from '../model/contract.ts';
import { type Json, valueAt, without, withValue } from '../model/json.ts';

/** What is changed of a case by hand. */
export interface Edit {
  /** Sent instead of the case's own body; text that is no JSON goes out as it is. */
  body?: string;
  set: readonly { at: string; value: Json }[];
  without: readonly string[];
  /** What is expected of the answer; where absent, an edited body leaves it open. */
  expect?: 'accept' | 'reject';
}

/** An edit that cannot be made, with the remedy. */
class WrongEdit extends Error {
  override readonly name = 'WrongEdit';
}

/** True where anything is changed at all. */
export const isEdit = ({ body, set, without: left, expect }: Edit): boolean => body !== undefined || set.length > 0 || left.length > 0 || expect !== undefined;

/**
 * A case with its body changed in every create; nothing is claimed of an edited body that was not said.
 * @throws {WrongEdit} for a pointer into a body that has no such place
 */
export function editedCase(contract: Contract, planned: Case, edit: Edit): Case {
  const { also: _also, ...rest } = planned;
  const expected: Expectation = edit.expect === 'accept' ? { intent: 'accept' } : { intent: edit.expect ?? 'either', fault: 'invalid-body' };
  return {
    ...rest,
    rule: 'by-hand',
    title: `${planned.title}, edited by hand`,
    clause: `answer/${successes(contract.operation)[0]?.status ?? '2XX'}#status`,
    steps: planned.steps.map((step) => {
      if (step.role !== 'create') return step;
      const { of } = step.expect;
      const body = bodyOf(step.body, edit);
      return {
        ...step,
        expect: { ...expected, ...(of === undefined ? {} : { of }) },
        ...(body === undefined ? {} : { body, contentType: step.contentType ?? jsonMedia(contract.operation.requestBody.media)?.name ?? 'application/json' }),
      };
    }),
  };
}

function bodyOf(own: Body | undefined, { body, set, without: left }: Edit): Body | undefined {
  const given = body === undefined ? own : read(body);
  if (set.length === 0 && left.length === 0) return given;
  if (!given || !('json' in given)) throw new WrongEdit('--set and --without need a JSON body; this case has none: give one with --body');
  const shorter = left.reduce((json, at) => {
    if (!at.startsWith('/')) throw new WrongEdit(`--without ${at}: write it as /pointer, such as --without /email`);
    if (valueAt(json, at) === undefined) throw new WrongEdit(`--without ${at}: the body has nothing there; it is ${JSON.stringify(json).slice(0, 300)}`);
    return without(json, at);
  }, given.json);
  return { json: set.reduce((json, { at, value }) => withValue(json, at, value), shorter) };
}

function read(text: string): Body {
  try {
    return { json: JSON.parse(text) as Json };
  } catch {
    return { text };
  }
}

/** `/pointer=value`; the value is JSON, or else a text. */
export function readSet(text: string): { at: string; value: Json } {
  const cut = text.indexOf('=');
  const at = text.slice(0, Math.max(cut, 0));
  if (cut < 0 || (at !== '' && !at.startsWith('/'))) throw new WrongEdit(`--set ${text}: write it as /pointer=value, such as --set /email=a@example.com`);
  const value = read(text.slice(cut + 1));
  return { at, value: 'json' in value ? value.json : text.slice(cut + 1) };
}
