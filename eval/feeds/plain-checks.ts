import { feedDate } from '../../src/kit/feed-date.ts';
import type { DoorEntry, DoorFeed } from './door.ts';
import { sameMarkup, sameMoment, sameText } from './judge.ts';

export interface Check {
  path: string;
  op: '==';
  value: unknown;
}

type Judge = (feed: DoorFeed, value: unknown) => boolean;

const exact =
  (get: (feed: DoorFeed) => string | undefined): Judge =>
  (feed, value) =>
    get(feed) === String(value);
const text =
  (get: (feed: DoorFeed) => string | undefined): Judge =>
  (feed, value) =>
    value === null ? get(feed) === undefined : sameText(String(value), get(feed));
const anyText =
  (get: (feed: DoorFeed) => (string | undefined)[]): Judge =>
  (feed, value) =>
    get(feed).some((got) => sameText(String(value), got) || sameMarkup(String(value), got));

/** A moment: Python's nine numbers of UTC, or the date as the feed writes it. */
const moment =
  (get: (feed: DoorFeed) => string | undefined): Judge =>
  (feed, value) => {
    if (Array.isArray(value)) {
      const [year, month, day, hour, minute, second] = value as number[];
      return sameMoment(Date.UTC(year!, month! - 1, day, hour, minute, second), get(feed));
    }
    const written = feedDate(String(value));
    return written !== null && sameMoment(written.millis, get(feed));
  };
/** `Name (mail)` or one of its parts. */
const people =
  (get: (feed: DoorFeed) => string[], at = 0): Judge =>
  (feed, value) => {
    const got = get(feed)[at];
    if (got === undefined) return false;
    const name = String(value).replace(/\s*\([^()]*@[^()]*\)$/, '');
    return sameText(String(value), got) || sameText(name, got);
  };

const feedRules: Record<string, Judge> = {
  title: text((feed) => feed.title),
  'title_detail.value': text((feed) => feed.title),
  link: exact((feed) => feed.link),
  language: exact((feed) => feed.lang),
  subtitle: text((feed) => feed.subtitle),
  tagline: text((feed) => feed.subtitle),
  'tagline_detail.value': text((feed) => feed.subtitle),
  description: text((feed) => feed.subtitle),
  updated: moment((feed) => feed.updatedAt),
  updated_parsed: moment((feed) => feed.updatedAt),
  author: people((feed) => feed.authors),
  'author_detail.name': people((feed) => feed.authors),
};

type OfEntry<T> = (entry: DoorEntry) => T;
const entryRules: Record<string, (pick: (feed: DoorFeed) => DoorEntry | undefined) => Judge> = {};
function rule(names: string[], make: (wrap: <T>(get: OfEntry<T>) => (feed: DoorFeed) => T) => Judge): void {
  for (const name of names)
    entryRules[name] = (pick) =>
      make((get) => (feed) => {
        const entry = pick(feed);
        return get(entry ?? { authors: [], categories: [], enclosures: [] });
      });
}
rule(['title', 'title_detail.value'], (wrap) => text(wrap((entry) => entry.title)));
rule(['link'], (wrap) => exact(wrap((entry) => entry.url)));
rule(['id', 'guid'], (wrap) => exact(wrap((entry) => entry.id)));
rule(['author', 'author_detail.name', 'authors[0].name'], (wrap) => people(wrap((entry) => entry.authors)));
rule(['authors[1].name'], (wrap) =>
  people(
    wrap((entry) => entry.authors),
    1,
  ),
);
rule(['published', 'published_parsed', 'created', 'created_parsed'], (wrap) =>
  moment(wrap((entry) => entry.publishedAt)),
);
rule(['updated', 'updated_parsed'], (wrap) => moment(wrap((entry) => entry.updatedAt)));
rule(['summary', 'summary_detail.value', 'description'], (wrap) =>
  anyText(wrap((entry) => [entry.summary, entry.content])),
);
rule(['content[0].value'], (wrap) => anyText(wrap((entry) => [entry.content])));
rule(['enclosures[0].href', 'enclosures[0].url'], (wrap) => exact(wrap((entry) => entry.enclosures[0]?.url)));
rule(['enclosures[0].type'], (wrap) => exact(wrap((entry) => entry.enclosures[0]?.type)));
rule(['enclosures[0].length'], (wrap) => exact(wrap((entry) => entry.enclosures[0]?.bytes?.toString())));

/** How a check is judged on the door's fields, or null where the door has no such field. */
export function judgeOf({ path }: Check): Judge | null {
  if (path.startsWith('feed.')) return feedRules[path.slice(5)] ?? null;
  const match = /^entries\[(\d+)\]\.(.+)$/.exec(path);
  const make = match ? entryRules[match[2]!] : undefined;
  return make === undefined ? null : make((feed) => feed.entries[Number(match![1])]);
}
