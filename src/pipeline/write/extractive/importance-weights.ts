import type { ConceptKind } from './importance.ts';

/** Made by `scripts/train-word-importance.ts` from 155 documents; the order is `featureNames`. Not edited by hand. */
export const importanceWeights: Record<ConceptKind, readonly number[]> = {
  words: [-1.26, 0.634, -1.92, 2.571, -1.854, 0.032, 0.447, 0.179, 0.467],
  pairs: [-1.189, 0.805, -2.259, 2.258, -2.313, -0.367, 0.457, -0.101, 0.93],
};
