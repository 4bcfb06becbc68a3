import type { SourceWithStatus } from '../db/sources.ts';
import type { FeedEntry, ParsedFeed, QuarantinedItem, SitemapLink, SourceKind } from '../domain/feed.ts';
import type { PoliteOutcome } from '../http/polite-types.ts';
import type { EntriesOutcome } from '../pipeline/sources/kinds.ts';
import type { LinkRule } from '../pipeline/sources/page-links.ts';
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
      /** The site that the feed names as its own. */
      siteUrl?: string;
      /** For a page with links: to be kept for the next reading. */
      rule?: LinkRule;
      /** Something a person should know, in words. */
      note?: string;
    }
  | { kind: 'unreadable'; reason: string };

type Read = SourceReading & { kind: 'read' };

/** Sitemaps that an index lists, read of it in one poll: the newest ones hold the news. */
const sitemapsMax = 2;

function aboutFeed(feed: ParsedFeed | undefined): Partial<Read> {
  if (feed === undefined) return {};
  return {
    ...(feed.link !== undefined && { siteUrl: feed.link }),
    ...(feed.intervalMinutes !== undefined && { intervalMs: feed.intervalMinutes * 60_000 }),
    ...(feed.hubs.length > 0 && { hub: { hubs: feed.hubs, self: feed.self ?? null } }),
    ...(!feed.wellFormed && { note: `Not well formed, read forgivingly: ${feed.problems[0] ?? ''}` }),
  };
}

function fromOutcome({ entries, quarantined, feed, rule }: EntriesOutcome & { kind: 'entries' }): Read {
  return {
    kind: 'read',
    ...{ entries, quarantined },
    ...aboutFeed(feed),
    ...(rule !== undefined && { rule }),
  };
}

/** A sitemap index: the newest of its sitemaps, each fetched as politely as anything else. */
async function addSitemaps(into: Read, sitemaps: readonly SitemapLink[], parts: StageParts): Promise<void> {
  for (const { url } of sitemaps.slice(0, sitemapsMax)) {
    const outcome = await parts.http.get(url, { purpose: 'sitemap', signal: parts.signal });
    if (outcome.kind !== 'fetched') {
      into.note = `A sitemap of the index could not be read: ${url} (${outcome.kind}).`;
      continue;
    }
    const { body, contentType } = outcome;
    const read = await parts.readEntries('sitemap', { body, url: outcome.url, contentType });
    if (read.kind === 'entries') {
      into.entries.push(...read.entries);
      into.quarantined.push(...read.quarantined);
    } else into.note = `${url}: ${read.message}`;
  }
}

/** Reads one response of a source by the source's kind. Expected trouble is in the outcome, with a reason. */
export async function readSource(
  source: SourceWithStatus,
  outcome: Fetched,
  parts: StageParts,
): Promise<SourceReading> {
  const { body, url, contentType } = outcome;
  const rule = source.rule === null ? {} : { rule: source.rule as unknown as LinkRule };
  const read = await parts.readEntries(source.kind as SourceKind, { body, url, contentType, ...rule });
  if (read.kind === 'refused')
    return { kind: 'unreadable', reason: `${read.code}: ${read.message} ${read.hint}` };
  const reading = fromOutcome(read);
  if (read.sitemaps !== undefined) await addSitemaps(reading, read.sitemaps, parts);
  return reading;
}
