/** Headers a caller may act on, each with what of it is told: nothing that differs from answer to answer. */
const TELLING: readonly (readonly [RegExp, (value: string) => string])[] = [
  [/^(?:deprecation|sunset|location)$/, () => 'present'],
  [/^(?:x-)?rate-?limit/, () => 'present'],
  [/^www-authenticate$/, schemesOf],
  [/^allow$/, (value) => listOf(value).sort().join(', ')],
];

/** `header allow` → `GET, POST`; several lines of one header count as one. */
export function headersSeen(headers: readonly [name: string, value: string][]): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of new Set(headers.map(([each]) => each.toLowerCase()))) {
    const tell = TELLING.find(([is]) => is.test(name))?.[1];
    const values = headers.flatMap(([each, value]) => (each.toLowerCase() === name ? [value] : []));
    if (tell && found.size < 20) found.set(`header ${name.slice(0, 60)}`, tell(values.join(', ')).slice(0, 120));
  }
  return found;
}

const listOf = (value: string): string[] => [...new Set(value.split(',').map((part) => part.trim()))].filter((part) => /^[A-Za-z-]{1,20}$/.test(part));

/** The schemes of a challenge: words that stand at its start or after a comma and are no parameter (RFC 9110 11.6.1). */
function schemesOf(value: string): string {
  const bare = value.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  const schemes = bare.split(',').flatMap((part) => /^\s*([A-Za-z][\w-]{0,30})(?:\s|$)(?!\s*=)/.exec(part)?.[1] ?? []);
  return [...new Set(schemes)].sort().join(', ');
}
