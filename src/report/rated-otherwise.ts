/** A change that a caller would rate otherwise than oasdiff does, with the rules it is about. */
interface Difference {
  change: string;
  there: string;
  here: string;
  because: string;
  rules: readonly string[];
}

export const RATED_OTHERWISE: readonly Difference[] = [
  {
    change: 'credentials are needed where none were, or more or others than before',
    there: 'partly info: definitions of schemes and ways that are added',
    here: 'breaking',
    because: 'the request that worked is refused with 401; schemes are compared by what has to be sent, not by their names',
    rules: ['security-added', 'security-scheme-added', 'security-scheme-changed'],
  },
  {
    change: 'no credentials are needed any more',
    there: 'info',
    here: 'warn',
    because: 'more often a mistake of the document than a gift',
    rules: ['security-removed'],
  },
  {
    change: 'an address is gone or another one',
    there: 'not told',
    here: 'breaking',
    because: 'the base URL in the settings leads nowhere',
    rules: ['server-removed'],
  },
  {
    change: 'an optional member of an answer is gone',
    there: 'info',
    here: 'breaking',
    because: 'who reads it will not find it; a caller who does not can say so in the sheet',
    rules: ['answer-member-removed'],
  },
  { change: 'an optional header of answers is gone', there: 'warn', here: 'breaking', because: 'as for members', rules: ['answer-header-removed'] },
  {
    change: 'a new status of refusals',
    there: 'info',
    here: 'warn',
    because: 'code that tells refusals apart by their status has one more to know',
    rules: ['answer-client-error-added'],
  },
  { change: 'answers of one more media type', there: 'info', here: 'warn', because: 'who sends no Accept may get it', rules: ['answer-media-type-added'] },
  {
    change: 'a default of requests is another one, or gone',
    there: 'info',
    here: 'warn',
    because: 'who leaves the member out gets another record for the same request',
    rules: ['request-default-changed', 'request-default-removed'],
  },
  {
    change: 'something is deprecated',
    there: 'info, or an error where no day of the end is given',
    here: 'warn',
    because: 'there is work to plan; a day of the end is the provider’s duty, not the caller’s. Words such as "Deprecated." count as the keyword',
    rules: [
      'deprecation-added',
      'request-deprecation-added',
      'answer-deprecation-added',
      'request-parameter-deprecation-added',
      'answer-header-deprecation-added',
    ],
  },
  {
    change: 'a pattern of requests is another one',
    there: 'warn',
    here: 'breaking where a text is found that was accepted and is refused, else warn',
    because: 'a proof is better than a guess in either direction',
    rules: ['request-pattern-changed', 'answer-pattern-changed'],
  },
  {
    change: 'bounds, formats or conditions that no body shows a difference of (a length on an object, a format nobody knows)',
    there: 'error',
    here: 'warn, and it says so',
    because: 'nothing that was sent is refused',
    rules: ['request-max-length-lowered', 'request-format-added', 'request-condition-changed'],
  },
  {
    change: 'alternatives of a oneOf that fit the same bodies',
    there: 'error where one is gone',
    here: 'warn',
    because: 'a body that fits two of them was never valid',
    rules: ['request-alternative-removed'],
  },
  {
    change: 'a schema becomes one of several alternatives, in requests',
    there: 'error',
    here: 'info',
    because: 'the bodies that were sent still fit; the old schema is compared with the alternative that is most like it',
    rules: ['request-alternative-added'],
  },
  {
    change: 'one more place of a tuple is described',
    there: 'info in requests',
    here: 'breaking in requests where bodies show it',
    because: 'anything was possible there before',
    rules: ['request-condition-changed'],
  },
  {
    change: 'a value is any text now where one was listed, in answers',
    there: 'error for a constant',
    here: 'warn, as for one more value',
    because: 'readers have to pass over values they do not know',
    rules: ['answer-enum-removed'],
  },
  {
    change: 'the encoding or media type inside a text',
    there: 'error',
    here: 'warn',
    because: 'validators take it for a note: no body shows the difference',
    rules: ['request-content-encoding-changed', 'answer-content-encoding-changed'],
  },
  {
    change: 'an operation is gone after its announced end',
    there: 'info',
    here: 'breaking',
    because: 'it was announced, and the caller who still calls it breaks all the same',
    rules: ['operation-removed'],
  },
  {
    change: 'limits of requests, in the words of the document',
    there: 'not told',
    here: 'breaking where lowered, warn where new',
    because: 'the pace that worked is answered 429',
    rules: ['quota-lowered', 'quota-added'],
  },
  {
    change: 'codes in the examples of refusals',
    there: 'not told',
    here: 'warn',
    because: 'often the only place where a document names them',
    rules: ['answer-error-example-changed'],
  },
];
