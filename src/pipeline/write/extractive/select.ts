import type { SourceDocument } from '../../../domain/passage.ts';
import { primaryLanguage } from '../../../languages/languages.ts';
import { centralityOf, centroidLikeness } from './centrality.ts';
import { type ConceptKind, conceptsOf, storyChances } from './importance.ts';
import { overlapShare } from './measure.ts';
import { distinctUnits, featuresIn, type Reading, readDocument, type Unit } from './units.ts';

/** What makes a choice good. Higher is better. */
export interface Objective {
  /** How good a set of sentences is as a summary of about `summaryWords` words. */
  ofSet(chosen: readonly Unit[]): number;
  /** How much one sentence adds to what is `given`, whatever the length so far. */
  ofNext(unit: Unit, given: readonly Unit[]): number;
}

/** Length of the summary that the first choices aim at, in words: three news sentences. */
const summaryWords = 55;
/** Length of a sentence to come, in words: a shorter one says too little, a longer one costs too much. */
const sentenceWords = 25;
/** How much pairs of neighbouring words count beside single words. */
const pairsWeight = 1;
/** How much likeness to the centroid (0..1) adds to a sentence. */
const centroidWeight = 0.15;
/** What a sentence that leans on the one before, or is cut out of a quotation, costs: in expected F1, in deviations. */
const importanceCosts = { leans: 0.02, open: 0.2, long: 0.05 };
const centralityCosts = { leans: 0.7, open: 1.5, long: 0 };
/** From here on a sentence is several run together. */
const longWords = 38;
/** How much likeness to a sentence chosen already (0..1) takes off a sentence's centrality, in deviations. */
const redundancyWeight = 0.5;
const swapRoundsMax = 3;
/** So many sentences are chosen together; further ones follow one by one. */
const setCountMax = 3;

function costOf(unit: Unit, costs: { leans: number; open: number; long: number }): number {
  const length = unit.words > longWords ? costs.long : 0;
  return (unit.leans ? costs.leans : 0) + (unit.open ? costs.open : 0) + length;
}

/** Expected F1 of the chosen words and pairs against a summary of the wanted length, from each one's chance to be in it. */
export function importanceObjective(
  units: readonly Unit[],
  readings: readonly Reading[],
  weights?: Record<ConceptKind, readonly number[]>,
): Objective {
  const side = (kind: ConceptKind) => {
    const chances = storyChances(readings, kind, weights?.[kind]);
    const keys = new Map(units.map((unit) => [unit, conceptsOf(unit, kind)]));
    return (chosen: readonly Unit[], lengthWords: number, given: readonly Unit[] = []): number => {
      const covered = new Set<string>(given.flatMap((unit) => keys.get(unit) ?? []));
      let size = 0;
      let sum = 0;
      for (const unit of chosen) {
        for (const key of keys.get(unit) ?? []) {
          size++;
          if (covered.has(key)) continue;
          covered.add(key);
          sum += chances.get(key) ?? 0;
        }
      }
      return (2 * sum) / (lengthWords + size);
    };
  };
  const words = side('words');
  const pairs = side('pairs');
  const likeness = centroidLikeness(units);
  const own = (chosen: readonly Unit[]): number =>
    chosen.reduce(
      (sum, unit) => sum + centroidWeight * (likeness[unit.index] ?? 0) - costOf(unit, importanceCosts),
      0,
    );
  return {
    ofSet: (chosen) => words(chosen, summaryWords) + pairsWeight * pairs(chosen, summaryWords) + own(chosen),
    ofNext: (unit, given) =>
      words([unit], sentenceWords, given) + pairsWeight * pairs([unit], sentenceWords, given) + own([unit]),
  };
}

/** Sum of centralities less what the chosen sentences share with each other. */
export function centralityObjective(units: readonly Unit[], readings: readonly Reading[]): Objective {
  const titles = readings.map(({ titleText, analysis }) => featuresIn(titleText, analysis.pack));
  const values = centralityOf(units, titles);
  const ofNext = (unit: Unit, given: readonly Unit[]): number => {
    const likeness = given.reduce(
      (most, other) => Math.max(most, overlapShare(unit.featureSet, other.featureSet)),
      0,
    );
    return (values[unit.index] ?? 0) - costOf(unit, centralityCosts) - redundancyWeight * likeness;
  };
  return {
    ofSet: (chosen) => chosen.reduce((sum, unit, at) => sum + ofNext(unit, chosen.slice(0, at)), 0),
    ofNext,
  };
}

export function objectiveFor(units: readonly Unit[], readings: readonly Reading[]): Objective {
  const bias = readings[0]?.analysis.pack.summary.bias ?? 'centrality';
  return bias === 'lead' ? importanceObjective(units, readings) : centralityObjective(units, readings);
}

export interface ChooseOptions {
  count: number;
  /** Most words in all; a sentence that no longer fits is passed over. */
  wordsMax?: number;
  allowed?: (unit: Unit) => boolean;
}

/** The set of at most three, built greedily, then bettered by swapping single sentences while that helps. Best first. */
function chooseSet(pool: readonly Unit[], objective: Objective, count: number, wordsMax: number): Unit[] {
  const chosen: Unit[] = [];
  const wordsOf = (set: readonly Unit[]): number => set.reduce((sum, unit) => sum + unit.words, 0);
  const bestOf = (sets: readonly Unit[][]): Unit[] | null => {
    let best: { set: Unit[]; value: number } | null = null;
    for (const set of sets) {
      if (wordsOf(set) > wordsMax) continue;
      const value = objective.ofSet(set);
      if (best === null || value > best.value + 1e-12) best = { set, value };
    }
    return best?.set ?? null;
  };
  while (chosen.length < count) {
    const next = bestOf(pool.filter((unit) => !chosen.includes(unit)).map((unit) => [...chosen, unit]));
    const added = next?.at(-1);
    if (!added) break;
    chosen.push(added);
  }
  for (let round = 0; round < swapRoundsMax && chosen.length > 0; round++) {
    const swaps = chosen.flatMap((_, at) =>
      pool.filter((unit) => !chosen.includes(unit)).map((unit) => chosen.with(at, unit)),
    );
    const better = bestOf(swaps);
    if (!better || objective.ofSet(better) <= objective.ofSet(chosen) + 1e-12) break;
    chosen.splice(0, chosen.length, ...better);
  }
  return chosen;
}

/** The sentence that adds most to what is `given`; null where none is allowed. */
export function chooseNext(
  units: readonly Unit[],
  objective: Objective,
  given: readonly Unit[],
  allowed: (unit: Unit) => boolean,
): Unit | null {
  let best: { unit: Unit; value: number } | null = null;
  for (const unit of units) {
    if (given.includes(unit) || !allowed(unit)) continue;
    const value = objective.ofNext(unit, given);
    if (best === null || value > best.value + 1e-12) best = { unit, value };
  }
  return best?.unit ?? null;
}

/** The best sentences, best first: three chosen together as a summary, then each that adds most to those before it. */
export function choose(units: readonly Unit[], objective: Objective, options: ChooseOptions): Unit[] {
  const { count, wordsMax = Infinity } = options;
  const pool = units.filter((unit) => options.allowed?.(unit) ?? true);
  const chosen = chooseSet(pool, objective, Math.min(count, setCountMax), wordsMax);
  let words = chosen.reduce((sum, unit) => sum + unit.words, 0);
  while (chosen.length >= setCountMax && chosen.length < count) {
    const next = chooseNext(pool, objective, chosen, (unit) => words + unit.words <= wordsMax);
    if (!next) break;
    chosen.push(next);
    words += next.words;
  }
  return chosen;
}

export interface SelectOptions {
  /** How many sentences; or */
  count?: number;
  /** how many words in all. Three sentences where neither is given. */
  words?: number;
  /** Prefer documents in this language, BCP 47. */
  lang?: string;
}

/** The documents to excerpt from: those in `lang` where there are any, else those in the first document's language. */
export function documentsToRead(
  documents: readonly SourceDocument[],
  lang: string | undefined,
): SourceDocument[] {
  const filled = documents.filter((document) => document.text.trim() !== '');
  const wanted = filled.filter(
    (document) => lang !== undefined && primaryLanguage(document.lang) === primaryLanguage(lang),
  );
  if (wanted.length > 0) return wanted;
  const first = filled[0];
  return first
    ? filled.filter((document) => primaryLanguage(document.lang) === primaryLanguage(first.lang))
    : [];
}

/**
 * The most important sentences of one document or of one story, in reading order, each a verbatim cut of its passage.
 * Languages whose pack says `lead` are chosen by word importance (lead-aware), the others by centrality.
 * Empty for documents without a sentence. Never throws.
 */
export function selectSentences(documents: readonly SourceDocument[], options: SelectOptions = {}): Unit[] {
  const readings = documentsToRead(documents, options.lang).map(readDocument);
  const units = distinctUnits(readings);
  const count = options.count ?? (options.words === undefined ? 3 : units.length);
  const wordsMax = options.words ?? Infinity;
  const chosen = choose(units, objectiveFor(units, readings), { count, wordsMax });
  return chosen.sort((a, b) => a.index - b.index);
}
