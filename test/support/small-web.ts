import { httpServer, type TestServer } from './servers.ts';

/** One article of the small web, as it stands now. */
export interface SmallArticle {
  site: string;
  path: string;
  lang: string;
  title: string;
  published: string;
  paragraphs: string[];
  /** A correction note under the text. */
  note?: string;
  gone?: boolean;
  /** Sent with the page. */
  headers?: Record<string, string>;
}

/**
 * A web of a few sites that a test changes while a desk follows it. Every site is a host of its own under `localhost`
 * and has one feed, `/feed`.
 */
export interface SmallWeb {
  articles: SmallArticle[];
  /** Answers by path that come before everything else: robots.txt, broken feeds. */
  overrides: Map<string, { status: number; body: string; headers?: Record<string, string> }>;
  /** Hubs (WebSub) that the feeds of sites name. */
  hubs: Map<string, string>;
  /** In the margin of every page. */
  advertisement?: string;
  requests: string[];
  /** The same, with their times by a clock that only goes on. */
  asked: { site: string; path: string; atMs: number }[];
  feedOf(site: string): string;
  urlOf(article: SmallArticle): string;
  /** For the guarded client. */
  fetchOptions: {
    resolve(host: string): Promise<{ address: string; family: 4 }[]>;
    allowAddresses: string[];
    ports: number[];
  };
  close(): Promise<void>;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function pageOf(
  { site, lang, title, published, paragraphs, note }: SmallArticle,
  advertisement: string | undefined,
): string {
  const data = { '@context': 'https://schema.org', '@type': 'NewsArticle', headline: title };
  const meta = { ...data, datePublished: published, inLanguage: lang, publisher: { name: site } };
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<meta property="og:site_name" content="${escaped(site)}">
<script type="application/ld+json">${JSON.stringify(meta).replaceAll('<', '\\u003c')}</script></head>
<body><main><article><h1>${escaped(title)}</h1>
${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n')}
${note ? `<p class="correction">${escaped(note)}</p>` : ''}</article></main>${advertisement ? `<aside class="ad">${escaped(advertisement)}</aside>` : ''}</body></html>`;
}

function feedText(
  site: string,
  articles: readonly SmallArticle[],
  { urlOf, feedOf, hubs }: SmallWeb,
): string {
  const hub = hubs.get(site);
  const links = hub
    ? `<atom:link rel="hub" href="${escaped(hub)}"/><atom:link rel="self" href="${feedOf(site)}"/>`
    : '';
  const items = articles.map(
    (article) => `<item><title>${escaped(article.title)}</title><link>${urlOf(article)}</link>
<guid>${urlOf(article)}</guid><pubDate>${new Date(article.published).toUTCString()}</pubDate>
<description>${escaped(`${article.paragraphs[0] ?? ''} ${article.note ?? ''}`)}</description></item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>${links}<title>${escaped(site)}</title>
<link>http://${site}.localhost/</link><description>News</description>${items.join('\n')}</channel></rss>`;
}

export async function smallWeb(articles: SmallArticle[]): Promise<SmallWeb> {
  const overrides: SmallWeb['overrides'] = new Map();
  const requests: string[] = [];
  const asked: SmallWeb['asked'] = [];
  const server: TestServer = await httpServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const site = url.hostname.replace('.localhost', '');
    requests.push(`${site}${url.pathname}`);
    asked.push({ site, path: url.pathname, atMs: performance.now() });
    const override = overrides.get(`${site}${url.pathname}`);
    if (override) {
      response.writeHead(override.status, override.headers).end(override.body);
      return;
    }
    if (url.pathname === '/feed') {
      const own = web.articles.filter((one) => one.site === site && !one.gone);
      response.writeHead(200, { 'content-type': 'application/rss+xml' });
      response.end(feedText(site, own, web));
      return;
    }
    const article = web.articles.find((one) => one.site === site && one.path === url.pathname);
    if (article && !article.gone) {
      const headers = { 'content-type': 'text/html; charset=utf-8', ...article.headers };
      response.writeHead(200, headers).end(pageOf(article, web.advertisement));
    } else response.writeHead(article ? 410 : 404).end();
  });
  const web: SmallWeb = {
    articles,
    hubs: new Map(),
    overrides,
    requests,
    asked,
    feedOf: (site) => `http://${site}.localhost:${server.port}/feed`,
    urlOf: ({ site, path }) => `http://${site}.localhost:${server.port}${path}`,
    fetchOptions: {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      allowAddresses: ['127.0.0.1'],
      ports: [server.port],
    },
    close: () => server.close(),
  };
  return web;
}
