import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two sentences and how close people found them, 0..5. */
export interface RatedPair {
  one: string;
  two: string;
  score: number;
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').replace(/\r/g, '').trimEnd().split('\n');
}

/** KorSTS: a heading, then tab-separated lines. Null where the data is absent. */
export function korSts(dataDir: string, part: string): RatedPair[] | null {
  const file = join(dataDir, 'stories/parallel', `sts-${part}.tsv`);
  if (!existsSync(file)) return null;
  return linesOf(file)
    .slice(1)
    .map((line) => {
      const [, , , , score, one = '', two = ''] = line.split('\t');
      return { one, two, score: Number(score) };
    });
}

/** STS-B in English: `one,two,score`, commas inside quotation marks part no fields. */
export function englishSts(dataDir: string, part: string): RatedPair[] | null {
  const file = join(dataDir, 'stories/parallel', `en-${part}.csv`);
  if (!existsSync(file)) return null;
  return linesOf(file).map((line) => {
    const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
    const [one = '', two = '', score] = fields.map((field) =>
      (field[1] ?? field[2] ?? '').replaceAll('""', '"'),
    );
    return { one, two, score: Number(score) };
  });
}

/** Ranks from 0; what is equal shares the mean of its ranks. */
function ranksOf(values: readonly number[]): Float64Array {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && order[to]?.value === order[from]?.value) to += 1;
    for (let place = from; place < to; place += 1) ranks[order[place]?.at ?? 0] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}

/** Spearman's rank correlation. */
export function spearman(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [ranksOf(one), ranksOf(other)];
  const mean = (one.length - 1) / 2;
  let [both, first, second] = [0, 0, 0];
  for (const [at, rank] of a.entries()) {
    const [x, y] = [rank - mean, (b[at] ?? 0) - mean];
    both += x * y;
    first += x * x;
    second += y * y;
  }
  return both / Math.sqrt(first * second);
}
