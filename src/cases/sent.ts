import { createHash } from 'node:crypto';
import type { Case } from '../model/case.ts';

/** The steps of a case as text. Keys, and the phone numbers made of them, differ by case, so they are masked. */
export const maskedSteps = ({ keys, steps }: Pick<Case, 'keys' | 'steps'>): string =>
  keys.reduce((masked, key, index) => masked.replaceAll(key, `key${index}`), JSON.stringify(steps)).replaceAll(/\+1415555\d{4}/g, 'phone');

/** Six hex digits that are the same for every run in which the case sends the same: keys do not count in whatever form. */
export function sentDigest({ keys, steps }: Pick<Case, 'keys' | 'steps'>): string {
  const readable = steps.map((step) =>
    step.body && 'base64' in step.body ? { ...step, body: { text: Buffer.from(step.body.base64, 'base64').toString('latin1') } } : step,
  );
  // Keys may begin with a capital letter; where a number is asked for, they make one of seven digits.
  const masked = keys.reduce((text, key) => text.replaceAll(new RegExp(key, 'gi'), 'key'), maskedSteps({ keys: [], steps: readable }));
  return createHash('sha256')
    .update(masked.replaceAll(/(?<![\d.])(?:\d{7}|1415555\d{4})(?![\d.])/g, 'number'))
    .digest('hex')
    .slice(0, 6);
}
