import type { Draft, DraftSection, DraftSentence } from '../../../domain/draft.ts';
import { overlaps } from '../../../domain/span.ts';
import type { WriteInput, Writer } from '../types.ts';
import { isBackground, isHistory, tellsOfBefore } from './background.ts';
import { type Budget, budgetFor, costOf, costOfText } from './budget.ts';
import { chooseCrosshead } from './crossheads.ts';
import { chooseFigures, draftFigure } from './figures.ts';
import { staleUnits } from './freshness.ts';
import { chooseHeadline } from './headline.ts';
import { overlapShare } from './measure.ts';
import { canOpen, openingOf } from './opening.ts';
import { choosePullQuote, draftQuote, type FoundQuote } from './quotes.ts';
import { isRepeated } from './repeats.ts';
import { headsOf, partIntoSections, sectionsMax, sectionsOfOriginal } from './sections.ts';
import { chooseNext } from './select.ts';
import { chooseStatements, draftStatement } from './statements.ts';
import { readStory, type Story, sentenceOf, weigher } from './story.ts';
import type { Reading, Unit } from './units.ts';

export const extractiveVersion = '1';

const sectionSentencesMax = 9;
const backgroundMax = 2;
const ledeMax = 3;
/** A statement that stands nowhere else in the brief is added while the brief is not longer than this. */
const briefWordsMax = 320;

/** What is taken so far: sentences shown, and the words that they cost. */
interface Page {
  story: Story;
  headline: string;
  budget: Budget;
  shown: Unit[];
  quote: FoundQuote | null;
  /** What an older report of the story says that no longer holds. */
  stale: ReadonlySet<Unit>;
  /** Shown where a table cannot refer to them: background, and a standfirst of two sentences. */
  apart: Unit[];
}

function take(page: Page, units: readonly Unit[]): void {
  for (const unit of units) {
    page.shown.push(unit);
    for (const one of [unit, ...unit.twins]) page.budget.spend(one.reading, costOf(one));
  }
}

function canTake(page: Page, unit: Unit): boolean {
  return fitsTogether(page, [unit]);
}

/** Share of a source's cap that standfirst and lede may use: the rest is for the quote and the sections. */
const openingShare = 0.65;

/** True where all of them together stay within `share` of the caps of their sources. */
function fitsTogether(page: Page, units: readonly Unit[], share = 1): boolean {
  const sum = (own: readonly Unit[]): number => own.reduce((words, unit) => words + costOf(unit), 0);
  const copies = units.flatMap((unit) => [unit, ...unit.twins]);
  return page.story.readings.every((reading) => {
    const own = copies.filter((unit) => unit.reading === reading);
    const unspent = page.budget.left(reading) - (1 - share) * page.budget.capOf(reading);
    return sum(own) <= unspent || own.length === 0;
  });
}

/** True where the sentence holds the displayed quote, or its words as another document has them. */
function isQuoted({ quote }: Page, unit: Unit): boolean {
  if (quote === null) return false;
  return (
    (quote.reading === unit.reading && overlaps(quote.span, unit)) ||
    unit.text.includes(quote.text.slice(0, 30))
  );
}

/** True where the sentence before it stands right before it in the brief as well. */
function followsShown(unit: Unit, chosen: readonly Unit[]): boolean {
  return chosen.some(
    (other) =>
      other.reading === unit.reading &&
      other.passage.sentence === unit.passage.sentence - 1 &&
      unit.passage.paragraph - other.passage.paragraph <= 1,
  );
}

function spentWords(page: Page): number {
  return page.shown.reduce((sum, unit) => sum + costOf(unit), 0);
}

/** Whole, affordable, not in the quote, not a bare quotation, and not what the brief says already. */
function canStand(page: Page, unit: Unit): boolean {
  if (unit.open || page.stale.has(unit) || isQuoted(page, unit) || !canTake(page, unit)) return false;
  if (/^["“”'‘’「][^"“”]*["”’'」]$/u.test(unit.text)) return false;
  return !isRepeated(unit, page.shown);
}

/** True where the headline and what stands before it say everything that the sentence takes as known. */
function isSaid({ headline, shown }: Page, { known, index }: Unit, more: readonly Unit[] = []): boolean {
  if (known === null) return true;
  const before = [...shown, ...more].filter((unit) => unit.index < index).map(({ text }) => text);
  return [headline, ...before].some((text) => text.toLowerCase().includes(known));
}

const standsAlone = (page: Page, unit: Unit): boolean => !unit.leans && isSaid(page, unit);

/** A sentence that can be read where it stands, or one that leans together with the sentence that it leans on. */
function clustersOf(page: Page, body: readonly Unit[]): Unit[][] {
  const { story } = page;
  const isFree = (unit: Unit): boolean =>
    !page.shown.includes(unit) && canStand(page, unit) && !tellsOfBefore(unit) && !isHistory(unit, story);
  return story.units.flatMap((unit, at): Unit[][] => {
    if (!isFree(unit)) return [];
    if (followsShown(unit, body) || standsAlone(page, unit)) return [[unit]];
    const before = story.units[at - 1];
    if (!before || !standsAlone(page, before) || !followsShown(unit, [before]) || !isFree(before)) return [];
    if (!isSaid(page, unit, [before])) return [];
    return fitsTogether(page, [before, unit]) ? [[before, unit]] : [];
  });
}

/** Two documents tell the past of a story in different words: less shared content is a repetition here. */
const repeatsHistoryShare = 0.3;
const isNewTo = (chosen: readonly Unit[], unit: Unit): boolean =>
  chosen.every((other) => overlapShare(other.featureSet, unit.featureSet) < repeatsHistoryShare);

/** What a section of the original that has fewer than two sentences in the brief adds to its sentences. */
const headWeight = 0.15;

/** The original's own sections are the best ones: each of up to three is worth having, and worth more than one sentence. */
function headBonus([first]: readonly Unit[], body: readonly Unit[]): number {
  const head = first?.under?.id;
  if (head === undefined) return 0;
  const heads = headsOf(body);
  if (!heads.includes(head)) return heads.length < sectionsMax ? headWeight : -headWeight;
  return body.filter((unit) => unit.under?.id === head).length < 2 ? headWeight : 0;
}

/** The sentences of the sections: each goes with what is shown, fits its source's cap and can be understood there. */
function chooseBody(page: Page): Unit[] {
  const { story } = page;
  const body: Unit[] = [];
  while (body.length < sectionSentencesMax && spentWords(page) < briefWordsMax) {
    let best: { units: Unit[]; value: number } | null = null;
    for (const units of clustersOf(page, body)) {
      const gains = units.map((unit, at) => story.bodyValue(unit, [...page.shown, ...units.slice(0, at)]));
      const value = gains.reduce((sum, gain) => sum + gain, 0) / units.length + headBonus(units, body);
      if (best === null || value > best.value + 1e-12) best = { units, value };
    }
    if (!best) break;
    body.push(...best.units);
    take(page, best.units);
  }
  return body.sort((a, b) => a.index - b.index);
}

function chooseBackground(page: Page, count: number, given: readonly Unit[]): Unit[] {
  const { story } = page;
  const chosen = [...given];
  while (chosen.length < count) {
    const isFit = (unit: Unit): boolean =>
      isBackground(unit, story) && standsAlone(page, unit) && canStand(page, unit) && isNewTo(chosen, unit);
    const next =
      chooseNext(story.units, story.objective, page.shown, (unit) => isFit(unit) && tellsOfBefore(unit)) ??
      chooseNext(story.units, story.objective, page.shown, isFit);
    if (!next) break;
    chosen.push(next);
    take(page, [next]);
  }
  return chosen;
}

/** Sections with their crossheads. A group for which none is found joins the section before it; the first is left over. */
function draftSections(groups: readonly Unit[][], story: Story, headline: string) {
  const sections: DraftSection[] = [];
  const taken = [headline];
  const leftOver: Unit[] = [];
  for (const group of groups) {
    const others = groups.filter((other) => other !== group).flat();
    const crosshead = chooseCrosshead(group, others, story, taken);
    if (crosshead) {
      taken.push(crosshead.text);
      sections.push({ crosshead, sentences: group.map(sentenceOf) });
    } else if (sections.length > 0) sections.at(-1)?.sentences.push(...group.map(sentenceOf));
    else leftOver.push(...group);
  }
  return { sections, leftOver };
}

function draftQuoteOf(page: Page): Draft['pullQuote'] {
  return page.quote ? draftQuote(page.quote) : null;
}

const overlapsIn = (quote: FoundQuote, unit: Unit): boolean =>
  unit.reading === quote.reading && overlaps(unit, quote.span);

/** Takes the quotation that says most of the story, where it fits the cap and repeats nothing. */
function takeQuote(page: Page): void {
  const quote = choosePullQuote(page.story, (candidate) => {
    const words = costOfText(candidate.text, candidate.reading.analysis);
    if (!page.budget.fits(candidate.reading, words)) return false;
    if (page.story.units.some((unit) => overlapsIn(candidate, unit) && page.stale.has(unit))) return false;
    return !page.shown.some((unit) => [unit, ...unit.twins].some((one) => overlapsIn(candidate, one)));
  });
  if (!quote) return;
  page.quote = quote;
  page.budget.spend(quote.reading, costOfText(quote.text, quote.reading.analysis));
}

/**
 * Figures refer to their sentence where the brief shows it, else to their own few words; where the sentence leaves the
 * number open (`estimated`, `reportedly`), to the whole of it, since the few words alone would say more than the source.
 */
function draftFigures(page: Page): Draft['keyFigures'] {
  const shown = new Set(page.shown.filter((unit) => !page.apart.includes(unit)).map((unit) => unit.text));
  const figures = chooseFigures(page.story, weigher(page.story), page.stale);
  return figures.flatMap((figure) => {
    if (shown.has(figure.unit.text)) return [draftFigure(figure, true)];
    const { reading } = figure.unit;
    if (figure.isOpen && page.apart.includes(figure.unit)) return [];
    const cost = figure.isOpen ? costOf(figure.unit) : costOfText(figure.text, reading.analysis);
    if (!page.budget.fits(reading, cost)) return [];
    page.budget.spend(reading, cost);
    if (!figure.isOpen) return [draftFigure(figure, false)];
    return [draftFigure(figure, true)];
  });
}

/** A denial is part of the story whether or not it is central: room is kept for the weightiest one. */
function takeDenial(page: Page): void {
  const denial = chooseStatements(page.story, weigher(page.story)).find(
    ({ unit, certainty }) =>
      certainty === 'denied' && !page.shown.includes(unit) && canStand(page, unit) && standsAlone(page, unit),
  );
  if (denial) take(page, [denial.unit]);
}

function draftStatements(page: Page): Draft['whoSaysWhat'] {
  const statements = chooseStatements(page.story, weigher(page.story));
  return statements
    .filter(({ unit }) => {
      if (page.apart.includes(unit)) return false;
      if (page.shown.includes(unit)) return true;
      if (!standsAlone(page, unit) || page.stale.has(unit) || isQuoted(page, unit) || !canTake(page, unit))
        return false;
      if (spentWords(page) > briefWordsMax) return false;
      take(page, [unit]);
      return true;
    })
    .map(draftStatement);
}

/** Sentences that follow each other in the original, as one text. */
function standfirstOf(units: readonly Unit[]): DraftSentence | null {
  const [first] = units;
  if (!first) return null;
  const sentences = units.map(sentenceOf);
  return {
    ...sentenceOf(first),
    text: sentences.map((sentence) => sentence.text).join(' '),
    passages: [...new Set(sentences.flatMap((sentence) => sentence.passages))],
  };
}

/** The title is copied as well. */
function spendTitle({ story, budget }: Page, title: DraftSentence | null): void {
  const home = story.readings.find((reading) => reading.title?.id === title?.passages[0]);
  if (home && title) budget.spend(home, costOfText(title.text, home.analysis));
}

/** The cap of the longest source: what the page tells its reader. */
function capOfLongest({ story, budget }: Page): number {
  const length = (reading: Reading): number => reading.document.text.length;
  const longest = story.readings.reduce((a, b) => (length(b) > length(a) ? b : a));
  return budget.capOf(longest);
}

function compose(input: WriteInput): Draft {
  const story = readStory(input.documents, input.lang);
  const headed = chooseHeadline(story);
  const title = headed?.sentence ?? null;
  const page: Page = {
    story,
    headline: title?.text ?? '',
    budget: budgetFor(story.readings, input.copyWordsMax),
    shown: [],
    quote: null,
    stale: staleUnits(story, headed?.reading ?? null),
    apart: [],
  };
  spendTitle(page, title);
  const opening = openingOf(story, headed, (units) => fitsTogether(page, units, openingShare));
  take(page, opening.units);
  takeQuote(page);
  takeDenial(page);
  // One sentence of background is worth more than the last of the body; a second one is not.
  const history = chooseBackground(page, 1, []);
  const body = chooseBody(page);
  const background = chooseBackground(page, backgroundMax, history);
  const headline: DraftSentence = title ?? opening.headline;
  const groups = sectionsOfOriginal(body) ?? partIntoSections(body);
  const { sections, leftOver } = draftSections(groups, story, headline.text);
  // Sentences that make no section follow the lede, where they can be read there.
  const inSections = new Set(groups.flat().filter((unit) => !leftOver.includes(unit)));
  const loose = body.filter((unit) => !inSections.has(unit));
  const lede = [...opening.lede, ...loose.filter((unit) => canOpen(unit, headline.text, story))].slice(
    0,
    ledeMax,
  );
  page.shown = page.shown.filter((unit) => !loose.includes(unit) || lede.includes(unit));
  page.apart = [...background, ...(opening.standfirst.length > 1 ? opening.standfirst : [])];
  return {
    lang: input.lang,
    headline,
    standfirst: standfirstOf(opening.standfirst),
    lede: lede.map(sentenceOf),
    sections,
    pullQuote: draftQuoteOf(page),
    keyFigures: draftFigures(page),
    whoSaysWhat: draftStatements(page),
    background: background.sort((a, b) => a.index - b.index).map(sentenceOf),
    copyCapWords: capOfLongest(page),
    writer: { kind: 'extractive', version: extractiveVersion },
  };
}

/**
 * Composes a brief from sentences of the originals, word for word, without a language model.
 *
 * English is chosen by lead-aware word importance, Korean and every language without a profile by centrality. Documents
 * in the brief's language go before all others; where there are none, excerpts stay in the original language. Held to
 * `copyWordsMax` words a source, else to 40 % of a source and 250 words.
 *
 * @throws StandfirstError `nothing-to-write` where no document holds a sentence; the signal's reason where it is aborted.
 */
export const extractiveWriter: Writer = {
  kind: 'extractive',
  version: extractiveVersion,
  write: async (input) => {
    input.signal?.throwIfAborted();
    return compose(input);
  },
};
