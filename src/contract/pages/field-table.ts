import type { FieldFacts } from '../../model/page.ts';
import { type FieldRow, flagFacts, pointerOf, typeFacts } from './field-row.ts';
import { COLUMNS, keywordOf } from './keywords.ts';
import { proseFacts } from './prose.ts';

type Role = (typeof COLUMNS)[number]['role'];
/** The roles of a table's columns by their place. */
export type Columns = readonly (Role | undefined)[];

const bare = (cell: string): string => cell.replaceAll(/[`*]/g, '').trim();

/** The columns of a table whose first row has these titles; undefined where it is no table of fields. */
export function columnsOf(cells: readonly string[]): Columns | undefined {
  const roles = cells.map((cell) => COLUMNS.find(({ is }) => is.test(bare(cell)))?.role);
  return roles.includes('name') && roles.some((role) => role !== undefined && role !== 'name') ? roles : undefined;
}

const FACTS: Readonly<Record<Exclude<Role, 'name'>, (cell: string) => FieldFacts>> = {
  type: (cell) => ({ ...typeFacts(cell.replace(/,.*/, '')), ...flagFacts(cell) }),
  required: (cell) => (/^(?:yes|y|true|required|mandatory|always|✓|✔|✅|x|•)\b|^[✓✔✅•]/i.test(cell) ? { required: true } : {}),
  default: (cell) => (/^[-–—]?$|^(?:none|n\/a)$/i.test(cell) ? {} : { default: cell.replaceAll(/^["']|["']$/g, '') }),
  values: (cell) => (/^[-–—]?$/.test(cell) ? {} : (keywordOf('enum')?.facts(cell) ?? {})),
  words: proseFacts,
};

/** One row of a table of fields. */
export function tableRow(columns: Columns, cells: readonly string[]): FieldRow | undefined {
  const name = /^[A-Za-z_$][\w$.[\]-]*/.exec(bare(cells[columns.indexOf('name')] ?? ''))?.[0];
  if (name === undefined) return undefined;
  const facts = columns.map((role, index): FieldFacts => {
    const cell = cells[index] ?? '';
    if (role === undefined) return {};
    return role === 'name' ? flagFacts(cell.replace(name, '')) : FACTS[role](role === 'words' ? cell : bare(cell));
  });
  return { at: pointerOf(name), facts: Object.assign({}, ...facts) as FieldFacts, words: '' };
}
