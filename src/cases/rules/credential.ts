import type { Credential } from '../../model/case.ts';
import type { Json } from '../../model/json.ts';
import type { CredentialHeader } from '../../model/sheet.ts';
import type { Kit } from '../kit.ts';
import type { CaseRule, Draft } from '../rule.ts';

/** One way of not being authenticated, tried on every header it fits. */
interface Tampering {
  id: string;
  says: string;
  basis: string;
  rank: number;
  profile?: CaseRule['profile'];
  /** The headers of an alternative it is tried on. */
  on(header: CredentialHeader, headers: readonly CredentialHeader[]): boolean;
  /** Works without known settings: nothing good has to be sent. */
  blind?: true;
  uses: readonly Exclude<Credential['use'], 'good' | 'none'>[];
  /** The headers of the example's one alternative, and the variants made of them. */
  example: { headers: readonly CredentialHeader[]; makes: string[] };
}

const isKind =
  (...kinds: CredentialHeader['kind'][]) =>
  (header: CredentialHeader): boolean =>
    kinds.includes(header.kind);
const any = (): boolean => true;

const PAIR: readonly CredentialHeader[] = [
  { name: 'x-id', kind: 'key', scheme: 'Id', setting: 'X_ID' },
  { name: 'x-key', kind: 'key', scheme: 'Key', setting: 'X_KEY' },
];
const BEARER: readonly CredentialHeader[] = [{ name: 'Authorization', kind: 'bearer', scheme: 'Token', setting: 'X_TOKEN' }];
const BASIC: readonly CredentialHeader[] = [{ name: 'Authorization', kind: 'basic', scheme: 'Basic', user: 'X_USER', password: 'X_PASSWORD' }];
const SIGNED: readonly CredentialHeader[] = [
  { name: 'x-timestamp', kind: 'timestamp', scheme: 'Time', unit: 'seconds' },
  {
    name: 'x-signature',
    kind: 'signature',
    scheme: 'Sign',
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    setting: 'X_SECRET',
    over: '{method}:{path}:{timestamp}:{bodySha256}',
  },
];

const TABLE: readonly Tampering[] = [
  {
    id: 'credential-missing',
    says: 'a request without one of the headers is refused',
    basis: 'OpenAPI 3.0.3 4.7.30',
    rank: 3,
    on: (_header, headers) => headers.length > 1,
    uses: ['missing'],
    example: { headers: PAIR, makes: ['missing', 'missing'] },
  },
  {
    id: 'credential-wrong',
    says: 'a wrong value of the same shape is refused',
    basis: 'OpenAPI 3.0.3 4.7.30; RFC 9110 15.5.2',
    rank: 1,
    on: isKind('key', 'bearer'),
    blind: true,
    uses: ['wrong'],
    example: { headers: PAIR, makes: ['wrong', 'wrong'] },
  },
  {
    id: 'credential-nearly-right',
    says: 'a value with another first or last letter, one letter more or one less, is refused',
    basis: 'OpenAPI 3.0.3 4.7.30; RFC 9110 15.5.2',
    rank: 4,
    on: isKind('key', 'bearer', 'signature'),
    uses: ['wrong-end', 'wrong-start', 'longer', 'shorter'],
    example: { headers: BEARER, makes: ['wrong-end', 'wrong-start', 'longer', 'shorter'] },
  },
  {
    id: 'credential-empty',
    says: 'an empty header is refused',
    basis: 'RFC 9110 11.6.2',
    rank: 4,
    on: any,
    uses: ['empty'],
    example: { headers: PAIR, makes: ['empty', 'empty'] },
  },
  {
    id: 'credential-alone',
    says: 'one header of several is not enough',
    basis: 'OpenAPI 3.0.3 4.7.30',
    rank: 4,
    on: (_header, headers) => headers.length > 1,
    uses: ['alone'],
    example: { headers: PAIR, makes: ['alone', 'alone'] },
  },
  {
    id: 'credential-wrong-scheme',
    says: 'the right token under another scheme is refused',
    basis: 'RFC 9110 11.6.2; RFC 6750 2.1',
    rank: 5,
    on: isKind('bearer', 'basic'),
    uses: ['wrong-scheme'],
    example: { headers: BEARER, makes: ['wrong-scheme'] },
  },
  {
    id: 'basic-wrong',
    says: 'a wrong user, a wrong password, or what is not base64 is refused',
    basis: 'RFC 7617 2',
    rank: 1,
    on: isKind('basic'),
    uses: ['wrong-password', 'wrong-user', 'not-base64'],
    example: { headers: BASIC, makes: ['wrong-password', 'wrong-user', 'not-base64'] },
  },
  {
    id: 'signature-wrong',
    says: 'a signature that does not fit the request is refused',
    basis: 'sheet',
    rank: 4,
    on: isKind('signature'),
    uses: ['signed-tampered', 'signed-other-secret', 'signed-other-body', 'signed-other-method', 'signed-other-path'],
    example: { headers: SIGNED, makes: ['signed-tampered', 'signed-other-secret', 'signed-other-body', 'signed-other-method', 'signed-other-path'] },
  },
  {
    id: 'signature-of-another-time',
    says: 'a signature made with another timestamp than the one that is sent is refused',
    basis: 'sheet',
    rank: 4,
    on: (header) => header.kind === 'signature' && header.over.includes('{timestamp}'),
    uses: ['signed-other-timestamp'],
    example: { headers: SIGNED, makes: ['signed-other-timestamp'] },
  },
  {
    id: 'timestamp-stale',
    says: 'a timestamp a week old or a week ahead is refused',
    basis: 'sheet',
    rank: 4,
    on: isKind('timestamp'),
    uses: ['timestamp-old', 'timestamp-ahead'],
    example: { headers: SIGNED, makes: ['timestamp-old', 'timestamp-ahead'] },
  },
];

const draft = (kit: Kit, clause: string, variant: string, title: string, credential: Credential): Draft => ({
  clause,
  variant,
  title,
  proof: { claim: 'valid' },
  steps: (keys) => {
    const body = kit.full(keys());
    return body === undefined ? undefined : [kit.create(body, { intent: 'reject', fault: 'credentials' }, { credential })];
  },
});

function draftsOf(kit: Kit, entry: Tampering): Draft[] {
  return kit.contract.sheet.auth.flatMap(({ name, headers }, alternative) => {
    if (!kit.alternatives.includes(alternative) && !entry.blind) return [];
    return headers
      .filter((header) => entry.on(header, headers))
      .flatMap((header) =>
        entry.uses.map((use) =>
          draft(kit, `credential/${name}/${header.name.toLowerCase()}`, use, `${header.name}: ${use.replaceAll('-', ' ')}`, {
            use,
            alternative,
            header: header.name,
          }),
        ),
      );
  });
}

const none: CaseRule = {
  id: 'credential-none',
  says: 'a request without any credentials is refused',
  basis: 'OpenAPI 3.0.3 4.7.30; RFC 9110 15.5.2',
  family: 'credential',
  profile: 'smoke',
  rank: 4,
  example: { body: { type: 'object' }, makes: ['none'] },
  make: (kit) => kit.contract.sheet.auth.slice(0, 1).map(({ name }) => draft(kit, `credential/${name}`, 'none', 'no credentials', { use: 'none' })),
};

export const credentialRules: readonly CaseRule[] = [
  none,
  ...TABLE.map(
    (entry): CaseRule => ({
      id: entry.id,
      says: entry.says,
      basis: entry.basis,
      family: 'credential',
      profile: entry.profile ?? 'gate',
      rank: entry.rank,
      example: {
        body: { type: 'object' },
        sheet: { auth: [{ name: 'example', stated: 'prose', headers: entry.example.headers as unknown as Json }] },
        makes: entry.example.makes,
      },
      make: (kit) => draftsOf(kit, entry),
    }),
  ),
];
