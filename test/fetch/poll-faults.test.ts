import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { isDue } from '../../src/pipeline/fetch/schedule.ts';
import {
  type Answer,
  date,
  dayMs,
  delay,
  fail,
  feed,
  host,
  hourMs,
  limits,
  nowAt,
  type Poller,
  poller,
  send,
} from '../support/poller.ts';
import { rawServer } from '../support/servers.ts';
import { closeServers, serve } from '../support/web.ts';

/**
 * The fault list of a source, each fault made by a real server, through the polite client, the feed reader and the
 * state machine together.
 */

afterEach(closeServers);

describe('what works', () => {
  it('304: the validators of the stored response go back, and the rhythm stays', async () => {
    const conditions: unknown[] = [];
    const desk = await poller((response, { headers }) => {
      conditions.push([headers['if-none-match'], headers['if-modified-since']]);
      if (headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else send(feed, { etag: '"1"', 'last-modified': date(nowAt) })(response, null!);
    });
    expect(await desk.poll()).toBe('read');
    expect(await desk.poll()).toBe('not-modified');
    expect(conditions).toEqual([
      [undefined, undefined],
      ['"1"', date(nowAt)],
    ]);
    expect(desk.status).toMatchObject({ gapMs: 2 * hourMs, reason: null });
  });

  it('the same bytes from a server that knows no conditions are not read again', async () => {
    const desk = await poller(send(feed));
    expect(await desk.poll()).toBe('read');
    expect(desk.status.validators.bodyHash).toBe(createHash('sha256').update(feed).digest('hex'));
    expect(await desk.poll()).toBe('not-modified');
  });

  it('Cache-Control, Expires and ttl put the next poll off', async () => {
    const withHeaders = (headers: Record<string, string>) => poller(send(feed, headers));
    for (const headers of [
      { 'cache-control': 'max-age=10800' },
      { date: date(0), expires: date(3 * hourMs) },
    ]) {
      const desk = await withHeaders(headers as Record<string, string>);
      await desk.poll();
      expect(delay(desk)).toBe(3 * hourMs);
    }
    const ttl = await poller(send(feed.replace('<title>News', '<ttl>180</ttl><title>News')));
    await ttl.poll();
    expect(delay(ttl)).toBe(3 * hourMs);
  });
});

describe('redirects', () => {
  const moving =
    (status: number): Answer =>
    (response, { url }) =>
      url === '/feed' ? fail(status, { location: '/new' })(response, null!) : send(feed)(response, null!);

  it.each([301, 308])('%d: three times the same moves the source', async (status) => {
    const desk = await poller(moving(status));
    const { url } = desk.status;
    for (let times = 1; times < 3; times += 1) {
      await desk.poll();
      expect(desk.status.url).toBe(url);
    }
    await desk.poll();
    expect(desk.status.url).toBe(desk.web.url(`${host}/new`));
    const { length } = desk.web.asked;
    expect(await desk.poll()).toBe('not-modified');
    expect(desk.web.asked.slice(length)).toEqual([`${host}/new`]);
  });

  it.each([302, 303, 307])('%d: never', async (status) => {
    const desk = await poller(moving(status));
    const { url } = desk.status;
    for (let times = 0; times < 5; times += 1) await desk.poll();
    expect(desk.status.url).toBe(url);
  });

  it('301 to a page for people does not move', async () => {
    const desk = await poller((response, { url }) =>
      url === '/feed'
        ? fail(301, { location: '/login' })(response, null!)
        : send('<!doctype html><title>Log in</title>', { 'content-type': 'text/html' })(response, null!),
    );
    for (let times = 0; times < 4; times += 1) expect(await desk.poll()).toBe('unreadable');
    expect(desk.status).toMatchObject({ url: desk.web.url(`${host}/feed`), moved: null, parseFailures: 4 });
  });

  it('a loop backs off, then pauses', async () => {
    const desk = await poller(fail(302, { location: '/feed' }));
    while (desk.status.state === 'active') expect(await desk.poll()).toBe('refused');
    expect(desk.status).toMatchObject({ state: 'paused', refusals: limits.refusalsMax });
    expect(desk.status.reason).toMatch(/redirects/);
  });
});

describe('refusals', () => {
  it.each([401, 403, 451])('%d: slower, then paused with the reason', async (status) => {
    const desk = await poller(fail(status));
    const delays: number[] = [];
    while (desk.status.state === 'active') {
      expect(await desk.poll()).toBe('failed');
      delays.push(delay(desk));
    }
    expect(desk.outcomes).toHaveLength(limits.refusalsMax);
    expect(delays.toSorted((a, b) => a - b)).toEqual(delays);
    expect(desk.status.reason).toMatch(new RegExp(`${status}.*10 times`));
  });

  it('404: slower, then paused; it works again when it is back before that', async () => {
    let there = false;
    const desk = await poller((response, request) => (there ? send(feed) : fail(404))(response, request));
    for (let times = 0; times < 9; times += 1) expect(await desk.poll()).toBe('gone');
    expect(desk.status).toMatchObject({ state: 'active', refusals: 9 });
    there = true;
    expect(await desk.poll()).toBe('read');
    expect(desk.status).toMatchObject({ state: 'active', refusals: 0, reason: null });
    there = false;
    while (desk.status.state === 'active') await desk.poll();
    expect(desk.status.reason).toMatch(/404/);
  });

  it('410: gone at once', async () => {
    const desk = await poller(fail(410));
    expect(await desk.poll()).toBe('gone');
    expect(desk.status).toMatchObject({ state: 'gone', reason: expect.stringMatching(/410/) as string });
    expect(isDue(desk.status, nowAt + 1000 * dayMs, limits)).toBe(false);
  });

  it('robots.txt: looked at again each day, never paused', async () => {
    const desk = await poller(send(feed), 'User-agent: *\nDisallow: /feed');
    for (let times = 0; times < 30; times += 1) expect(await desk.poll()).toBe('disallowed');
    expect(desk.status).toMatchObject({ state: 'active', failures: 0 });
    expect(desk.status.reason).toMatch(/robots\.txt/);
    expect(delay(desk)).toBeGreaterThanOrEqual(dayMs);
    expect(desk.web.asked).not.toContain(`${host}/feed`);
  });
});

describe('busy and broken servers', () => {
  it.each<[number, string, number]>([
    [429, '7200', 2 * hourMs],
    [503, '7200', 2 * hourMs],
    [503, date(nowAt + 5 * hourMs), 5 * hourMs],
    [429, date(nowAt - hourMs), 0],
    [503, 'soon', 0],
    [503, '999999999', dayMs],
  ])('%d with Retry-After %j', async (status, retryAfter, leastMs) => {
    const desk = await poller(fail(status, { 'retry-after': retryAfter }));
    expect(await desk.poll()).toBe('failed');
    expect(delay(desk)).toBeGreaterThanOrEqual(Math.max(leastMs, limits.backoffMinMs / 2));
    expect(delay(desk)).toBeLessThanOrEqual(Math.max(1.1 * leastMs, hourMs));
  });

  it('another source of a busy host is put off, its status untouched', async () => {
    const desk = await poller(fail(503, { 'retry-after': '600' }));
    await desk.web.get(`${host}/other`);
    const before = desk.status;
    expect(await desk.poll()).toBe('deferred');
    expect(desk.status).toEqual({ ...before, nextPollAtMs: desk.status.nextPollAtMs, decidedAtMs: nowAt });
    expect(delay(desk)).toBeGreaterThanOrEqual(600_000);
  });

  it.each([500, 502, 504, 520])('%d backs off and keeps what it has', async (status) => {
    let broken = false;
    const desk = await poller((response, request) =>
      (broken ? fail(status) : send(feed, { etag: '"1"' }))(response, request),
    );
    await desk.poll();
    broken = true;
    for (let times = 0; times < 5; times += 1) expect(await desk.poll()).toBe('failed');
    expect(desk.status).toMatchObject({ state: 'active', failures: 5, validators: { etag: '"1"' } });
    expect(delay(desk)).toBeGreaterThan(hourMs);
    broken = false;
    expect(await desk.poll()).toBe('not-modified');
    expect(desk.status.failures).toBe(0);
  });

  it('a name that is gone, a bad certificate, a closed port', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    const noName = await poller(send(feed), '', { fetchOptions: { resolve } });
    expect(await noName.poll()).toBe('failed');
    expect(noName.status.reason).toMatch(/could not be resolved/);
    const noTls = await poller(send(feed));
    noTls.status = { ...noTls.status, url: noTls.status.url.replace('http:', 'https:') };
    expect(await noTls.poll()).toBe('failed');
    expect(noTls.status.reason).toMatch(/TLS/);
    const closed = await poller(send(feed));
    await closed.web.server.close();
    expect(await closed.poll()).toBe('failed');
    for (const { status } of [noName, noTls, closed])
      expect(status).toMatchObject({ state: 'active', failures: 1 });
  });

  /** Robots.txt as it should be, then bytes that no HTTP library would send. */
  async function raw(answer: (socket: Socket) => void): Promise<Poller> {
    const server = await serve(
      rawServer((socket) => {
        answer(socket);
      }),
    );
    const desk = await poller(send(feed), '', { fetchOptions: { ports: [server.port], timeoutMs: 200 } });
    desk.web.rights.permit(host, { state: 'granted', note: 'Robots.txt is not what is tested here' });
    desk.status = { ...desk.status, url: `http://${host}:${server.port}/feed` };
    return desk;
  }
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n';

  it.each<[string, (socket: Socket) => void]>([
    [
      'slowloris',
      (socket) => {
        socket.write(head);
        const drip = setInterval(() => socket.write('X-A: b\r\n'), 5);
        socket.on('close', () => clearInterval(drip));
      },
    ],
    ['a length that is too long', (socket) => socket.end(`${head}Content-Length: 99999\r\n\r\n${feed}`)],
    ['a chunk cut off', (socket) => socket.end(`${head}Transfer-Encoding: chunked\r\n\r\nffff\r\n${feed}`)],
    ['no HTTP', (socket) => socket.end('220 ready\r\n')],
    ['a reset', (socket) => socket.resetAndDestroy()],
  ])('%s is a fault, not an empty feed', async (_, answer) => {
    const desk = await raw(answer);
    expect(await desk.poll()).toBe('failed');
    expect(desk.status).toMatchObject({ state: 'active', failures: 1, validators: {}, lastOkAtMs: null });
  });

  it('gzip cut off is a fault, not half a feed', async () => {
    const zipped = gzipSync(feed);
    const desk = await poller(send(zipped.subarray(0, zipped.length - 20), { 'content-encoding': 'gzip' }));
    expect(await desk.poll()).toBe('failed');
    expect(desk.status.validators).toEqual({});
  });
});
