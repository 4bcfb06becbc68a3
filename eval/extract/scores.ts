/** True and false positives and negatives of one page, scaled so that they sum to 1. */
export interface Matching {
  tp: number;
  fp: number;
  fn: number;
}

export interface Prf {
  precision: number;
  recall: number;
  f1: number;
}

/** Words as Python's `\w+` sees them: letters, numbers of every kind, underscore. */
const wordPattern = /[\p{L}\p{N}_]+/gu;

export function wordsOf(text: string): string[] {
  return text.match(wordPattern) ?? [];
}

/**
 * Multisets of 4-word shingles compared, as in the public article-extraction benchmark
 * (scrapinghub/article-extraction-benchmark, `string_shingle_matching`). Case counts. A text of fewer than four words is one
 * shingle; an empty one has none.
 */
export function matchShingles(truth: string, predicted: string): Matching {
  const wanted = shinglesOf(truth);
  const got = shinglesOf(predicted);
  let tp = 0;
  let fp = 0;
  let fn = 0;
  for (const key of new Set([...wanted.keys(), ...got.keys()])) {
    const a = wanted.get(key) ?? 0;
    const b = got.get(key) ?? 0;
    tp += Math.min(a, b);
    fp += Math.max(0, b - a);
    fn += Math.max(0, a - b);
  }
  const sum = tp + fp + fn;
  return sum === 0 ? { tp, fp, fn } : { tp: tp / sum, fp: fp / sum, fn: fn / sum };
}

const shingleWords = 4;

function shinglesOf(text: string): Map<string, number> {
  const words = wordsOf(text);
  const shingles = new Map<string, number>();
  if (words.length === 0) return shingles;
  for (let at = 0; at < Math.max(1, words.length - shingleWords + 1); at += 1) {
    const key = words.slice(at, at + shingleWords).join(' ');
    shingles.set(key, (shingles.get(key) ?? 0) + 1);
  }
  return shingles;
}

/** Precision, recall and F1 of one page. Nothing wanted and nothing given is a perfect page. */
export function scoreOf({ tp, fp, fn }: Matching): Prf {
  if (tp === 0 && fp === 0 && fn === 0) return { precision: 1, recall: 1, f1: 1 };
  const precision = tp + fp > 0 ? tp / (tp + fp) : 0;
  const recall = tp + fn > 0 ? tp / (tp + fn) : 0;
  return { precision, recall, f1: harmonic(precision, recall) };
}

/** The benchmark's total: means of precision (pages with output) and recall (pages with a body), then their F1. */
export function totalOf(pages: readonly Matching[]): Prf {
  const precision = mean(pages.filter(({ tp, fp }) => tp + fp > 0).map((page) => scoreOf(page).precision));
  const recall = mean(pages.filter(({ tp, fn }) => tp + fn > 0).map((page) => scoreOf(page).recall));
  return { precision, recall, f1: harmonic(precision, recall) };
}

/** Word F1 as the Web Content Extraction Benchmark (WCXB) counts it: multisets of lower-cased words. */
export function wordF1(truth: string, predicted: string): number {
  const wanted = wordsOf(truth.toLowerCase());
  const got = wordsOf(predicted.toLowerCase());
  if (wanted.length === 0) return got.length === 0 ? 1 : 0;
  if (got.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const word of wanted) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of got) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    common += 1;
  }
  return harmonic(common / got.length, common / wanted.length);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** `share` 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}
