/** How much text there is, and how alike two texts are: the few measures that all parts of the extractive writer share. */

/** Characters that make up one word's worth of text where words are not the unit of length. */
const hangulCharsPerWord = 3;
const ideographsPerWord = 2;

/**
 * Length in words, for caps. Latin and other spaced scripts count words; three Hangul syllables or two ideographs or
 * kana count as one word, so that a cap means about the same share of a page in every language.
 */
export function sizeInWords(text: string): number {
  const hangul = text.match(/\p{Script=Hangul}/gu)?.length ?? 0;
  const ideographs =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  const rest = text.replace(
    /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu,
    ' ',
  );
  const spaced = rest.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*/gu)?.length ?? 0;
  return Math.ceil(hangul / hangulCharsPerWord + ideographs / ideographsPerWord + spaced);
}

/** A bag of features with weights. */
export type Vector = ReadonlyMap<string, number>;

export function lengthOf(vector: Vector): number {
  let sum = 0;
  for (const value of vector.values()) sum += value * value;
  return Math.sqrt(sum);
}

export function cosine(a: Vector, b: Vector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [key, value] of small) dot += value * (large.get(key) ?? 0);
  return dot === 0 ? 0 : dot / (lengthOf(a) * lengthOf(b));
}

/** Shared members over the smaller set's size, 0..1: 1 where one is contained in the other. */
export function overlapShare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const key of small) if (large.has(key)) shared++;
  return shared / small.size;
}

/** Shared members over all members, 0..1: 1 where the sets are equal. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 0;
  let shared = 0;
  for (const key of a) if (b.has(key)) shared++;
  return shared / (a.size + b.size - shared);
}

const pairs: readonly (readonly [string, string])[] = [
  ['“', '”'],
  ['「', '」'],
  ['『', '』'],
  ['«', '»'],
  ['„', '“'],
  ['(', ')'],
  ['[', ']'],
];

/** True where every quotation mark and bracket that is opened is closed: a cut that fails this must not stand alone. */
export function isBalanced(text: string): boolean {
  const count = (mark: string): number => text.split(mark).length - 1;
  if (count('"') % 2 !== 0) return false;
  for (const [open, close] of pairs) {
    if (open === '„' || (open === '“' && text.includes('„'))) continue;
    if (count(open) !== count(close)) return false;
  }
  // A single closing mark is also an apostrophe: only an opening one that is never closed is a fault.
  return count('‘') <= count('’') && !/(?:^|\s)‘[^’]*$/.test(text);
}
