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
  const dense = text.match(unspaced)?.length ?? 0;
  const spaced = dense > 0 ? text.replace(unspaced, ' ') : text;
  const words = spaced.match(wordRuns)?.length ?? 0;
  return dense / 2 + words * (hangul.test(text) ? 1.5 : 1);
}

const sentenceEnds = /[.!?。！？…][\s"'”’»」』)\]]|[.!?。！？…]["'”’»」』)\]]*$|[。！？]/gu;

/** Number of places where a sentence seems to end. */
export function sentenceEndsIn(text: string): number {
  return text.match(sentenceEnds)?.length ?? 0;
}
