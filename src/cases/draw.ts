import fc from 'fast-check';
import type { Step } from '../model/case.ts';
import type { Shape } from './arbitrary.ts';
import { numberOf } from './key.ts';
import type { Kit } from './kit.ts';
import { refutation } from './prove.ts';
import type { Draft, Drawing, Keys } from './rule.ts';

/** So often a body is drawn anew until one can be proven; a draft without one is dropped. */
const TRIES = 8;
const PROBE = 'ccprobe00000';

/** How a shape is drawn: the same seed gives the same one, in sampling and in shrinking alike. */
export const drawnBy = (seed: number): { seed: number; numRuns: 1; unbiased: true } => ({ seed, numRuns: 1, unbiased: true });

/**
 * A draft whose body is drawn at random. The seed follows from the run's and from the draft's name, never from the run id:
 * every night sends the same bodies, keys aside.
 */
export function drawn(
  kit: Kit,
  head: Omit<Draft, 'steps' | 'drawing'>,
  bodies: () => fc.Arbitrary<Shape> | undefined,
  stepsOf: (body: ReturnType<Shape>) => Step[],
): Draft {
  const steps = (shape: Shape, keys: Keys): Step[] => stepsOf(shape(keys()));
  const draw = (): Drawing | undefined => {
    const source = bodies();
    if (!source) return undefined;
    for (let turn = 0; turn < TRIES; turn++) {
      const seed = numberOf(`${kit.seed}\n${head.clause}\n${head.variant}\n${turn}`, 2 ** 31);
      const [shape] = fc.sample(source, drawnBy(seed));
      const trial = { ...head, steps: (keys: Keys) => shape && steps(shape, keys) };
      const made = trial.steps(() => PROBE);
      if (shape && made && refutation(kit.contract, kit.schema, trial, made) === undefined) return { seed, bodies: source, shape, steps };
    }
    return undefined;
  };
  let known: { made: Drawing | undefined } | undefined;
  const drawing = (): Drawing | undefined => {
    known ??= { made: draw() };
    return known.made;
  };
  return {
    ...head,
    drawing,
    steps: (keys) => {
      const made = drawing();
      return made && steps(made.shape, keys);
    },
  };
}

/** Draws one value, and smaller ones from there as another arbitrary would. */
export const from = <Value>(first: Value, smaller: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  new Fixed(first, (value, context) => smaller.shrink(value, context));

/** Draws a text, and smaller ones by taking letters out: halves, quarters, single ones. No letter becomes another. */
export const lettersOf = (text: string): fc.Arbitrary<string> =>
  new Fixed(text, (value) => fc.stream(withoutPieces([...value]).values()).map((part) => new fc.Value(part, undefined)));

/** An arbitrary with one value to begin with and its own way to smaller ones. */
class Fixed<Value> extends fc.Arbitrary<Value> {
  readonly #first: Value;
  readonly #smaller: (value: Value, context: unknown) => fc.Stream<fc.Value<Value>>;

  constructor(first: Value, smaller: (value: Value, context: unknown) => fc.Stream<fc.Value<Value>>) {
    super();
    this.#first = first;
    this.#smaller = smaller;
  }

  override generate(): fc.Value<Value> {
    return new fc.Value(this.#first, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Value {
    return value === this.#first;
  }

  override shrink(value: Value, context: unknown): fc.Stream<fc.Value<Value>> {
    return this.#smaller(value, context);
  }
}

function withoutPieces(letters: readonly string[]): string[] {
  const texts: string[] = [];
  for (let size = Math.ceil(letters.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let start = 0; start < letters.length && size < letters.length; start += size)
      texts.push([...letters.slice(0, start), ...letters.slice(start + size)].join(''));
  return texts;
}
