import type { Clause } from '../../model/clause.ts';
import { answerFor, type Contract, mediaTypeName } from '../../model/contract.ts';
import type { Exchange } from '../../model/exchange.ts';
import { child } from '../../model/pointer.ts';
import type { Cause, Sighting } from './compare.ts';

/** What the document has to say of a change. */
export interface Documented {
  clause?: Clause;
  /** Whether it allows what came; absent where it says nothing of it. */
  documented?: boolean;
}

/** The keyword a rule about members speaks of. */
const KEYWORD: Readonly<Record<string, string>> = {
  'member-vanished': 'required',
  'member-sometimes-missing': 'required',
  'member-type-changed': 'type',
  'member-null': 'type',
  'format-lost': 'format',
  'word-new': 'enum',
  'word-vanished': 'enum',
};

const template = (at: string): string => at.replaceAll(/\/\d+(?=\/|$)/g, '/*');
const memberOf = ({ key = '' }: Sighting['change']): string => (key === 'body' ? '' : key);

/** The clause a change speaks to, and whether the document allows what was seen in the given exchange. */
export function documentedOf(contract: Contract, { rule, sightings }: Cause, exchange: Exchange | undefined): Documented {
  const sighting = sightings[0] as Sighting;
  const { change, after, asked } = sighting;
  const clauseCalled = (id: string): Clause | undefined => contract.clauses.find((clause) => clause.id === id);
  const withClause = (clause: Clause | undefined, documented?: boolean): Documented => ({
    ...(clause ? { clause } : {}),
    ...(documented === undefined ? {} : { documented }),
  });
  const { key } = change;
  if (key === undefined) {
    const own = rule.perClause && new Set(sightings.map(({ clause }) => clause)).size === 1 ? clauseCalled(sighting.clause) : undefined;
    const clause = own ?? clauseCalled(`rejection/${asked}`) ?? clauseCalled(`answer/${after.status}#status`);
    if (rule.direction === 'request') return withClause(clause, asked === 'open' || (asked === 'valid' || asked === 'read') === after.status < 300);
    return withClause(clause, after.status < 500 && isListed(contract, after.status));
  }
  const answer = answerFor(contract.operation, after.status);
  if (key.startsWith('header ')) {
    const name = key.slice('header '.length);
    const listed = answer?.headers.some((header) => header.name.toLowerCase() === name);
    return withClause(clauseCalled(`answer/${answer?.status}#header/${name}`), listed ? true : undefined);
  }
  if (key.startsWith('kept ')) return withClause(clauseCalled(`echo${key.slice('kept '.length)}`), change.after === 'as sent' || rule.severity !== 'breaking');
  if (asked === 'read' || asked === 'other' || answer === undefined) return {};
  if (key === 'media')
    return withClause(
      clauseCalled(`answer/${answer.status}#media-type`),
      answer.media.some(({ name }) => mediaTypeName(name) === change.after),
    );
  const lost = change.after === 'none' || change.after === 'text';
  if (key === 'body' && lost) return withClause(clauseCalled(`answer/${answer.status}#body`), answer.media.length === 0);
  const at = memberOf(change);
  const clauses = contract.clauses.filter(({ about }) => about.kind === 'answer-member' && about.status === answer.status);
  const own = clauses.filter(({ about }) => 'at' in about && about.at === at);
  const clause =
    own.find(({ about }) => 'keyword' in about && about.keyword === KEYWORD[rule.id.replace(/^error-/, '')]) ??
    own[0] ??
    clauses.find(({ about }) => 'member' in about && child(about.at, about.member ?? '') === at);
  const named = clause !== undefined || clauses.some(({ about }) => 'at' in about && about.at.startsWith(`${at}/`));
  return withClause(
    clause ?? clauseCalled(`answer/${answer.status}#body`),
    (named || at === '' || change.after === null) && !isRefused(contract, after.status, at, exchange),
  );
}

const isListed = ({ operation, sheet }: Contract, status: number): boolean =>
  answerFor(operation, status) !== undefined ||
  (sheet.knownStatuses?.status ?? []).includes(status) ||
  (sheet.rejections ?? []).some((rejection) => [...rejection.status, ...(rejection.alsoLawful ?? [])].includes(status));

/** True where the answer's schema refuses what stands at a place, or that nothing does. */
function isRefused({ operation, schemas }: Contract, status: number, at: string, exchange: Exchange | undefined): boolean {
  const schema = answerFor(operation, status)?.media[0]?.schema;
  const body = exchange?.answer?.json?.value;
  if (schema === undefined || body === undefined) return false;
  return schemas
    .violations({ pointer: schema, direction: 'response' }, body, 'lenient')
    .some((violation) => template(violation.at) === at || (violation.member !== undefined && child(template(violation.at), violation.member) === at));
}
