import { loadContract } from '#fixtures/disk/specs.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { measure } from './measure.ts';

/** One of several processes that measure: it is sent a pair, and answers with what became of it. */
process.on('message', async ({ fault: id, provider }: { fault: string; provider: string }) => {
  const fault = FAULTS.find((candidate) => candidate.id === id);
  if (!fault) throw new Error(`there is no fault ${id}`);
  process.send?.(await measure(fault, loadContract(provider)));
});
// The parent ends it when all is measured or on Ctrl-C, which reaches both.
process.on('SIGINT', () => undefined);
