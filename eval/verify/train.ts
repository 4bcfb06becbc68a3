/** One labelled text as the model sees it: a row of features for each sentence that is not verbatim. */
export interface Example {
  id: string;
  set: string;
  group: string;
  lang: string;
  unsupported: boolean;
  rows: number[][];
  /** Sentences with a finding that blocks: they score at least 0.9 whatever the model says. */
  blocked: boolean[];
  /** Sentences that stand in the source as they are. */
  verbatim: number;
  errorType?: string;
  pair?: string;
}

const verbatimScore = 0.01;
const blockedScoreMin = 0.9;
const passes = 700;
const rate = 0.03;
const decay = 0.02;

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, logit))));
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

/** That at least one sentence is not supported. `withBlocks`: as the product scores it. */
export function scoreExample(example: Example, weights: readonly number[], withBlocks = true): number {
  let product = (1 - verbatimScore) ** example.verbatim;
  example.rows.forEach((row, at) => {
    const score = sigmoid(dot(row, weights));
    product *= 1 - (withBlocks && example.blocked[at] ? Math.max(score, blockedScoreMin) : score);
  });
  return 1 - product;
}

/** Each set weighs the same, and in each set the supported and the unsupported cases weigh the same. */
function caseWeights(examples: readonly Example[]): number[] {
  const counts = new Map<string, number>();
  const key = (example: Example) => `${example.set}:${example.unsupported}`;
  for (const example of examples) counts.set(key(example), (counts.get(key(example)) ?? 0) + 1);
  const share = 1 / Math.max(1, counts.size);
  return examples.map((example) => share / counts.get(key(example))!);
}

/** Gradient of one case by the noisy-or of its sentences, added to `gradient`. */
function addGradient(
  example: Example,
  weights: readonly number[],
  weight: number,
  gradient: Float64Array,
): void {
  const scores = example.rows.map((row) => sigmoid(dot(row, weights)));
  const together = scores.reduce(
    (product, score) => product * (1 - score),
    (1 - verbatimScore) ** example.verbatim,
  );
  const probability = Math.min(1 - 1e-6, Math.max(1e-6, 1 - together));
  example.rows.forEach((row, at) => {
    // d loss / d logit of one sentence: its share in the noisy-or.
    const slope = example.unsupported ? -scores[at]! * ((1 - probability) / probability) : scores[at]!;
    for (let one = 0; one < row.length; one += 1) gradient[one]! += weight * slope * row[one]!;
  });
}

/** Weights by Adam on the cross entropy of the noisy-or, with a pull towards zero. Same input, same weights. */
export function trainWeights(examples: readonly Example[], length: number): number[] {
  const shares = caseWeights(examples);
  const weights = new Array<number>(length).fill(0);
  weights[0] = -1;
  const first = new Float64Array(length);
  const second = new Float64Array(length);
  for (let pass = 1; pass <= passes; pass += 1) {
    const gradient = new Float64Array(length);
    examples.forEach((example, at) => {
      addGradient(example, weights, shares[at]!, gradient);
    });
    for (let at = 0; at < length; at += 1) {
      const slope = gradient[at]! + (at === 0 ? 0 : decay * 0.1 * weights[at]!);
      first[at] = 0.9 * first[at]! + 0.1 * slope;
      second[at] = 0.999 * second[at]! + 0.001 * slope * slope;
      const step = first[at]! / (1 - 0.9 ** pass) / (Math.sqrt(second[at]! / (1 - 0.999 ** pass)) + 1e-8);
      weights[at] = weights[at]! - rate * step;
    }
  }
  return weights;
}

/** Fold of a group, the same on every run: cases of one source never stand on both sides. */
export function foldOf(group: string, folds: number): number {
  let hash = 2166136261;
  for (let at = 0; at < group.length; at += 1) hash = Math.imul(hash ^ group.charCodeAt(at), 16777619) >>> 0;
  return (hash >>> 7) % folds;
}
