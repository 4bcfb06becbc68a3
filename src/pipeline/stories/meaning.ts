import { type CodedVector, encodeVector } from '../../kit/vector-codes.ts';

/** The sentence vector of a document, in a byte a number, and its length in codes. */
export interface DocumentMeaning extends CodedVector {
  model: string;
  length: number;
}

/** Sum of the sentence vectors of some documents: whole numbers, so that it does not hang on the order they came in. */
export interface MeaningSum {
  model: string;
  lang: string;
  sums: Int32Array;
  length: number;
  count: number;
}

/**
 * Models whose cosines grouping knows how to read. Others lie elsewhere (of many models two texts about nothing in
 * common have 0.7): documents with their vectors are grouped by words, names and numbers alone.
 */
const gauged = /^use-multilingual-3\//;

export function isGauged({ model }: { model: string }): boolean {
  return gauged.test(model);
}

/** Steps to one: what is lost by whole numbers is far below what a byte a number loses. */
const steps = 4096;

export function meaningOf(model: string, values: ArrayLike<number>): DocumentMeaning {
  return measured(model, encodeVector(Float32Array.from(values)));
}

/** A coded vector with its length. */
export function measured(model: string, { scale, codes }: CodedVector): DocumentMeaning {
  let squares = 0;
  for (const code of codes) squares += code * code;
  return { model, scale, codes, length: Math.sqrt(squares) };
}

/** Adds a vector to the sum of its language and model, or takes it out. Returns the sums, a new list where one changed. */
export function addMeaning(
  all: readonly MeaningSum[],
  lang: string,
  meaning: DocumentMeaning | undefined,
  sign: 1 | -1,
): readonly MeaningSum[] {
  if (!meaning || !isGauged(meaning)) return all;
  const { model, scale, codes } = meaning;
  const isOwn = (one: MeaningSum) =>
    one.model === model && one.lang === lang && one.sums.length === codes.length;
  const known = all.find(isOwn);
  const others = all.filter((one) => !isOwn(one));
  const count = (known?.count ?? 0) + sign;
  if (count === 0) return others;
  const sums = known ? Int32Array.from(known.sums) : new Int32Array(codes.length);
  let squares = 0;
  for (let at = 0; at < sums.length; at += 1) {
    const sum = sums[at]! + sign * Math.round(codes[at]! * scale * steps);
    sums[at] = sum;
    squares += sum * sum;
  }
  const made = { model, lang, sums, length: Math.sqrt(squares), count };
  return [...others, made].sort((a, b) => (`${a.lang} ${a.model}` < `${b.lang} ${b.model}` ? -1 : 1));
}

interface Direction {
  model: string;
  length: number;
}

function cosineOf(
  a: Direction & { numbers: Int8Array | Int32Array },
  b: Direction & { numbers: Int8Array | Int32Array },
): number | undefined {
  if (a.model !== b.model || a.numbers.length !== b.numbers.length || a.length === 0 || b.length === 0)
    return undefined;
  let sum = 0;
  for (let at = 0; at < b.numbers.length; at += 1) sum += a.numbers[at]! * b.numbers[at]!;
  return sum / (a.length * b.length);
}

/** How close two documents are in meaning. Undefined where vectors of one model lack. */
export function closeness(
  a: DocumentMeaning | undefined,
  b: DocumentMeaning | undefined,
): number | undefined {
  return a && b && isGauged(a) ? cosineOf({ ...a, numbers: a.codes }, { ...b, numbers: b.codes }) : undefined;
}

/** How close a document is in meaning to the likest language of a story. Undefined where vectors of one model lack. */
export function closenessTo(
  meaning: DocumentMeaning | undefined,
  sums: readonly MeaningSum[],
): number | undefined {
  if (!meaning) return undefined;
  let best: number | undefined;
  for (const one of sums) {
    const cosine = cosineOf({ ...meaning, numbers: meaning.codes }, { ...one, numbers: one.sums });
    if (cosine !== undefined && cosine > (best ?? -2)) best = cosine;
  }
  return best;
}

/** How close two stories are in meaning, by one language of each. Undefined where vectors of one model lack. */
export function closenessBetween(
  a: readonly MeaningSum[],
  b: readonly MeaningSum[],
  [langA, langB]: readonly [string, string],
): number | undefined {
  for (const one of a) {
    if (one.lang !== langA) continue;
    for (const other of b) {
      if (other.lang !== langB) continue;
      const cosine = cosineOf({ ...one, numbers: one.sums }, { ...other, numbers: other.sums });
      if (cosine !== undefined) return cosine;
    }
  }
  return undefined;
}
