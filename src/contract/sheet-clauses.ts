import type { About, Clause } from '../model/clause.ts';
import type { Evidence, Sheet } from '../model/sheet.ts';
import type { Source } from './source.ts';

/** How one kind of sheet entry becomes a clause. */
interface EntryKind<Name extends keyof Sheet> {
  entry: Name;
  id(item: Item<Name>, index: number): string;
  says(item: Item<Name>): string;
  group: string;
  about?(item: Item<Name>, index: number): About;
}

type Item<Name extends keyof Sheet> = NonNullable<Sheet[Name]> extends (infer One)[] ? One : NonNullable<Sheet[Name]>;

const kind = <Name extends keyof Sheet>(entry: EntryKind<Name>): EntryKind<keyof Sheet> => entry as unknown as EntryKind<keyof Sheet>;

/** Every kind of promise a sheet can hold. What is not listed here (hosts, samples, quotas, …) is a fact, not a promise. */
const KINDS: readonly EntryKind<keyof Sheet>[] = [
  kind({
    entry: 'naturalKeys',
    id: ({ at }) => `key${at}`,
    group: 'natural keys',
    says: ({ at, duplicate }) =>
      `a second create with the same ${at} ${{ conflict: `is refused${duplicate.status ? ` with ${duplicate.status.join(' or ')}` : ''}`, upsert: 'updates the same record', error: 'is an error' }[duplicate.outcome]}`,
  }),
  kind({
    entry: 'rejections',
    id: ({ kind: fault }) => `rejection/${fault}`,
    group: 'each kind of fault has its status',
    says: ({ kind: fault, status }) => `${fault} is answered ${status.join(' or ')}`,
    about: ({ kind: fault, status, alsoLawful }) => ({ kind: 'rejection', fault, status, alsoLawful: alsoLawful ?? [] }),
  }),
  kind({
    entry: 'methods',
    id: () => 'methods',
    group: 'other methods are refused',
    says: ({ complete, known }) => `the path answers ${known.join(', ')}${complete ? ' and nothing else' : ''}`,
  }),
  kind({
    entry: 'alsoAccepts',
    id: ({ mediaType }) => `also-accepts/${mediaType}`,
    group: 'body is JSON as documented',
    says: ({ mediaType }) => `${mediaType} is read too`,
  }),
  kind({
    entry: 'errorEnvelope',
    id: () => 'error-envelope',
    group: 'errors keep the provider-wide envelope',
    says: ({ appliesTo }) => `errors for ${appliesTo.join(', ')} keep one envelope`,
  }),
  kind({
    entry: 'answerPromises',
    id: ({ id }) => `promise/${id}`,
    group: 'bodies tell what words promise',
    says: ({ at, is, on }) =>
      `${at} of ${on === 'any' ? 'every answer' : `${on} answers`} is ${'httpStatus' in is ? 'the HTTP status' : JSON.stringify(is.value)}`,
  }),
  kind({
    entry: 'echo',
    id: ({ sent }) => `echo${sent}`,
    group: 'what was sent comes back',
    says: ({ sent, answered }) => `${sent} comes back as ${answered}`,
  }),
  kind({
    entry: 'defaults',
    id: ({ at }) => `default${at}`,
    group: 'defaults are applied',
    says: ({ at, value }) => `${at} defaults to ${JSON.stringify(value)}`,
  }),
  kind({
    entry: 'aliases',
    id: ({ answered }) => `alias${answered[0]}`,
    group: 'aliases are equal',
    says: ({ answered }) => `${answered[0]} equals ${answered[1]}`,
  }),
  kind({
    entry: 'derived',
    id: ({ from }) => `derived${from}`,
    group: 'derived members follow what was sent',
    says: ({ from, into }) => `${from} is split into ${into.join(' and ')}`,
  }),
  kind({
    entry: 'serverOwned',
    id: ({ answered }) => `server-owned${answered}`,
    group: 'server-owned members are sane',
    says: ({ answered, is }) => `${answered} is the server's own (${is})`,
  }),
  kind({
    entry: 'ignored',
    id: ({ at }) => `ignored${at}`,
    group: 'ignored members stay without effect',
    says: ({ at }) => `a sent ${at} neither wins nor comes back`,
  }),
  kind({
    entry: 'precedence',
    id: ({ ignores }) => `precedence${ignores}`,
    group: 'ignored members stay without effect',
    says: ({ given, ignores }) => `${ignores} is ignored where ${given} is given`,
  }),
  kind({ entry: 'constraints', id: ({ id }) => `constraint/${id}`, group: 'constraints in words are kept', says: ({ says }) => says }),
  kind({ entry: 'read', id: () => 'read', group: 'a created record reads back', says: ({ method, path }) => `${method} ${path} reads a record back` }),
];

/** The clauses of a provider sheet, credentials first. */
export function sheetClauses(source: Source, sheet: Sheet): Clause[] {
  const clause = (draft: Pick<Clause, 'id' | 'says' | 'group' | 'about'>, evidence: Evidence, pointer: string): Clause => ({
    ...draft,
    stated: evidence.stated,
    place: { file: source.file, line: source.lineOf(pointer), pointer, ...(evidence.quote === undefined ? {} : { quote: evidence.quote }) },
  });
  const credentials = sheet.auth.flatMap((alternative, index) => [
    clause(
      {
        id: `credential/${alternative.name}`,
        says: `${alternative.headers.map(({ name }) => name).join(' and ')} ${alternative.headers.length > 1 ? 'authenticate together' : 'authenticates'}`,
        group: `credentials ${alternative.name}`,
        about: { kind: 'credential', alternative: index },
      },
      alternative,
      `/auth/${index}`,
    ),
    ...alternative.headers.map((header, at) =>
      clause(
        {
          id: `credential/${alternative.name}/${header.name.toLowerCase()}`,
          says: `${header.name} must be right`,
          group: `credentials ${alternative.name}`,
          about: { kind: 'credential', alternative: index, header: header.name },
        },
        alternative,
        `/auth/${index}/headers/${at}`,
      ),
    ),
  ]);
  const entries = KINDS.flatMap((entryKind) => {
    const value = sheet[entryKind.entry];
    if (value === undefined) return [];
    return [value].flat().map((item, index) => {
      const about = entryKind.about?.(item as never, index) ?? { kind: 'sheet' as const, entry: entryKind.entry, index };
      const pointer = Array.isArray(value) ? `/${entryKind.entry}/${index}` : `/${entryKind.entry}`;
      return clause({ id: entryKind.id(item as never, index), says: entryKind.says(item as never), group: entryKind.group, about }, item as Evidence, pointer);
    });
  });
  return [...credentials, ...entries];
}
