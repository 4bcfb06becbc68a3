import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { pollOutcomeOf } from '../../src/pipeline/fetch/poll-outcome.ts';
import type { PollOutcome, PollStatus } from '../../src/pipeline/fetch/poll-types.ts';
import { afterPoll, isDue, newPollStatus, pollLimits } from '../../src/pipeline/fetch/schedule.ts';
import { parseFeed } from '../../src/pipeline/sources/parse-feed.ts';
import { type PoliteWeb, politeWeb, site } from '../support/polite-web.ts';
import { rawServer } from '../support/servers.ts';
import { closeServers, serve } from '../support/web.ts';

/**
 * The fault list of a source, each fault made by a real server, through the polite client, the feed reader and the
 * state machine together.
 */

afterEach(closeServers);

const host = 'news.example';
const limits = pollLimits;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const date = (ms: number) => new Date(ms).toUTCString();

const item = (guid: string, published: string) =>
  `<item><guid>${guid}</guid><title>About ${guid}</title><link>http://${host}/${guid}</link><pubDate>${published}</pubDate></item>`;
const feedOf = (...items: string[]) =>
  `<rss version="2.0"><channel><title>News</title>${items.join('')}</channel></rss>`;
const nowAt = Date.parse('2026-11-25T12:00:00Z');
const feed = feedOf(
  item('1', date(nowAt - 2 * hourMs)),
  item('2', date(nowAt - 4 * hourMs)),
  item('3', date(nowAt - 6 * hourMs)),
);

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

interface Poller {
  web: PoliteWeb;
  status: PollStatus;
  outcomes: string[];
  /** Polls when it is due; gives the outcome's kind. */
  poll(): Promise<string>;
}

/** A desk of one source that remembers the guids it has seen. */
async function poller(answer: Answer, robots = '', options = {}): Promise<Poller> {
  const web = await politeWeb(
    { [host]: site(robots, (_, response, request) => answer(response, request)) },
    options,
  );
  const seen = new Set<string>();
  const desk: Poller = {
    web,
    status: newPollStatus(web.url(`${host}/feed`), { nowMs: web.clock.now(), limits }),
    outcomes: [],
    async poll() {
      web.clock.atMs = Math.max(web.clock.atMs, desk.status.nextPollAtMs);
      expect(isDue(desk.status, web.clock.now(), limits)).toBe(true);
      const { etag, lastModified } = desk.status.validators;
      const outcome = await web.client.get(desk.status.url, {
        purpose: 'feed',
        ...(etag !== undefined && { ifNoneMatch: etag }),
        ...(lastModified !== undefined && { ifModifiedSince: lastModified }),
      });
      const polled = read(pollOutcomeOf(outcome, desk.status), seen);
      desk.status = afterPoll(desk.status, polled, { nowMs: web.clock.now(), random: 0.5, limits });
      desk.outcomes.push(polled.kind);
      return polled.kind;
    },
  };
  return desk;
}

function read(polled: ReturnType<typeof pollOutcomeOf>, seen: Set<string>): PollOutcome {
  if (polled.kind !== 'new-body') return polled;
  const { page, bodyHash } = polled;
  const parsed = parseFeed({ body: page.body, url: page.url, contentType: page.contentType });
  if (parsed.kind !== 'parsed') return { kind: 'unreadable', reason: parsed.message };
  const { entries, intervalMinutes } = parsed.feed;
  const fresh = entries.filter(({ guid }) => !seen.has(guid ?? ''));
  for (const { guid } of entries) seen.add(guid ?? '');
  return {
    kind: 'read',
    ...{ headers: page.headers, hops: page.hops, bodyHash, durable: true, itemsNew: fresh.length },
    publishedAtMs: entries.map(({ publishedAt }) => Date.parse(publishedAt ?? '')).filter(Number.isFinite),
    ...(intervalMinutes !== undefined && { hintMs: intervalMinutes * 60_000 }),
  };
}

const delay = ({ status, web }: Poller) => status.nextPollAtMs - web.clock.now();
const send =
  (
    body: string | Buffer,
    headers: Record<string, string> = { 'content-type': 'application/rss+xml' },
  ): Answer =>
  (response) =>
    void response.writeHead(200, headers).end(body);
const fail =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end();

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
