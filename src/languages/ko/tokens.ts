import type { Token } from '../pack.ts';
import { nounOf, verbStem } from './inflection.ts';
import { forLastTexts } from './last-text.ts';
import { nounsEndingLikeParticles } from './nouns.ts';
import { isParticle, splitParticle } from './particles.ts';
import { isStopWord } from './stop-words.ts';

/** Runs of one script: Hangul, Latin and other letters, numbers with their separators, single marks. */
const run =
  /[가-힣ㄱ-ㅎㅏ-ㅣ]{1,40}|\p{N}+(?:[.,]\p{N}+)*|(?:(?![가-힣])\p{L}\p{M}*)+(?:[-'’&.]?(?:(?![가-힣])[\p{L}\p{N}]\p{M}*)+)*|[^\s]/gu;

function push(
  tokens: Token[],
  start: number,
  text: string,
  norm: string,
  kind: Token['kind'],
  stop: boolean,
): void {
  tokens.push({ start, end: start + text.length, text, kind, norm, stop });
}

interface Word {
  /** What the noun or verb is, without the particle. */
  head: string;
  norm: string;
  stop: boolean;
  particle: string;
}

/** Readings of words seen: news repeats its words, and taking one apart costs more than a look-up. */
const seen = new Map<string, Word>();
const seenMax = 20_000;

function readWord(word: string): Word {
  const known = seen.get(word);
  if (known) return known;
  if (seen.size >= seenMax) seen.clear();
  const read = readNewWord(word);
  seen.set(word, read);
  return read;
}

function readNewWord(word: string): Word {
  if (isStopWord(word)) return { head: word, norm: word, stop: true, particle: '' };
  if (!nounsEndingLikeParticles.has(word)) {
    const stem = word.length > 1 ? verbStem(word) : null;
    if (stem !== null) {
      const norm = nounOf(stem);
      return { head: word, norm, stop: isStopWord(norm) || isStopWord(stem), particle: '' };
    }
  }
  const { stem, particle } = splitParticle(word);
  return { head: stem, norm: stem, stop: isStopWord(stem), particle };
}

function pushHangul(tokens: Token[], start: number, word: string, glued: boolean): void {
  // After a number or a Latin word a particle stands alone: `KCNA는`.
  if (glued && isParticle(word)) {
    push(tokens, start, word, word, 'word', true);
    return;
  }
  const { head, norm, stop, particle } = readWord(word);
  push(tokens, start, head, norm, 'word', stop);
  if (particle !== '') push(tokens, start + head.length, particle, particle, 'word', true);
}

/**
 * Words of Korean text. A noun and its particle are two tokens (`정부` + `는`, the second a stop word); an inflected verb
 * is one, whose norm is its stem (`하`, `내리`) or the noun it is made of (`발표했다` -> `발표`). Total, linear.
 */
export const koreanTokens: (text: string) => Token[] = forLastTexts(tokensOf);

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(run)) {
    const word = match[0];
    const start = match.index;
    const char = word.charAt(0);
    if (/[가-힣]/.test(char)) {
      const before = tokens.at(-1);
      const glued = before !== undefined && before.end === start && before.kind !== 'punctuation';
      pushHangul(tokens, start, word, glued || /[)\]"”’'」』》>%]/.test(text[start - 1] ?? ''));
    } else if (/\p{N}/u.test(char)) push(tokens, start, word, word.replace(/,/g, ''), 'number', false);
    else if (/\p{L}/u.test(char)) push(tokens, start, word, word.toLowerCase(), 'word', false);
    else push(tokens, start, word, word, 'punctuation', true);
  }
  return tokens;
}
