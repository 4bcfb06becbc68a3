import { afterEach, describe, expect, it } from 'vitest';
import { isDue } from '../../src/pipeline/fetch/schedule.ts';
import { date, dayMs, delay, feed, feedOf, hourMs, item, limits, poller, send } from '../support/poller.ts';
import { closeServers } from '../support/web.ts';

/** What comes in place of a feed, and clocks that are wrong: as `poll-faults.test.ts`. */

afterEach(closeServers);

describe('bodies', () => {
  it.each<[string, string | Buffer, Record<string, string>]>([
    [
      'invalid UTF-8',
      Buffer.concat([
        Buffer.from(feed.slice(0, -20)),
        Buffer.from([0xff, 0xfe, 0xc0]),
        Buffer.from(feed.slice(-20)),
      ]),
      {},
    ],
    ['a wrong type', feed, { 'content-type': 'text/html' }],
    ['an image type', feed, { 'content-type': 'image/png' }],
    ['no type', feed, {}],
    ['a wrong charset', feed, { 'content-type': 'text/xml; charset=klingon' }],
  ])('%s is read all the same', async (_, body, headers) => {
    const desk = await poller(send(body, headers));
    expect(await desk.poll()).toBe('read');
    expect(desk.status.reason).toBe(null);
  });

  it.each<[string, string]>([
    ['HTML', '<!doctype html><title>Maintenance</title><p>Back soon.'],
    ['nothing', ''],
    ['an error as JSON', '{"error": "no"}'],
    ['binary', '\0\u0001\u0002'],
  ])('%s in place of a feed: slower, paused after five, validators kept', async (_, body) => {
    let down = false;
    const desk = await poller((response, request) =>
      (down ? send(body) : send(feed, { etag: '"1"' }))(response, request),
    );
    await desk.poll();
    down = true;
    const before = desk.status.validators;
    while (desk.status.state === 'active') expect(await desk.poll()).toBe('unreadable');
    expect(desk.status).toMatchObject({
      state: 'paused',
      parseFailures: limits.parseFailuresMax,
      validators: before,
    });
    expect(desk.status.reason).not.toBe('');
  });

  it('one bad body among good ones changes nothing for long', async () => {
    let bad = false;
    const desk = await poller((response, request) => (bad ? send('<html>') : send(feed))(response, request));
    await desk.poll();
    bad = true;
    await desk.poll();
    bad = false;
    expect(await desk.poll()).toBe('not-modified');
    expect(desk.status).toMatchObject({ state: 'active', parseFailures: 0, reason: null });
  });

  it.each([
    ['1970', '1970-01-01T00:00:00Z'],
    ['2099', '2099-01-01T00:00:00Z'],
  ])('dates in %s do not set the pace', async (_, day) => {
    const items = [0, 1, 2, 3].map((at) => item(`${at}`, date(Date.parse(day) + at * 60_000)));
    const desk = await poller(send(feedOf(...items)));
    await desk.poll();
    expect(desk.status).toMatchObject({ gapMs: null, newestAtMs: null });
    expect(delay(desk)).toBeGreaterThanOrEqual(limits.intervalMinMs);
    expect(delay(desk)).toBeLessThanOrEqual(hourMs);
  });

  it('guids that are new at every poll make it no faster than the fastest', async () => {
    let poll = 0;
    const desk = await poller((response, request) => {
      poll += 1;
      const items = Array.from({ length: 20 }, (_, at) => item(`${poll}-${at}`, ''));
      send(feedOf(...items))(response, request);
    });
    for (let times = 0; times < 30; times += 1) expect(await desk.poll()).toBe('read');
    expect(delay(desk)).toBeGreaterThanOrEqual(0.9 * limits.intervalMinMs);
  });
});

describe('clocks', () => {
  it('an hour ahead, an hour back and a year back: polled on, once each', async () => {
    const desk = await poller(send(feed));
    await desk.poll();
    desk.web.clock.atMs += hourMs;
    expect(await desk.poll()).toBe('not-modified');
    desk.web.clock.atMs -= hourMs;
    expect(isDue(desk.status, desk.web.clock.now(), limits)).toBe(false);
    expect(await desk.poll()).toBe('not-modified');
    desk.web.clock.atMs -= 365 * dayMs;
    expect(isDue(desk.status, desk.web.clock.now(), limits)).toBe(true);
    desk.status = { ...desk.status, nextPollAtMs: desk.web.clock.now() };
    expect(await desk.poll()).toBe('not-modified');
    expect(isDue(desk.status, desk.web.clock.now(), limits)).toBe(false);
  });
});
