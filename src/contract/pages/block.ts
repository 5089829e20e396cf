/** A piece of a page, whatever it was laid out with. */
export type Block = { line: number } & (
  | { kind: 'heading'; level: number; text: string }
  /** `indent`: how deep it stands in a list. */
  | { kind: 'text'; text: string; indent: number }
  /** A row of a table. `first`: the table begins here. */
  | { kind: 'row'; cells: string[]; first: boolean }
  /** `info`: what stands behind the fence, such as `json 409 Conflict`. */
  | { kind: 'code'; text: string; info: string }
  /** A component that describes one field, with its attributes. What stands up to its `close` is about that field. */
  | { kind: 'open'; attributes: Readonly<Record<string, string>> }
  | { kind: 'close' }
);

/** Components of documentation generators that hold one field each. */
export const FIELD_COMPONENTS: ReadonlySet<string> = new Set(['paramfield', 'responsefield', 'property']);

/** The 1-based lines of offsets into a text; offsets must be asked for in rising order. */
export function lineCounter(text: string, firstLine: number): (offset: number) => number {
  let seen = 0;
  let line = firstLine;
  return (offset) => {
    for (; seen < offset; seen++) if (text.charCodeAt(seen) === 10) line++;
    return line;
  };
}
