import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contextOf, type PageContext } from './context.ts';
import { featureNames, featuresOf, type PageClaims } from './features.ts';
import { neighbourNames, neighbourRows } from './neighbours.ts';
import type { Segment } from './segments.ts';
import type { PageTree } from './tree.ts';
import { type BoostedTrees, checkFeatures, predict } from './trees.ts';

/** The two passes of the block classifier. */
export interface BodyModel {
  first: BoostedTrees;
  second: BoostedTrees;
}

const modelFile = join(import.meta.dirname, '../../../models/extract/body.json');
let shipped: BodyModel | null = null;

/** The weights that come with the package; read once. */
export function shippedBodyModel(): BodyModel {
  shipped ??= readBodyModel(modelFile);
  return shipped;
}

export function readBodyModel(file: string): BodyModel {
  const model = JSON.parse(readFileSync(file, 'utf8')) as BodyModel;
  checkFeatures(model.first, featureNames, file);
  checkFeatures(model.second, neighbourNames, file);
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
  model: BodyModel,
): Judged {
  const context = contextOf(tree, segments);
  const rows = featuresOf(context, claims);
  const first = rows.map((row) => predict(model.first, row));
  const chances = neighbourRows(context, rows, first).map((row) => predict(model.second, row));
  return { context, chances };
}
