import { type Tuning, tuning } from '../../src/pipeline/stories/tuning.ts';
import { demoDocuments, demoScores } from './demo.ts';
import { engineLinks, filledWith } from './links.ts';
import { asWritten, type WithVectors } from './meaning.ts';
import { type LabelledDocument, ntrexOf, type Row } from './sets.ts';
import { shippedScore } from './streams.ts';

/** No likeness reaches it. */
const never = 9;

interface Part {
  name: string;
  /** What takes it away. */
  without: Partial<Tuning>;
}

const noMerges = { mergeMin: never };
const noBridge = { crossJoinMin: never, crossMergeMin: never, meaningJoinMin: never, meaningMergeMin: never };

/** In the order in which they are put on one another; below all of them: words alone, join by join. */
const parts: readonly Part[] = [
  { name: 'character n-grams', without: { gramsShare: 0 } },
  { name: 'decay over time', without: { decayPerDay: 0, crossDecayPerDay: 0 } },
  { name: 'names and numbers in one language', without: { relief: 0, evidenceOverTime: 0 } },
  { name: 'merge pass', without: noMerges },
  { name: 'faster decay of fast stories', without: { decayWithPace: 0 } },
  { name: 'split pass', without: { splitVoicesMin: Number.POSITIVE_INFINITY } },
  { name: 'names and numbers against merges', without: { contrastRise: 0 } },
  { name: 'bridge across languages', without: noBridge },
  { name: 'names and numbers across languages', without: { crossRelief: 0 } },
  { name: 'sentence vectors', without: {} },
];

export interface AblationSets {
  uci: readonly LabelledDocument[];
  ecb: readonly LabelledDocument[];
  ntrex: readonly Row[];
  withVectors: WithVectors;
}

/** What each part adds to those before it, as rows of a table in Markdown. Linked headlines: Korean to English. */
export function ablationRows({ uci, ecb, ntrex, withVectors }: AblationSets): string[] {
  const kept = { ...tuning };
  const rows = [
    '| | UCI | ECB+ | demo P | R | pairs across P | R | ko-en headlines | title and two sentences |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  for (let count = 0; count <= parts.length; count += 1) {
    const missing = parts.slice(count).map(({ without }) => without);
    Object.assign(tuning, kept, ...missing.reverse());
    const prepared = count === parts.length ? withVectors : asWritten.prepared;
    const name = count === 0 ? 'words' : `+ ${parts[count - 1]!.name}`;
    rows.push(`| ${[name, ...groupingCells(uci, ecb, prepared), ...linkCells()].join(' | ')} |`);

    function linkCells(): string[] {
      const others = prepared([...uci, ...ecb]);
      const filled = filledWith(others);
      return ([0, 2] as const).map((sentences) => {
        const [ko, en] = ['ko', 'en'].map((lang) => prepared(ntrexOf(ntrex, lang, sentences)));
        return percent(engineLinks(ko!, en!, filled).f1);
      });
    }
  }
  Object.assign(tuning, kept);
  return rows;
}

const percent = (value: number) => (100 * value).toFixed(1);

function groupingCells(
  uci: readonly LabelledDocument[],
  ecb: readonly LabelledDocument[],
  prepared: WithVectors,
): string[] {
  const scores = demoScores(prepared(demoDocuments()));
  const mean = (of: (score: (typeof scores)[number]) => number) =>
    percent(scores.reduce((sum, score) => sum + of(score), 0) / scores.length);
  return [
    ...[uci, ecb].map((documents) => percent(shippedScore(documents, [1, 2]).f1)),
    mean(({ grouped }) => grouped.precision),
    mean(({ grouped }) => grouped.recall),
    mean(({ across }) => across.precision),
    mean(({ across }) => across.recall),
  ];
}
