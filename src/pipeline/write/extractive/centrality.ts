import { cosine, type Vector } from './measure.ts';
import type { Unit } from './units.ts';

/**
 * Choice by centrality: how much of what the whole document talks about does a sentence hold? For languages in which
 * position is no guide. Several views of the question are added, each in standard deviations of the document at hand,
 * because they err differently: likeness to the centroid, standing in the graph of sentences (which favours long ones),
 * length, and likeness to the title.
 */

const dampingFactor = 0.85;
const iterationsMax = 40;
const iterationEpsilon = 1e-6;
/** Sentences beyond this many stand in no graph: its cost grows with their square. */
const graphUnitsMax = 400;
/** From here on length says nothing more about weight. */
const lengthWordsMax = 40;

/** Weight of each view. The title counts where there is one. */
const viewWeights = { centroid: 1, graph: 0.3, length: 0.3, title: 0.3 };
/** Bonus per natural logarithm of independent voices that say the same, in standard deviations. */
const voicesWeight = 1;

/** Features weighted by rarity among the sentences, their count damped: within one document a repeated feature is its subject. */
function weighted(units: readonly Unit[]): Map<string, number>[] {
  const spread = new Map<string, number>();
  for (const unit of units) for (const key of unit.featureSet) spread.set(key, (spread.get(key) ?? 0) + 1);
  return units.map((unit) => {
    const vector = new Map<string, number>();
    for (const [key, count] of unit.features)
      vector.set(key, (1 + Math.log(count)) * Math.log(1 + units.length / (spread.get(key) ?? 1)));
    return vector;
  });
}

function sumOf(vectors: readonly Vector[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const vector of vectors) for (const [key, value] of vector) sum.set(key, (sum.get(key) ?? 0) + value);
  return sum;
}

/** Cosine, 0..1, of each unit with what the document says more than once: the sum of its repeated features. */
export function centroidLikeness(units: readonly Unit[]): number[] {
  const spread = new Map<string, number>();
  for (const unit of units) for (const key of unit.featureSet) spread.set(key, (spread.get(key) ?? 0) + 1);
  const centroid = sumOf(units.map((unit) => unit.features));
  for (const key of centroid.keys()) if ((spread.get(key) ?? 0) < 2) centroid.delete(key);
  return units.map((unit) => cosine(unit.features, centroid));
}

function standardised(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (deviation > 1e-12 ? (value - mean) / deviation : 0));
}

function likeness(a: Unit, b: Unit): number {
  let shared = 0;
  for (const key of a.featureSet) if (b.featureSet.has(key)) shared++;
  return shared === 0 ? 0 : shared / Math.log(1 + a.featureSet.size * b.featureSet.size);
}

/** TextRank (Mihalcea and Tarau 2004): PageRank over shared features, divided by the logarithms of the lengths. */
function graphStanding(units: readonly Unit[]): number[] {
  const nodes = units.slice(0, graphUnitsMax);
  const links = nodes.map(() => new Float64Array(nodes.length));
  nodes.forEach((a, i) => {
    nodes.slice(0, i).forEach((b, j) => {
      const value = likeness(a, b);
      (links[i] as Float64Array)[j] = value;
      (links[j] as Float64Array)[i] = value;
    });
  });
  const out = links.map((row) => row.reduce((sum, value) => sum + value, 0));
  let standing = nodes.map(() => 1);
  for (let round = 0; round < iterationsMax; round++) {
    const next = nodes.map(() => 1 - dampingFactor);
    links.forEach((row, from) => {
      const flow = (out[from] ?? 0) > 0 ? (dampingFactor * (standing[from] ?? 0)) / (out[from] ?? 1) : 0;
      row.forEach((value, to) => {
        next[to] = (next[to] ?? 0) + flow * value;
      });
    });
    const moved = next.reduce((sum, value, at) => sum + Math.abs(value - (standing[at] ?? 0)), 0);
    standing = next;
    if (moved < iterationEpsilon * nodes.length) break;
  }
  return units.map((_, at) => standing[at] ?? 0);
}

/**
 * Centrality of each unit in standard deviations, in the order given. `titles`: the features of the documents' titles;
 * empty ones do not count.
 */
export function centralityOf(units: readonly Unit[], titles: readonly Vector[]): number[] {
  if (units.length === 0) return [];
  const vectors = weighted(units);
  const centroid = sumOf(vectors);
  const title = sumOf(titles);
  const views: { weight: number; values: number[] }[] = [
    { weight: viewWeights.centroid, values: vectors.map((vector) => cosine(vector, centroid)) },
    { weight: viewWeights.graph, values: graphStanding(units) },
    {
      weight: viewWeights.length,
      values: units.map((unit) => Math.log(1 + Math.min(unit.words, lengthWordsMax))),
    },
    { weight: viewWeights.title, values: vectors.map((vector) => cosine(vector, title)) },
  ].map(({ weight, values }) => ({ weight, values: standardised(values) }));
  return units.map((unit, at) => {
    const voices = new Set([unit, ...unit.twins].map((one) => one.reading.voice)).size;
    const sum = views.reduce((total, view) => total + view.weight * (view.values[at] ?? 0), 0);
    return sum + voicesWeight * Math.log(voices);
  });
}
