import { overlaps } from '../../../domain/span.ts';
import { type Budget, costOf } from './budget.ts';
import { overlapShare } from './measure.ts';
import type { FoundQuote } from './quotes.ts';
import { lacksPerson } from './reference.ts';
import { isRepeated } from './repeats.ts';
import type { Story } from './story.ts';
import { featureSetIn, type Reading, type Unit } from './units.ts';

/** What is taken so far: sentences shown, and the words that they cost. */
export interface Page {
  story: Story;
  headline: string;
  /** The report whose title the headline is. */
  headed: Reading | null;
  budget: Budget;
  shown: Unit[];
  quote: FoundQuote | null;
  /** What an older report of the story says that no longer holds. */
  stale: ReadonlySet<Unit>;
  /** Shown where a table cannot refer to them: background, and a standfirst of two sentences. */
  apart: Unit[];
}

export function take(page: Page, units: readonly Unit[]): void {
  for (const unit of units) {
    page.shown.push(unit);
    for (const one of [unit, ...unit.twins]) page.budget.spend(one.reading, costOf(one));
  }
}

export function canTake(page: Page, unit: Unit): boolean {
  return fitsTogether(page, [unit]);
}

/** True where all of them together stay within `share` of the caps of their sources. */
export function fitsTogether(page: Page, units: readonly Unit[], share = 1): boolean {
  const sum = (own: readonly Unit[]): number => own.reduce((words, unit) => words + costOf(unit), 0);
  const copies = units.flatMap((unit) => [unit, ...unit.twins]);
  return page.story.readings.every((reading) => {
    const own = copies.filter((unit) => unit.reading === reading);
    const unspent = page.budget.left(reading) - (1 - share) * page.budget.capOf(reading);
    return sum(own) <= unspent || own.length === 0;
  });
}

/** Shared content from which another report has the words of the displayed quote in its own wording. */
const sameWordsShare = 0.5;
const sameWordsMin = { words: 4, 'character-bigrams': 8 };

const quoteWords = new WeakMap<FoundQuote, ReadonlySet<string>>();

/** What a quote is compared by: it is asked of every sentence, again and again. */
function wordsOf(quote: FoundQuote): ReadonlySet<string> {
  const known = quoteWords.get(quote) ?? featureSetIn(quote.text, quote.reading.analysis.pack);
  quoteWords.set(quote, known);
  return known;
}

/** True where the sentence holds the displayed quote, or its words as another document has them. */
export function isQuoted({ quote }: Page, unit: Unit): boolean {
  if (quote === null) return false;
  if (quote.reading === unit.reading && overlaps(quote.span, unit)) return true;
  if (unit.text.includes(quote.text.slice(0, 30))) return true;
  const { pack } = quote.reading.analysis;
  const said = wordsOf(quote);
  const shared = overlapShare(said, unit.featureSet);
  return (
    shared >= sameWordsShare &&
    shared * Math.min(said.size, unit.featureSet.size) >= sameWordsMin[pack.summary.features]
  );
}

/** True where the sentence before it stands right before it in the brief as well. */
export function followsShown(unit: Unit, chosen: readonly Unit[]): boolean {
  return chosen.some(
    (other) =>
      other.reading === unit.reading &&
      other.passage.sentence === unit.passage.sentence - 1 &&
      unit.passage.paragraph - other.passage.paragraph <= 1,
  );
}

export function spentWords(page: Page): number {
  return page.shown.reduce((sum, unit) => sum + costOf(unit), 0);
}

/** Whole, affordable, not in the quote, not a bare quotation, and not what the brief says already. */
export function canStand(page: Page, unit: Unit): boolean {
  if (unit.open || page.stale.has(unit) || isQuoted(page, unit) || !canTake(page, unit)) return false;
  if (/^["“”'‘’「][^"“”]*["”’'」]$/u.test(unit.text)) return false;
  return !isRepeated(unit, page.shown);
}

/** True where the headline and what stands before it say everything that the sentence takes as known. */
export function isSaid(
  { headline, shown }: Page,
  { known, index }: Unit,
  more: readonly Unit[] = [],
): boolean {
  if (known === null) return true;
  const before = [...shown, ...more].filter((unit) => unit.index < index).map(({ text }) => text);
  return [headline, ...before].some((text) => text.toLowerCase().includes(known));
}

/** Can be read by itself, after what the brief shows before it. */
export const standsAlone = (page: Page, unit: Unit): boolean =>
  !unit.leans && !lacksPerson(unit.text, unit.reading.document.lang) && isSaid(page, unit);
