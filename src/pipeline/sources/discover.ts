import type { SourceKind } from '../../domain/feed.ts';
import { canonicalUrl } from '../../kit/canonical-url.ts';
import { decodeBytes } from '../../kit/charset.ts';
import { elementsOf, type PageNode, scanHtml, textUnder } from './html-scan.ts';
import { oneLine } from './html-text.ts';
import { FeedProblem, feedLimits } from './limits.ts';
import { readPageLinks } from './page-links.ts';
import { type FeedInput, parseFeed } from './parse-feed.ts';
import { resolveAgainst, webAddress } from './relative.ts';

/** Why a candidate is one; the desk has a sentence for each. */
export type CandidateReason =
  | 'is-feed'
  | 'declared'
  | 'linked'
  | 'listed-in-robots'
  | 'usual-address'
  | 'lists-articles'
  | 'is-page';

/** Something that could be polled for a site. */
export interface Candidate {
  url: string;
  kind: SourceKind;
  title?: string;
  reason: CandidateReason;
  /** False where it was only guessed: the caller fetches it before it offers it. */
  isCertain: boolean;
  /** Higher is better; only the order means anything. */
  rank: number;
  /** Entries that it has now, where that is known. */
  entries?: number;
}

export interface DiscoverInput extends FeedInput {
  url: string;
  /** The site's robots.txt, where it was fetched. */
  robots?: string;
}

const feedTypes =
  /^(?:application|text)\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|x-rss\+xml|x-atom\+xml)\b/i;
const looseTypes = /^(?:application|text)\/(?:xml|json)\b/i;
const feedAddress =
  /(?:^|[/._?&=-])(?:rss|atom|feeds?|rdf|feed\.json|index\.xml|rss\d?\.xml)(?:$|[/._?&=-])/i;
const feedWords = /\b(?:rss|atom|feed|xml)\b|피드|구독/i;
/** Feeds of comments, of one article, of authors: there, but rarely what is wanted. */
const minorFeed = /comments?|replies|댓글|author\/|\/tag\/|oembed|podcast|wp-json/i;
/** Pages that only talk about feeds. */
const notFeed = /\.(?:html?|css|js|png|jpe?g|gif|svg|pdf)(?:$|\?)|feedly\.com|subscribe\?/i;

const candidatesMax = 100;

/** Addresses at which sites keep their feeds, relative to the site; the likeliest first. To be tried, not to be trusted. */
export const usualFeedPaths: readonly string[] = [
  '/feed/',
  '/rss.xml',
  '/feed.xml',
  '/atom.xml',
  '/index.xml',
  '/rss',
  '/rss/',
  '/feed.json',
  '/feeds/',
  '/rss/allArticle.xml',
  '/rss/news.xml',
  '/?feed=rss2',
];

/** The same for sitemaps: those of news first. */
export const usualSitemapPaths: readonly string[] = [
  '/news-sitemap.xml',
  '/sitemap-news.xml',
  '/sitemap_news.xml',
  '/sitemap.xml',
  '/sitemap_index.xml',
];

/** The addresses that a robots.txt names as sitemaps (RFC 9309, 2.2.4), absolute. */
export function sitemapsOfRobots(robots: string, url: string): string[] {
  const found = new Set<string>();
  for (const line of robots.slice(0, 512 * 1024).split(/[\r\n]+/)) {
    const written = /^\s{0,20}sitemap\s{0,5}:\s{0,20}(\S{1,4096})/i.exec(line)?.[1];
    const address = webAddress(written, url);
    if (address !== undefined && found.size < candidatesMax) found.add(address);
  }
  return [...found];
}

function declaredIn(root: PageNode, base: string): Candidate[] {
  const found: Candidate[] = [];
  for (const node of elementsOf(root)) {
    if (node.tag !== 'link') continue;
    const rel = (node.attributes.get('rel') ?? '').toLowerCase().split(/\s+/);
    const type = node.attributes.get('type') ?? '';
    const url = webAddress(node.attributes.get('href'), base);
    const isFeed = feedTypes.test(type) || (looseTypes.test(type) && feedAddress.test(url ?? ''));
    if (url === undefined || !(rel.includes('feed') || (rel.includes('alternate') && isFeed))) continue;
    const title = oneLine(node.attributes.get('title') ?? '', 200);
    const isMinor = minorFeed.test(`${url} ${title}`);
    const rank = (isMinor ? 60 : 90) - found.length;
    found.push({
      url,
      kind: 'feed',
      ...(title !== '' && { title }),
      reason: 'declared',
      isCertain: false,
      rank,
    });
    if (found.length >= candidatesMax) break;
  }
  return found;
}

function linkedIn(root: PageNode, base: string): Candidate[] {
  const found: Candidate[] = [];
  for (const node of elementsOf(root)) {
    if (node.tag !== 'a' && node.tag !== 'area') continue;
    const url = webAddress(node.attributes.get('href')?.replace(/^feed:(?:\/\/)?(?=https?:)/i, ''), base);
    if (url === undefined || notFeed.test(url)) continue;
    const text = oneLine(`${textUnder(node, 200)} ${node.attributes.get('title') ?? ''}`, 200);
    const { pathname, search, hostname } = new URL(url);
    const isNamed = feedAddress.test(pathname + search) || /\.(?:xml|rss|rdf|atom)$/i.test(pathname);
    if (!isNamed && !(feedWords.test(text) && text.length < 30 && /^(?:feeds?|rss)\./i.test(hostname)))
      continue;
    const isMinor = minorFeed.test(`${url} ${text}`);
    const rank = (isMinor ? 35 : 70) + (feedWords.test(text) ? 5 : 0) - Math.min(20, found.length);
    found.push({
      url,
      kind: 'feed',
      ...(text !== '' && { title: text }),
      reason: 'linked',
      isCertain: false,
      rank,
    });
    if (found.length >= candidatesMax) break;
  }
  return found;
}

function guessed(url: string): Candidate[] {
  const feeds = usualFeedPaths.map((path, at) => ({ path, kind: 'feed' as const, rank: 30 - at }));
  const sitemaps = usualSitemapPaths.map((path, at) => ({ path, kind: 'sitemap' as const, rank: 15 - at }));
  return [...feeds, ...sitemaps].flatMap(({ path, kind, rank }) => {
    const address = webAddress(path, url);
    return address === undefined
      ? []
      : [{ url: address, kind, reason: 'usual-address' as const, isCertain: false, rank }];
  });
}

function ofRobots({ robots, url }: DiscoverInput): Candidate[] {
  return sitemapsOfRobots(robots ?? '', url).map((sitemap, at) => ({
    url: sitemap,
    kind: 'sitemap',
    reason: 'listed-in-robots',
    isCertain: false,
    rank: (/news/i.test(sitemap) ? 55 : 25) - Math.min(10, at),
  }));
}

function ofPage(html: string, url: string): Candidate[] {
  const links = readPageLinks({ html, url });
  const base = { url, ...(links?.title !== undefined && { title: links.title }) };
  const itself: Candidate = { ...base, kind: 'url', reason: 'is-page', isCertain: true, rank: 1 };
  if (links === null || links.entries.length === 0) return [itself];
  const entries = links.entries.length;
  return [{ ...base, kind: 'page', reason: 'lists-articles', isCertain: true, rank: 50, entries }, itself];
}

/** One candidate per address, the best reason; best first. */
function ranked(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = `${candidate.kind} ${canonicalUrl(candidate.url)}`;
    const before = best.get(key);
    if (before === undefined || before.rank < candidate.rank) best.set(key, candidate);
  }
  return [...best.values()].sort((a, b) => b.rank - a.rank).slice(0, candidatesMax);
}

/**
 * What could be polled for the site whose page this is, best first, each with its reason: the response itself where it
 * is a feed, the feeds that the page declares or links to, sitemaps of its robots.txt, the page as a list of
 * articles, and the usual addresses, which the caller tries. Fetches nothing, never throws.
 */
export function discover(input: DiscoverInput): Candidate[] {
  const { body, url, contentType } = input;
  const outcome = parseFeed(input);
  if (outcome.kind === 'parsed') {
    const { feed } = outcome;
    return [
      {
        url,
        kind: feed.format.startsWith('sitemap') ? 'sitemap' : 'feed',
        ...(feed.title !== undefined && { title: feed.title }),
        reason: 'is-feed',
        isCertain: true,
        rank: 100,
        entries: feed.entries.length,
      },
    ];
  }
  if (body.length > feedLimits.bytesMax) return ranked([...ofRobots(input), ...guessed(url)]);
  const html = decodeBytes({
    bytes: body,
    kind: 'html',
    ...(contentType !== undefined && { contentType }),
  }).text;
  try {
    const root = scanHtml(html);
    const written = [...elementsOf(root)].find((node) => node.tag === 'base')?.attributes.get('href');
    const base = resolveAgainst(written ?? '', url) ?? url;
    return ranked([
      ...declaredIn(root, base),
      ...linkedIn(root, base),
      ...ofRobots(input),
      ...ofPage(html, url),
      ...guessed(url),
    ]);
  } catch (error) {
    if (!(error instanceof FeedProblem)) throw error;
    return ranked([...ofRobots(input), ...guessed(url)]);
  }
}
