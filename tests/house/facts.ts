import type { Json } from '#src/model/json.ts';

/**
 * What each provider's page and documentation say, copied by hand from there and not from `specs/`: the same facts twice.
 * A member reads `required string minLength 1`; a grade in brackets stands where it is not the one `base` names.
 */
export interface Facts {
  operation: string;
  servers: readonly string[];
  /** The grade of what carries none in the tables. */
  base: 'schema' | 'prose';
  /** The request body, place by place. */
  request: Readonly<Record<string, string>>;
  /** The bodies of answers, for one status or several (`400 401`). */
  answers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Security of the document: OR over AND. */
  schemes: readonly (readonly string[])[];
  /** The headers that carry it: OR over AND. */
  headers: readonly (readonly string[])[];
  keys: Readonly<Record<string, string>>;
  rejections: Readonly<Record<string, string>>;
  defaults: Readonly<Record<string, Json>>;
  /** Members that name an existing object, are on their way out, have side effects, or are ignored. */
  withheld: readonly string[];
  read: string;
  clean: string;
  settings: readonly string[];
}

const member = (type: string, ...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, type]));
const below = (at: string, members: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(members).map(([name, says]) => [`${at}${name}`, says]));

const ASSUMED_TEXT = 'optional (assumed) string (assumed)';
const COUNT_ADDRESS = member('optional (prose) string (assumed)', '/street', '/city', '/state', '/zipCode', '/country');

const count: Facts = {
  operation: 'POST /customers',
  servers: ['https://api.getcount.com/partners', 'https://dev-api.getcount.com/partners'],
  base: 'schema',
  request: {
    '': 'object',
    '/customer': 'required string minLength 1 maxLength 255',
    '/email': 'required string format email (prose) maxLength 255',
    '/mainPhone': 'optional string or null maxLength 50',
    '/website': 'optional string or null maxLength 255',
    '/status': 'optional string enum active inactive',
    '/billingAddress': 'optional object or null',
    ...below('/billingAddress', COUNT_ADDRESS),
    '/shippingAddress': 'optional object or null',
    ...below('/shippingAddress', COUNT_ADDRESS),
    '/contacts': 'optional array',
    '/contacts/*': 'object (prose)',
    ...below('/contacts/*', member(ASSUMED_TEXT, '/firstName', '/lastName', '/email', '/phone')),
    '/contacts/*/isPrimary': 'optional (assumed) boolean (assumed)',
  },
  answers: {
    '201': {
      '': 'object',
      '/status': 'string',
      '/message': 'string',
      '/data': 'object',
      ...below('/data', member('string (assumed)', '/uuid', '/customer', '/email', '/status', '/createdAt', '/updatedAt')),
      ...below('/data', member('string (assumed) or null (assumed)', '/mainPhone', '/website')),
      ...below('/data', member('object (assumed) or null (assumed)', '/billingAddress', '/shippingAddress')),
      '/data/contacts': 'array (assumed)',
      '/data/contacts/*': 'object (assumed)',
    },
    '400 401 409 429': {
      '': 'object',
      '/status': 'required string enum error (prose)',
      '/message': 'required string',
      '/code': 'required string',
      '/details': 'object',
      '/errors': 'array',
    },
  },
  schemes: [['BearerToken', 'ClientId', 'Timestamp', 'Signature']],
  headers: [['Authorization bearer', 'x-client-id key', 'x-timestamp timestamp', 'x-signature signature']],
  keys: { '/email': 'conflict 409' },
  rejections: { 'invalid-body': '400', credentials: '401', duplicate: '409' },
  defaults: { '/status': 'active' },
  withheld: [],
  read: 'GET /customers/{id}',
  clean: 'DELETE /customers/{id}',
  settings: ['COUNT_ACCESS_TOKEN', 'COUNT_BASE_URL', 'COUNT_CLIENT_ID', 'COUNT_CLIENT_SECRET', 'COUNT_TIMESTAMP_UNIT'],
};

const flowwise: Facts = {
  operation: 'POST /customer',
  servers: ['https://sandbox.flowwise.com/router', 'https://app.flowwise.com/router'],
  base: 'schema',
  request: {
    '': 'object',
    '/customer_id': 'required string',
    '/scope': 'required string enum PROJECT GLOBAL',
    ...member('optional string', '/name', '/phone', '/email', '/address'),
  },
  answers: {
    '200': {
      '': 'object',
      ...member('string', '/id', '/added_on', '/updated_on', '/customer_id', '/project_id', '/scope', '/status', '/name', '/email', '/phone', '/address'),
    },
    '400 401 409 500': { '': 'object', ...member('required string', '/message', '/code', '/type') },
  },
  schemes: [['ApiKeyAuth', 'ApiSecret']],
  headers: [['x-client-id key', 'x-client-secret key']],
  keys: { '/customer_id': 'conflict 409' },
  rejections: { 'invalid-body': '400', credentials: '401', duplicate: '409' },
  defaults: {},
  withheld: [],
  read: '',
  clean: 'DELETE /customer/{id}',
  settings: ['FLOWWISE_BASE_URL', 'FLOWWISE_CLIENT_ID', 'FLOWWISE_CLIENT_SECRET'],
};

const fluentcart: Facts = {
  operation: 'POST /customers',
  servers: ['https://{website}/wp-json/fluent-cart/v2'],
  base: 'prose',
  request: {
    '': 'object',
    '/email': 'required string format email',
    '/full_name': 'required string maxLength 255',
    ...member('optional string', '/city', '/status', '/notes', '/country', '/state', '/postcode', '/wp_user'),
    '/user_id': 'optional integer',
  },
  answers: {
    '200': {
      '': 'object',
      '/message': 'required string',
      '/data': 'required object',
      '/data/id': 'required integer',
      ...below('/data', member('required string', '/email', '/first_name', '/last_name')),
    },
    '400 423': {
      '': 'object',
      '/code': 'required integer',
      '/message': 'required string',
      '/data': 'required (example) string (example)',
    },
  },
  schemes: [['ApplicationPasswords']],
  headers: [['Authorization basic']],
  keys: { '/email': 'conflict 400 422' },
  rejections: { 'invalid-body': '400 or 422', duplicate: '400 or 422' },
  defaults: {},
  withheld: ['/user_id', '/wp_user'],
  read: 'GET /customers/{id}',
  clean: 'POST /customers/do-bulk-action',
  settings: ['FLUENTCART_APPLICATION_PASSWORD', 'FLUENTCART_BASE_URL', 'FLUENTCART_USERNAME'],
};

const SALESIVE_ENVELOPE = { '': 'object', '/status': 'required integer', '/success': 'required boolean', '/message': 'required string' };

const salesive: Facts = {
  operation: 'POST /customers',
  servers: ['https://api.salesive.com/api/v1'],
  base: 'schema',
  request: {
    '': 'object',
    '/name': 'required string',
    '/email': 'required string format email',
    '/phone': 'optional string or null',
    '/user': 'optional string or null',
    '/active': 'optional boolean',
  },
  answers: {
    '201': {
      ...SALESIVE_ENVELOPE,
      '/data': 'object',
      ...below('/data', member('string', '/_id', '/id', '/shop', '/name', '/email')),
      ...below('/data', member('string format date-time', '/lastActive', '/createdAt', '/updatedAt')),
      ...below('/data', member('string or null', '/phone', '/avatar')),
      ...below('/data', member('boolean', '/online', '/active')),
      '/data/user': 'oneOf',
    },
    '401 403': SALESIVE_ENVELOPE,
  },
  schemes: [['AppToken']],
  headers: [['Authorization bearer']],
  keys: { '/email': 'error' },
  rejections: { credentials: '401', scope: '403' },
  defaults: { '/active': true },
  withheld: ['/shop', '/user'],
  read: 'GET /customers?search={/email}',
  clean: 'PUT /customers/{id}',
  settings: ['SALESIVE_APP_TOKEN', 'SALESIVE_BASE_URL'],
};

const VOUCHERIFY_BASE = (optional: string): Record<string, string> => ({
  ...member(`${optional}string`, '/name', '/description', '/email', '/phone'),
  ...member(`${optional}string format date`, '/birthday', '/birthdate'),
  '/address': `${optional}object or null`,
  ...below('/address', member(`${optional}string`, '/city', '/state', '/line_1', '/line_2', '/country', '/postal_code')),
  '/metadata': `${optional}object`,
});

const voucherify: Facts = {
  operation: 'POST /v1/customers',
  servers: ['https://{cluster}.voucherify.io'],
  base: 'schema',
  request: { '': 'object', ...member('optional string', '/id', '/source_id'), ...VOUCHERIFY_BASE('optional ') },
  answers: {
    '200': {
      '': 'object',
      ...member('string', '/id', '/source_id'),
      ...VOUCHERIFY_BASE(''),
      // `nullable` beside `allOf` without `type`: whether null is allowed is disputed, so it is no promise.
      ...member('required object', '/summary', '/loyalty', '/referrals'),
      '/system_metadata': 'object',
      ...member('string format date-time', '/created_at', '/updated_at'),
      '/assets': 'object',
      ...below('/assets', member('string', '/cockpit_url', '/cockpit_preference_center_url')),
      '/object': 'required string enum customer',
      ...below('/summary', member('required object', '/redemptions', '/redemptions/gift', '/redemptions/loyalty_card', '/orders')),
      ...below('/summary/redemptions', member('required integer', '/total_redeemed', '/total_failed', '/total_succeeded', '/total_rolled_back')),
      ...below('/summary/redemptions', member('required integer', '/total_rollback_failed', '/total_rollback_succeeded')),
      ...below('/summary/redemptions', member('required integer', '/gift/redeemed_amount', '/gift/amount_to_go')),
      ...below('/summary/redemptions', member('required integer', '/loyalty_card/redeemed_points', '/loyalty_card/points_to_go')),
      ...below('/summary/orders', member('required integer', '/total_amount', '/total_count', '/average_amount', '/last_order_amount')),
      '/summary/orders/last_order_date': 'string format date-time',
      ...below('/loyalty', member('required integer', '/points', '/referred_customers')),
      '/loyalty/campaigns': 'required object',
      '/loyalty/campaigns/*': 'object',
      ...below('/loyalty/campaigns/*', { ...member('integer', '/points', '/referred_customers'), '/loyalty_tier': 'string' }),
      '/referrals/total': 'required integer',
      '/referrals/campaigns': 'required array',
      '/referrals/campaigns/*': 'object',
      ...below('/referrals/campaigns/*', member('required string', '/campaign_id', '/referrer_id', '/related_object_id', '/related_object_type')),
      '/referrals/campaigns/*/date': 'required string format date-time',
    },
  },
  schemes: [['X-App-Id', 'X-App-Token'], ['X-Voucherify-OAuth']],
  headers: [['X-App-Id key', 'X-App-Token key'], ['Authorization bearer']],
  keys: { '/source_id': 'upsert', '/id': 'upsert' },
  rejections: {},
  defaults: {},
  withheld: ['/birthday', '/id'],
  read: 'GET /v1/customers/{id}',
  clean: 'DELETE /v1/customers/{id}',
  settings: ['VOUCHERIFY_APP_ID', 'VOUCHERIFY_APP_TOKEN', 'VOUCHERIFY_BASE_URL'],
};

export const FACTS: Readonly<Record<string, Facts>> = { count, flowwise, fluentcart, salesive, voucherify };
