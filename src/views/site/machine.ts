import type { SitemapRow } from '../../domain/reading.ts';
import { plain, safeLang } from '../safe.ts';
import { at, type Chrome } from './chrome.ts';
import { canonicalBrief } from './json-ld.ts';
import { declaration, element } from './xml.ts';

/* What only machines read: sitemaps, robots.txt, OpenSearch, TDMRep, the icon. */

const sitemapNamespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

function urlOf(path: string, modified: string | null, chrome: Chrome): string {
  const time = modified === null ? '' : element('lastmod', modified);
  return `<url>${element('loc', `${chrome.origin}${path}`)}${time}</url>`;
}

/** Pages that every site has, in each language of the interface. */
export function standingPaths({ site, sections }: Pick<Chrome, 'site' | 'sections'>): string[] {
  return site.languages.flatMap((ui) => [
    at.front(ui),
    at.about(ui),
    at.policy(ui),
    at.accuracy(ui),
    at.corrections(ui),
    at.sources(ui),
    ...sections.map((section) => at.section(ui, section)),
  ]);
}

/** One file of the sitemap: `standing` stands in the first alone. */
export function sitemapXml(rows: readonly SitemapRow[], isFirst: boolean, chrome: Chrome): string {
  const standing = isFirst ? standingPaths(chrome).map((path) => urlOf(path, null, chrome)) : [];
  const briefs = rows.map((row) => urlOf(canonicalBrief(row, chrome), row.publishedAt, chrome));
  return `${declaration}<urlset xmlns="${sitemapNamespace}">\n${[...standing, ...briefs].join('\n')}\n</urlset>\n`;
}

export function sitemapIndexXml(files: number, chrome: Chrome): string {
  const items = Array.from(
    { length: files },
    (_, file) => `<sitemap>${element('loc', `${chrome.origin}/sitemaps/${file}.xml`)}</sitemap>`,
  );
  return `${declaration}<sitemapindex xmlns="${sitemapNamespace}">\n${items.join('\n')}\n</sitemapindex>\n`;
}

/** Google's news sitemap: briefs of the last two days. */
export function newsSitemapXml(rows: readonly SitemapRow[], chrome: Chrome): string {
  const items = rows.map((row) => {
    const publication = `<news:publication>${element('news:name', chrome.site.name)}${element('news:language', safeLang(row.lang).split('-')[0] ?? 'und')}</news:publication>`;
    return `<url>${element('loc', `${chrome.origin}${canonicalBrief(row, chrome)}`)}<news:news>${publication}${element('news:publication_date', row.firstPublishedAt)}${element('news:title', plain(row.headline) || row.id)}</news:news></url>`;
  });
  return `${declaration}<urlset xmlns="${sitemapNamespace}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n${items.join('\n')}\n</urlset>\n`;
}

/**
 * What crawlers may do with our pages: find and quote them, not train on them, for much of the text is the originals'.
 * `Content-Signal` as in the contentsignals.org policy.
 */
export function robotsTxt({ origin, site }: Pick<Chrome, 'origin' | 'site'>): string {
  return [
    'User-agent: *',
    'Content-Signal: search=yes, ai-input=yes, ai-train=no',
    ...site.languages.map((ui) => `Disallow: ${at.search(ui)}`),
    'Allow: /',
    '',
    `Sitemap: ${origin}/sitemap.xml`,
    `Sitemap: ${origin}/news-sitemap.xml`,
    '',
  ].join('\n');
}

/** TDMRep: rights are reserved, since excerpts belong to their publishers. */
export function tdmRepJson({ origin, site }: Pick<Chrome, 'origin' | 'site'>): string {
  const ui = site.languages[0] ?? 'en';
  const rule = { location: '/', 'tdm-reservation': 1, 'tdm-policy': `${origin}${at.policy(ui)}` };
  return `${JSON.stringify([rule], null, 1)}\n`;
}

export function openSearchXml({ ui, origin, site, words }: Chrome): string {
  // The names of the format are short.
  const name = [...plain(site.name)].slice(0, 16).join('');
  return `${declaration}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">${element('ShortName', name)}${element('Description', `${words.search}: ${site.name}`)}${element('InputEncoding', 'UTF-8')}${element('Language', ui)}${element('Image', `${origin}/favicon.svg`, { type: 'image/svg+xml', width: '16', height: '16' })}${element('Url', '', { type: 'text/html', template: `${origin}${at.search(ui)}?q={searchTerms}` })}</OpenSearchDescription>\n`;
}

/** The first two lines of a page: a headline and its standfirst. */
export const faviconSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#1c1a17"/><path fill="#fbf9f4" d="M6 7h20v5H6zM6 16h20v2H6zM6 20.5h20v2H6zM6 25h13v2H6z"/></svg>\n`;
