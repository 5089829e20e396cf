import { header } from '../model/exchange.ts';

/** Seconds from now, or seconds or milliseconds since 1970. */
const RESETS = ['ratelimit-reset', 'x-ratelimit-reset', 'x-rate-limit-reset', 'x-ratelimit-reset-after', 'x-retry-after'];

/**
 * How many milliseconds a provider asks to be left alone: Retry-After in seconds or as a date (RFC 9110, 10.2.3), else its rate headers
 * (`RateLimit: "default";r=0;t=30`, `X-RateLimit-Reset` and their like). Undefined where it says nothing that can be read.
 */
export function waitAsked(headers: readonly [string, string][], now: number): number | undefined {
  const after = header(headers, 'retry-after');
  const asked = after === undefined ? undefined : timeIn(after, now);
  if (asked !== undefined) return asked;
  const structured = /(?:^|[;,\s])(?:t|reset)=(\d+)/.exec(header(headers, 'ratelimit') ?? '')?.[1];
  if (structured !== undefined) return Number(structured) * 1000;
  return RESETS.flatMap((name) => timeIn(header(headers, name) ?? '', now) ?? [])[0];
}

function timeIn(text: string, now: number): number | undefined {
  const number = /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
  const ms = number === undefined ? Date.parse(text) - now : number > 1e11 ? number - now : number > 1e9 ? number * 1000 - now : number * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
