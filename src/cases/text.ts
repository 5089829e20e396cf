import fc from 'fast-check';
import { type Json, valueAt } from '../model/json.ts';
import { segments } from '../model/pointer.ts';
import type { PlacedNode } from '../model/schemas.ts';
import { numberOf } from './key.ts';
import { FORMATS, LONGEST_TEXT, meaningOf, textOfLength } from './plausible.ts';

/** What is known of texts besides the schema. */
export interface TextKnowledge {
  /** Documented request examples, a source of plausible values. */
  examples: readonly Json[];
  /** Pointers of natural keys: they get the fresh key. */
  keys: ReadonlySet<string>;
}

/** Length bounds, patterns and format of a string location, from all its nodes together. */
export function stringLimits(nodes: readonly PlacedNode[]): { least: number; most: number; patterns: RegExp[]; format?: string } {
  const numbers = (keyword: string): number[] => nodes.flatMap(({ node }) => (typeof node[keyword] === 'number' ? [node[keyword]] : []));
  const format = nodes.map(({ node }) => node['format']).find((name) => typeof name === 'string' && name in FORMATS);
  return {
    least: Math.max(0, ...numbers('minLength')),
    most: Math.min(Number.POSITIVE_INFINITY, ...numbers('maxLength')),
    patterns: nodes.flatMap(({ node }) => (typeof node['pattern'] === 'string' ? [new RegExp(node['pattern'], 'u')] : [])),
    ...(typeof format === 'string' ? { format } : {}),
  };
}

/** A key with a capital letter shows whether letter case is kept; an email's is lower case, as providers may fold it. */
const capitalised = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** A plausible string: the fresh key for natural keys, what the name or format asks for, a documented value, plain text. */
export function stringFor(knowledge: TextKnowledge, nodes: readonly PlacedNode[], at: string, key: string, turn: number): string | undefined {
  const { least, most, patterns, format } = stringLimits(nodes);
  const member =
    segments(at)
      .filter((part) => part !== '*')
      .at(-1) ?? '';
  const meaning = meaningOf(member);
  const documented = knowledge.examples.map((example) => valueAt(example, at.replaceAll('/*', '/0'))).filter((value) => typeof value === 'string');
  const proposals = [
    ...(format === undefined ? [] : (FORMATS[format]?.good(key) ?? [])),
    ...(knowledge.keys.has(at) ? [meaning?.name === 'email' ? meaning.value(key) : capitalised(key)] : []),
    ...(meaning ? [meaning.value(key)] : []),
    ...(knowledge.keys.has(at) ? [] : documented),
    ...(least > 0 && least <= LONGEST_TEXT ? [meaning?.ofLength?.(Math.max(least, 25), key) ?? textOfLength(least)] : []),
    ...(most <= LONGEST_TEXT ? [meaning?.ofLength?.(most, key) ?? textOfLength(most)] : []),
    turn === 0 ? 'text' : `text ${turn}`,
    'Sample text',
  ];
  const fits = (text: string): boolean => [...text].length >= least && [...text].length <= most && patterns.every((pattern) => pattern.test(text));
  return (
    proposals.find(fits) ??
    documented.find((text) => typeof text === 'string' && fits(text)) ??
    fromPattern(patterns, fits, { turn, seed: knowledge.keys.has(at) ? numberOf(key, 2 ** 31) : 0 })
  );
}

/** A string made from one of the patterns, another one for each `turn`; undefined where the generator cannot read them or nothing fits. */
export function fromPattern(patterns: readonly RegExp[], fits: (text: string) => boolean, { turn = 0, seed = 0 } = {}): string | undefined {
  for (const { source } of patterns) {
    const good = samplesOf(source, seed).filter(fits);
    if (good.length > 0) return good[turn % good.length];
  }
  return undefined;
}

/** Every case asks for samples, and for `\p{L}` a generator reads the whole of Unicode: each is made once. */
const generators = new Map<string, fc.Arbitrary<string> | undefined>();
const samples = new Map<string, readonly string[]>();

function samplesOf(source: string, seed: number): readonly string[] {
  if (!generators.has(source)) generators.set(source, generatorOf(source));
  const generator = generators.get(source);
  if (generator === undefined) return [];
  const made = (seed === 0 ? samples.get(source) : undefined) ?? fc.sample(generator, { numRuns: 50, seed });
  if (seed === 0) samples.set(source, made);
  return made;
}

/** A generator for a pattern, what looks ahead or behind left to the check; undefined for a pattern it cannot read. */
function generatorOf(source: string): fc.Arbitrary<string> | undefined {
  try {
    return fc.stringMatching(new RegExp(withoutLookaround(source), 'u'));
  } catch {
    return undefined;
  }
}

/** A pattern without its lookaheads and lookbehinds, which the generator cannot read. */
function withoutLookaround(source: string): string {
  const start = source.search(/\(\?<?[=!]/);
  if (start === -1) return source;
  let depth = 0;
  let end = start;
  let inClass = false;
  do {
    const letter = source[end];
    if (letter === '\\') end++;
    else if (letter === '[') inClass = true;
    else if (letter === ']') inClass = false;
    else if (!inClass && letter === '(') depth++;
    else if (!inClass && letter === ')') depth--;
    end++;
  } while (depth > 0 && end < source.length);
  return withoutLookaround(source.slice(0, start) + source.slice(end));
}
