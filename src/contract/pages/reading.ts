import type { FieldFacts } from '../../model/page.ts';
import type { Block } from './block.ts';
import { type FieldRow, nameLine, typeLine } from './field-row.ts';
import type { Columns } from './field-table.ts';
import { addField, addStatus, addTo, addToField, type Gathered, type Place } from './gather.ts';
import type { Keyword } from './keywords.ts';
import type { Surroundings } from './phrases.ts';
import { proseFacts } from './prose.ts';
import type { Part } from './sections.ts';

/** Where in the page the reading is. */
export interface State {
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

/** The one error status that words are about here; words about a field are about none. */
export const aboutNow = ({ part, statuses, field }: State): Surroundings =>
  field ? { inField: true } : part === 'answer' && statuses.length === 1 && /^[45]\d\d$/.test(statuses[0] ?? '') ? { status: statuses[0] as string } : {};

/** Where the fields of this part belong; undefined where it has none. */
export const placeOf = ({ part, statuses }: State): Place | undefined => {
  if (part === 'header') return ['headers'];
  if (part === 'request' || part === 'intro') return ['request'];
  return part === 'answer' ? ['answers', statuses[0] ?? '2XX'] : undefined;
};

/** A title begins a part of the page. */
export function beginPart(state: State, part: Part, level: number, title: string): void {
  const inAnswer = state.part === 'answer' || state.part === 'answer-header';
  if (part !== 'answer' || !inAnswer || level < 7) state.statuses = /\berrors?\b/i.test(title) ? ['4XX'] : [];
  state.part = part === 'header' && inAnswer && level > state.level ? 'answer-header' : part;
  state.level = Math.min(level, inAnswer && level < 7 ? state.level : 7);
  if (!inAnswer) state.level = level;
}

/** What follows is about these statuses. */
export function beginStatuses(gathered: Gathered, state: State, statuses: readonly string[], line: number): void {
  for (const status of statuses) addStatus(gathered, status, line);
  state.part = 'answer';
  state.statuses = statuses;
}

/** A name on a line of its own, and its type on the next. */
export function stacked(text: string, next: Block | undefined): FieldRow | undefined {
  const name = nameLine(text);
  const facts = name !== undefined && next?.kind === 'text' ? typeLine(next.text) : undefined;
  return name !== undefined && facts ? { at: `/${name.replaceAll('.', '/')}`, facts, words: '' } : undefined;
}

/** What follows is about this field. */
export function beginField(gathered: Gathered, state: State, { at, facts, words }: FieldRow, line: number, indent: number): void {
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

/** Adds to the field the page speaks of. */
export const addToPlaced = (gathered: Gathered, { field }: State, facts: FieldFacts): void => {
  if (field) addToField(gathered, field.place, field.at, facts);
};
