import { lemma } from '../../languages/en/lemma.ts';

/**
 * Endings of derived English words and what stands for them, longest first: `explosion` and `explode`, `nuclear` and
 * `nucleus` need not meet, `election` and `elect`, `investor` and `invest` should. What is left keeps four letters.
 */
const endings: readonly (readonly [string, string])[] = [
  ['ability', ''],
  ['ational', ''],
  ['ibility', ''],
  ['isation', ''],
  ['ization', ''],
  ['fulnes', ''],
  ['ivenes', ''],
  ['ousnes', ''],
  ['ation', ''],
  ['ingly', ''],
  ['ition', ''],
  ['able', ''],
  ['ably', ''],
  ['ally', ''],
  ['ance', ''],
  ['ence', ''],
  ['ible', ''],
  ['ibly', ''],
  ['ment', ''],
  ['ness', ''],
  ['ship', ''],
  ['sion', ''],
  ['tion', 't'],
  ['abl', ''],
  ['anc', ''],
  ['ant', ''],
  ['enc', ''],
  ['ent', ''],
  ['ful', ''],
  ['ian', ''],
  ['ibl', ''],
  ['ism', ''],
  ['ist', ''],
  ['ity', ''],
  ['les', ''],
  ['nes', ''],
  ['ous', ''],
  ['al', ''],
  ['an', ''],
  ['ar', ''],
  ['at', ''],
  ['er', ''],
  ['ic', ''],
  ['is', ''],
  ['iv', ''],
  ['iz', ''],
  ['ly', ''],
  ['or', ''],
  ['e', ''],
  ['i', ''],
  ['y', ''],
];
const stemLettersMin = 4;

/** The stem of an English word in lower case: what its inflected and most derived forms share. A key, not a word. */
export function stemOf(lower: string): string {
  let word = lemma(lower);
  if (!/^[a-z]{5,}$/.test(word)) return word;
  for (let round = 0; round < 2; round += 1) {
    const found = endings.find(
      ([ending, stays]) =>
        word.endsWith(ending) && word.length - ending.length + stays.length >= stemLettersMin,
    );
    if (!found) break;
    word = word.slice(0, word.length - found[0].length) + found[1];
  }
  return word;
}
