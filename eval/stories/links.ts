import type { StoryRow, StoryState } from '../../src/domain/story.ts';
import { StoryEngine } from '../../src/pipeline/stories/engine.ts';
import { type DocumentFeatures, readFeatures, Statistics } from '../../src/pipeline/stories/features.ts';
import { nearness } from '../../src/pipeline/stories/likeness.ts';
import { closeness } from '../../src/pipeline/stories/meaning.ts';
import { tuning } from '../../src/pipeline/stories/tuning.ts';
import { guardedDot, unitLength } from '../../src/pipeline/stories/vector.ts';
import type { Variant } from './meaning.ts';
import { type LabelledDocument, type Row, type Score, scoreOf } from './sets.ts';
import { streamThrough } from './streams.ts';

/** Documents that are looked through, with how often their terms occur. */
export interface Pool {
  documents: { document: LabelledDocument; features: DocumentFeatures }[];
  statistics: Statistics;
}

/** Features of documents beside one another: every document is counted before any is weighed. */
export function poolOf(documents: readonly LabelledDocument[]): Pool {
  const statistics = new Statistics();
  for (const document of documents) statistics.count(readFeatures(document, statistics), 1);
  return {
    documents: documents.map((document) => ({ document, features: readFeatures(document, statistics) })),
    statistics,
  };
}

/** As the engine compares documents of two languages; with sentence vectors where asked for. */
function likeness(a: DocumentFeatures, b: DocumentFeatures, withVectors: boolean): number {
  const bridge = guardedDot(a.bridge, b.bridge, tuning.bridgeGuard) / (unitLength * unitLength);
  return nearness({ bridge, meaning: withVectors ? closeness(a.meaning, b.meaning) : undefined }, tuning);
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
  { documents, statistics }: Pool,
  withVectors: boolean,
): Retrieval {
  const answers = queries.map((query, at) => {
    const features = readFeatures(query, statistics);
    const ranked = documents
      .map((other) => ({ gold: other.document.gold, score: likeness(features, other.features, withVectors) }))
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
    const mins = Array.from({ length: 150 }, (_, at) => at / 100);
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

/** An engine that other documents went through already, to be set up again and again. */
export interface Filled {
  rows: StoryRow[];
  state: StoryState;
}

export function filledWith(others: readonly LabelledDocument[]): Filled {
  const engine = new StoryEngine();
  const undated = others.map(({ publishedAt: _publishedAt, ...other }) => other);
  streamThrough(engine, undated);
  return { rows: undated.map(({ id }) => engine.row(id)!), state: engine.state() };
}

/**
 * The same decision as the engine makes it: everything is streamed through it with its thresholds as shipped, once with
 * the even and once with the odd partners; a link is made where a query ends in a story with an English document.
 */
export function engineLinks(
  queries: readonly LabelledDocument[],
  partners: readonly LabelledDocument[],
  { rows, state }: Filled,
): Score {
  let [made, right, paired] = [0, 0, 0];
  for (const half of [0, 1]) {
    const present = partners.filter((_, at) => at % 2 === half);
    const partnerOf = new Map(present.map(({ gold, id }) => [gold, id]));
    const engine = StoryEngine.restore(rows, state);
    streamThrough(engine, [...present, ...queries]);
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

/** The English "In the news" blurbs, as documents. */
export function englishBlurbs(rows: readonly Row[]): Row[] {
  return rows.filter(({ lang }) => lang === 'en');
}

export function blurbOf(row: Row): LabelledDocument {
  const { id, gold } = row;
  return { id, title: '', text: String(row.text), lang: String(row.lang), gold };
}

/** For each event of a language, whether the likest English blurb within 14 days is of the event. */
export function blurbs(
  rows: readonly Row[],
  lang: string,
  pool: Pool,
  { prepared, withVectors }: Variant,
): { right: number; cases: number } {
  const english = englishBlurbs(rows);
  const golds = new Set(english.map(({ gold }) => gold));
  const firstOf = new Map<string, Row>();
  for (const row of rows)
    if (row.lang === lang && golds.has(row.gold) && !firstOf.has(row.gold)) firstOf.set(row.gold, row);
  let right = 0;
  for (const row of firstOf.values()) {
    const features = readFeatures(prepared([blurbOf(row)])[0]!, pool.statistics);
    let best: { gold: string; score: number } | undefined;
    pool.documents.forEach((other, at) => {
      const away = Math.abs(Number(english[at]!.publishedAt) - Number(row.publishedAt));
      const score = likeness(features, other.features, withVectors);
      if (away <= 14 * dayS && score > (best?.score ?? -1)) best = { gold: other.document.gold, score };
    });
    if (best?.gold === row.gold) right += 1;
  }
  return { right, cases: firstOf.size };
}
