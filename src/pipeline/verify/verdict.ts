import type { Finding, Verdict } from '../../domain/brief.ts';

/** From this probability on a claim is not held to be supported: the point that the score is calibrated around. */
export const unsupportedScoreMin = 0.5;

/**
 * `refuted` where a blocking check can name what the source has instead, `not-enough-information` where a claim is
 * blocked or too likely unsupported, else `supported`.
 */
export function verdictOf(score: number, findings: readonly Finding[]): Verdict {
  const blocking = findings.filter((finding) => finding.severity === 'block');
  if (blocking.some((finding) => finding.expected !== undefined)) return 'refuted';
  return blocking.length > 0 || score >= unsupportedScoreMin ? 'not-enough-information' : 'supported';
}
