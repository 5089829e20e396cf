import { isObject, type Json, sameJson } from '../model/json.ts';
import type { NeededScheme, NeededSchemes, Version } from '../model/version.ts';

/** What became of one way to be let in. */
export interface AccessChange {
  /** The way, as names with their scopes. */
  way: string;
  pointer: string;
  /** Schemes that have to be added to it, or that it needs no more. */
  schemes: string[];
  /** Scopes that have to be added to it, or that it needs no more. */
  scopes: string[];
  /** Schemes of the same name that are something else now, with what is to be sent. */
  redefined: { name: string; before: string; after: string }[];
  /** The nearest way of the other version. */
  instead: string;
  insteadPointer?: string;
}

const OPEN = 'no credentials';

export const wayOf = ({ schemes }: Pick<NeededSchemes, 'schemes'>): string =>
  schemes.length === 0 ? OPEN : schemes.map(({ name, scopes }) => (scopes.length === 0 ? name : `${name} (${[...scopes].sort().join(', ')})`)).join(' and ');

/** The ways in; no requirement at all lets everybody in. */
const waysOf = ({ security }: Version): NeededSchemes[] => (security.length === 0 ? [{ schemes: [], pointer: '' }] : security);

/** A renamed scheme is the same scheme: what counts is what has to be sent. Who has every flow that is held can go on as before. */
const isHeld = (asked: NeededScheme, held: NeededScheme): boolean =>
  asked.definition !== null && held.definition !== null ? sameJson(withFlowsOf(asked.definition, held.definition), held.definition) : asked.name === held.name;

/** A scheme of OAuth 2, of its flows only those that another scheme has. */
function withFlowsOf(scheme: Json, other: Json): Json {
  if (!isObject(scheme) || !isObject(other) || !isObject(scheme['flows']) || !isObject(other['flows'])) return scheme;
  const { flows } = other;
  return { ...scheme, flows: Object.fromEntries(Object.entries(scheme['flows']).filter(([flow]) => flow in flows)) };
}

/** `Key: apiKey, header, x-key`: a scheme, and what tells it from another of its name. */
const described = ({ name, definition }: NeededScheme): string => `${name}: ${isObject(definition) ? facts(definition).join(', ') : 'nothing is said of it'}`;
const facts = (of: Json): string[] =>
  isObject(of)
    ? Object.entries(of).flatMap(([name, value]) => (isObject(value) ? [...(name === 'flows' ? [] : [name]), ...facts(value)] : [String(value)]))
    : [];

interface Missing {
  schemes: NeededScheme[];
  scopes: string[];
  redefined: { asked: NeededScheme; held: NeededScheme }[];
}

/** What `asked` needs that who holds `held` does not have. */
function missingFrom(asked: NeededSchemes, held: NeededSchemes): Missing {
  const found: Missing = { schemes: [], scopes: [], redefined: [] };
  for (const scheme of asked.schemes) {
    const own = held.schemes.find((other) => isHeld(scheme, other));
    const named = held.schemes.find(({ name }) => name === scheme.name);
    if (own) found.scopes.push(...scheme.scopes.filter((scope) => !own.scopes.includes(scope)));
    else if (named) found.redefined.push({ asked: scheme, held: named });
    else found.schemes.push(scheme);
  }
  return found;
}

const size = ({ schemes, scopes, redefined }: Missing): number => 100 * schemes.length + 10 * redefined.length + scopes.length;

/** The ways of one version that let nobody in by the other: for each, what the nearest way of the other asks besides. */
export function lostWays(of: Version, other: Version): AccessChange[] {
  return waysOf(of).flatMap((held) => {
    const [best] = waysOf(other)
      .map((asked) => ({ asked, missing: missingFrom(asked, held) }))
      .sort((a, b) => size(a.missing) - size(b.missing));
    if (best === undefined || size(best.missing) === 0) return [];
    const { asked, missing } = best;
    return [
      {
        way: wayOf(held),
        pointer: held.pointer || of.operation.pointer,
        schemes: missing.schemes.map(({ name }) => name),
        scopes: missing.scopes,
        redefined: missing.redefined.map(({ asked: one, held: other }) => ({ name: one.name, before: described(other), after: described(one) })),
        instead: wayOf(asked),
        insteadPointer: asked.pointer || other.operation.pointer,
      },
    ];
  });
}
