import type { Witness } from '../model/drift.ts';
import { type Json, without, withValue } from '../model/json.ts';
import { type FieldFacts, LIMITS, type MemberFacts } from '../model/page.ts';
import { isWithin, parentOf } from '../model/pointer.ts';
import type { Violation } from '../model/schemas.ts';
import { compileSchema } from '../schema/compile.ts';

type Node = { [keyword: string]: Json };

/** What a page says of a body as a schema. A printed body promises its members in answers; there no other may come. */
function schemaOf(members: MemberFacts, isAnswer: boolean): Node {
  const nodeOf = (at: string, facts: FieldFacts): Node => {
    const inner = Object.entries(members).filter(([other]) => parentOf(other)?.parent === at);
    const items = inner.find(([other]) => other === `${at}/*`)?.[1] ?? (Object.keys(members).some((other) => other.startsWith(`${at}/*/`)) ? {} : undefined);
    const named = inner.filter(([other]) => other !== `${at}/*`).map(([other, field]) => ({ name: parentOf(other)?.last ?? '', other, field }));
    const needed = named.filter(({ field }) => field.required || (isAnswer && field.printed)).map(({ name }) => name);
    return {
      ...(facts.type === undefined ? {} : { type: facts.nullable ? [facts.type, 'null'] : facts.type }),
      ...(facts.enum === undefined ? {} : { enum: facts.nullable ? [...facts.enum, null] : facts.enum }),
      ...Object.fromEntries(LIMITS.flatMap((limit) => (facts[limit] === undefined ? [] : [[limit, facts[limit]]]))),
      ...(items === undefined ? {} : { items: nodeOf(`${at}/*`, items) }),
      ...(named.length === 0 ? {} : { properties: Object.fromEntries(named.map(({ name, other, field }) => [name, nodeOf(other, field)])), required: needed }),
      ...(named.length > 0 && isAnswer ? { additionalProperties: false } : {}),
    };
  };
  return nodeOf('', { type: 'object' });
}

const LONGEST = 5000;
const textOf = (length: number): string => 'x'.repeat(Math.min(Math.max(length, 0), LONGEST));

/** A plain value of a field. */
function plainValue({ type, enum: values, minLength, maxLength, minimum, maximum, minItems }: FieldFacts): Json {
  if (values?.[0] !== undefined) return values[0];
  if (type === 'integer' || type === 'number') return minimum ?? Math.min(1, maximum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'object') return {};
  if (type === 'array') return Array.from({ length: Math.min(minItems ?? 0, LONGEST) }, () => 'x');
  return textOf(Math.min(Math.max(minLength ?? 1, 4), maxLength ?? 4));
}

/** Values of a field that one version may take and the other may not. */
function candidates(before: FieldFacts | undefined, after: FieldFacts | undefined): (Json | undefined)[] {
  const sides = [before, after].flatMap((side) => side ?? []);
  const around = (...limits: (number | undefined)[]): number[] => limits.flatMap((limit) => (limit === undefined ? [] : [limit - 1, limit, limit + 1]));
  return [
    ...sides.map(plainValue),
    ...sides.flatMap(({ enum: values }) => values ?? []),
    ...sides.flatMap(({ minLength, maxLength }) => around(minLength, maxLength).map(textOf)),
    ...sides.flatMap(({ minimum, maximum }) => around(minimum, maximum)),
    ...sides.flatMap(({ minItems, maxItems }) =>
      around(minItems, maxItems).map((length) => Array.from({ length: Math.min(Math.max(length, 0), LONGEST) }, () => 'x')),
    ),
    null,
    undefined,
    'text',
    1,
    true,
    {},
    [],
  ];
}

/** A body with every member that a version asks for, and the field in question with its containers. */
function bodyOf(members: MemberFacts, isAnswer: boolean, field: string): Json {
  return Object.entries(members)
    .filter(([at, { required, printed }]) => !at.includes('/*') && (required || (isAnswer && printed) || isWithin(field, at)))
    .toSorted(([a], [b]) => a.split('/').length - b.split('/').length)
    .reduce<Json>((body, [at, facts]) => withValue(body, at, plainValue(facts)), {});
}

/**
 * A body that is valid by one version of a page and invalid by the other, checked by the validator: for requests one
 * that was accepted and is not any more, for answers one that can come now and could not before. What is no longer
 * answered is shown by a body that was complete.
 */
export function pageWitness(direction: 'request' | 'answer', field: string, before: MemberFacts, after: MemberFacts): Witness | undefined {
  const isAnswer = direction === 'answer';
  const validUnder = isAnswer && after[field] !== undefined ? 'after' : 'before';
  const [valid, invalid] = validUnder === 'before' ? [before, after] : [after, before];
  const accepts = compileSchema(schemaOf(valid, isAnswer));
  const refuses = compileSchema(schemaOf(invalid, isAnswer));
  const body = bodyOf(valid, isAnswer, field);
  // The members of a list's items stand in its first item here.
  const at = field.replaceAll('/*', '/0');
  const edited = candidates(valid[field], invalid[field]).map((candidate) => (candidate === undefined ? without(body, at) : withValue(body, at, candidate)));
  for (const value of [body, ...edited]) {
    const refusal = accepts(value).length === 0 ? refuses(value)[0] : undefined;
    if (refusal) return { kind: 'payload', value, validUnder, refusal: told(refusal) };
  }
  return undefined;
}

const told = ({ at, expected, member }: Violation): string => `${at || 'the body'}: ${expected}${member === undefined ? '' : ` (${member})`}`;
