import { freshKey } from '#src/cases/key.ts';
import { makeKit } from '#src/cases/kit.ts';
import type { Case, Step } from '#src/model/case.ts';
import type { Contract } from '#src/model/contract.ts';
import { type Json, type JsonObject, valueAt, withValue } from '#src/model/json.ts';

/** Requests no plan holds, which show what a variation does: texts a provider may tidy up, and several faults at once. */
export function oddCases(contract: Contract): Case[] {
  const kit = makeKit(contract, [0], true);
  const accept = { intent: 'accept' } as const;
  const reject = { intent: 'reject' } as const;
  const make = (name: string, steps: (body: JsonObject) => Step[]): Case => {
    const id = `odd/${name}`;
    const key = freshKey('odd', id);
    const body = kit.full(key) as JsonObject;
    return { id, rule: 'odd', family: 'valid', title: name, profile: 'gate', clause: 'request#media-type', keys: [key], steps: steps(body) };
  };
  return [
    make('untidy texts', (body) => [kit.create(untidy(contract, body), accept)]),
    make('unreadable, of no media type known, from nobody', (body) => [
      { ...kit.create(body, reject), body: { text: '{"' }, contentType: 'application/xml', credential: { use: 'none' } },
    ]),
    make('unreadable, of no media type known', (body) => [{ ...kit.create(body, reject), body: { text: '{"' }, contentType: 'application/xml' }]),
    make('unreadable, from nobody', (body) => [{ ...kit.create(body, reject), body: { text: '{"' }, credential: { use: 'none' } }]),
    make('invalid, from nobody', (body) => [kit.create(spoilt(contract, body), reject, { credential: { use: 'none' } })]),
    make('invalid and there already', (body) => [kit.create(body, accept), kit.create(spoilt(contract, body), reject)]),
  ];
}

/** Blanks around names, capitals in emails. */
function untidy({ sheet }: Contract, body: JsonObject): Json {
  const texts = Object.keys(body).filter((name) => typeof body[name] === 'string');
  const keys = new Set((sheet.naturalKeys ?? []).map(({ at }) => at));
  return texts.reduce<Json>((made, name) => {
    const text = String(valueAt(made, `/${name}`));
    if (/mail$/i.test(name)) return withValue(made, `/${name}`, text.replace('example.com', 'Example.COM'));
    return /name$|^customer$/i.test(name) && !keys.has(`/${name}`) ? withValue(made, `/${name}`, ` ${text} `) : made;
  }, body);
}

/** A text that is no key made a number. */
function spoilt({ sheet }: Contract, body: JsonObject): Json {
  const keys = new Set((sheet.naturalKeys ?? []).map(({ at }) => at));
  const name = Object.keys(body).find((member) => typeof body[member] === 'string' && !keys.has(`/${member}`)) ?? '';
  return { ...body, [name]: 7 };
}
