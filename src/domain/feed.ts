import { sha256 } from '../kit/hash.ts';

/** What the desk polls, by kind. `feed` covers RSS, RDF, Atom, CDF and JSON Feed: what it is shows in the response. */
export const sourceKinds = ['feed', 'sitemap', 'page', 'url'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** The family of a syndication document; `ParsedFeed.version` says which one of it. */
export type FeedFormat = 'rss' | 'atom' | 'cdf' | 'json' | 'sitemap' | 'sitemap-index';

/** A title, summary or content as a feed gives it. */
export interface FeedText {
  /** What the feed says, XML undone: plain text or HTML by `type`. HTML is raw and hostile: never put it on a page. */
  value: string;
  /** `text/plain`, `text/html`, `application/xhtml+xml`, or what the feed names. */
  type: string;
  /** Against what relative addresses in it are meant. */
  base?: string;
  /** BCP 47, as the feed says it. */
  lang?: string;
  /** Address of content that lies elsewhere. */
  src?: string;
}

export interface FeedPerson {
  name?: string;
  email?: string;
  url?: string;
}

export interface FeedLink {
  href: string;
  /** `alternate` where the feed says nothing. */
  rel: string;
  type?: string;
  title?: string;
  hreflang?: string;
  /** As written: feeds put anything here. */
  length?: string;
}

export interface FeedCategory {
  term?: string;
  scheme?: string;
  label?: string;
}

export interface FeedEnclosure {
  url: string;
  type?: string;
  /** As the feed claims; absent where it is no number. */
  bytes?: number;
  title?: string;
}

export interface FeedImage {
  url: string;
  title?: string;
  link?: string;
  description?: string;
  width?: number;
  height?: number;
}

/** What an entry says about the feed that it was taken over from. */
export interface FeedOrigin {
  title?: string;
  url?: string;
  id?: string;
  updatedAt?: string;
}

/** One rule of a licence by RSL (https://rslstandard.org): what it is about and the values listed. */
export interface RslRule {
  type?: string;
  values: string[];
}

/** A licence by RSL that a feed or an entry carries. For the rights ledger. */
export interface RslLicence {
  /** What it covers; the feed itself where absent. */
  url?: string;
  /** Licence server, where one is named. */
  server?: string;
  permits: RslRule[];
  prohibits: RslRule[];
  /** `free`, `attribution`, `purchase`, ... */
  payment?: string;
}

/** One item of a feed, ready for the ledger. Titles and summaries are plain text; times ISO 8601 with offset. */
export interface FeedEntry {
  title?: string;
  /** Absolute http(s) address of the original, where the item has one. */
  url?: string;
  /** The item's own identifier, as written (relative ones resolved). Not unique: see the ledger. */
  guid?: string;
  /** Names, in order, without repeats. */
  authors: string[];
  publishedAt?: string;
  updatedAt?: string;
  summary?: string;
  /** Raw and hostile: for the command line and as input of extraction, never for a page. */
  contentHtml?: string;
  contentText?: string;
  categories: string[];
  enclosures: FeedEnclosure[];
  /** BCP 47, as the feed says it. */
  lang?: string;
  image?: string;
  /** Address of the discussion page. */
  comments?: string;
  licences: RslLicence[];
  origin?: FeedOrigin;
}

/** An item or a part of a response that could not be used, with the reason. */
export interface QuarantinedItem {
  /** Stable word: `no-content`, `bad-url`, `not-an-object`, `over-limit`, ... */
  reason: string;
  /** For people. */
  message: string;
  /** Items behind this record. */
  count: number;
  /** What is known of it, cut to 200 code units. */
  sample?: string;
}

/** Another sitemap that a sitemap index lists. */
export interface SitemapLink {
  url: string;
  updatedAt?: string;
}

/** A syndication document. Items in the response = `entries` + the counts of `quarantined` (invariant I1). */
export interface ParsedFeed {
  format: FeedFormat;
  /** `2.0`, `1.0`, `0.91`, ...; absent where the document does not say. */
  version?: string;
  title?: string;
  subtitle?: string;
  /** The site, absolute. */
  link?: string;
  id?: string;
  lang?: string;
  authors: string[];
  publishedAt?: string;
  updatedAt?: string;
  rights?: string;
  generator?: string;
  image?: string;
  categories: string[];
  /** Address by which the feed names itself; where a WebSub hub is asked about it. */
  self?: string;
  /** WebSub hubs, in order. */
  hubs: string[];
  /** The next page of a paged feed (RFC 5005), JSON Feed's `next_url`. */
  next?: string;
  /** Where the feed says that it has moved to. */
  movedTo?: string;
  /** How long the feed asks to be left alone: the longest of `ttl`, `sy:updatePeriod` and the like. */
  intervalMinutes?: number;
  /** Hours of the day, UTC, in which the feed asks not to be polled. */
  skipHours: number[];
  /** Lower-case English names of days on which the feed asks not to be polled. */
  skipDays: string[];
  licences: RslLicence[];
  entries: FeedEntry[];
  quarantined: QuarantinedItem[];
  /** For `sitemap-index`: what to fetch next, newest first. */
  sitemaps: SitemapLink[];
  /** Encoding that the bytes were read in: a name of the Encoding Standard, or `utf-32le`/`utf-32be`. */
  encoding: string;
  /** False where the strict reader gave up and the forgiving one read the document. */
  wellFormed: boolean;
  /** What was wrong with it, for the desk. */
  problems: string[];
}

/** Why a response is no feed that can be read. */
export type FeedRefusal =
  | 'empty'
  | 'too-large'
  | 'too-deep'
  | 'too-many-attributes'
  | 'too-many-elements'
  | 'too-many-items'
  | 'entity-bomb'
  | 'not-a-feed'
  | 'html-page'
  | 'bad-json';

/** What reading one feed came to. */
export type FeedOutcome =
  | { kind: 'parsed'; feed: ParsedFeed }
  | { kind: 'refused'; code: FeedRefusal; message: string; hint: string };

/**
 * The name under which an entry is shown: its own identifier, else its address, else a hash of what it says. Stable for
 * one entry, not unique in a feed: whether two are the same is for the ledger to say.
 */
export function entryName(entry: FeedEntry): string {
  if (entry.guid !== undefined) return entry.guid;
  if (entry.url !== undefined) return entry.url;
  const said = [entry.title ?? '', entry.summary ?? '', entry.contentHtml ?? '', entry.publishedAt ?? ''];
  return `sha256:${sha256(said.join('\u0000'))}`;
}
