import type { Violation } from '../model/schemas.ts';
import type { Envelope } from '../model/sheet.ts';
import { compileSchema } from '../schema/compile.ts';

const compiled = new WeakMap<Envelope, (value: unknown) => Violation[]>();

/** The violations of an envelope of the sheet; compiled once per envelope. */
export function compiledEnvelope(envelope: Envelope): (value: unknown) => Violation[] {
  const known = compiled.get(envelope) ?? compileSchema(envelope.schema);
  compiled.set(envelope, known);
  return known;
}
