import type { FeedEntry, FeedLink, FeedOrigin, FeedPerson, FeedText } from '../../domain/feed.ts';
import { defined } from '../../kit/defined.ts';
import { absoluteMarkup } from './absolute-markup.ts';
import type { Details } from './details.ts';
import { feedLimits } from './limits.ts';
import { webAddress } from './relative.ts';
import { htmlOf, lineOf, plainOf } from './text-construct.ts';

/** The page among the links: an alternate in HTML before any other alternate. */
export function pageLink(links: readonly FeedLink[]): string | undefined {
  const alternates = links.filter((link) => link.rel === 'alternate');
  const page = alternates.find((link) => link.type === undefined || /html/i.test(link.type));
  return (page ?? alternates[0])?.href;
}

/** Names to show, without repeats; the address of somebody who gives no name. */
export function namesOf(people: readonly FeedPerson[]): string[] {
  const names = people.map((person) => person.name ?? person.email ?? '').filter((name) => name !== '');
  return [...new Set(names)];
}

/** The fullest content: HTML before plain text, the first of its kind. */
function bestContent(contents: readonly FeedText[]): FeedText | undefined {
  const withValue = contents.filter((content) => htmlOf(content) !== undefined);
  return withValue.find((content) => content.type !== 'text/plain') ?? withValue[0];
}

function originOf(origin: Details | undefined): FeedOrigin | undefined {
  if (origin === undefined) return undefined;
  return defined({
    title: lineOf(origin.texts.title),
    url: webAddress(origin.link ?? pageLink(origin.links), undefined),
    id: origin.guid,
    updatedAt: origin.dates.updated?.at,
  });
}

/** What the ledger and the desk need of an item's details. */
export function entryFrom(details: Details): FeedEntry {
  const { texts, dates, values } = details;
  const content = bestContent(details.contents);
  const isMarkedUp = texts.summary !== undefined && texts.summary.type !== 'text/plain';
  const body = content ?? (isMarkedUp && texts.summary?.value.includes('<') ? texts.summary : undefined);
  const link =
    values.get('feedburner:origlink') ||
    details.link ||
    pageLink(details.links) ||
    (details.guidIsLink ? details.guid : undefined) ||
    content?.src;
  const published =
    dates.published ?? dates.created ?? (dates.updated?.isPublication ? dates.updated : undefined);
  return defined({
    title: lineOf(texts.title),
    url: webAddress(link, undefined),
    guid: details.guid,
    authors: namesOf(details.people.author),
    publishedAt: published?.at,
    updatedAt: dates.updated?.at,
    summary: plainOf(texts.summary, feedLimits.summaryCharsMax),
    contentHtml: body === undefined ? undefined : absoluteMarkup(htmlOf(body) ?? '', body.base),
    contentText: plainOf(content, feedLimits.contentCharsMax),
    categories: [...new Set(details.tags.map((tag) => tag.label ?? tag.term ?? '').filter(Boolean))],
    enclosures: details.enclosures,
    lang: details.lang,
    image: webAddress(details.image?.url, undefined),
    comments: webAddress(values.get('comments'), undefined),
    licences: details.licences,
    origin: originOf(details.origin),
  }) as FeedEntry;
}

/** True where the item says nothing at all: not even when, by whom or about what. */
export function isBlank(entry: FeedEntry): boolean {
  return Object.entries(entry).every(
    ([key, value]) => key === 'lang' || value === undefined || (Array.isArray(value) && value.length === 0),
  );
}
