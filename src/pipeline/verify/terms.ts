import type { Token } from '../../languages/pack.ts';

const cjk = /[\p{scx=Hangul}\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u;

/** True where words are better compared by their characters: particles, endings and compounds hide the stem. */
export function isCjk(text: string): boolean {
  return cjk.test(text);
}

/** The character pairs of a word; the word itself where it has one character. */
export function bigrams(word: string): string[] {
  if (word.length < 2) return [word];
  return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
}

/** The terms that one token is found by: its norm, and for Hangul and Han also its character pairs. */
export function termsOfToken(token: Token): string[] {
  if (token.kind === 'punctuation' || token.stop) return [];
  if (token.kind === 'number') return [`#${token.norm.replace(/,/g, '')}`];
  return isCjk(token.norm) ? [token.norm, ...bigrams(token.norm).map((pair) => `~${pair}`)] : [token.norm];
}

export function countTerms(tokens: readonly Token[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens)
    for (const term of termsOfToken(token)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
