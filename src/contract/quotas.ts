import { type JsonObject, valueAt } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import type { Quota } from '../model/version.ts';

/** `100 requests per minute`, `1,000 calls/hour` */
const LIMIT = /(\d[\d,]*)\s+(?:api\s+)?(?:requests?|calls?)\s*(?:\/|per|an?\b|each|every)\s*(second|minute|hour|day)/gi;

/** The limits of requests in the words about an operation, its 429 and the whole document; the lowest for each span of time. */
export function quotasIn(document: JsonObject, pointer: string): Quota[] {
  const places = ['/info', pointer, child(child(pointer, 'responses'), '429')].flatMap((place) => [child(place, 'summary'), child(place, 'description')]);
  const found = places.flatMap((place) => {
    const text = valueAt(document, place);
    return [...(typeof text === 'string' ? text.replaceAll(/\s+/g, ' ') : '').matchAll(LIMIT)].map(
      ([, requests = '', per = '']): Quota => ({ requests: Number(requests.replaceAll(',', '')), per: per.toLowerCase() as Quota['per'], pointer: place }),
    );
  });
  const lowest = new Map(found.toSorted((a, b) => b.requests - a.requests).map((quota) => [quota.per, quota]));
  return [...lowest.values()];
}
