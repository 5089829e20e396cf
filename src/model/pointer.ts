/** JSON pointers (RFC 6901) and templates of them, in which `*` stands for any array item or map value. */

/** The segments of a pointer, unescaped; `''` is the root and has none. */
export function segments(pointer: string): string[] {
  if (pointer === '') return [];
  const parts = pointer.slice(1).split('/');
  return pointer.includes('~') ? parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')) : parts;
}

/** The pointer made of the given unescaped segments. */
export function pointerOf(parts: readonly string[]): string {
  return parts.map((part) => `/${escapeSegment(part)}`).join('');
}

/** One segment appended to a pointer, escaped. */
export const child = (pointer: string, part: string | number): string => `${pointer}/${escapeSegment(String(part))}`;

/** The pointer of the container that holds `pointer`, and the last segment; the root has neither. */
export function parentOf(pointer: string): { parent: string; last: string } | undefined {
  const parts = segments(pointer);
  const last = parts.pop();
  return last === undefined ? undefined : { parent: pointerOf(parts), last };
}

/** True if `inner` is `outer` or lies below it. */
export const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);

const escapeSegment = (part: string): string => (/[~/]/.test(part) ? part.replaceAll('~', '~0').replaceAll('/', '~1') : part);
