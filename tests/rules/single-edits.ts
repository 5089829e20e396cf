import type { Json } from '#src/model/json.ts';

/** What stands at a JSON pointer of a contract is set, or taken out. */
export interface Edit {
  at: string;
  to?: Json;
}

/** One change of a provider's contract, and all that drift has to say of it. */
export interface SingleEdit {
  provider: string;
  what: string;
  /** What the contract was like before; as it is where nothing is said. */
  before?: readonly Edit[];
  /** What is changed in the contract as it is. */
  edits: readonly Edit[];
  /** `severity rule at location (kind of witness)`, the most serious first. */
  expects: readonly string[];
}

export const SINGLE_EDITS: readonly SingleEdit[] = [
  {
    provider: 'voucherify',
    what: 'the body need not be sent any more (June)',
    edits: [{ at: '/paths/~1v1~1customers/post/requestBody/required' }],
    expects: ['info request-body-optional at request'],
  },
  {
    provider: 'voucherify',
    what: 'the body has to be sent again (July)',
    before: [{ at: '/paths/~1v1~1customers/post/requestBody/required' }],
    edits: [],
    expects: ['breaking request-body-required at request (request-line)'],
  },
  {
    provider: 'voucherify',
    what: 'scopes published as a list in a list',
    edits: [{ at: '/paths/~1v1~1customers/post/security/1/X-Voucherify-OAuth', to: [[]] }],
    expects: ['info security-scope-removed at security', 'info security-scope-removed at security', 'info security-scopes-malformed at security'],
  },
  {
    provider: 'voucherify',
    what: 'the key pair and OAuth in one AND',
    edits: [{ at: '/paths/~1v1~1customers/post/security', to: [{ 'X-App-Id': [], 'X-App-Token': [], 'X-Voucherify-OAuth': ['api', 'customers'] }] }],
    expects: [
      'breaking security-scheme-added at security (credentials)',
      'breaking security-scheme-added at security (credentials)',
      'breaking security-scheme-added at security (credentials)',
    ],
  },
  {
    provider: 'voucherify',
    what: 'the key pair and OAuth as alternatives again',
    before: [{ at: '/paths/~1v1~1customers/post/security', to: [{ 'X-App-Id': [], 'X-App-Token': [], 'X-Voucherify-OAuth': ['api', 'customers'] }] }],
    edits: [],
    expects: ['info security-scheme-removed at security', 'info security-scheme-removed at security', 'info security-scheme-removed at security'],
  },
  {
    provider: 'voucherify',
    what: 'one more scope',
    edits: [{ at: '/paths/~1v1~1customers/post/security/1/X-Voucherify-OAuth', to: ['api', 'customers', 'consents'] }],
    expects: ['breaking security-scope-added at security (credentials)'],
  },
  {
    provider: 'voucherify',
    what: 'one scope less',
    edits: [{ at: '/paths/~1v1~1customers/post/security/1/X-Voucherify-OAuth', to: ['api'] }],
    expects: ['info security-scope-removed at security'],
  },
  {
    provider: 'voucherify',
    what: 'no OAuth any more',
    edits: [{ at: '/paths/~1v1~1customers/post/security/1' }],
    expects: ['breaking security-way-removed at security (credentials)'],
  },
  {
    provider: 'voucherify',
    what: 'the own security vanishes, and the document asks for none',
    edits: [{ at: '/paths/~1v1~1customers/post/security' }],
    expects: ['warn security-removed at security'],
  },
  {
    provider: 'voucherify',
    what: 'another header for the token',
    edits: [{ at: '/components/securitySchemes/X-App-Token/name', to: 'X-Token' }],
    expects: ['breaking security-scheme-changed at security (credentials)'],
  },
  {
    provider: 'voucherify',
    what: 'a cluster less',
    edits: [{ at: '/servers/0/variables/cluster/enum', to: ['api', 'us1.api', 'download', 'us1.download', 'as1.download'] }],
    expects: ['breaking server-removed at server (request-line)'],
  },
  {
    provider: 'voucherify',
    what: 'a cluster more',
    edits: [{ at: '/servers/0/variables/cluster/enum', to: ['api', 'us1.api', 'as1.api', 'eu1.api', 'download', 'us1.download', 'as1.download'] }],
    expects: ['info server-added at server'],
  },
  {
    provider: 'voucherify',
    what: 'a required member in requests',
    edits: [{ at: '/components/schemas/Customer/allOf/0/required', to: ['source_id'] }],
    expects: ['breaking request-member-required at request /source_id (payload)'],
  },
  {
    provider: 'voucherify',
    what: 'a member gone from requests and answers',
    edits: [{ at: '/components/schemas/CustomerBase/properties/phone' }],
    expects: ['breaking answer-member-removed at answer 200 /phone (payload)', 'warn request-member-removed at request /phone'],
  },
  {
    provider: 'voucherify',
    what: 'a member more in requests and answers',
    edits: [{ at: '/components/schemas/CustomerBase/properties/locale', to: { type: 'string' } }],
    expects: ['info request-member-added at request /locale', 'info answer-member-added at answer 200 /locale'],
  },
  {
    provider: 'voucherify',
    what: 'a member may be null',
    edits: [{ at: '/components/schemas/CustomerBase/properties/email/nullable', to: true }],
    expects: ['breaking answer-null-added at answer 200 /email (payload)', 'info request-null-added at request /email'],
  },
  {
    provider: 'voucherify',
    what: 'the address may not be null any more',
    edits: [{ at: '/components/schemas/CustomerBase/properties/address/nullable' }],
    expects: ['breaking request-null-removed at request /address (payload)', 'info answer-null-removed at answer 200 /address'],
  },
  {
    provider: 'voucherify',
    what: 'the summary may not be null any more (beside allOf)',
    edits: [{ at: '/components/schemas/CustomerWithSummaryLoyaltyReferrals/allOf/0/properties/summary/nullable' }],
    expects: ['info answer-null-removed at answer 200 /summary'],
  },
  {
    provider: 'voucherify',
    what: 'a member of the answer that may be missing',
    edits: [{ at: '/components/schemas/CustomerWithSummaryLoyaltyReferrals/allOf/0/required', to: ['summary', 'loyalty', 'referrals'] }],
    expects: ['breaking answer-member-optional at answer 200 /object (payload)'],
  },
  {
    provider: 'voucherify',
    what: 'another name for the kind of object',
    edits: [{ at: '/components/schemas/CustomerWithSummaryLoyaltyReferrals/allOf/0/properties/object/enum', to: ['client'] }],
    expects: ['breaking answer-enum-changed at answer 200 /object (payload)'],
  },
  {
    provider: 'voucherify',
    what: 'one more kind of object',
    edits: [{ at: '/components/schemas/CustomerWithSummaryLoyaltyReferrals/allOf/0/properties/object/enum', to: ['customer', 'company'] }],
    expects: ['warn answer-enum-value-added at answer 200 /object (payload)'],
  },
  {
    provider: 'voucherify',
    what: 'a date that becomes a date and time',
    edits: [{ at: '/components/schemas/CustomerBase/properties/birthdate/format', to: 'date-time' }],
    expects: ['breaking request-format-changed at request /birthdate (payload)', 'breaking answer-format-changed at answer 200 /birthdate (payload)'],
  },
  {
    provider: 'voucherify',
    what: 'a count deep inside becomes a decimal number',
    edits: [{ at: '/components/schemas/CustomerSummaryOrders/properties/total_amount/type', to: 'number' }],
    expects: ['breaking answer-type-widened at answer 200 /summary/orders/total_amount (payload)'],
  },
  {
    provider: 'voucherify',
    what: 'a required count deep inside is gone',
    edits: [
      { at: '/components/schemas/CustomerSummaryRedemptions/properties/total_failed' },
      { at: '/components/schemas/CustomerSummaryRedemptions/required/1' },
    ],
    expects: ['breaking answer-required-member-removed at answer 200 /summary/redemptions/total_failed (payload)'],
  },
  {
    provider: 'voucherify',
    what: 'the values of a map are of another type',
    edits: [{ at: '/components/schemas/CustomerLoyalty/properties/campaigns/additionalProperties/properties/points/type', to: 'string' }],
    expects: ['breaking answer-type-changed at answer 200 /loyalty/campaigns/*/points (payload)'],
  },
  {
    provider: 'voucherify',
    what: 'a member of list items is not required any more',
    edits: [
      {
        at: '/components/schemas/CustomerReferrals/properties/campaigns/items/required',
        to: ['campaign_id', 'referrer_id', 'related_object_id', 'related_object_type'],
      },
    ],
    expects: ['breaking answer-member-optional at answer 200 /referrals/campaigns/*/date (payload)'],
  },
  {
    provider: 'voucherify',
    what: 'metadata becomes a text',
    edits: [{ at: '/components/schemas/CustomerBase/properties/metadata/type', to: 'string' }],
    expects: ['breaking request-type-changed at request /metadata (payload)', 'breaking answer-type-changed at answer 200 /metadata (payload)'],
  },
  {
    provider: 'voucherify',
    what: 'the status of success',
    edits: [
      {
        at: '/paths/~1v1~1customers/post/responses/201',
        to: { description: 'x', content: { 'application/json': { schema: { $ref: '#/components/schemas/CustomersCreateResponseBody' } } } },
      },
      { at: '/paths/~1v1~1customers/post/responses/200' },
    ],
    expects: ['breaking answer-success-status-removed at answer 200 (request-line)', 'info answer-success-status-added at answer 201 (request-line)'],
  },
  {
    provider: 'voucherify',
    what: 'the operation on its way out',
    edits: [{ at: '/paths/~1v1~1customers/post/deprecated', to: true }],
    expects: ['warn deprecation-added at operation'],
  },
  {
    provider: 'voucherify',
    what: 'a member told to be deprecated in words',
    edits: [{ at: '/components/schemas/CustomerBase/properties/description/description', to: 'Deprecated: use metadata.' }],
    expects: ['warn request-deprecation-added at request /description', 'warn answer-deprecation-added at answer 200 /description'],
  },
  {
    provider: 'voucherify',
    what: 'another path',
    edits: [{ at: '/paths/~1v2~1customers', to: { post: { responses: { '200': { description: 'x' } } } } }, { at: '/paths/~1v1~1customers' }],
    expects: ['breaking operation-removed at operation (request-line)', 'info operation-added at operation'],
  },
  {
    provider: 'flowwise',
    what: 'a bound on the key',
    edits: [{ at: '/components/schemas/CustomerRequest/properties/customer_id/maxLength', to: 50 }],
    expects: ['breaking request-max-length-added at request /customer_id (payload)'],
  },
  {
    provider: 'flowwise',
    what: 'a least length of the key',
    edits: [{ at: '/components/schemas/CustomerRequest/properties/customer_id/minLength', to: 3 }],
    expects: ['breaking request-min-length-added at request /customer_id (payload)'],
  },
  {
    provider: 'flowwise',
    what: 'a pattern of the key',
    edits: [{ at: '/components/schemas/CustomerRequest/properties/customer_id/pattern', to: '^[a-z0-9_]+$' }],
    expects: ['breaking request-pattern-added at request /customer_id (payload)'],
  },
  {
    provider: 'flowwise',
    what: 'a scope more',
    edits: [{ at: '/components/schemas/CustomerRequest/properties/scope/enum', to: ['PROJECT', 'GLOBAL', 'TEAM'] }],
    expects: ['info request-enum-value-added at request /scope'],
  },
  {
    provider: 'flowwise',
    what: 'a scope less',
    edits: [{ at: '/components/schemas/CustomerRequest/properties/scope/enum', to: ['PROJECT'] }],
    expects: ['breaking request-enum-value-removed at request /scope (payload)'],
  },
  {
    provider: 'flowwise',
    what: 'scopes in small letters',
    edits: [{ at: '/components/schemas/CustomerRequest/properties/scope/enum', to: ['project', 'global'] }],
    expects: ['breaking request-enum-changed at request /scope (payload)'],
  },
  {
    provider: 'flowwise',
    what: 'the scope need not be sent',
    edits: [{ at: '/components/schemas/CustomerRequest/required', to: ['customer_id'] }],
    expects: ['info request-member-optional at request /scope'],
  },
  {
    provider: 'flowwise',
    what: 'the email has to be sent',
    edits: [{ at: '/components/schemas/CustomerRequest/required', to: ['customer_id', 'scope', 'email'] }],
    expects: ['breaking request-member-required at request /email (payload)'],
  },
  {
    provider: 'flowwise',
    what: 'the email is of a format',
    edits: [{ at: '/components/schemas/CustomerRequest/properties/email/format', to: 'email' }],
    expects: ['breaking request-format-added at request /email (payload)'],
  },
  {
    provider: 'flowwise',
    what: 'the phone becomes a number',
    edits: [{ at: '/components/schemas/CustomerRequest/properties/phone/type', to: 'integer' }],
    expects: ['breaking request-type-changed at request /phone (payload)'],
  },
  {
    provider: 'flowwise',
    what: 'the address becomes an object',
    edits: [{ at: '/components/schemas/CustomerRequest/properties/address', to: { type: 'object', properties: { city: { type: 'string' } } } }],
    expects: ['breaking request-type-changed at request /address (payload)'],
  },
  {
    provider: 'flowwise',
    what: 'no further members',
    edits: [{ at: '/components/schemas/CustomerRequest/additionalProperties', to: false }],
    expects: ['warn request-object-closed at request (payload)'],
  },
  {
    provider: 'flowwise',
    what: 'a state that is listed in answers',
    edits: [{ at: '/components/schemas/CustomerResponse/properties/status/enum', to: ['ACTIVE', 'BLOCKED'] }],
    expects: ['info answer-enum-added at answer 200 /status'],
  },
  {
    provider: 'flowwise',
    what: 'an answered member renamed',
    edits: [
      { at: '/components/schemas/CustomerResponse/properties/created_on', to: { type: 'string' } },
      { at: '/components/schemas/CustomerResponse/properties/added_on' },
    ],
    expects: ['breaking answer-member-removed at answer 200 /added_on (payload)', 'info answer-member-added at answer 200 /created_on'],
  },
  {
    provider: 'flowwise',
    what: 'errors without their type',
    edits: [{ at: '/components/schemas/ErrorResponse/properties/type' }, { at: '/components/schemas/ErrorResponse/required/2' }],
    expects: [
      'breaking answer-required-member-removed at answer 400 /type (payload)',
      'breaking answer-required-member-removed at answer 401 /type (payload)',
      'breaking answer-required-member-removed at answer 409 /type (payload)',
      'breaking answer-required-member-removed at answer 500 /type (payload)',
    ],
  },
  {
    provider: 'flowwise',
    what: 'the code of errors becomes a number',
    edits: [{ at: '/components/schemas/ErrorResponse/properties/code/type', to: 'integer' }],
    expects: [
      'breaking answer-type-changed at answer 400 /code (payload)',
      'breaking answer-type-changed at answer 401 /code (payload)',
      'breaking answer-type-changed at answer 409 /code (payload)',
      'breaking answer-type-changed at answer 500 /code (payload)',
    ],
  },
  {
    provider: 'flowwise',
    what: 'another code in the example of a conflict',
    edits: [{ at: '/paths/~1customer/post/responses/409/content/application~1json/example/code', to: 'duplicate_customer' }],
    expects: ['warn answer-error-example-changed at answer 409 example /code'],
  },
  {
    provider: 'flowwise',
    what: 'duplicates answered 422 instead of 409',
    edits: [
      {
        at: '/paths/~1customer/post/responses/422',
        to: { description: 'x', content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorResponse' } } } },
      },
      { at: '/paths/~1customer/post/responses/409' },
    ],
    expects: ['warn answer-client-error-added at answer 422 (request-line)', 'info answer-client-error-removed at answer 409 (request-line)'],
  },
  {
    provider: 'flowwise',
    what: 'no 500 in the document',
    edits: [{ at: '/paths/~1customer/post/responses/500' }],
    expects: ['info answer-other-status-removed at answer 500 (request-line)'],
  },
  {
    provider: 'flowwise',
    what: 'the secret is not needed',
    edits: [{ at: '/security/0/ApiSecret' }],
    expects: ['info security-scheme-removed at security'],
  },
  {
    provider: 'flowwise',
    what: 'no credentials at all',
    edits: [{ at: '/security', to: [] }],
    expects: ['warn security-removed at security'],
  },
  {
    provider: 'flowwise',
    what: 'the sandbox moves',
    edits: [{ at: '/servers/0/url', to: 'https://sandbox.cashfree.com/flowwise' }],
    expects: ['breaking server-removed at server (request-line)', 'info server-added at server'],
  },
  {
    provider: 'flowwise',
    what: 'forms besides JSON',
    edits: [
      { at: '/paths/~1customer/post/requestBody/content/application~1x-www-form-urlencoded', to: { schema: { $ref: '#/components/schemas/CustomerRequest' } } },
    ],
    expects: ['info request-media-type-added at request media type'],
  },
  {
    provider: 'flowwise',
    what: 'a header that has to be sent',
    edits: [{ at: '/paths/~1customer/post/parameters', to: [{ in: 'header', name: 'x-api-version', required: true, schema: { type: 'string' } }] }],
    expects: ['breaking request-required-parameter-added at header x-api-version (request-line)'],
  },
  {
    provider: 'flowwise',
    what: 'a header that may be sent',
    edits: [{ at: '/paths/~1customer/post/parameters', to: [{ in: 'header', name: 'x-request-id', schema: { type: 'string' } }] }],
    expects: ['info request-parameter-added at header x-request-id'],
  },
  {
    provider: 'flowwise',
    what: 'a header of the answer',
    edits: [{ at: '/paths/~1customer/post/responses/200/headers', to: { 'x-request-id': { schema: { type: 'string' } } } }],
    expects: ['info answer-header-added at answer 200 header x-request-id'],
  },
  {
    provider: 'fluentcart',
    what: 'the success body of old becomes that of today',
    before: [
      {
        at: '/components/schemas/CustomerCreated',
        to: {
          type: 'object',
          required: ['success', 'data', 'message'],
          properties: {
            success: { type: 'boolean' },
            message: { type: 'string' },
            data: {
              type: 'object',
              required: ['customer'],
              properties: { customer: { type: 'object', properties: { id: { type: 'integer' }, email: { type: 'string' } } } },
            },
          },
        },
      },
    ],
    edits: [],
    expects: [
      'breaking answer-required-member-removed at answer 200 /success (payload)',
      'breaking answer-required-member-removed at answer 200 /data/customer (payload)',
      'info answer-required-member-added at answer 200 /data/id',
      'info answer-required-member-added at answer 200 /data/email',
      'info answer-required-member-added at answer 200 /data/first_name',
      'info answer-required-member-added at answer 200 /data/last_name',
    ],
  },
  {
    provider: 'fluentcart',
    what: 'the full name need not be sent',
    edits: [{ at: '/components/schemas/CustomerCreate/required', to: ['email'] }],
    expects: ['info request-member-optional at request /full_name'],
  },
  {
    provider: 'fluentcart',
    what: '423 is gone',
    edits: [{ at: '/paths/~1customers/post/responses/423' }],
    expects: ['info answer-client-error-removed at answer 423 (request-line)'],
  },
  {
    provider: 'fluentcart',
    what: '401, 403 and 422 are documented',
    edits: [
      { at: '/paths/~1customers/post/responses/401', to: { description: 'x' } },
      { at: '/paths/~1customers/post/responses/403', to: { description: 'x' } },
      { at: '/paths/~1customers/post/responses/422', to: { description: 'x' } },
    ],
    expects: [
      'warn answer-client-error-added at answer 401 (request-line)',
      'warn answer-client-error-added at answer 403 (request-line)',
      'warn answer-client-error-added at answer 422 (request-line)',
    ],
  },
  {
    provider: 'fluentcart',
    what: 'a shorter full name',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/full_name/maxLength', to: 191 }],
    expects: ['breaking request-max-length-lowered at request /full_name (payload)'],
  },
  {
    provider: 'fluentcart',
    what: 'a longer full name',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/full_name/maxLength', to: 500 }],
    expects: ['info request-max-length-raised at request /full_name'],
  },
  {
    provider: 'fluentcart',
    what: 'no bound on the full name',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/full_name/maxLength' }],
    expects: ['info request-max-length-removed at request /full_name'],
  },
  {
    provider: 'fluentcart',
    what: 'the id becomes a text',
    edits: [{ at: '/components/schemas/CustomerCreated/properties/data/properties/id/type', to: 'string' }],
    expects: ['breaking answer-type-changed at answer 200 /data/id (payload)'],
  },
  {
    provider: 'fluentcart',
    what: 'the id may be missing',
    edits: [{ at: '/components/schemas/CustomerCreated/properties/data/required', to: ['email', 'first_name', 'last_name'] }],
    expects: ['breaking answer-member-optional at answer 200 /data/id (payload)'],
  },
  {
    provider: 'fluentcart',
    what: 'the data of errors is an object',
    edits: [{ at: '/components/schemas/Error/properties/data/type', to: 'object' }],
    expects: ['breaking answer-type-changed at answer 400 /data (payload)', 'breaking answer-type-changed at answer 423 /data (payload)'],
  },
  {
    provider: 'fluentcart',
    what: 'application passwords become bearer tokens',
    edits: [{ at: '/components/securitySchemes/ApplicationPasswords', to: { type: 'http', scheme: 'bearer' } }],
    expects: ['breaking security-scheme-changed at security (credentials)'],
  },
  {
    provider: 'fluentcart',
    what: 'another version in the address',
    edits: [{ at: '/servers/0/url', to: 'https://{website}/wp-json/fluent-cart/v3' }],
    expects: ['breaking server-removed at server (request-line)', 'info server-added at server'],
  },
  {
    provider: 'fluentcart',
    what: 'a user id that starts at one',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/user_id/minimum', to: 1 }],
    expects: ['breaking request-minimum-added at request /user_id (payload)'],
  },
  {
    provider: 'fluentcart',
    what: 'the answer without a schema',
    edits: [{ at: '/paths/~1customers/post/responses/200/content/application~1json/schema' }],
    expects: ['breaking answer-schema-removed at answer 200 (payload)'],
  },
  {
    provider: 'fluentcart',
    what: 'another code in the example of a refusal',
    edits: [{ at: '/paths/~1customers/post/responses/400/content/application~1json/example/code', to: 422 }],
    expects: ['warn answer-error-example-changed at answer 400 example /code'],
  },
  {
    provider: 'salesive',
    what: 'the phone may not be null any more',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/phone/type', to: 'string' }],
    expects: ['breaking request-null-removed at request /phone (payload)'],
  },
  {
    provider: 'salesive',
    what: 'an email of a named format becomes any text',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/email/format' }],
    expects: ['info request-format-removed at request /email'],
  },
  {
    provider: 'salesive',
    what: 'customers are inactive unless said otherwise',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/active/default', to: false }],
    expects: ['warn request-default-changed at request /active'],
  },
  {
    provider: 'salesive',
    what: 'the user is told as an id',
    edits: [{ at: '/components/schemas/Customer/properties/user', to: { type: ['string', 'null'] } }],
    expects: ['breaking answer-type-changed at answer 201 /data/user (payload)'],
  },
  {
    provider: 'salesive',
    what: 'the answer without the record',
    edits: [{ at: '/paths/~1customers/post/responses/201/content/application~1json/schema/allOf/1' }],
    expects: ['breaking answer-member-removed at answer 201 /data (payload)'],
  },
  {
    provider: 'salesive',
    what: 'the envelope without success',
    edits: [{ at: '/components/schemas/EnvelopeBase/properties/success' }, { at: '/components/schemas/EnvelopeBase/required/1' }],
    expects: [
      'breaking answer-required-member-removed at answer 201 /success (payload)',
      'breaking answer-required-member-removed at answer 401 /success (payload)',
      'breaking answer-required-member-removed at answer 403 /success (payload)',
    ],
  },
  {
    provider: 'salesive',
    what: 'the answered name may be null',
    edits: [{ at: '/components/schemas/Customer/properties/name/type', to: ['string', 'null'] }],
    expects: ['breaking answer-null-added at answer 201 /data/name (payload)'],
  },
  {
    provider: 'salesive',
    what: 'the id of a customer only the server sets',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/user/readOnly', to: true }],
    expects: ['warn request-read-only-added at request /user'],
  },
  {
    provider: 'salesive',
    what: '409 for duplicates is documented',
    edits: [{ at: '/paths/~1customers/post/responses/409', to: { $ref: '#/components/responses/Forbidden' } }],
    expects: ['warn answer-client-error-added at answer 409 (request-line)'],
  },
  {
    provider: 'salesive',
    what: 'a second way to authenticate',
    edits: [
      { at: '/security/1', to: { AppKey: [] } },
      { at: '/components/securitySchemes/AppKey', to: { type: 'apiKey', in: 'header', name: 'x-app-key' } },
    ],
    expects: ['info security-way-added at security'],
  },
  {
    provider: 'salesive',
    what: 'the data of errors is always null',
    edits: [{ at: '/components/schemas/Envelope/allOf/1/properties/data/type', to: 'null' }],
    expects: ['info answer-schema-added at answer 401 /data', 'info answer-schema-added at answer 403 /data'],
  },
  {
    provider: 'count',
    what: 'the signature headers are added',
    before: [{ at: '/paths/~1customers/post/security', to: [{ BearerToken: [], ClientId: [] }] }],
    edits: [],
    expects: ['breaking security-scheme-added at security (credentials)', 'breaking security-scheme-added at security (credentials)'],
  },
  {
    provider: 'count',
    what: 'stale tokens are answered 401 instead of 403',
    before: [
      {
        at: '/paths/~1customers/post/responses/403',
        to: { description: 'x', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
      },
      { at: '/paths/~1customers/post/responses/401' },
    ],
    edits: [],
    expects: ['warn answer-client-error-added at answer 401 (request-line)', 'info answer-client-error-removed at answer 403 (request-line)'],
  },
  {
    provider: 'count',
    what: 'the signature goes into another header',
    edits: [{ at: '/components/securitySchemes/Signature/name', to: 'x-hmac' }],
    expects: ['breaking security-scheme-changed at security (credentials)'],
  },
  {
    provider: 'count',
    what: 'a shorter email',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/email/maxLength', to: 100 }],
    expects: ['breaking request-max-length-lowered at request /email (payload)'],
  },
  {
    provider: 'count',
    what: 'an empty name is taken',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/customer/minLength', to: 0 }],
    expects: ['info request-min-length-removed at request /customer'],
  },
  {
    provider: 'count',
    what: 'a longer least name',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/customer/minLength', to: 2 }],
    expects: ['breaking request-min-length-raised at request /customer (payload)'],
  },
  {
    provider: 'count',
    what: 'another state unless said otherwise',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/status/default', to: 'inactive' }],
    expects: ['warn request-default-changed at request /status'],
  },
  {
    provider: 'count',
    what: 'one more state',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/status/enum', to: ['active', 'inactive', 'archived'] }],
    expects: ['info request-enum-value-added at request /status'],
  },
  {
    provider: 'count',
    what: 'an address with a required member',
    edits: [{ at: '/components/schemas/Address/required', to: ['country'] }],
    expects: [
      'breaking request-member-required at request /billingAddress/country (payload)',
      'breaking request-member-required at request /shippingAddress/country (payload)',
    ],
  },
  {
    provider: 'count',
    what: 'the address may not be null',
    edits: [{ at: '/components/schemas/Address/nullable' }],
    expects: ['breaking request-null-removed at request /billingAddress (payload)', 'breaking request-null-removed at request /shippingAddress (payload)'],
  },
  {
    provider: 'count',
    what: 'at most ten contacts',
    edits: [{ at: '/components/schemas/CustomerCreate/properties/contacts/maxItems', to: 10 }],
    expects: ['breaking request-max-items-added at request /contacts (payload)'],
  },
  {
    provider: 'count',
    what: 'a contact needs an email',
    edits: [{ at: '/components/schemas/Contact/required', to: ['email'] }],
    expects: ['breaking request-member-required at request /contacts/*/email (payload)'],
  },
  {
    provider: 'count',
    what: 'errors without a code',
    edits: [{ at: '/components/schemas/Error/required', to: ['status', 'message'] }],
    expects: [
      'breaking answer-member-optional at answer 400 /code (payload)',
      'breaking answer-member-optional at answer 401 /code (payload)',
      'breaking answer-member-optional at answer 409 /code (payload)',
      'breaking answer-member-optional at answer 429 /code (payload)',
    ],
  },
  {
    provider: 'count',
    what: 'another word in every error',
    edits: [{ at: '/components/schemas/Error/properties/status/enum', to: ['failure'] }],
    expects: [
      'breaking answer-enum-changed at answer 400 /status (payload)',
      'breaking answer-enum-changed at answer 401 /status (payload)',
      'breaking answer-enum-changed at answer 409 /status (payload)',
      'breaking answer-enum-changed at answer 429 /status (payload)',
    ],
  },
  {
    provider: 'count',
    what: 'another word beside error',
    edits: [{ at: '/components/schemas/Error/properties/status/enum', to: ['error', 'fail'] }],
    expects: [
      'warn answer-enum-value-added at answer 400 /status (payload)',
      'warn answer-enum-value-added at answer 401 /status (payload)',
      'warn answer-enum-value-added at answer 409 /status (payload)',
      'warn answer-enum-value-added at answer 429 /status (payload)',
    ],
  },
  {
    provider: 'count',
    what: 'the errors are described',
    edits: [{ at: '/components/schemas/Error/properties/errors/items', to: { type: 'string' } }],
    expects: [
      'info answer-items-added at answer 400 /errors/*',
      'info answer-items-added at answer 401 /errors/*',
      'info answer-items-added at answer 409 /errors/*',
      'info answer-items-added at answer 429 /errors/*',
    ],
  },
  {
    provider: 'count',
    what: 'fewer requests a minute, in words',
    edits: [{ at: '/paths/~1customers/post/description', to: 'A client id may make 60 requests per minute.' }],
    expects: ['breaking quota-lowered at quota a minute (request-line)'],
  },
  {
    provider: 'count',
    what: 'the development host is gone',
    edits: [{ at: '/servers/1' }],
    expects: ['breaking server-removed at server (request-line)'],
  },
  {
    provider: 'count',
    what: 'the id is a number',
    edits: [{ at: '/components/schemas/CustomerCreated/properties/data/properties/id/type', to: 'integer' }],
    expects: ['info answer-schema-added at answer 201 /data/id'],
  },
  {
    provider: 'count',
    what: 'XML instead of JSON',
    edits: [
      { at: '/paths/~1customers/post/requestBody/content/application~1xml', to: { schema: { $ref: '#/components/schemas/CustomerCreate' } } },
      { at: '/paths/~1customers/post/requestBody/content/application~1json' },
    ],
    expects: ['breaking request-media-type-removed at request media type (request-line)', 'info request-media-type-added at request media type'],
  },
];
