import type { Credential } from '../model/case.ts';
import type { CredentialAlternative, CredentialHeader } from '../model/sheet.ts';
import { type Signed, sign } from './sign.ts';

/** Values of settings by name; a missing one is undefined. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** The request the credentials are for, and the time (ms since 1970) that timestamps are made of. */
export interface Occasion extends Omit<Signed, 'timestamp'> {
  now: number;
}

const WEEK = 7 * 24 * 3600 * 1000;

/** The names of the settings one alternative needs. An alternative with a header that no setting fills needs the impossible. */
export function settingsOf({ headers }: CredentialAlternative): { names: string[]; fillable: boolean } {
  const names = headers.flatMap((header) => {
    if (header.kind === 'basic') return [header.user, header.password];
    if (header.kind === 'timestamp') return [];
    return header.setting === undefined ? [] : [header.setting];
  });
  return { names, fillable: headers.every((header) => header.kind === 'timestamp' || header.kind === 'basic' || header.setting !== undefined) };
}

/** The indexes of the alternatives whose settings are all there. */
export function usableAlternatives(auth: readonly CredentialAlternative[], settings: Settings): number[] {
  return auth.flatMap((alternative, index) => {
    const { names, fillable } = settingsOf(alternative);
    return fillable && names.every((name) => settings[name]) ? [index] : [];
  });
}

/** The settings whose values are secret: they never appear in anything that is stored. */
export function secretSettings(auth: readonly CredentialAlternative[]): string[] {
  return auth.flatMap(({ headers }) =>
    headers.flatMap((header) => {
      if (header.kind === 'basic') return [header.password];
      if (header.kind === 'timestamp') return [];
      if (header.kind === 'key' && header.secret === false) return [];
      return header.setting === undefined ? [] : [header.setting];
    }),
  );
}

/**
 * The headers a credential stands for: the alternative's own, with one thing broken where the case asks for it.
 * @returns header names and values, in the sheet's order
 */
export function credentialHeaders(auth: readonly CredentialAlternative[], credential: Credential, settings: Settings, occasion: Occasion): [string, string][] {
  if (credential.use === 'none') return [];
  const index = credential.use === 'good' ? usableAlternatives(auth, settings)[0] : credential.alternative;
  const alternative = auth[index ?? 0];
  if (!alternative || (credential.use === 'good' && index === undefined)) return [];
  const target = credential.use === 'good' ? undefined : credential.header;
  const timestamp = timestampOf(alternative, settings, occasion.now, credential);
  return alternative.headers.flatMap((header): [string, string][] => {
    const value = goodValue(header, settings, { ...occasion, timestamp });
    if (credential.use === 'alone') return header.name === target ? [[header.name, value]] : [];
    if (header.name !== target) return [[header.name, value]];
    return brokenValue(header, value, credential.use, settings, { ...occasion, timestamp });
  });
}

function timestampOf({ headers }: CredentialAlternative, settings: Settings, now: number, { use }: Credential): string {
  const header = headers.find(({ kind }) => kind === 'timestamp');
  if (header?.kind !== 'timestamp') return '';
  const shifted = now + (use === 'timestamp-old' ? -WEEK : use === 'timestamp-ahead' ? WEEK : 0);
  const unit = (header.unitSetting && settings[header.unitSetting]) || header.unit;
  return String(unit === 'milliseconds' ? shifted : Math.floor(shifted / 1000));
}

function goodValue(header: CredentialHeader, settings: Settings, signed: Signed): string {
  switch (header.kind) {
    case 'key':
      return settingValue(settings, header.setting);
    case 'bearer':
      return `Bearer ${settingValue(settings, header.setting)}`;
    case 'basic':
      return basic(settings[header.user] ?? '', settings[header.password] ?? '');
    case 'timestamp':
      return signed.timestamp;
    case 'signature':
      return sign(header, settings[header.setting] ?? '', signed);
  }
}

/** A header that no setting fills is only ever sent wrong, so a made-up value does. */
const settingValue = (settings: Settings, name: string | undefined): string => (name === undefined ? 'made-up-token-0123456789abcdef' : (settings[name] ?? ''));
const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

function brokenValue(header: CredentialHeader, good: string, use: Credential['use'], settings: Settings, signed: Signed): [string, string][] {
  const give = (value: string): [string, string][] => [[header.name, value]];
  const [scheme = '', ...rest] = good.split(' ');
  switch (use) {
    case 'missing':
      return [];
    case 'empty':
      return give('');
    case 'wrong':
      return give(header.kind === 'bearer' ? `${scheme} ${otherOfSameShape(rest.join(' '))}` : otherOfSameShape(good));
    case 'wrong-start':
      return give(otherAt(good, header, 0));
    case 'wrong-end':
      return give(otherAt(good, header, -1));
    case 'longer':
      return give(`${good}x`);
    case 'shorter':
      return give(good.slice(0, -1));
    case 'wrong-scheme':
      return give(`${header.kind === 'basic' ? 'Bearer' : 'Basic'} ${rest.join(' ')}`);
    case 'not-base64':
      return give('Basic ***not-base64***');
    case 'wrong-user':
      return give(header.kind === 'basic' ? basic(otherOfSameShape(settings[header.user] ?? ''), settings[header.password] ?? '') : good);
    case 'wrong-password':
      return give(header.kind === 'basic' ? basic(settings[header.user] ?? '', withOther(settings[header.password] ?? '', -1)) : good);
    case 'signed-tampered':
      return give(otherOfSameShape(good));
    case 'timestamp-old':
    case 'timestamp-ahead':
      return give(good);
    default:
      return give(header.kind === 'signature' ? missigned(header.setting, header, use, settings, signed) : good);
  }
}

function missigned(
  setting: string,
  header: Extract<CredentialHeader, { kind: 'signature' }>,
  use: Credential['use'],
  settings: Settings,
  signed: Signed,
): string {
  const secret = settings[setting] ?? '';
  switch (use) {
    case 'signed-other-secret':
      return sign(header, otherOfSameShape(secret), signed);
    case 'signed-other-body':
      return sign(header, secret, { ...signed, body: Buffer.from('{}') });
    case 'signed-other-method':
      return sign(header, secret, { ...signed, method: 'PUT' });
    case 'signed-other-timestamp':
      return sign(header, secret, { ...signed, timestamp: String(Number(signed.timestamp) - 60) });
    default:
      return sign(header, secret, { ...signed, path: `${signed.path}/other` });
  }
}

function otherAt(good: string, { kind }: CredentialHeader, end: 0 | -1): string {
  const token = kind === 'bearer' ? good.slice('Bearer '.length) : good;
  return good.slice(0, good.length - token.length) + withOther(token, end);
}

/** A value in which only the first or the last letter after its prefix is another: what compares a part lets it pass. */
function withOther(value: string, end: 0 | -1): string {
  const other = otherOfSameShape(value);
  const differing = [...value].flatMap((letter, index) => (letter === other[index] ? [] : [index]));
  const at = differing.at(end) ?? 0;
  return value.slice(0, at) + other.slice(at, at + 1) + value.slice(at + 1);
}

/** Same length, shape and prefix (`app_`), other letters and digits (rule 9 of judgement): an alphabet turned by one. */
export function otherOfSameShape(value: string): string {
  const prefix = /^(?:[A-Za-z]+_)+/.exec(value)?.[0] ?? '';
  const kept = prefix.length < value.length ? prefix : '';
  return kept + value.slice(kept.length).replaceAll(/[A-Za-z0-9]/g, (letter) => TURNED.get(letter) ?? letter);
}

const TURNED = new Map(
  ['abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEF', 'GHIJKLMNOPQRSTUVWXYZ', '0123456789'].flatMap((ring) =>
    [...ring].map((letter, index): [string, string] => [letter, ring[(index + 1) % ring.length] as string]),
  ),
);
