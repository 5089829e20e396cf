import { printable } from './finding.ts';

/** A text of the provider's in one line of markdown. */
export const line = (text: string): string => printable(text).replaceAll('<', '&lt;');
/** A value of the provider's, as code. */
export const code = (text: string): string => {
  const flat = printable(text.replaceAll('\n', ' '));
  const fence = flat.includes('`') ? '``' : '`';
  return `${fence}${fence.length > 1 ? ' ' : ''}${flat}${fence.length > 1 ? ' ' : ''}${fence}`;
};
