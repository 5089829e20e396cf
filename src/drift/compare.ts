import { DRIFT_SEVERITIES, type Drift, type Witness } from '../model/drift.ts';
import { child, parentOf } from '../model/pointer.ts';
import type { Version } from '../model/version.ts';
import { type Body, commonBodies, rootOf } from './bodies.ts';
import { type Consumer, ratedFor } from './consumer.ts';
import { driftOf } from './drift-of.ts';
import { PairGraph } from './pairs.ts';
import type { Found, OperationRule, SchemaRule } from './rule.ts';
import { OPERATION_RULES, SCHEMA_RULES } from './rules.ts';
import type { Shape } from './shape.ts';
import { type SchemaPair, walkDifferences } from './walk.ts';
import { absenceWitness, harmlessWitness, payloadWitness } from './witness.ts';

export interface Versions {
  before: Version;
  after: Version;
}

export interface CompareOptions {
  consumer?: Consumer;
  /** Which version's lines are told where both have the place; the newer one's where nothing is said. */
  linesOf?: keyof Versions;
  /** What is known of the schemas of the same two documents from other operations. */
  known?: KnownPairs;
}

type KnownPairs = Map<string, PairGraph>;

/** Every difference between two versions of one operation, the most serious first. */
export function compareVersions(versions: Versions, options: CompareOptions = {}): Drift[] {
  const { linesOf = 'after', known = new Map() } = options;
  const drifts = [
    ...OPERATION_RULES.flatMap((rule) => rule.find(versions.before, versions.after).map((found) => operationDrift(versions, rule, found, linesOf))),
    ...commonBodies(versions.before, versions.after).flatMap((body) => bodyDrifts(versions, body, { ...options, known })),
  ];
  return bySeverity([...new Map(drifts.map((drift) => [drift.fingerprint, drift])).values()]);
}

/** The most serious first, the order of the rules within. */
export const bySeverity = <Rated extends Pick<Drift, 'severity'>>(drifts: readonly Rated[]): Rated[] =>
  drifts.toSorted((a, b) => DRIFT_SEVERITIES.indexOf(a.severity) - DRIFT_SEVERITIES.indexOf(b.severity));

function operationDrift(versions: Versions, rule: OperationRule, found: Found, linesOf: keyof Versions): Drift {
  return documentDrift(versions, rule, found, found.at, found.places ?? {}, linesOf, found.witness);
}

function bodyDrifts(versions: Versions, body: Body, { consumer = {}, linesOf = 'after', known = new Map() }: CompareOptions): Drift[] {
  const drifts: Drift[] = [];
  const root = graphOf(versions, body, known).compared({
    before: { nodes: rootOf(versions.before, body.before), origin: body.before.pointer },
    after: { nodes: rootOf(versions.after, body.after), origin: body.after.pointer },
  });
  walkDifferences(root, (place, { found: differences }) => {
    for (const { rule, found } of differences) drifts.push(schemaDrift(versions, body, place, rule, found, consumer, linesOf));
  });
  return drifts;
}

/** Bodies of one direction share what is known of their schemas; in errors other rules speak. */
function graphOf({ before, after }: Versions, body: Body, known: KnownPairs): PairGraph {
  const direction = body.direction === 'request' ? 'request' : 'response';
  const asText = !body.isContent;
  const name = `${direction} ${body.status?.startsWith('2')} ${asText}`;
  const graph =
    known.get(name) ??
    new PairGraph(
      { before: { version: before, direction, asText }, after: { version: after, direction, asText } },
      SCHEMA_RULES.filter((rule) => rule.direction === body.direction),
      body.status,
    );
  known.set(name, graph);
  return graph;
}

function schemaDrift(versions: Versions, body: Body, pair: SchemaPair, rule: SchemaRule, found: Found, consumer: Consumer, linesOf: keyof Versions): Drift {
  const pointer = `${pair.at}${found.at}`;
  const names = pair.turns.map(({ name }) => ` (${name})`).join('');
  const places = { before: placeOf(pair.before, found), after: placeOf(pair.after, found), ...found.places };
  const witness = rule.effect === 'breaking' ? witnessOf(versions, body, pair, found, pointer) : undefined;
  const drift = documentDrift(versions, rule, found, `${body.label}${pointer === '' ? '' : ` ${pointer}`}${names}`, places, linesOf, witness);
  const shown =
    rule.effect !== 'breaking' || witness !== undefined ? drift : isHarmless(versions, body, pair, rule, pointer) ? harmless(drift) : unproven(drift);
  // A member that has to be sent now concerns whoever sends the object it belongs to.
  const concerned = isDemanded(rule) ? (parentOf(pointer)?.parent ?? '') : pointer;
  // What an error is told by concerns everybody who calls.
  const isRated = body.isContent && (body.status === undefined || body.status.startsWith('2'));
  return isRated ? ratedFor(consumer, shown, concerned) : shown;
}

/** Where a keyword, or a member of an object, is written or would be: in the schema that speaks of it, not where it is referred to. */
function placeOf({ nodes, origin }: Shape, { keyword, at }: Found): string {
  const isMember = at !== '' && at !== '/*' && keyword === undefined;
  const wanted = isMember ? 'properties' : keyword;
  const speaks = nodes.find(({ node }) => wanted !== undefined && wanted in node) ?? nodes.find(({ node }) => !('$ref' in node));
  const own = speaks?.origin ?? origin;
  return isMember ? `${child(own, 'properties')}${at}` : keyword === undefined ? own : child(own, keyword);
}

/** What everybody has to send now, whatever they sent before. */
const isDemanded = ({ direction, meaning, cell }: SchemaRule): boolean =>
  direction === 'request' && meaning === 'narrows' && (cell.subject === 'required-member' || cell.change === 'required');

/** Keywords that speak of a value itself, whatever its members are. */
const OF_THE_VALUE = /^(type|enum|format|pattern|multipleOf|uniqueItems|(min|max)(imum|Length|Items|Properties))$/;

function witnessOf(versions: Versions, body: Body, pair: SchemaPair, { reads, value, keyword }: Found, at: string): Witness | undefined {
  return (
    payloadWitness(versions, body, pair, at, {
      ...(keyword !== undefined && OF_THE_VALUE.test(keyword) ? { exact: true, keyword } : {}),
      ...(value === undefined ? {} : { wanted: value }),
    }) ?? (reads !== undefined && body.direction === 'answer' ? absenceWitness(versions, body, pair, at) : undefined)
  );
}

/** Another condition that lets through all that came through before. */
const isHarmless = (versions: Versions, body: Body, pair: SchemaPair, { meaning }: SchemaRule, at: string): boolean =>
  meaning === 'differs' && harmlessWitness(versions, body, pair, at) !== undefined;

const harmless = (drift: Drift): Drift => ({
  ...drift,
  effect: drift.direction === 'request' ? 'widening' : 'neutral',
  severity: 'info',
  note: `bodies were found that are valid ${drift.direction === 'request' ? 'after and not before' : 'before and not after'}, and none of the contrary`,
});

/** A claim about values that no value shows is no claim to be red for. */
const unproven = (drift: Drift): Drift => ({
  ...drift,
  severity: drift.severity === 'breaking' ? 'warn' : drift.severity,
  note: `no body was found that is valid ${drift.direction === 'request' ? 'before and not after' : 'after and not before'}`,
});

/** A drift between two documents, with its place in one of them. */
function documentDrift(
  versions: Versions,
  rule: SchemaRule | OperationRule,
  { before, after, detail }: Found,
  at: string,
  places: NonNullable<Found['places']>,
  linesOf: keyof Versions,
  witness: Witness | undefined,
): Drift {
  const known = { before: versions.before.operation.pointer, after: versions.after.operation.pointer, ...places };
  const side = linesOf === 'before' || versions.after.raw(known.after) === undefined || places.after === undefined ? 'before' : 'after';
  const { file, lineOf } = versions[side];
  return driftOf(rule, {
    ...{ source: 'document', operation: versions[linesOf].operation.label, at, detail, before, after },
    ...{ file, line: lineOf(known[side]), places: known },
    ...(witness === undefined ? {} : { witness }),
  });
}
