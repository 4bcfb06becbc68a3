import {
  addEntries,
  addKeys,
  knownKeys,
  type NewEntry,
  setEntryStatus,
  touchEntries,
} from '../db/entries.ts';
import type { Executor } from '../db/executor.ts';
import {
  type SourceStatusChange,
  type SourceWithStatus,
  savePoll,
  saveQuarantine,
  setSourceStatus,
  sourceById,
} from '../db/sources.ts';
import { lockSubscription, reviewSubscription } from '../db/subscriptions.ts';
import { unreachable } from '../domain/errors.ts';
import type { FeedEntry, QuarantinedItem } from '../domain/feed.ts';
import type { PoliteOutcome } from '../http/polite-types.ts';
import { sha256 } from '../kit/hash.ts';
import { pollStatusFrom } from '../pipeline/fetch/poll-store.ts';
import type { PollOutcome, PollStatus } from '../pipeline/fetch/poll-types.ts';
import { type PushState, withPush } from '../pipeline/fetch/push.ts';
import { afterPoll } from '../pipeline/fetch/schedule.ts';
import { type Decision, identify, keysToAsk } from '../pipeline/sources/identity.ts';
import { readSource, type SourceReading } from './read-source.ts';
import type { Enqueue, Stage, StageParts, StageResult } from './types.ts';

type Fetched = Extract<PoliteOutcome, { kind: 'fetched' }>;

/** Numbers of one poll. I1: items = stored + known + quarantined. */
interface Counts {
  items: number;
  stored: number;
  known: number;
  quarantined: number;
}

const nothing: Counts = { items: 0, stored: 0, known: 0, quarantined: 0 };

function statusOf(source: SourceWithStatus, { settings, now }: StageParts): PollStatus {
  return pollStatusFrom(
    source.schedule,
    { state: source.state, url: source.at, reason: source.reason },
    { nowMs: now().getTime(), limits: settings.pollLimits },
  );
}

function changeOf(status: PollStatus): SourceStatusChange {
  const iso = (ms: number | null) => (ms === null ? {} : { at: new Date(ms).toISOString() });
  const { at: lastPollAt } = iso(status.lastPollAtMs);
  const { at: lastOkAt } = iso(status.lastOkAtMs);
  return {
    state: status.state,
    reason: status.reason,
    url: status.url,
    schedule: status,
    nextPollAt: new Date(status.nextPollAtMs).toISOString(),
    ...(lastPollAt !== undefined && { lastPollAt }),
    ...(lastOkAt !== undefined && { lastOkAt }),
  };
}

/** What the hub of a source has told us; null where none tells us. Held until the transaction ends. */
async function pushOf(tx: Executor, sourceId: string, { now }: StageParts): Promise<PushState | null> {
  const row = await lockSubscription(tx, sourceId);
  const leaseUntilMs = Date.parse(row?.lease_until ?? '');
  if (row?.state !== 'active' || !(leaseUntilMs > now().getTime())) return null;
  return { leaseUntilMs, lastPushAtMs: row.last_push_at === null ? null : Date.parse(row.last_push_at) };
}

/** The state machine's next status, with what a hub promises. */
async function nextStatus(
  tx: Executor,
  { source, status, parts, startedMs }: Polled,
  outcome: PollOutcome,
  namesHubs: boolean,
): Promise<PollStatus> {
  const context = {
    nowMs: parts.now().getTime(),
    random: parts.random(),
    limits: parts.settings.pollLimits,
  };
  const itemsNew = outcome.kind === 'read' ? outcome.itemsNew : 0;
  const push = namesHubs ? await pushOf(tx, source.id, parts) : null;
  return withPush(afterPoll(status, outcome, context), outcome, { startedMs, itemsNew, push }, context);
}

/** Hubs that a feed no longer names are kept as none: its subscription ends. */
function hubAfter({ hub }: SourceReading & { kind: 'read' }, source: SourceWithStatus) {
  if (hub !== undefined) return hub;
  return source.hub === null ? undefined : { hubs: [], self: null };
}

const dayMs = 86_400_000;

/** A time that a publisher can have meant; feeds say 1970 and 2099. */
function plausibleTime(iso: string | undefined, nowMs: number): string | undefined {
  const at = Date.parse(iso ?? '');
  return at >= Date.UTC(1990, 0) && at <= nowMs + 2 * dayMs ? iso : undefined;
}

function entryOf({ pollId, source, parts }: StoreInput, { item, decision }: Decided<'new'>): NewEntry {
  const publishedAt = plausibleTime(item.publishedAt ?? item.updatedAt, parts.now().getTime());
  const { keys, contentHash } = decision;
  return {
    // An item without an address was kept apart before.
    ...{ sourceId: source.id, pollId, url: item.url ?? '', keys, contentHash },
    ...(item.guid !== undefined && { guid: item.guid }),
    ...(item.title !== undefined && { title: item.title }),
    ...(item.summary !== undefined && { summary: item.summary }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
}

async function storeKnown(
  tx: Executor,
  { source, parts }: StoreInput,
  entryId: number,
  { item, decision }: Decided<'known'>,
): Promise<void> {
  const { changed, keys, contentHash } = decision;
  await addKeys(tx, source.id, entryId, keys);
  if (changed.length === 0) return;
  const publishedAt = plausibleTime(item.publishedAt, parts.now().getTime());
  await setEntryStatus(tx, entryId, {
    content_hash: contentHash,
    ...(item.title !== undefined && { title: item.title }),
    ...(publishedAt !== undefined && { published_at: publishedAt }),
    ...(changed.includes('url') &&
      item.url !== undefined && { url: item.url, etag: null, last_modified: null }),
  });
}

interface Decided<K extends Decision['kind']> {
  item: FeedEntry;
  decision: Extract<Decision, { kind: K }>;
}

/** Stores what one response held and has new and changed originals fetched. */
async function storeItems(tx: Executor, enqueue: Enqueue, input: StoreInput): Promise<void> {
  const { source, pollId, items, decisions, parts } = input;
  const quarantined: { reason: string; item: unknown }[] = [];
  const seen: number[] = [];
  const fresh: NewEntry[] = [];
  for (const [at, decision] of decisions.entries()) {
    const item = items[at]!;
    switch (decision.kind) {
      case 'new':
        fresh.push(entryOf(input, { item, decision }));
        break;
      case 'known': {
        // The same item twice in one response is one entry, stored already.
        if ('item' in decision.of) break;
        const { entryId } = decision.of;
        await storeKnown(tx, input, entryId, { item, decision });
        seen.push(entryId);
        // A new date alone is a feed that stamps anew; words that changed may be a correction.
        if (decision.changed.some((what) => what !== 'date')) await enqueue('fetch', { entryId });
        break;
      }
      case 'quarantined':
        quarantined.push({ reason: decision.reason, item: shortItem(item) });
        break;
      default:
        unreachable(decision);
    }
  }
  const ids = await addEntries(tx, fresh);
  await enqueue.all(
    'fetch',
    ids.map((entryId) => ({ entryId })),
  );
  await touchEntries(tx, seen, parts.now().toISOString());
  await saveQuarantine(tx, { id: pollId, sourceId: source.id }, quarantined);
}

interface StoreInput {
  source: SourceWithStatus;
  pollId: number;
  items: readonly FeedEntry[];
  /** One for each item. */
  decisions: readonly Decision[];
  parts: StageParts;
}

const sampleCharsMax = 500;

function shortItem({ title, url, guid, summary }: FeedEntry) {
  return { title, url, guid, summary: summary?.slice(0, sampleCharsMax) };
}

function countsOf(decisions: readonly Decision[], broken: readonly QuarantinedItem[]): Counts {
  const brokenItems = broken.reduce((sum, { count }) => sum + count, 0);
  const of = (wanted: Decision['kind']) => decisions.filter(({ kind }) => kind === wanted).length;
  return {
    items: decisions.length + brokenItems,
    stored: of('new'),
    known: of('known'),
    quarantined: of('quarantined') + brokenItems,
  };
}

interface Polled {
  source: SourceWithStatus;
  status: PollStatus;
  parts: StageParts;
  startedMs: number;
}

/** The end of a poll that brought no items: the state machine moves on, the ledger gets a line. */
function withoutItems(
  polled: Polled,
  outcome: PollOutcome,
  line: { reason?: string; status?: number; bytes?: number },
): StageResult {
  const { source, parts, startedMs } = polled;
  const nowMs = parts.now().getTime();
  const result: StageResult = {
    outcome: outcome.kind,
    about: { sourceId: source.id },
    async commit(tx) {
      const next = await nextStatus(tx, polled, outcome, true);
      const reason = line.reason ?? next.reason ?? undefined;
      if (reason !== undefined) result.reason = reason;
      await savePoll(tx, {
        ...nothing,
        source_id: source.id,
        outcome: outcome.kind,
        reason: reason ?? null,
        url: source.at,
        status: line.status ?? null,
        body_bytes: line.bytes ?? 0,
        duration_ms: nowMs - startedMs,
      });
      await setSourceStatus(tx, source.id, changeOf(next));
    },
  };
  return result;
}

/** A readable response: rows first, validators with them, in one transaction (I1). */
function withItems(polled: Polled, outcome: Fetched, reading: SourceReading & { kind: 'read' }): StageResult {
  const { source, parts, startedMs } = polled;
  const bodyHash = sha256(outcome.body);
  const result: StageResult = { outcome: 'read', about: { sourceId: source.id } };
  result.commit = async (tx, enqueue) => {
    const siteUrl = reading.siteUrl ?? source.home_url;
    const options = { needsUrl: true, ...(siteUrl !== null && { siteUrl }) };
    const items = reading.entries;
    const known = await knownKeys(tx, source.id, keysToAsk(items, options));
    const decisions = identify(items, known, options);
    const counts = countsOf(decisions, reading.quarantined);
    const nowMs = parts.now().getTime();
    const pollId = await savePoll(tx, {
      ...counts,
      source_id: source.id,
      outcome: 'read',
      reason: reading.note ?? null,
      url: outcome.url,
      status: outcome.status,
      body_hash: bodyHash,
      body_bytes: outcome.body.byteLength,
      duration_ms: nowMs - startedMs,
    });
    await storeItems(tx, enqueue, { source, pollId, items, decisions, parts });
    const broken = reading.quarantined.map(({ reason, message, sample }) => ({
      reason,
      item: { message, sample },
    }));
    await saveQuarantine(tx, { id: pollId, sourceId: source.id }, broken);
    const hub = hubAfter(reading, source);
    if (hub !== undefined)
      await reviewSubscription(tx, source.id, { now: parts.now().toISOString(), ...hub });
    const read: PollOutcome = {
      kind: 'read',
      ...{ headers: outcome.headers, hops: outcome.hops, bodyHash, durable: true },
      itemsNew: counts.stored,
      publishedAtMs: reading.entries.flatMap(({ publishedAt }) => {
        const at = Date.parse(plausibleTime(publishedAt, nowMs) ?? '');
        return Number.isFinite(at) ? [at] : [];
      }),
      ...(reading.intervalMs !== undefined && { hintMs: reading.intervalMs }),
    };
    const next = await nextStatus(tx, polled, read, hub === undefined || hub.hubs.length > 0);
    await setSourceStatus(tx, source.id, {
      ...changeOf(next),
      ...(hub !== undefined && { hub }),
      ...(reading.rule !== undefined && { rule: reading.rule }),
    });
    result.outcome = counts.stored > 0 ? 'stored' : 'nothing-new';
    result.detail = counts;
    if (reading.note !== undefined) result.reason = reading.note;
  };
  return result;
}

async function resultOf(polled: Polled, outcome: PoliteOutcome): Promise<StageResult> {
  switch (outcome.kind) {
    case 'fetched': {
      const bytes = outcome.body.byteLength;
      const { headers, hops } = outcome;
      // The cheapest test first: the same bytes hold the same items.
      if (polled.status.validators.bodyHash === sha256(outcome.body))
        return withoutItems(
          polled,
          { kind: 'not-modified', headers, hops },
          { reason: 'The same bytes as before.', status: outcome.status, bytes },
        );
      const reading = await readSource(polled.source, outcome, polled.parts);
      if (reading.kind === 'read') return withItems(polled, outcome, reading);
      return withoutItems(
        polled,
        { kind: 'unreadable', reason: reading.reason },
        { reason: reading.reason, status: outcome.status, bytes },
      );
    }
    case 'not-modified':
      return withoutItems(polled, outcome, { status: 304 });
    case 'gone':
      return withoutItems(polled, outcome, { status: outcome.status, reason: outcome.message });
    case 'refused':
      return withoutItems(polled, outcome, { reason: `${outcome.code}: ${outcome.message}` });
    case 'failed':
      return withoutItems(polled, outcome, {
        reason: `${outcome.code}: ${outcome.message}`,
        ...(outcome.status !== undefined && { status: outcome.status }),
      });
    case 'disallowed':
    case 'deferred':
      return withoutItems(polled, outcome, { reason: outcome.reason });
    default:
      return unreachable(outcome);
  }
}

/** A source into entries: what is new in it, what is known, and what could not be used, with the reason. */
export const pollStage: Stage<'poll'> = {
  name: 'poll',
  version: '1',
  key: ({ sourceId }) => sourceId,
  async run({ sourceId }, parts) {
    const source = await sourceById(parts.db.kysely, sourceId);
    if (!source) return { outcome: 'skipped', reason: 'The source is gone.' };
    if (source.state !== 'active')
      return { outcome: 'skipped', reason: `The source is ${source.state}.`, about: { sourceId } };
    const startedMs = parts.now().getTime();
    const status = statusOf(source, parts);
    const { etag, lastModified } = status.validators;
    const outcome = await parts.http.get(source.at, {
      purpose: source.kind === 'sitemap' ? 'sitemap' : source.kind === 'feed' ? 'feed' : 'page',
      signal: parts.signal,
      ...(etag !== undefined && { ifNoneMatch: etag }),
      ...(lastModified !== undefined && { ifModifiedSince: lastModified }),
    });
    return resultOf({ source, status, parts, startedMs }, outcome);
  },
};
