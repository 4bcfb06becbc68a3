import type { Span } from '../../domain/span.ts';
import type { Analysis } from '../../languages/analysis.ts';
import type { Quantity, TimeExpression, Token } from '../../languages/pack.ts';
import { timesAgree } from '../../languages/shared/agree.ts';
import { isReckoned, quantityStands } from './figures.ts';
import { generalWordsOf, synonymsOf, tellingness, translationsOf } from './lexicon.ts';
import { bigrams, isCjk } from './terms.ts';
import type { Aligned, CarriedWord, Coverage, Reading, ReadPassage } from './types.ts';

/** Two words that share this many first letters and most of their length are forms of one word. */
const stemCharsMin = 5;
/** Numbers and dates of one claim that are looked up. */
const figuresMax = 30;

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

/** What another word for the same, a more general word, or a translation is worth. */
const synonymWorth = 0.8;
const generalWorth = 0.5;

function carriedBySense(norm: string, has: Lookup): number {
  if (synonymsOf(norm).some(has) || translationsOf(norm).some(has)) return synonymWorth;
  return generalWordsOf(norm).some(has) ? generalWorth : 0;
}

/** How far (0..1) a word is carried: whole, as another form, by its character pairs, or by another word for it. */
function carriedBy(norm: string, has: Lookup, hasPrefix: Lookup): number {
  if (has(norm) || has(`#${norm}`)) return 1;
  if (isCjk(norm)) {
    const pairs = bigrams(norm);
    const share = pairs.filter((pair) => has(`~${pair}`)).length / pairs.length;
    return share >= synonymWorth ? share : Math.max(share, carriedBySense(norm, has));
  }
  if (norm.length >= stemCharsMin && hasPrefix(prefixOf(norm))) return synonymWorth;
  return carriedBySense(norm, has);
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

/** Words of substance, without those of numbers and dates: the checks of these know `40` and `forty` for the same. */
function ownWords(analysis: Analysis): Token[] {
  const checked = [...analysis.quantities, ...analysis.times];
  return analysis.tokens.filter(
    (token) =>
      isContent(token) &&
      // One Hangul syllable is a surname, a counter or a particle: alone it tells nothing.
      !/^[가-힣]$/.test(token.norm) &&
      !checked.some((item) => item.start < token.end && token.start < item.end),
  );
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

/** A number or date as one word: carried where an agreeing one stands. */
function figures(
  analysis: Analysis,
  aligned: readonly Aligned[],
  reading: Reading,
  foreign: boolean,
): CarriedWord[] {
  const weight = Math.log(1 + reading.passages.length);
  const measure = <T extends Span>(item: T, agree: (read: ReadPassage) => boolean): CarriedWord => {
    const at = aligned.findIndex((one) => agree(one.read));
    const anywhere = at >= 0 || reading.passages.some(agree) ? 1 : 0;
    const { start, end } = item;
    const norm = analysis.text.slice(start, end).toLowerCase();
    return { start, end, norm, weight, best: at === 0 ? 1 : 0, aligned: at >= 0 ? 1 : 0, anywhere };
  };
  const isThere = (item: Quantity, { quantities }: Analysis) =>
    quantities.some((other) => quantityStands(item, other)) ||
    (!foreign && isReckoned(item, [quantities], analysis.text));
  const quantities = analysis.quantities
    .slice(0, figuresMax)
    .map((item) => measure(item, (read) => isThere(item, read.analysis)));
  const times = analysis.times
    .slice(0, figuresMax)
    .map((item) => measure(item, (read) => read.analysis.times.some((other) => sameTime(item, other))));
  return [...quantities, ...times];
}

function sameTime(a: TimeExpression, b: TimeExpression): boolean {
  return a.text.toLowerCase() === b.text.toLowerCase() || timesAgree(a, b) === true;
}

/** How far (0..1) these passages carry these words together, weighted by how much each word tells. */
export function carriedIn(words: readonly CarriedWord[], reads: readonly ReadPassage[]): number {
  const aligned = reads.map((read) => ({ read, score: 0, cited: false }));
  const prefixes = localPrefixes(aligned);
  const has: Lookup = (term) => reads.some((read) => read.terms.has(term));
  return mean(words, ({ norm }) => carriedBy(norm, has, (prefix) => prefixes.has(prefix)));
}

/** Compares the words of a claim with its aligned passages and with everything that was read. */
export function cover(
  analysis: Analysis,
  aligned: readonly Aligned[],
  reading: Reading,
  foreign: boolean,
): Coverage {
  const best = aligned[0]?.read.terms;
  const bestPrefixes = localPrefixes(aligned.slice(0, 1));
  const alignedPrefixes = localPrefixes(aligned);
  const allPrefixes = prefixesOf(reading);
  const hasBest: Lookup = (term) => best?.has(term) === true;
  const hasAligned: Lookup = (term) => aligned.some((one) => one.read.terms.has(term));
  const hasAny: Lookup = (term) => reading.postings.has(term);
  const plain = ownWords(analysis).map((token): CarriedWord => {
    const norm = token.kind === 'number' ? token.norm.replace(/,/g, '') : token.norm;
    return {
      start: token.start,
      end: token.end,
      norm,
      weight: reading.idf(norm) * tellingness(norm),
      best: carriedBy(norm, hasBest, (prefix) => bestPrefixes.has(prefix)),
      aligned: carriedBy(norm, hasAligned, (prefix) => alignedPrefixes.has(prefix)),
      anywhere: carriedBy(norm, hasAny, (prefix) => allPrefixes.has(prefix)),
    };
  });
  const words = [...plain, ...figures(analysis, aligned, reading, foreign)].sort((a, b) => a.start - b.start);
  return {
    best: mean(words, (word) => word.best),
    aligned: mean(words, (word) => word.aligned),
    anywhere: mean(words, (word) => word.anywhere),
    pairs: pairShare(words, aligned),
    words,
  };
}
