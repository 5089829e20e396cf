import type { DriftDirection } from '../model/drift.ts';
import { child } from '../model/pointer.ts';
import type { PlacedNode, SchemaRef } from '../model/schemas.ts';
import type { Version } from '../model/version.ts';

/** A value that both versions describe: a body of one media type, a parameter, a header. */
export interface Body {
  direction: Exclude<DriftDirection, 'operation'>;
  /** `request`, `answer 200`, `query limit`, `answer 200 header Location`. */
  label: string;
  status?: string;
  before: SchemaRef;
  after: SchemaRef;
}

type Place = Omit<Body, 'before' | 'after'> & { pointer: string };

/** The values both versions describe. What one of them lacks altogether is told by the rules about operations. */
export function commonBodies(before: Version, after: Version): Body[] {
  const later = new Map(placesOf(after).map((place) => [keyOf(place), place]));
  return placesOf(before).flatMap((place) => {
    const other = later.get(keyOf(place));
    if (!other) return [];
    const { pointer, ...body } = place;
    const direction = body.direction === 'request' ? 'request' : 'response';
    return [{ ...body, before: { pointer, direction }, after: { pointer: other.pointer, direction } }];
  });
}

const keyOf = ({ label }: Place): string => label.toLowerCase();

function placesOf({ operation, raw }: Version): Place[] {
  const { requestBody, answers, parameters } = operation;
  const several = (media: readonly unknown[], name: string): string => (media.length > 1 ? ` (${name})` : '');
  return [
    ...requestBody.media.flatMap(({ name, schema }): Place[] =>
      schema === undefined ? [] : [{ direction: 'request', label: `request${several(requestBody.media, name)}`, pointer: schema }],
    ),
    ...parameters.flatMap(({ name, in: where, schema }): Place[] =>
      // What a parameter of the path is called is no difference; it is found by its place.
      schema === undefined ? [] : [{ direction: 'request', label: `${where} ${where === 'path' ? positionOf(operation.path, name) : name}`, pointer: schema }],
    ),
    ...answers.flatMap(({ status, media, headers }): Place[] => [
      ...media.flatMap(({ name, schema }): Place[] =>
        schema === undefined ? [] : [{ direction: 'answer', label: `answer ${status}${several(media, name)}`, status, pointer: schema }],
      ),
      ...headers
        .map(({ name, pointer }) => ({ name, schema: child(pointer, 'schema') }))
        .filter(({ schema }) => raw(schema) !== undefined)
        .map(({ name, schema }): Place => ({ direction: 'answer', label: `answer ${status} header ${name}`, status, pointer: schema })),
    ]),
  ];
}

/** The place of a parameter in its path, counted from one. */
export const positionOf = (path: string, name: string): number => [...path.matchAll(/\{([^}]*)\}/g)].findIndex((match) => match[1] === name) + 1;

/** The nodes at the root of a body in one version. */
export const rootOf = ({ schemas }: Version, ref: SchemaRef): PlacedNode[] => schemas.nodes(ref);
