/** The seed of everything that is explored at random, where no other is asked for: every night sends the same shapes. */
export const SEED = 20260101;
