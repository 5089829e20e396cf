import { loadContract } from '#fixtures/disk/specs.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { VARIATIONS } from '#fixtures/mock/variations.ts';
import { type Bite, measure, silenceOf } from './measure.ts';

/** A pair to be measured. */
export type Asked = Pick<Bite, 'fault' | 'tier' | 'provider'>;

/** One of several processes that measure: it is sent a pair, and answers with what became of it. */
process.on('message', async ({ fault: id, tier, provider }: Asked) => {
  const contract = loadContract(provider);
  const fault = FAULTS.find((candidate) => candidate.id === id);
  const variation = VARIATIONS.find((candidate) => candidate.id === id);
  if (tier === 'faithful' && variation) process.send?.(await silenceOf(variation, contract));
  else if (tier !== 'faithful' && fault) process.send?.(await measure(fault, contract));
  else throw new Error(`there is no fault or variation ${id}`);
});
// The parent ends it when all is measured or on Ctrl-C, which reaches both.
process.on('SIGINT', () => undefined);
