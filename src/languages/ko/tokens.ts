import type { Token } from '../pack.ts';
import { counters } from './counters.ts';
import { nounOf, verbStem } from './inflection.ts';
import { forLastTexts, forWords } from './last-text.ts';
import { notPersons } from './name-words.ts';
import { nounsEndingLikeParticles } from './nouns.ts';
import { isParticle, isShortNoun, splitParticle } from './particles.ts';
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

const readWord: (word: string) => Word = forWords(readNewWord);

function readNewWord(word: string): Word {
  if (isStopWord(word)) return { head: word, norm: word, stop: true, particle: '' };
  const noun = plainNoun(word);
  if (noun) return noun;
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

/** A noun on the lists with a particle, whatever verb form it also looks like: `물을`, `먼지를`, `이름은`, `변수다`. */
function plainNoun(word: string): Word | null {
  const { stem, particle } =
    word.endsWith('다') && isCommonNoun(word.slice(0, -1))
      ? { stem: word.slice(0, -1), particle: '다' }
      : splitParticle(word);
  if (
    particle === ''
      ? !isCommonNoun(word)
      : !isCommonNoun(stem) && !(isShortNoun(stem) && '은을이'.includes(particle))
  )
    return null;
  return { head: stem, norm: stem, stop: isStopWord(stem), particle };
}

function isCommonNoun(word: string): boolean {
  return (
    word.length > 1 &&
    (nounsEndingLikeParticles.has(word) || notPersons.has(word)) &&
    !inflectedOnLists.has(word)
  );
}

/** On the lists for other reasons, and no nouns. */
const inflectedOnLists = new Set(
  '오는 다른 모든 같은 작은 높은 많은 좋은 젊은 낮은 어떤 이런 그런 저런 깊은 넓은 짧은 얇은 옳은 붉은 검은 밝은 맑은 굳은 늙은 없이 이러한 구체적 정의로운'.split(
    ' ',
  ),
);

/** A counter behind a number, with its particle: `명이`, `대의`. */
function counterIn(word: string): string | null {
  for (let size = Math.min(4, word.length); size >= 1; size -= 1) {
    const counter = word.slice(0, size);
    if (
      counters.has(counter) &&
      (size === word.length ||
        isParticle(word.slice(size), counter) ||
        /^(?:인|이던|이었던)$/.test(word.slice(size)))
    )
      return counter;
  }
  return null;
}

function pushHangul(tokens: Token[], start: number, word: string, glued: boolean): void {
  // After a number or a Latin word a particle stands alone: `KCNA는`.
  if (glued && isParticle(word)) {
    push(tokens, start, word, word, 'word', true);
    return;
  }
  const counter = glued && tokens.at(-1)?.kind === 'number' ? counterIn(word) : null;
  const { head, norm, stop, particle } = counter
    ? { head: counter, norm: counter, stop: false, particle: word.slice(counter.length) }
    : readWord(word);
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
