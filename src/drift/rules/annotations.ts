import { type Json, sameJson } from '../../model/json.ts';
import { bothSides } from '../both-sides.ts';
import type { Found, SchemaRule } from '../rule.ts';
import type { Shape } from '../shape.ts';

const STRING = { type: 'string' };
type Flag = 'deprecated' | 'readOnly' | 'writeOnly';

const flag =
  (name: Flag, now: boolean) =>
  (before: Shape, after: Shape): Found[] =>
    before.annotations[name] !== after.annotations[name] && after.annotations[name] === now ? [{ at: '', before: !now, after: now, keyword: name }] : [];

const usual =
  (is: (before: Json | undefined, after: Json | undefined) => boolean) =>
  (before: Shape, after: Shape): Found[] => {
    const [earlier, later] = [before.annotations.default, after.annotations.default];
    return is(earlier, later) ? [{ at: '', before: earlier ?? 'none', after: later ?? 'none', keyword: 'default' }] : [];
  };

const flags: readonly { name: Flag; subject: string; says: string; not: string; severity: { request?: 'warn'; answer?: 'warn' }; basis: string }[] = [
  {
    name: 'deprecated',
    subject: 'deprecation',
    says: 'a member is on its way out',
    not: 'a member is not on its way out any more',
    severity: { request: 'warn', answer: 'warn' },
    basis: 'OpenAPI 3.0.3, 4.7.24; JSON Schema 2020-12 validation, 9.3',
  },
  {
    name: 'readOnly',
    subject: 'read-only',
    says: 'only the server sets a member: what is sent is ignored',
    not: 'a member may be sent',
    severity: { request: 'warn' },
    basis: 'OpenAPI 3.0.3, 4.7.24',
  },
  {
    name: 'writeOnly',
    subject: 'write-only',
    says: 'a member is not told in answers any more',
    not: 'a member is told in answers',
    severity: { answer: 'warn' },
    basis: 'OpenAPI 3.0.3, 4.7.24',
  },
];

/** What is said beside the values: no body is valid or invalid for it, but a caller may rest on it. */
export const annotationRules: readonly SchemaRule[] = [
  ...flags.flatMap(({ name, subject, says, not, severity, basis }) => [
    ...bothSides({
      subject,
      change: 'added',
      says,
      basis,
      meaning: 'notes',
      evenReplaced: true,
      severity,
      example: { before: STRING, after: { type: 'string', [name]: true } },
      find: flag(name, true),
    }),
    ...bothSides({
      subject,
      change: 'removed',
      says: not,
      basis,
      meaning: 'notes',
      evenReplaced: true,
      example: { before: { type: 'string', [name]: true }, after: STRING },
      find: flag(name, false),
    }),
  ]),
  ...bothSides({
    subject: 'default',
    change: 'added',
    says: 'what is left out gets a value',
    basis: 'OpenAPI 3.0.3, 4.7.24',
    meaning: 'notes',
    example: { before: STRING, after: { type: 'string', default: 'a' } },
    find: usual((before, after) => before === undefined && after !== undefined),
  }),
  ...bothSides({
    subject: 'default',
    change: 'removed',
    says: 'what is left out gets no value any more',
    basis: 'OpenAPI 3.0.3, 4.7.24',
    meaning: 'notes',
    severity: { request: 'warn' },
    example: { before: { type: 'string', default: 'a' }, after: STRING },
    find: usual((before, after) => before !== undefined && after === undefined),
  }),
  ...bothSides({
    subject: 'default',
    change: 'changed',
    says: 'what is left out gets another value',
    basis: 'OpenAPI 3.0.3, 4.7.24',
    meaning: 'notes',
    // Who leaves it out gets another record for the same request.
    severity: { request: 'warn' },
    example: { before: { type: 'string', default: 'a' }, after: { type: 'string', default: 'b' } },
    find: usual((before, after) => before !== undefined && after !== undefined && !sameJson(before, after)),
  }),
  ...bothSides({
    subject: 'discriminator',
    change: 'changed',
    says: 'alternatives are told apart by something else',
    basis: 'OpenAPI 3.0.3, 4.7.25',
    meaning: 'notes',
    example: {
      before: { type: 'object', discriminator: { propertyName: 'kind' } },
      after: { type: 'object', discriminator: { propertyName: 'type' } },
    },
    find: (before, after) => {
      const [earlier, later] = [before.annotations.discriminator, after.annotations.discriminator];
      return earlier === later ? [] : [{ at: '', before: earlier ?? 'none', after: later ?? 'none', keyword: 'discriminator' }];
    },
  }),
  ...bothSides({
    subject: 'content-encoding',
    change: 'changed',
    says: 'the content of a text is of another encoding or media type',
    basis: 'JSON Schema 2020-12 validation, 8',
    meaning: 'notes',
    severity: { request: 'warn', answer: 'warn' },
    example: { before: STRING, after: { type: 'string', contentEncoding: 'base64' } },
    find: (before, after) => {
      const [earlier, later] = [before.annotations.encoding, after.annotations.encoding];
      return earlier === later ? [] : [{ at: '', before: earlier ?? 'none', after: later ?? 'none', keyword: 'contentEncoding' }];
    },
  }),
];
