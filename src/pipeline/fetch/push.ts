import { jittered } from './pace.ts';
import type { PollContext, PollOutcome, PollStatus } from './poll-types.ts';

/** Deliveries closer together than this are one: a hub must not have us poll a site more often. */
export const pushGapMs = 30_000;
/** What a hub tells of may reach the feed's caches later: a poll that found nothing is repeated after this long. */
const againMs = 5 * 60_000;
/** So long after a delivery. */
const tellingMs = 15 * 60_000;

/** What is known of a subscription at a hub (WebSub). Epoch milliseconds. */
export interface PushState {
  leaseUntilMs: number;
  lastPushAtMs: number | null;
}

/**
 * The status after a poll of a source whose hub tells us of news: it is polled as rarely as any, because the poll is
 * only there for what the hub missed; but again at once where a delivery came during the poll, and soon where one
 * announced what the poll did not find. Faults and pauses stay what they are, and the source's own pace is kept for the
 * day on which the subscription ends.
 */
export function withPush(
  status: PollStatus,
  outcome: PollOutcome,
  { startedMs, itemsNew, push }: { startedMs: number; itemsNew: number; push: PushState | null },
  { nowMs, random, limits }: PollContext,
): PollStatus {
  const worked = outcome.kind === 'read' || outcome.kind === 'not-modified';
  if (push === null || status.state !== 'active' || !worked) return status;
  const { lastPushAtMs, leaseUntilMs } = push;
  if (lastPushAtMs !== null && lastPushAtMs > startedMs)
    return { ...status, nextPollAtMs: nowMs + pushGapMs };
  const isTold = lastPushAtMs !== null && lastPushAtMs <= nowMs && nowMs - lastPushAtMs < tellingMs;
  if (isTold && itemsNew === 0)
    return { ...status, nextPollAtMs: Math.min(status.nextPollAtMs, nowMs + againMs) };
  const rarelyMs = nowMs + jittered(limits.intervalMaxMs, random);
  return {
    ...status,
    nextPollAtMs: Math.round(Math.max(status.nextPollAtMs, Math.min(rarelyMs, leaseUntilMs))),
  };
}
