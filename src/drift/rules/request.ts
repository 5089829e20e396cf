import type { Parameter } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import type { Version } from '../../model/version.ts';
import { mediaName } from '../answers.ts';
import { commonParameters, parameterName } from '../bodies.ts';
import { line, only, request } from '../request-line.ts';
import type { Found, OperationRule } from '../rule.ts';
import { shapeOf } from '../shape.ts';

const BODY = 'OpenAPI 3.0.3, 4.7.13';
const PARAMETER = 'OpenAPI 3.0.3, 4.7.12';
const MEDIA = 'OpenAPI 3.0.3, 4.7.14';
const JSON_BODY = { 'application/json': { schema: { type: 'object' } } };
const query = (more: Record<string, Json>): Json => ({ parameters: [{ in: 'query', name: 'q', schema: { type: 'string' }, ...more }] });

const hasBody = ({ operation }: Version): boolean => operation.requestBody.media.length > 0;
const told = ({ required }: { required: boolean }): string => (required ? 'required' : 'optional');

/** Parameters one version alone has. What stands in the path has to be sent in both, whether it is described or not. */
function parametersOnly(of: Version, beside: Version, required: boolean): Parameter[] {
  const known = new Set(beside.operation.parameters.map((parameter) => parameterName(beside, parameter)));
  return of.operation.parameters.filter((parameter) => parameter.in !== 'path' && !known.has(parameterName(of, parameter)) && parameter.required === required);
}

/** How a list or an object is written into a parameter (OpenAPI 3.0.3, 4.7.12.2.1). */
function styleOf({ raw }: Version, { pointer, in: where }: Parameter): string {
  const [media] = Object.keys((raw(`${pointer}/content`) ?? {}) as object);
  if (media !== undefined) return `as ${media}`;
  const style = raw(`${pointer}/style`) ?? (where === 'query' || where === 'cookie' ? 'form' : 'simple');
  const explode = raw(`${pointer}/explode`) ?? style === 'form';
  return `${String(style)}${explode === true ? ', exploded' : ''}`;
}

/** Lists and objects are written as the style says. Of a single value it says something in the path alone: `simple`, `label`, `matrix`. */
function isWrittenOtherwise(before: Version, after: Version, both: { before: Parameter; after: Parameter }): boolean {
  const [was, is] = [styleOf(before, both.before), styleOf(after, both.after)];
  if (was === is) return false;
  if (mayHoldMany(before, both.before) && mayHoldMany(after, both.after)) return true;
  return both.after.in === 'path' && was.split(',')[0] !== is.split(',')[0];
}

function mayHoldMany(version: Version, { schema }: Parameter): boolean {
  if (schema === undefined) return true;
  const { types } = shapeOf({ version, direction: 'request' }, version.schemas.nodes({ pointer: schema, direction: 'request' }), schema);
  return types === undefined || types.includes('array') || types.includes('object');
}

const isDeprecated = ({ raw }: Version, { pointer }: Parameter): boolean => raw(`${pointer}/deprecated`) === true;
const deprecations = (before: Version, after: Version, now: boolean): Found[] =>
  commonParameters(before, after)
    .filter((both) => isDeprecated(before, both.before) !== now && isDeprecated(after, both.after) === now)
    .map((both) => ({ at: both.at, before: !now, after: now, places: { before: both.before.pointer, after: both.after.pointer } }));

/** What an operation takes, besides schemas. */
export const requestRules: readonly OperationRule[] = [
  {
    id: 'request-body-added',
    says: 'a body can be sent where none was taken',
    basis: BODY,
    direction: 'request',
    cell: { subject: 'body', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: {}, after: { requestBody: { content: JSON_BODY } } },
    find: (before, after) =>
      !hasBody(before) && hasBody(after) && !after.operation.requestBody.required
        ? [{ at: 'request', before: 'no body', after: 'a body', places: { after: after.operation.requestBody.pointer } }]
        : [],
  },
  {
    id: 'request-body-removed',
    says: 'no body is taken any more',
    basis: BODY,
    direction: 'request',
    cell: { subject: 'body', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: { requestBody: { content: JSON_BODY } }, after: {} },
    find: (before, after) =>
      hasBody(before) && !hasBody(after)
        ? [
            {
              at: 'request',
              before: 'a body',
              after: 'no body',
              places: { before: before.operation.requestBody.pointer },
              witness: line(`${request(before)} with a body`, `${request(after)} without one`),
            },
          ]
        : [],
  },
  {
    id: 'request-body-required',
    says: 'a body has to be sent',
    basis: BODY,
    direction: 'request',
    cell: { subject: 'body', change: 'required' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: { requestBody: { content: JSON_BODY } }, after: { requestBody: { required: true, content: JSON_BODY } } },
    find: (before, after) =>
      after.operation.requestBody.required && !before.operation.requestBody.required
        ? [
            {
              at: 'request',
              before: hasBody(before) ? 'optional' : 'no body',
              after: 'required',
              places: { after: after.operation.requestBody.pointer, ...(hasBody(before) ? { before: before.operation.requestBody.pointer } : {}) },
              witness: line(`${request(before)} without a body`, `${request(after)} with a body`),
            },
          ]
        : [],
  },
  {
    id: 'request-body-optional',
    says: 'a body need not be sent any more',
    basis: BODY,
    direction: 'request',
    cell: { subject: 'body', change: 'optional' },
    effect: 'widening',
    severity: 'info',
    example: { before: { requestBody: { required: true, content: JSON_BODY } }, after: { requestBody: { content: JSON_BODY } } },
    find: (before, after) =>
      before.operation.requestBody.required && !after.operation.requestBody.required && hasBody(after)
        ? [
            {
              at: 'request',
              before: 'required',
              after: 'optional',
              places: { before: before.operation.requestBody.pointer, after: after.operation.requestBody.pointer },
            },
          ]
        : [],
  },
  {
    id: 'request-media-type-added',
    says: 'bodies of one more media type are taken',
    basis: MEDIA,
    direction: 'request',
    cell: { subject: 'media-type', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: { requestBody: { content: JSON_BODY } }, after: { requestBody: { content: { ...JSON_BODY, 'text/csv': {} } } } },
    find: (before, after) =>
      hasBody(before)
        ? only(after.operation.requestBody.media, before.operation.requestBody.media, mediaName).map((media) => ({
            at: 'request media type',
            before: null,
            after: media.name,
            detail: mediaName(media),
            places: { after: after.operation.requestBody.pointer },
          }))
        : [],
  },
  {
    id: 'request-media-type-removed',
    says: 'bodies of a media type are not taken any more',
    basis: MEDIA,
    direction: 'request',
    cell: { subject: 'media-type', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: { requestBody: { content: { ...JSON_BODY, 'text/csv': {} } } }, after: { requestBody: { content: JSON_BODY } } },
    find: (before, after) =>
      hasBody(after)
        ? only(before.operation.requestBody.media, after.operation.requestBody.media, mediaName).map((media) => ({
            at: 'request media type',
            before: media.name,
            after: null,
            detail: mediaName(media),
            places: { before: before.operation.requestBody.pointer },
            witness: line(
              `${request(before)} with ${media.name}`,
              `${request(after)} with ${after.operation.requestBody.media.map(({ name }) => name).join(', ')}`,
            ),
          }))
        : [],
  },
  {
    id: 'request-required-parameter-added',
    says: 'a parameter is needed that did not exist',
    basis: PARAMETER,
    direction: 'request',
    cell: { subject: 'required-parameter', change: 'added' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: {}, after: query({ required: true }) },
    find: (before, after) =>
      parametersOnly(after, before, true).map((parameter) => ({
        at: parameterName(after, parameter),
        before: null,
        after: 'required',
        places: { after: parameter.pointer },
        witness: line(request(before), request(after, ` with ${parameter.in} ${parameter.name}`)),
      })),
  },
  {
    id: 'request-required-parameter-removed',
    says: 'a parameter that was needed is not known any more',
    basis: PARAMETER,
    direction: 'request',
    cell: { subject: 'required-parameter', change: 'removed' },
    effect: 'neutral',
    severity: 'warn',
    example: { before: query({ required: true }), after: {} },
    find: (before, after) =>
      parametersOnly(before, after, true).map((parameter) => ({
        at: parameterName(before, parameter),
        before: 'required',
        after: null,
        places: { before: parameter.pointer },
      })),
  },
  {
    id: 'request-parameter-added',
    says: 'there is one more optional parameter',
    basis: PARAMETER,
    direction: 'request',
    cell: { subject: 'parameter', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: {}, after: query({}) },
    find: (before, after) =>
      parametersOnly(after, before, false).map((parameter) => ({
        at: parameterName(after, parameter),
        before: null,
        after: 'optional',
        places: { after: parameter.pointer },
      })),
  },
  {
    id: 'request-parameter-removed',
    says: 'a parameter is not known any more: what is sent is ignored at best',
    basis: PARAMETER,
    direction: 'request',
    cell: { subject: 'parameter', change: 'removed' },
    effect: 'neutral',
    severity: 'warn',
    example: { before: query({}), after: {} },
    find: (before, after) =>
      parametersOnly(before, after, false).map((parameter) => ({
        at: parameterName(before, parameter),
        before: 'optional',
        after: null,
        places: { before: parameter.pointer },
      })),
  },
  {
    id: 'request-parameter-required',
    says: 'a parameter became required',
    basis: PARAMETER,
    direction: 'request',
    cell: { subject: 'parameter', change: 'required' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: query({}), after: query({ required: true }) },
    find: (before, after) =>
      commonParameters(before, after)
        .filter((both) => both.after.required && !both.before.required)
        .map((both) => ({
          at: both.at,
          before: told(both.before),
          after: told(both.after),
          places: { before: both.before.pointer, after: both.after.pointer },
          witness: line(request(before), request(after, ` with ${both.at}`)),
        })),
  },
  {
    id: 'request-parameter-optional',
    says: 'a parameter may be left out',
    basis: PARAMETER,
    direction: 'request',
    cell: { subject: 'parameter', change: 'optional' },
    effect: 'widening',
    severity: 'info',
    example: { before: query({ required: true }), after: query({}) },
    find: (before, after) =>
      commonParameters(before, after)
        .filter((both) => both.before.required && !both.after.required)
        .map((both) => ({
          at: both.at,
          before: told(both.before),
          after: told(both.after),
          places: { before: both.before.pointer, after: both.after.pointer },
        })),
  },
  {
    id: 'request-parameter-deprecation-added',
    says: 'a parameter is on its way out',
    basis: PARAMETER,
    direction: 'request',
    cell: { subject: 'parameter-deprecation', change: 'added' },
    effect: 'neutral',
    severity: 'warn',
    example: { before: query({}), after: query({ deprecated: true }) },
    find: (before, after) => deprecations(before, after, true),
  },
  {
    id: 'request-parameter-deprecation-removed',
    says: 'a parameter is not on its way out any more',
    basis: PARAMETER,
    direction: 'request',
    cell: { subject: 'parameter-deprecation', change: 'removed' },
    effect: 'neutral',
    severity: 'info',
    example: { before: query({ deprecated: true }), after: query({}) },
    find: (before, after) => deprecations(before, after, false),
  },
  {
    id: 'request-parameter-style-changed',
    says: 'lists and objects are written into a parameter in another way',
    basis: 'OpenAPI 3.0.3, 4.7.12.2.1',
    direction: 'request',
    cell: { subject: 'parameter-style', change: 'changed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: query({ schema: { type: 'array' } }), after: query({ schema: { type: 'array' }, explode: false }) },
    find: (before, after) =>
      commonParameters(before, after)
        .filter((both) => isWrittenOtherwise(before, after, both))
        .map((both) => ({ ...both, was: styleOf(before, both.before), is: styleOf(after, both.after) }))
        .map(({ at, was, is, before: earlier, after: later }) => ({
          at,
          before: was,
          after: is,
          places: { before: earlier.pointer, after: later.pointer },
          witness: line(`${request(before)} with ${at}: ${was}`, `${request(after)} with ${at}: ${is}`),
        })),
  },
];
