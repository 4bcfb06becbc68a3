import type { Draft, DraftSection, DraftSentence } from '../../../domain/draft.ts';
import { overlaps } from '../../../domain/span.ts';
import type { WriteInput, Writer } from '../types.ts';
import { isBackground } from './background.ts';
import { type Budget, budgetFor, costOf } from './budget.ts';
import { chooseCrosshead } from './crossheads.ts';
import { chooseFigures, draftFigure } from './figures.ts';
import { chooseHeadline } from './headline.ts';
import { overlapShare, sizeInWords } from './measure.ts';
import { canOpen, openingOf } from './opening.ts';
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
      unit.passage.paragraph - other.passage.paragraph <= 1,
  );
}

function spentWords(page: Page): number {
  return page.shown.reduce((sum, unit) => sum + costOf(unit), 0);
}

/** Shared content from which a sentence repeats one that is shown: as a share of the shorter, and in features. */
const repeats = { words: { share: 0.5, count: 5 }, 'character-bigrams': { share: 0.55, count: 12 } };

function isRepeated(unit: Unit, shown: readonly Unit[]): boolean {
  const { share, count } = repeats[unit.reading.analysis.pack.summary.features];
  return shown.some((other) => {
    const shared = overlapShare(other.featureSet, unit.featureSet);
    return shared >= share && shared * Math.min(other.featureSet.size, unit.featureSet.size) >= count;
  });
}

/** Whole, affordable, not in the quote, not a bare quotation, and not what the brief says already. */
function canStand(page: Page, unit: Unit): boolean {
  if (unit.open || isQuoted(page, unit) || !canTake(page, unit)) return false;
  if (/^["“”'‘’「][^"“”]*["”’'」]$/u.test(unit.text)) return false;
  return !isRepeated(unit, page.shown);
}

/** A sentence that can be read where it stands, or one that leans together with the sentence that it leans on. */
function clustersOf(page: Page, body: readonly Unit[]): Unit[][] {
  const { story } = page;
  const isFree = (unit: Unit): boolean =>
    !page.shown.includes(unit) && canStand(page, unit) && !isBackground(unit, story);
  return story.units.flatMap((unit, at): Unit[][] => {
    if (!isFree(unit)) return [];
    if (!unit.leans || followsShown(unit, body)) return [[unit]];
    const before = story.units[at - 1];
    if (!before || before.leans || !followsShown(unit, [before]) || !isFree(before)) return [];
    return fitsTogether(page, [before, unit]) ? [[before, unit]] : [];
  });
}

/** Two documents tell the past of a story in different words: less shared content is a repetition here. */
const repeatsHistoryShare = 0.3;
const isNewTo = (chosen: readonly Unit[], unit: Unit): boolean =>
  chosen.every((other) => overlapShare(other.featureSet, unit.featureSet) < repeatsHistoryShare);

/** The sentences of the sections: each goes with what is shown, fits its source's cap and can be understood there. */
function chooseBody(page: Page): Unit[] {
  const { story } = page;
  const body: Unit[] = [];
  while (body.length < sectionSentencesMax && spentWords(page) < briefWordsMax) {
    let best: { units: Unit[]; value: number } | null = null;
    for (const units of clustersOf(page, body)) {
      const gains = units.map((unit, at) =>
        story.objective.ofNext(unit, [...page.shown, ...units.slice(0, at)]),
      );
      const value = gains.reduce((sum, gain) => sum + gain, 0) / units.length;
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
    const next = chooseNext(
      story.units,
      story.objective,
      page.shown,
      (unit) => isBackground(unit, story) && !unit.leans && canStand(page, unit) && isNewTo(chosen, unit),
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
  const history = chooseBackground(page, 1, []);
  const body = chooseBody(page);
  const background = chooseBackground(page, backgroundMax, history);
  const headline: DraftSentence = title ?? opening.headline;
  const groups = partIntoSections(body);
  const { sections, leftOver } = draftSections(groups, story, headline.text);
  // Sentences that make no section follow the lede, where they can be read there.
  const loose = groups.length === 0 ? body : leftOver;
  const lede = [...opening.lede, ...loose.filter((unit) => canOpen(unit, headline.text, story))].slice(
    0,
    ledeMax,
  );
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
