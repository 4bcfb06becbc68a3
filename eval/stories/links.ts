import { StoryEngine } from '../../src/pipeline/stories/engine.ts';
import { type DocumentFeatures, readFeatures, Statistics } from '../../src/pipeline/stories/features.ts';
import { tuning } from '../../src/pipeline/stories/tuning.ts';
import { guardedDot, unitLength } from '../../src/pipeline/stories/vector.ts';
import { type LabelledDocument, type Row, type Score, scoreOf } from './sets.ts';
import { streamThrough } from './streams.ts';

interface Read {
  document: LabelledDocument;
  features: DocumentFeatures;
}

/** Features of documents beside one another: every document is counted before any is weighed. */
function readAll(documents: readonly LabelledDocument[], statistics: Statistics): Read[] {
  for (const document of documents) statistics.count(readFeatures(document, statistics), 1);
  return documents.map((document) => ({ document, features: readFeatures(document, statistics) }));
}

function bridgeLikeness(a: DocumentFeatures, b: DocumentFeatures): number {
  return guardedDot(a.bridge, b.bridge, tuning.bridgeGuard) / (unitLength * unitLength);
}

export interface Retrieval {
  first: number;
  firstFive: number;
  /** The decision with half of the pool's partners gone: threshold from one half, scored on the other. */
  decision: Score;
  cases: number;
}

/** Finds each query's English partner in a pool; decides whether there is one when every other partner is gone. */
export function retrieval(
  queries: readonly LabelledDocument[],
  pool: readonly LabelledDocument[],
): Retrieval {
  const statistics = new Statistics();
  const read = readAll(pool, statistics);
  const answers = queries.map((query, at) => {
    const features = readFeatures(query, statistics);
    const ranked = read
      .map((other) => ({ gold: other.document.gold, score: bridgeLikeness(features, other.features) }))
      .sort((a, b) => b.score - a.score);
    const isPaired = at % 2 === 0;
    const best = ranked.find(({ gold }) => isPaired || gold !== query.gold)!;
    const rank = ranked.findIndex(({ gold }) => gold === query.gold);
    return { rank, isPaired, isRight: best.gold === query.gold, score: best.score, fold: (at >> 1) % 2 };
  });
  return {
    first: answers.filter(({ rank }) => rank === 0).length / queries.length,
    firstFive: answers.filter(({ rank }) => rank < 5).length / queries.length,
    decision: decide(answers),
    cases: queries.length,
  };
}

interface Answer {
  isPaired: boolean;
  isRight: boolean;
  score: number;
  fold: number;
}

function decide(answers: readonly Answer[]): Score {
  const count = (of: readonly Answer[], min: number) => {
    const made = of.filter(({ score }) => score >= min);
    return { made: made.length, right: made.filter((a) => a.isRight && a.isPaired).length };
  };
  const paired = (of: readonly Answer[]) => of.filter(({ isPaired }) => isPaired).length;
  let [made, right] = [0, 0];
  for (const fold of [0, 1]) {
    const asked = answers.filter((answer) => answer.fold !== fold);
    const mins = Array.from({ length: 80 }, (_, at) => at / 100);
    const f1Of = (min: number) => (2 * count(asked, min).right) / (count(asked, min).made + paired(asked));
    const best = Math.max(...mins.map(f1Of));
    const good = mins.filter((min) => f1Of(min) >= best - 1e-9);
    const found = count(
      answers.filter((answer) => answer.fold === fold),
      good[good.length >> 1]!,
    );
    made += found.made;
    right += found.right;
  }
  return scoreOf(made === 0 ? 0 : right / made, right / paired(answers));
}

/**
 * The same decision as the engine makes it: everything is streamed through it with its thresholds as shipped, once with
 * the even and once with the odd partners; a link is made where a query ends in a story with an English document.
 */
export function engineLinks(
  queries: readonly LabelledDocument[],
  partners: readonly LabelledDocument[],
  others: readonly LabelledDocument[],
): Score {
  let [made, right, paired] = [0, 0, 0];
  for (const half of [0, 1]) {
    const present = partners.filter((_, at) => at % 2 === half);
    const partnerOf = new Map(present.map(({ gold, id }) => [gold, id]));
    const engine = new StoryEngine();
    const undated = others.map(({ publishedAt: _publishedAt, ...other }) => other);
    streamThrough(engine, [...undated, ...present, ...queries]);
    const queryIds = new Set(queries.map(({ id }) => id));
    for (const { id, gold } of queries) {
      const beside = engine.documentsOf(engine.storyOf(id)!).filter((other) => !queryIds.has(other));
      if (beside.length > 0) made += 1;
      if (beside.includes(partnerOf.get(gold) ?? '')) right += 1;
    }
    paired += present.length;
  }
  return scoreOf(made === 0 ? 0 : right / made, right / paired);
}

const dayS = 86_400;

/** "In the news" blurbs: for each event of a language, whether the likest English blurb within 14 days is of the event. */
export function blurbs(rows: readonly Row[], lang: string): { right: number; cases: number } {
  const documentOf = (row: Row): LabelledDocument => ({
    id: row.id,
    title: '',
    text: String(row.text),
    lang: String(row.lang),
    gold: row.gold,
  });
  const english = rows.filter((row) => row.lang === 'en');
  const statistics = new Statistics();
  const pool = readAll(english.map(documentOf), statistics);
  const golds = new Set(english.map(({ gold }) => gold));
  const firstOf = new Map<string, Row>();
  for (const row of rows)
    if (row.lang === lang && golds.has(row.gold) && !firstOf.has(row.gold)) firstOf.set(row.gold, row);
  let right = 0;
  for (const row of firstOf.values()) {
    const features = readFeatures(documentOf(row), statistics);
    let best: { gold: string; score: number } | undefined;
    pool.forEach((other, at) => {
      const away = Math.abs(Number(english[at]!.publishedAt) - Number(row.publishedAt));
      const score = bridgeLikeness(features, other.features);
      if (away <= 14 * dayS && score > (best?.score ?? -1)) best = { gold: other.document.gold, score };
    });
    if (best?.gold === row.gold) right += 1;
  }
  return { right, cases: firstOf.size };
}
