import { type FieldFacts, LIMITS, type MemberFacts, type PageFacts, type PlacedFacts } from '../../model/page.ts';
import { child, parentOf } from '../../model/pointer.ts';

/** A body or the headers a field belongs to: a path of members in the facts. */
export type Place = readonly ['headers'] | readonly ['request'] | readonly ['answers', status: string];

/** What was found so far, and on which line each of it stands first. */
export interface Gathered {
  facts: PageFacts;
  lines: Map<string, number>;
}

export const nothingGathered = (operation: string): Gathered => ({
  facts: { version: 1, operation, requestLines: [], headers: {}, request: {}, answers: {}, answerHeaders: [], causes: {}, quotas: [], notices: [] },
  lines: new Map(),
});

const pointerOf = (parts: readonly string[]): string => parts.reduce(child, '');
const noteLine = ({ lines }: Gathered, pointer: string, line: number): void => {
  if (!lines.has(pointer)) lines.set(pointer, line);
};

function membersAt({ facts }: Gathered, [room, status]: Place): MemberFacts {
  if (room !== 'answers') return facts[room];
  const known = facts.answers[status ?? ''] ?? {};
  facts.answers[status ?? ''] = known;
  return known;
}

/** Adds to a field. A list of fields knows better than a printed body, whose values are samples. */
export function addField(gathered: Gathered, place: Place, at: string, facts: FieldFacts, line: number): void {
  const members = membersAt(gathered, place);
  const known = members[at];
  if (facts.printed && known) return;
  if (known?.printed && !facts.printed) delete members[at];
  members[at] = { ...(known?.printed ? {} : known), ...facts };
  noteLine(gathered, pointerOf([...place, at]), line);
}

/** Adds words' facts to a field that is known already. */
export function addToField(gathered: Gathered, place: Place, at: string, facts: FieldFacts): void {
  const members = membersAt(gathered, place);
  const known = members[at];
  // What a mark or a title of its own says stands before what a sentence says.
  if (known) members[at] = { ...facts, ...known };
}

export function addStatus(gathered: Gathered, status: string, line: number): void {
  membersAt(gathered, ['answers', status]);
  noteLine(gathered, pointerOf(['answers', status]), line);
}

export function addCause(gathered: Gathered, cause: string, statuses: readonly string[], line: number): void {
  const { causes } = gathered.facts;
  causes[cause] = [...new Set([...(causes[cause] ?? []), ...statuses.map(Number)])].sort((a, b) => a - b);
  noteLine(gathered, pointerOf(['causes', cause]), line);
}

/** Adds to a list of texts, each once. */
export function addTo(gathered: Gathered, list: 'requestLines' | 'answerHeaders' | 'notices', text: string, line: number): void {
  if (!gathered.facts[list].includes(text)) gathered.facts[list].push(text);
  noteLine(gathered, pointerOf([list, text]), line);
}

export function addQuota(gathered: Gathered, quota: PageFacts['quotas'][number], line: number): void {
  const { quotas } = gathered.facts;
  if (!quotas.some(({ requests, per }) => requests === quota.requests && per === quota.per)) quotas.push(quota);
  noteLine(gathered, '/quotas', line);
}

const byName = <Value>(record: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

const FIELD_ORDER = ['type', 'format', 'required', 'nullable', 'enum', 'default', ...LIMITS, 'unique', 'deprecated', 'printed'];
const inOrder = (field: FieldFacts): FieldFacts =>
  Object.fromEntries(Object.entries(field).sort(([a], [b]) => FIELD_ORDER.indexOf(a) - FIELD_ORDER.indexOf(b))) as FieldFacts;
/** Values that a page without marks runs together (`activeinactive`) come apart at the one its default names. */
function parted(field: FieldFacts): FieldFacts {
  const [run, ...others] = field.enum ?? [];
  const known = field.default;
  if (run === undefined || others.length > 0 || !known || known === run) return field;
  const rest = run.startsWith(known) ? run.slice(known.length) : run.endsWith(known) ? run.slice(0, -known.length) : undefined;
  return rest === undefined ? field : { ...field, enum: [known, rest].sort() };
}

const membersInOrder = (members: MemberFacts): MemberFacts =>
  byName(Object.fromEntries(Object.entries(members).map(([at, field]) => [at, inOrder(parted(field))])));

/** The facts in the order of their names, so that the order of the page does not enter. */
function inNameOrder(facts: PageFacts): PageFacts {
  return {
    ...facts,
    requestLines: facts.requestLines.toSorted(),
    headers: membersInOrder(facts.headers),
    request: membersInOrder(facts.request),
    answers: byName(Object.fromEntries(Object.entries(facts.answers).map(([status, members]) => [status, membersInOrder(members)]))),
    answerHeaders: facts.answerHeaders.toSorted(),
    causes: byName(facts.causes),
    quotas: facts.quotas.toSorted((a, b) => `${a.per} ${a.requests}`.localeCompare(`${b.per} ${b.requests}`, 'en')),
    notices: facts.notices.toSorted(),
  };
}

/** What was gathered, in the order of names, with the line of a pointer into it (of its nearest known ancestor otherwise). */
export const placedFacts = (gathered: Gathered, file: string): PlacedFacts => ({
  file,
  facts: inNameOrder(gathered.facts),
  lineOf(pointer) {
    for (let at: string | undefined = pointer; at !== undefined; at = parentOf(at)?.parent) {
      const line = gathered.lines.get(at);
      if (line !== undefined) return line;
    }
    return 1;
  },
});
