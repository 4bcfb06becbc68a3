import type { FeedEnclosure } from '../../src/domain/feed.ts';
import { parseFeed } from '../../src/pipeline/sources/parse-feed.ts';

/** What every feed reader can be asked: the fields of our own door, filled by ours and by each peer. */
export interface DoorFeed {
  title?: string | undefined;
  link?: string | undefined;
  lang?: string | undefined;
  subtitle?: string | undefined;
  updatedAt?: string | undefined;
  authors: string[];
  categories: string[];
  entries: DoorEntry[];
}

export interface DoorEntry {
  id?: string | undefined;
  title?: string | undefined;
  url?: string | undefined;
  authors: string[];
  publishedAt?: string | undefined;
  updatedAt?: string | undefined;
  summary?: string | undefined;
  content?: string | undefined;
  categories: string[];
  enclosures: FeedEnclosure[];
}

/** One feed of a test set, with what came beside it. */
export interface Case {
  file: string;
  body: Uint8Array;
  url: string;
  contentType?: string;
  contentLanguage?: string;
}

export type Reader = (feed: Case) => DoorFeed | null | Promise<DoorFeed | null>;

/** Ours, through what the door prints. */
export function standfirst({ body, url, contentType, contentLanguage }: Case): DoorFeed | null {
  const outcome = parseFeed({
    body,
    url,
    ...(contentType !== undefined && { contentType }),
    ...(contentLanguage !== undefined && { contentLanguage }),
  });
  if (outcome.kind === 'refused') return null;
  const { feed } = outcome;
  return {
    title: feed.title,
    link: feed.link,
    lang: feed.lang,
    subtitle: feed.subtitle,
    updatedAt: feed.updatedAt,
    authors: feed.authors,
    categories: feed.categories,
    entries: feed.entries.map((entry) => ({
      id: entry.guid,
      title: entry.title,
      url: entry.url,
      authors: entry.authors,
      publishedAt: entry.publishedAt,
      updatedAt: entry.updatedAt,
      summary: entry.summary,
      content: entry.contentHtml,
      categories: entry.categories,
      enclosures: entry.enclosures,
    })),
  };
}
