/** One thing wrong with an input file, with the remedy. */
export interface Problem {
  file: string;
  line: number;
  reason: string;
  remedy: string;
}

/** Thrown for unreadable input; carries every problem found, not only the first. */
export class UnreadableInput extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ file, line, reason, remedy }) => `${file}:${line}: ${reason}. ${remedy}`).join('\n'));
    this.name = 'UnreadableInput';
    this.problems = problems;
  }
}
