import type { Analysis } from '../../languages/analysis.ts';
import type { Token } from '../../languages/pack.ts';
import { bigrams, isCjk } from './terms.ts';
import type { Aligned, CarriedWord, Coverage, Reading } from './types.ts';

/** Two words that share this many first letters and most of their length are forms of one word. */
const stemCharsMin = 5;

const prefixCache = new WeakMap<Reading, Set<string>>();

function prefixesOf(reading: Reading): Set<string> {
  let prefixes = prefixCache.get(reading);
  if (!prefixes) {
    prefixes = new Set();
    for (const term of reading.postings.keys()) {
      if (term.length >= stemCharsMin && !isCjk(term)) prefixes.add(prefixOf(term));
    }
    prefixCache.set(reading, prefixes);
  }
  return prefixes;
}

function prefixOf(word: string): string {
  return word.slice(0, Math.max(stemCharsMin, word.length - 3));
}

/** Looks a term up in one or several passages. */
type Lookup = (term: string) => boolean;

/** How far (0..1) a word is carried: whole, as another form of the same word, or by its character pairs. */
function carriedBy(norm: string, has: Lookup, hasPrefix: Lookup): number {
  if (has(norm) || has(`#${norm}`)) return 1;
  if (isCjk(norm)) {
    const pairs = bigrams(norm);
    return pairs.filter((pair) => has(`~${pair}`)).length / pairs.length;
  }
  return norm.length >= stemCharsMin && hasPrefix(prefixOf(norm)) ? 0.8 : 0;
}

/** Prefix look-up over a few passages: linear in their terms, once. */
function localPrefixes(aligned: readonly Aligned[]): Set<string> {
  const prefixes = new Set<string>();
  for (const { read } of aligned)
    for (const term of read.terms.keys()) if (term.length >= stemCharsMin) prefixes.add(prefixOf(term));
  return prefixes;
}

function isContent(token: Token): boolean {
  return token.kind !== 'punctuation' && !token.stop;
}

function mean(words: readonly CarriedWord[], of: (word: CarriedWord) => number): number {
  let sum = 0;
  let weight = 0;
  for (const word of words) {
    sum += of(word) * word.weight;
    weight += word.weight;
  }
  return weight === 0 ? 1 : sum / weight;
}

/** Share of neighbouring content words that are neighbours in an aligned passage too. */
function pairShare(words: readonly CarriedWord[], aligned: readonly Aligned[]): number {
  if (words.length < 2) return 1;
  const pairs = new Set<string>();
  for (const { read } of aligned) {
    const norms = read.analysis.tokens.filter(isContent).map((token) => token.norm);
    for (let at = 1; at < norms.length; at += 1) pairs.add(`${norms[at - 1]} ${norms[at]}`);
  }
  let found = 0;
  for (let at = 1; at < words.length; at += 1)
    if (pairs.has(`${words[at - 1]!.norm} ${words[at]!.norm}`)) found += 1;
  return found / (words.length - 1);
}

/** Compares the words of a claim with its aligned passages and with everything that was read. */
export function cover(analysis: Analysis, aligned: readonly Aligned[], reading: Reading): Coverage {
  const best = aligned[0]?.read.terms;
  const bestPrefixes = localPrefixes(aligned.slice(0, 1));
  const alignedPrefixes = localPrefixes(aligned);
  const allPrefixes = prefixesOf(reading);
  const words = analysis.tokens.filter(isContent).map((token): CarriedWord => {
    const norm = token.kind === 'number' ? token.norm.replace(/,/g, '') : token.norm;
    const inBest = carriedBy(
      norm,
      (term) => best?.has(term) === true,
      (prefix) => bestPrefixes.has(prefix),
    );
    const inAligned = carriedBy(
      norm,
      (term) => aligned.some((one) => one.read.terms.has(term)),
      (prefix) => alignedPrefixes.has(prefix),
    );
    const anywhere = carriedBy(
      norm,
      (term) => reading.postings.has(term),
      (prefix) => allPrefixes.has(prefix),
    );
    const weight = reading.idf(norm);
    return { start: token.start, end: token.end, norm, weight, best: inBest, aligned: inAligned, anywhere };
  });
  return {
    best: mean(words, (word) => word.best),
    aligned: mean(words, (word) => word.aligned),
    anywhere: mean(words, (word) => word.anywhere),
    pairs: pairShare(words, aligned),
    words,
  };
}
