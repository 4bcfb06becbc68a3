import type { SitemapRow } from '../../domain/reading.ts';
import type { Chrome } from '../../views/site/chrome.ts';
import {
  faviconSvg,
  newsSitemapXml,
  openSearchXml,
  robotsTxt,
  sitemapIndexXml,
  sitemapXml,
  tdmRepJson,
} from '../../views/site/machine.ts';
import { type AnyPage, definePage, fresh, steady } from '../page.ts';

const xmlType = 'application/xml; charset=utf-8';
/** A news sitemap names what is younger than this. */
const newsHours = 48;

type Sitemap = { rows: SitemapRow[]; isFirst: boolean } | { files: number };

const sitemap = definePage<Sitemap>({
  name: 'sitemap',
  path: '/sitemap.xml',
  cache: fresh,
  async load({ reading }) {
    const files = await reading.sitemapFiles();
    const data: Sitemap = files > 1 ? { files } : { rows: await reading.sitemap(0), isFirst: true };
    return { kind: 'found', data };
  },
  view: (data, chrome) => ({
    type: xmlType,
    text: 'files' in data ? sitemapIndexXml(data.files, chrome) : sitemapXml(data.rows, data.isFirst, chrome),
  }),
});

const sitemapFile = definePage<{ rows: SitemapRow[]; file: number }>({
  name: 'sitemap-file',
  path: '/sitemaps/:file{[0-9]{1,5}\\.xml}',
  cache: fresh,
  async load({ reading, params }) {
    const file = Number.parseInt(params.file ?? '', 10);
    if (file >= (await reading.sitemapFiles())) return { kind: 'missing' };
    return { kind: 'found', data: { rows: await reading.sitemap(file), file } };
  },
  view: ({ rows, file }, chrome) => ({ type: xmlType, text: sitemapXml(rows, file === 0, chrome) }),
});

const newsSitemap = definePage<SitemapRow[]>({
  name: 'news-sitemap',
  path: '/news-sitemap.xml',
  cache: fresh,
  async load({ reading, now }) {
    const since = new Date(now.getTime() - newsHours * 3_600_000).toISOString();
    return { kind: 'found', data: await reading.news(since) };
  },
  view: (rows, chrome) => ({ type: xmlType, text: newsSitemapXml(rows, chrome) }),
});

const fixed = (name: string, path: string, type: string, write: (chrome: Chrome) => string): AnyPage =>
  definePage<null>({
    name,
    path,
    cache: steady,
    load: async () => ({ kind: 'found', data: null }),
    view: (_, chrome) => ({ type, text: write(chrome) }),
  });

/** What only machines ask for. */
export const machinePages: readonly AnyPage[] = [
  sitemap,
  sitemapFile,
  newsSitemap,
  fixed('robots', '/robots.txt', 'text/plain; charset=utf-8', robotsTxt),
  fixed('tdmrep', '/.well-known/tdmrep.json', 'application/json; charset=utf-8', tdmRepJson),
  fixed('favicon', '/favicon.svg', 'image/svg+xml', () => faviconSvg),
  fixed(
    'opensearch',
    '/:file{opensearch-(?:en|ko)\\.xml}',
    'application/opensearchdescription+xml; charset=utf-8',
    openSearchXml,
  ),
];
