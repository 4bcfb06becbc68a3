import type { Analysis } from '../../../languages/analysis.ts';
import { sizeInWords } from './measure.ts';
import type { Reading, Unit } from './units.ts';

/**
 * How much is copied from each source. The default cap is 40 % of a source and at most 250 words: about what a reader
 * needs for standfirst, lede, two short sections and a quote, and short enough that nobody who wants the story can do
 * without the original, which is what the fair-use guides on automatic summaries turn on. A publisher's own cap, from
 * the rights ledger, goes before it. One sentence is always allowed: a brief without one is none.
 */
export const defaultShareMax = 0.4;
export const defaultWordsMax = 250;

/** Part of a cap that is left free: crossheads, and phrases that two sources share, are copied words as well. */
const reserveShare = 0.05;

export interface Budget {
  /** Words that one more copied run may have, for this source. */
  left(reading: Reading): number;
  fits(reading: Reading, words: number): boolean;
  spend(reading: Reading, words: number): void;
  /** Words copied so far, by document id. */
  spent(): ReadonlyMap<string, number>;
  capOf(reading: Reading): number;
}

/** Words of a text as the cap counts them: the larger of our measure and the pack's words. */
export function costOf(unit: Unit): number {
  return Math.max(unit.words, unit.tokens.length);
}

/** The same for a text that is no unit: a title, a quotation. */
export function costOfText(text: string, { pack }: Analysis): number {
  const words = pack.tokens(text).filter((token) => token.kind !== 'punctuation').length;
  return Math.max(sizeInWords(text), words);
}

export function budgetFor(readings: readonly Reading[], copyWordsMax: number | undefined): Budget {
  const spent = new Map<string, number>(readings.map(({ document }) => [document.id, 0]));
  const caps = new Map<string, number>(
    readings.map(({ document, units }) => {
      const whole = units.reduce((sum, unit) => sum + costOf(unit), 0);
      return [document.id, copyWordsMax ?? Math.min(defaultWordsMax, Math.ceil(whole * defaultShareMax))];
    }),
  );
  const capOf = (reading: Reading): number => caps.get(reading.document.id) ?? 0;
  const left = (reading: Reading): number =>
    Math.floor(capOf(reading) * (1 - reserveShare)) - (spent.get(reading.document.id) ?? 0);
  return {
    left,
    fits: (reading, words) => words <= left(reading),
    spend: (reading, words) =>
      void spent.set(reading.document.id, (spent.get(reading.document.id) ?? 0) + words),
    spent: () => spent,
    capOf,
  };
}
