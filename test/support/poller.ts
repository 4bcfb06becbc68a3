import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect } from 'vitest';
import { pollOutcomeOf } from '../../src/pipeline/fetch/poll-outcome.ts';
import type { PollOutcome, PollStatus } from '../../src/pipeline/fetch/poll-types.ts';
import { afterPoll, isDue, newPollStatus, pollLimits } from '../../src/pipeline/fetch/schedule.ts';
import { parseFeed } from '../../src/pipeline/sources/parse-feed.ts';
import { type PoliteWeb, politeWeb, site } from './polite-web.ts';

export const host = 'news.example';
export const limits = pollLimits;
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const date = (ms: number) => new Date(ms).toUTCString();

export const item = (guid: string, published: string) =>
  `<item><guid>${guid}</guid><title>About ${guid}</title><link>http://${host}/${guid}</link><pubDate>${published}</pubDate></item>`;
export const feedOf = (...items: string[]) =>
  `<rss version="2.0"><channel><title>News</title>${items.join('')}</channel></rss>`;
export const nowAt = Date.parse('2026-11-25T12:00:00Z');
export const feed = feedOf(
  item('1', date(nowAt - 2 * hourMs)),
  item('2', date(nowAt - 4 * hourMs)),
  item('3', date(nowAt - 6 * hourMs)),
);

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface Poller {
  web: PoliteWeb;
  status: PollStatus;
  outcomes: string[];
  /** Polls when it is due; gives the outcome's kind. */
  poll(): Promise<string>;
}

/** A desk of one source that remembers the guids it has seen. */
export async function poller(answer: Answer, robots = '', options = {}): Promise<Poller> {
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

export const delay = ({ status, web }: Poller) => status.nextPollAtMs - web.clock.now();
export const send =
  (
    body: string | Buffer,
    headers: Record<string, string> = { 'content-type': 'application/rss+xml' },
  ): Answer =>
  (response) =>
    void response.writeHead(200, headers).end(body);
export const fail =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end();
