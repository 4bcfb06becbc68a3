import { z } from 'zod';
import type { FeedCategory, FeedEnclosure, FeedEntry, FeedPerson, ParsedFeed } from '../../domain/feed.ts';
import { defined } from '../../kit/defined.ts';
import { feedDate, isoOfFeedDate } from '../../kit/feed-date.ts';
import { absoluteMarkup } from './absolute-markup.ts';
import { emptyDetails } from './details.ts';
import { isBlank, namesOf } from './entry-from.ts';
import { htmlToText, oneLine } from './html-text.ts';
import { FeedProblem, feedLimits } from './limits.ts';
import type { FeedInput, ReadFeed } from './parse-feed.ts';
import { Quarantine } from './quarantine.ts';
import { webAddress } from './relative.ts';
import { newestFirst } from './sitemap.ts';
import { languageTag } from './xml-tree.ts';

const optionalText = z.string().optional().catch(undefined);
/** Identifiers and titles come as numbers as well; `null` stands for nothing. */
const looseText = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

const personSchema = z.object({ name: optionalText, url: optionalText, avatar: optionalText });
const peopleSchema = z.array(z.unknown()).catch([]);

const itemSchema = z.object({
  id: looseText,
  url: optionalText,
  external_url: optionalText,
  title: looseText,
  content_html: optionalText,
  content_text: optionalText,
  summary: optionalText,
  image: optionalText,
  banner_image: optionalText,
  date_published: looseText,
  date_modified: looseText,
  language: optionalText,
  tags: z.array(z.unknown()).catch([]),
  author: z.unknown().optional(),
  authors: peopleSchema,
  attachments: z.array(z.unknown()).catch([]),
});

const attachmentSchema = z.object({
  url: z.string(),
  mime_type: optionalText,
  title: optionalText,
  size_in_bytes: z.number().nonnegative().optional().catch(undefined),
});

const feedSchema = z.object({
  version: z.union([z.string(), z.number().transform(String)]).catch(''),
  title: looseText,
  home_page_url: optionalText,
  feed_url: optionalText,
  description: optionalText,
  next_url: optionalText,
  icon: optionalText,
  favicon: optionalText,
  language: optionalText,
  author: z.unknown().optional(),
  authors: peopleSchema,
  hubs: z.array(z.unknown()).catch([]),
  items: z.array(z.unknown()).optional().catch(undefined),
});

type Item = z.infer<typeof itemSchema>;

function peopleOf(holder: { author?: unknown; authors: unknown[] }): FeedPerson[] {
  return [...holder.authors, holder.author].slice(0, feedLimits.listMax).flatMap((value) => {
    const { data } = personSchema.safeParse(value);
    if (data === undefined || (data.name === undefined && data.url === undefined)) return [];
    return [
      defined({
        name: data.name && oneLine(data.name, feedLimits.lineCharsMax),
        url: data.url,
      }) as FeedPerson,
    ];
  });
}

const line = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : oneLine(text, feedLimits.lineCharsMax) || undefined;

function dateOf(text: string | undefined): string | undefined {
  const moment = text === undefined ? null : feedDate(text);
  return moment === null ? undefined : isoOfFeedDate(moment);
}

function attachmentsOf(item: Item, base: string | undefined): FeedEnclosure[] {
  return item.attachments.slice(0, feedLimits.listMax).flatMap((value) => {
    const { data } = attachmentSchema.safeParse(value);
    const url = webAddress(data?.url, base);
    if (data === undefined || url === undefined) return [];
    return [
      defined({ url, type: data.mime_type, bytes: data.size_in_bytes, title: data.title }) as FeedEnclosure,
    ];
  });
}

function tagsOf(item: Item): string[] {
  const tags: FeedCategory[] = item.tags
    .slice(0, feedLimits.listMax)
    .flatMap((tag) => (typeof tag === 'string' ? [{ term: oneLine(tag, feedLimits.lineCharsMax) }] : []));
  return [...new Set(tags.flatMap(({ term }) => term || []))];
}

/** One item (https://www.jsonfeed.org/version/1.1/). `url` before `external_url`: the page of the feed's own site. */
function entryOf(item: Item, base: string | undefined): FeedEntry {
  const html = item.content_html?.slice(0, feedLimits.contentCharsMax);
  const text = item.content_text?.slice(0, feedLimits.contentCharsMax);
  const plain = text ?? (html === undefined ? undefined : htmlToText(html, feedLimits.contentCharsMax));
  return defined({
    title: line(item.title),
    url: webAddress(item.url, base) ?? webAddress(item.external_url, base),
    guid: line(item.id),
    authors: namesOf(peopleOf(item)),
    publishedAt: dateOf(item.date_published),
    updatedAt: dateOf(item.date_modified),
    summary: item.summary && htmlToText(escaped(item.summary), feedLimits.summaryCharsMax),
    contentHtml:
      html === undefined ? (text === undefined ? undefined : escaped(text)) : absoluteMarkup(html, base),
    contentText: plain || undefined,
    categories: tagsOf(item),
    enclosures: attachmentsOf(item, base),
    lang: languageTag(item.language ?? ''),
    image: webAddress(item.image, base) ?? webAddress(item.banner_image, base),
    licences: [],
  }) as FeedEntry;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FeedProblem('bad-json', `The JSON cannot be read: ${why.slice(0, 200)}`, 'Tell its publisher.');
  }
}

/** A few characters of a JSON value, whatever its depth. */
function sampleOf(value: unknown): string {
  try {
    return JSON.stringify(value)?.slice(0, 500) ?? '';
  } catch {
    return '';
  }
}

/** A document that begins with `{`. Throws `FeedProblem`. */
export function readJsonFeed(text: string, input: FeedInput): ReadFeed {
  const { data } = feedSchema.safeParse(parseJson(text));
  const version = /(?:jsonfeed\.org\/version\/|^)(\d+(?:\.\d+)?)$/.exec(data?.version ?? '')?.[1];
  if (data === undefined || (data.items === undefined && version === undefined))
    throw new FeedProblem('not-a-feed', 'This is JSON, but no JSON Feed.', 'Check the address in a browser.');
  const items = data.items ?? [];
  if (items.length > feedLimits.itemsMax)
    throw new FeedProblem(
      'too-many-items',
      `The feed has more than ${feedLimits.itemsMax} items.`,
      'Ask its publisher for a shorter feed.',
    );
  const quarantine = new Quarantine();
  const authors = namesOf(peopleOf(data));
  const lang = languageTag(data.language ?? '');
  const base = webAddress(data.home_page_url, input.url) ?? input.url;
  const entries: FeedEntry[] = [];
  for (const value of items) {
    const item = itemSchema.safeParse(value).data;
    const entry = item === undefined ? null : entryOf(item, base);
    const sample = entry === null || isBlank(entry) ? sampleOf(value) : '';
    if (entry === null) quarantine.add('not-an-object', 'The item is no JSON object.', sample);
    else if (isBlank(entry)) quarantine.add('no-content', 'The item has no address, title or text.', sample);
    else
      entries.push({
        ...entry,
        ...(entry.authors.length === 0 && { authors }),
        ...(entry.lang === undefined && lang && { lang }),
      });
  }
  const feed = defined({
    format: 'json',
    version,
    title: line(data.title),
    subtitle: data.description && htmlToText(escaped(data.description), feedLimits.summaryCharsMax),
    link: webAddress(data.home_page_url, input.url),
    lang,
    authors,
    updatedAt: newestFirst(entries)[0]?.updatedAt,
    image: webAddress(data.icon, base) ?? webAddress(data.favicon, base),
    categories: [],
    self: webAddress(data.feed_url, input.url),
    hubs: hubsOf(data.hubs, input.url),
    next: webAddress(data.next_url, input.url),
    skipHours: [],
    skipDays: [],
    licences: [],
    entries,
    quarantined: quarantine.list,
    sitemaps: [],
    encoding: 'utf-8',
    wellFormed: version !== undefined,
    problems: version === undefined ? ['It names no version of JSON Feed.'] : [],
  }) as ParsedFeed;
  return { feed, details: emptyDetails(), entryDetails: [] };
}

function hubsOf(hubs: readonly unknown[], base: string | undefined): string[] {
  return hubs.slice(0, 10).flatMap((hub) => {
    const { data } = z.object({ type: z.string(), url: z.string() }).safeParse(hub);
    return data?.type.toLowerCase() === 'websub' ? (webAddress(data.url, base) ?? []) : [];
  });
}
