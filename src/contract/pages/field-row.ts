import type { FieldFacts } from '../../model/page.ts';

/** A line or a row that introduces one field: its name as a pointer, what stands with it, and the words behind. */
export interface FieldRow {
  at: string;
  facts: FieldFacts;
  words: string;
}

/** The words pages use for types, and what they come to. */
const TYPES: readonly (readonly [is: RegExp, type: string, format?: string])[] = [
  [/^(?:str|string|text|varchar|char|enum)s?$/, 'string'],
  [/^email(?: address)?$/, 'string', 'email'],
  [/^(?:uuid|guid)$/, 'string', 'uuid'],
  [/^(?:url|uri)$/, 'string', 'uri'],
  [/^date$/, 'string', 'date'],
  [/^date-?time$/, 'string', 'date-time'],
  [/^(?:int|integer|int32|int64|long)s?$/, 'integer'],
  [/^(?:number|float|double|decimal)s?$/, 'number'],
  [/^bool(?:ean)?s?$/, 'boolean'],
  [/^(?:object|hash|map|dictionary|json)s?$/, 'object'],
  [/^(?:array|list)s?$/, 'array'],
];

const TYPE_WORD =
  'strings?|text|varchar|enum|email|uuid|guid|url|uri|date-?time|date|integers?|int(?:32|64)?|long|numbers?|float|double|decimal|booleans?|bool|objects?|hash|map|json|arrays?|list';
const TYPE = `(?:nullable\\s+|\\?)?(?:(?:array|list) of |array[<[])?(?:${TYPE_WORD})(?:\\[\\]|[>\\]]|\\s*<[\\w-]+>|\\s*\\([\\w-]+\\))?(?:\\s*(?:\\||or)\\s*null)?`;
const FLAG = 'required|mandatory|optional|not required|nullable|deprecated|read-?only|unique';
const NAME = '[A-Za-z_$][\\w$-]*(?:(?:\\.|\\[\\]\\.?|\\[\\w+\\])[\\w$-]*)*';

const GLUED = new RegExp(`^(${NAME}?)(string|integer|number|boolean|object|array)(?:\\s*(?:\\[\\]|of [a-z]+))?\\s*((?:[\\s,·|()]*(?:${FLAG}))*)[\\s)]*$`, 'i');
const SPACED = new RegExp(`^(${NAME})\\s*[:(–—|-]?\\s+\\(?(${TYPE})\\s*((?:[\\s,·|()]*(?:${FLAG}))*)[\\s)]*$`, 'i');
const MARKED = /^(?:[-*+•]\s+)?(?:\*\*)?(?:`\s*([^`]+?)\s*`|\*\*([^*`]+)\*\*)(?:\*\*)?\s*(.*)$/;
const REST = new RegExp(`^[\\s:([–—|-]*(?:[\`*_]*(${TYPE})[\`*_]*(?![\\w-]))?[\\s,;·|]*((?:(?:${FLAG})\\b[\\s,;·|]*)*)[\\s).\\]:;–—|*_-]*(.*)$`, 'i');

/** Words that stand before a type and are no names. */
const NO_NAMES = /^(?:a|an|the|this|of|to|is|as|type|json|body|request|response|schema|object|array|returns?|child|nested|and|or|each|any|data type)$/i;

/** Headers have capitals; members of bodies that do are rare, and `Customer object` is a title. */
const looksNamed = (name: string): boolean => !NO_NAMES.test(name) && (/^[a-z_$]/.test(name) || /[-_]/.test(name) || /^Authorization$/.test(name));

/** `address.city`, `contacts[].email` and `address[city]` as pointers. */
export const pointerOf = (name: string): string =>
  name
    .replaceAll('[]', '.*')
    .replaceAll(/\[(\w+)\]/g, '.$1')
    .split('.')
    .filter((part) => part !== '')
    .map((part) => `/${part.replaceAll('~', '~0')}`)
    .join('');

/** What a page's word for a type says. */
export function typeFacts(words: string): FieldFacts {
  const text = words.toLowerCase().trim();
  const nullable = /\bnull(?:able)?\b|^\?/.test(text) ? { nullable: true as const } : {};
  if (/\[\]|^(?:array|list)\b/.test(text)) return { type: 'array', ...nullable };
  const [, format] = /[<(]([\w-]+)[>)]/.exec(text) ?? [];
  const bare = text.replaceAll(/\bnullable\b|^\?|\s*(?:\||\bor\b)\s*null\b|[<(].*/g, '').trim();
  const known = TYPES.find(([is]) => is.test(bare));
  if (!known) return nullable;
  const said = format ?? known[2];
  return { type: known[1], ...(said === undefined || said === known[1] ? {} : { format: said }), ...nullable };
}

/** What marks such as `required, nullable` say. */
export const flagFacts = (words: string): FieldFacts => ({
  ...(/\b(?:required|mandatory)\b/i.test(words) && !/\b(?:not required|optional)\b/i.test(words) ? { required: true } : {}),
  ...(/\bnullable\b/i.test(words) ? { nullable: true } : {}),
  ...(/\bdeprecated\b/i.test(words) ? { deprecated: true } : {}),
  ...(/\bunique\b/i.test(words) ? { unique: true } : {}),
});

/** Characters of a line that are looked at: no field is introduced with more. */
const LONGEST = 600;

/** Reads `customerstring Required`, `email string required` or `- **email** (string, required): what it is`. */
export function fieldRow(line: string): FieldRow | undefined {
  const text = line.slice(0, LONGEST);
  const marked = MARKED.exec(text);
  const name = (marked?.[1] ?? marked?.[2] ?? '').replace(/:$/, '');
  if (marked && new RegExp(`^${NAME}$`).test(name)) {
    const [, type = '', flags = '', words = ''] = REST.exec(marked[3] ?? '') ?? [];
    if (type !== '' || flags !== '') return { at: pointerOf(name), facts: { ...typeFacts(type), ...flagFacts(flags) }, words };
    return undefined;
  }
  const spaced = SPACED.exec(text);
  const found = spaced && looksNamed(spaced[1] ?? '') ? spaced : GLUED.exec(text);
  if (!found || (found[1] ?? '') === '' || NO_NAMES.test(found[1] ?? '')) return undefined;
  // Letters in a row are parted at the small letter that a type begins with: `phoneNumber` is one name.
  if (found !== spaced && (!/^[a-z]/.test(found[2] ?? '') || /\s$/.test(found[1] ?? ''))) return undefined;
  if (/[_-]$/.test(found[1] ?? '')) return undefined;
  return { at: pointerOf(found[1] ?? ''), facts: { ...typeFacts(found[2] ?? ''), ...flagFacts(found[3] ?? '') }, words: '' };
}

/** A line that is a type and nothing else, with its marks: the second line where a page stacks name and type. */
export function typeLine(line: string): FieldFacts | undefined {
  const text = line.slice(0, LONGEST);
  const [, type = '', flags = ''] = new RegExp(`^(${TYPE})\\s*((?:[\\s,·|()]*(?:${FLAG}))*)[\\s)]*$`).exec(text.replaceAll('`', '').trim()) ?? [];
  return type === '' ? undefined : { ...typeFacts(type), ...flagFacts(flags) };
}

/** A line that is a field's name and nothing else. */
export const nameLine = (text: string): string | undefined => (new RegExp(`^[\`*]*(${NAME})[\`*]*$`).exec(text.trim().slice(0, LONGEST)) ?? [])[1];
