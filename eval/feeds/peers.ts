import { Readable } from 'node:stream';
import { parseFeed as parseRowan } from '@rowanmanning/feed-parser';
import NodeFeedParser from 'feedparser';
import { parseFeed as parseFeedsmith } from 'feedsmith';
import RssParser from 'rss-parser';
import { decodeFeed } from '../../src/pipeline/sources/decode.ts';
import type { Case, DoorEntry, DoorFeed, Reader } from './door.ts';

/** Peers take text; the bytes are decoded for them by ours, so that no charset is held against them. */
const textOf = ({ body, contentType }: Case): string => decodeFeed(body, contentType).text;

type Loose = Record<string, unknown>;
const asObject = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
const asList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
function str(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  const { value: inner, _, $text } = asObject(value);
  return inner !== undefined
    ? str(inner)
    : _ !== undefined
      ? str(_)
      : $text !== undefined
        ? str($text)
        : undefined;
}
const first = (...values: unknown[]): string | undefined => {
  for (const value of values) {
    const text = str(value);
    if (text !== undefined && text !== '') return text;
  }
  return undefined;
};
const person = (value: unknown): string => {
  const { name, email } = asObject(value);
  return first(name, email, value) ?? '';
};
const texts = (values: unknown[], of: (value: unknown) => string): string[] =>
  values.map(of).filter((text) => text !== '');
const category = (value: unknown): string => {
  const { label, term, name, text } = asObject(value);
  return first(label, term, name, text, value) ?? '';
};
const enclosure = (value: unknown) => {
  const { url, href, type, mimeType, length, size, sizeInBytes } = asObject(value);
  const bytes = Number(length ?? size ?? sizeInBytes);
  const kind = first(type, mimeType);
  return {
    url: first(url, href) ?? '',
    ...(kind !== undefined && { type: kind }),
    ...(Number.isFinite(bytes) && { bytes }),
  };
};
const alternate = (links: unknown): string | undefined => {
  const all = asList(links).map(asObject);
  return first(all.find((link) => (link.rel ?? 'alternate') === 'alternate')?.href);
};
const enclosureLinks = (links: unknown): unknown[] =>
  asList(links).filter((link) => asObject(link).rel === 'enclosure');

function feedsmithEntry(value: unknown): DoorEntry {
  const item = asObject(value);
  const dc = asObject(item.dc);
  const dcterms = asObject(item.dcterms);
  const media = asObject(item.media);
  const itunes = asObject(item.itunes);
  return {
    id: first(item.id, item.guid, asObject(item.rdf).about),
    title: first(item.title, dc.title, media.title),
    url: first(item.url, item.link, alternate(item.links), item.external_url),
    authors: texts([...asList(item.authors), ...asList(dc.creators ?? dc.creator), itunes.author], person),
    publishedAt: first(
      item.pubDate,
      item.published,
      item.date_published,
      dc.date,
      ...asList(dc.dates),
      dcterms.issued,
    ),
    updatedAt: first(item.updated, item.date_modified, dcterms.modified, dc.date, ...asList(dc.dates)),
    summary: first(item.description, item.summary, dc.description, itunes.summary),
    content: first(
      asObject(item.content).encoded,
      item.content,
      item.content_html,
      item.content_text,
      item.description,
    ),
    categories: texts([...asList(item.categories), ...asList(item.tags), ...asList(dc.subjects)], category),
    enclosures: [...asList(item.enclosures), ...asList(item.attachments), ...enclosureLinks(item.links)].map(
      enclosure,
    ),
  };
}

function feedsmith(input: Case): DoorFeed {
  const feed = asObject(asObject(parseFeedsmith(textOf(input))).feed);
  const dc = asObject(feed.dc);
  return {
    title: first(feed.title, dc.title),
    link: first(feed.link, alternate(feed.links), feed.home_page_url),
    lang: first(feed.language, dc.language, asObject(feed.xml).lang),
    subtitle: first(feed.description, feed.subtitle, feed.tagline),
    updatedAt: first(feed.lastBuildDate, feed.updated, dc.date),
    authors: texts([...asList(feed.authors), feed.managingEditor, ...asList(dc.creators)], person),
    categories: texts([...asList(feed.categories), ...asList(dc.subjects)], category),
    entries: [...asList(feed.items), ...asList(feed.entries)].map(feedsmithEntry),
  };
}

function rowan(input: Case): DoorFeed {
  const feed = parseRowan(textOf(input));
  return {
    title: first(feed.title),
    link: first(feed.url),
    lang: first(feed.language),
    subtitle: first(feed.description),
    updatedAt: first(feed.updated),
    authors: texts(feed.authors, person),
    categories: texts(feed.categories, category),
    entries: feed.items.map((item) => ({
      id: first(item.id),
      title: first(item.title),
      url: first(item.url),
      authors: texts(item.authors, person),
      publishedAt: first(item.published),
      updatedAt: first(item.updated),
      summary: first(item.description),
      content: first(item.content, item.description),
      categories: texts(item.categories, category),
      enclosures: item.media.map(enclosure),
    })),
  };
}

async function rssParser(input: Case): Promise<DoorFeed> {
  const feed = asObject(await new RssParser().parseString(textOf(input)));
  return {
    title: first(feed.title),
    link: first(feed.link),
    lang: first(feed.language),
    subtitle: first(feed.description),
    updatedAt: first(feed.lastBuildDate),
    authors: texts([feed.managingEditor, asObject(feed.itunes).author], person),
    categories: texts(asList(feed.categories), category),
    entries: asList(feed.items)
      .map(asObject)
      .map((item) => ({
        id: first(item.guid, item.id),
        title: first(item.title),
        url: first(item.link),
        authors: texts([item.creator ?? item.author], person),
        publishedAt: first(item.isoDate, item.pubDate),
        updatedAt: first(item.isoDate, item.pubDate),
        summary: first(item.summary, item.content),
        content: first(item['content:encoded'], item.content),
        categories: texts(asList(item.categories), category),
        enclosures: asList(item.enclosure).map(enclosure),
      })),
  };
}

async function nodeFeedparser(input: Case): Promise<DoorFeed> {
  const parser = new NodeFeedParser({ feedurl: input.url, addmeta: false });
  const items: Loose[] = [];
  parser.on('readable', () => {
    for (let item = parser.read(); item; item = parser.read()) items.push(asObject(item));
  });
  await new Promise<void>((resolve, reject) => {
    parser.on('end', resolve).on('error', reject);
    Readable.from([textOf(input)]).pipe(parser);
  });
  const meta = asObject((parser as unknown as { meta: unknown }).meta);
  return {
    title: first(meta.title),
    link: first(meta.link),
    lang: first(meta.language),
    subtitle: first(meta.description),
    updatedAt: first(meta.date),
    authors: texts([meta.author], person),
    categories: texts(asList(meta.categories), category),
    entries: items.map((item) => ({
      id: first(item.guid),
      title: first(item.title),
      url: first(item.link),
      authors: texts([item.author], person),
      publishedAt: first(item.pubdate),
      updatedAt: first(item.date),
      summary: first(item.summary, item.description),
      content: first(item.description),
      categories: texts(asList(item.categories), category),
      enclosures: asList(item.enclosures).map(enclosure),
    })),
  };
}

/** Libraries that a TypeScript user can pick today, each as its documentation shows. */
export const peers: Record<string, Reader> = {
  feedsmith,
  '@rowanmanning/feed-parser': rowan,
  'rss-parser': rssParser,
  'feedparser (node)': nodeFeedparser,
};
