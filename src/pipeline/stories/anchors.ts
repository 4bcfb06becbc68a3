import { hash32 } from '../../kit/hash32.ts';
import type { Token } from '../../languages/pack.ts';
import { keyOf } from './forms.ts';
import { bridgeLexicon } from './lexicon.ts';
import { numbersOf } from './numbers.ts';
import { skeletonOf } from './skeleton.ts';
import type { TermStatistics } from './term-statistics.ts';
import type { SparseVector } from './vector.ts';

/**
 * What one event is known by and few others are: proper names, and numbers that are not round. Kept beside the vectors
 * since they speak for one event however the reports are worded, in whatever language, and days later.
 */
export const anchorKinds = { name: 0, sound: 1, number: 2 } as const;

/** Weight of a full anchor. */
export const anchorUnit = 100;
const anchorsMax = 96;

interface Scene {
  text: string;
  tokens: readonly Token[];
  lang: string;
  /** Counts of words of the language: names are rare in it. */
  words: TermStatistics;
  isTitle: boolean;
}

/** Collects the anchors of a text, in parts. */
export class AnchorReader {
  readonly #found = new Map<number, number>();
  readonly #lower = new Set<string>();
  /** False in a Headline With Every Word in Capitals. */
  #capitalsTell = true;

  /** Words that the document also writes small are no names. */
  hear(tokens: readonly Token[]): void {
    for (const { kind, text } of tokens) if (kind === 'word' && /^\p{Ll}/u.test(text)) this.#lower.add(text);
  }

  /** Reads one part: its numbers, names and what they sound like. */
  read(scene: Scene): void {
    this.#capitalsTell = !scene.isTitle || scene.lang === 'de' || scene.tokens.some(isSmallWord);
    for (const { key, value } of numbersOf(scene.text)) this.#add(key, 'number', weightOfNumber(value));
    let before: Token | undefined;
    for (const token of scene.tokens) {
      const isName = token.kind === 'word' && !token.stop && this.#isName(token, before, scene);
      if (isName) this.#readName(token, scene.lang);
      before = token;
    }
    this.#readPairs(scene);
  }

  #isName(token: Token, before: Token | undefined, scene: Scene): boolean {
    const { text, norm } = token;
    const seen = scene.words.background(hash32(norm, 1));
    if (/^\p{Lu}/u.test(text)) {
      if (!this.#capitalsTell || this.#lower.has(text.toLowerCase()) || text.length < 3) return false;
      if (scene.lang === 'de') return seen <= 1 && !isKnown(text, scene.lang);
      const isFirst = scene.isTitle || !before || /[.!?:"“”‘(]/.test(before.text);
      return seen <= (isFirst ? 0 : rareMax);
    }
    return /[가-힣]{2}/.test(norm) && seen <= 1 && !isKnown(norm, scene.lang);
  }

  #readName({ text, norm }: Token, lang: string): void {
    this.#add(`${lang}:${norm}`, 'name', anchorUnit);
    for (const sound of soundsOf(text, norm, lang)) this.#add(sound, 'sound', weightOfSound(sound));
  }

  /** `Port Averil` is one word in Hangul: two capitalised words beside one another sound as one. */
  #readPairs({ text, tokens, isTitle }: Scene): void {
    if (!this.#capitalsTell) return;
    for (let at = 1; at < tokens.length; at += 1) {
      const [a, b] = [tokens[at - 1]!, tokens[at]!];
      if (a.kind !== 'word' || b.kind !== 'word' || a.stop || b.stop) continue;
      if (!/^\p{Lu}/u.test(a.text) || !/^\p{Lu}/u.test(b.text)) continue;
      if (text.slice(a.end, b.start) !== ' ') continue;
      if (isTitle && (this.#lower.has(a.text.toLowerCase()) || this.#lower.has(b.text.toLowerCase())))
        continue;
      const sound = skeletonOf(`${a.text}${b.text}`);
      if (sound.length >= 4) this.#add(sound, 'sound', weightOfSound(sound));
    }
  }

  #add(key: string, kind: keyof typeof anchorKinds, weight: number): void {
    if (weight <= 0) return;
    const term = ((hash32(key, 4) & ~3) | anchorKinds[kind]) >>> 0;
    this.#found.set(term, Math.max(this.#found.get(term) ?? 0, weight));
  }

  /** What was found: keys with their kind in the lowest two bits, weights up to `anchorUnit`. */
  anchors(): SparseVector {
    const entries = [...this.#found].slice(0, anchorsMax).sort((a, b) => a[0] - b[0]);
    return {
      terms: Uint32Array.from(entries, ([term]) => term),
      weights: Int32Array.from(entries, ([, weight]) => weight),
      squares: entries.reduce((sum, [, weight]) => sum + weight * weight, 0),
    };
  }
}

function isSmallWord({ kind, text, stop }: Token): boolean {
  return kind === 'word' && !stop && text.length >= 4 && /^\p{Ll}/u.test(text);
}

/** Documents of a thousand that a capitalised word inside a sentence may be in. */
const rareMax = 4;

function isKnown(word: string, lang: string): boolean {
  const { forms } = bridgeLexicon(lang);
  return forms.has(word) || forms.has(keyOf(word.toLowerCase(), lang));
}

/** What Hangul names end in without being part of the name: ship, island, town, bridge ... */
const classifiers =
  /(?:대교|해협|반도|호|섬|시|도|군|구|주|항|강|산|만|당|사|상|교|역|댐|컵|앱|족|군|계|인|어|씨)$/;

function soundsOf(text: string, norm: string, lang: string): string[] {
  if (!/[가-힣]/.test(norm)) return [skeletonOf(text)].filter((sound) => sound !== '');
  const { forms } = bridgeLexicon(lang);
  const bases = new Set([norm]);
  if (norm.length >= 3) bases.add(norm.replace(classifiers, ''));
  for (let size = 2; size <= norm.length - 2; size += 1)
    if (forms.has(norm.slice(-size))) bases.add(norm.slice(0, -size));
  return [...new Set([...bases].map(skeletonOf))].filter((sound) => sound !== '');
}

/** Short skeletons are shared by chance. A vowel in front tells a little more. */
function weightOfSound(sound: string): number {
  const consonants = sound.replace(/[AH]/g, '').length;
  const size = consonants + (sound.length > consonants ? 0.5 : 0);
  return size < 2.5 ? 35 : size < 3 ? 50 : size < 4 ? 75 : anchorUnit;
}

/** Round numbers and small ones are everywhere, years too. One to 31 may be a day. */
function weightOfNumber(value: number): number {
  const digits = String(Number(value.toPrecision(12)))
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
  if (digits.length >= 3 && !isYear(value)) return anchorUnit;
  if (!Number.isInteger(value)) return digits.length === 2 ? 70 : 0;
  if (value <= 31) return value > 12 ? 25 : 0;
  if (isYear(value)) return 0;
  return digits.length === 2 ? 70 : 25;
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value <= 2100;
}
