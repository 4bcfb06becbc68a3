import { describe, expect, it } from 'vitest';
import type { Hop } from '../../src/http/types.ts';
import { pollStatusFrom } from '../../src/pipeline/fetch/poll-store.ts';
import type { PollOutcome, PollStatus } from '../../src/pipeline/fetch/poll-types.ts';
import { afterPoll, delayMaxMs, isDue, resumed } from '../../src/pipeline/fetch/schedule.ts';
import {
  at,
  dayMs,
  delayOf,
  failed,
  hourMs,
  limits,
  notModified,
  nowMs,
  polledWith,
  read,
  start,
  status,
  times,
  url,
} from '../support/polls.ts';

describe('every outcome, from a source that works', () => {
  it.each<[string, PollOutcome, Partial<PollStatus>, [leastMs: number, mostMs: number]]>([
    [
      'new items',
      read({ itemsNew: 3 }),
      { state: 'active', reason: null, lastOkAtMs: nowMs },
      [0.6 * hourMs, hourMs],
    ],
    ['nothing new', read(), { state: 'active', reason: null }, [hourMs, 1.5 * hourMs]],
    ['304', notModified(), { state: 'active', lastOkAtMs: nowMs }, [hourMs, 1.5 * hourMs]],
    [
      'rows not stored',
      read({ durable: false, headers: { etag: '"x"' } }),
      { validators: {}, lastOkAtMs: null, state: 'active' },
      [0.1 * hourMs, 0.2 * hourMs],
    ],
    [
      'not a feed',
      { kind: 'unreadable', reason: 'This is HTML.' },
      { state: 'active', reason: 'This is HTML.', parseFailures: 1 },
      [hourMs, hourMs],
    ],
    ['404', { kind: 'gone', status: 404 }, { state: 'active', refusals: 1 }, [hourMs, hourMs]],
    [
      '410',
      { kind: 'gone', status: 410 },
      { state: 'gone', reason: expect.stringMatching(/410/) as string },
      [-hourMs, 0],
    ],
    ['401', status(401), { state: 'active', refusals: 1, failures: 0 }, [hourMs, hourMs]],
    ['403', status(403), { state: 'active', refusals: 1, failures: 0 }, [hourMs, hourMs]],
    ['451', status(451), { state: 'active', refusals: 1 }, [hourMs, hourMs]],
    ['429', status(429), { state: 'active', failures: 1, refusals: 0 }, [hourMs, hourMs]],
    ['429 in 3 h', status(429, 3 * hourMs), { failures: 1 }, [3 * hourMs, 3.3 * hourMs]],
    ['503 in 3 h', status(503, 3 * hourMs), { failures: 1 }, [3 * hourMs, 3.3 * hourMs]],
    ['503 in a year', status(503, 365 * dayMs), { failures: 1, state: 'active' }, [dayMs, 1.1 * dayMs]],
    ['500', status(500), { failures: 1, state: 'active' }, [hourMs, hourMs]],
    ['408', status(408), { failures: 1, refusals: 0 }, [hourMs, hourMs]],
    ['DNS gone', failed({ code: 'host-not-found' }), { failures: 1, reason: 'It failed.' }, [hourMs, hourMs]],
    ['TLS bad', failed({ code: 'tls-failed' }), { failures: 1 }, [hourMs, hourMs]],
    ['slow', failed({ code: 'timed-out' }), { failures: 1 }, [hourMs, hourMs]],
    ['cut body', failed({ code: 'broken-body' }), { failures: 1 }, [hourMs, hourMs]],
    ['stopped by us', failed({ code: 'aborted' }), { failures: 0, lastPollAtMs: null, reason: null }, [0, 0]],
    [
      'private address',
      { kind: 'refused', code: 'address-refused', message: 'No.' },
      { refusals: 1, state: 'active' },
      [hourMs, hourMs],
    ],
    [
      'too large',
      { kind: 'refused', code: 'too-large', message: 'No.' },
      { refusals: 1, state: 'active' },
      [hourMs, hourMs],
    ],
    [
      'redirect loop',
      { kind: 'refused', code: 'too-many-redirects', message: 'No.' },
      { refusals: 1 },
      [hourMs, hourMs],
    ],
    [
      'robots forbid',
      { kind: 'disallowed', reason: 'robots.txt' },
      { state: 'active', reason: 'robots.txt' },
      [dayMs, 1.1 * dayMs],
    ],
    [
      'robots not read',
      { kind: 'disallowed', reason: 'r', untilMs: nowMs + hourMs },
      { state: 'active' },
      [hourMs, 1.1 * hourMs],
    ],
    [
      'host busy',
      { kind: 'deferred', reason: 'b', untilMs: nowMs + 5000 },
      { failures: 0, reason: null, lastPollAtMs: null },
      [5000, 5500],
    ],
    [
      'host busy till 2099',
      { kind: 'deferred', reason: 'b', untilMs: Date.parse('2099-01-01') },
      {},
      [dayMs, 1.1 * dayMs],
    ],
    ['host busy till yesterday', { kind: 'deferred', reason: 'b', untilMs: nowMs - dayMs }, {}, [1000, 1100]],
  ])('%s', (_, outcome, expected, [least, most]) => {
    const next = afterPoll(start, outcome, at());
    expect(next).toMatchObject(expected);
    expect(next.nextPollAtMs - nowMs).toBeGreaterThanOrEqual(least);
    expect(next.nextPollAtMs - nowMs).toBeLessThanOrEqual(most);
    expect(next.decidedAtMs).toBe(nowMs);
  });
});

describe('backing off', () => {
  it('doubles to a cap, never past what any rule allows', () => {
    const delays: number[] = [];
    let now = { ...start, intervalMs: limits.intervalMinMs };
    for (let count = 0; count < 15; count += 1) {
      const before = now.nextPollAtMs;
      now = afterPoll(now, failed(), at(before));
      delays.push((now.nextPollAtMs - before) / limits.backoffMinMs);
    }
    expect(delays.slice(0, 5)).toEqual([1, 1.5, 3, 6, 12]);
    expect(delays.at(-1)! * limits.backoffMinMs).toBe(0.75 * limits.backoffMaxMs);
    expect(now.failures).toBe(15);
  });

  it('is spread by chance between half and the whole', () => {
    const from = polledWith(times(4, failed()));
    expect(delayOf(failed(), from, 0)).toBe(80 * 60_000);
    expect(delayOf(failed(), from, 0.999)).toBeGreaterThan(159 * 60_000);
  });

  it('ends when it works again', () => {
    const down = polledWith([...times(5, failed()), { kind: 'unreadable', reason: 'x' }, status(403)]);
    expect(down).toMatchObject({ failures: 5, parseFailures: 1, refusals: 1 });
    expect(polledWith([notModified()], down)).toMatchObject({
      ...{ failures: 0, parseFailures: 0, refusals: 0, failingSinceMs: null, reason: null, state: 'active' },
    });
  });

  it('goes on where a source fails now in this way, now in that', () => {
    const flapping = polledWith([
      failed(),
      status(403),
      failed(),
      { kind: 'unreadable', reason: 'x' },
      failed(),
    ]);
    expect(delayOf(status(403), flapping)).toBe(10 * 60_000 * 2 ** 5 * 0.75);
  });

  it('never asks a slow source sooner than its pace for a refusal, but for a fault', () => {
    const slow = { ...start, intervalMs: 12 * hourMs };
    expect(delayOf(status(404), slow)).toBe(12 * hourMs);
    expect(delayOf({ kind: 'gone', status: 404 }, slow)).toBe(12 * hourMs);
    expect(delayOf(failed(), slow)).toBe(hourMs);
  });
});

describe('pausing', () => {
  it.each<[string, PollOutcome, number]>([
    ['bodies that are no feed', { kind: 'unreadable', reason: 'This is HTML.' }, 5],
    ['404', { kind: 'gone', status: 404 }, 10],
    ['401', status(401), 10],
    ['a refused address', { kind: 'refused', code: 'address-refused', message: 'No.' }, 10],
  ])('%s: after so many, with the reason', (_, outcome, count) => {
    const before = polledWith(times(count - 1, outcome));
    expect(before.state).toBe('active');
    const paused = polledWith([outcome], before);
    expect(paused).toMatchObject({
      state: 'paused',
      reason: expect.stringMatching(new RegExp(`${count} times`)) as string,
    });
    expect(isDue(paused, nowMs + 1000 * dayMs, limits)).toBe(false);
    expect(resumed(paused, nowMs)).toMatchObject({
      ...{ state: 'active', reason: null, refusals: 0, parseFailures: 0, nextPollAtMs: nowMs },
    });
  });

  it('a source that fails is paused after a month, not after a jump of the clock', () => {
    let now = start;
    let polls = 0;
    for (; now.state === 'active' && polls < 500; polls += 1) now = polledWith([failed()], now);
    expect(now).toMatchObject({
      state: 'paused',
      reason: expect.stringMatching(/30 days, \d+ times/) as string,
    });
    expect(polls).toBeGreaterThan(20);
    const once = afterPoll(start, failed(), at());
    expect(afterPoll(once, failed(), at(nowMs + 400 * dayMs)).state).toBe('active');
  });

  it('robots rules and a busy host never pause', () => {
    expect(polledWith(times(100, { kind: 'disallowed', reason: 'r' })).state).toBe('active');
    const deferred = Array.from(
      { length: 100 },
      (): PollOutcome => ({ kind: 'deferred', reason: 'b', untilMs: 0 }),
    );
    expect(polledWith(deferred)).toMatchObject({ state: 'active', failures: 0 });
  });

  it('what is gone is not polled again until somebody resumes it', () => {
    const gone = polledWith([{ kind: 'gone', status: 410 }]);
    expect(isDue(gone, nowMs + 1000 * dayMs, limits)).toBe(false);
    expect(isDue(resumed(gone, nowMs), nowMs, limits)).toBe(true);
  });
});

describe('moving', () => {
  const hop = (code: number, to = 'https://new.example/feed', from = url): Hop => ({
    url: from,
    status: code,
    to,
  });
  const via = (...hops: Hop[]) => read({ hops });

  it.each([301, 308])('%d moves after the third same answer in a row', (code) => {
    expect(polledWith(times(2, via(hop(code))))).toMatchObject({ url, moved: { times: 2 } });
    expect(polledWith(times(3, via(hop(code))))).toMatchObject({
      url: 'https://new.example/feed',
      moved: null,
    });
  });

  it('a 304 at the end counts as well', () =>
    expect(polledWith(times(3, notModified({}, [hop(301)]))).url).toBe('https://new.example/feed'));

  it.each([302, 303, 307])('%d never moves', (code) =>
    expect(polledWith(times(9, via(hop(code))))).toMatchObject({ url, moved: null }),
  );

  it.each<[string, PollOutcome[]]>([
    [
      'another target in between',
      [via(hop(301)), via(hop(301)), via(hop(301, 'https://else.example/')), via(hop(301))],
    ],
    ['no redirect in between', [via(hop(301)), via(hop(301)), read(), via(hop(301)), via(hop(301))]],
    ['no feed behind it', times(4, { kind: 'unreadable', reason: 'A login page.' })],
    [
      '404 behind it in between',
      [via(hop(301)), via(hop(301)), { kind: 'gone', status: 404 }, via(hop(301))],
    ],
    ['a step down to http', times(9, via(hop(301, 'http://news.example/feed')))],
  ])('%s does not move', (_, outcomes) => expect(polledWith(outcomes).url).toBe(url));

  it('a fault in between says nothing about the address', () =>
    expect(polledWith([via(hop(301)), via(hop(301)), failed(), via(hop(301))]).url).toBe(
      'https://new.example/feed',
    ));

  it('a chain moves as far as it is permanent', () => {
    const [b, c, d] = ['https://b.example/', 'https://c.example/', 'https://d.example/'];
    const chain = [hop(301, b), hop(308, c, b), hop(302, d, c), hop(301, 'https://e.example/', d)];
    expect(polledWith(times(3, via(...chain))).url).toBe(c);
  });

  it('a redirect to itself does not count', () =>
    expect(polledWith(times(5, via(hop(301, url))))).toMatchObject({ url, moved: null }));

  it('keeps the validators, which came from where it moved to', () =>
    expect(polledWith(times(3, read({ hops: [hop(301)], headers: { etag: '"x"' } }))).validators.etag).toBe(
      '"x"',
    ));
});

describe('validators', () => {
  const headers = { etag: '"v1"', 'last-modified': 'Wed, 25 Nov 2026 10:00:00 GMT' };

  it('move on once the rows are durable, and only then', () => {
    const one = polledWith([read({ headers })]);
    expect(one.validators).toEqual({ etag: '"v1"', lastModified: headers['last-modified'], bodyHash: 'h1' });
    const lost = polledWith([read({ headers: { etag: '"v2"' }, bodyHash: 'h2', durable: false })], one);
    expect(lost.validators).toEqual(one.validators);
    expect(polledWith([read({ headers: { etag: '"v2"' }, bodyHash: 'h2' })], lost).validators).toEqual({
      etag: '"v2"',
      bodyHash: 'h2',
    });
  });

  it('survive 304 and every fault', () => {
    const one = polledWith([read({ headers })]);
    const others: PollOutcome[] = [
      notModified(),
      failed(),
      status(500),
      status(403),
      { kind: 'gone', status: 404 },
      { kind: 'unreadable', reason: 'x' },
      { kind: 'deferred', reason: 'b', untilMs: 0 },
    ];
    for (const outcome of others) expect(polledWith([outcome], one).validators).toEqual(one.validators);
    expect(polledWith([notModified({ etag: '"v3"' })], one).validators).toMatchObject({
      etag: '"v3"',
      bodyHash: 'h1',
    });
  });

  it('that no header may carry are not kept', () => {
    for (const etag of ['"a\r\nb"', `"${'x'.repeat(2000)}"`, '"기"', ''])
      expect(polledWith([read({ headers: { etag } })]).validators).toEqual({ bodyHash: 'h1' });
  });
});

describe('the clock', () => {
  const waiting = afterPoll(start, read(), at());

  it('one hour ahead or back neither skips a poll nor doubles it for long', () => {
    expect(isDue(waiting, nowMs, limits)).toBe(false);
    expect(isDue(waiting, waiting.nextPollAtMs, limits)).toBe(true);
    expect(isDue(waiting, nowMs - hourMs, limits)).toBe(false);
    expect(isDue(waiting, nowMs + 2 * hourMs, limits)).toBe(true);
    const early = afterPoll(waiting, notModified(), at(nowMs + 2 * hourMs));
    expect(isDue(early, nowMs + 2 * hourMs, limits)).toBe(false);
  });

  it('set back by a year it silences nothing', () => {
    const ahead = afterPoll(start, read(), at(nowMs + 365 * dayMs));
    expect(isDue(ahead, nowMs, limits)).toBe(true);
    const healed = afterPoll(ahead, failed(), at());
    expect(healed.nextPollAtMs).toBeLessThanOrEqual(nowMs + delayMaxMs(limits));
    expect(healed.failingSinceMs).toBe(nowMs);
  });

  it('no outcome puts a poll off longer than the longest delay', () => {
    const outcomes = [
      read({ hintMs: 1e15 }),
      status(503, 1e15),
      status(404),
      { kind: 'deferred', reason: '', untilMs: 1e15 } as PollOutcome,
    ];
    for (const outcome of outcomes)
      expect(
        delayOf(outcome, { ...start, failures: 99, intervalMs: limits.intervalMaxMs }, 0.9999),
      ).toBeLessThanOrEqual(delayMaxMs(limits));
  });

  it('failing since a time that has not come yet is failing since now', () => {
    const odd = { ...start, failures: 50, failingSinceMs: nowMs + dayMs };
    expect(afterPoll(odd, failed(), at())).toMatchObject({ state: 'active', failingSinceMs: nowMs });
  });
});

describe('what a store gives back', () => {
  it.each([{}, null, undefined, 7, '', [], { failures: 'many' }, { intervalMs: -1 }])(
    '%j is a new source',
    (json) => expect(pollStatusFrom(json, { url }, at())).toEqual(start),
  );

  it('a status comes back as it went in; columns win', () => {
    const some = polledWith([
      read({ headers: { etag: '"x"' }, publishedAtMs: [nowMs, nowMs - hourMs] }),
      failed(),
    ]);
    expect(pollStatusFrom(JSON.parse(JSON.stringify(some)), { url }, at())).toEqual(some);
    expect(pollStatusFrom(some, { url: 'https://b.example/', state: 'paused' }, at())).toMatchObject({
      url: 'https://b.example/',
      state: 'paused',
    });
  });
});
