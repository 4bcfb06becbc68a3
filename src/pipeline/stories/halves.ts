import type { LiveDocument } from './live.ts';

/** A document's words over the places of a table of its story's terms, brought to length one. */
interface Row {
  places: Int32Array;
  weights: Float64Array;
}

/** Rounds in which the direction along which the documents differ most is sought, and in which sides are taken anew. */
const directionRounds = 12;
const sideRounds = 8;

/**
 * The two groups in which documents fall most by their words: along the direction in which they differ most, then each
 * to the side that it is nearer to. In the order given; undefined where a side has fewer than `min`. Linear in the words.
 */
export function halvesOf(
  documents: readonly LiveDocument[],
  min: number,
): [LiveDocument[], LiveDocument[]] | undefined {
  const { rows, width } = tableOf(documents);
  let isFirst = sidesAlong(directionOf(rows, width));
  for (let round = 0; round < sideRounds; round += 1) {
    const former = isFirst;
    const [one, other] = [true, false].map((side) =>
      nearnessTo(
        sumOf(rows, (at) => (former[at] === side ? 1 : 0), width),
        rows,
      ),
    );
    isFirst = rows.map((_row, at) => one![at]! >= other![at]!);
    if (isFirst.every((side, at) => side === former[at])) break;
  }
  const first = documents.filter((_document, at) => isFirst[at]);
  const second = documents.filter((_document, at) => !isFirst[at]);
  return first.length < min || second.length < min ? undefined : [first, second];
}

function tableOf(documents: readonly LiveDocument[]): { rows: Row[]; width: number } {
  const placeOf = new Map<number, number>();
  const rows = documents.map(({ features: { words } }) => {
    const length = Math.sqrt(words.squares) || 1;
    const places = Int32Array.from(words.terms, (term) => {
      const known = placeOf.get(term) ?? placeOf.size;
      placeOf.set(term, known);
      return known;
    });
    return { places, weights: Float64Array.from(words.weights, (weight) => weight / length) };
  });
  return { rows, width: placeOf.size };
}

/** How far each document lies along the direction in which they differ most: power iteration, no chance in it. */
function directionOf(rows: readonly Row[], width: number): number[] {
  let along = rows.map((_row, at) => (at % 2 === 0 ? 1 : -1) * (1 + ((at * 7919) % 13) / 13));
  for (let round = 0; round < directionRounds; round += 1) {
    const mean = along.reduce((sum, value) => sum + value, 0) / rows.length;
    const before = along;
    const next = dots(
      sumOf(rows, (at) => before[at]! - mean, width),
      rows,
    );
    const length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0)) || 1;
    along = next.map((value) => value / length);
  }
  return along;
}

function sidesAlong(along: readonly number[]): boolean[] {
  const mean = along.reduce((sum, value) => sum + value, 0) / along.length;
  return along.map((value) => value > mean);
}

function sumOf(rows: readonly Row[], weightOf: (at: number) => number, width: number): Float64Array {
  const sum = new Float64Array(width);
  rows.forEach(({ places, weights }, row) => {
    const weight = weightOf(row);
    if (weight === 0) return;
    for (let at = 0; at < places.length; at += 1) sum[places[at]!]! += weight * weights[at]!;
  });
  return sum;
}

function dots(vector: Float64Array, rows: readonly Row[]): number[] {
  return rows.map(({ places, weights }) => {
    let sum = 0;
    for (let at = 0; at < places.length; at += 1) sum += vector[places[at]!]! * weights[at]!;
    return sum;
  });
}

/** Cosine of each document with a sum of documents. */
function nearnessTo(sum: Float64Array, rows: readonly Row[]): number[] {
  const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0)) || 1;
  return dots(sum, rows).map((dot) => dot / length);
}
