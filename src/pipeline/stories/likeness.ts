import type { DocumentFeatures } from './features.ts';
import { bridgeLength, type LanguageCentre, type LiveStory, timesOf } from './live.ts';
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
  /** Binary logarithm of how many words the compared texts have: long texts are alike more easily. */
  length: number;
  score: number;
}

/**
 * Compares a document with a story, in its language where the story has it, else over the bridge. Undefined where they
 * are too far apart in time.
 */
export function likenessTo(
  features: DocumentFeatures,
  at: number,
  story: LiveStory,
  tuning: Tuning,
): Likeness | undefined {
  const centre = story.centres.get(features.lang);
  const days = Math.max(0, at - story.lastAt, story.firstAt - at) / dayMs;
  if (days > (centre ? tuning.idleDaysMax : tuning.liveDaysMax)) return undefined;
  const { meanDays, spreadDays } = timesOf(story);
  const away = Math.abs(at / dayMs - meanDays) - tuning.spreads * spreadDays;
  if (!centre) {
    const bridge = bridgeLikeness(features.bridge, unitLength, story.bridge, bridgeLength(story), tuning);
    return acrossLanguages(bridge, away, tuning);
  }
  const own = { words: features.words, grams: features.grams, count: 1, length: features.words.terms.length };
  return inOneLanguage(own, centre, away, tuning);
}

/** Compares two stories: by the language that both have most of, else over the bridge. */
export function likenessBetween(a: LiveStory, b: LiveStory, tuning: Tuning): Likeness | undefined {
  const days = Math.max(0, a.firstAt - b.lastAt, b.firstAt - a.lastAt) / dayMs;
  const shared = sharedLanguage(a, b);
  if (days > (shared ? tuning.idleDaysMax : tuning.liveDaysMax)) return undefined;
  const [timesA, timesB] = [timesOf(a), timesOf(b)];
  const away =
    Math.abs(timesA.meanDays - timesB.meanDays) - tuning.spreads * (timesA.spreadDays + timesB.spreadDays);
  if (shared) return inOneLanguage(shared[0], shared[1], away, tuning);
  const bridge = bridgeLikeness(a.bridge, bridgeLength(a), b.bridge, bridgeLength(b), tuning);
  return acrossLanguages(bridge, away, tuning);
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

function acrossLanguages(bridge: number, away: number, tuning: Tuning): Likeness {
  const score = bridge * decayOver(away, tuning.crossDecayPerDay, tuning);
  return { sameLanguage: false, words: 0, grams: 0, bridge, length: 0, score };
}

/** With fewer words in common than this, n-grams are not looked at: no threshold is within reach. */
const wordsMin = 0.04;

function inOneLanguage(a: LanguageCentre, b: LanguageCentre, away: number, tuning: Tuning): Likeness {
  const words = cosine(a.words, b.words);
  const grams = words < wordsMin ? 0 : cosine(a.grams, b.grams);
  const length = (Math.log2(a.length / a.count || 1) + Math.log2(b.length / b.count || 1)) / 2;
  const score = ((words + grams) / 2) * decayOver(away, tuning.decayPerDay, tuning);
  return { sameLanguage: true, words, grams, bridge: 0, length, score };
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

/** Least score for a join: stricter across languages and in a crowd, where chance likeness is more likely. */
export function joinThreshold(likeness: Likeness, liveStories: number, tuning: Tuning): number {
  const crowd = Math.max(0, Math.log10(Math.max(1, liveStories) / tuning.crowdFrom));
  const min = likeness.sameLanguage
    ? tuning.joinMin + tuning.joinLengthRise * (likeness.length - headlineLength)
    : tuning.crossJoinMin;
  return min + tuning.riseWithCrowd * crowd;
}

/** Least score for a merge: stricter the larger the smaller story is, since sums of many documents drift together. */
export function mergeThreshold(likeness: Likeness, a: LiveStory, b: LiveStory, tuning: Tuning): number {
  if (!likeness.sameLanguage) return tuning.crossMergeMin;
  const min = tuning.mergeMin + tuning.mergeLengthRise * (likeness.length - headlineLength);
  return min + tuning.mergeSizeRise * Math.log2(Math.max(1, Math.min(a.voices, b.voices)));
}
