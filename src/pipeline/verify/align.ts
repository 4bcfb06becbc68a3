import type { Analysis } from '../../languages/analysis.ts';
import { synonymsOf, translationsOf } from './lexicon.ts';
import { countTerms } from './terms.ts';
import type { Aligned, ClaimInput, Reading, ReadPassage } from './types.ts';

/** Passages offered to the checks: the cited ones and this many found ones. */
const alignedMax = 5;
/** What another word for the same, or its translation, is worth. */
const otherWordWorth = 0.6;
/** A number, date or name that both have says this much more than a word of the same rarity. */
const anchorBoost = 1.5;

/** Keys that mean the same in any language: amounts, calendar days, name forms. */
export function anchorsOf(analysis: Analysis): Set<string> {
  const keys = new Set<string>();
  for (const { low, unit, ordinal } of analysis.quantities) keys.add(`q:${low}:${ordinal ? 'th' : unit}`);
  for (const { from, grain } of analysis.times) if (from !== null) keys.add(`t:${from}:${grain}`);
  for (const { key, aliases } of analysis.names) {
    keys.add(`n:${key}`);
    for (const alias of aliases) keys.add(`n:${alias}`);
  }
  return keys;
}

const anchorCache = new WeakMap<ReadPassage, Set<string>>();

export function passageAnchors(read: ReadPassage): Set<string> {
  let anchors = anchorCache.get(read);
  if (!anchors) {
    anchors = anchorsOf(read.analysis);
    anchorCache.set(read, anchors);
  }
  return anchors;
}

/** Lexical weight of the claim that each passage carries, by the postings: only passages with a shared term appear. */
function sharedWeights(terms: ReadonlyMap<string, number>, reading: Reading): Map<number, number> {
  const weights = new Map<number, number>();
  for (const term of terms.keys()) {
    const idf = reading.idf(term);
    const own = reading.postings.get(term);
    for (const at of own ?? []) weights.set(at, (weights.get(at) ?? 0) + idf);
    if (own) continue;
    const others = [...synonymsOf(term), ...translationsOf(term)];
    const places = new Set(others.flatMap((other) => reading.postings.get(other) ?? []));
    for (const at of places) weights.set(at, (weights.get(at) ?? 0) + idf * otherWordWorth);
  }
  return weights;
}

/**
 * The passages that a claim may rest on, best first: those the writer cited and those that share its rare words,
 * numbers, dates and names. Scores are the share (0..1) of the claim's weight that the passage carries.
 */
export function align(claim: ClaimInput, analysis: Analysis, reading: Reading): Aligned[] {
  const terms = countTerms(analysis.tokens);
  let total = 0;
  for (const term of terms.keys()) total += reading.idf(term);
  const weights = sharedWeights(terms, reading);
  const anchors = anchorsOf(analysis);
  const perAnchor = Math.log(1 + reading.passages.length) * anchorBoost;
  total += anchors.size * perAnchor;
  if (anchors.size > 0) {
    reading.passages.forEach((read, at) => {
      let shared = 0;
      for (const key of passageAnchors(read)) if (anchors.has(key)) shared += 1;
      if (shared > 0) weights.set(at, (weights.get(at) ?? 0) + shared * perAnchor);
    });
  }
  const cited = new Set(claim.passages);
  const scored = [...weights].map(([at, weight]) => {
    const read = reading.passages[at]!;
    return { read, score: total === 0 ? 0 : Math.min(1, weight / total), cited: cited.has(read.passage.id) };
  });
  for (const id of cited) {
    const read = reading.byId.get(id);
    if (read && !scored.some((one) => one.read === read)) scored.push({ read, score: 0, cited: true });
  }
  scored.sort((a, b) => b.score - a.score);
  const found = scored.slice(0, alignedMax);
  return [
    ...found,
    ...scored
      .slice(alignedMax)
      .filter((one) => one.cited)
      .slice(0, alignedMax),
  ];
}
