import type { Media, Parameter } from '../model/contract.ts';
import type { DriftDirection } from '../model/drift.ts';
import { child } from '../model/pointer.ts';
import type { PlacedNode, SchemaRef } from '../model/schemas.ts';
import type { Version } from '../model/version.ts';
import { commonAnswers, commonMedia } from './answers.ts';

/** A value that both versions know: a body of one media type, a parameter, a header. A schema may be missing on one side. */
export interface Body {
  direction: Exclude<DriftDirection, 'operation'>;
  /** `request`, `answer 200`, `query limit`, `answer 200 header Location`. */
  label: string;
  status?: string;
  /** A body, not a parameter or header. */
  isContent: boolean;
  before: SchemaRef;
  after: SchemaRef;
}

interface Pointers {
  before: string;
  after: string;
}

/** The values both versions know. What one of them lacks altogether is told by the rules about operations. */
export function commonBodies(before: Version, after: Version): Body[] {
  const [one, other] = [before.operation.requestBody, after.operation.requestBody];
  return [
    ...mediaBodies(one, other).map(({ name, ...pointers }) => bodyOf({ direction: 'request', label: `request${name}`, isContent: true }, pointers)),
    ...commonParameters(before, after).map(({ at, before: earlier, after: later }) =>
      bodyOf({ direction: 'request', label: at, isContent: false }, { before: schemaAt(earlier), after: schemaAt(later) }),
    ),
    ...commonAnswers(before, after).flatMap(({ status, before: earlier, after: later }) => [
      ...mediaBodies(earlier, later).map(({ name, ...pointers }) =>
        bodyOf({ direction: 'answer', label: `answer ${status}${name}`, status, isContent: true }, pointers),
      ),
      ...earlier.headers.flatMap((header) => {
        const now = later.headers.find(({ name }) => name.toLowerCase() === header.name.toLowerCase());
        const body = { direction: 'answer', label: `answer ${status} header ${header.name}`, status, isContent: false } as const;
        return now ? [bodyOf(body, { before: schemaAt(header), after: schemaAt(now) })] : [];
      }),
    ]),
  ];
}

function bodyOf(body: Omit<Body, 'before' | 'after'>, { before, after }: Pointers): Body {
  const direction = body.direction === 'request' ? 'request' : 'response';
  return { ...body, before: { pointer: before, direction }, after: { pointer: after, direction } };
}

const schemaAt = ({ pointer, schema }: { pointer: string; schema?: string }): string => schema ?? child(pointer, 'schema');

/** The media types both sides have; named where there is a choice. */
function mediaBodies(before: { pointer: string; media: Media[] }, after: { pointer: string; media: Media[] }): (Pointers & { name: string })[] {
  const choice = before.media.length > 1 || after.media.length > 1;
  const schemaIn = ({ pointer }: { pointer: string }, { name, schema }: Media): string => schema ?? child(child(child(pointer, 'content'), name), 'schema');
  return commonMedia(before.media, after.media).map(({ before: earlier, after: later }) => ({
    name: choice ? ` (${later.name})` : '',
    before: schemaIn(before, earlier),
    after: schemaIn(after, later),
  }));
}

/** `query limit`; what a parameter of the path is called is no difference: it is found by its place, counted from one. */
export function parameterName({ operation }: Version, { in: where, name }: Parameter): string {
  const place = [...operation.path.matchAll(/\{([^}]*)\}/g)].findIndex((match) => match[1] === name) + 1;
  return `${where} ${where === 'path' ? place : where === 'header' ? name.toLowerCase() : name}`;
}

/** The parameters both versions know. */
export const commonParameters = (before: Version, after: Version): { before: Parameter; after: Parameter; at: string }[] =>
  before.operation.parameters.flatMap((earlier) => {
    const at = parameterName(before, earlier);
    const later = after.operation.parameters.find((candidate) => parameterName(after, candidate) === at);
    return later ? [{ before: earlier, after: later, at }] : [];
  });

/** The nodes at the root of a body in one version; `false` lets no value through. */
export const rootOf = ({ schemas, raw }: Version, ref: SchemaRef): PlacedNode[] =>
  raw(ref.pointer) === false ? [{ node: { enum: [] }, origin: ref.pointer }] : schemas.nodes(ref);
