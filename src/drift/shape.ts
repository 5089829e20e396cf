import { isObject, type Json, type JsonType } from '../model/json.ts';
import { child } from '../model/pointer.ts';
import type { PlacedNode } from '../model/schemas.ts';
import { type Branch, mergeBranches } from './alternatives.ts';
import { canonical } from './canonical.ts';
import {
  BOUNDS,
  type Bound,
  type BoundName,
  below,
  commonTypes,
  commonValues,
  impliedTypes,
  type Member,
  membersOf,
  only,
  type Reader,
  speaks,
  tightest,
} from './node-keywords.ts';

/**
 * What a schema says of one location, by meaning: references and `allOf` followed, null taken out of types, enums and
 * alternatives, exclusive bounds of integers made inclusive, keywords that say nothing (`minLength: 0`) left out.
 */
export interface Shape {
  origin: string;
  /** Something is said of the values at all. */
  described: boolean;
  /** A string is asked for, and whatever is sent is one. */
  isAnyText: boolean;
  /** Types besides null; undefined where any is allowed. */
  types: JsonType[] | undefined;
  /** Written as text: a number, too, is a string. */
  asText: boolean;
  nullable: boolean;
  /** The values of `enum` and `const` besides null. */
  values: Json[] | undefined;
  format: string | undefined;
  patterns: string[];
  multipleOf: number | undefined;
  bounds: Partial<Record<BoundName, Bound>>;
  unique: boolean;
  /** No member beside the named ones is allowed. */
  closed: boolean;
  /** No item beside those of a tuple is allowed. */
  ends: boolean;
  members: ReadonlyMap<string, Member>;
  /** What is said of the values of a map. */
  rest: PlacedNode[];
  items: PlacedNode[];
  branches: Branch[];
  /** Everything else that constrains (`not`, `if`, `dependentRequired` …), one text by keyword. */
  conditions: ReadonlyMap<string, string>;
  /** The nodes it was read from, alternatives that are none merged into them. */
  nodes: readonly PlacedNode[];
  annotations: { default?: Json; deprecated: boolean; readOnly: boolean; writeOnly: boolean; discriminator?: string; encoding?: string };
}

const CONDITIONS = [
  'not',
  'dependentRequired',
  'dependentSchemas',
  'contains',
  'minContains',
  'maxContains',
  'propertyNames',
  'patternProperties',
  'prefixItems',
  'unevaluatedItems',
  'unevaluatedProperties',
];
/** A pattern that any text matches. */
const ANY_TEXT = /^\^?(\.\*)?\$?$/;

/** Reads the nodes of one location together. */
export function shapeOf(reader: Reader, placed: readonly PlacedNode[], origin: string): Shape {
  const merged = mergeBranches(reader, placed);
  const { nodes } = merged;
  const { asText = false } = reader;
  const types = commonTypes(nodes);
  const integer = types?.every((type) => type === 'integer' || type === 'null') === true;
  const values = commonValues(nodes);
  const implied = types === undefined ? impliedTypes(nodes, values) : undefined;
  const nullable =
    ((types ?? implied) === undefined || types?.includes('null') === true || merged.nullable || nodes.some(({ origin: at }) => saidNullable(reader, at))) &&
    (values === undefined || values.includes(null) || merged.nullable || types?.includes('null') === true);
  const others = types?.filter((type) => type !== 'null');
  return {
    origin,
    described: nodes.some(speaks) || merged.branches.length > 0,
    isAnyText: asText && merged.branches.length === 0 && nodes.filter(speaks).every(saysString),
    types: others ?? implied,
    asText,
    nullable,
    nodes,
    values: values?.filter((value) => value !== null),
    format: only(nodes, 'format')[0] as string | undefined,
    patterns: (only(nodes, 'pattern') as string[]).filter((pattern) => !ANY_TEXT.test(pattern)).sort(),
    multipleOf: only(nodes, 'multipleOf')[0] as number | undefined,
    bounds: Object.fromEntries(BOUNDS.flatMap((name) => [[name, tightest(nodes, name, integer)]]).filter(([, bound]) => bound !== undefined)),
    unique: nodes.some(({ node }) => node['uniqueItems'] === true),
    closed: nodes.some(({ node }) => node['additionalProperties'] === false),
    ends: nodes.some(({ node }) => node['items'] === false),
    members: membersOf(reader, nodes),
    rest: below(reader, nodes, 'additionalProperties'),
    items: below(reader, nodes, 'items'),
    branches: merged.branches,
    conditions: conditionsOf(reader, nodes),
    annotations: annotationsOf(reader, [origin, ...nodes.map((node) => node.origin)]),
  };
}

const saysString = ({ node }: PlacedNode): boolean => [node['type']].flat().includes('string') && Object.keys(node).length === 1;

/** OpenAPI 3.0 `nullable` beside `allOf` is read in two ways; for a comparison it means what it says. */
const saidNullable = ({ version }: Reader, origin: string): boolean => version.raw(child(origin, 'nullable')) === true;

/** Each condition as one text that can be read back: a list where several nodes speak of it. */
function conditionsOf(reader: Reader, nodes: readonly PlacedNode[]): Map<string, string> {
  const texts = new Map(
    CONDITIONS.map((keyword) => [keyword, only(nodes, keyword).map((value) => canonical(reader, value, keyword))] as const).filter(
      ([, said]) => said.length > 0,
    ),
  );
  // `if` says nothing without `then` or `else`, nor these without it.
  const choices = nodes.flatMap(({ node: { if: when, then, else: otherwise } }) =>
    when !== undefined && (then !== undefined || otherwise !== undefined) ? [canonical(reader, { if: when, then, else: otherwise }, 'if')] : [],
  );
  if (choices.length > 0) texts.set('if', choices);
  return new Map([...texts].map(([keyword, said]) => [keyword, said.length === 1 ? (said[0] as string) : `[${said.sort().join(',')}]`]));
}

/** `**Deprecated.** Use …`: not every document has the keyword. */
const DEPRECATED = /^\W*deprecated\b/i;

function annotationsOf({ version }: Reader, origins: readonly string[]): Shape['annotations'] {
  const said = (keyword: string): Json | undefined => origins.map((origin) => version.raw(child(origin, keyword))).find((value) => value !== undefined);
  const usual = said('default');
  const discriminator = said('discriminator');
  const words = said('description');
  const encoding = [said('contentEncoding'), said('contentMediaType'), said('contentSchema')].filter((value) => value !== undefined);
  return {
    ...(usual === undefined ? {} : { default: usual }),
    deprecated: said('deprecated') === true || (typeof words === 'string' && DEPRECATED.test(words)),
    readOnly: said('readOnly') === true,
    writeOnly: said('writeOnly') === true,
    ...(isObject(discriminator)
      ? {
          discriminator: JSON.stringify([
            discriminator['propertyName'],
            Object.keys(isObject(discriminator['mapping']) ? discriminator['mapping'] : {}).sort(),
          ]),
        }
      : {}),
    ...(encoding.length > 0 ? { encoding: encoding.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ') } : {}),
  };
}
