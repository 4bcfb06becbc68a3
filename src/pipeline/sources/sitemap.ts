import type { FeedEntry, SitemapLink } from '../../domain/feed.ts';
import { defined } from '../../kit/defined.ts';
import { feedDate, isoOfFeedDate } from '../../kit/feed-date.ts';
import { oneLine } from './html-text.ts';
import { feedLimits } from './limits.ts';
import { webAddress } from './relative.ts';
import { allText, childNamed, languageTag, type XmlElement } from './xml-tree.ts';

function textAt(element: XmlElement, ...path: string[]): string | undefined {
  let at: XmlElement | undefined = element;
  for (const name of path) at = at && childNamed(at, name);
  return at === undefined ? undefined : oneLine(allText(at), feedLimits.lineCharsMax) || undefined;
}

function dateOf(text: string | undefined, zone: string | undefined): string | undefined {
  const moment = text === undefined ? null : feedDate(text, zone === undefined ? {} : { zone });
  return moment === null ? undefined : isoOfFeedDate(moment);
}

/** One `<url>` of a sitemap (https://www.sitemaps.org/protocol.html) with the news extension, or null without address. */
export function sitemapEntry(element: XmlElement, zone: string | undefined): FeedEntry | null {
  const url = webAddress(textAt(element, 'loc'), element.base);
  if (url === undefined) return null;
  const updatedAt = dateOf(textAt(element, 'lastmod'), zone);
  const image = childNamed(element, 'sitemap-image:image');
  const keywords = (textAt(element, 'news:news', 'news:keywords') ?? '')
    .split(',')
    .map((word) => word.trim());
  return defined({
    title: textAt(element, 'news:news', 'news:title'),
    url,
    authors: [],
    publishedAt: dateOf(textAt(element, 'news:news', 'news:publication_date'), zone),
    updatedAt,
    categories: keywords.filter((word) => word !== '').slice(0, feedLimits.listMax),
    enclosures: [],
    lang: languageTag(textAt(element, 'news:news', 'news:publication', 'news:language') ?? ''),
    image: image && webAddress(textAt(image, 'sitemap-image:loc'), element.base),
    licences: [],
  }) as FeedEntry;
}

/** One `<sitemap>` of a sitemap index, or null without address. */
export function sitemapLink(element: XmlElement, zone: string | undefined): SitemapLink | null {
  const url = webAddress(textAt(element, 'loc'), element.base);
  if (url === undefined) return null;
  return defined({ url, updatedAt: dateOf(textAt(element, 'lastmod'), zone) }) as SitemapLink;
}

/** The name of the publication in a news sitemap's first entry that gives one. */
export function publicationOf(element: XmlElement): string | undefined {
  return textAt(element, 'news:news', 'news:publication', 'news:name');
}

const timeOf = (entry: { publishedAt?: string; updatedAt?: string }): number =>
  Date.parse(entry.publishedAt ?? entry.updatedAt ?? '') || 0;

/** Newest first; those without a time keep their order at the end. */
export function newestFirst<T extends { publishedAt?: string; updatedAt?: string }>(
  items: readonly T[],
): T[] {
  return items.toSorted((a, b) => timeOf(b) - timeOf(a));
}
