import { latestDocument, saveCapture, setDocumentState } from '../db/documents.ts';
import { type EntryWithStatus, entryById, setEntryStatus } from '../db/entries.ts';
import type { Executor } from '../db/executor.ts';
import { membershipOf, refreshStory } from '../db/stories.ts';
import { unreachable } from '../domain/errors.ts';
import type { RightsReport } from '../domain/rights.ts';
import type { PoliteOutcome } from '../http/polite-types.ts';
import { headerReport } from '../http/rights/header-signals.ts';
import { pageRights } from '../http/rights/page-rights.ts';
import { compress } from '../kit/compress.ts';
import { sha256 } from '../kit/hash.ts';
import { takePageRights } from './page-rights.ts';
import type { Enqueue, Stage, StageParts, StageResult } from './types.ts';

/** Headers of a response that are kept with its capture: what the page was, and what its publisher said of its use. */
const headersKept =
  /^(?:content-type|content-language|last-modified|etag|date|link|tdm-|x-robots-tag|content-usage|content-signal)/;
/** A page that could not be had is tried again after this long, doubled each time, and then left alone. */
const retryMsMin = 10 * 60_000;
const triesMax = 6;
const hourMs = 3_600_000;

type Fetched = Extract<PoliteOutcome, { kind: 'fetched' }>;

/** When the original is to be read again to see corrections: ever more rarely, then no more. */
export function nextRecheck(entry: EntryWithStatus, { settings, now }: StageParts): string | null {
  const seen = Date.parse(entry.first_seen_at);
  const next = settings.recheckAfterMs.map((after) => seen + after).find((at) => at > now().getTime());
  return next === undefined ? null : new Date(next).toISOString();
}

async function storeCapture(
  tx: Executor,
  { entry, outcome, parts }: { entry: EntryWithStatus; outcome: Fetched; parts: StageParts },
): Promise<number> {
  const headers = Object.fromEntries(
    Object.entries(outcome.headers).filter(([name]) => headersKept.test(name)),
  );
  const id = await saveCapture(tx, {
    entry_id: entry.id,
    url: entry.status.url ?? entry.url,
    final_url: outcome.url,
    fetched_at: parts.now().toISOString(),
    status: outcome.status,
    headers,
    content_type: outcome.contentType,
    body_hash: sha256(outcome.body),
    body_bytes: outcome.body.byteLength,
    body: await compress(outcome.body),
  });
  await setEntryStatus(tx, entry.id, {
    state: entry.status.state === 'documented' ? 'documented' : 'fetched',
    reason: null,
    failures: 0,
    etag: outcome.headers.etag ?? null,
    last_modified: outcome.headers['last-modified'] ?? null,
    body_hash: sha256(outcome.body),
    fetched_at: parts.now().toISOString(),
    next_fetch_at: nextRecheck(entry, parts),
  });
  return id;
}

/** The original was taken down: its text goes out of the story, and the story's briefs are written without it. */
async function withdrawDocument(
  tx: Executor,
  enqueue: Enqueue,
  entry: EntryWithStatus,
  { settings }: StageParts,
): Promise<void> {
  const document = await latestDocument(tx, entry.id);
  if (!document) return;
  await setDocumentState(tx, document.id, 'withdrawn', 'The original was taken down.');
  const membership = await membershipOf(tx, document.id);
  if (!membership) return;
  await refreshStory(tx, membership.story_id);
  for (const lang of settings.languages) await enqueue('write', { storyId: membership.story_id, lang });
}

function gone(
  entry: EntryWithStatus,
  outcome: Extract<PoliteOutcome, { kind: 'gone' }>,
  parts: StageParts,
): StageResult {
  const about = { sourceId: entry.source_id, entryId: entry.id };
  // 410 says it; 404 may be a slip of the site, so it must say so twice.
  const isFinal = outcome.status === 410 || entry.status.state === 'gone';
  return {
    outcome: 'gone',
    reason: outcome.message,
    about,
    async commit(tx, enqueue) {
      const again = new Date(parts.now().getTime() + hourMs).toISOString();
      await setEntryStatus(tx, entry.id, {
        state: 'gone',
        reason: outcome.message,
        next_fetch_at: isFinal ? null : again,
      });
      if (isFinal) await withdrawDocument(tx, enqueue, entry, parts);
    },
  };
}

/** Tried again later, and after some tries left alone, with the reason on the entry. */
function failed(
  entry: EntryWithStatus,
  reason: string,
  parts: StageParts,
  retryAfterMs?: number,
): StageResult {
  const failures = entry.status.failures + 1;
  const waitMs = Math.max(retryAfterMs ?? 0, retryMsMin * 2 ** Math.min(failures - 1, 10));
  const again = failures < triesMax ? new Date(parts.now().getTime() + waitMs).toISOString() : null;
  return {
    outcome: 'failed',
    reason,
    about: { sourceId: entry.source_id, entryId: entry.id },
    detail: { failures, again },
    commit: (tx) =>
      setEntryStatus(tx, entry.id, {
        failures,
        reason,
        next_fetch_at: again,
        // What was read before stays what it is.
        ...(entry.status.state === 'documented' ? {} : { state: 'failed' as const }),
      }),
  };
}

function skipped(entry: EntryWithStatus, reason: string): StageResult {
  const isRead = entry.status.state === 'documented';
  return {
    outcome: 'skipped',
    reason,
    about: { sourceId: entry.source_id, entryId: entry.id },
    commit: (tx) =>
      setEntryStatus(tx, entry.id, { reason, next_fetch_at: null, ...(isRead ? {} : { state: 'skipped' }) }),
  };
}

function resultOf(outcome: PoliteOutcome, entry: EntryWithStatus, parts: StageParts): StageResult {
  const about = { sourceId: entry.source_id, entryId: entry.id };
  // The same text may come under other terms.
  const unchanged = (reports: readonly RightsReport[]): StageResult => ({
    outcome: 'unchanged',
    about,
    async commit(tx, enqueue) {
      await takePageRights(tx, enqueue, { entry, reports, parts });
      await setEntryStatus(tx, entry.id, {
        failures: 0,
        fetched_at: parts.now().toISOString(),
        next_fetch_at: nextRecheck(entry, parts),
      });
    },
  });
  const seenAt = parts.now().toISOString();
  switch (outcome.kind) {
    case 'fetched': {
      const reports = pageRights(outcome, seenAt);
      if (sha256(outcome.body) === entry.status.body_hash) return unchanged(reports);
      return {
        outcome: 'fetched',
        about,
        detail: { bytes: outcome.body.byteLength, hops: outcome.hops.length },
        async commit(tx, enqueue) {
          const captureId = await storeCapture(tx, { entry, outcome, parts });
          await takePageRights(tx, enqueue, { entry, reports, parts });
          await enqueue('extract', { captureId });
        },
      };
    }
    case 'not-modified':
      // It repeats few headers: what it lacks is not gone.
      return unchanged([headerReport(outcome, seenAt)].filter(({ signals }) => signals.length > 0));
    case 'gone':
      return gone(entry, outcome, parts);
    case 'disallowed':
      // Robots.txt could not be read: that passes. What it forbids does not.
      return outcome.untilMs === undefined
        ? skipped(entry, outcome.reason)
        : failed(entry, outcome.reason, parts, outcome.untilMs - parts.now().getTime());
    case 'deferred':
      return {
        outcome: 'deferred',
        reason: outcome.reason,
        about,
        commit: (_, enqueue) =>
          enqueue(
            'fetch',
            { entryId: entry.id },
            { startAfterMs: Math.max(1000, outcome.untilMs - parts.now().getTime()) },
          ),
      };
    case 'refused':
      return skipped(entry, `${outcome.code}: ${outcome.message}`);
    case 'failed': {
      const reason = `${outcome.code}: ${outcome.message}`;
      const isClosed = [401, 402, 403, 451].includes(outcome.status ?? 0);
      return isClosed
        ? skipped(entry, `${reason} ${outcome.hint}`)
        : failed(entry, reason, parts, outcome.retryAfterMs);
    }
    default:
      return unreachable(outcome);
  }
}

/** The original of an entry into a capture: the bytes as they came, or why there are none. */
export const fetchStage: Stage<'fetch'> = {
  name: 'fetch',
  version: '1',
  key: ({ entryId }) => String(entryId),
  async run({ entryId }, parts) {
    const entry = await entryById(parts.db.kysely, entryId);
    if (!entry) return { outcome: 'skipped', reason: 'The entry is gone.' };
    const { etag, last_modified, url } = entry.status;
    const outcome = await parts.http.get(url ?? entry.url, {
      purpose: 'page',
      signal: parts.signal,
      ...(etag !== null && { ifNoneMatch: etag }),
      ...(last_modified !== null && { ifModifiedSince: last_modified }),
    });
    // What cannot be read now reserves, and is read with the next page of the site.
    if (outcome.kind === 'fetched') await parts.siteRights.ensure(outcome.url);
    return resultOf(outcome, entry, parts);
  },
};
