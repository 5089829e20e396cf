/** Where Windows-1252 has its own characters: bytes 0x80 to 0x9F. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Runs that begin like UTF-8 read as Windows-1252. */
const MOJIBAKE = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]+/g;

const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]/g;

/**
 * A page's text without what does not show: UTF-8 that was read as Windows-1252 is read again, marks without width
 * go, odd blanks and quotes become plain ones. Lines stay where they are.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(MOJIBAKE, readAgain)
    .normalize('NFC')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[\u00a0\u2000-\u200a\u202f\u3000\t]/g, ' ')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\u201c\u201d]/g, '"');
}

function readAgain(run: string): string {
  const bytes = Array.from(run, (char) => {
    const special = WINDOWS_1252.indexOf(char);
    return special < 0 ? char.charCodeAt(0) : 0x80 + special;
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    // Not UTF-8 in disguise: these letters are meant.
    return run;
  }
}
