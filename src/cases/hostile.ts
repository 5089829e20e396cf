import fc from 'fast-check';
import { from, lettersOf } from './draw.ts';

/** A text that is plain data to us and a trap to careless code. */
interface HostileText {
  variant: string;
  text: fc.Arbitrary<string>;
  /** The length of the text, for members with a bound. */
  length: number;
  /** What becomes of it is not for us to say: a gap at most. */
  atMost?: 'gap';
}

const plain = (variant: string, text: string): HostileText => ({ variant, length: [...text].length, text: lettersOf(text) });

/** More than any form field holds; it shrinks by its length alone. */
const LONG = 20_000;

/** Texts for free-text members. None of them looks like an error message, so that an answer may quote it. */
export const HOSTILE_TEXTS: readonly HostileText[] = [
  plain('nul', 'Ada \u0000 Obi'),
  plain('right-to-left', 'Ada \u202eibO\u202c Li'),
  plain('combining', 'Zoe\u0308 Mu\u0308ller'),
  plain('emoji-sequence', '\u{1f469}\u200d\u{1f469}\u200d\u{1f467} \u{1f3f3}\ufe0f\u200d\u{1f308} \u{1f1ea}\u{1f1fa}'),
  plain('zero-width', 'Ada\u200bObi\u2060Li'),
  // RFC 8259 8.2: what a receiver makes of half a pair is unpredictable.
  { ...plain('lone-surrogate', 'Ada \ud83d Obi'), atMost: 'gap' },
  { variant: 'very-long', length: LONG, text: from(LONG, fc.integer({ min: 1, max: LONG })).map((length) => 'a'.repeat(length)) },
  plain('sql', "Robert'); DROP TABLE customers;--"),
  plain('html', '<b>Ada</b> <script>alert(1)</script> &amp; Li'),
  plain('template', '{{7*7}} <%= 7*7 %> ${7*7} #{7*7}'),
  plain('escapes', 'C:\\new\\table "Ada" \\u0041 %00 %s'),
  plain('digits', '00123'),
];

/** Numbers a careless reader rounds, overflows or takes for another type; each as JSON writes it. */
export const BIG_NUMBERS: readonly [variant: string, value: number][] = [
  ['above-2-to-53', 2 ** 53 + 2],
  ['above-64-bits', 1e21],
  ['largest-double', Number.MAX_VALUE],
  ['many-digits', 0.1 + 0.2],
];

/** Names of unknown members that mean something to some platform. */
export const HOSTILE_NAMES: readonly [variant: string, name: string][] = [
  ['proto', '__proto__'],
  ['constructor', 'constructor'],
  ['empty', ''],
  ['operator', '$where'],
  ['dotted', 'address.city'],
];
