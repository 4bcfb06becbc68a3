import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contextOf, type PageContext } from './context.ts';
import { featureNames, featuresOf, type PageClaims } from './features.ts';
import type { Segment } from './segments.ts';
import type { PageTree } from './tree.ts';
import { type BoostedTrees, checkFeatures, predict } from './trees.ts';

const modelFile = join(import.meta.dirname, '../../../models/extract/body.json');
let shipped: BoostedTrees | null = null;

/** The weights that come with the package; read once. */
export function shippedBodyModel(): BoostedTrees {
  shipped ??= readBodyModel(modelFile);
  return shipped;
}

/** Throws where the file was trained on other features than this code computes. */
export function readBodyModel(file: string): BoostedTrees {
  const model = JSON.parse(readFileSync(file, 'utf8')) as BoostedTrees;
  checkFeatures(model, featureNames, file);
  return model;
}

export interface Judged {
  context: PageContext;
  /** Probability of each segment to be body text. */
  chances: number[];
}

/** How likely each segment is body text. Deterministic; O(segments x trees). */
export function judgeSegments(
  tree: PageTree,
  segments: readonly Segment[],
  claims: PageClaims,
  model: BoostedTrees,
): Judged {
  const context = contextOf(tree, segments);
  const chances = featuresOf(context, claims).map((row) => predict(model, row));
  return { context, chances };
}
