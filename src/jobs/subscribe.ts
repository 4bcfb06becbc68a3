import { randomBytes } from 'node:crypto';
import { type SourceWithStatus, sourceById } from '../db/sources.ts';
import { type SubscriptionRow, saveAsked, saveUnconfirmed, subscriptionOf } from '../db/subscriptions.ts';
import type { PoliteOutcome } from '../http/polite-types.ts';
import { subscriptionBody } from '../pipeline/sources/websub.ts';
import type { Stage, StageParts, StageResult } from './types.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** A hub that did not confirm is asked again after this long, doubled each time, at most once a day. */
const againMsMin = 10 * minuteMs;
const secretBytes = 32;
const tokenBytes = 32;
const hubBytesMax = 64 * 1024;

/** What a feed said of its hubs when it was read last (`source_status.hub`). */
function hubsOf({ hub, at }: SourceWithStatus): { hubs: string[]; topic: string } {
  const { hubs = [], self } = (hub ?? {}) as { hubs?: string[]; self?: string | null };
  const topic = /^https?:\/\//.test(self ?? '') ? self! : at;
  return { hubs: hubs.filter((url) => isUsable(url, at)), topic };
}

/** Over http only where the feed itself is: what it says of a hub was then no safer than the hub. */
function isUsable(hub: string, feed: string): boolean {
  return hub.startsWith('https://') || (hub.startsWith('http://') && feed.startsWith('http://'));
}

/** Where hubs call for a subscription. */
export function callbackOf(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/websub/${token}`;
}

function problemOf(outcome: PoliteOutcome): { reason: string; waitMs?: number } {
  if (outcome.kind === 'deferred') return { reason: outcome.reason, waitMs: 0 };
  if (outcome.kind === 'disallowed') return { reason: outcome.reason };
  if (outcome.kind === 'not-modified' || outcome.kind === 'fetched')
    return { reason: `The hub answered with status ${outcome.status}.` };
  const waitMs = outcome.kind === 'failed' ? outcome.retryAfterMs : undefined;
  return { reason: outcome.message, ...(waitMs !== undefined && { waitMs: Math.min(waitMs, dayMs) }) };
}

async function ask(row: SubscriptionRow, publicUrl: string, parts: StageParts): Promise<StageResult> {
  const { source_id: sourceId, hub, topic, token, secret } = row;
  const about = { sourceId };
  const form = subscriptionBody('subscribe', { topic, secret, callback: callbackOf(publicUrl, token) });
  const outcome = await parts.http.post(hub!, { form, signal: parts.signal, bodyBytesMax: hubBytesMax });
  // 202 by the standard; hubs that confirm before they answer say 204 or 200.
  if (outcome.kind === 'fetched') return { outcome: 'asked', about, detail: { hub, status: outcome.status } };
  const { reason, waitMs } = problemOf(outcome);
  const nextAt =
    outcome.kind === 'deferred'
      ? new Date(outcome.untilMs).toISOString()
      : waitMs !== undefined && parts.now().getTime() + waitMs > Date.parse(row.next_at)
        ? new Date(parts.now().getTime() + waitMs).toISOString()
        : undefined;
  return {
    outcome: outcome.kind === 'deferred' ? 'deferred' : 'failed',
    reason: `${hub}: ${reason}`,
    about,
    commit: (tx) => saveUnconfirmed(tx, sourceId, { reason, ...(nextAt !== undefined && { nextAt }) }),
  };
}

/**
 * Asks the hub that a feed names to tell us of news (WebSub), or to go on doing so. The secret and the address of the
 * callback are stored before the hub is asked, because it may call back before it answers.
 */
export const subscribeStage: Stage<'subscribe'> = {
  name: 'subscribe',
  version: '1',
  key: ({ sourceId }) => sourceId,
  async run({ sourceId }, parts) {
    const { db, settings, now } = parts;
    const about = { sourceId };
    const skip = (reason: string): StageResult => ({ outcome: 'skipped', reason, about });
    if (settings.publicUrl === undefined) return skip('The desk has no public address (site.url).');
    const source = await sourceById(db.kysely, sourceId);
    if (!source) return { outcome: 'skipped', reason: 'The source is gone.' };
    if (source.state !== 'active') return skip(`The source is ${source.state}.`);
    const { hubs, topic } = hubsOf(source);
    const later = (ms: number) => new Date(now().getTime() + ms).toISOString();
    const known = await subscriptionOf(db.kysely, sourceId);
    if (known && Date.parse(known.next_at) > now().getTime()) return skip('Not due yet.');
    const failures = known?.failures ?? 0;
    const fresh = { token: randomBytes(tokenBytes), secret: randomBytes(secretBytes) };
    const wanted = {
      ...{ sourceId, topic },
      token: fresh.token.toString('base64url'),
      secret: fresh.secret.toString('base64url'),
    };
    // The next one after each failure: a feed may name several.
    const hub = hubs[failures % hubs.length];
    if (hub === undefined) {
      const reason = 'The feed names no hub that can be used.';
      await saveAsked(db.kysely, { ...wanted, hub: null, nextAt: later(dayMs), reason });
      await saveUnconfirmed(db.kysely, sourceId, { reason, state: 'refused' });
      return skip(reason);
    }
    const nextAt = later(Math.min(againMsMin * 2 ** Math.min(failures, 10), dayMs));
    const reason = 'The hub was asked and has not confirmed yet.';
    const row = await saveAsked(db.kysely, { ...wanted, hub, nextAt, reason });
    return ask(row, settings.publicUrl, parts);
  },
};
