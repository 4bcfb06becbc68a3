import type { Knot } from '../../src/pipeline/verify/calibration.ts';
import { calibrated } from '../../src/pipeline/verify/calibration.ts';
import { folds, type OutOfFold } from './crossval.ts';
import { foldOf } from './train.ts';

/** Steps of the score that a curve is made of, before those that run the wrong way are joined. */
const stepsMax = 12;

/** Weight of each case so that in every set wrong and right texts weigh the same, and every set weighs the same. */
export function evenOdds(scored: readonly OutOfFold[]): number[] {
  const key = ({ example, unsupported }: OutOfFold) => `${example.set}:${unsupported}`;
  const counts = new Map<string, number>();
  for (const one of scored) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return scored.map((one) => 1 / (counts.get(key(one))! * counts.size));
}

interface Step {
  weight: number;
  score: number;
  unsupported: number;
}

/** Neighbouring steps are joined until the share of wrong texts rises with the score (pool adjacent violators). */
function rising(steps: readonly Step[]): Step[] {
  const joined: Step[] = [];
  for (const step of steps) {
    let last = { ...step };
    for (
      let before = joined.at(-1);
      before && before.unsupported / before.weight >= last.unsupported / last.weight;
      before = joined.at(-1)
    ) {
      joined.pop();
      last = {
        weight: before.weight + last.weight,
        score: before.score + last.score,
        unsupported: before.unsupported + last.unsupported,
      };
    }
    joined.push(last);
  }
  return joined;
}

/** The curve from raw scores to probabilities at even odds. Texts without a model's score do not count. */
export function knotsOf(scored: readonly OutOfFold[]): Knot[] {
  const weights = evenOdds(scored);
  const sorted = scored
    .map((one, at) => ({ ...one, weight: weights[at]! }))
    .filter(({ example }) => example.rows.length > 0)
    .sort((a, b) => a.score - b.score);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const steps: Step[] = [];
  let sum = 0;
  for (const { weight, score, unsupported } of sorted) {
    const at = Math.min(stepsMax - 1, Math.floor((sum / total) * stepsMax));
    steps[at] ??= { weight: 0, score: 0, unsupported: 0 };
    steps[at].weight += weight;
    steps[at].score += weight * score;
    if (unsupported) steps[at].unsupported += weight;
    sum += weight;
  }
  return rising(steps.filter((step) => step !== undefined)).map(({ weight, score, unsupported }) => ({
    score: Math.round((score / weight) * 1e4) / 1e4,
    unsupported: Math.round((unsupported / weight) * 1e4) / 1e4,
  }));
}

/** Scores as probabilities, each by a curve that was fitted to the other folds of its language. */
export function calibratedOutOfFold(scored: readonly OutOfFold[]): OutOfFold[] {
  return Array.from({ length: folds }, (_, fold) => {
    const isHere = ({ example }: OutOfFold) => foldOf(example.group, folds) === fold;
    const knots = knotsOf(scored.filter((one) => !isHere(one)));
    return scored.filter(isHere).map((one) => ({ ...one, score: calibrated(one.score, knots) }));
  }).flat();
}
