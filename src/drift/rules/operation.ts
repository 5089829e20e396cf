import type { Answer, Media, Parameter } from '../../model/contract.ts';
import { mediaTypeName } from '../../model/contract.ts';
import type { Witness } from '../../model/drift.ts';
import type { Json } from '../../model/json.ts';
import type { Version } from '../../model/version.ts';
import { positionOf } from '../bodies.ts';
import type { Found, OperationRule } from '../rule.ts';

const line = (before: string, after: string): Witness => ({ kind: 'request-line', before, after });
const request = ({ operation: { method, path } }: Version, more = ''): string => `${method} ${path}${more}`;

/** The entries only one of two lists has, by what names them. */
const only = <Entry>(of: readonly Entry[], beside: readonly Entry[], name: (entry: Entry) => string): Entry[] =>
  of.filter((entry) => !beside.some((other) => name(other) === name(entry)));

const mediaName = ({ name }: Media): string => mediaTypeName(name);
const hasBody = ({ operation }: Version): boolean => operation.requestBody.media.length > 0;

const parameterName =
  ({ operation }: Version) =>
  ({ in: where, name }: Parameter): string =>
    `${where} ${where === 'path' ? positionOf(operation.path, name) : where === 'header' ? name.toLowerCase() : name}`;

const told = ({ required }: { required: boolean }): Json => (required ? 'required' : 'optional');

function parametersOnly(of: Version, beside: Version, required: boolean): Parameter[] {
  const known = new Set(beside.operation.parameters.map(parameterName(beside)));
  return of.operation.parameters.filter((parameter) => !known.has(parameterName(of)(parameter)) && parameter.required === required);
}

const parametersBoth = (before: Version, after: Version): { before: Parameter; after: Parameter; at: string }[] =>
  before.operation.parameters.flatMap((earlier) => {
    const at = parameterName(before)(earlier);
    const later = after.operation.parameters.find((candidate) => parameterName(after)(candidate) === at);
    return later ? [{ before: earlier, after: later, at }] : [];
  });

/** How a list or an object is written into a parameter (OpenAPI 3.0.3, 4.7.12.2.1). */
function styleOf({ raw }: Version, { pointer, in: where }: Parameter): string {
  const style = raw(`${pointer}/style`) ?? (where === 'query' || where === 'cookie' ? 'form' : 'simple');
  const explode = raw(`${pointer}/explode`) ?? style === 'form';
  return `${String(style)}${explode === true ? ', exploded' : ''}`;
}

const statusOf = ({ status }: Answer): string => status.toUpperCase();
const answersOnly = (of: Version, beside: Version, is: (status: string) => boolean): Answer[] =>
  only(of.operation.answers, beside.operation.answers, statusOf).filter((answer) => is(statusOf(answer)));
const isSuccess = (status: string): boolean => status.startsWith('2');
const isClientError = (status: string): boolean => status.startsWith('4');
const isOther = (status: string): boolean => !isSuccess(status) && !isClientError(status);
const statuses = ({ operation }: Version, is: (status: string) => boolean): string => operation.answers.map(statusOf).filter(is).sort().join(', ') || 'none';

const answersBoth = (before: Version, after: Version): { before: Answer; after: Answer }[] =>
  before.operation.answers.flatMap((earlier) => {
    const later = after.operation.answers.find((candidate) => statusOf(candidate) === statusOf(earlier));
    return later ? [{ before: earlier, after: later }] : [];
  });

type Header = Answer['headers'][number];
const headerName = ({ name }: Header): string => name.toLowerCase();

const statusesFound =
  (side: 'added' | 'removed', is: (status: string) => boolean) =>
  (before: Version, after: Version): Found[] =>
    (side === 'added' ? answersOnly(after, before, is) : answersOnly(before, after, is)).map((answer) => ({
      at: `answer ${answer.status}`,
      before: side === 'added' ? null : answer.status,
      after: side === 'added' ? answer.status : null,
      places: side === 'added' ? { after: answer.pointer } : { before: answer.pointer },
      witness: line(`${request(before)} answers ${statuses(before, is)}`, `${request(after)} answers ${statuses(after, is)}`),
    }));

const ofAnswers = (before: Version, after: Version, find: (earlier: Answer, later: Answer) => Found[]): Found[] =>
  answersBoth(before, after).flatMap(({ before: earlier, after: later }) => find(earlier, later));

const BODY = 'OpenAPI 3.0.3, 4.7.13';
const PARAMETER = 'OpenAPI 3.0.3, 4.7.12';
const RESPONSES = 'OpenAPI 3.0.3, 4.7.16';
const HEADER = 'OpenAPI 3.0.3, 4.7.21';
const MEDIA = 'OpenAPI 3.0.3, 4.7.14';
const JSON_BODY = { 'application/json': { schema: { type: 'object' } } };
const query = (more: Record<string, Json>): Json => ({ parameters: [{ in: 'query', name: 'q', schema: { type: 'string' }, ...more }] });
const responses = (...listed: string[]): Json => ({ responses: Object.fromEntries(listed.map((status) => [status, { description: 'x' }])) });
const headers = (more: Record<string, Json>): Json => ({ responses: { 200: { description: 'x', headers: more } } });

/** What an operation takes and how it answers, besides schemas. */
export const operationRules: readonly OperationRule[] = [
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
        at: parameterName(after)(parameter),
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
        at: parameterName(before)(parameter),
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
        at: parameterName(after)(parameter),
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
        at: parameterName(before)(parameter),
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
      parametersBoth(before, after)
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
      parametersBoth(before, after)
        .filter((both) => both.before.required && !both.after.required)
        .map((both) => ({
          at: both.at,
          before: told(both.before),
          after: told(both.after),
          places: { before: both.before.pointer, after: both.after.pointer },
        })),
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
      parametersBoth(before, after)
        .map((both) => ({ ...both, was: styleOf(before, both.before), is: styleOf(after, both.after) }))
        .filter(({ was, is }) => was !== is)
        .map(({ at, was, is, before: earlier, after: later }) => ({
          at,
          before: was,
          after: is,
          places: { before: earlier.pointer, after: later.pointer },
          witness: line(`${request(before)} with ${at}: ${was}`, `${request(after)} with ${at}: ${is}`),
        })),
  },
  {
    id: 'answer-success-status-added',
    says: 'success may have one more status',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'success-status', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: responses('200'), after: responses('200', '201') },
    find: statusesFound('added', isSuccess),
  },
  {
    id: 'answer-success-status-removed',
    says: 'a success status is gone',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'success-status', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: responses('200', '201'), after: responses('200') },
    find: statusesFound('removed', isSuccess),
  },
  {
    id: 'answer-client-error-added',
    says: 'requests may be refused with one more status',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'client-error', change: 'added' },
    effect: 'widening',
    severity: 'warn',
    example: { before: responses('200'), after: responses('200', '403') },
    find: statusesFound('added', isClientError),
  },
  {
    id: 'answer-client-error-removed',
    says: 'a status of refusals is not documented any more',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'client-error', change: 'removed' },
    effect: 'neutral',
    severity: 'info',
    example: { before: responses('200', '423'), after: responses('200') },
    find: statusesFound('removed', isClientError),
  },
  {
    id: 'answer-other-status-added',
    says: 'one more status outside success and refusal is documented',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'other-status', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: responses('200'), after: responses('200', '503') },
    find: statusesFound('added', isOther),
  },
  {
    id: 'answer-other-status-removed',
    says: 'a status outside success and refusal is not documented any more',
    basis: RESPONSES,
    direction: 'answer',
    cell: { subject: 'other-status', change: 'removed' },
    effect: 'neutral',
    severity: 'info',
    example: { before: responses('200', '503'), after: responses('200') },
    find: statusesFound('removed', isOther),
  },
  {
    id: 'answer-media-type-added',
    says: 'answers may be of one more media type',
    basis: MEDIA,
    direction: 'answer',
    cell: { subject: 'media-type', change: 'added' },
    effect: 'widening',
    severity: 'warn',
    example: {
      before: { responses: { 200: { description: 'x', content: JSON_BODY } } },
      after: { responses: { 200: { description: 'x', content: { ...JSON_BODY, 'text/csv': {} } } } },
    },
    find: (before, after) =>
      ofAnswers(before, after, (earlier, later) =>
        only(later.media, earlier.media, mediaName).map((media) => ({
          at: `answer ${later.status} media type`,
          before: null,
          after: media.name,
          detail: mediaName(media),
          places: { before: earlier.pointer, after: later.pointer },
        })),
      ),
  },
  {
    id: 'answer-media-type-removed',
    says: 'answers are not of a media type any more',
    basis: MEDIA,
    direction: 'answer',
    cell: { subject: 'media-type', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: {
      before: { responses: { 200: { description: 'x', content: { ...JSON_BODY, 'text/csv': {} } } } },
      after: { responses: { 200: { description: 'x', content: JSON_BODY } } },
    },
    find: (before, after) =>
      ofAnswers(before, after, (earlier, later) =>
        only(earlier.media, later.media, mediaName).map((media) => ({
          at: `answer ${earlier.status} media type`,
          before: media.name,
          after: null,
          detail: mediaName(media),
          places: { before: earlier.pointer, after: later.pointer },
          witness: line(`${request(before)} answers ${media.name}`, `${request(after)} answers ${later.media.map(({ name }) => name).join(', ') || 'no body'}`),
        })),
      ),
  },
  {
    id: 'answer-header-added',
    says: 'answers have one more header',
    basis: HEADER,
    direction: 'answer',
    cell: { subject: 'header', change: 'added' },
    effect: 'widening',
    severity: 'info',
    example: { before: headers({}), after: headers({ 'x-id': {} }) },
    find: (before, after) =>
      ofAnswers(before, after, (earlier, later) =>
        only(later.headers, earlier.headers, headerName).map((header) => ({
          at: `answer ${later.status} header ${header.name}`,
          before: null,
          after: told(header),
          places: { after: header.pointer },
        })),
      ),
  },
  {
    id: 'answer-header-removed',
    says: 'a header of answers is not documented any more',
    basis: HEADER,
    direction: 'answer',
    cell: { subject: 'header', change: 'removed' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: headers({ 'x-id': {} }), after: headers({}) },
    find: (before, after) =>
      ofAnswers(before, after, (earlier, later) =>
        only(earlier.headers, later.headers, headerName).map((header) => ({
          at: `answer ${earlier.status} header ${header.name}`,
          before: told(header),
          after: null,
          places: { before: header.pointer },
          witness: line(`${request(before)} answers with ${header.name}`, `${request(after)} answers without it`),
        })),
      ),
  },
  {
    id: 'answer-header-required',
    says: 'a header is always there',
    basis: HEADER,
    direction: 'answer',
    cell: { subject: 'header', change: 'required' },
    effect: 'neutral',
    severity: 'info',
    example: { before: headers({ 'x-id': {} }), after: headers({ 'x-id': { required: true } }) },
    find: (before, after) => headersMade(before, after, true),
  },
  {
    id: 'answer-header-optional',
    says: 'a header may be missing',
    basis: HEADER,
    direction: 'answer',
    cell: { subject: 'header', change: 'optional' },
    effect: 'breaking',
    severity: 'breaking',
    example: { before: headers({ 'x-id': { required: true } }), after: headers({ 'x-id': {} }) },
    find: (before, after) =>
      headersMade(before, after, false).map((found) => ({
        ...found,
        witness: line(`${request(before)} always answers with ${found.at.split(' ').at(-1)}`, `${request(after)} may answer without it`),
      })),
  },
];

function headersMade(before: Version, after: Version, required: boolean): Found[] {
  return ofAnswers(before, after, (earlier, later) =>
    earlier.headers.flatMap((header) => {
      const now = later.headers.find((candidate) => headerName(candidate) === headerName(header));
      return now && now.required !== header.required && now.required === required
        ? [
            {
              at: `answer ${later.status} header ${header.name}`,
              before: told(header),
              after: told(now),
              places: { before: header.pointer, after: now.pointer },
            },
          ]
        : [];
    }),
  );
}
