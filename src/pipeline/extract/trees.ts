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

/** All trees in four flat tables: a row goes through hundreds of trees, and the tables stay in the cache. */
interface Flat {
  columns: Uint16Array;
  thresholds: Float64Array;
  /** Left and right child of each node in turn; a leaf is `-index - 1` into `leaves`. */
  children: Int32Array;
  leaves: Float64Array;
  roots: Int32Array;
}

const flattened = new WeakMap<BoostedTrees, Flat>();

function flatten({ trees }: BoostedTrees): Flat {
  const children: number[] = [];
  const roots: number[] = [];
  let leavesBefore = 0;
  for (const { f, l, r, v } of trees) {
    const nodesBefore = children.length / 2;
    const placed = (child: number) => (child >= 0 ? child + nodesBefore : child - leavesBefore);
    roots.push(placed(f.length > 0 ? 0 : -1));
    for (let at = 0; at < f.length; at += 1) children.push(placed(l[at]!), placed(r[at]!));
    leavesBefore += v.length;
  }
  return {
    columns: Uint16Array.from(trees.flatMap(({ f }) => f)),
    thresholds: Float64Array.from(trees.flatMap(({ t }) => t)),
    children: Int32Array.from(children),
    leaves: Float64Array.from(trees.flatMap(({ v }) => v)),
    roots: Int32Array.from(roots),
  };
}

/** Probability, 0..1. */
export function predict(model: BoostedTrees, row: ArrayLike<number>): number {
  let flat = flattened.get(model);
  if (!flat) {
    flat = flatten(model);
    flattened.set(model, flat);
  }
  const { columns, thresholds, children, leaves, roots } = flat;
  let sum = 0;
  for (let tree = 0; tree < roots.length; tree += 1) {
    let at = roots[tree]!;
    while (at >= 0) at = children[2 * at + (row[columns[at]!]! <= thresholds[at]! ? 0 : 1)]!;
    sum += leaves[-at - 1]!;
  }
  return 1 / (1 + Math.exp(-sum));
}
