import type { Step } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { child, isWithin } from '../model/pointer.ts';
import type { SchemaRef, Violation } from '../model/schemas.ts';
import { compileSchema } from '../schema/compile.ts';
import type { Draft } from './rule.ts';

/**
 * Rule 1 of judgement: proves a draft's claim on exactly the payload that will be sent.
 * @returns the reason why the claim does not hold, or undefined where it holds
 */
export function refutation(contract: Contract, schema: SchemaRef | undefined, { proof }: Draft, steps: readonly Step[]): string | undefined {
  return (
    (proof && claimRefuted(contract, schema, proof, steps)) ??
    impurity(
      contract,
      schema,
      steps.filter((_, index) => index !== (proof && (proof.step ?? 0))),
    )
  );
}

/** A case breaks one thing only: where the fault is not in a body, or there is none, the body is valid. */
function impurity(contract: Contract, schema: SchemaRef | undefined, steps: readonly Step[]): string | undefined {
  const faulty = steps.find(
    ({ body, expect }) =>
      body && 'json' in body && schema && expect.fault !== 'invalid-body' && contract.schemas.violations(schema, body.json, 'strict').length > 0,
  );
  return faulty && `the payload of "${faulty.name}" is not valid`;
}

function claimRefuted(contract: Contract, schema: SchemaRef | undefined, proof: NonNullable<Draft['proof']>, steps: readonly Step[]): string | undefined {
  const body = steps[proof.step ?? 0]?.body;
  if (!body || !('json' in body)) return 'there is no JSON body to prove';
  const read = (reading: 'strict' | 'lenient') => (schema === undefined ? [] : contract.schemas.violations(schema, body.json, reading));
  const strict = read('strict');
  if (proof.claim === 'valid') {
    const first = strict[0] ?? read('lenient')[0];
    if (first) return `the payload is not valid: ${first.at || 'the root'} ${first.expected}`;
    const broken = (contract.sheet.constraints ?? []).find((_, index) => breaksConstraint(contract, index, body.json));
    return broken ? `the payload breaks a constraint in words: ${broken.says}` : undefined;
  }
  if (proof.claim === 'breaks-constraint') {
    if (strict.length > 0) return 'the payload breaks the schema as well';
    return breaksConstraint(contract, proof.constraint, body.json) ? undefined : 'the constraint does not refuse the payload';
  }
  const found = read('lenient');
  // What is wider at its place is narrower under `not`: both readings have to refuse.
  if (strict.length === 0 && found.length > 0) return 'the document can be read so that the payload is valid';
  const wanted = found.filter((violation) =>
    proof.under === undefined
      ? violation.keyword === proof.keyword && violation.at === proof.at && (proof.member === undefined || violation.member === proof.member)
      : isWithin(violation.origin, proof.under) && isWithin(violation.at, proof.at),
  );
  if (wanted.length === 0) return `the validator does not refuse the payload for ${proof.keyword} at ${proof.at || 'the root'}`;
  const target = proof.member === undefined ? proof.at : child(proof.at, proof.member);
  const stray = found.find((violation) => !belongs(violation, target, proof.at));
  return stray ? `the payload breaks more than one thing: ${stray.at || 'the root'} ${stray.expected}` : undefined;
}

/** A violation belongs to the broken place if it lies in it, or is a composite's (`oneOf`, …) above it. */
function belongs({ at, member, keyword }: Violation, target: string, container: string): boolean {
  const place = member === undefined ? at : child(at, member);
  return (
    isWithin(place, target) ||
    (isWithin(container, at) && ['oneOf', 'anyOf', 'if', 'not', 'propertyNames', 'contains', 'unevaluatedProperties', 'unevaluatedItems'].includes(keyword))
  );
}

const compiledConstraints = new WeakMap<Contract, Map<number, (value: unknown) => Violation[]>>();

function breaksConstraint(contract: Contract, index: number, body: Json): boolean {
  const known = compiledConstraints.get(contract) ?? new Map<number, (value: unknown) => Violation[]>();
  compiledConstraints.set(contract, known);
  const check = known.get(index) ?? compileSchema(contract.sheet.constraints?.[index]?.schema ?? {});
  known.set(index, check);
  return check(body).length > 0;
}
