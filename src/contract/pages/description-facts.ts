import { isObject, type Json, type JsonObject, valueAt } from '../../model/json.ts';
import type { FieldFacts, MemberFacts, PlacedFacts } from '../../model/page.ts';
import { child } from '../../model/pointer.ts';
import { pointerIn } from '../../schema/translate.ts';
import type { Source } from '../source.ts';
import type { Block } from './block.ts';
import { addField, type Gathered, nothingGathered, type Place, placedFacts } from './gather.ts';
import { gatherPage } from './page-facts.ts';
import { readPhrases } from './phrases.ts';
import { proseFacts } from './prose.ts';

/** Members deeper than this are described in their own right elsewhere. */
const DEEPEST = 6;

/**
 * What an OpenAPI document, and the page around it, say in words alone: the descriptions of the operation, of its
 * members and of its answers. What schemas say is left to those who compare schemas.
 */
export function descriptionFacts(source: Source, operation: string, around: readonly Block[] = []): PlacedFacts {
  const gathered = nothingGathered(operation);
  const [method = '', path = ''] = operation.split(' ');
  const pointer = child(child('/paths', path), method.toLowerCase());
  const walk: Walk = { source, gathered };
  readDescription(walk, pointer, {});
  readMedia(walk, child(pointer, 'requestBody'), ['request']);
  for (const status of membersOf(valueAt(source.data, child(pointer, 'responses')))) {
    const at = child(child(pointer, 'responses'), status);
    readDescription(walk, at, /^[45]\d\d$/.test(status) ? { status } : {});
    readMedia(walk, at, ['answers', status]);
  }
  // The page may speak of members that only the document lists.
  gatherPage(gathered, around);
  const { request, answers, headers } = gathered.facts;
  for (const members of [request, headers, ...Object.values(answers)]) dropSilent(members);
  for (const [status, members] of Object.entries(answers)) if (Object.keys(members).length === 0) delete answers[status];
  return placedFacts(gathered, source.file);
}

interface Walk {
  source: Source;
  gathered: Gathered;
}

const membersOf = (node: Json | undefined): string[] => (isObject(node) ? Object.keys(node) : []);

function dropSilent(members: MemberFacts): void {
  for (const [at, facts] of Object.entries(members)) if (Object.keys(facts).length === 0) delete members[at];
}

/** The node at a pointer, references followed. */
function nodeAt({ source }: Walk, pointer: string, trail: readonly string[] = []): { node: JsonObject; at: string } | undefined {
  const node = valueAt(source.data, pointer);
  if (!isObject(node) || trail.includes(pointer)) return undefined;
  const ref = node['$ref'];
  if (typeof ref !== 'string') return { node, at: pointer };
  const target = ref.startsWith('#') ? pointerIn(ref) : undefined;
  return target === undefined ? undefined : nodeAt({ source } as Walk, target, [...trail, pointer]);
}

function readDescription(walk: Walk, pointer: string, about: { status?: string }): void {
  const found = nodeAt(walk, pointer);
  for (const name of ['summary', 'description']) {
    const text = found?.node[name];
    if (found && typeof text === 'string') readPhrases(walk.gathered, text.replaceAll(/\s+/g, ' '), walk.source.lineOf(child(found.at, name)), about);
  }
}

function readMedia(walk: Walk, pointer: string, place: Place): void {
  const body = nodeAt(walk, pointer);
  if (!body) return;
  for (const media of membersOf(body.node['content'])) readSchema(walk, child(child(child(body.at, 'content'), media), 'schema'), '', place, []);
}

/** The properties of a schema and of what it is put together from, and the items of lists. */
function readSchema(walk: Walk, pointer: string, at: string, place: Place, trail: readonly string[]): void {
  const schema = nodeAt(walk, pointer);
  if (!schema || trail.includes(schema.at) || trail.length > DEEPEST * 3 || at.split('/').length > DEEPEST) return;
  const { node } = schema;
  const within = [...trail, schema.at];
  for (const keyword of ['allOf', 'oneOf', 'anyOf'])
    if (Array.isArray(node[keyword])) node[keyword].forEach((_, index) => void readSchema(walk, child(child(schema.at, keyword), index), at, place, within));
  if (isObject(node['items'])) readSchema(walk, child(schema.at, 'items'), `${at}/*`, place, within);
  for (const name of membersOf(node['properties'])) {
    const member = child(child(schema.at, 'properties'), name);
    const inner = child(at, name);
    const found = nodeAt(walk, member);
    const text = found?.node['description'];
    const facts: FieldFacts = typeof text === 'string' ? proseFacts(text.replaceAll(/\s+/g, ' ')) : {};
    // Members without a word are kept for the page's sentences.
    if (place[0] === 'request' || Object.keys(facts).length > 0) addField(walk.gathered, place, inner, facts, walk.source.lineOf(member));
    readSchema(walk, member, inner, place, within);
  }
}
