import type { FieldFacts } from '../../model/page.ts';
import type { Block } from './block.ts';
import { fieldRow, typeFacts, typeLine } from './field-row.ts';
import { columnsOf, tableRow } from './field-table.ts';
import { addField, addStatus, addTo, type Gathered } from './gather.ts';
import { keywordOf } from './keywords.ts';
import { blocksOfOperation, requestLineIn } from './one-operation.ts';
import { readPhrases, readSentences } from './phrases.ts';
import { proseFacts } from './prose.ts';
import { aboutNow, addToPlaced, beginField, beginPart, beginStatuses, placeOf, type State, stacked } from './reading.ts';
import { readSample } from './sample.ts';
import { type Part, partOf, statusLine } from './sections.ts';
import { printedBodies, skeletonOf } from './skeleton.ts';

/** Gathers the facts of one operation from a page's blocks. */
export function gatherPage(gathered: Gathered, blocks: readonly Block[]): void {
  const state: State = { part: 'intro', level: 7, statuses: [], components: [] };
  const own = blocksOfOperation(blocks, gathered.facts.operation);
  own.forEach((block, index) => {
    readBlock(gathered, state, bounded(block), own[index + 1]);
  });
}

/** Characters of a line and of a code block that are read: nobody documents a field in more. */
const LONGEST = { text: 6000, heading: 600, code: 100_000 };

const bounded = (block: Block): Block =>
  block.kind === 'text' || block.kind === 'heading' || block.kind === 'code' ? { ...block, text: block.text.slice(0, LONGEST[block.kind]) } : block;

function readBlock(gathered: Gathered, state: State, block: Block, next: Block | undefined): void {
  if (block.kind !== 'row') delete state.columns;
  if (block.kind === 'heading') readHeading(gathered, state, block);
  else if (block.kind === 'text') readText(gathered, state, block, next);
  else if (block.kind === 'row') readRow(gathered, state, block);
  else if (block.kind === 'code') readCode(gathered, state, block);
  else if (block.kind === 'open') readComponent(gathered, state, block);
  else state.components.pop();
}

function readHeading(gathered: Gathered, state: State, { text, level, line }: Block & { kind: 'heading' }): void {
  delete state.keyword;
  delete state.field;
  readPhrases(gathered, text, line, aboutNow(state));
  const request = requestLineIn({ kind: 'heading', text, level, line });
  if (request) noteRequest(gathered, request, line);
  const statuses = statusLine(text);
  const part = partOf(text, true);
  if (statuses.length > 0) beginStatuses(gathered, state, statuses, line);
  else if (part !== undefined) beginPart(state, part, level, text);
  else if (level <= state.level && state.part !== 'intro') state.part = 'elsewhere';
}

function readText(gathered: Gathered, state: State, block: Block & { kind: 'text' }, next: Block | undefined): void {
  const { text, line, indent } = block;
  if (state.keyword && state.field) {
    addToPlaced(gathered, state, state.keyword.facts(text));
    delete state.keyword;
    return;
  }
  const part = partOf(text, false);
  if (part !== undefined) {
    delete state.field;
    beginPart(state, part, 7, text);
    return;
  }
  readPhrases(gathered, text, line, aboutNow(state));
  const statuses = state.part === 'answer' ? statusLine(text) : [];
  if (statuses.length > 0) {
    delete state.field;
    beginStatuses(gathered, state, statuses, line);
    return;
  }
  const keyword = state.field && keywordOf(text);
  if (keyword) {
    if (keyword.value === undefined) state.keyword = keyword;
    else addToPlaced(gathered, state, keyword.facts(keyword.value));
    return;
  }
  const row = fieldRow(text) ?? stacked(text, next);
  if (row && (state.part !== 'intro' || /^(?:[-*+•]|\*\*|`)/.test(text) || indent > 0)) {
    beginField(gathered, state, row, line, indent);
    return;
  }
  if (state.field && typeLine(text)) {
    addToPlaced(gathered, state, typeLine(text) ?? {});
    return;
  }
  const request = requestLineIn(block);
  if (request) noteRequest(gathered, request, line);
  readBodies(gathered, state, text, line);
  if (state.field && !state.field.described) {
    addToPlaced(gathered, state, proseFacts(text));
    state.field.described = true;
  } else readSentences(gathered, text);
}

function readRow(gathered: Gathered, state: State, { cells, first, line }: Block & { kind: 'row' }): void {
  if (first) {
    const columns = columnsOf(cells);
    if (columns) state.columns = columns;
    else delete state.columns;
    if (columns && /^headers?$/i.test(cells[columns.indexOf('name')] ?? '')) state.part = state.part === 'answer' ? 'answer-header' : 'header';
  }
  const text = cells.join(' | ').slice(0, LONGEST.text);
  readPhrases(gathered, text, line, aboutNow(state));
  const statuses = statusLine(cells[0] ?? '');
  if (statuses.length > 0) {
    for (const status of statuses) addStatus(gathered, status, line);
    return;
  }
  const row = state.columns && !first ? tableRow(state.columns, cells) : undefined;
  if (row) beginField(gathered, state, row, line, 0);
  delete state.field;
}

function readCode(gathered: Gathered, state: State, { text, info, line }: Block & { kind: 'code' }): void {
  delete state.keyword;
  if (readSample(gathered, text, line)) return;
  const title = info.replace(/^\S+/, '').trim();
  const statuses = statusLine(title);
  const part = title === '' ? undefined : partOf(title, true);
  for (const status of statuses) addStatus(gathered, status, line);
  readBodies(gathered, statuses.length > 0 ? { ...state, part: 'answer', statuses } : part ? { ...state, part, statuses: [] } : state, text, line);
}

/** Bodies printed in a request's or an answer's part. */
function readBodies(gathered: Gathered, state: State, text: string, line: number): void {
  const place = state.part === 'intro' ? undefined : placeOf(state);
  if (!place || place[0] === 'headers') return;
  for (const { value } of printedBodies(text)) for (const [at, facts] of Object.entries(skeletonOf(value))) addField(gathered, place, at, facts, line);
}

/** Components deeper than this were never closed. */
const DEEPEST = 8;

const COMPONENT_PARTS: readonly (readonly [attribute: string, part: Part])[] = [
  ['body', 'request'],
  ['header', 'header'],
  ['name', 'answer'],
];

function readComponent(gathered: Gathered, state: State, { attributes, line }: Block & { kind: 'open' }): void {
  const known = COMPONENT_PARTS.find(([attribute]) => attributes[attribute] !== undefined);
  const name = known && attributes[known[0]];
  state.components.push(name ?? '');
  if (!known || name === undefined) return;
  const outer = state.components.slice(0, -1).filter((part) => part !== '');
  if (outer.length > DEEPEST) return;
  const facts: FieldFacts = {
    ...typeFacts(attributes['type'] ?? ''),
    ...(attributes['required'] !== undefined && attributes['required'] !== '{false}' ? { required: true } : {}),
    ...(attributes['deprecated'] !== undefined && attributes['deprecated'] !== '{false}' ? { deprecated: true } : {}),
    ...(attributes['default'] === undefined ? {} : { default: attributes['default'] }),
  };
  const part = known[1] === 'answer' && state.part === 'answer-header' ? 'answer-header' : known[1];
  if (part !== 'answer') state.statuses = [];
  state.part = part;
  delete state.field;
  beginField(gathered, state, { at: [...outer, name].map((part) => `/${part}`).join(''), facts, words: '' }, line, 0);
}

function noteRequest(gathered: Gathered, { method, path }: { method: string; path: string }, line: number): void {
  const [ours = '', ourPath = ''] = gathered.facts.operation.split(' ');
  if (method === ours && path.endsWith(ourPath)) addTo(gathered, 'requestLines', `${method} ${path}`, line);
}
