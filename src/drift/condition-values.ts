import { fromPattern } from '../cases/text.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import type { BuildValue } from './candidates.ts';
import type { Shape } from './shape.ts';

/** What conditions speak of: members, values, numbers and patterns of names. */
interface Hints {
  names: Set<string>;
  values: Json[];
  /** Values of single members. */
  members: Map<string, Json[]>;
  numbers: Set<number>;
  patterns: Set<string>;
}

const MOST_NAMES = 6;
const MOST_ITEMS = 50;
const NAMES = ['a', 'A b', 'UPPER', '1', 'x-a', ''];
const KINDS: readonly Json[] = ['text', 7, null, {}, true];

/** Values that some condition of two shapes may tell apart, where their conditions differ. */
export function conditionValues(own: Shape, other: Shape, held: JsonObject, build: BuildValue): Json[] {
  const texts = [own, other].map(({ conditions }) => [...conditions].sort());
  if (JSON.stringify(texts[0]) === JSON.stringify(texts[1])) return [];
  const hints: Hints = { names: new Set(), values: [], members: new Map(), numbers: new Set(), patterns: new Set() };
  for (const { conditions } of [own, other]) for (const [keyword, text] of conditions) collect({ [keyword]: JSON.parse(text) as Json }, hints);
  const near = [...hints.numbers].flatMap((number) => [number - 1, number, number + 1]).filter((number) => number >= 0 && number <= MOST_ITEMS);
  const item = own.items.length > 0 ? build(own.items, true) : undefined;
  return [
    ...hints.values,
    ...near,
    ...near.map((count) => 'a'.repeat(count)),
    ...objects(own, held, hints, build),
    ...lists(item === undefined ? [...KINDS, ...hints.values] : [item], near),
  ];
}

function collect(value: Json, hints: Hints, member?: string): void {
  if (Array.isArray(value)) for (const inner of value) collect(inner, hints, member);
  if (!isObject(value)) return;
  for (const [keyword, inner] of Object.entries(value)) {
    const named = isObject(inner) ? Object.entries(inner) : [];
    if (keyword === 'required') for (const name of [inner].flat()) hints.names.add(String(name));
    else if (keyword === 'patternProperties')
      for (const [pattern, schema] of named) collect(schema, { ...hints, names: hints.patterns.add(pattern) && hints.names });
    else if (keyword === 'dependentRequired') for (const [name, needed] of named) for (const one of [name, ...[needed].flat()]) hints.names.add(String(one));
    else if (keyword === 'properties' || keyword === 'dependentSchemas')
      for (const [name, schema] of named) {
        hints.names.add(name);
        collect(schema, hints, keyword === 'properties' ? name : undefined);
      }
    else if (keyword === 'const' || keyword === 'enum')
      for (const one of keyword === 'enum' ? [inner].flat() : [inner]) {
        hints.values.push(one);
        if (member !== undefined) hints.members.set(member, [...(hints.members.get(member) ?? []), one]);
      }
    else if (typeof inner === 'number') hints.numbers.add(inner);
    else collect(inner, hints, member);
  }
}

/** Objects with every choice of the members a condition speaks of, and with names it may refuse. */
function objects({ members }: Shape, held: JsonObject, { names, members: values, patterns }: Hints, build: BuildValue): Json[] {
  const known = [...new Set([...names, ...members.keys()])].slice(0, MOST_NAMES);
  const value = (name: string, odd: boolean): Json => (odd ? values.get(name)?.[0] : undefined) ?? build(members.get(name)?.nodes ?? [], true) ?? 'text';
  const choices = Array.from({ length: 2 ** known.length }, (_, choice) => known.filter((_name, index) => (choice >> index) % 2 === 1));
  const required = Object.fromEntries(Object.entries(held).filter(([name]) => members.get(name)?.required));
  const fitting = [...patterns].flatMap((pattern) => {
    const regex = new RegExp(pattern, 'u');
    return fromPattern([regex], (text) => regex.test(text)) ?? [];
  });
  return [
    ...choices.flatMap((chosen) => [false, true].map((odd) => ({ ...required, ...Object.fromEntries(chosen.map((name) => [name, value(name, odd)])) }))),
    ...[...NAMES, ...fitting].flatMap((name) => KINDS.map((kind) => ({ ...required, [name]: kind }))),
  ];
}

/** Short lists of a few kinds of items in every order, and longer ones of one kind. */
function lists(items: readonly Json[], counts: readonly number[]): Json[] {
  const pairs = items.flatMap((one) => items.map((other) => [one, other]));
  return [[], ...items.map((one) => [one]), ...pairs, ...items.flatMap((one) => counts.map((count) => Array.from({ length: count }, () => one)))];
}
