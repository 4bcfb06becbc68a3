import type { Token } from '../../../languages/pack.ts';
import { importanceWeights } from './importance-weights.ts';
import type { Reading, Unit } from './units.ts';

/**
 * Lead-aware choice by word importance: how likely is it that a word, or a pair of neighbouring words, of the document
 * would stand in a good summary of it? A logistic model over a few facts that hold for any subject (how often, how
 * early, name, number); after Hong and Nenkova (2014), "Improving the estimation of word importance for news
 * multi-document summarization", with features of our own.
 */

/** Facts about one word or pair in one document, in the order of the weights. */
export const featureNames = [
  'bias',
  'logFrequency',
  'firstSentence',
  'earlySentence',
  'logPlace',
  'stopShare',
  'nameShare',
  'number',
  'contentRepeated',
] as const;

export type ConceptKind = 'words' | 'pairs';

interface Seen {
  parts: readonly Token[];
  count: number;
  sentences: Set<number>;
  sentence: number;
  place: number;
}

/** The norms of a unit's words, or its pairs of neighbouring norms. */
export function conceptsOf(unit: Unit, kind: ConceptKind): string[] {
  const norms = unit.tokens.map((token) => token.norm);
  return kind === 'words' ? norms : norms.slice(1).map((norm, at) => `${norms[at]} ${norm}`);
}

/** Norms that stand with a capital inside a sentence: names, as far as type tells. */
function capitalised(units: readonly Unit[]): Set<string> {
  const names = new Set<string>();
  for (const unit of units) {
    for (const token of unit.tokens.slice(1)) if (/^\p{Lu}/u.test(token.text)) names.add(token.norm);
  }
  return names;
}

function share(parts: readonly Token[], holds: (token: Token) => boolean): number {
  return parts.filter(holds).length / Math.max(1, parts.length);
}

/** The facts about every word (or pair) of one document. */
export function conceptFeatures(units: readonly Unit[], kind: ConceptKind): Map<string, number[]> {
  const names = capitalised(units);
  const seen = new Map<string, Seen>();
  let place = 0;
  units.forEach((unit, sentence) => {
    conceptsOf(unit, kind).forEach((key, at) => {
      const parts = unit.tokens.slice(at, at + (kind === 'words' ? 1 : 2));
      const entry = seen.get(key) ?? { parts, count: 0, sentences: new Set<number>(), sentence, place };
      entry.count++;
      entry.sentences.add(sentence);
      seen.set(key, entry);
      place++;
    });
  });
  const features = new Map<string, number[]>();
  for (const [key, entry] of seen) {
    const stopShare = share(entry.parts, (token) => token.stop);
    features.set(key, [
      1,
      Math.log(entry.count),
      entry.sentence === 0 ? 1 : 0,
      1 / (1 + entry.sentence),
      Math.log(1 + entry.place) / 5,
      stopShare,
      share(entry.parts, (token) => names.has(token.norm)),
      entry.parts.some((token) => token.kind === 'number') ? 1 : 0,
      (1 - stopShare) * Math.log(entry.sentences.size),
    ]);
  }
  return features;
}

/** Log-odds that a content word of the title adds: a title is a summary that the document's own editor wrote. */
const titleLogOdds = 0.7;

/** The chance, 0..1, that each word (or pair) of a document belongs in its summary. */
export function conceptChances(
  reading: Reading,
  kind: ConceptKind,
  weights: readonly number[] = importanceWeights[kind],
): Map<string, number> {
  const inTitle = new Set(
    reading.analysis.pack
      .tokens(reading.titleText)
      .filter((token) => !token.stop && token.kind !== 'punctuation')
      .map((token) => token.norm),
  );
  const chances = new Map<string, number>();
  for (const [key, features] of conceptFeatures(reading.units, kind)) {
    let logOdds = 0;
    features.forEach((value, at) => {
      logOdds += value * (weights[at] ?? 0);
    });
    if (kind === 'words' && inTitle.has(key)) logOdds += titleLogOdds;
    chances.set(key, 1 / (1 + Math.exp(-logOdds)));
  }
  return chances;
}

/** Chances over a story: the mean over its independent voices, so that what several report weighs most. */
export function storyChances(
  readings: readonly Reading[],
  kind: ConceptKind,
  weights?: readonly number[],
): Map<string, number> {
  const voices = Map.groupBy(readings, (reading) => reading.voice);
  const sums = new Map<string, number>();
  for (const copies of voices.values()) {
    // Copies of one text are one voice: the longest speaks for it.
    const speaker = copies.reduce((a, b) => (b.units.length > a.units.length ? b : a));
    for (const [key, chance] of conceptChances(speaker, kind, weights))
      sums.set(key, (sums.get(key) ?? 0) + chance);
  }
  for (const [key, sum] of sums) sums.set(key, sum / voices.size);
  return sums;
}
