import type { Database } from '../../src/db/database.ts';
import { openReading } from '../../src/db/reading.ts';
import type { Reading } from '../../src/domain/reading.ts';
import type { SiteIdentity } from '../../src/domain/site.ts';
import { type ReaderOptions, readerApp } from '../../src/reader/app.ts';
import type { Seeded } from './seed-desk.ts';

export const testSite: SiteIdentity = {
  name: 'The Standfirst',
  url: 'https://news.example',
  contact: 'desk@news.example',
  responsible: 'Ida Marlow, editor',
  languages: ['en', 'ko'],
  hub: null,
};

export interface TestSite {
  /** A request as from a reader; `path` from the root. */
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Response>;
  logged: string[];
  reading: Reading;
}

/** The reader site of a database, without a network between. */
export function openSite(db: Database, now: Date, options: Partial<ReaderOptions> = {}): TestSite {
  const logged: string[] = [];
  const reading = options.reading ?? openReading(db.kysely);
  const app = readerApp({
    reading,
    site: testSite,
    now: () => now,
    log: ({ what }) => logged.push(what),
    versionMs: 0,
    ...options,
  });
  return {
    logged,
    reading,
    get: async (path, headers = {}, method = 'GET') =>
      app.request(`http://127.0.0.1:4000${path}`, { method, headers }),
  };
}

/** An address of every page of the table, without the language of the chrome where it has one. */
export function examplePaths(seeded: Seeded): Record<string, string> {
  const story = seeded.merged.into;
  return {
    front: '/',
    all: '/all',
    'feed-rss': '/feed.rss',
    'feed-atom': '/feed.atom',
    'feed-json': '/feed.json',
    'section-feed-rss': '/sections/society/feed.rss',
    'section-feed-atom': '/sections/society/feed.atom',
    'section-feed-json': '/sections/society/feed.json',
    section: '/sections/society',
    'section-all': '/sections/society/all',
    day: '/days/2026-03-05',
    brief: `/briefs/${seeded.corrected}`,
    'brief-slug': `/briefs/${seeded.corrected}/the-bridge-is-shut`,
    revisions: `/briefs/${seeded.corrected}/revisions`,
    story: `/stories/${story}`,
    source: '/sources/straits',
    sources: '/sources',
    search: '/search?q=bridge',
    'search-json': '/search.json?q=bridge',
    about: '/about',
    policy: '/policy',
    accuracy: '/accuracy',
    corrections: '/corrections',
    sitemap: '//sitemap.xml',
    'sitemap-file': '//sitemaps/0.xml',
    'news-sitemap': '//news-sitemap.xml',
    robots: '//robots.txt',
    tdmrep: '//.well-known/tdmrep.json',
    favicon: '//favicon.svg',
    opensearch: '//opensearch-en.xml',
  };
}

/** `/en/about`; paths that begin with two slashes have no language. */
export function pathIn(ui: string, path: string): string {
  return path.startsWith('//') ? path.slice(1) : `/${ui}${path}`;
}
