/** JSON pointers (RFC 6901) and templates of them, in which `*` stands for any array item or map value. */

/** The segments of a pointer, unescaped; `''` is the root and has none. */
export function segments(pointer: string): string[] {
  if (pointer === '') return [];
  const parts = pointer.slice(1).split('/');
  return pointer.includes('~') ? parts.map(unescapeSegment) : parts;
}

/** One segment appended to a pointer, escaped. */
export const child = (pointer: string, part: string | number): string => `${pointer}/${escapeSegment(String(part))}`;

/** The pointer of the container that holds `pointer`, and the last segment; the root has neither. */
export function parentOf(pointer: string): { parent: string; last: string } | undefined {
  if (pointer === '') return undefined;
  const cut = pointer.lastIndexOf('/');
  return { parent: pointer.slice(0, cut), last: unescapeSegment(pointer.slice(cut + 1)) };
}

/** True if `inner` is `outer` or lies below it. */
export const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);

const unescapeSegment = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

const escapeSegment = (part: string): string => (/[~/]/.test(part) ? part.replaceAll('~', '~0').replaceAll('/', '~1') : part);
