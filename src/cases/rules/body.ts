import type { Body } from '../../model/case.ts';
import type { FaultKind } from '../../model/sheet.ts';
import type { Kit } from '../kit.ts';
import type { CaseRule } from '../rule.ts';

/** A body that is no valid JSON object, or an unusual one, made from the text of a valid one. */
interface BrokenBody {
  id: string;
  says: string;
  basis: string;
  fault: FaultKind;
  rank: number;
  /** The gate where absent. */
  profile?: 'nightly';
  /** `either`: nothing is asked but an orderly answer. */
  intent: 'reject' | 'either';
  /** The document does not decide: a gap at most (rule 5 of judgement). */
  atMost?: 'gap';
  clause: 'request#body-required' | 'request#media-type';
  /** JSON all the same: refused only where the schema asks for an object. */
  notAnObject?: true;
  /** Undefined: no body at all. */
  body(valid: string): Body | undefined;
}

const bytes = (text: string, edit: (buffer: Buffer) => Buffer): Body => ({ base64: edit(Buffer.from(text)).toString('base64') });

/** 0xFF is in no UTF-8 text (RFC 3629, 1); it replaces the first letter of the last member that is a string. */
function notUtf8(valid: string): Body {
  return bytes(valid, (buffer) => {
    const at = buffer.lastIndexOf(':"');
    buffer[at === -1 ? buffer.length - 1 : at + 2] = 0xff;
    return buffer;
  });
}

const TABLE: readonly BrokenBody[] = [
  {
    id: 'no-body',
    says: 'a request without any body is refused',
    basis: 'OpenAPI 3.0.3 4.7.13; RFC 9110 8.6',
    fault: 'body',
    rank: 2,
    intent: 'reject',
    clause: 'request#body-required',
    body: () => undefined,
  },
  {
    id: 'empty-body',
    says: 'a body of no bytes is refused',
    basis: 'OpenAPI 3.0.3 4.7.13; RFC 8259 2',
    fault: 'body',
    rank: 7,
    intent: 'reject',
    clause: 'request#body-required',
    body: () => ({ text: '' }),
  },
  {
    id: 'root-null',
    notAnObject: true,
    says: 'null instead of an object is refused',
    basis: 'JSON Schema validation 6.1.1',
    fault: 'body',
    rank: 3,
    intent: 'reject',
    clause: 'request#body-required',
    body: () => ({ text: 'null' }),
  },
  {
    id: 'root-array',
    notAnObject: true,
    says: 'an array instead of an object is refused',
    basis: 'JSON Schema validation 6.1.1',
    fault: 'body',
    rank: 7,
    intent: 'reject',
    clause: 'request#media-type',
    body: () => ({ text: '[]' }),
  },
  {
    id: 'root-array-of-one',
    notAnObject: true,
    says: 'a valid object wrapped in an array is refused',
    basis: 'JSON Schema validation 6.1.1',
    fault: 'body',
    rank: 3,
    intent: 'reject',
    clause: 'request#media-type',
    body: (valid) => ({ text: `[${valid}]` }),
  },
  {
    id: 'root-string',
    notAnObject: true,
    says: 'a bare string instead of an object is refused',
    basis: 'JSON Schema validation 6.1.1',
    fault: 'body',
    rank: 5,
    intent: 'reject',
    clause: 'request#media-type',
    body: () => ({ text: '"customer"' }),
  },
  {
    id: 'root-number',
    notAnObject: true,
    says: 'a bare number instead of an object is refused',
    basis: 'JSON Schema validation 6.1.1',
    fault: 'body',
    rank: 7,
    intent: 'reject',
    clause: 'request#media-type',
    body: () => ({ text: '42' }),
  },
  {
    id: 'truncated-json',
    says: 'JSON cut short is refused',
    basis: 'RFC 8259 2',
    fault: 'malformed-json',
    rank: 7,
    intent: 'reject',
    clause: 'request#media-type',
    body: (valid) => ({ text: valid.slice(0, -2) }),
  },
  {
    id: 'trailing-garbage',
    says: 'text behind the JSON value is refused',
    basis: 'RFC 8259 2',
    fault: 'malformed-json',
    rank: 1,
    intent: 'reject',
    clause: 'request#media-type',
    body: (valid) => ({ text: `${valid} trailing` }),
  },
  {
    id: 'trailing-comma',
    says: 'a comma behind the last member is refused',
    basis: 'RFC 8259 4',
    fault: 'malformed-json',
    rank: 5,
    intent: 'reject',
    clause: 'request#media-type',
    body: (valid) => ({ text: valid.replace(/\}$/, ',}') }),
  },
  {
    id: 'single-quotes',
    says: 'strings in single quotes are refused',
    basis: 'RFC 8259 7',
    fault: 'malformed-json',
    rank: 7,
    intent: 'reject',
    clause: 'request#media-type',
    body: (valid) => ({ text: valid.replaceAll("'", '').replaceAll('"', "'") }),
  },
  {
    id: 'bytes-not-utf-8',
    says: 'a string that is not UTF-8 is refused',
    basis: 'RFC 8259 8.1',
    fault: 'malformed-json',
    rank: 5,
    intent: 'reject',
    atMost: 'gap',
    clause: 'request#media-type',
    body: notUtf8,
  },
  {
    id: 'duplicate-member',
    says: 'a member named twice is no error of the server',
    basis: 'RFC 8259 4',
    fault: 'malformed-json',
    rank: 7,
    intent: 'either',
    clause: 'request#media-type',
    body: (valid) => ({ text: valid.replace(/^\{("(?:[^"\\]|\\.)*":)/, '{$1"first",$1') }),
  },
  {
    id: 'body-of-a-megabyte',
    says: 'a body of a megabyte, most of it blanks, is no error of the server',
    basis: 'RFC 8259 2; RFC 9110 15.5.14',
    fault: 'too-large',
    rank: 9,
    profile: 'nightly',
    intent: 'either',
    clause: 'request#media-type',
    body: (valid) => ({ text: `{${' '.repeat(1_000_000)}${valid.slice(1)}` }),
  },
];

/** A broken body is only judged where the schema asks for an object and a body is required. */
function applies(kit: Kit, { clause }: BrokenBody): boolean {
  return clause === 'request#body-required' ? kit.contract.operation.requestBody.required : true;
}

const isObjectRoot = (kit: Kit): boolean => kit.root.some(({ node }) => node['type'] === 'object');

export const bodyRules: readonly CaseRule[] = TABLE.map((entry) => ({
  id: entry.id,
  says: entry.says,
  basis: entry.basis,
  family: 'body',
  profile: entry.profile ?? 'gate',
  rank: entry.rank,
  example: { body: { type: 'object', properties: { name: { type: 'string' } } }, makes: [''] },
  make: (kit) =>
    !applies(kit, entry) || (entry.notAnObject && !isObjectRoot(kit))
      ? []
      : [
          {
            clause: kit.contract.clauses.some(({ id }) => id === entry.clause) ? entry.clause : 'request#media-type',
            variant: '',
            title: entry.says,
            steps: (keys) => {
              const valid = kit.full(keys());
              if (valid === undefined) return undefined;
              const { body: _json, ...step } = kit.create(valid, {
                intent: entry.intent,
                fault: entry.fault,
                ...(entry.atMost ? { atMost: entry.atMost } : {}),
              });
              const body = entry.body(JSON.stringify(valid));
              return [{ ...step, ...(body === undefined ? {} : { body }) }];
            },
          },
        ],
}));
