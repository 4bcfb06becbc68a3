/** Arithmetic over Hangul syllables (U+AC00..U+D7A3): what particles and endings depend on. */

const first = 0xac00;
const last = 0xd7a3;
const vowels = 21;
const finals = 28;

export const initialLetters = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
export const vowelLetters = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
/** Index 0 is "no final consonant". */
export const finalLetters = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';

export interface Syllable {
  /** One letter of `initialLetters`, `vowelLetters`, `finalLetters` (a space for none). */
  initial: string;
  vowel: string;
  final: string;
}

export function isHangulSyllable(char: string): boolean {
  const code = char.charCodeAt(0);
  return code >= first && code <= last;
}

/** The letters of one syllable, null for anything that is not a precomposed syllable. */
export function lettersOf(char: string): Syllable | null {
  const code = char.charCodeAt(0) - first;
  if (Number.isNaN(code) || code < 0 || code > last - first) return null;
  return {
    initial: initialLetters[Math.floor(code / (vowels * finals))] ?? '',
    vowel: vowelLetters[Math.floor(code / finals) % vowels] ?? '',
    final: finalLetters[code % finals] ?? ' ',
  };
}

/** The syllable for its letters; the empty string where they make none. */
export function compose({ initial, vowel, final }: Syllable): string {
  const i = initialLetters.indexOf(initial);
  const v = vowelLetters.indexOf(vowel);
  const f = finalLetters.indexOf(final);
  if (i < 0 || v < 0 || f < 0) return '';
  return String.fromCharCode(first + (i * vowels + v) * finals + f);
}

/** The final consonant of the last syllable, a space for none, null where the word does not end in Hangul. */
export function finalOf(word: string): string | null {
  return lettersOf(word.at(-1) ?? '')?.final ?? null;
}

/** The word with the final consonant of its last syllable taken off (`한` -> `하`). */
export function withoutFinal(word: string): string {
  const letters = lettersOf(word.at(-1) ?? '');
  return letters ? word.slice(0, -1) + compose({ ...letters, final: ' ' }) : word;
}

/**
 * Whether the word is read with a final consonant: `open`, `closed`, or `rieul` (a closed syllable in ㄹ, which takes
 * 로 and not 으로). Digits and Latin letters as Koreans read them; null where that cannot be told.
 */
export function endingSound(word: string): 'open' | 'closed' | 'rieul' | null {
  const char = word.at(-1) ?? '';
  const final = finalOf(char);
  if (final !== null) return final === ' ' ? 'open' : final === 'ㄹ' ? 'rieul' : 'closed';
  if (/[178lrLR]/.test(char)) return 'rieul';
  if (/[036]/.test(char)) return 'closed';
  if (/[2459]/.test(char)) return 'open';
  // Latin letters: by name (에스, 엠) in acronyms and by sound in words, so m and n alone are sure.
  if (/[mnMN]/.test(char)) return 'closed';
  return null;
}
