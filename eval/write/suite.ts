import type { Draft } from '../../src/domain/draft.ts';
import type { SourceDocument } from '../../src/domain/passage.ts';
import { extractiveWriter } from '../../src/pipeline/write/extractive/extractive.ts';
import { selectSentences } from '../../src/pipeline/write/extractive/select.ts';
import { distinctUnits, readDocument, type Unit } from '../../src/pipeline/write/extractive/units.ts';
import type { Measure, Suite, SuiteOptions } from '../suite.ts';
import { type Chooser, centroid, lead, lexRank, positionCentroid, textRank } from './baselines.ts';
import { readCases, type SummaryCase } from './cases.ts';
import { craftDrafts, craftOf } from './craft.ts';
import { unfaithfulParts } from './faithful.ts';
import { peers } from './peers.ts';
import { rouge } from './rouge.ts';
import { readMarkedStories, sentenceF1 } from './stories.ts';

const sentences = 3;

/** A summary of three sentences as a method gives it. */
type Method = (document: SourceDocument, units: readonly Unit[]) => string[];

const textsOf = (units: readonly Unit[]): string[] => units.map((unit) => unit.text);
const fromUnits =
  (chooser: Chooser): Method =>
  (_, units) =>
    textsOf(chooser(units, sentences));

const methods: Record<string, Method> = {
  standfirst: (document) => textsOf(selectSentences([document], { count: sentences })),
  'lead-3': fromUnits(lead),
  textrank: fromUnits(textRank),
  lexrank: fromUnits(lexRank),
  centroid: fromUnits(centroid),
  'position-centroid': fromUnits(positionCentroid),
};

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

interface ReadCase extends SummaryCase {
  units: Unit[];
}

/** ROUGE F1 in per cent of every method on one set of articles with reference summaries. */
function rougeMeasures(set: string, cases: readonly ReadCase[]): Measure[] {
  return Object.entries({ ...methods, ...peers }).flatMap(([name, method]) => {
    const scores = cases.map((item) => rouge(item.reference, method(item.document, item.units)));
    const own = name === 'standfirst';
    const measure = (metric: string, values: number[]): Measure => ({
      key: `write/${set}/${name}/${metric}`,
      value: mean(values) * 100,
      cases: cases.length,
      ...(own ? {} : { informative: true }),
    });
    return [
      measure(
        'rouge-1',
        scores.map((score) => score.rouge1.f),
      ),
      measure(
        'rouge-2',
        scores.map((score) => score.rouge2.f),
      ),
      measure(
        'rouge-lsum',
        scores.map((score) => score.rougeLsum.f),
      ),
    ];
  });
}

function koreanMeasures(): Measure[] {
  return [true, false].flatMap((withTitle) => {
    const stories = readMarkedStories(withTitle);
    return Object.entries(methods)
      .filter(([name]) => name !== 'position-centroid')
      .map(([name, method]): Measure => {
        const scores = stories.map(({ document, important }) =>
          sentenceF1(method(document, distinctUnits([readDocument(document)])), important),
        );
        return {
          key: `write/korean-${withTitle ? 'with' : 'without'}-title/${name}/sentence-f1`,
          value: mean(scores) * 100,
          cases: stories.length,
          // Ten texts of our own are a sanity check, not a floor.
          informative: true,
        };
      });
  });
}

function documentsOf(dataDir: string): SourceDocument[] {
  const own = readMarkedStories(true).map(({ document }) => document);
  return [...readCases(dataDir).map(({ document }) => document), ...own];
}

/** Briefs of all documents; how many parts of them are not word for word in their source (must be none). */
async function faithMeasures(dataDir: string, print: SuiteOptions['print']): Promise<Measure[]> {
  const documents = documentsOf(dataDir);
  const drafts: { document: SourceDocument; draft: Draft }[] = [];
  for (const document of documents)
    drafts.push({
      document,
      draft: await extractiveWriter.write({ documents: [document], lang: document.lang }),
    });
  const faults = drafts.flatMap(({ document, draft }) => unfaithfulParts(draft, [document]));
  for (const fault of faults.slice(0, 10)) print(`not verbatim: ${fault}`);
  const count = (has: (draft: Draft) => boolean): number =>
    mean(drafts.map(({ draft }) => (has(draft) ? 1 : 0)));
  const informative = true;
  const cases = documents.length;
  return [
    { key: 'write/briefs/unfaithful-parts', value: faults.length, cases, lowerIsBetter: true },
    {
      key: 'write/briefs/with-standfirst',
      value: count((draft) => draft.standfirst !== null),
      cases,
      informative,
    },
    {
      key: 'write/briefs/with-section',
      value: count((draft) => draft.sections.length > 0),
      cases,
      informative,
    },
    {
      key: 'write/briefs/with-pull-quote',
      value: count((draft) => draft.pullQuote !== null),
      cases,
      informative,
    },
    {
      key: 'write/briefs/with-key-figures',
      value: count((draft) => draft.keyFigures.length > 0),
      cases,
      informative,
    },
    {
      key: 'write/briefs/with-statements',
      value: count((draft) => draft.whoSaysWhat.length > 0),
      cases,
      informative,
    },
  ];
}

/** The extractive writer: are its three sentences the right ones, and is every word of its briefs the original's? */
export const suite: Suite = {
  name: 'write',
  about: 'extractive summaries against reference summaries; faithfulness of whole briefs',
  async run({ dataDir, print }) {
    const read = readCases(dataDir).map((item) => ({
      ...item,
      units: distinctUnits([readDocument(item.document)]),
    }));
    if (read.length === 0)
      print(`no summary sets in ${dataDir}: only the Korean texts of this folder are scored`);
    const sets = Map.groupBy(read, (item) => item.set);
    return [
      ...[...sets].flatMap(([set, cases]) => rougeMeasures(set, cases)),
      ...koreanMeasures(),
      ...(await faithMeasures(dataDir, print)),
      ...craftOf(await craftDrafts()),
    ];
  },
};
