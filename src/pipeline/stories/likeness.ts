import type { DocumentFeatures } from './features.ts';
import type { LiveStory } from './live.ts';
import type { Tuning } from './tuning.ts';
import { cosine } from './vector.ts';

const dayMs = 86_400_000;

/** How alike a document and a story (or two stories) are; each part 0..1. */
export interface Likeness {
  /** Both have texts in one language. */
  sameLanguage: boolean;
  words: number;
  grams: number;
  bridge: number;
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
  const days = daysBetween(at, at, story.firstAt, story.lastAt);
  const centre = story.centres.get(features.lang);
  if (days > (centre ? tuning.idleDaysMax : tuning.liveDaysMax)) return undefined;
  const bridge = cosine(features.bridge, story.bridge);
  const decay = 1 / (1 + tuning.decayPerDay * days);
  if (!centre) return { sameLanguage: false, words: 0, grams: 0, bridge, score: bridge * decay };
  const words = cosine(features.words, centre.words);
  const grams = cosine(features.grams, centre.grams);
  return { sameLanguage: true, words, grams, bridge, score: ((words + grams) / 2) * decay };
}

/** Compares two stories: by the language that both have most of, else over the bridge. */
export function likenessBetween(a: LiveStory, b: LiveStory, tuning: Tuning): Likeness | undefined {
  const days = daysBetween(a.firstAt, a.lastAt, b.firstAt, b.lastAt);
  if (days > tuning.liveDaysMax) return undefined;
  const decay = 1 / (1 + tuning.decayPerDay * days);
  const bridge = cosine(a.bridge, b.bridge);
  let best: Likeness = { sameLanguage: false, words: 0, grams: 0, bridge, score: bridge * decay };
  let bestCount = 0;
  for (const [lang, centre] of [...a.centres].sort(([x], [y]) => (x < y ? -1 : 1))) {
    const other = b.centres.get(lang);
    const count = other ? Math.min(other.count, centre.count) : 0;
    if (!other || count <= bestCount) continue;
    bestCount = count;
    const words = cosine(centre.words, other.words);
    const grams = cosine(centre.grams, other.grams);
    best = { sameLanguage: true, words, grams, bridge, score: ((words + grams) / 2) * decay };
  }
  return best.sameLanguage && days > tuning.idleDaysMax ? undefined : best;
}

/** Least score for a join: stricter across languages and in a crowd, where chance likeness is more likely. */
export function joinThreshold({ sameLanguage }: Likeness, liveStories: number, tuning: Tuning): number {
  const crowd = Math.max(0, Math.log10(Math.max(1, liveStories) / tuning.crowdFrom));
  return (sameLanguage ? tuning.joinMin : tuning.crossJoinMin) + tuning.riseWithCrowd * crowd;
}

function daysBetween(firstA: number, lastA: number, firstB: number, lastB: number): number {
  return Math.max(0, firstA - lastB, firstB - lastA) / dayMs;
}
