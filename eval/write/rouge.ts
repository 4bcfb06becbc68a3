import { porterStem } from './porter.ts';

export interface RougeScore {
  precision: number;
  recall: number;
  f: number;
}

export interface RougeScores {
  rouge1: RougeScore;
  rouge2: RougeScore;
  rougeLsum: RougeScore;
}

/**
 * Words as the reference scorer sees them: lower case, ASCII letters and digits only, words of more than three letters
 * stemmed. Anything else parts words, so this measures English and its like, not Korean.
 */
export function rougeTokens(text: string, stem: boolean): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return stem ? words.map((word) => (word.length > 3 ? porterStem(word) : word)) : [...words];
}

function scoreOf(hits: number, predicted: number, wanted: number): RougeScore {
  const precision = hits / Math.max(predicted, 1);
  const recall = hits / Math.max(wanted, 1);
  return {
    precision,
    recall,
    f: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
  };
}

function countsOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function gramsOf(tokens: readonly string[], n: number): string[] {
  return tokens.slice(n - 1).map((_, at) => tokens.slice(at, at + n).join(' '));
}

function nGramScore(wanted: readonly string[], predicted: readonly string[], n: number): RougeScore {
  const wantedGrams = gramsOf(wanted, n);
  const predictedGrams = gramsOf(predicted, n);
  const left = countsOf(predictedGrams);
  let hits = 0;
  for (const [gram, count] of countsOf(wantedGrams)) hits += Math.min(count, left.get(gram) ?? 0);
  return scoreOf(hits, predictedGrams.length, wantedGrams.length);
}

/** Indices into `wanted` of one longest common subsequence; of several, the one the reference scorer reads out. */
function lcsIndices(wanted: readonly string[], predicted: readonly string[]): number[] {
  const columns = predicted.length + 1;
  const table = new Uint16Array((wanted.length + 1) * columns);
  const at = (i: number, j: number): number => table[i * columns + j] ?? 0;
  for (let i = 1; i <= wanted.length; i++) {
    for (let j = 1; j <= predicted.length; j++) {
      table[i * columns + j] =
        wanted[i - 1] === predicted[j - 1] ? at(i - 1, j - 1) + 1 : Math.max(at(i - 1, j), at(i, j - 1));
    }
  }
  const indices: number[] = [];
  let i = wanted.length;
  let j = predicted.length;
  while (i > 0 && j > 0) {
    if (wanted[i - 1] === predicted[j - 1]) {
      indices.push(i - 1);
      i--;
      j--;
    } else if (at(i, j - 1) > at(i - 1, j)) j--;
    else i--;
  }
  return indices;
}

/** Summary-level LCS: for each wanted sentence the union of its LCS with all predicted ones, no word counted twice. */
function lsumScore(wanted: readonly string[][], predicted: readonly string[][]): RougeScore {
  const wantedLeft = countsOf(wanted.flat());
  const predictedLeft = countsOf(predicted.flat());
  let hits = 0;
  for (const sentence of wanted) {
    const union = new Set(predicted.flatMap((other) => lcsIndices(sentence, other)));
    for (const index of [...union].sort((a, b) => a - b)) {
      const word = sentence[index] ?? '';
      const inPredicted = predictedLeft.get(word) ?? 0;
      const inWanted = wantedLeft.get(word) ?? 0;
      if (inPredicted === 0 || inWanted === 0) continue;
      hits++;
      predictedLeft.set(word, inPredicted - 1);
      wantedLeft.set(word, inWanted - 1);
    }
  }
  return scoreOf(hits, predicted.flat().length, wanted.flat().length);
}

/**
 * ROUGE-1, ROUGE-2 and ROUGE-Lsum (Lin 2004) of a summary against one reference, both given as sentences. Equal to the
 * `rouge-score` package of Python to the last digit (`rouge.test.ts` holds values that it computed).
 */
export function rouge(wanted: readonly string[], predicted: readonly string[], stem = true): RougeScores {
  const wantedTokens = wanted.map((sentence) => rougeTokens(sentence, stem)).filter((s) => s.length > 0);
  const predictedTokens = predicted
    .map((sentence) => rougeTokens(sentence, stem))
    .filter((s) => s.length > 0);
  return {
    rouge1: nGramScore(wantedTokens.flat(), predictedTokens.flat(), 1),
    rouge2: nGramScore(wantedTokens.flat(), predictedTokens.flat(), 2),
    rougeLsum: lsumScore(wantedTokens, predictedTokens),
  };
}
