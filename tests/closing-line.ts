import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';

/** The last line of a run: `12 passed, 0 failed`, and `, 1 skipped` where any was. Files that do not load count as failed. */
export default class ClosingLine implements Reporter {
  #suite: Suite | undefined;
  #unloaded = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite;
  }

  onError(): void {
    this.#unloaded += 1;
  }

  onEnd(): void {
    const outcomes = (this.#suite?.allTests() ?? []).map((test) => test.outcome());
    const count = (...wanted: string[]): number => outcomes.filter((outcome) => wanted.includes(outcome)).length;
    const skipped = count('skipped');
    const line = [`${count('expected', 'flaky')} passed`, `${count('unexpected') + this.#unloaded} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])];
    process.stdout.write(`\n${line.join(', ')}\n`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
