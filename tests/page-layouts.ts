/** One operation's page, in our own words, laid out in the ways that docs sites have. The facts are the same in all of them. */
export const GLUED = `Guides

Theme

Add a client

Header Parameters

Authorizationstring Required
x-client-idstring Required

Body Parameters

namestring Required

What the client is called (1-80 characters)

Min length
1
Max length
80
emailstring Required

Where to write to (must be unique within the workspace)

Max length
255
phonestring

How to call, if at all

Max length
50
Nullable:
True
stagestring

Where the client stands (defaults to "lead" if left out)

Enum values:
leadwon
addressobject

Where the client lives

Nullable:
True

Show child attributes

Response

201
Object
The client was made

Response Attributes

idstring Required
emailstring Required

409
Object
The email already exists

Response Attributes

codestring Required

What went wrong, for programs

detailsobject

More about it

Show child attributes

Rate limits: 100 requests per minute.

Was this page helpful?

POST

/clients

Ask the robot
`;

const FIELDS = `<h2>Header Parameters</h2>
<div class="row"><span class="name">Authorization</span><span class="type">string</span><span>Required</span></div>
<div class="row"><span class="name">x-client-id</span><span class="type">string</span><span>Required</span></div>
<h2>Body Parameters</h2>
<section><div><span>name</span><span>string</span> <em>Required</em></div><p>The client&#39;s name, between 1 and 80 characters.</p></section>
<section><div><span>email</span><span>string</span> <em>Required</em></div><p>Mail address; must be unique within a workspace.</p><dl><dt>Max length</dt><dd>255</dd></dl></section>
<section><div><span>phone</span><span>string</span></div><p>Telephone</p><dl><dt>Max length</dt><dd>50</dd><dt>Nullable:</dt><dd>True</dd></dl></section>
<section><div><span>stage</span><span>string</span></div><p>Stage. Defaults to "lead".</p><div>Enum values:</div><div><code>lead</code><code>won</code></div></section>
<section><div><span>address</span><span>object</span></div><p>Postal address</p><div>Nullable:</div><div>True</div></section>`;

const ANSWERS = `<h2>Response</h2>
<h3>201</h3><p>Made.</p><div><span>id</span><span>string</span><span>Required</span></div><div><span>email</span><span>string</span><span>Required</span></div>
<h3>409</h3><p>It already exists.</p><div><span>code</span><span>string</span><span>Required</span></div><div><span>details</span><span>object</span></div>
<p>You may send 100 calls per minute.</p>`;

export const HTML = `<!doctype html><html><head><title>Add a client</title><style>.a{}</style></head><body>
<nav><a>Guides</a><a>Errors</a><a>429 Too Many Requests</a></nav><main><h1>Add a client</h1>${FIELDS}${ANSWERS}</main>
<footer>Trusted by 1,000 teams. 50 requests per day for free!</footer><script>var email = {"email":"string","x":1};</script></body></html>`;

export const HTML_NO_MAIN = HTML.replaceAll(/<\/?main>/g, '')
  .replaceAll('<div', '\n\n   <div')
  .replaceAll('</span><span', '</span>\n<span');

export const MARKDOWN = `# Add a client

\`POST /clients\`

## Headers

| Header | Type | Required |
| --- | --- | --- |
| \`Authorization\` | string | yes |
| \`x-client-id\` | string | yes |

## Request body

| Field | Type | Required | Description |
| :--- | :--- | :---: | :--- |
| \`name\` | string | Yes | Between 1 and 80 characters |
| \`email\` | string | Yes | Must be unique. Max 255 characters |
| \`phone\` | string \\| null | No | Up to 50 characters |
| \`stage\` | string | No | One of \`lead\`, \`won\`. Defaults to "lead". |
| \`address\` | object | No | Nullable |

## Responses

### 201 Created

- \`id\` (string, required)
- \`email\` (string, required): as it was sent

### 409 Conflict

The email already exists.

- **code** (string, required): for programs
- **details** (object): more

Limits: 100 requests/minute.
`;

export const COMPONENTS = `# Add a client

<ParamField header="Authorization" type="string" required>
  Your token
</ParamField>
<ParamField header="x-client-id" type="string" required />

<ParamField body="name" type="string" required>
  1-80 characters.
</ParamField>

<ParamField body="email" type="string" required>
  At most 255 characters, must be unique within the workspace.
</ParamField>

<ParamField body="phone" type="string">

  No more than 50 characters; may be null.

</ParamField>

<ParamField body="stage" type="string" default="lead">
  Either \`lead\` or \`won\`.
</ParamField>
<ParamField
  body="address"
  type="object"
>
  Can be null.
</ParamField>

## Response

### 201

<ResponseField name="id" type="string" required />
<ResponseField name="email" type="string" required />

### 409

The email already exists.

<ResponseField name="code" type="string" required />
<ResponseField name="details" type="object" />

A key is good for 100 requests per minute.
`;

/** UTF-8 read as Windows-1252, marks without width, and odd blanks. */
export const MANGLED = GLUED.replace('Header Parameters', 'Header Parametersâ€‹')
  .replace('emailstring Required', 'email\u200bstring\u00a0Required')
  .replace('if left out', 'if left out â€” ðŸ“¡')
  .replaceAll('\n', '\r\n');

export const SHUFFLED = GLUED.replace(/(namestring[\s\S]*?)(emailstring[\s\S]*?)(phonestring)/, '$2$1$3').replace(
  /(idstring Required)\n(emailstring Required)\n\n409/,
  '$2\n$1\n\n409',
);

export const REWORDED = GLUED.replace('Where to write to (must be unique within the workspace)', 'The mail box. Has to be unique within one workspace')
  .replace('The client was made', 'Success! Your new client is ready')
  .replace('More about it', 'This field carries whatever helps to understand the fault')
  .replace('Ask the robot', 'Ask the robot\n\nWe process 5 million invoices for 20,000 happy customers. Log in');
