import type { Hop } from '../../src/http/types.ts';
import type { PollOutcome, PollStatus } from '../../src/pipeline/fetch/poll-types.ts';
import { afterPoll, newPollStatus, pollLimits } from '../../src/pipeline/fetch/schedule.ts';

/** A source that is polled at a fixed time, and outcomes of polls. */

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const nowMs = Date.parse('2026-11-25T12:00:00Z');
export const limits = pollLimits;
export const url = 'https://news.example/feed';
export const at = (ms = nowMs, random = 0.5) => ({ nowMs: ms, random, limits });
export const start = newPollStatus(url, at());

export const read = (given: Partial<Extract<PollOutcome, { kind: 'read' }>> = {}): PollOutcome => ({
  ...{ kind: 'read', headers: {}, hops: [], bodyHash: 'h1', durable: true, itemsNew: 0, publishedAtMs: [] },
  ...given,
});
export const notModified = (headers: Record<string, string> = {}, hops: Hop[] = []): PollOutcome => ({
  kind: 'not-modified',
  headers,
  hops,
});
export const failed = (given: Partial<Extract<PollOutcome, { kind: 'failed' }>> = {}): PollOutcome => ({
  ...{ kind: 'failed', code: 'connection-failed', message: 'It failed.' },
  ...given,
});
export const status = (code: number, retryAfterMs?: number) =>
  failed({
    ...{ code: 'http-status', status: code, message: `Status ${code}.` },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });

/** Polls when due, one outcome after the other. */
export function polledWith(
  outcomes: readonly PollOutcome[],
  from: PollStatus = start,
  random = 0.5,
): PollStatus {
  return outcomes.reduce((now, outcome) => afterPoll(now, outcome, at(now.nextPollAtMs, random)), from);
}
export const times = (count: number, outcome: PollOutcome) => Array<PollOutcome>(count).fill(outcome);
export const delayOf = (outcome: PollOutcome, from = start, random = 0.5) =>
  afterPoll(from, outcome, at(nowMs, random)).nextPollAtMs - nowMs;
