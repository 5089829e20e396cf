import { numberOf } from './key.ts';

/**
 * What a member is, told by its name: a plausible value is sent whatever the schema leaves open (rule 3 of judgement).
 * `freeText` marks members that any text may go into.
 */
export interface Meaning {
  name: string;
  /** Tested against the member's name in lower case without separators, and against its description's words. */
  is: RegExp;
  freeText?: true;
  value(key: string): string;
  /** A value of exactly `length` characters that is still plausible; absent: plain text is used. */
  ofLength?(length: number, key: string): string;
}

/** Meanings by member name; the first that matches counts. */
const MEANINGS: readonly Meaning[] = [
  { name: 'email', is: /e?mail(address)?$/, value: (key) => `${key}@example.com`, ofLength: emailOfLength },
  {
    name: 'phone',
    is: /phone|mobile|telephone|msisdn|^tel$|fax/,
    value: (key) => `+1415555${String(100 + numberOf(key, 100)).padStart(4, '0')}`,
    ofLength: phoneOfLength,
  },
  {
    name: 'url',
    is: /url$|website|homepage|^link$|uri$|avatar|photo$|image$/,
    value: (key) => `https://www.example.com/Customers/${key}`,
    ofLength: urlOfLength,
  },
  { name: 'date-time', is: /(createdat|updatedat|timestamp)$/, value: () => '2024-02-29T10:30:00Z' },
  { name: 'date', is: /birth(day|date)?|date(of)?|dob$/, value: () => '1990-05-17' },
  { name: 'first name', is: /^(first|given)name$/, freeText: true, value: () => 'Ada' },
  { name: 'last name', is: /^(last|family|sur)name$|^surname$/, freeText: true, value: () => 'Lovelace' },
  {
    name: 'name',
    is: /name$|^customer$|^company$|^organi[sz]ation$/,
    freeText: true,
    value: () => 'Ada Lovelace',
    ofLength: nameOfLength,
  },
  { name: 'text', is: /^(description|notes?|comments?|remarks?|message|about|bio)$/, freeText: true, value: () => 'Met at the spring fair, prefers email.' },
  { name: 'street', is: /street|^address$|^(address)?line_?[12]$|^address[12]$/, freeText: true, value: () => '12 Market Street' },
  { name: 'city', is: /city|town/, value: () => 'San Francisco' },
  { name: 'state', is: /^(state|province|region)(code)?$/, value: () => 'CA' },
  { name: 'country', is: /^country(code)?$/, value: () => 'US' },
  { name: 'postal code', is: /^(zip|postal|post)(code)?$/, value: () => '94103' },
  { name: 'currency', is: /^currency(code)?$/, value: () => 'USD' },
  { name: 'language', is: /^(lang|language|locale)(code)?$/, value: () => 'en' },
  { name: 'time zone', is: /^(timezone|tz)$/, value: () => 'UTC' },
];

/** The meaning of a member by its name, or undefined. */
export function meaningOf(member: string): Meaning | undefined {
  const name = member.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return MEANINGS.find(({ is }) => is.test(name));
}

/** Values for formats (JSON Schema 2020-12 validation, 7.3; OpenAPI format registry): plausible ones, and ones every parser refuses. */
export const FORMATS: Readonly<Record<string, { good: (key: string) => string[]; bad: [variant: string, value: (key: string) => string][] }>> = {
  email: {
    good: (key) => [`${key}@example.com`],
    bad: [
      ['not-an-email', (key) => `not-an-email-${key}`],
      ['user@', (key) => `${key}@`],
      ['@domain', (key) => `@${key}.example.com`],
      ['two-ats', (key) => `${key}@@example.com`],
      ['empty', () => ''],
    ],
  },
  date: {
    good: () => ['1990-05-17', '2000-02-29', '1969-12-31'],
    bad: [
      ['not-a-date', () => 'not-a-date'],
      ['2022-13-45', () => '2022-13-45'],
      ['empty', () => ''],
    ],
  },
  'date-time': {
    good: () => ['2024-02-29T10:30:00Z', '2023-12-31T23:59:59.123Z', '2024-05-17T10:30:00+05:30'],
    bad: [
      ['not-a-date-time', () => 'not-a-date-time'],
      ['2022-13-45T10:00:00Z', () => '2022-13-45T10:00:00Z'],
    ],
  },
  time: { good: () => ['10:30:00Z', '23:59:59+02:00'], bad: [['not-a-time', () => 'not-a-time']] },
  duration: { good: () => ['P3D', 'PT1H30M'], bad: [['not-a-duration', () => 'not-a-duration']] },
  uri: { good: (key) => [`https://www.example.com/${key}`, 'https://example.com/a?b=c#d'], bad: [['not-a-uri', () => 'not a uri']] },
  url: { good: (key) => [`https://www.example.com/${key}`], bad: [['not-a-url', () => 'not a url']] },
  'uri-reference': { good: (key) => [`/customers/${key}`], bad: [['not-a-uri-%%', () => 'not a uri %%']] },
  hostname: { good: (key) => [`${key}.example.com`], bad: [['-not-a-hostname-', () => '-not a hostname-']] },
  ipv4: {
    good: () => ['192.0.2.1'],
    bad: [
      ['999.999.999.999', () => '999.999.999.999'],
      ['not-an-ip', () => 'not-an-ip'],
    ],
  },
  ipv6: { good: () => ['2001:db8::1'], bad: [['not-an-ip', () => 'not-an-ip']] },
  uuid: { good: (key) => [uuidOf(key)], bad: [['not-a-uuid', () => 'not-a-uuid']] },
  byte: { good: () => ['Y3VzdG9tZXI='], bad: [['*not-base64*', () => '*not base64*']] },
  'json-pointer': { good: () => ['/a/b'], bad: [['no-pointer', () => 'no pointer']] },
  regex: { good: () => ['^a+$'], bad: [['(', () => '(']] },
};

/** Email shapes every parser accepts (RFC 5321: local part <= 64, RFC 3696 errata: whole <= 254), on reserved domains (RFC 2606). */
export const EMAIL_SHAPES: readonly { shape: string; value(key: string): string }[] = [
  { shape: 'every-shape', value: (key) => `first.last.${key}+tag@mail.eu.customers.example` },
  { shape: 'local-part-of-64', value: (key) => `${key}${'a'.repeat(64 - key.length)}@example.com` },
  // Every shape has these already; they tell which of them it was.
  { shape: 'plus-tag', value: (key) => `${key}+tag@example.com` },
  { shape: 'dots', value: (key) => `first.last.${key}@example.com` },
  { shape: 'sub-domain', value: (key) => `${key}@mail.eu.example.com` },
  { shape: 'long-last-label', value: (key) => `${key}@customers.example` },
];

/** An email of exactly `length` characters (at least 25): local part <= 64, labels <= 63. */
function emailOfLength(length: number, key: string): string {
  const tail = '.example.com';
  const local = Math.min(64, Math.max(key.length, length - tail.length - 2));
  let rest = length - local - 1 - tail.length;
  const labels: string[] = [];
  while (rest > 0) {
    const take = rest > 63 ? (rest === 64 ? 62 : 63) : rest;
    labels.push('b'.repeat(take));
    rest -= take + 1;
  }
  return `${key.padEnd(local, 'a')}@${labels.join('.')}${tail}`;
}

function phoneOfLength(length: number): string {
  return `+14155550100${' 0100'.repeat(Math.ceil(length / 5))}`.slice(0, length).replace(/ $/, '0');
}

function urlOfLength(length: number, key: string): string {
  return `https://www.example.com/${key}`.padEnd(length, 'a').slice(0, Math.max(length, 0));
}

/** Two words, so that a split name has two parts of plausible length. */
function nameOfLength(length: number): string {
  if (length < 5) return 'Abbb'.slice(0, length);
  const first = Math.floor((length - 1) / 2);
  return `${'A'.padEnd(first, 'b')} ${'C'.padEnd(length - 1 - first, 'd')}`;
}

/** Bounds above this are not tested: generators of documents write `maxLength: 2147483647`, and nobody means it. */
export const LONGEST_TEXT = 100_000;

/** Plain words of exactly `length` characters, without blanks at the ends. */
export function textOfLength(length: number): string {
  const text = 'lorem ipsum dolor sit amet '.repeat(Math.ceil(length / 27)).slice(0, length);
  return text.endsWith(' ') ? `${text.slice(0, -1)}x` : text;
}

function uuidOf(key: string): string {
  const hex = Buffer.from(key.padEnd(16, '0').slice(0, 16)).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
