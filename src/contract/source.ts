import { type Document, LineCounter, parseDocument } from 'yaml';
import { segments } from '../model/pointer.ts';
import { UnreadableInput } from './problem.ts';

/** A YAML or JSON file read with positions. */
export interface Source {
  /** The name people see, such as `specs/count/contract.yaml`. */
  file: string;
  data: unknown;
  /** The 1-based line of what a JSON pointer names; of its nearest existing ancestor where it does not exist. */
  lineOf(pointer: string): number;
}

/**
 * Reads YAML 1.2 (JSON is a part of it) and keeps where everything stands.
 * @throws {UnreadableInput} with file, line, reason and remedy where the text is no YAML
 */
export function readSource(text: string, file: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    throw new UnreadableInput(
      document.errors.map((error) => ({
        file,
        line: lines.linePos(error.pos[0]).line,
        reason: error.message.replace(/\.$/, ''),
        remedy: 'Correct the YAML at this line.',
      })),
    );
  return {
    file,
    data: plainData(document, file),
    lineOf(pointer) {
      const parts: (string | number)[] = segments(pointer);
      for (; parts.length > 0; parts.pop()) {
        const parent = parts.length === 1 ? document.contents : document.getIn(parts.slice(0, -1), true);
        const start = positionIn(parent, String(parts.at(-1)));
        if (start !== undefined) return lines.linePos(start).line;
      }
      return 1;
    },
  };
}

/** The offset of a member's key in a map, or of an item in a sequence. */
function positionIn(parent: unknown, name: string): number | undefined {
  const items = (parent as { items?: { key?: { value?: unknown; range?: number[] }; range?: number[] }[] } | null)?.items;
  if (!items) return undefined;
  const pair = items.find((item) => item.key !== undefined && String(item.key.value) === name);
  return pair?.key?.range?.[0] ?? items[Number(name)]?.range?.[0];
}

/** @throws {UnreadableInput} where aliases lead into themselves or multiply beyond reason */
function plainData(document: Document, file: string): unknown {
  try {
    const data = document.toJS({ maxAliasCount: 1000 }) as unknown;
    // An anchor inside its own value makes a ring, which nothing that walks the document would survive.
    JSON.stringify(data);
    return data;
  } catch (error) {
    throw new UnreadableInput([
      { file, line: 1, reason: `the aliases cannot be followed: ${(error as Error).message.split('\n')[0]}`, remedy: 'Write the value out where it is used.' },
    ]);
  }
}
