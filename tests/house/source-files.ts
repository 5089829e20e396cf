import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');

/** A file of the house with its text; `name` is relative to the root, with slashes. */
export interface SourceFile {
  name: string;
  text: string;
}

/** Every file below the given folders of the repository, sorted. */
export function filesBelow(...folders: string[]): SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ name: path.relative(ROOT, file).replaceAll(path.sep, '/'), text: readFileSync(file, 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a file imports: resolved names (`src/model/json.ts`) of the house, packages as they are written. */
export function importsOf({ name, text }: SourceFile): string[] {
  const found = text.matchAll(/(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g);
  return [...found].map(([, stated, dynamic]) => {
    const target = stated ?? dynamic ?? '';
    if (target.startsWith('#')) return target.slice(1);
    return target.startsWith('.') ? path.posix.join(path.posix.dirname(name), target) : target;
  });
}

/** The code of a file, comments and string literals taken out: what is said in words is no code. */
export const codeOf = ({ text }: SourceFile): string =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
