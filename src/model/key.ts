/** Finds keys of ours in a text, as `cases/key.ts` makes them; the first letter may be a capital. */
export const KEY_PATTERN = /\b[Cc]c[0-9a-z]{10}(?![0-9a-z])/g;
