/** Characters of scripts that write no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const wordRuns = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;
const hangul = /\p{Script=Hangul}/u;

/**
 * Length of a text in units of about one English word, so that one length rule serves all scripts: a spaced word is 1,
 * a Korean eojeol 1.5 (it carries its particles), two characters of Chinese, Japanese or Thai are 1.
 */
export function unitsOf(text: string): number {
  return spacedWordsIn(text) ?? unitsOfAny(text);
}

function unitsOfAny(text: string): number {
  const dense = text.match(unspaced)?.length ?? 0;
  const spaced = dense > 0 ? text.replace(unspaced, ' ') : text;
  const words = spaced.match(wordRuns)?.length ?? 0;
  return dense / 2 + words * (hangul.test(text) ? 1.5 : 1);
}

/** Below this code unit, and from U+2000 to U+2E7F, no script is dense or Korean. */
const otherScripts = 0x0e00;
const wordCode = Uint8Array.from({ length: otherScripts }, (_, code) =>
  /[\p{L}\p{N}]/u.test(String.fromCharCode(code)) ? 1 : 0,
);
const joins = new Set(["'", '.', '-', '\u2019'].map((char) => char.charCodeAt(0)));
const isWord = (code: number): boolean => code < otherScripts && wordCode[code] === 1;

/** The words of a text in common scripts, as `wordRuns` finds them; null where the text has other characters. */
function spacedWordsIn(text: string): number | null {
  let words = 0;
  let isInside = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= otherScripts && !(code >= 0x2000 && code < 0x2070)) return null;
    if (isWord(code)) {
      if (!isInside) words += 1;
      isInside = true;
    } else if (isInside && !(joins.has(code) && isWord(text.charCodeAt(at + 1)))) isInside = false;
  }
  return words;
}

const sentenceEnds = /[.!?。！？…][\s"'”’»」』)\]]|[.!?。！？…]["'”’»」』)\]]*$|[。！？]/gu;

/** Number of places where a sentence seems to end. */
export function sentenceEndsIn(text: string): number {
  return text.match(sentenceEnds)?.length ?? 0;
}
