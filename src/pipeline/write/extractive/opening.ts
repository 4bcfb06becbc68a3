import type { DraftSentence } from '../../../domain/draft.ts';
import type { LanguagePack } from '../../../languages/pack.ts';
import { isBackground } from './background.ts';
import type { Headline } from './headline.ts';
import { jaccard, overlapShare } from './measure.ts';
import { isRepeated } from './repeats.ts';
import { choose } from './select.ts';
import { isOvertakenBy, type Story, sentenceOf, weigher } from './story.ts';
import { featureSetIn, type Unit } from './units.ts';
import { wordingFor } from './wording.ts';

/** How a brief begins: the three sentences that sum the story up best, parted into standfirst and lede. */
export interface Opening {
  /** One sentence, or the two of the original's own summary line. */
  standfirst: Unit[];
  lede: Unit[];
  /** All of them. */
  units: Unit[];
  /** Where the documents have no title. */
  headline: DraftSentence;
  /** The sentence that tells the news can stand as the summary line, where something is left to follow it. */
  isSummary: boolean;
}

const openingCount = 3;
/** A shorter sentence is a remark, not news. */
const openingWordsMin = 6;
/** Shared content from which a sentence only repeats the headline. */
const repeatsShare = 0.8;
/** Likeness to the headline beyond this no longer speaks for a standfirst. */
const standfirstTouchMax = 0.4;
/** Share of a sentence inside quotation marks from which it is a quotation, not news. */
const quotedShareMax = 0.3;
/** Weight in the story, of the weightiest sentence's, from which a sentence may open the brief. */
const openingWeightMin = 0.5;

/** `said that the men were free to leave`: which men? */
const unknownPeople =
  /\b(?:that|to|for|of|with|by|from) the (?:man|men|woman|women|boy|girl|couple|pair|two|victims?|suspects?|drivers?)\b(?! (?:who|whose|of|in|from|at|on)\b)/iu;

/** `The offer also limits night shifts`: besides what? */
const additive = /^[^,;:“"]{0,70}\balso\b/u;

function quotedShare(unit: Unit): number {
  const quoted = unit.reading.analysis.quotations.reduce(
    (sum, { start, end }) => sum + Math.max(0, Math.min(end, unit.end) - Math.max(start, unit.start)),
    0,
  );
  return quoted / Math.max(1, unit.text.length);
}

/** Opens with `the plan`, `the man`: somebody or something told of before, unless the headline names it. */
function pointsBack(unit: Unit, headline: string): boolean {
  const noun = wordingFor(unit.reading.document.lang).pointing?.exec(unit.text)?.[1];
  const needed = [noun?.toLowerCase().slice(0, 5), unit.known].flatMap((one) => one ?? []);
  return needed.some((one) => !headline.toLowerCase().includes(one));
}

/** Can be read first, with nothing before it but the headline. */
export function canOpen(unit: Unit, headline: string, story: Story): boolean {
  if (unit.leans || unit.open || unit.words < openingWordsMin || pointsBack(unit, headline)) return false;
  if (unknownPeople.test(unit.text) || additive.test(unit.text)) return false;
  if (/^(?:Mr|Mrs|Ms|Dr)\.? \p{Lu}/u.test(unit.text) || isBackground(unit, story)) return false;
  return !/[?？]$/u.test(unit.text) && quotedShare(unit) <= quotedShareMax;
}

/** The sentence that tells the news: it holds most of the story and most of what the headline says. */
function newsOf(
  chosen: readonly Unit[],
  headline: ReadonlySet<string>,
  weightOf: (unit: Unit) => number,
): Unit | undefined {
  // The first sentence of a document is its news unless others are clearly closer to it.
  const value = (unit: Unit): number =>
    weightOf(unit) + overlapShare(unit.featureSet, headline) + 0.4 / unit.passage.sentence;
  return chosen.toSorted((a, b) => value(b) - value(a))[0];
}

/** A summary line is no aside and no repetition: so long, on the headline's subject, and not all of what it says. */
const standfirstWordsMin = 9;
const repeatsHeadlineShare = 0.7;
/** Weight in the story, of the weightiest sentence's, from which a sentence sums it up; a lighter one is an aside. */
const standfirstWeightMin = 0.5;

/** The day (`이날`) is not told yet where a summary line is read. */
const dayBefore = /(?:^|\s)(?:이날|같은 날|당시)\s/u;

function summarises(unit: Unit, headline: ReadonlySet<string>): boolean {
  if (unit.words < standfirstWordsMin || dayBefore.test(unit.text) || additive.test(unit.text)) return false;
  return headline.size === 0 || overlapShare(headline, unit.featureSet) < repeatsHeadlineShare;
}

/** The distinct words of content of a sentence. */
const contentOf = ({ tokens }: Unit): string[] => [
  ...new Set(
    tokens
      .filter(({ stop, kind, norm }) => !stop && (kind === 'number' || norm.length > 1))
      .map(({ norm }) => norm),
  ),
];

function isInHeadline(word: string, headline: string, pack: LanguagePack): boolean {
  return (
    (word.length > 1 && headline.toLowerCase().includes(word)) ||
    pack.tokens(headline).some(({ norm }) => norm === word)
  );
}

/** Words of the headline from which another sentence than the news goes on from it. */
const sharedWordsMin = 2;

/** Words that the news has beyond the headline, from which it sums the story up and does not just repeat it. */
const newWordsMin = 4;

/**
 * The sentence that tells the news is the best summary line, as an agency's first sentence is: short enough to be set
 * large, with more to say than the headline.
 */
function sumsUp(news: Unit, headline: string | null, { pack }: Story): boolean {
  if (headline === null || news.leans || news.open || news.words < standfirstWordsMin) return false;
  if (news.text.length > pack.typography.standfirstCharsMax || dayBefore.test(news.text)) return false;
  return contentOf(news).filter((word) => !isInHeadline(word, headline, pack)).length >= newWordsMin;
}

/** The one of the chosen that fits the summary line: not the first, not too long, least like headline and lede. */
function pickStandfirst(
  chosen: readonly Unit[],
  headline: ReadonlySet<string>,
  story: Story,
  weightOf: (unit: Unit) => number,
): Unit | null {
  const [first, ...rest] = chosen;
  if (!first) return null;
  const { standfirstCharsMax } = story.pack.typography;
  let best: { unit: Unit; value: number } | null = null;
  for (const unit of rest) {
    if (unit.text.length > standfirstCharsMax || !summarises(unit, headline)) continue;
    if (weightOf(unit) < standfirstWeightMin) continue;
    // It goes on from the headline: touches it, but neither repeats it nor the lede.
    const touches = Math.min(overlapShare(unit.featureSet, headline), standfirstTouchMax);
    const deck = unit.passage.sentence <= 2 ? 0.3 : 0;
    const value = 2 * weightOf(unit) + touches + deck - overlapShare(unit.featureSet, first.featureSet);
    if (best === null || value > best.value) best = { unit, value };
  }
  return best?.unit ?? null;
}

/** The news stands at most so many sentences into a document that opens with a summary line of its own. */
const deckSentencesMax = 2;

/** The original's own summary line: a first paragraph of one or two sentences right before the one that tells the news. */
function deckOf(news: Unit, story: Story): Unit[] {
  const before = story.units.filter(
    (unit) => unit.reading === news.reading && unit.passage.paragraph < news.passage.paragraph,
  );
  const [first, ...rest] = before;
  if (!first || before.length > deckSentencesMax || news.leans || first.under || news.under) return [];
  if (first.leans || before.some((unit) => unit.open || unit.passage.paragraph !== first.passage.paragraph))
    return [];
  const length = (rest.at(-1) ?? first).end - first.start;
  const { text } = news.reading.document;
  const isWhole =
    text.slice(first.start, (rest.at(-1) ?? first).end) === before.map((unit) => unit.text).join(' ');
  return isWhole && length <= story.pack.typography.standfirstCharsMax ? before : [];
}

/**
 * Where several reports tell a story, the first sentence of the one with the headline: what is most central to all of
 * them is what has been known longest. Null where that sentence cannot open.
 */
function leadOf(story: Story, headed: Headline | null): Unit | null {
  if (headed === null || story.readings.length < 2) return null;
  const first = story.units.find((unit) => unit.reading === headed.reading);
  return first && canOpen(first, headed.sentence.text, story) ? first : null;
}

/**
 * Chooses the opening. `fits`: together within the caps of their sources. One sentence is always chosen, fitting or not, and where no
 * sentence can stand alone, the best of those that cannot.
 */
export function openingOf(
  story: Story,
  headed: Headline | null,
  fits: (units: readonly Unit[]) => boolean,
): Opening {
  const headline = headed?.sentence.text ?? null;
  const title = headline === null ? new Set<string>() : featureSetIn(headline, story.pack);
  const isNews = (unit: Unit): boolean =>
    canOpen(unit, headline ?? '', story) && jaccard(unit.featureSet, title) < repeatsShare;
  // The news is what the report with the headline tells, and those of its day or later.
  const isFresh = ({ reading }: Unit) => headed === null || !isOvertakenBy(reading, headed.reading);
  const tests = [
    (unit: Unit) => isNews(unit) && isFresh(unit),
    isNews,
    (unit: Unit) => !unit.leans && !unit.open,
    (unit: Unit) => !unit.open,
    () => true,
  ];
  let chosen: Unit[] = [];
  for (const allowed of tests) {
    chosen = choose(story.units, story.objective, { count: openingCount, allowed });
    if (chosen.length > 0) break;
  }
  const weightOf = weigher(story);
  const lead = leadOf(story, headed);
  if (lead) chosen = [lead, ...chosen.filter((unit) => unit !== lead)].slice(0, openingCount);
  const [best] = chosen;
  const top = lead ?? newsOf(chosen, title, weightOf);
  const affordable: Unit[] = [];
  for (const unit of chosen)
    if (
      unit === best ||
      (weightOf(unit) >= openingWeightMin && fits([...affordable, unit]) && !isRepeated(unit, affordable))
    )
      affordable.push(unit);
  const kept = affordable.sort((a, b) => Number(b === top) - Number(a === top) || a.index - b.index);
  const news = kept[0] as Unit;
  const deck = deckOf(news, story);
  const withDeck = [...deck, ...kept.filter((unit) => !deck.includes(unit))];
  if (deck.length > 0 && !isRepeated(news, deck) && fits(withDeck.slice(0, deck.length + 1))) {
    const lede = withDeck.slice(deck.length).filter((_, at) => fits(withDeck.slice(0, deck.length + 1 + at)));
    return {
      standfirst: deck,
      lede,
      units: [...deck, ...lede],
      headline: sentenceOf(news),
      isSummary: false,
    };
  }
  const isSummary = sumsUp(news, headline, story);
  const goesOn = (unit: Unit): boolean =>
    headline === null ||
    contentOf(unit).filter((word) => isInHeadline(word, headline, story.pack)).length >= sharedWordsMin;
  const picked = (): Unit | null =>
    isSummary ? news : pickStandfirst([news, ...kept.slice(1).filter(goesOn)], title, story, weightOf);
  const standfirst = kept.length > 1 ? picked() : null;
  // Without a title the news is the headline: it is not read twice where there is more to read.
  const isHeadline = (unit: Unit): boolean => headline === null && unit === news;
  const others = kept.filter((unit) => unit !== standfirst);
  const rest = others.filter((unit) => !isHeadline(unit));
  const lede = rest.length > 0 ? rest : others;
  return {
    standfirst: standfirst ? [standfirst] : [],
    lede,
    units: kept,
    headline: sentenceOf(news),
    isSummary,
  };
}
