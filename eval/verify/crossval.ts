import { bestThreshold, type Scored } from './metrics.ts';
import { type Example, foldOf, scoreExample, trainWeights } from './train.ts';

export const folds = 5;

/** An example with the score of a model that saw neither it nor any case of the same source. */
export interface OutOfFold extends Scored {
  example: Example;
}

export function languagesOf(examples: readonly Example[]): string[] {
  return [...new Set(examples.map((example) => example.lang))].sort();
}

/** The errors in marked texts are never learnt from: they are our own, and stay a measure that nothing was fitted to. */
export function isForTraining(example: Example): boolean {
  return !/^(?:injected|fresh)-/.test(example.set);
}

/** Scores every example out of fold, one model per language. */
export function outOfFold(examples: readonly Example[], prior: readonly number[]): OutOfFold[] {
  return languagesOf(examples).flatMap((lang) => {
    const own = examples.filter((example) => example.lang === lang);
    return Array.from({ length: folds }, (_, fold) => {
      const weights = trainWeights(
        own.filter((example) => isForTraining(example) && foldOf(example.group, folds) !== fold),
        prior,
      );
      return own
        .filter((example) => foldOf(example.group, folds) === fold)
        .map((example) => ({
          example,
          score: scoreExample(example, weights),
          unsupported: example.unsupported,
        }));
    }).flat();
  });
}

/** Scores a set by a model that was trained on the other sets of its language alone. */
export function leaveSetOut(
  examples: readonly Example[],
  set: string,
  prior: readonly number[],
): OutOfFold[] {
  const own = examples.filter((example) => example.set === set);
  const lang = own[0]?.lang;
  const others = examples.filter(
    (example) => isForTraining(example) && example.lang === lang && example.set !== set,
  );
  if (others.length === 0) return [];
  const weights = trainWeights(others, prior);
  return own.map((example) => ({
    example,
    score: scoreExample(example, weights),
    unsupported: example.unsupported,
  }));
}

/** Each case as alarm or not, by the threshold that is best on the other folds of its set. */
export function decided(scored: readonly OutOfFold[]): (OutOfFold & { alarm: boolean })[] {
  return Array.from({ length: folds }, (_, fold) => {
    const threshold = bestThreshold(scored.filter(({ example }) => foldOf(example.group, folds) !== fold));
    return scored
      .filter(({ example }) => foldOf(example.group, folds) === fold)
      .map((one) => ({ ...one, alarm: one.score >= threshold }));
  }).flat();
}
