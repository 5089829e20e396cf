import type { Body, Credential, Step } from '../model/case.ts';
import type { Exchange, Request } from '../model/exchange.ts';
import { type Json, valueAt, withValue } from '../model/json.ts';
import type { CredentialAlternative, Sheet } from '../model/sheet.ts';
import { credentialHeaders, type Settings, usableAlternatives } from './credentials.ts';

/** What a step is sent with besides itself. */
export interface Sending {
  baseUrl: string;
  sheet: Sheet;
  settings: Settings;
  /** Milliseconds since 1970. */
  now: number;
  /** The record of an earlier step: its id, and what was sent to make it. */
  record?: { id: Json; sent: Json };
}

/** The request as it goes on the wire, and as it may be shown. */
export interface Prepared {
  wire: Request;
  shown: Exchange['request'];
  /** The JSON body as sent, members from earlier answers filled in. */
  json?: Json;
}

/** A step made into exact bytes and headers. Pure: the time comes in from outside. */
export function prepare(step: Step, sending: Sending): Prepared {
  const { sheet, baseUrl, settings, now } = sending;
  const path = withParameters(fillPath(step.path, sending), sheet, settings);
  const json = step.body && 'json' in step.body ? filled(step.body.json, step.fill ?? [], sending.record) : undefined;
  const body = bytesOf(json === undefined ? step.body : { json });
  const url = `${baseUrl.replace(/\/$/, '')}${path}`;
  const plain: [string, string][] = [
    ...(step.contentType === undefined ? [] : [['content-type', step.contentType] as [string, string]]),
    ['accept', step.accept ?? '*/*'],
    ...(sheet.parameters ?? [])
      .filter((parameter) => parameter.in === 'header')
      .map(({ name, value, setting }): [string, string] => [name, value ?? settings[setting ?? ''] ?? '']),
  ];
  const credentials = credentialHeaders(sheet.auth, step.credential, settings, { method: step.method, path, body: body ?? new Uint8Array(), now });
  const shownCredentials = credentials.map(([name]): [string, string] => [name, shownCredential(sheet.auth, step.credential, name, settings)]);
  return {
    wire: { method: step.method, url, headers: [...plain, ...credentials], ...(body === undefined ? {} : { body }) },
    shown: { method: step.method, url, headers: [...plain, ...shownCredentials], ...shownBody(body) },
    ...(json === undefined ? {} : { json }),
  };
}

function bytesOf(body: Body | undefined): Uint8Array | undefined {
  if (!body) return undefined;
  if ('json' in body) return Buffer.from(JSON.stringify(body.json));
  return 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
}

function filled(json: Json, fill: NonNullable<Step['fill']>, record: Sending['record']): Json {
  return fill.reduce((body, { at }) => (record === undefined ? body : withValue(body, at, record.id)), json);
}

/** `{id}` is the record's id, `{/email}` what was sent as `/email`. */
function fillPath(path: string, { record }: Pick<Sending, 'record'>): string {
  return path.replaceAll(/\{(id|\/[^}]*)\}/g, (whole, name: string) => {
    const value = name === 'id' ? record?.id : record === undefined ? undefined : valueAt(record.sent, name);
    return value === undefined || value === null ? whole : encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value));
  });
}

/** Path and query parameters of the operation, from the sheet's values or settings. */
function withParameters(path: string, { parameters = [] }: Sheet, settings: Settings): string {
  const parameterValue = ({ value, setting }: { value?: string; setting?: string }): string => encodeURIComponent(value ?? settings[setting ?? ''] ?? '');
  const inPath = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((text, parameter) => text.replaceAll(`{${parameter.name}}`, parameterValue(parameter)), path);
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => `${encodeURIComponent(parameter.name)}=${parameterValue(parameter)}`);
  return query.length === 0 ? inPath : `${inPath}${inPath.includes('?') ? '&' : '?'}${query.join('&')}`;
}

function shownBody(body: Uint8Array | undefined): Pick<Exchange['request'], 'body' | 'bodyBase64'> {
  if (body === undefined) return {};
  try {
    return { body: new TextDecoder('utf-8', { fatal: true }).decode(body) };
  } catch {
    return { bodyBase64: Buffer.from(body).toString('base64') };
  }
}

/** A credential header as people may see it: the name of the setting instead of its value, or what was done to it. */
function shownCredential(auth: readonly CredentialAlternative[], credential: Credential, name: string, settings: Settings): string {
  const index = credential.use === 'good' || credential.use === 'none' ? usableAlternatives(auth, settings)[0] : credential.alternative;
  const header = auth[index ?? 0]?.headers.find((candidate) => candidate.name === name);
  if (!header) return '<unknown>';
  const broken =
    credential.use !== 'good' &&
    credential.use !== 'none' &&
    credential.use !== 'alone' &&
    !credential.use.startsWith('timestamp') &&
    credential.header === name;
  if (broken) return credential.use === 'empty' ? '' : `<${credential.use}>`;
  switch (header.kind) {
    case 'key':
      return `\${${header.setting ?? 'NO_SETTING'}}`;
    case 'bearer':
      return `Bearer \${${header.setting ?? 'NO_SETTING'}}`;
    case 'basic':
      return `Basic $(printf %s "\${${header.user}}:\${${header.password}}" | base64 | tr -d '\n')`;
    case 'timestamp':
      return credential.use === 'timestamp-old' ? '<a week ago>' : credential.use === 'timestamp-ahead' ? '<in a week>' : '<now>';
    case 'signature':
      return `<signed with \${${header.setting}}>`;
  }
}
