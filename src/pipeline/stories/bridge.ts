import { hash32 } from '../../kit/hash32.ts';
import type { Token } from '../../languages/pack.ts';
import { keyOf } from './forms.ts';
import { type BridgeLexicon, bridgeLexicon, type Translations } from './lexicon.ts';
import { numbersOf } from './numbers.ts';
import { skeletonOf } from './skeleton.ts';
import { stemOf } from './stem.ts';

/** What a bridge token stands for: a word of English stem space, a number, the skeleton of a name. */
export type BridgeKind = 'word' | 'number' | 'name';

export interface BridgeToken {
  key: string;
  kind: BridgeKind;
  /** How surely it is meant, 0..1: a word of several meanings shares its weight among them. */
  weight: number;
  /** The word of the text. */
  text: string;
}

const nameWeight = 0.9;
/** A skeleton taken from a word that may be no name (a capital in a title). */
const maybeNameWeight = 0.45;

/** Tokens of a text in the space that all languages share. `isTitleCase`: capitals say nothing about names there. */
export function bridgeTokens(text: string, lang: string, tokens: readonly Token[]): BridgeToken[] {
  const found: BridgeToken[] = numbersOf(text).map(({ key, text: written }) => ({
    key,
    kind: 'number',
    weight: 1,
    text: written,
  }));
  const lexicon = bridgeLexicon(lang);
  for (const token of tokens) {
    if (token.kind !== 'word' || token.stop) continue;
    addWord(found, token, lang, lexicon);
  }
  return found;
}

function addWord(found: BridgeToken[], token: Token, lang: string, lexicon: BridgeLexicon): void {
  const { text, norm } = token;
  if (lang === 'en' || (/^[\p{Script=Latin}\p{M}'’-]+$/u.test(text) && lexicon.forms.size === 0)) {
    addLatin(found, text);
    return;
  }
  const key = /[가-힣]/.test(text) ? norm : keyOf(text.toLowerCase(), lang);
  const known = lexicon.forms.get(key) ?? lexicon.forms.get(text);
  if (known) {
    addTranslations(found, known, text, 1);
    if (/^\p{Lu}|^\p{Script=Katakana}/u.test(text)) addSkeleton(found, text, maybeNameWeight);
    return;
  }
  if (/^[\p{Script=Latin}\p{M}'’-]+$/u.test(text)) {
    if (lang === 'de' && addCompound(found, key, text, lexicon)) return;
    addLatin(found, text);
    return;
  }
  addUnknown(found, token, lexicon);
}

function addLatin(found: BridgeToken[], text: string): void {
  const lower = text.toLowerCase();
  const plain = lower.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, '');
  found.push({ key: stemOf(plain), kind: 'word', weight: 1, text });
  if (/^\p{Lu}/u.test(text)) addSkeleton(found, text, maybeNameWeight);
}

function addSkeleton(found: BridgeToken[], text: string, weight: number): void {
  const skeleton = skeletonOf(text);
  if (skeleton !== '') found.push({ key: `~${skeleton}`, kind: 'name', weight, text });
}

function addTranslations(found: BridgeToken[], stems: Translations, text: string, weight: number): void {
  for (const [stem, share] of stems) found.push({ key: stem, kind: 'word', weight: weight * share, text });
}

/** A word that no lexicon has: its parts where it is made of known ones, else what it sounds like. */
function addUnknown(found: BridgeToken[], { text, norm }: Token, lexicon: BridgeLexicon): void {
  const word = /[가-힣]/.test(text) ? norm : text.toLowerCase();
  const parts = partsOf(word, lexicon);
  const covered = parts.reduce((sum, part) => sum + part.length, 0);
  if (covered === word.length) {
    for (const part of parts) addTranslations(found, lexicon.forms.get(part)!, text, 1);
    return;
  }
  if (/\p{Script=Han}/u.test(word)) {
    for (const part of parts) addTranslations(found, lexicon.forms.get(part)!, text, 1);
    for (let at = 0; at + 2 <= word.length && at < 12; at += 1)
      found.push({ key: `h:${word.slice(at, at + 2)}`, kind: 'name', weight: 0.5, text });
    return;
  }
  addSkeleton(found, word, nameWeight);
  for (const part of parts)
    if (part.length > 1) addTranslations(found, lexicon.forms.get(part)!, text, part.length / word.length);
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
function addCompound(found: BridgeToken[], key: string, text: string, lexicon: BridgeLexicon): boolean {
  for (let at = key.length - 4; at >= 4; at -= 1) {
    const tail = lexicon.forms.get(key.slice(at));
    if (!tail) continue;
    const headKey = key.slice(0, at);
    const head =
      lexicon.forms.get(headKey) ??
      lexicon.forms.get(keyOf(headKey, 'de')) ??
      lexicon.forms.get(headKey.replace(/s$/, ''));
    if (!head) continue;
    addTranslations(found, head, text, 1);
    addTranslations(found, tail, text, 1);
    return true;
  }
  return false;
}

/** Key of a bridge token among all terms. */
export function bridgeTerm(key: string): number {
  return hash32(key, 3);
}
