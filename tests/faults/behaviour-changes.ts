import type { StageChange } from '#fixtures/mock/fault.ts';
import { always, answeredAs, keptAs, refusedAs, sentAs } from '#fixtures/mock/faults/tools.ts';
import { FAULTS } from '#fixtures/mock/faults.ts';
import { VARIATIONS } from '#fixtures/mock/variations.ts';
import { isObject, type Json, valueAt, without, withValue } from '#src/model/json.ts';

/** Changes that break no promise, and are no variation either: what a provider may do one day. */
const OWN: Readonly<Record<string, StageChange['change']>> = {
  'active-with-contacts': keptAs((body, { sent }) => withStatus(body, sent, valueAt(sent, '/contacts') === undefined ? 'inactive' : 'active')),
  'active-without-contacts': keptAs((body, { sent }) => withStatus(body, sent, valueAt(sent, '/contacts') === undefined ? 'active' : 'inactive')),
  'status-enabled': keptAs((body, { sent }) => withStatus(body, sent, 'enabled')),
  'failure-501': sentAs((reply) => (reply.status === 500 ? { ...reply, status: 501 } : reply)),
  'allow-more': sentAs((reply) => (reply.headers['allow'] ? { ...reply, headers: { ...reply.headers, allow: 'DELETE, POST' } } : reply)),
  'envelope-old': answeredAs((reply) => ({ ...reply, body: { success: true, message: 'Done', data: { customer: valueAt(reply.body, '/data') ?? null } } })),
  'error-data-null': refusedAs([], (reply) => (isObject(reply.body) ? { ...reply, body: { ...reply.body, details: null } } : reply)),
  'error-data-object': refusedAs([], (reply) => (isObject(reply.body) ? { ...reply, body: { ...reply.body, details: {} } } : reply)),
  'contacts-left-out': answeredAs((reply) => (reply.body === undefined ? reply : { ...reply, body: without(reply.body, '/data/contacts') })),
  'vendor-media-type': answeredAs((reply) => ({ ...reply, media: 'application/vnd.api+json' })),
};

/** A record with a status of the provider's choice, where none was sent. */
function withStatus(body: Json, sent: Json | undefined, status: string): Json {
  return valueAt(sent, '/status') === undefined ? withValue(body, '/data/status', status) : body;
}

/** A change by its id: a seeded fault, a variation, or one of the table above. */
export const changeCalled = (id: string): StageChange => {
  const own = OWN[id];
  const found = own ? { applies: always, change: own } : [...FAULTS, ...VARIATIONS].find((change) => change.id === id);
  if (!found) throw new Error(`there is no change ${id}`);
  return found;
};

/** One thing a provider changes between two nights: the mock with some changes before, with others after, and what is told of it. */
export interface BehaviourChange {
  provider: string;
  says: string;
  before?: readonly string[];
  after?: readonly string[];
  /** Severity, rule and place of every drift. */
  sees: readonly string[];
}

export const CHANGES: readonly BehaviourChange[] = [
  {
    provider: 'fluentcart',
    says: 'a required member is no longer demanded',
    after: ['last-required-not-checked'],
    sees: ['warn invalid-accepted: request invalid-body: request/full_name#required'],
  },
  {
    provider: 'count',
    says: 'emails are no longer checked',
    after: ['format-not-checked'],
    sees: ['warn invalid-accepted: request invalid-body: request/email#format'],
  },
  {
    provider: 'fluentcart',
    says: 'a member that was not demanded is',
    before: ['required-not-checked'],
    sees: ['warn invalid-refused: request invalid-body: request/email#required', 'warn invalid-refused: request invalid-body: request/full_name#required'],
  },
  {
    provider: 'salesive',
    says: 'a trailing comma is taken',
    after: ['trailing-comma-accepted'],
    sees: ['warn invalid-accepted: request malformed-json: request#media-type'],
  },
  {
    provider: 'voucherify',
    says: 'another media type is taken',
    after: ['text-plain-accepted'],
    sees: ['warn invalid-accepted: request media-type: request#media-type'],
  },
  { provider: 'flowwise', says: 'another method answers', after: ['get-answers'], sees: ['warn invalid-accepted: request other: request#method'] },
  {
    provider: 'salesive',
    says: 'addresses with a plus are refused',
    after: ['plus-address-refused'],
    sees: ['breaking valid-refused: request valid: request/email#type'],
  },
  {
    provider: 'count',
    says: 'an optional member is demanded',
    after: ['optional-demanded'],
    sees: ['breaking valid-refused: request valid', 'warn open-refused: request open'],
  },
  {
    provider: 'count',
    says: 'a listed value that was refused is taken',
    before: ['enum-value-refused'],
    sees: ['info valid-accepted: request valid: request/status#enum'],
  },
  { provider: 'salesive', says: 'a member that was ignored is refused', after: ['ignored-refused'], sees: ['warn open-refused: request open: ignored/shop'] },
  { provider: 'salesive', says: 'a member that was refused is ignored', before: ['ignored-refused'], sees: ['info open-accepted: request open: ignored/shop'] },
  {
    provider: 'flowwise',
    says: 'a second create with the same key works',
    after: ['duplicate-accepted'],
    sees: ['breaking duplicate-accepted: request duplicate: key/customer_id'],
  },
  {
    provider: 'flowwise',
    says: 'a second create with the same key no longer works',
    before: ['duplicate-accepted'],
    sees: ['warn invalid-refused: request duplicate: key/customer_id'],
  },
  {
    provider: 'count',
    says: 'signatures are no longer checked',
    after: ['signature-not-checked'],
    sees: ['breaking credential-accepted: request credentials: credential/signed/x-signature'],
  },
  {
    provider: 'salesive',
    says: 'any scheme is let in',
    after: ['scheme-ignored'],
    sees: ['breaking credential-accepted: request credentials: credential/app-token/authorization'],
  },
  {
    provider: 'flowwise',
    says: 'one header of two is enough',
    after: ['last-header-only'],
    sees: [
      'breaking credential-accepted: request credentials: credential/api-keys/x-client-id',
      'breaking credential-accepted: request credentials: credential/api-keys/x-client-secret',
    ],
  },
  {
    provider: 'fluentcart',
    says: 'records are not kept',
    after: ['not-stored'],
    sees: [
      'breaking duplicate-accepted: request duplicate: key/email',
      'breaking record-lost: request read: key/email',
      'breaking record-lost: request read: read',
    ],
  },
  {
    provider: 'voucherify',
    says: 'an upsert is refused',
    after: ['upsert-refused'],
    sees: [
      'breaking valid-refused: request valid: key/source_id',
      'breaking valid-refused: request valid: key/id',
      'breaking valid-refused: request valid: precedence/source_id',
    ],
  },
  {
    provider: 'count',
    says: 'records are kept again',
    before: ['not-stored'],
    sees: ['warn invalid-refused: request duplicate: key/email', 'info record-found: request read: key/email', 'info record-found: request read: read'],
  },
  {
    provider: 'flowwise',
    says: 'the server fails at duplicates',
    after: ['duplicate-fails'],
    sees: ['breaking failure-appeared: status duplicate: key/customer_id'],
  },
  {
    provider: 'count',
    says: 'the server no longer fails at malformed JSON',
    before: ['malformed-json-fails'],
    sees: ['info failure-gone: status malformed-json: request#media-type'],
  },
  {
    provider: 'flowwise',
    says: 'the server fails in another way',
    before: ['duplicate-fails'],
    after: ['duplicate-fails', 'failure-501'],
    sees: ['info failure-status-changed: status duplicate: key/customer_id'],
  },
  { provider: 'count', says: 'a success is 200 instead of 201', after: ['success-status-other'], sees: ['breaking success-status-changed: answer 201 status'] },
  {
    provider: 'fluentcart',
    says: 'invalid bodies get another status',
    after: ['invalid-status-other'],
    sees: ['breaking refusal-status-changed: status invalid-body'],
  },
  {
    provider: 'count',
    says: 'wrong credentials get another status',
    after: ['credentials-status-other'],
    sees: ['breaking refusal-status-changed: status credentials'],
  },
  {
    provider: 'flowwise',
    says: 'malformed JSON gets another status',
    after: ['undocumented-status'],
    sees: ['warn protocol-status-changed: status malformed-json: request#media-type'],
  },
  {
    provider: 'salesive',
    says: "successes have a media type of the vendor's",
    after: ['vendor-media-type'],
    sees: ['breaking media-type-changed: answer 201 media'],
  },
  { provider: 'flowwise', says: 'successes are pages', after: ['success-as-html'], sees: ['breaking media-type-changed: answer 200 media'] },
  { provider: 'count', says: 'errors are plain text', after: ['error-as-text'], sees: ['breaking media-type-changed: answer 4XX media'] },
  {
    provider: 'fluentcart',
    says: 'successes have no body',
    after: ['success-without-body'],
    sees: ['breaking body-vanished: answer 200 body', 'breaking record-lost: request read: key/email', 'breaking record-lost: request read: read'],
  },
  { provider: 'flowwise', says: 'errors have a body again', before: ['error-without-body'], sees: ['info body-appeared: answer 4XX body'] },
  { provider: 'salesive', says: 'the JSON of successes is cut short', after: ['json-cut-short'], sees: ['breaking body-unreadable: answer 201 body'] },
  {
    provider: 'voucherify',
    says: 'a notice before the JSON is gone',
    before: ['php-notice-before-json'],
    sees: ['info body-readable: answer 200 body', 'info record-found: request read: key/source_id', 'info record-found: request read: read'],
  },
  { provider: 'flowwise', says: 'the record comes in a list', after: ['record-in-list'], sees: ['breaking body-type-changed: answer 200 body'] },
  {
    provider: 'fluentcart',
    says: 'the success body loses a level',
    before: ['envelope-old'],
    sees: [
      'breaking member-vanished: answer 200 /success',
      'breaking member-vanished: answer 200 /data/customer',
      'info member-appeared: answer 200 /data/id',
      'info member-appeared: answer 200 /data/email',
      'info member-appeared: answer 200 /data/first_name',
      'info member-appeared: answer 200 /data/last_name',
      'info record-found: request read: key/email',
      'info record-found: request read: read',
    ],
  },
  { provider: 'salesive', says: 'the end of the operation is announced', after: ['sunset-announced'], sees: ['warn end-announced: answer header sunset'] },
  { provider: 'salesive', says: 'the end of the operation is called off', before: ['sunset-announced'], sees: ['info end-called-off: answer header sunset'] },
  { provider: 'salesive', says: 'a Location is given', after: ['headers-of-a-resource'], sees: ['info header-appeared: answer header location'] },
  { provider: 'fluentcart', says: 'the challenge is gone', after: ['challenge-missing'], sees: ['warn header-vanished: answer header www-authenticate'] },
  {
    provider: 'voucherify',
    says: 'the challenge names other schemes',
    after: ['challenges-several'],
    sees: ['warn header-changed: answer header www-authenticate'],
  },
  { provider: 'count', says: 'other methods are allowed', after: ['allow-more'], sees: ['warn header-changed: answer header allow'] },
  {
    provider: 'count',
    says: 'texts are cut at 192 letters',
    after: ['echo-truncated-at-192'],
    sees: ['breaking value-altered: answer 201 kept /customer', 'breaking value-altered: answer 201 kept /website'],
  },
  {
    provider: 'salesive',
    says: 'names are capitalised',
    after: ['echo-capitalised'],
    sees: ['warn value-tidied: answer 201 kept /name', 'warn value-tidied: read 200 kept /name'],
  },
  {
    provider: 'salesive',
    says: 'names are no longer capitalised',
    before: ['echo-capitalised'],
    sees: ['info value-kept: answer 201 kept /name', 'info value-kept: read 200 kept /name'],
  },
  {
    provider: 'flowwise',
    says: 'an error has another code',
    after: ['error-code-other'],
    sees: [
      'breaking error-code-changed: answer 4XX /code: credential/api-keys/x-client-id',
      'breaking error-code-changed: answer 4XX /code: credential/api-keys',
      'breaking error-code-changed: answer 4XX /code: credential/api-keys/x-client-secret',
    ],
  },
  {
    provider: 'fluentcart',
    says: 'a required member of successes is gone',
    after: ['required-member-missing'],
    sees: ['breaking member-vanished: answer 200 /message'],
  },
  { provider: 'count', says: 'a list is left out', after: ['contacts-left-out'], sees: ['breaking member-vanished: answer 201 /data/contacts'] },
  {
    provider: 'salesive',
    says: 'a default is no longer shown',
    after: ['default-unshown'],
    sees: ['breaking member-sometimes-missing: answer 201 /data/active'],
  },
  {
    provider: 'voucherify',
    says: 'the record has one more member',
    after: ['record-with-more'],
    sees: ['info member-appeared: answer 200 /self_link', 'info member-appeared: read 200 /self_link'],
  },
  {
    provider: 'fluentcart',
    says: 'an id is text instead of a number',
    after: ['member-mistyped'],
    sees: ['breaking member-type-changed: answer 200 /data/id', 'breaking member-type-changed: read 200 /customer/id'],
  },
  {
    provider: 'salesive',
    says: 'an id is null',
    after: ['member-null'],
    sees: ['breaking member-null: answer 201 /data/_id', 'breaking member-null: read 200 /data/*/_id'],
  },
  {
    provider: 'salesive',
    says: 'an id is null no more',
    before: ['member-null'],
    sees: ['info member-never-null: answer 201 /data/_id', 'info member-never-null: read 200 /data/*/_id'],
  },
  {
    provider: 'salesive',
    says: 'what was null is left out',
    after: ['null-left-out'],
    sees: ['info null-left-out: answer 201 /data/user', 'info null-left-out: answer 201 /data/phone', 'info null-left-out: read 200 /data/*/user'],
  },
  {
    provider: 'voucherify',
    says: 'a time has another form',
    after: ['date-time-malformed'],
    sees: ['breaking format-lost: answer 200 /created_at', 'breaking format-lost: read 200 /created_at'],
  },
  {
    provider: 'flowwise',
    says: 'times are days',
    after: ['time-by-day'],
    sees: ['breaking format-lost: answer 200 /added_on', 'breaking format-lost: answer 200 /updated_on'],
  },
  {
    provider: 'count',
    says: 'the default status has another name',
    after: ['status-enabled'],
    sees: ['warn word-new: answer 201 /data/status', 'info word-vanished: answer 201 /data/status'],
  },
  {
    provider: 'count',
    says: 'the default status changes places',
    before: ['active-with-contacts'],
    after: ['active-without-contacts'],
    sees: ['warn word-other: answer 201 /data/status'],
  },
  {
    provider: 'flowwise',
    says: 'a member of an error is gone',
    after: ['error-member-missing'],
    sees: ['breaking error-member-sometimes-missing: answer 4XX /message'],
  },
  {
    provider: 'count',
    says: 'errors have one more member',
    after: ['errors-with-more'],
    sees: ['info error-member-appeared: answer 4XX /trace_id', 'info error-member-appeared: answer 4XX /timestamp'],
  },
  {
    provider: 'fluentcart',
    says: 'an error code is text instead of a number',
    after: ['error-member-mistyped'],
    sees: ['breaking error-member-type-changed: answer 4XX /code'],
  },
  { provider: 'fluentcart', says: 'an error code is null', after: ['error-member-null'], sees: ['breaking error-member-null: answer 4XX /code'] },
  {
    provider: 'flowwise',
    says: 'a member of errors that was null has a value',
    before: ['error-data-null'],
    after: ['error-data-object'],
    sees: ['info error-member-never-null: answer 4XX /details'],
  },
  {
    provider: 'flowwise',
    says: 'a member of errors that was null is left out',
    before: ['error-data-null'],
    sees: ['info error-null-left-out: answer 4XX /details'],
  },
  {
    provider: 'flowwise',
    says: 'a member of all errors is gone',
    before: ['error-data-object'],
    sees: ['breaking error-member-vanished: answer 4XX /details'],
  },
];
