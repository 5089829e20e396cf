import { isObject, type Json, sameJson } from '../model/json.ts';
import { child } from '../model/pointer.ts';

/** How an answered value differs from the one sent. */
export interface Difference {
  at: string;
  kind: 'dropped' | 'altered' | 'trimmed' | 'letter-case';
  sent: Json;
  answered: Json | undefined;
}

/**
 * Rule 7 of judgement: a deep subset. Extra members are allowed, sent values must come back with exact type and value;
 * a sent null may come back as null or be absent. `isEmail` tells where letter case is only a gap.
 */
export function differences(sent: Json, answered: Json | undefined, isEmail: (at: string) => boolean, at = ''): Difference[] {
  if (sent === null) return answered === undefined || answered === null ? [] : [{ at, kind: 'altered', sent, answered }];
  if (answered === undefined || (answered === null && sent !== null)) return isEmpty(sent) ? [] : [{ at, kind: 'dropped', sent, answered }];
  if (Array.isArray(sent) && Array.isArray(answered)) {
    if (sent.length !== answered.length) return [{ at, kind: sent.length > answered.length ? 'dropped' : 'altered', sent, answered }];
    return sent.flatMap((item, index) => differences(item, answered[index], isEmail, child(at, index)));
  }
  if (isObject(sent) && isObject(answered))
    return Object.entries(sent).flatMap(([name, value]) =>
      differences(value, Object.hasOwn(answered, name) ? answered[name] : undefined, isEmail, child(at, name)),
    );
  if (sameJson(sent, answered)) return [];
  return [{ at, kind: kindOf(sent, answered, isEmail(at)), sent, answered }];
}

/** An empty object or array may be left out of an answer: it holds nothing that could be lost. */
const isEmpty = (value: Json): boolean => (Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0);

function kindOf(sent: Json, answered: Json, email: boolean): Difference['kind'] {
  if (typeof sent !== 'string' || typeof answered !== 'string') return 'altered';
  if (sent.trim() === answered && sent !== answered) return 'trimmed';
  if (email && sent.trim().toLowerCase() === answered.toLowerCase()) return 'letter-case';
  return 'altered';
}
