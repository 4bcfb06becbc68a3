import type { SourceWithStatus } from '../db/sources.ts';
import type { FeedEntry, ParsedFeed, QuarantinedItem } from '../domain/feed.ts';
import type { PoliteOutcome } from '../http/polite-types.ts';
import type { StageParts } from './types.ts';

type Fetched = Extract<PoliteOutcome, { kind: 'fetched' }>;

/** What a source's response holds, whatever kind the source is of. */
export type SourceReading =
  | {
      kind: 'read';
      entries: FeedEntry[];
      quarantined: QuarantinedItem[];
      /** How long the source itself asks to be left alone. */
      intervalMs?: number;
      /** WebSub: the hubs and the address by which the feed names itself. */
      hub?: { hubs: string[]; self: string | null };
      /** Something a person should know, in words. */
      note?: string;
    }
  | { kind: 'unreadable'; reason: string };

/** Sitemaps that an index lists, read of it in one poll: the newest ones hold the news. */
const sitemapsMax = 2;

function fromFeed(feed: ParsedFeed): SourceReading & { kind: 'read' } {
  const note = feed.wellFormed ? undefined : `Not well formed, read forgivingly: ${feed.problems[0] ?? ''}`;
  return {
    kind: 'read',
    entries: feed.entries,
    quarantined: feed.quarantined,
    ...(feed.intervalMinutes !== undefined && { intervalMs: feed.intervalMinutes * 60_000 }),
    ...(feed.hubs.length > 0 && { hub: { hubs: feed.hubs, self: feed.self ?? null } }),
    ...(note !== undefined && { note }),
  };
}

async function fromFeedBytes(outcome: Fetched, parts: StageParts): Promise<SourceReading> {
  const { body, url, contentType } = outcome;
  const parsed = await parts.parseFeed({ body, url, contentType });
  if (parsed.kind === 'refused')
    return { kind: 'unreadable', reason: `${parsed.code}: ${parsed.message} ${parsed.hint}` };
  const { feed } = parsed;
  if (feed.format !== 'sitemap-index') return fromFeed(feed);
  return fromSitemaps(feed, parts);
}

/** A sitemap index: the newest of its sitemaps, each fetched as politely as anything else. */
async function fromSitemaps(index: ParsedFeed, parts: StageParts): Promise<SourceReading> {
  const merged = fromFeed(index);
  for (const { url } of index.sitemaps.slice(0, sitemapsMax)) {
    const outcome = await parts.http.get(url, { purpose: 'sitemap', signal: parts.signal });
    if (outcome.kind !== 'fetched') {
      merged.note = `A sitemap of the index could not be read: ${url} (${outcome.kind}).`;
      continue;
    }
    const { body, contentType } = outcome;
    const parsed = await parts.parseFeed({ body, url: outcome.url, contentType });
    if (parsed.kind === 'refused') merged.note = `${url}: ${parsed.message}`;
    else {
      merged.entries.push(...parsed.feed.entries);
      merged.quarantined.push(...parsed.feed.quarantined);
    }
  }
  return merged;
}

/** Reads one response of a source by the source's kind. Expected trouble is in the outcome, with a reason. */
export async function readSource(
  source: SourceWithStatus,
  outcome: Fetched,
  parts: StageParts,
): Promise<SourceReading> {
  switch (source.kind) {
    case 'url': {
      const item: FeedEntry = { url: source.at, authors: [], categories: [], enclosures: [], licences: [] };
      return { kind: 'read', entries: [item], quarantined: [] };
    }
    case 'page':
      return { kind: 'unreadable', reason: 'todo' };
    default:
      return fromFeedBytes(outcome, parts);
  }
}
