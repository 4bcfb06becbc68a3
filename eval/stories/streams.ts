import { StoryEngine } from '../../src/pipeline/stories/engine.ts';
import { readFeatures, Statistics } from '../../src/pipeline/stories/features.ts';
import { type Tuning, tuning } from '../../src/pipeline/stories/tuning.ts';
import { added, cosine, type SparseVector } from '../../src/pipeline/stories/vector.ts';
import { bCubed, foldsOf, type LabelledDocument, type Score, shuffledByDay } from './sets.ts';

const passEvery = 50;

/** What the door does: every document in turn, a merge pass now and then. */
export function streamThrough(engine: StoryEngine, documents: readonly LabelledDocument[]): void {
  documents.forEach(({ gold: _gold, topic: _topic, ...document }, at) => {
    engine.add(document);
    if ((at + 1) % passEvery === 0) engine.mergePass();
  });
  engine.mergePass();
}

function grouped(documents: readonly LabelledDocument[], changed: Partial<Tuning>): [string, string][] {
  const engine = new StoryEngine({ tuning: { ...tuning, ...changed } });
  streamThrough(engine, documents);
  return documents.map(({ id, gold }) => [engine.storyOf(id) ?? id, gold]);
}

function meanOf(scores: readonly Score[]): Score {
  const mean = (of: (score: Score) => number) =>
    scores.reduce((sum, score) => sum + of(score), 0) / scores.length;
  return { precision: mean((s) => s.precision), recall: mean((s) => s.recall), f1: mean((s) => s.f1) };
}

/** B-cubed with the thresholds as shipped, mean of some orders. */
export function shippedScore(
  documents: readonly LabelledDocument[],
  seeds: readonly number[],
  changed: Partial<Tuning> = {},
): Score {
  return meanOf(seeds.map((seed) => bCubed(grouped(shuffledByDay(documents, seed), changed))));
}

/** Join and merge thresholds that one half of the stories is asked for. */
const grid: Partial<Tuning>[] = [-0.04, 0, 0.04].flatMap((join) =>
  [-0.02, 0, 0.02, 0.05].map((merge) => ({
    joinMin: tuning.joinMin + join,
    mergeMin: tuning.mergeMin + merge,
  })),
);

/** Thresholds from one half of the stories, B-cubed of the other; then the halves change places. */
export function twoFoldScore(documents: readonly LabelledDocument[], seeds: readonly number[]): Score {
  const folds = foldsOf(documents);
  return meanOf(
    seeds.map((seed) =>
      bCubed(
        [0, 1].flatMap((at) => {
          const [tested, asked] = [folds[at]!, folds[1 - at]!];
          const best = grid
            .map((changed) => ({ changed, f1: bCubed(grouped(shuffledByDay(asked, seed), changed)).f1 }))
            .reduce((a, b) => (b.f1 > a.f1 ? b : a));
          return grouped(shuffledByDay(tested, seed), best.changed).map(([story, gold]): [string, string] => [
            `${at} ${story}`,
            `${at} ${gold}`,
          ]);
        }),
      ),
    ),
  );
}

/** The peer: tf-idf of words, the likest centroid or a new one. The best of some thresholds, which flatters it. */
export function centroidPeer(documents: readonly LabelledDocument[], seeds: readonly number[]): Score {
  const scores = [0.08, 0.12, 0.16, 0.2, 0.25, 0.3].map((min) =>
    meanOf(seeds.map((seed) => bCubed(peerGroups(shuffledByDay(documents, seed), min)))),
  );
  return scores.reduce((a, b) => (b.f1 > a.f1 ? b : a));
}

function peerGroups(documents: readonly LabelledDocument[], min: number): [string, string][] {
  const statistics = new Statistics();
  const stories: { id: string; words: SparseVector }[] = [];
  return documents.map((document): [string, string] => {
    const features = readFeatures(document, statistics);
    statistics.count(features, 1);
    let best: { story: (typeof stories)[number]; score: number } | undefined;
    for (const story of stories) {
      const score = cosine(features.words, story.words);
      if (score >= min && score > (best?.score ?? 0)) best = { story, score };
    }
    const story = best?.story ?? { id: document.id, words: added(features.words, features.words, -1) };
    if (!best) stories.push(story);
    story.words = added(story.words, features.words);
    return [story.id, document.gold];
  });
}
