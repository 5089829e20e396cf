import type { Json } from '../../model/json.ts';

/** Tells values that were sent, in any body of the case. */
export function sentTest(bodies: readonly (string | undefined)[]): (value: Json) => boolean {
  const scalars: Json[] = [];
  const texts: string[] = [];
  const gather = (value: Json): void => {
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) gather(inner);
    else scalars.push(typeof value === 'string' ? value.trim().toLowerCase() : value);
  };
  for (const body of new Set(bodies)) {
    const json = parsed(body);
    if (json !== undefined) gather(json);
    else if (body !== undefined) texts.push(body.toLowerCase());
  }
  const has = new Set(scalars);
  return (value) => {
    const known = typeof value === 'string' ? value.trim().toLowerCase() : value;
    return has.has(known) || (typeof known === 'string' && texts.some((text) => text.includes(known)));
  };
}

/** The JSON of a text; undefined where it is none. */
export function parsed(text: string | undefined): Json | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}
