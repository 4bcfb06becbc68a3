import type { PollContext, PollOutcome, PollStatus } from './poll-types.ts';

const hourMs = 3600 * 1000;
const dayMs = 24 * hourMs;
/** Dates before this are no news, dates after it no dates (feeds carry 1970 and 2099). */
const pastMsMax = 60 * dayMs;
const futureMsMax = hourMs;
const itemsMax = 30;

/** An interval with a tenth of it taken off or put on, so that sources do not fall into step. */
export function jittered(intervalMs: number, random: number): number {
  return intervalMs * (0.9 + 0.2 * random);
}

/** What the dates of a feed tell of its pace; null where there are not two that can be believed. */
export function rhythmOf(
  publishedAtMs: readonly number[],
  nowMs: number,
): Pick<PollStatus, 'gapMs' | 'newestAtMs'> | null {
  const recent = [...new Set(publishedAtMs)]
    .filter((at) => at > nowMs - pastMsMax && at < nowMs + futureMsMax)
    .sort((a, b) => b - a)
    .slice(0, itemsMax);
  if (recent.length < 2) return null;
  const gaps = recent.slice(1).map((at, index) => recent[index]! - at);
  return {
    gapMs: gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)]!,
    newestAtMs: Math.min(recent[0]!, nowMs),
  };
}

type Pace = Pick<PollStatus, 'intervalMs' | 'gapMs' | 'newestAtMs'>;

/**
 * The pace after a poll that worked. Where dates tell the rhythm: half way (by ratio) from the old interval to half
 * the usual gap, or to an eighth of the time since the last publication where that is more, so that a busy source is
 * read before much piles up and a sleeping one is asked less and less. Without dates: a quarter faster where
 * something new came, a quarter slower where nothing did.
 */
export function paceAfter(
  status: PollStatus,
  outcome: Extract<PollOutcome, { kind: 'read' | 'not-modified' }>,
  { nowMs, limits }: PollContext,
): Pace {
  const clamp = (ms: number) => Math.min(Math.max(ms, limits.intervalMinMs), limits.intervalMaxMs);
  const before = clamp(status.intervalMs);
  const known = { gapMs: status.gapMs, newestAtMs: status.newestAtMs };
  const rhythm = outcome.kind === 'read' ? rhythmOf(outcome.publishedAtMs, nowMs) : known;
  if (rhythm !== null && rhythm.gapMs !== null && rhythm.newestAtMs !== null) {
    const wanted = clamp(Math.max(rhythm.gapMs / 2, (nowMs - rhythm.newestAtMs) / 8));
    return { ...rhythm, intervalMs: Math.round(Math.sqrt(before * wanted)) };
  }
  const news = outcome.kind === 'read' && outcome.itemsNew > 0;
  return { gapMs: null, newestAtMs: null, intervalMs: Math.round(clamp(before * (news ? 0.75 : 1.25))) };
}
