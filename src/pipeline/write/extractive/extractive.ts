import type { Draft, DraftSection, DraftSentence } from '../../../domain/draft.ts';
import { overlaps } from '../../../domain/span.ts';
import type { WriteInput, Writer } from '../types.ts';
import { isBackground } from './background.ts';
import { type Budget, budgetFor, costOf } from './budget.ts';
import { chooseCrosshead } from './crossheads.ts';
import { chooseFigures, draftFigure } from './figures.ts';
import { chooseHeadline } from './headline.ts';
import { sizeInWords } from './measure.ts';
import { openingOf } from './opening.ts';
import { choosePullQuote, draftQuote, type FoundQuote } from './quotes.ts';
import { partIntoSections } from './sections.ts';
import { chooseNext } from './select.ts';
import { chooseStatements, draftStatement } from './statements.ts';
import { readStory, type Story, sentenceOf } from './story.ts';
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
  return [unit, ...unit.twins].every((one) => page.budget.fits(one.reading, costOf(one)));
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
        !unit.open &&
        !isQuoted(page, unit) &&
        canTake(page, unit) &&
        (!unit.leans || followsShown(unit, body)) &&
        !isBackground(unit, story),
    );
    if (!next) break;
    body.push(next);
    take(page, [next]);
  }
  return body.sort((a, b) => a.index - b.index);
}

function chooseBackground(page: Page): Unit[] {
  const { story } = page;
  const chosen: Unit[] = [];
  while (chosen.length < backgroundMax) {
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
  return chosen.sort((a, b) => a.index - b.index);
}

function draftSections(groups: readonly Unit[][], story: Story, headline: string): DraftSection[] {
  const sections: DraftSection[] = [];
  const taken = [headline];
  for (const group of groups) {
    const others = groups.filter((other) => other !== group).flat();
    const crosshead = chooseCrosshead(group, others, story, taken);
    const sentences = group.map(sentenceOf);
    if (crosshead) {
      taken.push(crosshead.text);
      sections.push({ crosshead, sentences });
    } else sections.at(-1)?.sentences.push(...sentences);
  }
  return sections;
}

/** Sentences that found no section go to the lede, as far as there is room. */
function strays(groups: readonly Unit[][], body: readonly Unit[], sections: readonly DraftSection[]): Unit[] {
  if (sections.length === 0) return [...body];
  const inGroups = new Set(groups.flat());
  const placed = new Set(sections.flatMap((section) => section.sentences.map((sentence) => sentence.text)));
  return body.filter((unit) => !inGroups.has(unit) || !placed.has(unit.text));
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

/** How much of the story one sentence holds: the weight of figures and statements. */
function weigher(story: Story): (unit: Unit) => number {
  const values = story.units.map((unit) => story.objective.ofNext(unit, []));
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  return (unit) => ((values[unit.index] ?? low) - low) / range;
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
  const opening = openingOf(story, title?.text ?? null, (unit) => canTake(page, unit));
  take(page, opening.units);
  takeQuote(page);
  const background = chooseBackground(page);
  const body = chooseBody(page);
  const headline: DraftSentence = title ?? opening.headline;
  const groups = partIntoSections(body);
  const sections = draftSections(groups, story, headline.text);
  const lede = [...opening.lede, ...strays(groups, body, sections)].slice(0, ledeMax);
  const shownTexts = new Set([...page.shown.map((unit) => unit.text)]);
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
    background: background.map(sentenceOf),
    writer: { kind: 'extractive', version: extractiveVersion },
  };
}

/**
 * Composes a brief from sentences of the originals, word for word, without a language model.
 *
 * English is chosen by lead-aware word importance, Korean and every language without a profile by centrality. Documents
 * in the brief's language go before all others; where there are none, excerpts stay in the original language. Held to
 * `copyWordsMax` words a source, else to 30 % of a source and 150 words.
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
