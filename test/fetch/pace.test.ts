import { describe, expect, it } from 'vitest';
import { freshForMs } from '../../src/pipeline/fetch/freshness.ts';
import { jittered, rhythmOf } from '../../src/pipeline/fetch/pace.ts';
import { afterPoll } from '../../src/pipeline/fetch/schedule.ts';
import {
  at,
  dayMs,
  delayOf,
  hourMs,
  limits,
  notModified,
  nowMs,
  polledWith,
  read,
  start,
  times,
} from '../support/polls.ts';

describe('freshness', () => {
  const date = 'Wed, 25 Nov 2026 09:00:00 GMT';
  it.each<[Record<string, string>, number]>([
    [{}, 0],
    [{ 'cache-control': 'max-age=3600' }, 3600],
    [{ 'cache-control': 'public, MAX-AGE="60"' }, 60],
    [{ 'cache-control': 's-maxage=9000' }, 0],
    [{ 'cache-control': 'max-age=3600', age: '600' }, 3000],
    [{ 'cache-control': 'max-age=60', age: '600' }, 0],
    [{ 'cache-control': 'no-cache, max-age=3600' }, 0],
    [{ 'cache-control': 'no-store' }, 0],
    [{ 'cache-control': 'max-age=60', expires: 'Wed, 25 Nov 2026 18:00:00 GMT' }, 60],
    [{ expires: 'Wed, 25 Nov 2026 12:10:00 GMT' }, 600],
    // The server's clock is three hours slow: what counts is how far apart its own dates are.
    [{ expires: 'Wed, 25 Nov 2026 09:10:00 GMT', date }, 600],
    [{ expires: '0' }, 0],
    [{ expires: '-1' }, 0],
    [{ expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
    [{ expires: 'nonsense' }, 0],
    [{ 'cache-control': 'max-age=999999999999' }, 366 * 86_400],
    [{ 'cache-control': 'max-age=-5' }, 0],
  ])('%j: %d s', (headers, seconds) => expect(freshForMs(headers, nowMs)).toBe(seconds * 1000));

  it('is a lower bound for the next poll, with a cap, as is the hint of the feed', () => {
    expect(delayOf(read({ headers: { 'cache-control': 'max-age=10800' } }))).toBe(3 * hourMs);
    expect(delayOf(notModified({ 'cache-control': 'max-age=10800' }))).toBe(3 * hourMs);
    expect(delayOf(read({ headers: { 'cache-control': 'max-age=99999999' } }))).toBe(limits.freshMaxMs);
    expect(delayOf(read({ hintMs: 2 * hourMs }))).toBe(2 * hourMs);
    expect(delayOf(read({ hintMs: 365 * dayMs }))).toBe(limits.freshMaxMs);
    expect(delayOf(read({ headers: { 'cache-control': 'max-age=1' } }))).toBeGreaterThan(hourMs);
  });
});

describe('the pace', () => {
  const every = (gapMs: number, count = 20, newestMs = nowMs - 60_000) =>
    Array.from({ length: count }, (_, index) => newestMs - index * gapMs);
  const settled = (publishedAtMs: (ms: number) => number[]) => {
    let now = start;
    for (let count = 0; count < 12; count += 1) {
      const ms = now.nextPollAtMs;
      now = afterPoll(now, read({ publishedAtMs: publishedAtMs(ms) }), at(ms));
    }
    return now.intervalMs;
  };

  it.each<[string, (ms: number) => number[], number]>([
    ['every 5 minutes', (ms) => every(5 * 60_000, 20, ms), limits.intervalMinMs],
    ['every 2 hours', (ms) => every(2 * hourMs, 20, ms), hourMs],
    ['every day', (ms) => every(dayMs, 20, ms), 12 * hourMs],
    ['asleep for a month', (ms) => every(hourMs, 20, ms - 30 * dayMs), limits.intervalMaxMs],
  ])('%s', (_, publishedAtMs, expected) => {
    const ratio = settled(publishedAtMs) / expected;
    expect(ratio).toBeGreaterThan(0.95);
    expect(ratio).toBeLessThan(1.05);
  });

  it.each<[string, number[]]>([
    ['none', []],
    ['one', [nowMs]],
    ['all the same', Array<number>(30).fill(nowMs - hourMs)],
    ['in 1970', every(hourMs, 20, Date.parse('1970-02-01'))],
    ['in 2099', every(hourMs, 20, Date.parse('2099-02-01'))],
    ['not dates', [Number.NaN, Number.POSITIVE_INFINITY]],
  ])('dates that tell nothing (%s) change it by what is new alone', (_, publishedAtMs) => {
    expect(rhythmOf(publishedAtMs, nowMs)).toBe(null);
    expect(afterPoll(start, read({ publishedAtMs, itemsNew: 1 }), at()).intervalMs).toBe(0.75 * hourMs);
    expect(afterPoll(start, read({ publishedAtMs }), at()).intervalMs).toBe(1.25 * hourMs);
  });

  it('a 304 keeps the rhythm that the dates told', () => {
    const busy = polledWith(times(1, read({ publishedAtMs: every(2 * hourMs) })));
    expect(polledWith([notModified()], busy)).toMatchObject({ gapMs: busy.gapMs, intervalMs: hourMs });
  });

  it('stays within its bounds, whatever comes', () => {
    expect(polledWith(times(50, read({ itemsNew: 9 }))).intervalMs).toBe(limits.intervalMinMs);
    expect(polledWith(times(50, notModified())).intervalMs).toBe(limits.intervalMaxMs);
    const outside = { ...start, intervalMs: 1 };
    expect(afterPoll(outside, read(), at()).intervalMs).toBeGreaterThanOrEqual(limits.intervalMinMs);
  });

  it('jitter is a tenth to either side', () => {
    expect(jittered(1000, 0)).toBe(900);
    expect(jittered(1000, 0.5)).toBe(1000);
    expect(jittered(1000, 0.9999)).toBeCloseTo(1100, 0);
  });
});
