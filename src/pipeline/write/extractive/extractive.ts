import type { Draft, DraftSentence } from '../../../domain/draft.ts';
import { overlaps } from '../../../domain/span.ts';
import type { WriteInput, Writer } from '../types.ts';
import { chooseBackground, chooseBody } from './body.ts';
import { budgetFor, costOf, costOfText } from './budget.ts';
import { chooseFigures, draftFigure, figuresMin } from './figures.ts';
import { staleUnits } from './freshness.ts';
import { chooseHeadline } from './headline.ts';
import { layOut } from './layout.ts';
import { canOpen, openingOf } from './opening.ts';
import { fitsTogether, type Page, take } from './page.ts';
import { choosePullQuote, draftQuote, type FoundQuote } from './quotes.ts';
import { draftStatement } from './statements.ts';
import { isOvertakenBy, readStory, sentenceOf, weigher } from './story.ts';
import type { Reading, Unit } from './units.ts';
import { takeVoices } from './voices.ts';

export const extractiveVersion = '2';

const backgroundMax = 2;
/** Share of a source's cap that standfirst and lede may use: the rest is for the quote and the sections. */
const openingShare = 0.65;

function draftQuoteOf(page: Page): Draft['pullQuote'] {
  return page.quote ? draftQuote(page.quote) : null;
}

const overlapsIn = (quote: FoundQuote, unit: Unit): boolean =>
  unit.reading === quote.reading && overlaps(unit, quote.span);

/** Takes the quotation that says most of the story, where it fits the cap and repeats nothing. */
function takeQuote(page: Page): void {
  const isFree = (candidate: FoundQuote): boolean => {
    const words = costOfText(candidate.text, candidate.reading.analysis);
    if (!page.budget.fits(candidate.reading, words)) return false;
    if (page.story.units.some((unit) => overlapsIn(candidate, unit) && page.stale.has(unit))) return false;
    return !page.shown.some((unit) => [unit, ...unit.twins].some((one) => overlapsIn(candidate, one)));
  };
  const said = new Set(page.shown.flatMap((unit) => [...unit.featureSet]));
  const quote = choosePullQuote(page.story, isFree, said);
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
  const drafted = figures.flatMap((figure) => {
    if (shown.has(figure.unit.text)) return [draftFigure(figure, true)];
    const { reading } = figure.unit;
    // What was counted a day before the headline is told in its sentence or not at all.
    if (page.headed !== null && isOvertakenBy(reading, page.headed)) return [];
    if (figure.isOpen && page.apart.includes(figure.unit)) return [];
    const cost = figure.isOpen ? costOf(figure.unit) : costOfText(figure.text, reading.analysis);
    if (!page.budget.fits(reading, cost)) return [];
    page.budget.spend(reading, cost);
    if (!figure.isOpen) return [draftFigure(figure, false)];
    return [draftFigure(figure, true)];
  });
  return drafted.length < figuresMin ? [] : drafted;
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
    headed: headed?.reading ?? null,
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
  const voices = takeVoices(page);
  // One sentence of background is worth more than the last of the body; a second one is not.
  const history = chooseBackground(page, 1, []);
  const body = chooseBody(page);
  const background = chooseBackground(page, backgroundMax, history);
  const headline: DraftSentence = title ?? opening.headline;
  const { runOn, sections, left } = layOut(page, body, opening.units);
  // A lone first sentence sums up what runs on from it.
  const isAlone = opening.standfirst.length === 0 && opening.lede.length === 1 && opening.isSummary;
  const isLed = isAlone && runOn[0] !== undefined && canOpen(runOn[0], page.headline, story);
  const standfirst = isLed ? opening.lede : opening.standfirst;
  const lede = isLed ? runOn : [...opening.lede, ...runOn];
  page.shown = page.shown.filter((unit) => !left.includes(unit));
  page.apart = [...background, ...(standfirst.length > 1 ? standfirst : [])];
  return {
    lang: input.lang,
    headline,
    standfirst: standfirstOf(standfirst),
    lede: lede.map(sentenceOf),
    sections,
    pullQuote: draftQuoteOf(page),
    keyFigures: draftFigures(page),
    whoSaysWhat: voices.map(draftStatement),
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
