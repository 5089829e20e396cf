import type { FieldFacts } from '../../model/page.ts';
import type { Block } from './block.ts';
import { type FieldRow, fieldRow, nameLine, typeFacts, typeLine } from './field-row.ts';
import { type Columns, columnsOf, tableRow } from './field-table.ts';
import { addField, addStatus, addTo, addToField, type Gathered, type Place } from './gather.ts';
import { type Keyword, keywordOf } from './keywords.ts';
import { blocksOfOperation, requestLineIn } from './one-operation.ts';
import { readPhrases, readSentences, type Surroundings } from './phrases.ts';
import { proseFacts } from './prose.ts';
import { readSample } from './sample.ts';
import { type Part, partOf, statusLine } from './sections.ts';
import { printedBodies, skeletonOf } from './skeleton.ts';

/** Where in the page the reading is. */
interface State {
  part: Part;
  /** Level of the heading that began the part; 7 where it was a line of text. */
  level: number;
  statuses: readonly string[];
  field?: { place: Place; at: string; indent: number; described: boolean };
  keyword?: Keyword;
  columns?: Columns;
  /** The fields whose components are open. */
  components: string[];
}

/** Gathers the facts of one operation from a page's blocks. */
export function gatherPage(gathered: Gathered, blocks: readonly Block[]): void {
  const state: State = { part: 'intro', level: 7, statuses: [], components: [] };
  const own = blocksOfOperation(blocks, gathered.facts.operation);
  own.forEach((block, index) => {
    readBlock(gathered, state, block, own[index + 1]);
  });
}

function readBlock(gathered: Gathered, state: State, block: Block, next: Block | undefined): void {
  if (block.kind !== 'row') delete state.columns;
  if (block.kind === 'heading') readHeading(gathered, state, block);
  else if (block.kind === 'text') readText(gathered, state, block, next);
  else if (block.kind === 'row') readRow(gathered, state, block);
  else if (block.kind === 'code') readCode(gathered, state, block);
  else if (block.kind === 'open') readComponent(gathered, state, block);
  else state.components.pop();
}

/** The one error status that words are about here; words about a field are about none. */
const aboutNow = ({ part, statuses, field }: State): Surroundings =>
  field ? { inField: true } : part === 'answer' && statuses.length === 1 && /^[45]\d\d$/.test(statuses[0] ?? '') ? { status: statuses[0] as string } : {};

const placeOf = ({ part, statuses }: State): Place | undefined => {
  if (part === 'header') return ['headers'];
  if (part === 'request' || part === 'intro') return ['request'];
  return part === 'answer' ? ['answers', statuses[0] ?? '2XX'] : undefined;
};

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

function beginPart(state: State, part: Part, level: number, title: string): void {
  const inAnswer = state.part === 'answer' || state.part === 'answer-header';
  if (part !== 'answer' || !inAnswer || level < 7) state.statuses = /\berrors?\b/i.test(title) ? ['4XX'] : [];
  state.part = part === 'header' && inAnswer && level > state.level ? 'answer-header' : part;
  state.level = Math.min(level, inAnswer && level < 7 ? state.level : 7);
  if (!inAnswer) state.level = level;
}

function beginStatuses(gathered: Gathered, state: State, statuses: readonly string[], line: number): void {
  for (const status of statuses) addStatus(gathered, status, line);
  state.part = 'answer';
  state.statuses = statuses;
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

/** A name on a line of its own, and its type on the next. */
function stacked(text: string, next: Block | undefined): FieldRow | undefined {
  const name = nameLine(text);
  const facts = name !== undefined && next?.kind === 'text' ? typeLine(next.text) : undefined;
  return name !== undefined && facts ? { at: `/${name.replaceAll('.', '/')}`, facts, words: '' } : undefined;
}

function beginField(gathered: Gathered, state: State, { at, facts, words }: FieldRow, line: number, indent: number): void {
  const outer = state.field && indent > state.field.indent ? state.field.at : undefined;
  const above = outer === undefined ? '' : outerOf(gathered, state.field?.place, outer);
  if (state.part === 'answer-header') {
    addTo(gathered, 'answerHeaders', at.slice(1).toLowerCase(), line);
    delete state.field;
    return;
  }
  const place = placeOf(state);
  if (!place) return;
  const whole = place[0] === 'headers' ? at.toLowerCase() : `${above}${at}`;
  addField(gathered, place, whole, { ...proseFacts(words), ...facts }, line);
  // A deeper row after this one is a member of the same container, unless it is deeper still.
  state.field = { place, at: whole, indent, described: words !== '' };
}

/** Where the members of a field lie: those of a list belong to its items. */
const outerOf = ({ facts }: Gathered, place: Place | undefined, at: string): string => {
  const members = place?.[0] === 'answers' ? facts.answers[place[1]] : facts.request;
  return members?.[at]?.type === 'array' ? `${at}/*` : at;
};

const addToPlaced = (gathered: Gathered, { field }: State, facts: FieldFacts): void => {
  if (field) addToField(gathered, field.place, field.at, facts);
};

function readRow(gathered: Gathered, state: State, { cells, first, line }: Block & { kind: 'row' }): void {
  if (first) {
    const columns = columnsOf(cells);
    if (columns) state.columns = columns;
    else delete state.columns;
    if (columns && /^headers?$/i.test(cells[columns.indexOf('name')] ?? '')) state.part = state.part === 'answer' ? 'answer-header' : 'header';
  }
  const text = cells.join(' | ');
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
