import type { Json } from '../../model/json.ts';
import type { Version } from '../../model/version.ts';
import { type AccessChange, lostWays, wayOf } from '../access.ts';
import type { Found, OperationRule } from '../rule.ts';

const SECURITY = 'OpenAPI 3.0.3, 4.7.10 and 4.7.30';

/** Ways that worked before and do not now. Each is told once: by what has to be added to it. */
const lost =
  (is: (change: AccessChange) => string[]) =>
  (before: Version, after: Version): Found[] =>
    lostWays(before, after).flatMap((change) => is(change).map((detail) => foundOf(change, detail)));

const foundOf = ({ way, instead, pointer, insteadPointer }: Omit<AccessChange, 'redefined'>, detail: string): Found => ({
  at: 'security',
  before: way,
  after: instead,
  detail,
  places: { before: pointer, ...(insteadPointer === undefined ? {} : { after: insteadPointer }) },
  witness: { kind: 'credentials', before: way, after: instead },
});

/** Ways that work now and did not before. */
const gained =
  (is: (change: AccessChange) => string[]) =>
  (before: Version, after: Version): Found[] =>
    lostWays(after, before).flatMap((change) =>
      is(change).map((detail) => ({ at: 'security', before: change.instead, after: change.way, detail, places: { after: change.pointer } })),
    );

/** More schemes than these: another way altogether, not the same one with more. */
const isOther = ({ schemes, way, instead }: AccessChange): boolean => schemes.length > 0 && !sharesScheme(way, instead);
const sharesScheme = (way: string, instead: string): boolean => {
  const names = (text: string): string[] => text.split(' and ').map((part) => part.split(' (')[0] as string);
  return names(way).some((name) => names(instead).includes(name));
};
const isOpen = ({ way }: AccessChange): boolean => way === wayOf({ schemes: [] });
const once = (is: boolean, detail: string): string[] => (is ? [detail] : []);

const malformed = ({ security }: Version): string[] => security.flatMap(({ schemes }) => schemes.filter((scheme) => scheme.malformed).map(({ name }) => name));
const malformedFound = (of: Version, beside: Version, side: 'before' | 'after'): Found[] =>
  malformed(of)
    .filter((name) => !malformed(beside).includes(name))
    .map(
      (name): Found => ({
        at: 'security',
        before: side === 'before' ? 'no list of names' : 'a list',
        after: side === 'after' ? 'no list of names' : 'a list',
        detail: name,
      }),
    );

const needs = (...security: Json[]): Json => ({ security });

/** Who is let in. A way in is a set of schemes that are all needed; it is compared by what has to be sent, not by names. */
export const accessRules: readonly OperationRule[] = [
  {
    id: 'security-added',
    says: 'credentials are needed where none were',
    basis: SECURITY,
    direction: 'operation',
    cell: { subject: 'security', change: 'added' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: needs(), after: needs({ Key: [] }) },
    find: lost((change) => once(isOpen(change), 'open')),
  },
  {
    id: 'security-removed',
    says: 'no credentials are needed any more',
    basis: SECURITY,
    direction: 'operation',
    cell: { subject: 'security', change: 'removed' },
    effect: 'widening',
    severity: 'warn',
    example: { before: needs({ Key: [] }), after: needs() },
    find: gained((change) => once(isOpen(change), 'open')),
  },
  {
    id: 'security-scheme-added',
    says: 'more is needed beside the credentials that sufficed',
    basis: SECURITY,
    direction: 'operation',
    cell: { subject: 'security-scheme', change: 'added' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: needs({ Key: [] }), after: needs({ Key: [], Secret: [] }) },
    find: lost((change) => (isOpen(change) || isOther(change) ? [] : change.schemes)),
  },
  {
    id: 'security-scheme-removed',
    says: 'a part of the credentials is not needed any more',
    basis: SECURITY,
    direction: 'operation',
    cell: { subject: 'security-scheme', change: 'removed' },
    effect: 'widening',
    severity: 'info',
    example: { before: needs({ Key: [], Secret: [] }), after: needs({ Key: [] }) },
    find: gained((change) => (isOpen(change) || isOther(change) ? [] : change.schemes)),
  },
  {
    id: 'security-way-removed',
    says: 'one way to authenticate is gone',
    basis: SECURITY,
    direction: 'operation',
    cell: { subject: 'security-way', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: needs({ Key: [] }, { Token: [] }), after: needs({ Token: [] }) },
    find: lost((change) => once(!isOpen(change) && isOther(change), change.way)),
  },
  {
    id: 'security-way-added',
    says: 'there is one more way to authenticate',
    basis: SECURITY,
    direction: 'operation',
    cell: { subject: 'security-way', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: needs({ Token: [] }), after: needs({ Key: [] }, { Token: [] }) },
    find: gained((change) => once(!isOpen(change) && isOther(change), change.way)),
  },
  {
    id: 'security-scope-added',
    says: 'one more scope is needed',
    basis: SECURITY,
    direction: 'operation',
    cell: { subject: 'security-scope', change: 'added' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: needs({ OAuth: ['read'] }), after: needs({ OAuth: ['read', 'write'] }) },
    find: lost((change) => (isOther(change) ? [] : change.scopes)),
  },
  {
    id: 'security-scope-removed',
    says: 'a scope is not needed any more',
    basis: SECURITY,
    direction: 'operation',
    cell: { subject: 'security-scope', change: 'removed' },
    effect: 'widening',
    severity: 'info',
    example: { before: needs({ OAuth: ['read', 'write'] }), after: needs({ OAuth: ['read'] }) },
    find: gained((change) => (isOther(change) ? [] : change.scopes)),
  },
  {
    id: 'security-scheme-changed',
    says: 'a scheme of the same name asks for something else',
    basis: 'OpenAPI 3.0.3, 4.7.27',
    direction: 'operation',
    cell: { subject: 'security-scheme', change: 'changed' },
    effect: 'breaking',
    severity: 'breaking',
    example: {
      before: { ...(needs({ Own: [] }) as object), '#/components/securitySchemes/Own': { type: 'apiKey', in: 'header', name: 'x-key' } },
      after: { ...(needs({ Own: [] }) as object), '#/components/securitySchemes/Own': { type: 'apiKey', in: 'header', name: 'x-api-key' } },
    },
    find: (before, after) =>
      lostWays(before, after)
        .filter((change) => !isOther(change))
        .flatMap(({ redefined, ...change }) =>
          redefined.map((scheme) => ({
            ...foundOf(change, scheme.name),
            before: scheme.before,
            after: scheme.after,
            witness: { kind: 'credentials', before: scheme.before, after: scheme.after },
          })),
        ),
  },
  {
    id: 'security-scopes-malformed',
    says: 'scopes are not written as a list of names; none is taken for meant',
    basis: SECURITY,
    direction: 'operation',
    cell: { subject: 'security-scopes', change: 'changed' },
    effect: 'neutral',
    severity: 'info',
    example: { before: needs({ Key: [] }), after: needs({ Key: [[]] }) },
    find: (before, after) => [...malformedFound(after, before, 'after'), ...malformedFound(before, after, 'before')],
  },
];
