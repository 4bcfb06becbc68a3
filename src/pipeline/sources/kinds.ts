import type {
  FeedEntry,
  FeedRefusal,
  ParsedFeed,
  QuarantinedItem,
  SitemapLink,
  SourceKind,
} from '../../domain/feed.ts';
import { decodeBytes } from '../../kit/charset.ts';
import { FeedProblem, feedLimits } from './limits.ts';
import { type LinkRule, readPageLinks } from './page-links.ts';
import { type FeedInput, parseFeed } from './parse-feed.ts';
import { webAddress } from './relative.ts';

/** A response of a source, and what the desk keeps with the source for its kind. */
export interface SourceResponse extends FeedInput {
  url: string;
  /** For `page`: the rule of the last reading. */
  rule?: LinkRule;
}

/** What a response comes to, whatever the kind. Items in the response = entries + the counts of `quarantined`. */
export type EntriesOutcome =
  | {
      kind: 'entries';
      entries: FeedEntry[];
      quarantined: QuarantinedItem[];
      /** Where the response is a feed or a sitemap. */
      feed?: ParsedFeed;
      /** For a sitemap index: what to fetch next, newest first. */
      sitemaps?: SitemapLink[];
      /** For `page`: to be kept with the source. */
      rule?: LinkRule;
    }
  | {
      kind: 'refused';
      code: FeedRefusal | 'no-links' | 'wrong-kind' | 'bad-address';
      message: string;
      hint: string;
    };

export interface Kind {
  id: SourceKind;
  /** For the desk and the command line. */
  label: { en: string; ko: string };
  toEntries(response: SourceResponse): EntriesOutcome;
}

function fromFeed(response: SourceResponse): EntriesOutcome {
  const outcome = parseFeed(response);
  if (outcome.kind === 'refused') return outcome;
  const { feed } = outcome;
  const { entries, quarantined, sitemaps } = feed;
  return { kind: 'entries', entries, quarantined, feed, ...(sitemaps.length > 0 && { sitemaps }) };
}

function fromSitemap(response: SourceResponse): EntriesOutcome {
  const outcome = fromFeed(response);
  if (outcome.kind === 'refused' || outcome.feed?.format.startsWith('sitemap')) return outcome;
  return {
    kind: 'refused',
    code: 'wrong-kind',
    message: 'This is a feed, not a sitemap.',
    hint: 'Change the kind of the source to feed.',
  };
}

function fromPage({ body, url, contentType, rule }: SourceResponse): EntriesOutcome {
  if (body.length > feedLimits.bytesMax)
    return {
      kind: 'refused',
      code: 'too-large',
      message: 'The page is too large.',
      hint: 'Add a smaller page.',
    };
  const html = decodeBytes({
    bytes: body,
    kind: 'html',
    ...(contentType !== undefined && { contentType }),
  }).text;
  try {
    const links = readPageLinks({ html, url, ...(rule !== undefined && { rule }) });
    if (links !== null)
      return { kind: 'entries', entries: links.entries, quarantined: links.quarantined, rule: links.rule };
  } catch (error) {
    if (!(error instanceof FeedProblem)) throw error;
    return { kind: 'refused', code: error.code, message: error.message, hint: error.hint };
  }
  return {
    kind: 'refused',
    code: 'no-links',
    message: 'No headlines can be told from the other links of this page.',
    hint: 'Add a page that lists articles, or the site’s feed.',
  };
}

/** The address itself: its page is fetched like that of any entry. */
function fromUrl({ url }: SourceResponse): EntriesOutcome {
  const address = webAddress(url, undefined);
  if (address === undefined)
    return { kind: 'refused', code: 'bad-address', message: 'This is no web address.', hint: 'Check it.' };
  const entry: FeedEntry = { url: address, authors: [], categories: [], enclosures: [], licences: [] };
  return { kind: 'entries', entries: [entry], quarantined: [] };
}

/** Every kind of source. One line to add one. */
export const kinds: Readonly<Record<SourceKind, Kind>> = {
  feed: { id: 'feed', label: { en: 'Feed', ko: '피드' }, toEntries: fromFeed },
  sitemap: { id: 'sitemap', label: { en: 'Sitemap', ko: '사이트맵' }, toEntries: fromSitemap },
  page: { id: 'page', label: { en: 'Page with links', ko: '목록 페이지' }, toEntries: fromPage },
  url: { id: 'url', label: { en: 'Single page', ko: '단일 페이지' }, toEntries: fromUrl },
};
