import { readSource, type Source } from '../source.ts';
import { fenceAt } from './markdown-blocks.ts';

/** An OpenAPI document inside of a page, and the page without it. */
export interface Embedded {
  source: Source;
  /** False where the page ends before the block does. */
  closed: boolean;
  /** The page with blank lines where the block stands, so that all other lines stay where they are. */
  around: string;
}

const INFO = /^(?:ya?ml|json)\b/i;
const BEGINS = /^\s*(?:\{\s*"(?:openapi|swagger)"\s*:|(?:#[^\n]*\n\s*)*["']?(?:openapi|swagger)["']?\s*:)/;

/**
 * The OpenAPI block of a page in the Mintlify style: ```` ```yaml /openapi.yaml post /customers ````. Of several, the
 * one whose fence names the operation, else the first. Lines are those of the page.
 * @throws {UnreadableInput} where the block is no YAML
 */
export function embeddedOpenApi(text: string, file: string, operation: string): Embedded | undefined {
  const lines = text.split(/\r?\n/);
  const found: { start: number; fence: NonNullable<ReturnType<typeof fenceAt>> }[] = [];
  for (let index = 0; index < lines.length; ) {
    const fence = fenceAt(lines, index);
    if (fence && INFO.test(fence.info) && BEGINS.test(fence.text)) found.push({ start: index, fence });
    index = fence?.next ?? index + 1;
  }
  const names = ({ fence }: (typeof found)[number]): boolean => fence.info.toLowerCase().endsWith(operation.toLowerCase());
  const chosen = found.find(names) ?? found[0];
  if (!chosen) return undefined;
  const { fence } = chosen;
  return {
    // Blank lines before it keep the lines of the page.
    source: readSource('\n'.repeat(fence.line - 1) + fence.text, file),
    closed: fence.closed,
    around: lines.map((line, index) => (found.some(({ start, fence: { next } }) => index >= start && index < next) ? '' : line)).join('\n'),
  };
}
