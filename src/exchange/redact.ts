import type { Settings } from './credentials.ts';

/** Takes secrets out of texts, and tells which were in them. */
export interface Redactor {
  (text: string): string;
  /** The names of the settings whose secret value occurs in the text, in any of its forms. */
  found(text: string): string[];
}

/** Shorter values occur by chance and would make everything unreadable. */
const SHORTEST = 4;
/** Bytes of a secret that are looked for inside base64, where neither end of it can be seen. */
const SHORTEST_INSIDE = 6;

/** A redactor for the values of the named settings: raw, in base64 (also of a longer text), URL-encoded, and as half of a basic credential. */
export function redactor(settings: Settings, secretNames: readonly string[], pairs: readonly [user: string, password: string][] = []): Redactor {
  const forms = [
    ...secretNames.flatMap((name) => formsOf(settings[name] ?? '').map((form) => ({ name, form }))),
    ...pairs.flatMap(([user, password]) => [{ name: password, form: Buffer.from(`${settings[user] ?? ''}:${settings[password] ?? ''}`).toString('base64') }]),
  ].filter(({ form }) => form.length >= SHORTEST);
  forms.sort((a, b) => b.form.length - a.form.length);
  // One look for all forms: nearly every text holds none of them.
  const any = forms.length === 0 ? undefined : new RegExp(forms.map(({ form }) => form.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'));
  const redact = (text: string): string => (any?.test(text) ? forms.reduce((rest, { name, form }) => rest.replaceAll(form, `\${${name}}`), text) : text);
  return Object.assign(redact, {
    found: (text: string) => (any?.test(text) ? [...new Set(forms.filter(({ form }) => text.includes(form)).map(({ name }) => name))] : []),
  });
}

function formsOf(value: string): string[] {
  if (value === '') return [];
  const base64 = Buffer.from(value).toString('base64');
  return [
    ...new Set([
      value,
      encodeURIComponent(value),
      base64,
      base64.replace(/=+$/, ''),
      Buffer.from(value).toString('base64url'),
      JSON.stringify(value).slice(1, -1),
      ...insideBase64(value),
    ]),
  ];
}

/** What a value leaves of itself where a longer text is written in base64: three letters stand for four, so there are three ways. */
function insideBase64(value: string): string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2].flatMap((skipped) => {
    const own = bytes.subarray(skipped, bytes.length - ((bytes.length - skipped) % 3));
    return own.length < SHORTEST_INSIDE ? [] : [own.toString('base64'), own.toString('base64url')];
  });
}
