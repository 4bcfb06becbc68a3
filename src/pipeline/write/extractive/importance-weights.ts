import type { ConceptKind } from './importance.ts';

/** Made by `scripts/train-word-importance.ts` from 155 documents; the order is `featureNames`. Not edited by hand. */
export const importanceWeights: Record<ConceptKind, readonly number[]> = {
  words: [-1.101, 0.34, -1.79, 2.398, -1.727, 0.0, 0.399, 0.214, 0.497],
  pairs: [-1.152, 0.299, -2.139, 2.053, -2.459, 0.0, 0.61, 0.224, 0.973],
};
