import { contrastOf, type Evidence, evidenceOf } from './evidence.ts';
import type { DocumentFeatures } from './features.ts';
import { bridgeLength, type LanguageCentre, type LiveStory, paceOf, timesOf } from './live.ts';
import { closenessBetween, closenessTo } from './meaning.ts';
import type { TermStatistics } from './term-statistics.ts';
import type { Tuning } from './tuning.ts';
import { cosine, guardedDot, type SparseVector, unitLength } from './vector.ts';

const dayMs = 86_400_000;

/** How alike a document and a story (or two stories) are; each part 0..1. */
export interface Likeness {
  /** Both have texts in one language. */
  sameLanguage: boolean;
  words: number;
  grams: number;
  /** Zero where the languages are the same: not needed there. */
  bridge: number;
  /** Cosine of sentence vectors across languages; absent in one language, and where there are no vectors. */
  meaning?: number;
  /** Binary logarithm of how many words the compared texts have: long texts are alike more easily. */
  length: number;
  /** How much names and numbers speak for one event, 0..1. */
  evidence: number;
  score: number;
}

/** What comparing turns on: thresholds, and how many live documents have an anchor. */
export interface Comparison {
  tuning: Tuning;
  live: TermStatistics;
}

/**
 * Compares a document with a story, in its language where the story has it, else over the bridge. Undefined where they
 * are too far apart in time.
 */
export function likenessTo(
  features: DocumentFeatures,
  at: number,
  story: LiveStory,
  { tuning, live }: Comparison,
): Likeness | undefined {
  const centre = story.centres.get(features.lang);
  const days = Math.max(0, at - story.lastAt, story.firstAt - at) / dayMs;
  if (days > (centre ? tuning.idleDaysMax : tuning.liveDaysMax)) return undefined;
  const { meanDays, spreadDays } = timesOf(story);
  const away = Math.abs(at / dayMs - meanDays) - tuning.spreads * spreadDays;
  const evidence = (same: boolean) =>
    evidenceOf([features.anchors, 1], [story.anchors, story.voices], same, live);
  if (!centre) {
    const bridge = bridgeLikeness(
      features.bridge,
      unitLength,
      story.bridge,
      bridgeLength(story, story.voices),
      tuning,
    );
    const meaning = closenessTo(features.meaning, story.meanings);
    return acrossLanguages({ bridge, meaning }, away, evidence(false), tuning);
  }
  const { words, grams } = features;
  const own = { words, grams, count: 1, length: words.terms.length };
  // No threshold of a join is so low: most candidates are left here, before names and numbers are looked at.
  const found = (words: number) => (words < wordsMin ? nothing : evidence(true));
  return inOneLanguage(own, centre, { away, pace: paceOf(story) }, found, tuning);
}

/**
 * Compares two stories: by the language that both have most of, and over the bridge. Every way in which they can be
 * compared, since one may say what the other cannot.
 */
export function likenessesBetween(a: LiveStory, b: LiveStory, { tuning, live }: Comparison): Likeness[] {
  const days = Math.max(0, a.firstAt - b.lastAt, b.firstAt - a.lastAt) / dayMs;
  const shared = sharedLanguage(a, b);
  if (days > (shared ? tuning.idleDaysMax : tuning.liveDaysMax)) return [];
  const [timesA, timesB] = [timesOf(a), timesOf(b)];
  const away =
    Math.abs(timesA.meanDays - timesB.meanDays) - tuning.spreads * (timesA.spreadDays + timesB.spreadDays);
  const evidence = (same: boolean) => evidenceOf([a.anchors, a.voices], [b.anchors, b.voices], same, live);
  const ways: Likeness[] = [];
  const pace = Math.max(paceOf(a), paceOf(b));
  if (shared) ways.push(inOneLanguage(shared[0], shared[1], { away, pace }, () => evidence(true), tuning));
  const near = bridgeBetween(a, b, tuning);
  if (near) ways.push(acrossLanguages(near, away, evidence(false), tuning));
  return ways;
}

/** The likest pair of languages, one of each story. What is told in one language is compared in that language. */
function bridgeBetween(a: LiveStory, b: LiveStory, tuning: Tuning): Nearness | undefined {
  let best: Nearness | undefined;
  for (const [langA, one] of a.centres)
    for (const [langB, other] of b.centres) {
      if (langA === langB) continue;
      const [lengthA, lengthB] = [bridgeLength(one, one.count), bridgeLength(other, other.count)];
      const bridge = bridgeLikeness(one.bridge, lengthA, other.bridge, lengthB, tuning);
      if (bridge <= 0) continue;
      const near = { bridge, meaning: closenessBetween(a.meanings, b.meanings, [langA, langB]) };
      if (!best || nearness(near, tuning) > nearness(best, tuning)) best = near;
    }
  return best;
}

/** The centres of the language of which both have most; the first by tag among equals. */
function sharedLanguage(a: LiveStory, b: LiveStory): [LanguageCentre, LanguageCentre] | undefined {
  let best: { lang: string; count: number; centres: [LanguageCentre, LanguageCentre] } | undefined;
  for (const [lang, centre] of a.centres) {
    const other = b.centres.get(lang);
    if (!other) continue;
    const count = Math.min(other.count, centre.count);
    if (!best || count > best.count || (count === best.count && lang < best.lang))
      best = { lang, count, centres: [centre, other] };
  }
  return best?.centres;
}

/** How near two texts of different languages are: over the bridge, and in meaning where both have vectors. */
export interface Nearness {
  bridge: number;
  meaning: number | undefined;
}

/**
 * One score of both: over the bridge, and above that what is said in common. Without words, names or numbers in common
 * over the bridge it is nothing: two reports of one kind are close in meaning, whatever they are about.
 */
export function nearness({ bridge, meaning }: Nearness, tuning: Tuning): number {
  if (meaning === undefined || bridge <= 0) return bridge;
  return bridge + tuning.meaningWeight * Math.max(0, meaning - tuning.meaningFrom);
}

function acrossLanguages(near: Nearness, away: number, found: Evidence, tuning: Tuning): Likeness {
  const evidence = grownFrom(found, tuning.crossEvidenceFrom, tuning.crossEvidenceFull);
  const score = nearness(near, tuning) * decayOver(away, tuning.crossDecayPerDay, tuning);
  const { bridge, meaning } = near;
  return {
    sameLanguage: false,
    words: 0,
    grams: 0,
    bridge,
    length: 0,
    evidence,
    score,
    ...(meaning !== undefined && { meaning }),
  };
}

/** From nothing to one between two amounts of evidence. */
function grownFrom({ names, numbers }: Evidence, from: number, full: number): number {
  return Math.min(1, Math.max(0, (names + numbers - from) / Math.max(1, full - from)));
}

const nothing: Evidence = { names: 0, numbers: 0 };

/** With fewer words in common than this, n-grams are not looked at: no threshold is within reach. */
const wordsMin = 0.04;

type NativeCentre = Pick<LanguageCentre, 'words' | 'grams' | 'count' | 'length'>;

/** Days between two stories, and the reports a day of the faster one. */
interface Times {
  away: number;
  pace: number;
}

function inOneLanguage(
  a: NativeCentre,
  b: NativeCentre,
  { away, pace }: Times,
  evidenceFor: (words: number) => Evidence,
  tuning: Tuning,
): Likeness {
  const words = cosine(a.words, b.words);
  const grams = words < wordsMin ? 0 : cosine(a.grams, b.grams);
  const length = (Math.log2(a.length / a.count || 1) + Math.log2(b.length / b.count || 1)) / 2;
  const evidence = grownFrom(evidenceFor(words), tuning.evidenceFrom, tuning.evidenceFull);
  // What is told of the same people and places days later is one event going on.
  const left = 1 - tuning.evidenceOverTime * evidence;
  // For a story that gets a hundred reports a day, a day is long: each day has its own stock market story.
  const rise = 1 + tuning.decayWithPace * Math.max(0, Math.log2(pace / tuning.paceFrom));
  const decayPerDay = tuning.decayPerDay * left * rise;
  const near = (1 - tuning.gramsShare) * words + tuning.gramsShare * grams;
  const score = near * decayOver(away, decayPerDay, tuning);
  return { sameLanguage: true, words, grams, bridge: 0, length, evidence, score };
}

function decayOver(daysAway: number, perDay: number, { graceDays }: Tuning): number {
  return 1 / (1 + perDay * Math.max(0, daysAway - graceDays));
}

function bridgeLikeness(
  a: SparseVector,
  lengthA: number,
  b: SparseVector,
  lengthB: number,
  { bridgeGuard }: Tuning,
): number {
  return lengthA === 0 || lengthB === 0
    ? 0
    : Math.min(1, guardedDot(a, b, bridgeGuard) / (lengthA * lengthB));
}

/** Words of a usual headline, as `Likeness.length`. */
const headlineLength = 2.8;
/** From this length on it is more than a headline. */
const textLength = 4;

/** Least score for a join: stricter across languages and in a crowd, where chance likeness is more likely. */
export function joinThreshold(likeness: Likeness, liveStories: number, tuning: Tuning): number {
  const crowd = Math.max(0, Math.log10(Math.max(1, liveStories) / tuning.crowdFrom));
  const min = likeness.sameLanguage
    ? tuning.joinMin + tuning.joinLengthRise * (likeness.length - headlineLength)
    : likeness.meaning === undefined
      ? tuning.crossJoinMin
      : tuning.meaningJoinMin;
  return (min + tuning.riseWithCrowd * crowd) * reliefOf(likeness, tuning);
}

/** What is left of a threshold where names and numbers speak for one event. */
function reliefOf({ evidence, sameLanguage }: Likeness, tuning: Tuning): number {
  return 1 - evidence * (sameLanguage ? tuning.relief : tuning.crossRelief);
}

/**
 * Least score for a merge: stricter the larger the smaller story is, since sums of many documents drift together, and
 * the more either tells that the other does not.
 */
export function mergeThreshold(
  likeness: Likeness,
  a: LiveStory,
  b: LiveStory,
  { tuning, live }: Comparison,
): number {
  const relief = reliefOf(likeness, tuning);
  if (!likeness.sameLanguage)
    return (likeness.meaning === undefined ? tuning.crossMergeMin : tuning.meaningMergeMin) * relief;
  const min =
    tuning.mergeMin +
    tuning.mergeLengthRise * (likeness.length - headlineLength) +
    tuning.mergeTextRise * Math.max(0, likeness.length - textLength);
  const smaller = Math.min(a.voices, b.voices);
  const contrast = smaller < tuning.contrastVoicesMin ? 0 : contrastBetween(a, b, live);
  const apart = 1 + tuning.contrastRise * Math.min(1, contrast / tuning.contrastFull);
  return (min + tuning.mergeSizeRise * Math.log2(Math.max(1, smaller))) * relief * apart;
}

function contrastBetween(a: LiveStory, b: LiveStory, live: TermStatistics): number {
  return contrastOf([a.anchors, a.voices], [b.anchors, b.voices], live);
}
