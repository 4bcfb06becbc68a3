import type { Draft, DraftSection, DraftSentence } from '../../../domain/draft.ts';
import { overlaps } from '../../../domain/span.ts';
import type { WriteInput, Writer } from '../types.ts';
import { isBackground } from './background.ts';
import { type Budget, budgetFor, costOf } from './budget.ts';
import { chooseCrosshead } from './crossheads.ts';
import { chooseFigures, draftFigure } from './figures.ts';
import { chooseHeadline } from './headline.ts';
import { overlapShare, sizeInWords } from './measure.ts';
import { openingOf } from './opening.ts';
import { choosePullQuote, draftQuote, type FoundQuote } from './quotes.ts';
import { partIntoSections } from './sections.ts';
import { chooseNext } from './select.ts';
import { chooseStatements, draftStatement } from './statements.ts';
import { readStory, type Story, sentenceOf, weigher } from './story.ts';
import type { Unit } from './units.ts';

export const extractiveVersion = '1';

const sectionSentencesMax = 9;
const backgroundMax = 2;
const ledeMax = 3;
/** A statement that stands nowhere else in the brief is added while the brief is not longer than this. */
const briefWordsMax = 320;

/** What is taken so far: sentences shown, and the words that they cost. */
interface Page {
  story: Story;
  budget: Budget;
  shown: Unit[];
  quote: FoundQuote | null;
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

/** True where all of them together stay within the caps of their sources. */
function fitsTogether(page: Page, units: readonly Unit[]): boolean {
  const copies = units.flatMap((unit) => [unit, ...unit.twins]);
  return page.story.readings.every((reading) => {
    const own = copies.filter((unit) => unit.reading === reading);
    return page.budget.fits(
      reading,
      own.reduce((sum, unit) => sum + costOf(unit), 0),
    );
  });
}

function isQuoted(page: Page, unit: Unit): boolean {
  return page.quote !== null && page.quote.reading === unit.reading && overlaps(page.quote.span, unit);
}

/** True where the sentence before it stands right before it in the brief as well. */
function followsShown(unit: Unit, chosen: readonly Unit[]): boolean {
  return chosen.some(
    (other) =>
      other.reading === unit.reading &&
      other.passage.sentence === unit.passage.sentence - 1 &&
      other.passage.paragraph === unit.passage.paragraph,
  );
}

function spentWords(page: Page): number {
  return page.shown.reduce((sum, unit) => sum + costOf(unit), 0);
}

/** Shared content from which a sentence repeats one that is shown. */
const repeatsShare = { words: 0.5, 'character-bigrams': 0.55 };

/** Whole, affordable, not in the quote, not a bare quotation, and not what the brief says already. */
function canStand(page: Page, unit: Unit): boolean {
  if (unit.open || isQuoted(page, unit) || !canTake(page, unit)) return false;
  if (/^["“”'‘’「][^"“”]*["”’'」]$/u.test(unit.text)) return false;
  const share = repeatsShare[unit.reading.analysis.pack.summary.features];
  return page.shown.every((other) => overlapShare(other.featureSet, unit.featureSet) < share);
}

/** The sentences of the sections: each goes with what is shown already, fits its source's cap and can be understood there. */
function chooseBody(page: Page): Unit[] {
  const { story } = page;
  const body: Unit[] = [];
  while (body.length < sectionSentencesMax && spentWords(page) < briefWordsMax) {
    const next = chooseNext(
      story.units,
      story.objective,
      page.shown,
      (unit) =>
        canStand(page, unit) && (!unit.leans || followsShown(unit, body)) && !isBackground(unit, story),
    );
    if (!next) break;
    body.push(next);
    take(page, [next]);
  }
  return body.sort((a, b) => a.index - b.index);
}

function chooseBackground(page: Page, count: number): Unit[] {
  const { story } = page;
  const chosen: Unit[] = [];
  while (chosen.length < count) {
    const next = chooseNext(
      story.units,
      story.objective,
      page.shown,
      (unit) =>
        isBackground(unit, story) &&
        !unit.open &&
        !unit.leans &&
        !isQuoted(page, unit) &&
        canTake(page, unit),
    );
    if (!next) break;
    chosen.push(next);
    take(page, [next]);
  }
  return chosen;
}

/** Sections with their crossheads. A group for which none is found joins a neighbour; alone, it is left over. */
function draftSections(groups: readonly Unit[][], story: Story, headline: string) {
  const sections: DraftSection[] = [];
  const taken = [headline];
  let leftOver: Unit[] = [];
  for (const group of groups) {
    const others = groups.filter((other) => other !== group).flat();
    const crosshead = chooseCrosshead(group, others, story, taken);
    if (crosshead) {
      taken.push(crosshead.text);
      sections.push({ crosshead, sentences: [...leftOver, ...group].map(sentenceOf) });
      leftOver = [];
    } else if (sections.length > 0) sections.at(-1)?.sentences.push(...group.map(sentenceOf));
    else leftOver.push(...group);
  }
  return { sections, leftOver };
}

function draftQuoteOf(page: Page): Draft['pullQuote'] {
  return page.quote ? draftQuote(page.quote) : null;
}

/** Takes the quotation that says most of the story, where it fits the cap and repeats nothing. */
function takeQuote(page: Page): void {
  const quote = choosePullQuote(page.story, (candidate) => {
    const words = sizeInWords(candidate.text);
    if (!page.budget.fits(candidate.reading, words)) return false;
    return !page.shown.some((unit) =>
      [unit, ...unit.twins].some((one) => one.reading === candidate.reading && overlaps(one, candidate.span)),
    );
  });
  if (!quote) return;
  page.quote = quote;
  page.budget.spend(quote.reading, sizeInWords(quote.text));
}

/** A denial is part of the story whether or not it is central: room is kept for the weightiest one. */
function takeDenial(page: Page): void {
  const denial = chooseStatements(page.story, weigher(page.story)).find(
    ({ unit, certainty }) =>
      certainty === 'denied' && !page.shown.includes(unit) && canStand(page, unit) && !unit.leans,
  );
  if (denial) take(page, [denial.unit]);
}

function draftStatements(page: Page): Draft['whoSaysWhat'] {
  const statements = chooseStatements(page.story, weigher(page.story));
  return statements
    .filter(({ unit }) => {
      if (page.shown.includes(unit)) return true;
      if (isQuoted(page, unit) || !canTake(page, unit) || spentWords(page) > briefWordsMax) return false;
      take(page, [unit]);
      return true;
    })
    .map(draftStatement);
}

function compose(input: WriteInput): Draft {
  const story = readStory(input.documents, input.lang);
  const page: Page = { story, budget: budgetFor(story.readings, input.copyWordsMax), shown: [], quote: null };
  const title = chooseHeadline(story);
  const opening = openingOf(story, title?.text ?? null, (units) => fitsTogether(page, units));
  take(page, opening.units);
  takeQuote(page);
  takeDenial(page);
  // One sentence of background is worth more than the last of the body; a second one is not.
  const background = chooseBackground(page, 1);
  const body = chooseBody(page);
  background.push(...chooseBackground(page, backgroundMax - background.length));
  const headline: DraftSentence = title ?? opening.headline;
  const groups = partIntoSections(body);
  const { sections, leftOver } = draftSections(groups, story, headline.text);
  // Sentences that make no section follow the lede, where they can be read there.
  const loose = groups.length === 0 ? body : leftOver;
  const lede = [...opening.lede, ...loose.filter((unit) => !unit.leans)].slice(0, ledeMax);
  page.shown = page.shown.filter((unit) => !loose.includes(unit) || lede.includes(unit));
  const shownTexts = new Set(page.shown.map((unit) => unit.text));
  return {
    lang: input.lang,
    headline,
    standfirst: opening.standfirst ? sentenceOf(opening.standfirst) : null,
    lede: lede.map(sentenceOf),
    sections,
    pullQuote: draftQuoteOf(page),
    keyFigures: chooseFigures(story, weigher(story)).map((figure) =>
      draftFigure(figure, shownTexts.has(figure.unit.text)),
    ),
    whoSaysWhat: draftStatements(page),
    background: background.sort((a, b) => a.index - b.index).map(sentenceOf),
    writer: { kind: 'extractive', version: extractiveVersion },
  };
}

/**
 * Composes a brief from sentences of the originals, word for word, without a language model.
 *
 * English is chosen by lead-aware word importance, Korean and every language without a profile by centrality. Documents
 * in the brief's language go before all others; where there are none, excerpts stay in the original language. Held to
 * `copyWordsMax` words a source, else to 40 % of a source and 220 words.
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
