import type { Exchange, RawAnswer } from '../model/exchange.ts';
import { isObject, type Json } from '../model/json.ts';
import type { Redactor } from './redact.ts';

/** A raw answer made fit to be judged and stored: decoded, parsed, every secret taken out and named. */
export function readAnswer(raw: RawAnswer, redact: Redactor): NonNullable<Exchange['answer']> {
  // RFC 8259 8.1: JSON on the wire is UTF-8; other bytes become U+FFFD, which the echo check sees. A byte order mark is kept for `body-not-json`.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(raw.body);
  const headerText = raw.headers.map(([name, value]) => `${name}: ${value}`).join('\n');
  const clean = redact(text);
  const nesting = nestingOf(clean);
  // Taken out of the text, a secret that is a number would leave no JSON behind.
  const whole = parse(text);
  const json = clean === text ? whole : (parse(clean) ?? (whole && { value: redacted(whole.value, redact) }));
  return {
    status: raw.status,
    headers: raw.headers.map(([name, value]) => [name, redact(value)]),
    text: clean,
    bytes: raw.body.byteLength,
    nesting,
    ...(json === undefined ? {} : { json }),
    leaked: [...new Set([...redact.found(text), ...redact.found(headerText)])],
  };
}

/** How deep brackets nest, those inside JSON strings left out. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (quoted && letter === '\\') index++;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === '{' || letter === '[')) deepest = Math.max(deepest, ++depth);
    else if (!quoted && (letter === '}' || letter === ']')) depth--;
  }
  return deepest;
}

function redacted(value: Json, redact: Redactor): Json {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => redacted(item, redact));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [redact(name), redacted(inner, redact)]));
  const text = JSON.stringify(value);
  return redact(text) === text ? value : redact(text);
}

function parse(text: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, '')) as Json };
  } catch {
    return undefined;
  }
}
