import type { ConceptKind } from './importance.ts';

/**
 * Made by `scripts/train-word-importance.ts`, not edited by hand; the order is `featureNames`. Learned from
 * 155 English news texts with the summaries of SummEval (Apache-2.0 repository neulab/BARTScore) and BUMP (MIT,
 * dataminr-ai/BUMP). No text of theirs is kept: these eighteen numbers are all.
 */
export const importanceWeights: Record<ConceptKind, readonly number[]> = {
  words: [-1.261, 0.634, -1.92, 2.572, -1.854, 0.032, 0.447, 0.179, 0.467],
  pairs: [-1.189, 0.805, -2.26, 2.259, -2.313, -0.367, 0.457, -0.101, 0.93],
};
