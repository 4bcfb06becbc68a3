import { hash32 } from '../../kit/hash32.ts';
import type { Token } from '../../languages/pack.ts';
import { keyOf } from './forms.ts';
import { type BridgeLexicon, bridgeLexicon, type Translations } from './lexicon.ts';
import { numbersOf } from './numbers.ts';
import { skeletonOf } from './skeleton.ts';
import { stemOf } from './stem.ts';
import { tuning } from './tuning.ts';

/** What a bridge token stands for: a word of English stem space, a number, the skeleton of a name. */
export type BridgeKind = 'word' | 'number' | 'name';

/** What one word of a text may stand for: any of its alternatives is as good as the word itself. */
export interface BridgeUnit {
  /** The word of the text. */
  text: string;
  /** How much of a word it is, 0..1: less for parts and guesses. */
  weight: number;
  alternatives: readonly BridgeAlternative[];
}

export interface BridgeAlternative {
  key: string;
  kind: BridgeKind;
  /** How surely it is meant, 0..1; those of a unit need not sum to one. */
  share: number;
  /** What of the weight of the word a match brings, 0..1. */
  gain: number;
}

/** A skeleton beside a reading: the word may be no name (a capital in a title). */
const maybeName = 0.6;

/** The words of a text in the space that all languages share. `tokens` are those of `text`. */
export function bridgeUnits(text: string, lang: string, tokens: readonly Token[]): BridgeUnit[] {
  const units: BridgeUnit[] = numbersOf(text).map(({ key, text: written }) => ({
    text: written,
    weight: 1,
    alternatives: [{ key, kind: 'number', share: 1, gain: 1 }],
  }));
  const lexicon = bridgeLexicon(lang);
  for (const token of tokens) {
    if (token.kind !== 'word' || token.stop) continue;
    for (const unit of unitsOf(token, lang, lexicon)) if (unit.alternatives.length > 0) units.push(unit);
  }
  return units;
}

const latinWord = /^[\p{Script=Latin}\p{M}'’-]+$/u;

function unitsOf(token: Token, lang: string, lexicon: BridgeLexicon): BridgeUnit[] {
  const { text, norm } = token;
  const isLatin = latinWord.test(text);
  if (lang === 'en' || (isLatin && lexicon.forms.size === 0)) return [latinUnit(text)];
  const key = /[가-힣]/.test(text) ? norm : keyOf(text.toLowerCase(), lang);
  const known = lexicon.forms.get(key) ?? lexicon.forms.get(text);
  if (known) {
    const sounds = /^\p{Lu}|^\p{Script=Katakana}/u.test(text) ? skeletonOf(text) : '';
    return [{ text, weight: 1, alternatives: [...translated(known), ...named(sounds, maybeName)] }];
  }
  if (!isLatin) return unknownUnits(token, lexicon);
  return (lang === 'de' && compoundUnits(key, text, lexicon)) || [latinUnit(text)];
}

function latinUnit(text: string): BridgeUnit {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}|[’']/gu, '');
  const sounds = /^\p{Lu}/u.test(text) ? skeletonOf(text) : '';
  return {
    text,
    weight: 1,
    alternatives: [{ key: stemOf(plain), kind: 'word', share: 1, gain: 1 }, ...named(sounds, maybeName)],
  };
}

function named(skeleton: string, share: number): BridgeAlternative[] {
  if (skeleton === '') return [];
  const consonants = Math.min(4, skeleton.replace(/[AH]/g, '').length);
  const gain = tuning[`skeleton${consonants}` as 'skeleton2'];
  return [{ key: `~${skeleton}`, kind: 'name', share, gain: gain * share ** tuning.shareExponent }];
}

function translated(stems: Translations): BridgeAlternative[] {
  return stems.map(([key, share]) => ({ key, kind: 'word', share, gain: share ** tuning.shareExponent }));
}

/** A word that no lexicon has: its parts where it is made of known ones, else what it sounds like. */
function unknownUnits({ text, norm }: Token, lexicon: BridgeLexicon): BridgeUnit[] {
  const word = /[가-힣]/.test(text) ? norm : text.toLowerCase();
  const parts = partsOf(word, lexicon);
  const covered = parts.reduce((sum, part) => sum + part.length, 0);
  const known = parts.map(
    (part): BridgeUnit => ({
      text,
      weight: part.length / word.length,
      alternatives: translated(lexicon.forms.get(part)!),
    }),
  );
  if (covered === word.length) return known;
  const isHan = /\p{Script=Han}/u.test(word);
  const pairs = isHan ? Math.min(12, word.length - 1) : 0;
  const sounds = isHan
    ? Array.from({ length: pairs }, (_, at): BridgeAlternative => {
        return { key: `h:${word.slice(at, at + 2)}`, kind: 'name', share: 0.7, gain: 0.9 };
      })
    : named(skeletonOf(word), 1);
  return [
    ...known.map((unit) => ({ ...unit, weight: unit.weight * tuning.partWeight })),
    { text, weight: tuning.unknownWeight, alternatives: sounds },
  ];
}

/** Known parts of a word, the longest first, from the left. */
function partsOf(word: string, { forms, formCharsMax }: BridgeLexicon): string[] {
  const parts: string[] = [];
  let at = 0;
  while (at < word.length) {
    let size = Math.min(formCharsMax, word.length - at, word.length - 1);
    while (size > 1 && !forms.has(word.slice(at, at + size))) size -= 1;
    if (size >= 2) parts.push(word.slice(at, at + size));
    at += Math.max(1, size);
  }
  return parts;
}

/** A German compound of two known words, with or without a linking s. */
function compoundUnits(key: string, text: string, lexicon: BridgeLexicon): BridgeUnit[] | undefined {
  for (let at = key.length - 4; at >= 4; at -= 1) {
    const tail = lexicon.forms.get(key.slice(at));
    if (!tail) continue;
    const headKey = key.slice(0, at);
    const head =
      lexicon.forms.get(headKey) ??
      lexicon.forms.get(keyOf(headKey, 'de')) ??
      lexicon.forms.get(headKey.replace(/s$/, ''));
    if (!head) continue;
    return [head, tail].map((stems) => ({ text, weight: 0.7, alternatives: translated(stems) }));
  }
  return undefined;
}

/** Key of a bridge token among all terms. */
export function bridgeTerm(key: string): number {
  return hash32(key, 3);
}
