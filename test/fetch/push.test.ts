import { describe, expect, it } from 'vitest';
import type { PollOutcome } from '../../src/pipeline/fetch/poll-types.ts';
import { pushGapMs, withPush } from '../../src/pipeline/fetch/push.ts';
import { newPollStatus, pollLimits } from '../../src/pipeline/fetch/schedule.ts';

const nowMs = Date.UTC(2026, 2, 4, 12);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const context = { nowMs, random: 0.5, limits: pollLimits };
const status = { ...newPollStatus('https://news.example/feed', context), nextPollAtMs: nowMs + hourMs };
const same: PollOutcome = { kind: 'not-modified', headers: {}, hops: [] };
const lease = { leaseUntilMs: nowMs + 240 * hourMs, lastPushAtMs: null };

const nextAfter = (
  push: { leaseUntilMs: number; lastPushAtMs: number | null } | null,
  { outcome = same, itemsNew = 0 }: { outcome?: PollOutcome; itemsNew?: number } = {},
) => withPush(status, outcome, { startedMs: nowMs - 2000, itemsNew, push }, context).nextPollAtMs - nowMs;

describe('the next poll of a source whose hub tells of news', () => {
  it.each([
    ['no hub: its own pace', null, {}, hourMs],
    ['quiet: rarely', lease, {}, 12 * hourMs],
    ['a lease that ends sooner: then', { ...lease, leaseUntilMs: nowMs + 3 * hourMs }, {}, 3 * hourMs],
    ['a lease that ends at once: its own pace', { ...lease, leaseUntilMs: nowMs + 1 }, {}, hourMs],
    ['told during the poll: at once', { ...lease, lastPushAtMs: nowMs - 1000 }, { itemsNew: 3 }, pushGapMs],
    ['told, and it came: rarely', { ...lease, lastPushAtMs: nowMs - 5000 }, { itemsNew: 1 }, 12 * hourMs],
    ['told, and it did not come yet: soon', { ...lease, lastPushAtMs: nowMs - 5000 }, {}, 5 * minuteMs],
    ['told long ago: rarely', { ...lease, lastPushAtMs: nowMs - 20 * minuteMs }, {}, 12 * hourMs],
    [
      'a fault: as without a hub',
      lease,
      { outcome: { kind: 'failed', code: 'timed-out', message: '' } as PollOutcome },
      hourMs,
    ],
  ])('%s', (_, push, given, expectedMs) => expect(nextAfter(push, given)).toBe(expectedMs));
});
