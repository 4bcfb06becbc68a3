import { invariant } from '../../domain/errors.ts';

/**
 * Gradient-boosted binary trees with a logistic output, as the training script writes them. A tree is five parallel
 * lists over its inner nodes; a child index below zero is leaf `-index - 1`.
 */
export interface BoostedTrees {
  /** Columns that the trees were trained on, in order. */
  features: readonly string[];
  trees: readonly Tree[];
}

export interface Tree {
  /** Column compared at each inner node. */
  f: readonly number[];
  /** Its threshold: `value <= threshold` goes left. */
  t: readonly number[];
  l: readonly number[];
  r: readonly number[];
  /** Leaf values. */
  v: readonly number[];
}

/** Throws where the model was trained on other columns than the code computes: never guess across versions. */
export function checkFeatures(model: BoostedTrees, names: readonly string[], file: string): void {
  invariant(model.features.join() === names.join(), `${file} was trained on other features: train it again`);
}

/** Probability, 0..1. */
export function predict(model: BoostedTrees, row: ArrayLike<number>): number {
  let sum = 0;
  for (const { f, t, l, r, v } of model.trees) {
    let at = 0;
    if (f.length > 0) {
      do at = row[f[at]!]! <= t[at]! ? l[at]! : r[at]!;
      while (at >= 0);
      at = -at - 1;
    }
    sum += v[at]!;
  }
  return 1 / (1 + Math.exp(-sum));
}
