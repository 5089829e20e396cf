import { expect, test } from '@playwright/test';
import { readAnswer } from '#src/exchange/answer.ts';
import { redactor } from '#src/exchange/redact.ts';

const SETTINGS = { TOKEN: 'app_s3cret/+=token', USER: 'ada', PASSWORD: 'pa"ss wörd', LONGER: 'app_s3cret/+=token-and-more', SHORT: 'abc', NONE: undefined };
const redact = redactor(SETTINGS, ['TOKEN', 'PASSWORD', 'LONGER', 'SHORT', 'NONE'], [['USER', 'PASSWORD']]);
const base64 = (text: string, encoding: 'base64' | 'base64url' = 'base64'): string => Buffer.from(text).toString(encoding);

const FORMS: readonly (readonly [says: string, text: string, clean: string, found: string[]])[] = [
  ['as it is', `token ${SETTINGS.TOKEN}.`, 'token ${TOKEN}.', ['TOKEN']],
  ['in base64', `x ${base64(SETTINGS.TOKEN)} y`, 'x ${TOKEN} y', ['TOKEN']],
  ['in base64 without padding', `x ${base64(SETTINGS.PASSWORD).replace(/=+$/, '')} y`, 'x ${PASSWORD} y', ['PASSWORD']],
  ['in base64url', `x ${base64(SETTINGS.TOKEN, 'base64url')} y`, 'x ${TOKEN} y', ['TOKEN']],
  ['at the start of a longer text in base64', base64(`${SETTINGS.TOKEN} is it`), '${TOKEN}IGlzIGl0', ['TOKEN']],
  ['one letter into a longer text in base64', base64(`"${SETTINGS.TOKEN}"`), 'ImFw${TOKEN}biI=', ['TOKEN']],
  ['two letters into a longer text in base64', base64(`: ${SETTINGS.TOKEN}`), 'OiBh${TOKEN}ZW4=', ['TOKEN']],
  ['URL-encoded', `?t=${encodeURIComponent(SETTINGS.TOKEN)}&x`, '?t=${TOKEN}&x', ['TOKEN']],
  ['inside a JSON string', JSON.stringify({ password: SETTINGS.PASSWORD }), '{"password":"${PASSWORD}"}', ['PASSWORD']],
  ['as half of basic credentials', `Basic ${base64(`ada:${SETTINGS.PASSWORD}`)}`, 'Basic ${PASSWORD}', ['PASSWORD']],
  ['twice', `${SETTINGS.TOKEN} ${SETTINGS.TOKEN}`, '${TOKEN} ${TOKEN}', ['TOKEN']],
  ['in full where it holds another', SETTINGS.LONGER, '${LONGER}', ['TOKEN', 'LONGER']],
  ['not at all', 'nothing of the kind', 'nothing of the kind', []],
  ['too short to tell from chance', 'abc', 'abc', []],
];

for (const [says, text, clean, found] of FORMS)
  test(`a secret ${says}`, () => {
    expect(redact(text)).toBe(clean);
    expect(redact.found(text).sort()).toEqual([...found].sort());
  });

const answer = (body: string | Uint8Array, headers: [string, string][] = []) => readAnswer({ status: 200, headers, body: Buffer.from(body) }, redact);

test('an answer keeps no secret in body, JSON or headers, and names what it held', () => {
  const read = answer(JSON.stringify({ debug: { authorization: `Bearer ${SETTINGS.TOKEN}` } }), [['Set-Cookie', `p=${encodeURIComponent(SETTINGS.PASSWORD)}`]]);
  expect(read.json).toEqual({ value: { debug: { authorization: 'Bearer ${TOKEN}' } } });
  expect(read.headers).toEqual([['Set-Cookie', 'p=${PASSWORD}']]);
  expect([...read.leaked].sort()).toEqual(['PASSWORD', 'TOKEN']);
  expect(JSON.stringify(read)).not.toMatch(/s3cret|wörd|w%C3%B6rd/);
});

test('a secret of digits does not turn JSON into something else', () => {
  const digits = redactor({ PIN: '12345678' }, ['PIN']);
  const read = readAnswer({ status: 200, headers: [], body: Buffer.from('{"id":12345678,"name":"x"}') }, digits);
  expect(read.json).toBeDefined();
});

test('an answer that is no JSON has no parsed body; bytes are counted as received', () => {
  expect(answer('<html>')).toMatchObject({ text: '<html>', bytes: 6 });
  expect(answer('<html>').json).toBeUndefined();
  expect(answer('').json).toBeUndefined();
  expect(answer('null').json).toEqual({ value: null });
  expect(answer('"é"')).toMatchObject({ bytes: 4, json: { value: 'é' } });
  expect(answer(new Uint8Array([0x22, 0xff, 0x22])).json).toEqual({ value: '\u{FFFD}' });
});
