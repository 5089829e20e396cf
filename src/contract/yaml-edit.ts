import { isMap, isScalar, isSeq, type Pair, parseDocument, stringify, type YAMLMap, type YAMLSeq } from 'yaml';
import { isObject, type Json, withValue } from '../model/json.ts';
import { child, segments } from '../model/pointer.ts';

/** One change of a YAML file: the value at a pointer set, or taken out where none is given. */
export interface YamlEdit {
  at: string;
  value?: Json;
}

/** As the files of `specs/` are written. */
const STYLE = { lineWidth: 130, singleQuote: true } as const;

/**
 * Changes a YAML text where it has to be changed and leaves every other byte as it is: comments, quotes and line breaks
 * of what is not touched stay. A change that leads through something else than maps and lists is left out.
 */
export function editYaml(text: string, edits: readonly YamlEdit[]): string {
  return edits.reduce(edited, text);
}

type Container = YAMLMap | YAMLSeq;

function edited(text: string, { at, value }: YamlEdit): string {
  const root = parseDocument(text).contents;
  const parts = segments(at);
  const trail: Container[] = [];
  let node: unknown = root;
  while ((isMap(node) || isSeq(node)) && trail.length < parts.length) {
    trail.push(node);
    node = (node as Container).get(keyIn(node as Container, parts[trail.length - 1] as string), true);
  }
  const found = trail.length === parts.length && node !== undefined && node !== null;
  const container = trail.at(-1);
  if (container === undefined || (node !== undefined && node !== null && !found)) return text;
  if (!found && value === undefined) return text;
  const depth = trail.length - 1;
  const key = parts[depth] as string;
  const below = parts.slice(trail.length);
  const whole = value === undefined ? undefined : below.reduceRight<Json>((inner, name) => ({ [name]: inner }), value);
  if (found && value !== undefined && isScalar(node) && node.range && !isObject(value) && !Array.isArray(value) && !isBlockText(text, node.range[0]))
    return text.slice(0, node.range[0]) + stringify(value, STYLE).trimEnd() + text.slice(node.range[1]);
  // What is written in one line, stands behind a dash, or would be left empty, is written anew as a whole.
  if (isSeq(container) && !/^\d+$/.test(key)) return text;
  if (container.flow || (whole === undefined && container.items.length === 1) || (isMap(container) && !/^ *$/.test(beforeFirst(text, container)))) {
    const pointer = parts.slice(0, depth).reduce(child, '');
    const before = container.toJSON() as Json;
    const after = whole === undefined ? withoutMember(before, key) : withValue(before, child('', key), whole);
    return pointer === '' ? text : edited(text, { at: pointer, value: after });
  }
  return replaceLines(text, container, key, found, whole);
}

const keyIn = (container: Container, part: string): string | number => {
  if (isSeq(container)) return Number(part);
  // A status may be written as a number.
  return (container.items as Pair[]).some(({ key }) => isScalar(key) && key.value === part) ? part : Number.isNaN(Number(part)) ? part : Number(part);
};

const isBlockText = (text: string, at: number): boolean => text[at] === '|' || text[at] === '>';

function withoutMember(value: Json, name: string): Json {
  if (Array.isArray(value)) return value.filter((_, index) => String(index) !== name);
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)) : value;
}

/** Takes the lines of a member or an item out and puts new ones there; behind the last one where there is none yet. */
function replaceLines(text: string, container: Container, key: string, found: boolean, whole: Json | undefined): string {
  const spans = container.items.map((item) => spanOf(text, item as Pair));
  const index = isSeq(container) ? Number(key) : (container.items as Pair[]).findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === key);
  const last = spans.at(-1) ?? { start: text.length, end: text.length };
  const span = found ? (spans[index] ?? last) : { start: last.end, end: last.end };
  const indent = ' '.repeat(columnOf(text, container));
  const made = whole === undefined ? '' : stringify(isSeq(container) ? [whole] : { [key]: whole }, STYLE).replace(/^(?=.)/gm, indent);
  const before = text.slice(0, span.start);
  return `${before}${before === '' || before.endsWith('\n') || made === '' ? '' : '\n'}${made}${text.slice(span.end)}`;
}

/** From the start of an item's first line to the end of its last one. */
function spanOf(text: string, item: Pair): { start: number; end: number } {
  const [key, value] = [item.key as { range?: number[] } | undefined, item.value as { range?: number[] } | undefined];
  const own = (item as unknown as { range?: number[] }).range;
  const from = key?.range?.[0] ?? own?.[0] ?? 0;
  const to = (own ?? value?.range ?? key?.range)?.[1] ?? from;
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = text[to - 1] === '\n' ? to : text.indexOf('\n', to);
  return { start, end: text[to - 1] === '\n' ? to : end < 0 ? text.length : end + 1 };
}

/** The column in which the keys (or the dashes) of a block stand. */
const columnOf = (text: string, container: Container): number =>
  isSeq(container) ? beforeFirst(text, container).lastIndexOf('-') : beforeFirst(text, container).length;

/** What stands before the first key, or the first item, in its line. */
function beforeFirst(text: string, container: Container): string {
  const [first] = container.items as unknown as { key?: { range?: number[] }; range?: number[] }[];
  const at = first?.key?.range?.[0] ?? first?.range?.[0] ?? 0;
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
}
