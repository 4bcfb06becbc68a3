/**
 * Makes `src/pipeline/write/extractive/importance-weights.ts`: `node scripts/train-word-importance.ts [DATA_DIR]`.
 *
 * Learns, by ridge logistic regression (Newton's method), how likely a word or a pair of words of an English news text is
 * to stand in its human-written summary. Data: the articles with reference summaries of `summaries/` and the supported
 * summaries of `faith/bump.jsonl`. What is kept is nine numbers a model; no text. Ten-fold cross-validation by document
 * is printed beside the lead of three sentences, so that the figure is never one of seen texts.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCases, type SummaryCase } from '../eval/write/cases.ts';
import { rouge, rougeTokens } from '../eval/write/rouge.ts';
import {
  type ConceptKind,
  conceptFeatures,
  conceptsOf,
} from '../src/pipeline/write/extractive/importance.ts';
import { choose, importanceObjective } from '../src/pipeline/write/extractive/select.ts';
import {
  distinctUnits,
  type Reading,
  readDocument,
  type Unit,
} from '../src/pipeline/write/extractive/units.ts';

type Weights = Record<ConceptKind, number[]>;
interface Sample {
  features: number[];
  isIn: number;
}
interface Read {
  item: SummaryCase;
  reading: Reading;
  units: Unit[];
}

const ridge = 1;
const iterationsMax = 15;
const folds = 10;

/** Solves the symmetric system `matrix · x = vector` by Gaussian elimination. */
function solve(matrix: number[][], vector: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, vector[at] ?? 0]);
  rows.forEach((_, at) => {
    const pivot = rows
      .slice(at)
      .reduce((best, row) => (Math.abs(row[at]!) > Math.abs(best[at]!) ? row : best));
    const from = rows.indexOf(pivot);
    [rows[at], rows[from]] = [rows[from]!, rows[at]!];
    rows.forEach((row, other) => {
      if (other === at) return;
      const factor = row[at]! / rows[at]![at]!;
      rows[at]!.forEach((value, column) => {
        row[column] = row[column]! - factor * value;
      });
    });
  });
  return rows.map((row, at) => row.at(-1)! / row[at]!);
}

function regress(samples: readonly Sample[]): number[] {
  const size = samples[0]!.features.length;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < iterationsMax; round++) {
    const matrix = weights.map((_, i) => weights.map((__, j): number => (i === j ? ridge : 0)));
    const vector = weights.map((weight) => -ridge * weight);
    for (const { features, isIn } of samples) {
      const chance = 1 / (1 + Math.exp(-features.reduce((sum, value, i) => sum + value * weights[i]!, 0)));
      const spread = Math.max(1e-6, chance * (1 - chance));
      features.forEach((value, i) => {
        vector[i] = vector[i]! + (isIn - chance) * value;
        features.forEach((other, j) => {
          matrix[i]![j] = matrix[i]![j]! + spread * value * other;
        });
      });
    }
    const step = solve(matrix, vector);
    weights = weights.map((weight, i) => weight + step[i]!);
  }
  return weights;
}

/** A concept counts as wanted where its words, stemmed as ROUGE stems, stand in the reference. */
function samplesOf({ item, units }: Read, kind: ConceptKind): Sample[] {
  const reference = rougeTokens(item.reference.join(' '), true);
  const wanted = new Set(
    kind === 'words' ? reference : reference.slice(1).map((word, at) => `${reference[at]} ${word}`),
  );
  const surface = new Map<string, string>();
  for (const unit of units) {
    conceptsOf(unit, kind).forEach((key, at) => {
      const words = unit.tokens.slice(at, at + (kind === 'words' ? 1 : 2)).map((token) => token.text);
      surface.set(key, rougeTokens(words.join(' '), true).join(' '));
    });
  }
  return [...conceptFeatures(units, kind)].map(
    ([key, features]): Sample => ({
      features,
      isIn: wanted.has(surface.get(key) ?? '') ? 1 : 0,
    }),
  );
}

function train(reads: readonly Read[]): Weights {
  return {
    words: regress(reads.flatMap((read) => samplesOf(read, 'words'))),
    pairs: regress(reads.flatMap((read) => samplesOf(read, 'pairs'))),
  };
}

function meansOf(reads: readonly Read[], pick: (read: Read) => readonly Unit[]): string {
  const scores = reads.map((read) =>
    rouge(
      read.item.reference,
      pick(read).map((unit) => unit.text),
    ),
  );
  const mean = (value: (score: (typeof scores)[number]) => number): string =>
    ((scores.reduce((sum, score) => sum + value(score), 0) / scores.length) * 100).toFixed(2);
  return `${mean((s) => s.rouge1.f)} / ${mean((s) => s.rouge2.f)} / ${mean((s) => s.rougeLsum.f)}`;
}

const dataDir = resolve(process.argv[2] ?? join(import.meta.dirname, '../../shared/data'));
if (!existsSync(dataDir)) throw new Error(`no data at ${dataDir}`);
const reads: Read[] = readCases(dataDir).map((item) => {
  const reading = readDocument(item.document);
  return { item, reading, units: distinctUnits([reading]) };
});
const byFold = Array.from({ length: folds }, (_, fold) =>
  train(reads.filter((__, at) => at % folds !== fold)),
);
const sets = Map.groupBy(reads, (read) => read.item.set);
for (const [name, members] of sets) {
  console.log(`${name} (${members.length}): ROUGE-1/2/Lsum`);
  console.log(`  lead of three    ${meansOf(members, ({ units }) => units.slice(0, 3))}`);
  const held = (read: Read): Unit[] => {
    const weights = byFold[reads.indexOf(read) % folds]!;
    return choose(read.units, importanceObjective(read.units, [read.reading], weights), { count: 3 }).sort(
      (a, b) => a.index - b.index,
    );
  };
  console.log(`  cross-validated  ${meansOf(members, held)}`);
}
const weights = train(reads);
const list = (values: number[]): string => values.map((value) => value.toFixed(3)).join(', ');
writeFileSync(
  join(import.meta.dirname, '../src/pipeline/write/extractive/importance-weights.ts'),
  `import type { ConceptKind } from './importance.ts';

/**
 * Made by \`scripts/train-word-importance.ts\`, not edited by hand; the order is \`featureNames\`. Learned from
 * ${reads.length} English news texts with the summaries of SummEval (Apache-2.0 repository neulab/BARTScore) and BUMP (MIT,
 * dataminr-ai/BUMP). No text of theirs is kept: these eighteen numbers are all.
 */
export const importanceWeights: Record<ConceptKind, readonly number[]> = {
  words: [${list(weights.words)}],
  pairs: [${list(weights.pairs)}],
};
`,
);
