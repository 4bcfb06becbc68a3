import type { SourceDocument } from '../../../domain/passage.ts';
import { centralityOf } from './centrality.ts';
import { type ConceptKind, conceptsOf, storyChances } from './importance.ts';
import { overlapShare } from './measure.ts';
import { distinctUnits, featuresOf, type Reading, readDocument, type Unit } from './units.ts';

/** How good a set of sentences is as a summary of about `lengthWords` words. Higher is better. */
export type Objective = (chosen: readonly Unit[], lengthWords: number) => number;

/** Length of the summary that the first choices aim at, in words: three news sentences. */
export const summaryWords = 60;
/** How much pairs of neighbouring words count beside single words. */
const pairsWeight = 0.75;
/** What a sentence that leans on the one before, or is cut out of a quotation, costs: in expected F1, in deviations. */
const importanceCosts = { leans: 0.02, open: 0.2 };
const centralityCosts = { leans: 0.7, open: 1.5 };
/** How much likeness to a sentence chosen already (0..1) takes off a sentence's centrality, in deviations. */
const redundancyWeight = 0.5;
const swapRoundsMax = 3;
const swapCountMax = 4;

function costOf(unit: Unit, costs: { leans: number; open: number }): number {
  return (unit.leans ? costs.leans : 0) + (unit.open ? costs.open : 0);
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
    return (chosen: readonly Unit[], lengthWords: number): number => {
      const covered = new Set<string>();
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
  return (chosen, lengthWords) =>
    words(chosen, lengthWords) +
    pairsWeight * pairs(chosen, lengthWords) -
    chosen.reduce((sum, unit) => sum + costOf(unit, importanceCosts), 0);
}

/** Sum of centralities less what the chosen sentences share with each other. */
export function centralityObjective(units: readonly Unit[], readings: readonly Reading[]): Objective {
  const titles = readings.map(({ document, analysis: { pack } }) => {
    const tokens = pack.tokens(document.title).filter((token) => token.kind !== 'punctuation');
    return featuresOf(document.title, tokens, pack.summary.features);
  });
  const values = centralityOf(units, titles);
  return (chosen) => {
    let sum = 0;
    chosen.forEach((unit, at) => {
      const likeness = chosen
        .slice(0, at)
        .reduce((most, other) => Math.max(most, overlapShare(unit.featureSet, other.featureSet)), 0);
      sum += (values[unit.index] ?? 0) - costOf(unit, centralityCosts) - redundancyWeight * likeness;
    });
    return sum;
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
  lengthWords?: number;
  /** Chosen already: what follows is chosen to go with these. */
  given?: readonly Unit[];
  allowed?: (unit: Unit) => boolean;
}

/** Greedy choice, best first; a small choice is then improved by swapping single sentences while that helps. */
export function choose(units: readonly Unit[], objective: Objective, options: ChooseOptions): Unit[] {
  const { count, wordsMax = Infinity, lengthWords = summaryWords, given = [] } = options;
  const pool = units.filter((unit) => !given.includes(unit) && (options.allowed?.(unit) ?? true));
  const chosen: Unit[] = [];
  const wordsOf = (set: readonly Unit[]): number => set.reduce((sum, unit) => sum + unit.words, 0);
  const valueOf = (set: readonly Unit[]): number => objective([...given, ...set], lengthWords);
  const bestOf = (sets: readonly Unit[][]): Unit[] | null => {
    let best: { set: Unit[]; value: number } | null = null;
    for (const set of sets) {
      if (wordsOf(set) > wordsMax) continue;
      const value = valueOf(set);
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
  if (chosen.length > swapCountMax) return chosen;
  for (let round = 0; round < swapRoundsMax; round++) {
    const before = valueOf(chosen);
    const swaps = chosen.flatMap((_, at) =>
      pool.filter((unit) => !chosen.includes(unit)).map((unit) => chosen.with(at, unit)),
    );
    const better = bestOf(swaps);
    if (!better || valueOf(better) <= before + 1e-12) break;
    chosen.splice(0, chosen.length, ...better);
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
export function documentsToRead(documents: readonly SourceDocument[], lang: string | undefined): SourceDocument[] {
  const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';
  const filled = documents.filter((document) => document.text.trim() !== '');
  const wanted = filled.filter((document) => lang !== undefined && primary(document.lang) === primary(lang));
  if (wanted.length > 0) return wanted;
  const first = filled[0];
  return first ? filled.filter((document) => primary(document.lang) === primary(first.lang)) : [];
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
  const chosen = choose(units, objectiveFor(units, readings), {
    count,
    ...(options.words === undefined
      ? {}
      : { wordsMax: options.words, lengthWords: Math.max(summaryWords, options.words) }),
  });
  return chosen.sort((a, b) => a.index - b.index);
}
