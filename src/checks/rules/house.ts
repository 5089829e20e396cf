import { answerFor } from '../../model/contract.ts';
import { header } from '../../model/exchange.ts';
import { type Json, sameJson, valueAt } from '../../model/json.ts';
import { KEY_PATTERN } from '../../model/key.ts';
import { compiledEnvelope } from '../envelope.ts';
import { type Check, deviation, type Look, seen, succeeded, upheld } from '../rule.ts';

/** What a server must not tell: traces of common platforms, and what databases say of themselves. */
const LEAKS: readonly { what: string; is: RegExp }[] = [
  { what: 'a JavaScript stack trace', is: /\bat (?:[^\n()]{1,120} \()?(?:node:[\w/]+|[^\s()]+\.[cm]?[jt]sx?):\d+:\d+/ },
  { what: 'a Java stack trace', is: /\bat [\w.$]+\(\w+\.(?:java|kt|scala):\d+\)/ },
  { what: 'a Python traceback', is: /Traceback \(most recent call last\)|File "[^"\n]+\.py", line \d+/ },
  { what: 'a PHP error', is: /Stack trace:\s+#0|(?:Fatal error|Warning|Notice|Uncaught \w+): .* in \/?\S+\.php/ },
  { what: 'a .NET stack trace', is: /\n\s+at .+ in .+:line \d+/ },
  { what: 'a Go panic', is: /goroutine \d+ \[|nil pointer dereference/ },
  { what: 'a Ruby backtrace', is: /\.rb:\d+:in [`']/ },
  {
    what: 'an SQL error',
    is: /SQLSTATE\[|You have an error in your SQL syntax|ORA-\d{5}|syntax error at or near|violates unique constraint|SQLITE_[A-Z]+:|ER_DUP_ENTRY|Duplicate entry '.*' for key|Violation of (?:UNIQUE|PRIMARY) KEY|Sequelize\w+Error|PrismaClient\w+Error|Invalid `prisma\.|null value in column "|column "\w+" of relation|relation "\w+" does not exist/,
  },
  { what: 'an SQL statement', is: /\bINSERT INTO\s+\S+\s*\(|\bSELECT\s.{1,200}\sFROM\s+\S+\s+WHERE\b|\bUPDATE\s+\S+\s+SET\s+\S+\s*=/ },
  { what: 'a MongoDB error', is: /E11000 duplicate key|MongoServerError/ },
  { what: 'the hash of a password', is: /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}|\$argon2(?:id?|d)\$v=\d+\$/ },
];
/** Headers that announce an end; of warnings only 299 does, the other codes are those of caches (RFC 7234 5.5). */
const DEPRECATING: readonly { name: string; is: RegExp }[] = [
  { name: 'deprecation', is: /./ },
  { name: 'sunset', is: /./ },
  { name: 'warning', is: /^\s*299\b/ },
];

/** The texts of an answer, with what we sent taken out: an echo of our own text is no leak. */
function ownWords(look: Look): string {
  const texts: string[] = [];
  const visit = (value: Json): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) visit(inner);
  };
  if (look.answer.json) visit(look.answer.json.value);
  else texts.push(look.answer.text);
  const sent: string[] = [];
  const collect = (value: Json): void => {
    if (typeof value === 'string' && value.length > 3) sent.push(value);
    else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) collect(inner);
  };
  if (look.sent !== undefined) collect(look.sent);
  return sent.reduce((text, part) => text.replaceAll(part, ''), texts.join('\n'));
}

/** What leaks or belongs to others is told once per kind of answer, whatever was sent: the clause of the answer's body. */
const bodyClause = (look: Look): string => {
  const documented = answerFor(look.contract.operation, look.answer.status);
  return documented && documented.media.length > 0 ? `answer/${documented.status}#body` : 'answers#documented';
};

/** True where the body is the operation's own: a documented status, or an error in the provider-wide envelope (rule 6). */
function operationsOwn(look: Look): boolean {
  const { sheet, operation } = look.contract;
  const json = look.answer.json;
  const fault = look.step.expect.fault;
  if (fault === 'method' || !json) return false;
  if (
    fault !== undefined &&
    (sheet.otherEnvelopes ?? []).some((envelope) => envelope.appliesTo.includes(fault) && compiledEnvelope(envelope)(json.value).length === 0)
  )
    return false;
  if (answerFor(operation, look.answer.status)) return true;
  const { errorEnvelope } = sheet;
  return (
    errorEnvelope !== undefined && fault !== undefined && errorEnvelope.appliesTo.includes(fault) && compiledEnvelope(errorEnvelope)(json.value).length === 0
  );
}

export const houseChecks: readonly Check[] = [
  {
    id: 'answer-promise-broken',
    asks: 'members hold what words promise of them',
    basis: 'sheet',
    example: {
      rule: 'everything',
      sheet: { answerPromises: [{ id: 'ok', at: '/ok', on: 'success', is: { value: true }, stated: 'prose' }] },
      answers: [{ status: 201, body: { id: '1', ok: false } }],
      finds: ['breach at /ok'],
    },
    find: (look) =>
      look.step.role !== 'create' || !operationsOwn(look)
        ? []
        : (look.contract.sheet.answerPromises ?? []).flatMap(({ id, at, on, is }) => {
            if ((on === 'success') !== succeeded(look) && on !== 'any') return [];
            const given = valueAt(look.answer.json?.value, at);
            if (given === undefined) return [];
            const wanted = 'httpStatus' in is ? look.answer.status : is.value;
            return [sameJson(given, wanted) ? upheld(`promise/${id}`, at) : deviation(look, `promise/${id}`, at, wanted, given)];
          }),
  },
  {
    id: 'internals-leaked',
    asks: 'answers hold no stack trace, no SQL and no credential',
    basis: 'house rule; OWASP API8:2023',
    example: {
      rule: 'required-omitted',
      answers: [{ status: 400, body: { message: 'Error: no\n    at create (/srv/app/customers.js:10:5)' } }],
      finds: ['breach at body'],
    },
    find: (look) => {
      const words = ownWords(look);
      const leaks = LEAKS.filter(({ is }) => is.test(words))
        .slice(0, 1)
        .map(({ what, is }) =>
          seen(bodyClause(look), 'body', 'nothing of the inside', `${what}: ${(is.exec(words)?.[0] ?? '').trim().slice(0, 120)}`, 'breach'),
        );
      const secrets = look.answer.leaked.map((name) => seen(bodyClause(look), 'credential', 'no credential', `the value of ${name}`, 'breach'));
      return [...leaks, ...secrets];
    },
  },
  {
    id: 'foreign-record',
    asks: 'answers hold nothing of another record',
    basis: 'house rule; OWASP API1:2023',
    example: { rule: 'everything', answers: [{ status: 201, body: { id: '1', name: 'ccother00000' } }], finds: ['breach at body'] },
    find: (look) => {
      if (look.step.role !== 'create') return [];
      const own = new Set(look.planned.keys);
      const foreign = [...look.answer.text.matchAll(KEY_PATTERN)].map(([key]) => key.toLowerCase()).find((key) => !own.has(key) && look.isOurKey(key));
      return foreign === undefined ? [] : [seen(bodyClause(look), 'body', 'only what this request made', `the key of another customer (${foreign})`, 'breach')];
    },
  },
  {
    id: 'deprecation-announced',
    asks: 'no header announces an end',
    basis: 'RFC 8594; RFC 9745',
    example: {
      rule: 'everything',
      answers: [{ status: 201, body: { id: '1' }, headers: { sunset: 'Sat, 31 Dec 2033 23:59:59 GMT' } }],
      finds: ['gap at sunset'],
    },
    find: (look) =>
      DEPRECATING.flatMap(({ name, is }) => {
        const given = header(look.answer.headers, name);
        return given === undefined || !is.test(given) ? [] : [seen('request#method', name, 'no such header', given, 'gap')];
      }),
  },
  {
    id: 'allow-missing',
    asks: '405 names the allowed methods',
    basis: 'RFC 9110 15.5.6',
    example: { rule: 'method-put', answers: [{ status: 405, body: { message: 'no' } }], finds: ['advice at Allow'] },
    find: (look) =>
      look.answer.status === 405 && header(look.answer.headers, 'allow') === undefined
        ? [seen('request#method', 'Allow', 'an Allow header', 'none', 'advice')]
        : [],
  },
  {
    id: 'challenge-missing',
    asks: '401 says how to authenticate',
    basis: 'RFC 9110 15.5.2',
    example: { rule: 'credential-none', answers: [{ status: 401, body: { message: 'no' } }], finds: ['advice at WWW-Authenticate'] },
    find: (look) =>
      look.answer.status === 401 && header(look.answer.headers, 'www-authenticate') === undefined
        ? [seen(`credential/${look.contract.sheet.auth[0]?.name ?? ''}`, 'WWW-Authenticate', 'a WWW-Authenticate header', 'none', 'advice')]
        : [],
  },
  {
    id: 'retry-after-missing',
    asks: '429 says when to come back',
    basis: 'RFC 6585 4',
    example: { rule: 'everything', answers: [{ status: 429, body: { message: 'slow down' } }], finds: ['advice at Retry-After'] },
    evenUndecided: true,
    find: (look) =>
      look.answer.status === 429 && header(look.answer.headers, 'retry-after') === undefined
        ? [seen('request#method', 'Retry-After', 'a Retry-After header', 'none', 'advice')]
        : [],
  },
];
