import type { Finding } from '../../domain/brief.ts';
import type { CheckContext } from './types.ts';

/** A sentence that stands in the source as it is. Not 0: the source may have been read wrongly. */
const verbatimScore = 0.01;
/** A blocking finding says at least this much. */
const blockedScoreMin = 0.9;

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Probability, 0..1, that something in the claim is not supported. */
export function scoreClaim(context: CheckContext, findings: readonly Finding[]): number {
  const blocked = findings.some((finding) => finding.severity === 'block');
  if (context.verbatim) return blocked ? blockedScoreMin : verbatimScore;
  const { best, aligned, anywhere, pairs } = context.coverage;
  const warned = findings.filter((finding) => finding.severity === 'warn').length;
  const logit = -2 + 2 * (1 - best) + 3 * (1 - aligned) + 5 * (1 - anywhere) + (1 - pairs) + warned;
  const score = sigmoid(context.foreign ? -1 + warned : logit);
  return blocked ? Math.max(score, blockedScoreMin) : score;
}

/** Several sentences: that at least one of them is not supported. */
export function scoreTogether(scores: readonly number[]): number {
  return 1 - scores.reduce((product, score) => product * (1 - score), 1);
}
