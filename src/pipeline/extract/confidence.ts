import { coveredBy, letterRuns } from './likeness.ts';
import type { Segment } from './segments.ts';

/** Publisher's text below this many characters says nothing about the body. */
const claimCharsMin = 400;
/** A body of this many units is no accident. */
const unitsEnough = 150;

/**
 * 0..1: how far what was kept can be trusted. How sure the classifier is of what it kept and of what it left, how
 * long the body is, and, where the publisher states a body, how much of that was kept.
 */
export function confidenceOf(
  segments: readonly Segment[],
  chances: readonly number[],
  kept: ReadonlySet<Segment>,
  claimed: string,
): number {
  let units = 0;
  let sure = 0;
  let doubtful = 0;
  for (const segment of segments) {
    const chance = chances[segment.index]!;
    if (kept.has(segment)) {
      units += segment.units;
      sure += segment.units * chance;
    } else if (chance > 0.25) doubtful += segment.units * chance;
  }
  if (units === 0) return 0;
  const sureness = (sure / units) * (units / (units + doubtful));
  const agreement = claimed.length < claimCharsMin ? sureness : agreementWith(claimed, kept);
  const length = Math.min(1, units / unitsEnough);
  return (
    Math.round((0.6 * sureness + 0.4 * Math.max(sureness * 0.5, agreement)) * (0.4 + 0.6 * length) * 100) /
    100
  );
}

function agreementWith(claimed: string, kept: ReadonlySet<Segment>): number {
  const shown = letterRuns([...kept].map(({ text }) => text).join(' '));
  return coveredBy(claimed, shown) ?? 0;
}
