import type { Unit } from '../../src/pipeline/write/extractive/units.ts';

/** The methods that ours is measured against, written as in their papers, on the same sentences and features. */
export type Chooser = (units: readonly Unit[], count: number) => Unit[];

function best(units: readonly Unit[], values: readonly number[], count: number): Unit[] {
  return units
    .map((unit, at) => ({ unit, value: values[at] ?? 0, at }))
    .sort((a, b) => b.value - a.value || a.at - b.at)
    .slice(0, count)
    .sort((a, b) => a.at - b.at)
    .map(({ unit }) => unit);
}

export const lead: Chooser = (units, count) => units.slice(0, count);

function dot(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [key, value] of a) sum += value * (b.get(key) ?? 0);
  return sum;
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  return lengths > 0 ? dot(a, b) / lengths : 0;
}

/** TF-IDF within the document, as is usual where there is no other collection. */
function tfIdf(units: readonly Unit[]): Map<string, number>[] {
  const spread = new Map<string, number>();
  for (const unit of units) for (const key of unit.featureSet) spread.set(key, (spread.get(key) ?? 0) + 1);
  return units.map(
    (unit) =>
      new Map(
        [...unit.features].map(([key, count]) => [
          key,
          count * Math.log(1 + units.length / (spread.get(key) ?? 1)),
        ]),
      ),
  );
}

function centroidValues(units: readonly Unit[]): number[] {
  const vectors = tfIdf(units);
  const centroid = new Map<string, number>();
  for (const vector of vectors)
    for (const [key, value] of vector) centroid.set(key, (centroid.get(key) ?? 0) + value / units.length);
  return vectors.map((vector) => cosine(vector, centroid));
}

/** Radev et al. (2004): likeness to the centroid. */
export const centroid: Chooser = (units, count) => best(units, centroidValues(units), count);

/** The same with MEAD's linear position value. */
export const positionCentroid: Chooser = (units, count) =>
  best(
    units,
    centroidValues(units).map((value, at) => value + (1 - at / units.length) * 0.5),
    count,
  );

/** PageRank over a matrix of likenesses, damping 0.85. */
function rank(likeness: readonly number[][]): number[] {
  const size = likeness.length;
  const out = likeness.map((row) => row.reduce((sum, value) => sum + value, 0));
  let standing = new Array<number>(size).fill(1);
  for (let round = 0; round < 50; round++) {
    standing = standing.map((_, to) => {
      const flow = likeness.reduce(
        (sum, row, from) => sum + (out[from]! > 0 ? (standing[from]! * row[to]!) / out[from]! : 0),
        0,
      );
      return 0.15 + 0.85 * flow;
    });
  }
  return standing;
}

/** Mihalcea and Tarau (2004): shared features over the logarithms of the lengths. */
export const textRank: Chooser = (units, count) => {
  const likeness = units.map((a) =>
    units.map((b) => {
      if (a === b) return 0;
      let shared = 0;
      for (const key of a.featureSet) if (b.featureSet.has(key)) shared++;
      const lengths = Math.log(a.featureSet.size || 1) + Math.log(b.featureSet.size || 1);
      return lengths > 0 ? shared / lengths : 0;
    }),
  );
  return best(units, rank(likeness), count);
};

/** TextRank's graph with TF-IDF cosine for likeness (continuous LexRank, Erkan and Radev 2004). */
export const lexRank: Chooser = (units, count) => {
  const vectors = tfIdf(units);
  return best(units, rank(vectors.map((a) => vectors.map((b) => (a === b ? 0 : cosine(a, b))))), count);
};
