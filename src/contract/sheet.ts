import { valueAt } from '../model/json.ts';
import { nearest } from '../model/nearest.ts';
import { isWithin } from '../model/pointer.ts';
import type { Violation } from '../model/schemas.ts';
import type { Sheet } from '../model/sheet.ts';
import { compileSchema } from '../schema/compile.ts';
import { type Problem, UnreadableInput } from './problem.ts';
import sheetSchema from './provider.schema.json' with { type: 'json' };
import type { Source } from './source.ts';

let violationsOfSheet: ((value: unknown) => Violation[]) | undefined;

/**
 * Reads a provider sheet against its own JSON Schema (`provider.schema.json`).
 * @throws {UnreadableInput} every violation with file, line, reason and remedy
 */
export function readSheet(source: Source): Sheet {
  violationsOfSheet ??= compileSchema(sheetSchema);
  const problems = plainest(violationsOfSheet(source.data)).map((violation) => problemOf(source, violation));
  if (problems.length > 0) throw new UnreadableInput(uniqueProblems(problems));
  return source.data as Sheet;
}

/** Where no alternative fits, that is the problem; what each alternative missed would only confuse. */
function plainest(violations: readonly Violation[]): Violation[] {
  const forks = violations.filter(({ keyword }) => keyword === 'oneOf').map(({ at }) => at);
  return violations.filter(({ at, keyword }) => keyword !== 'discriminator' && (keyword === 'oneOf' || !forks.some((fork) => isWithin(at, fork))));
}

function problemOf(source: Source, { at, keyword, member, expected }: Violation): Problem {
  const where = at === '' ? 'the sheet' : `\`${at}\``;
  const place = (pointer: string) => ({ file: source.file, line: source.lineOf(pointer) });
  if (keyword === 'additionalProperties' && member !== undefined) {
    const near = nearest(member, allowedAt(at), 3)[0];
    return {
      ...place(`${at}/${member}`),
      reason: `${where} has no entry \`${member}\``,
      remedy: near ? `Did you mean \`${near}\`?` : 'Remove it; provider.schema.json lists the entries.',
    };
  }
  if (keyword === 'required' && member !== undefined) return { ...place(at), reason: `${where} lacks \`${member}\``, remedy: `Add \`${member}\`.` };
  return { ...place(at), reason: `${where} ${expected}`, remedy: `It is ${JSON.stringify(valueAt(source.data, at) ?? null).slice(0, 80)}; correct it.` };
}

function uniqueProblems(problems: Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.line} ${problem.reason}`, problem])).values()];
}

/** The member names the sheet's schema allows at a pointer into the sheet. */
function allowedAt(at: string): string[] {
  let node: unknown = sheetSchema;
  for (const part of at.split('/').slice(1)) {
    const schema = node as { properties?: Record<string, unknown>; items?: unknown };
    node = schema.properties?.[part] ?? schema.items ?? {};
  }
  const branches = [node, ...((node as { oneOf?: unknown[] }).oneOf ?? [])];
  return branches.flatMap((branch) => Object.keys((branch as { properties?: object }).properties ?? {}));
}
