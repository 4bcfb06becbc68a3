import type { ParsedFeed } from '../../domain/feed.ts';
import { defined } from '../../kit/defined.ts';
import type { Details } from './details.ts';
import { namesOf, pageLink } from './entry-from.ts';
import { feedLimits } from './limits.ts';
import { resolveAgainst, webAddress } from './relative.ts';
import { lineOf, plainOf } from './text-construct.ts';
import { allText, childNamed, childrenNamed, ownText, type XmlElement } from './xml-tree.ts';

/** The element that holds the feed's own data: `channel` with what RSS 1.0 puts beside it, or the root. */
export function feedElement(root: XmlElement): XmlElement {
  const channel = childNamed(root, 'channel');
  if (channel === undefined) return root;
  const beside = root.children.filter((child) => child !== channel);
  return { ...channel, children: [...channel.children, ...beside] };
}

const minutesOfPeriod: Record<string, number> = {
  hourly: 60,
  daily: 1_440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
};

/** Minutes between polls as the feed asks, the longest of its requests; at most a year. */
export function intervalOf(values: ReadonlyMap<string, string>): number | undefined {
  const ttl = Number(values.get('ttl') ?? Number.NaN);
  const period = minutesOfPeriod[(values.get('sy:updateperiod') ?? '').toLowerCase()];
  const frequency = Number(values.get('sy:updatefrequency') ?? 1);
  const wishes = [ttl, period === undefined ? Number.NaN : period / (frequency > 0 ? frequency : 1)];
  const valid = wishes.filter((minutes) => Number.isFinite(minutes) && minutes > 0);
  return valid.length === 0 ? undefined : Math.min(525_600, Math.max(1, Math.round(Math.max(...valid))));
}

const dayNames = new Set('monday tuesday wednesday thursday friday saturday sunday'.split(' '));

function skipped(element: XmlElement): Pick<ParsedFeed, 'skipHours' | 'skipDays'> {
  const listed = (outer: string, inner: string): string[] =>
    childrenNamed(element, outer)
      .flatMap((list) => childrenNamed(list, inner))
      .slice(0, 50)
      .map((child) => ownText(child).toLowerCase());
  const hours = listed('skiphours', 'hour').filter((text) => /^\d{1,2}$/.test(text) && Number(text) <= 24);
  return {
    skipHours: [...new Set(hours.map((text) => Number(text) % 24))],
    skipDays: [...new Set(listed('skipdays', 'day').filter((day) => dayNames.has(day)))],
  };
}

type OfFeed = Omit<
  ParsedFeed,
  'format' | 'version' | 'entries' | 'quarantined' | 'sitemaps' | 'encoding' | 'wellFormed' | 'problems'
>;

/** What the desk needs of the feed's own data. */
export function channelFrom(details: Details, element: XmlElement): OfFeed {
  const { texts, dates, links, values } = details;
  const linked = (rel: string) => links.filter((link) => link.rel.toLowerCase() === rel);
  const cdfLink = element.name === 'channel' ? element.attributes.get('href') : undefined;
  const base = element.base;
  return defined({
    title: lineOf(texts.title),
    subtitle: plainOf(texts.subtitle ?? texts.summary, feedLimits.summaryCharsMax),
    link: webAddress(details.link ?? pageLink(links) ?? cdfLink, base),
    id: details.guid,
    lang: details.lang ?? element.lang,
    authors: namesOf(details.people.author),
    publishedAt: dates.published?.at,
    updatedAt: dates.updated?.at,
    rights: lineOf(texts.rights),
    generator: details.generator?.name ?? details.generator?.url,
    image: webAddress(details.image?.url, base),
    categories: [...new Set(details.tags.map((tag) => tag.label ?? tag.term ?? '').filter(Boolean))],
    self: webAddress(linked('self')[0]?.href, base),
    hubs: linked('hub')
      .flatMap((link) => webAddress(link.href, base) ?? [])
      .slice(0, 10),
    next: webAddress(linked('next')[0]?.href, base),
    movedTo: webAddress(movedTo(element) ?? values.get('itunes:new-feed-url'), base),
    intervalMinutes: intervalOf(values),
    licences: details.licences,
    ...skipped(element),
  }) as OfFeed;
}

/** `<newLocation>`, as the feed's own or in a `<redirect>` root. */
export function movedTo(element: XmlElement): string | undefined {
  const holder = childNamed(element, 'redirect') ?? element;
  const location = childNamed(holder, 'newlocation');
  return location === undefined ? undefined : resolveAgainst(allText(location), location.base);
}
