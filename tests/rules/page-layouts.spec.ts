import { expect, test } from '@playwright/test';
import { comparePages } from '#src/drift/compare-page.ts';
import * as layouts from '../page-layouts.ts';
import { factsOf } from '../read-page.ts';

test.describe('two pages that state the same', () => {
  const pages = Object.entries<string>({ ...layouts });
  for (const [name, page] of pages)
    test(`give nothing against any other layout: ${name.toLowerCase().replaceAll('_', ' ')}`, () => {
      for (const [other, text] of pages) expect(comparePages(factsOf(page), factsOf(text)), other).toEqual([]);
    });

  const NOISE: readonly [what: string, edit: (page: string) => string][] = [
    ['another navigation', (page) => page.replace('<a>Guides</a>', '<a>Start</a><a>Returns</a><a>Body Parameters</a><a>name string Required</a>')],
    ['marketing in numbers', (page) => page.replace('<h1>', '<p>99.9% uptime, 3 million records, loved by 400 teams in 200 cities.</p><h1>')],
    ['another title and foot', (page) => page.replace('Add a client', 'Clients: add').replace('Trusted by', 'Written for')],
    ['scripts and styles', (page) => page.replace('.a{}', '.required{color:red}').replace('var email', 'window.quota = "10 requests per day"; var email')],
    ['attributes and ids of the layout', (page) => page.replaceAll('<div', '<div class="x-12 required" data-status="500" id="email"')],
    ['entities', (page) => page.replaceAll('email', '&#101;mail').replace('Limits', 'Limits&nbsp;')],
    ['marks without width', (page) => page.replaceAll('<span>name', '<span>\u200bname').replaceAll('string</span>', 'string\u00ad</span>')],
    ['bold and links', (page) => page.replaceAll('<span>email</span>', '<span><b>ema</b>il</span>').replaceAll('Required', '<a href="#required">Required</a>')],
    ['comments', (page) => page.replaceAll('<section>', '<section><!-- old: plan string Required -->')],
    ['blanks and line ends', (page) => page.replaceAll('><', '>\r\n\t<')],
    ['capitals of tags', (page) => page.replaceAll(/<(\/?)(div|section|h2|h3|p)\b/g, (_, slash: string, tag: string) => `<${slash}${tag.toUpperCase()}`)],
    ['a callout about something else', (page) => page.replace('<h2>Response', '<p>See the guide on sending 20 mails at once.</p><h2>Response')],
  ];
  for (const [what, edit] of NOISE)
    test(`give nothing: ${what}`, () => {
      const edited = edit(layouts.HTML);
      expect(edited).not.toBe(layouts.HTML);
      expect(comparePages(factsOf(layouts.HTML), factsOf(edited))).toEqual([]);
    });

  const EDITS: readonly [what: string, from: string, to: string, drift: string][] = [
    [
      'a field that is not required any more',
      '<span>name</span><span>string</span> <em>Required</em>',
      '<span>name</span><span>string</span>',
      'info page-request-field-optional at request /name',
    ],
    ['a bound in words', '80 characters', '60 characters', 'breaking page-request-max-length-lowered at request /name'],
    ['a bound beside its title', '<dd>50</dd>', '<dd>30</dd>', 'breaking page-request-max-length-lowered at request /phone'],
    ['a value less', '<code>lead</code><code>won</code>', '<code>lead</code>', 'breaking page-request-value-removed at request /stage'],
    ['a quota', '100 calls per minute', '60 calls per minute', 'warn page-quota-lowered at quota'],
    ['a status more', '<h3>409</h3>', '<h3>422</h3><p>Unclear.</p><h3>409</h3>', 'warn page-answer-client-error-status-added at answer 422 status'],
    [
      'a header more',
      '<span class="name">x-client-id</span>',
      '<span>x-signature</span><span>string</span></div><div><span>x-client-id</span>',
      'breaking page-credential-header-added at request header x-signature',
    ],
    [
      'a member of the answer that is another',
      '<span>id</span>',
      '<span>uuid</span>',
      'info page-answer-field-added at answer 201 /uuid,breaking page-answer-field-removed at answer 201 /id',
    ],
    ['what must be unique', ' must be unique within a workspace.', ' any you like.', 'info page-request-unique-removed at request /email'],
    ['an end', '<h1>Add a client</h1>', '<h1>Add a client</h1><p>This endpoint is deprecated.</p>', 'warn page-end-added at page deprecated'],
  ];
  for (const [what, from, to, drift] of EDITS)
    test(`are told apart: ${what}`, () => {
      const found = comparePages(factsOf(layouts.HTML), factsOf(layouts.HTML.replace(from, to)));
      expect(found.map(({ severity, rule, at }) => `${severity} ${rule} at ${at}`).join(',')).toBe(drift);
    });
});
