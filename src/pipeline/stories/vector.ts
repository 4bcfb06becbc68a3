/**
 * A sparse vector: term hashes in ascending order and whole weights. Whole, so that sums do not hang on the order in
 * which documents came: a state built again from its documents is the same to the last bit.
 */
export interface SparseVector {
  terms: Uint32Array;
  weights: Int32Array;
  /** Sum of the squared weights: exact up to 2^53. */
  squares: number;
}

/** Length of a document's vector. */
export const unitLength = 1000;

export const emptyVector: SparseVector = {
  terms: new Uint32Array(0),
  weights: new Int32Array(0),
  squares: 0,
};

/** A vector of length `unitLength` from weights; the heaviest `termsMax` terms stay. */
export function unitVector(weights: ReadonlyMap<number, number>, termsMax = 4096): SparseVector {
  let entries = [...weights].filter(([, weight]) => weight > 0);
  if (entries.length > termsMax)
    entries = entries.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, termsMax);
  const length = Math.sqrt(entries.reduce((sum, [, weight]) => sum + weight * weight, 0));
  if (length === 0) return emptyVector;
  entries.sort((a, b) => a[0] - b[0]);
  return fromEntries(entries.map(([term, weight]) => [term, Math.round((weight * unitLength) / length)]));
}

/** A vector in which `squares`, not the sum of its own, is brought to `unitLength`. */
export function scaledVector(weights: ReadonlyMap<number, number>, squares: number): SparseVector {
  if (squares === 0) return emptyVector;
  const scale = unitLength / Math.sqrt(squares);
  const entries = [...weights].map(
    ([term, weight]) => [term, Math.round(weight * scale)] as [number, number],
  );
  const vector = fromEntries(entries.filter(([, weight]) => weight > 0).sort((a, b) => a[0] - b[0]));
  return { ...vector, squares: unitLength * unitLength };
}

function fromEntries(entries: readonly (readonly [number, number])[]): SparseVector {
  const terms = new Uint32Array(entries.length);
  const values = new Int32Array(entries.length);
  let squares = 0;
  entries.forEach(([term, weight], at) => {
    terms[at] = term;
    values[at] = weight;
    squares += weight * weight;
  });
  return { terms, weights: values, squares };
}

/** `a + sign * b`; terms that come to nothing are left out. */
export function added(a: SparseVector, b: SparseVector, sign: 1 | -1 = 1): SparseVector {
  // Most stories have one document: its arrays serve both.
  if (a.terms.length === 0 && sign === 1) return { ...b, squares: weightSquares(b) };
  const terms = new Uint32Array(a.terms.length + b.terms.length);
  const weights = new Int32Array(terms.length);
  let [left, right, size, squares] = [0, 0, 0, 0];
  while (left < a.terms.length || right < b.terms.length) {
    const termA = left < a.terms.length ? a.terms[left]! : Number.POSITIVE_INFINITY;
    const termB = right < b.terms.length ? b.terms[right]! : Number.POSITIVE_INFINITY;
    const term = Math.min(termA, termB);
    let weight = 0;
    if (termA === term) weight += a.weights[left++]!;
    if (termB === term) weight += sign * b.weights[right++]!;
    if (weight === 0) continue;
    terms[size] = term;
    weights[size] = weight;
    squares += weight * weight;
    size += 1;
  }
  return { terms: terms.slice(0, size), weights: weights.slice(0, size), squares };
}

/** Sum of many vectors, two by two: long sums are walked seldom. */
export function sumOfVectors(vectors: readonly SparseVector[]): SparseVector {
  let sums = [...vectors];
  while (sums.length > 1)
    sums = Array.from({ length: Math.ceil(sums.length / 2) }, (_, at) => {
      const [one, other] = [sums[2 * at]!, sums[2 * at + 1]];
      return other ? added(one, other) : one;
    });
  const [sum] = sums;
  return sum ? { ...sum, squares: weightSquares(sum) } : emptyVector;
}

export function dot(a: SparseVector, b: SparseVector): number {
  if (a.terms.length > b.terms.length * 8) return dotBySearch(b, a);
  if (b.terms.length > a.terms.length * 8) return dotBySearch(a, b);
  let [left, right, sum] = [0, 0, 0];
  while (left < a.terms.length && right < b.terms.length) {
    const termA = a.terms[left]!;
    const termB = b.terms[right]!;
    if (termA === termB) sum += a.weights[left++]! * b.weights[right++]!;
    else if (termA < termB) left += 1;
    else right += 1;
  }
  return sum;
}

function dotBySearch(small: SparseVector, large: SparseVector): number {
  let [from, sum] = [0, 0];
  for (let at = 0; at < small.terms.length; at += 1) {
    const term = small.terms[at]!;
    let [low, high] = [from, large.terms.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (large.terms[middle]! < term) low = middle + 1;
      else high = middle;
    }
    from = low;
    if (large.terms[low] === term) sum += small.weights[at]! * large.weights[low]!;
  }
  return sum;
}

/** 0..1. */
export function cosine(a: SparseVector, b: SparseVector): number {
  if (a.squares === 0 || b.squares === 0) return 0;
  return dot(a, b) / Math.sqrt(a.squares * b.squares);
}

export function hasTerm({ terms }: SparseVector, term: number): boolean {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (terms[middle]! < term) low = middle + 1;
    else high = middle;
  }
  return terms[low] === term;
}

/** Weight of a term, zero where the vector has none. */
export function weightOf({ terms, weights }: SparseVector, term: number): number {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (terms[middle]! < term) low = middle + 1;
    else high = middle;
  }
  return terms[low] === term ? weights[low]! : 0;
}

/** The heaviest terms of a vector, the heaviest first. */
export function heaviest(
  { terms, weights }: SparseVector,
  max: number,
): { terms: number[]; weights: number[] } {
  const order = Array.from(terms, (_, at) => at)
    .sort((a, b) => weights[b]! - weights[a]! || terms[a]! - terms[b]!)
    .slice(0, max);
  return { terms: order.map((at) => terms[at]!), weights: order.map((at) => weights[at]!) };
}

export function weightSquares({ weights }: SparseVector): number {
  let sum = 0;
  for (const weight of weights) sum += weight * weight;
  return sum;
}

/** Dot product less a share of its heaviest part: one word in common, however rare, is weak evidence. */
export function guardedDot(a: SparseVector, b: SparseVector, guard: number): number {
  let [left, right, sum, most] = [0, 0, 0, 0];
  while (left < a.terms.length && right < b.terms.length) {
    const termA = a.terms[left]!;
    const termB = b.terms[right]!;
    if (termA === termB) {
      const product = a.weights[left++]! * b.weights[right++]!;
      sum += product;
      if (product > most) most = product;
    } else if (termA < termB) left += 1;
    else right += 1;
  }
  return sum - guard * most;
}
