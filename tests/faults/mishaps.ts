import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { StageChange } from '#fixtures/mock/fault.ts';
import { refuse } from '#fixtures/mock/refusal.ts';
import type { Call, Reply, Stages } from '#fixtures/mock/stages.ts';
import type { Contract } from '#src/model/contract.ts';
import type { Quota } from '#src/model/sheet.ts';
import { SELF_SIGNED } from './self-signed.ts';

/** Something that happens to a run and is no fault of the contract. */
export interface Mishap {
  id: string;
  says: string;
  /** What the mock does, counted from its first request. */
  change?(stages: Stages, mock: { shut(): void }): Partial<Stages>;
  /** What the sheet says of its quota, which is then kept to. */
  quotas?: Quota[];
  /** Where the provider is said to be, if not at the mock; `end` shuts it. */
  elsewhere?(provider: string): Promise<{ baseUrl: string; end(): void }>;
  /** Milliseconds that an answer is waited for, where none comes; those of a run where absent. */
  patience?: number;
  /** How the run has to end, and what it has to say. */
  exit: 0 | 2;
  tells: RegExp;
  /** What it says beside that, of a run that was cut. */
  notes?: RegExp;
  /** For providers it does not hit in the same way. */
  but?: { is(contract: Contract): boolean; exit: 0 | 2; tells: RegExp };
  /** Records may still be there: nobody can be asked to remove them. */
  leaves?: true;
}

const DAY = 24 * 3_600_000;
const json = { 'content-type': 'application/json' };

/** Before anything is done with a request, some of them are answered otherwise. */
function instead(stages: Stages, of: (count: number) => boolean, reply: (call: Call) => Reply): Partial<Stages> {
  let count = 0;
  return { route: (call) => (of(++count) ? reply(call) : stages.route(call)) };
}

/** What is done with a request is done, but some answers travel otherwise. */
function travelling(stages: Stages, of: (count: number) => boolean, wire: NonNullable<Reply['wire']>): Partial<Stages> {
  let count = 0;
  return { send: (call, reply) => ({ ...stages.send(call, reply), ...(of(++count) ? { wire } : {}) }) };
}

const limited = (after: string): Reply => ({
  status: 429,
  headers: { ...json, 'retry-after': after },
  media: 'application/json',
  body: { message: 'Too many requests' },
});
const expired = (call: Call): Reply => {
  const reply = refuse(call, 'credentials', 'The token has expired', 401);
  return { ...reply, headers: { ...reply.headers, 'www-authenticate': 'Bearer error="invalid_token"' } };
};
const isSigned = ({ sheet }: Contract): boolean => sheet.auth.some(({ headers }) => headers.some(({ kind }) => kind === 'timestamp'));

export const MISHAPS: readonly Mishap[] = [
  {
    id: 'quota-kept',
    says: 'its sheet allows 20 requests an hour',
    quotas: [{ requests: 20, per: 'hour', stated: 'prose' }],
    change: (stages) =>
      instead(
        stages,
        (count) => count > 20,
        () => limited('3000'),
      ),
    exit: 0,
    tells: /^$/,
    notes: /^the quota of 20 requests an hour leaves this run 20 of \d+: \d+ cases were left out$/,
  },
  {
    id: 'quota-used-up',
    says: 'after 20 requests the quota of the hour is used up',
    change: (stages) =>
      instead(
        stages,
        (count) => count > 20,
        () => limited('3000'),
      ),
    exit: 2,
    tells: /the provider asked to be left alone until /,
    leaves: true,
  },
  {
    id: 'every-third-limited',
    says: 'every third request is 429 and may come again at once',
    change: (stages) =>
      instead(
        stages,
        (count) => count % 3 === 0,
        () => limited('0'),
      ),
    exit: 0,
    tells: /^$/,
  },
  {
    id: 'outage-resets',
    says: 'after 40 requests every connection is reset, what was asked for done all the same',
    change: (stages) =>
      travelling(
        stages,
        (count) => count > 40,
        (raw) => raw.socket?.resetAndDestroy(),
      ),
    exit: 2,
    tells: /\d+ of \d+ cases were undecided \(/,
    leaves: true,
  },
  {
    id: 'outage-refuses',
    says: 'after 40 requests nobody listens any more',
    change: (stages, { shut }) =>
      travelling(
        stages,
        (count) => count > 40,
        (raw) => {
          raw.socket?.destroy();
          shut();
        },
      ),
    exit: 2,
    tells: /did not answer/,
    leaves: true,
  },
  {
    id: 'answers-too-late',
    says: 'creates after the thirtieth are done, and not answered in time',
    change: (stages) => {
      let creates = 0;
      return {
        send: (call, reply) => ({ ...stages.send(call, reply), ...(call.target?.call === 'create' && ++creates > 30 ? { wire: () => undefined } : {}) }),
      };
    },
    patience: 1000,
    exit: 2,
    tells: /did not answer 4 requests in a row/,
    leaves: true,
  },
  {
    id: 'credentials-expire',
    says: 'after 40 requests the credentials are not accepted any more',
    change: (stages) => {
      let count = 0;
      return { credentials: (call) => (++count > 40 ? expired(call) : stages.credentials(call)) };
    },
    exit: 2,
    tells: /the credentials were accepted before and are not now/,
    leaves: true,
  },
  {
    id: 'credentials-renewed',
    says: 'after 40 requests the credentials are not accepted, and renewed before the clean-up',
    change: (stages) => {
      let count = 0;
      return { credentials: (call) => (++count > 40 && call.target?.call !== 'clean' ? expired(call) : stages.credentials(call)) };
    },
    exit: 2,
    tells: /the credentials were accepted before and are not now/,
  },
  {
    id: 'no-such-host',
    says: 'its host has no address',
    elsewhere: async (provider) => ({ baseUrl: `https://${provider}.invalid/api`, end: () => {} }),
    exit: 2,
    tells: /no answer from https:\/\/\w+\.invalid: .*(ENOTFOUND|EAI_AGAIN)/,
  },
  {
    id: 'nobody-listens',
    says: 'nobody listens there',
    elsewhere: async () => ({ baseUrl: 'http://127.0.0.1:9', end: () => {} }),
    exit: 2,
    tells: /no answer from http:\/\/127\.0\.0\.1:9: .*ECONNREFUSED/,
  },
  {
    id: 'certificate-unknown',
    says: 'its certificate was signed by nobody',
    elsewhere: async () => {
      const server = createServer(SELF_SIGNED, (_request, response) => response.end('{}'));
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      return { baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, end: () => void server.close() };
    },
    exit: 2,
    tells: /its TLS certificate or protocol is not accepted .*NODE_EXTRA_CA_CERTS/,
  },
  ...(
    [
      ['ahead', 2],
      ['behind', -2],
    ] as const
  ).map(
    ([side, days]): Mishap => ({
      id: `clock-${side}`,
      says: `its clock is two days ${side}`,
      change: (stages) => ({
        route: (call) => {
          call.now += days * DAY;
          return stages.route(call);
        },
        send: (call, reply) => {
          const made = stages.send(call, reply);
          return { ...made, headers: { ...made.headers, date: new Date(call.now).toUTCString() } };
        },
      }),
      exit: 0,
      tells: /^$/,
      but: {
        is: isSigned,
        exit: 2,
        tells: new RegExp(
          `credentials are not accepted \\(401\\).*; the clock of this machine is 172[78]\\d\\d s ${days > 0 ? 'behind' : 'ahead of'} the provider's`,
        ),
      },
    }),
  ),
];

export const changeOf = ({ change }: Mishap, mock: { shut(): void }): StageChange[] =>
  change ? [{ applies: () => true, change: (stages) => change(stages, mock) }] : [];
