import type { FieldFacts } from '../../model/page.ts';
import { typeFacts } from './field-row.ts';

const numberOf = (text: string): number | undefined => (/^-?\d[\d,]*(?:\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : undefined);
const limit =
  (name: keyof FieldFacts) =>
  (value: string): FieldFacts => {
    const number = numberOf(value);
    return number === undefined ? {} : { [name]: number };
  };
const mark =
  (name: 'nullable' | 'required' | 'deprecated' | 'unique') =>
  (value: string): FieldFacts =>
    /^(?:true|yes|y|✓|✔|✅|required)$/i.test(value) ? { [name]: true } : {};

/** Titles of values that pages set beside a field: `Max length` and below it `255`. */
const KEYWORDS: readonly { is: RegExp; facts(value: string): FieldFacts }[] = [
  { is: /^min(?:imum)?[ -]?length$/i, facts: limit('minLength') },
  { is: /^max(?:imum)?[ -]?length$/i, facts: limit('maxLength') },
  { is: /^(?:min(?:imum)?(?: value)?)$/i, facts: limit('minimum') },
  { is: /^(?:max(?:imum)?(?: value)?)$/i, facts: limit('maximum') },
  { is: /^min(?:imum)?[ -]?items$/i, facts: limit('minItems') },
  { is: /^max(?:imum)?[ -]?items$/i, facts: limit('maxItems') },
  { is: /^nullable$/i, facts: mark('nullable') },
  { is: /^(?:required|mandatory)$/i, facts: mark('required') },
  { is: /^deprecated$/i, facts: mark('deprecated') },
  { is: /^unique$/i, facts: mark('unique') },
  { is: /^type$/i, facts: typeFacts },
  { is: /^format$/i, facts: (value) => (/^[\w-]+$/.test(value) ? { format: value } : {}) },
  { is: /^default(?: value)?$/i, facts: (value) => (value === '' ? {} : { default: value.replaceAll(/^["'`]|["'`]$/g, '') }) },
  {
    is: /^(?:enum(?: values)?|(?:allowed|possible|available|accepted) (?:values|options))$/i,
    facts: (value) => {
      const listed = value.split(/[\s,|·]+/).map((word) => word.replaceAll(/^["'`[]+|["'`\]]+$/g, ''));
      return { enum: [...new Set(listed.filter((word) => word !== ''))].sort() };
    },
  },
];

export interface Keyword {
  facts(value: string): FieldFacts;
  /** The value, where it stands in the same line. */
  value?: string;
}

/** Reads `Max length`, `Nullable: True` and `Max length255`. */
export function keywordOf(text: string): Keyword | undefined {
  const bare = text.replaceAll(/^[-*+•\s`]+|[*`]+$/g, '').trim();
  const alone = KEYWORDS.find(({ is }) => is.test(bare.replace(/\s*:$/, '')));
  if (alone) return { facts: alone.facts };
  const [, title = '', value = ''] = /^([A-Za-z][A-Za-z -]*?)\s*(?:\*\*|`)?\s*(?::|=|(?=\d))\s*(?:\*\*)?\s*(.+)$/.exec(bare) ?? [];
  const known = title === '' ? undefined : KEYWORDS.find(({ is }) => is.test(title.trim()));
  return known && { facts: known.facts, value: value.replaceAll('`', '').trim() };
}

/** What the columns of a table of fields are for, by their titles. */
export const COLUMNS: readonly { role: 'name' | 'type' | 'required' | 'words' | 'default' | 'values'; is: RegExp }[] = [
  { role: 'name', is: /^(?:field|name|parameter|param|property|attribute|key|member|header|argument)s?(?: name)?$/i },
  { role: 'type', is: /^(?:data )?type$/i },
  { role: 'required', is: /^(?:required|mandatory|req\.?|presence)\??$/i },
  { role: 'default', is: /^default(?: value)?$/i },
  { role: 'values', is: /^(?:enum|(?:allowed|possible) values|values|options)$/i },
  { role: 'words', is: /^(?:description|notes?|details|comments?|constraints?|limits?|meaning|explanation|rules?|validation)$/i },
];
