/** Which part of an operation a section of a page is about. `intro`: before the first section; `elsewhere`: none of them. */
export type Part = 'intro' | 'header' | 'request' | 'answer' | 'answer-header' | 'elsewhere';

/** Titles by the part they begin: as a whole line, and (`loose`) as a heading that has the word in it. */
const TITLES: readonly { part: Part; is: RegExp; loose?: RegExp }[] = [
  { part: 'answer-header', is: /^response headers?$/i, loose: /\bresponse headers?\b/i },
  { part: 'header', is: /^(?:http |request )?headers?(?: parameters| params| fields)?$/i, loose: /\bheaders?\b/i },
  { part: 'elsewhere', is: /^(?:path|query|url)(?: string)?(?: parameters| params)?$/i, loose: /\b(?:path|query|url)\b.*\b(?:parameters|params)\b/i },
  {
    part: 'elsewhere',
    is: /^(?:playground|(?:code )?samples?|(?:code )?examples?|authori[sz]ations?|authentication|security|was this (?:page|section) helpful\??|related|see also|next steps|on this page|try it(?: out)?)$/i,
  },
  {
    part: 'answer',
    is: /^(?:(?:example|sample|success(?:ful)?|error) )?(?:responses?|returns?|return values?)(?: (?:attributes|parameters|fields|body|schema|codes?|example|sample))?$|^(?:(?:http|status|error) )+codes$|^errors?$|^returns$/i,
    loose: /\b(?:responses?|returns?|errors?|status codes)\b/i,
  },
  {
    part: 'request',
    is: /^(?:request )?(?:body|payload|parameters|params|fields|attributes|arguments)(?: (?:parameters|params|fields|schema|attributes|example|sample))?$|^(?:example )?request(?: (?:example|schema|sample))?$/i,
    loose: /\b(?:body|payload|parameters|params|fields|attributes|arguments|request)\b/i,
  },
];

/** The part that a line begins, if it is a title. A heading needs only to have the word in it. */
export function partOf(text: string, isHeading: boolean): Part | undefined {
  const title = text.replaceAll(/^[\s#*`_]+|[\s*`_:]+$/g, '');
  const whole = TITLES.find(({ is }) => is.test(title));
  if (whole || !isHeading) return whole?.part;
  return TITLES.find(({ loose }) => loose?.test(title))?.part;
}

const STATUSES: ReadonlySet<string> = new Set(
  '200 201 202 204 301 302 303 304 307 308 400 401 402 403 404 405 406 408 409 410 411 412 413 414 415 417 418 421 422 423 424 425 426 428 429 431 451 500 501 502 503 504 507 511'.split(
    ' ',
  ),
);

/** `200 400 423 Created` names three, `**409** Conflict` one; a number among words names none. */
export function statusLine(text: string): string[] {
  const bare = text.replaceAll(/^(?:[-*+•#>\s`_"]|\*\*|HTTP(?:\/[\d.]+)?\s)+/gi, '');
  const [, numbers = ''] = /^((?:[1-5]\d\d[`*_"]*(?:[\s,/|]+|$))+)/.exec(`${bare.replaceAll(/[`*_":–—-]+/g, ' ').trim()} `) ?? [];
  return numbers.split(/[\s,/|]+/).filter((word) => STATUSES.has(word));
}

/** Statuses that a sentence names as such: `answers with 409`, `HTTP 403`, `status code 422`. */
export const statusesNamed = (text: string): string[] =>
  [
    ...text.matchAll(
      /\b(?:HTTP(?:\/[\d.]+)?|status(?: code)?|returns?|responds? with|answer(?:s|ed)? with|with|error|code|an?)\b(?: (?:an?|the|of|is|HTTP|status|code|error))*[\s:`"'*(]*([1-5]\d\d)\b(?! ?(?:characters|requests|calls|items|ms|seconds|times|users|customers|%))|\b([45]\d\d)\b[`*"]* ?\(?(?:Bad Request|Unauthori[sz]ed|Payment Required|Forbidden|Not Found|Conflict|Unprocessable|Locked|Too Many Requests)/gi,
    ),
  ]
    .flatMap(([, after, before]) => [after ?? before ?? ''])
    .filter((word) => STATUSES.has(word));
