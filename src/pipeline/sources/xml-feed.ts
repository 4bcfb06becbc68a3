import type { FeedEntry, ParsedFeed, SitemapLink } from '../../domain/feed.ts';
import { likelyZone } from '../../kit/zone.ts';
import { channelFrom, feedElement, movedTo } from './channel.ts';
import { type CollectContext, collect } from './collect.ts';
import { type Details, emptyDetails } from './details.ts';
import { takeDoctype, type Undeclared } from './doctype.ts';
import { entryFrom, isBlank } from './entry-from.ts';
import { type Recognised, recognise } from './formats.ts';
import { FeedProblem, feedLimits } from './limits.ts';
import type { FeedInput, ReadFeed } from './parse-feed.ts';
import { Quarantine } from './quarantine.ts';
import { NotWellFormed, readForgiving, readStrict } from './read-xml.ts';
import { resolveAgainst } from './relative.ts';
import { newestFirst, publicationOf, sitemapEntry, sitemapLink } from './sitemap.ts';
import { allText, languageTag, TreeBuilder, type XmlElement } from './xml-tree.ts';

/** What one reading of a document found. */
interface Reading {
  tree: TreeBuilder;
  entries: FeedEntry[];
  entryDetails: Details[];
  sitemaps: SitemapLink[];
  publication: string | undefined;
  quarantine: Quarantine;
  items: number;
}

function isItem({ name }: XmlElement, parents: readonly XmlElement[]): boolean {
  if (name === 'url') return parents.at(-1)?.name === 'urlset';
  if (name === 'sitemap') return parents.at(-1)?.name === 'sitemapindex';
  return name === 'item' || name === 'entry';
}

function newReading(input: FeedInput, context: CollectContext): Reading {
  const lang = languageTag(input.contentLanguage ?? '');
  const reading: Reading = {
    tree: new TreeBuilder({
      base: input.url,
      lang,
      isItem,
      onItem: (element) => take(element, reading, context),
    }),
    entries: [],
    entryDetails: [],
    sitemaps: [],
    publication: undefined,
    quarantine: new Quarantine(),
    items: 0,
  };
  return reading;
}

function take(element: XmlElement, reading: Reading, context: CollectContext): void {
  if (++reading.items > feedLimits.itemsMax)
    throw new FeedProblem(
      'too-many-items',
      `The feed has more than ${feedLimits.itemsMax} items.`,
      'Ask its publisher for a shorter feed, or add one of its sections.',
    );
  if (element.name === 'url') {
    const entry = sitemapEntry(element, context.zone);
    reading.publication ??= publicationOf(element);
    if (entry) reading.entries.push(entry);
    else reading.quarantine.add('bad-url', 'The item has no address that can be fetched.', allText(element));
  } else if (element.name === 'sitemap') {
    const link = sitemapLink(element, context.zone);
    if (link) reading.sitemaps.push(link);
    else reading.quarantine.add('bad-url', 'The sitemap has no address.', allText(element));
  } else takeEntry(element, reading, context);
}

function takeEntry(element: XmlElement, reading: Reading, context: CollectContext): void {
  // What will not be kept is only counted.
  const isKept = reading.entries.length < feedLimits.entriesMax;
  const details = isKept ? collect(element, context) : emptyDetails();
  if (isKept) addAttributesOfCdf(element, details);
  const lang = element.lang;
  if (lang !== undefined) details.lang ??= lang;
  const entry = entryFrom(details);
  if (isKept && element.children.every((child) => typeof child === 'string') && isBlank(entry)) {
    reading.quarantine.add('no-content', 'The item has no address, title or text.', allText(element));
    return;
  }
  reading.entries.push(entry);
  reading.entryDetails.push(details);
}

/** CDF puts into attributes what others put into elements. */
function addAttributesOfCdf(element: XmlElement, details: Details): void {
  const href = resolveAgainst(element.attributes.get('href') ?? '', element.base);
  if (href !== undefined) {
    details.link ??= href;
    details.links.push({ href, rel: 'alternate' });
  }
  const written = element.attributes.get('lastmod');
  if (written !== undefined) {
    const child = { ...element, name: 'updated', children: [written] };
    const { dates } = collect({ ...element, attributes: new Map(), children: [child] }, { zone: undefined });
    if (dates.updated) details.dates.updated ??= dates.updated;
  }
}

function readTwice(document: Undeclared, input: FeedInput, context: CollectContext) {
  const strict = newReading(input, context);
  try {
    readStrict(document, strict.tree);
    return { reading: strict, fault: null };
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error;
    const forgiving = newReading(input, context);
    readForgiving(document, forgiving.tree);
    return { reading: forgiving, fault: error.message };
  }
}

/** A document that begins with anything but `{`. Throws `FeedProblem`. */
export function readXmlFeed(text: string, input: FeedInput, encoding: string): ReadFeed {
  const document = takeDoctype(text);
  const host = input.url === undefined ? null : (URL.parse(input.url)?.hostname ?? null);
  const context: CollectContext = { zone: likelyZone(host, languageHint(text)) ?? undefined };
  const { reading, fault } = readTwice(document, input, context);
  const { tree } = reading;
  const found = recognise(tree.roots, { namespaces: tree.namespaces });
  if (found === null) return withoutRoot(text, reading);
  const element = feedElement(found.root);
  const details = collect(element, context);
  addAttributesOfCdf(element, details);
  const channel = channelFrom(details, element);
  const problems = [...(fault === null ? [] : [`Not well-formed: ${fault}`]), ...tree.problems];
  const isSitemap = found.format === 'sitemap';
  const feed: ParsedFeed = {
    ...channel,
    format: found.format,
    ...(found.version !== undefined && { version: found.version }),
    ...(isSitemap && reading.publication !== undefined && { title: reading.publication }),
    entries: withFeedData(isSitemap ? newestFirst(reading.entries) : reading.entries, channel, found),
    quarantined: reading.quarantine.list,
    sitemaps: newestFirst(reading.sitemaps),
    encoding,
    wellFormed: problems.length === 0,
    problems: problems.slice(0, feedLimits.problemsMax),
  };
  return { feed, details, entryDetails: reading.entryDetails };
}

/** What the feed says holds for its entries: the language, and in Atom the author (RFC 4287, 4.2.1). */
function withFeedData(
  entries: FeedEntry[],
  { lang, authors }: Pick<ParsedFeed, 'lang' | 'authors'>,
  { format }: Recognised,
): FeedEntry[] {
  return entries.map((entry) => ({
    ...entry,
    ...(entry.lang === undefined && lang !== undefined && { lang }),
    ...(format === 'atom' && entry.authors.length === 0 && { authors }),
  }));
}

/** The language that the first kilobytes name, for the zone of times without one. */
function languageHint(text: string): string | undefined {
  const match =
    /<(?:dc:)?language>\s{0,20}([A-Za-z]{2,3}(?:-[A-Za-z]{2})?)\s{0,20}<|xml:lang="([A-Za-z-]{2,8})"/i.exec(
      text.slice(0, 4_096),
    );
  return match?.[1] ?? match?.[2];
}

/** A lone entry is a feed of one; a page or anything else is refused. */
function withoutRoot(text: string, reading: Reading): ReadFeed {
  const { tree, entries, entryDetails, quarantine } = reading;
  const moved = tree.roots.map(movedTo).find((url) => url !== undefined);
  const [first] = tree.roots;
  if (moved === undefined && (entries.length === 0 || first?.name === 'html')) {
    const isPage =
      /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(
        text,
      );
    if (isPage)
      throw new FeedProblem(
        'html-page',
        'This is a web page, not a feed.',
        'Add the site: its feed is looked for.',
      );
    throw new FeedProblem(
      'not-a-feed',
      'This is no feed in any known format.',
      'Check the address in a browser.',
    );
  }
  const feed: ParsedFeed = {
    format: entries.length > 0 ? 'atom' : 'rss',
    authors: [],
    categories: [],
    hubs: [],
    skipHours: [],
    skipDays: [],
    licences: [],
    ...(moved !== undefined && { movedTo: moved }),
    entries,
    quarantined: quarantine.list,
    sitemaps: [],
    encoding: 'utf-8',
    wellFormed: false,
    problems: ['The document has no root element of a feed.'],
  };
  return { feed, details: emptyDetails(), entryDetails };
}
