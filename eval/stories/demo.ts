import { readCorpus } from '../../src/demo/corpus.ts';
import { textOfBlock } from '../../src/demo/source-file.ts';
import { readStoryKey } from '../../src/demo/story-key.ts';
import { StoryEngine } from '../../src/pipeline/stories/engine.ts';
import type { Measure } from '../suite.ts';
import { asWritten, type Variant } from './meaning.ts';
import { bCubed, type LabelledDocument, randomFrom, type Score, scoreOf } from './sets.ts';

/** A desk runs a pass some minutes after documents came: here after so many. */
const passEvery = 10;
const seeds = [1, 2, 3, 4, 5];

/** The documents of the demo corpus as first published, with the event each is about, oldest first. */
export function demoDocuments(): LabelledDocument[] {
  const eventOf = new Map(
    readStoryKey().events.flatMap(({ id, documents }) =>
      documents.map((document) => [document, id] as const),
    ),
  );
  return readCorpus()
    .flatMap(({ documents, site }) =>
      documents.flatMap((document): LabelledDocument[] => {
        const [edition] = document.editions;
        const gold = eventOf.get(document.id);
        if (!edition || edition.blocks.length === 0 || gold === undefined) return [];
        const text = edition.blocks.map(textOfBlock).join('\n\n');
        const { id } = document;
        const { lang, name: publisher } = site;
        return [{ id, title: edition.title, text, lang, publisher, publishedAt: edition.at, gold }];
      }),
    )
    .sort((a, b) => Date.parse(a.publishedAt ?? '') - Date.parse(b.publishedAt ?? ''));
}

export interface DemoScore {
  grouped: Score;
  /** Pairs of documents in two languages that are in one story. */
  across: Score;
}

/** The corpus through an engine, in the order in which it was published and in five shuffled ones. */
export function demoScores(documents: readonly LabelledDocument[]): DemoScore[] {
  return [documents, ...seeds.map((seed) => shuffled(documents, seed))].map((order) => {
    const engine = new StoryEngine();
    order.forEach(({ gold: _gold, ...document }, at) => {
      engine.add(document);
      if ((at + 1) % passEvery === 0) engine.mergePass();
    });
    engine.mergePass();
    const found = order.map(({ id, gold, lang }) => ({ story: engine.storyOf(id) ?? id, gold, lang }));
    return { grouped: bCubed(found.map(({ story, gold }) => [story, gold])), across: pairsOf(found) };
  });
}

function shuffled(documents: readonly LabelledDocument[], seed: number): LabelledDocument[] {
  const random = randomFrom(seed);
  return documents
    .map((document) => ({ document, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ document }) => document);
}

function pairsOf(found: readonly { story: string; gold: string; lang?: string | undefined }[]): Score {
  let [made, right, wanted] = [0, 0, 0];
  found.forEach((one, at) => {
    for (const other of found.slice(0, at)) {
      if (one.lang?.slice(0, 2) === other.lang?.slice(0, 2)) continue;
      const isMade = one.story === other.story;
      const isWanted = one.gold === other.gold;
      made += isMade ? 1 : 0;
      wanted += isWanted ? 1 : 0;
      right += isMade && isWanted ? 1 : 0;
    }
  });
  return scoreOf(made === 0 ? 0 : right / made, wanted === 0 ? 0 : right / wanted);
}

/** Our own corpus: invented, written for the demo, so a check of the product and no proof of it. */
export function demo(print: (line: string) => void, { prepared, suffix }: Variant = asWritten): Measure[] {
  const documents = prepared(demoDocuments());
  const scores = demoScores(documents);
  const measure = (name: string, of: (score: DemoScore) => number, informative = false): Measure => {
    const values = scores.map(of);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => (100 * value).toFixed(1));
    print(
      `demo${suffix} ${name}: ${(100 * mean).toFixed(1)}, ${least} to ${most} over ${values.length} orders`,
    );
    return { key: `stories/demo${suffix}/${name}`, value: mean, cases: documents.length, informative };
  };
  return [
    measure('b3-precision', ({ grouped }) => grouped.precision),
    measure('b3-recall', ({ grouped }) => grouped.recall),
    measure('b3-f1', ({ grouped }) => grouped.f1),
    measure('across-precision', ({ across }) => across.precision),
    measure('across-recall', ({ across }) => across.recall),
  ];
}
