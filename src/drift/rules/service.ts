import type { Json } from '../../model/json.ts';
import type { ServerUrl, Version } from '../../model/version.ts';
import type { DocumentRule, Found, OperationRule } from '../rule.ts';

const SERVERS = 'OpenAPI 3.0.3, 4.7.5';
const LIFE = 'OpenAPI 3.0.3, 4.7.10 (deprecated); RFC 8594';
const at = (...urls: string[]): Json => ({ servers: urls.map((url) => ({ url })) });

const only = (of: Version, beside: Version): ServerUrl[] => of.servers.filter(({ url }) => !beside.servers.some((other) => isServed(url, other)));
const isServed = (url: string, by: ServerUrl): boolean => by.url === url || (by.any !== undefined && new RegExp(by.any, 'u').test(url));
const urls = ({ servers }: Version): string => servers.map(({ url }) => url).join(', ') || 'none';
const request = ({ operation: { method, path } }: Version, base: string): string => `${method} ${base}${path}`;

const lifecycle =
  (is: (before: Version, after: Version) => boolean) =>
  (before: Version, after: Version): Found[] =>
    is(before, after)
      ? [
          {
            at: 'operation',
            before: before.sunset ?? before.deprecated,
            after: after.sunset ?? after.deprecated,
            places: { before: before.operation.pointer, after: after.operation.pointer },
          },
        ]
      : [];

/** Where an operation is served, and for how long. */
export const serviceRules: readonly OperationRule[] = [
  {
    id: 'server-removed',
    says: 'an address is not served any more',
    basis: SERVERS,
    direction: 'operation',
    cell: { subject: 'server', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: at('https://a.example.com', 'https://b.example.com'), after: at('https://b.example.com') },
    find: (before, after) =>
      after.servers.length === 0
        ? []
        : only(before, after).map(({ url, pointer }) => ({
            at: 'server',
            before: url,
            after: urls(after),
            detail: url,
            places: { before: pointer, ...(after.servers[0] ? { after: after.servers[0].pointer } : {}) },
            witness: { kind: 'request-line', before: request(before, url), after: request(after, after.servers[0]?.url ?? '') },
          })),
  },
  {
    id: 'server-added',
    says: 'there is one more address',
    basis: SERVERS,
    direction: 'operation',
    cell: { subject: 'server', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: at('https://b.example.com'), after: at('https://a.example.com', 'https://b.example.com') },
    find: (before, after) =>
      before.servers.length === 0
        ? []
        : only(after, before).map(({ url, pointer }) => ({ at: 'server', before: null, after: url, detail: url, places: { after: pointer } })),
  },
  {
    id: 'servers-undocumented',
    says: 'no address is documented any more',
    basis: SERVERS,
    direction: 'operation',
    cell: { subject: 'servers', change: 'removed' },
    effect: 'neutral',
    severity: 'warn',
    example: { before: at('https://a.example.com'), after: {} },
    find: (before, after) => (before.servers.length > 0 && after.servers.length === 0 ? [{ at: 'server', before: urls(before), after: null }] : []),
  },
  {
    id: 'servers-documented',
    says: 'the addresses are documented',
    basis: SERVERS,
    direction: 'operation',
    cell: { subject: 'servers', change: 'added' },
    effect: 'neutral',
    severity: 'info',
    example: { before: {}, after: at('https://a.example.com') },
    find: (before, after) => (before.servers.length === 0 && after.servers.length > 0 ? [{ at: 'server', before: null, after: urls(after) }] : []),
  },
  {
    id: 'deprecation-added',
    says: 'the operation is on its way out',
    basis: LIFE,
    direction: 'operation',
    cell: { subject: 'deprecation', change: 'added' },
    effect: 'neutral',
    severity: 'warn',
    example: { before: {}, after: { deprecated: true } },
    find: lifecycle((before, after) => after.deprecated && !before.deprecated),
  },
  {
    id: 'deprecation-removed',
    says: 'the operation is not on its way out any more',
    basis: LIFE,
    direction: 'operation',
    cell: { subject: 'deprecation', change: 'removed' },
    effect: 'neutral',
    severity: 'info',
    example: { before: { deprecated: true }, after: {} },
    find: lifecycle((before, after) => before.deprecated && !after.deprecated),
  },
  {
    id: 'sunset-changed',
    says: 'the operation ends on another day',
    basis: LIFE,
    direction: 'operation',
    cell: { subject: 'sunset', change: 'changed' },
    effect: 'neutral',
    severity: 'warn',
    example: { before: { 'x-sunset': '2030-01-01' }, after: { 'x-sunset': '2029-01-01' } },
    find: lifecycle((before, after) => before.sunset !== after.sunset),
  },
];

/** `POST /customers/{}` */
const nameless = (label: string): string => label.replaceAll(/\{[^}]*\}/g, '{}');
const missing = (of: readonly string[], beside: readonly string[]): string[] =>
  of.filter((label) => !beside.some((other) => nameless(other) === nameless(label)));
const operations = (...labels: string[]): Json => labels;

/** Which operations there are. */
export const documentRules: readonly DocumentRule[] = [
  {
    id: 'operation-removed',
    says: 'the operation is gone',
    basis: 'OpenAPI 3.0.3, 4.7.8 and 4.7.9',
    direction: 'operation',
    cell: { subject: 'operation', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: operations('GET /a', 'POST /a'), after: operations('GET /a') },
    find: (before, after) =>
      missing(before, after).map((operation) => ({
        operation,
        at: 'operation',
        before: operation,
        after: null,
        witness: {
          kind: 'request-line',
          before: operation,
          after: after.filter((other) => other.endsWith(operation.split(' ')[1] ?? '')).join(', ') || 'nothing there',
        },
      })),
  },
  {
    id: 'operation-added',
    says: 'there is one more operation',
    basis: 'OpenAPI 3.0.3, 4.7.8 and 4.7.9',
    direction: 'operation',
    cell: { subject: 'operation', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: operations('GET /a'), after: operations('GET /a', 'POST /a') },
    find: (before, after) => missing(after, before).map((operation) => ({ operation, at: 'operation', before: null, after: operation })),
  },
];
