import { addCause, addField, addQuota, addTo, addToField, type Gathered } from './gather.ts';
import { CAUSES, NOTICES, proseFacts, quotasIn } from './prose.ts';
import { statusesNamed, statusLine } from './sections.ts';

/** What the words stand beside: the description of a field, or an error status. */
export interface Surroundings {
  inField?: true;
  status?: string;
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.;!])\s+/);

/** What any words may say of the whole operation: quotas, announcements, which fault gets which status. */
export function readPhrases(gathered: Gathered, text: string, line: number, { inField, status }: Surroundings): void {
  for (const quota of quotasIn(text)) addQuota(gathered, quota, line);
  if (!inField) for (const { id, is } of NOTICES) if (is.test(text)) addTo(gathered, 'notices', id, line);
  for (const [, name = ''] of text.matchAll(/\(header: ([A-Za-z][\w-]*)\)/g)) addField(gathered, ['headers'], `/${name.toLowerCase()}`, {}, line);
  for (const sentence of sentencesOf(text)) {
    const listed = statusLine(sentence);
    const named = listed.length === 1 ? listed : statusesNamed(sentence);
    const about = named.length > 0 ? named : status === undefined ? [] : [status];
    const cause = about.length > 0 ? CAUSES.find(({ is }) => is.test(sentence)) : undefined;
    if (cause) addCause(gathered, cause.id, about, line);
  }
}

/** Sentences about a field that is known: `The email must be unique.` */
export function readSentences(gathered: Gathered, text: string): void {
  for (const sentence of sentencesOf(text)) {
    const [, marked, plain] = /(?:[`"']([\w.]+)[`"']|\b[Tt]he (\w+)(?: field)?)\s+(?:must|has to|needs to|should|can|may|is|cannot)\b/.exec(sentence) ?? [];
    const at = `/${(marked ?? plain ?? '').replaceAll('.', '/')}`;
    if (Object.hasOwn(gathered.facts.request, at)) addToField(gathered, ['request'], at, proseFacts(sentence));
  }
}
