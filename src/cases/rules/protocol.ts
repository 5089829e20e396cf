import type { Body, Expectation, Step } from '../../model/case.ts';
import { isJsonMediaType, mediaTypeName } from '../../model/contract.ts';
import type { FaultKind } from '../../model/sheet.ts';
import type { Kit } from '../kit.ts';
import type { CaseRule, Keys } from '../rule.ts';

/** A request that differs from a valid one in its protocol only. */
interface Variation {
  id: string;
  says: string;
  basis: string;
  rank: number;
  fault?: FaultKind;
  intent: Expectation['intent'];
  /** The document does not decide: a gap at most (rule 5 of judgement). */
  atMost?: 'gap';
  /** The same, for some providers only. */
  doubtful?(kit: Kit): boolean;
  clause: string;
  applies?(kit: Kit): boolean;
  change(step: Step, valid: Record<string, unknown>, kit: Kit): Step;
}

/** Texts are what a form can hold: whoever reads forms finds nothing else wrong with one. */
const form = (valid: Record<string, unknown>, kit: Kit): Body => ({
  text: new URLSearchParams(
    Object.entries(valid)
      .filter(([name, value]) => typeof value === 'string' || isRequired(kit, name))
      .map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  ).toString(),
});
const isRequired = (kit: Kit, name: string): boolean => kit.root.some(({ node }) => ((node['required'] ?? []) as string[]).includes(name));
/** A server that parses before it checks a signature can only sign what it would write itself. */
const signsBody = ({ contract }: Kit): boolean =>
  contract.sheet.auth.some(({ headers }) => headers.some((header) => header.kind === 'signature' && header.over.includes('{bodySha256}')));
const unlisted =
  (type: string) =>
  (kit: Kit): boolean =>
    ![...kit.contract.operation.requestBody.media.map(({ name }) => name), ...(kit.contract.sheet.alsoAccepts ?? []).map(({ mediaType }) => mediaType)].some(
      (name) => mediaTypeName(name) === type || name === '*/*',
    );
const isJson = (kit: Kit): boolean => isJsonMediaType(kit.contract.operation.requestBody.media[0]?.name ?? '');
const methodFree =
  (method: string) =>
  (kit: Kit): boolean =>
    kit.contract.operation.method !== method && !(kit.contract.sheet.methods?.known ?? []).includes(method);
const bare = ({ body: _body, contentType: _type, ...step }: Step): Step => step;

const TABLE: readonly Variation[] = [
  {
    id: 'charset-parameter',
    says: 'a charset parameter on the media type changes nothing',
    basis: 'RFC 9110 8.3.1',
    rank: 4,
    intent: 'accept',
    clause: 'request#media-type',
    applies: isJson,
    change: (step) => ({ ...step, contentType: `${step.contentType}; charset=utf-8` }),
  },
  {
    id: 'json-with-white-space',
    says: 'white space between JSON values changes nothing',
    basis: 'RFC 8259 2',
    rank: 4,
    intent: 'accept',
    doubtful: signsBody,
    clause: 'request#media-type',
    applies: isJson,
    change: (step, valid) => ({ ...step, body: { text: JSON.stringify(valid, null, 2) } }),
  },
  {
    id: 'media-type-upper-case',
    says: 'media types are the same in any letter case',
    basis: 'RFC 9110 8.3.1',
    rank: 5,
    intent: 'accept',
    clause: 'request#media-type',
    applies: isJson,
    change: (step) => ({ ...step, contentType: (step.contentType ?? '').toUpperCase() }),
  },
  {
    id: 'content-type-wrong',
    says: 'JSON sent under a media type that is not listed is refused',
    basis: 'RFC 9110 15.5.16',
    rank: 7,
    fault: 'media-type',
    intent: 'reject',
    clause: 'request#media-type',
    applies: unlisted('application/xml'),
    change: (step) => ({ ...step, contentType: 'application/xml' }),
  },
  {
    id: 'content-type-text',
    says: 'JSON sent as text/plain is refused',
    basis: 'RFC 9110 15.5.16',
    rank: 2,
    fault: 'media-type',
    intent: 'reject',
    clause: 'request#media-type',
    applies: unlisted('text/plain'),
    change: (step) => ({ ...step, contentType: 'text/plain' }),
  },
  {
    id: 'content-type-form',
    says: 'a form-encoded body is refused',
    basis: 'RFC 9110 15.5.16',
    rank: 5,
    fault: 'media-type',
    intent: 'reject',
    clause: 'request#media-type',
    applies: unlisted('application/x-www-form-urlencoded'),
    change: (step, valid, kit) => ({ ...step, contentType: 'application/x-www-form-urlencoded', body: form(valid, kit) }),
  },
  {
    id: 'content-type-missing',
    says: 'a body without a media type is refused',
    basis: 'RFC 9110 8.3',
    rank: 7,
    fault: 'media-type',
    intent: 'reject',
    atMost: 'gap',
    clause: 'request#media-type',
    change: ({ contentType: _type, ...step }) => step,
  },
  {
    id: 'accept-unacceptable',
    says: 'an Accept header that cannot be met is refused or disregarded',
    basis: 'RFC 9110 12.5.1',
    rank: 7,
    fault: 'not-acceptable',
    intent: 'either',
    clause: 'request#media-type',
    change: (step) => ({ ...step, accept: 'application/vnd.no-such-type' }),
  },
  {
    id: 'accept-anything',
    says: 'an Accept header of */* is met',
    basis: 'RFC 9110 12.5.1',
    rank: 4,
    intent: 'accept',
    clause: 'request#media-type',
    change: (step) => ({ ...step, accept: '*/*' }),
  },
  {
    id: 'method-unknown',
    says: 'a method nobody knows is refused',
    basis: 'RFC 9110 15.6.2',
    rank: 7,
    fault: 'method',
    intent: 'reject',
    clause: 'request#method',
    change: (step) => ({ ...bare(step), method: 'CUSTOMERS' }),
  },
  {
    id: 'method-get',
    says: 'GET is refused where the path does not list it',
    basis: 'RFC 9110 15.5.6',
    rank: 5,
    fault: 'method',
    intent: 'reject',
    clause: 'request#method',
    applies: methodFree('GET'),
    change: (step) => ({ ...bare(step), method: 'GET' }),
  },
  {
    id: 'method-put',
    says: 'PUT is refused where the path does not list it',
    basis: 'RFC 9110 15.5.6',
    rank: 2,
    fault: 'method',
    intent: 'reject',
    clause: 'request#method',
    applies: methodFree('PUT'),
    change: (step) => ({ ...step, method: 'PUT' }),
  },
  {
    id: 'method-patch',
    says: 'PATCH is refused where the path does not list it',
    basis: 'RFC 9110 15.5.6',
    rank: 7,
    fault: 'method',
    intent: 'reject',
    clause: 'request#method',
    applies: methodFree('PATCH'),
    change: (step) => ({ ...step, method: 'PATCH' }),
  },
];

function stepsOf(kit: Kit, entry: Variation, keys: Keys): Step[] | undefined {
  const valid = kit.full(keys());
  if (typeof valid !== 'object' || valid === null || Array.isArray(valid)) return undefined;
  // A path whose methods are not said to be complete may answer others: a gap at most (rule 5 of judgement).
  const open = entry.fault === 'method' && kit.contract.sheet.methods?.complete !== true;
  const expect: Expectation = {
    intent: entry.intent,
    ...(entry.fault === undefined ? {} : { fault: entry.fault }),
    ...(open || entry.atMost || entry.doubtful?.(kit) ? { atMost: 'gap' as const } : {}),
  };
  const step = entry.change(kit.create(valid, expect), valid, kit);
  return [{ ...step, role: entry.fault === 'method' ? 'other' : step.role }];
}

export const protocolRules: readonly CaseRule[] = TABLE.map((entry) => ({
  id: entry.id,
  says: entry.says,
  basis: entry.basis,
  family: entry.intent === 'accept' ? 'valid' : 'protocol',
  profile: 'gate',
  rank: entry.rank,
  example: { body: { type: 'object', properties: { name: { type: 'string' } } }, makes: [''] },
  make: (kit) => ((entry.applies?.(kit) ?? true) ? [{ clause: entry.clause, variant: '', title: entry.says, steps: (keys) => stepsOf(kit, entry, keys) }] : []),
}));
