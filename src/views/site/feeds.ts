import { html } from 'hono/html';
import type { FeedRow } from '../../domain/reading.ts';
import { sha256 } from '../../kit/hash.ts';
import { packFor } from '../../languages/languages.ts';
import { sectionName } from '../../languages/site-strings.ts';
import { plain, safeLang, safeUrl } from '../safe.ts';
import { at, type Chrome } from './chrome.ts';
import { canonicalBrief } from './json-ld.ts';
import { declaration, element } from './xml.ts';

/** Namespace of our label in RSS and Atom; in JSON Feed the extension `_standfirst` says the same. */
export const labelNamespace = 'urn:standfirst:ai-label:1';

export interface FeedData {
  rows: readonly FeedRow[];
  section: string | null;
}

interface FeedItem {
  guid: string;
  url: string;
  title: string;
  summary: string;
  /** Label, summary and originals as HTML. */
  content: string;
  lang: string;
  published: string;
  updated: string;
  row: FeedRow;
}

/** The same for every revision of a brief and for every address that the site may have. */
export function guidOf({ id, firstPublishedAt }: Pick<FeedRow, 'id' | 'firstPublishedAt'>): string {
  const hash = sha256(`${id} ${firstPublishedAt}`);
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
  ];
  return `urn:uuid:${[...parts, hash.slice(20, 32)].join('-')}`;
}

/** Label in words, in the brief's language: the first thing that a feed reader shows. */
function labelOf(row: FeedRow): string {
  const { strings } = packFor(row.lang);
  const short = row.disclosure === 'ai-excerpts' ? strings.aiLabelShortExcerpts : strings.aiLabelShort;
  return plain(row.labelText) || short;
}

function contentOf(row: FeedRow): string {
  const { strings } = packFor(row.lang);
  const originals = row.originals.map(({ title, publisher, url, lang }) => {
    const address = safeUrl(url ?? undefined);
    const name = plain(publisher ?? '') || strings.unknownPublisher;
    const words = plain(title) || strings.untitled;
    return html`<li lang="${safeLang(lang)}">${name}: ${address ? html`<a href="${address}">${words}</a>` : words}</li>`;
  });
  const review = row.review === 'reviewed' ? strings.reviewed : strings.notReviewed;
  return String(
    html`<p><strong>${labelOf(row)}</strong>. ${review}.</p>${row.standfirst ? html`<p>${plain(row.standfirst)}</p>` : ''}${originals.length > 0 ? html`<p>${strings.originals}</p><ul>${originals}</ul>` : ''}<p>${strings.notice}</p>`,
  );
}

function itemOf(row: FeedRow, chrome: Chrome): FeedItem {
  const { strings } = packFor(row.lang);
  const short = row.disclosure === 'ai-excerpts' ? strings.aiLabelShortExcerpts : strings.aiLabelShort;
  const standfirst = plain(row.standfirst ?? '');
  return {
    guid: guidOf(row),
    url: `${chrome.origin}${canonicalBrief(row, chrome)}`,
    title: plain(row.headline) || row.id,
    summary: standfirst === '' ? labelOf(row) : `${short}: ${standfirst}`,
    content: contentOf(row),
    lang: safeLang(row.lang),
    published: row.firstPublishedAt,
    updated: row.publishedAt,
    row,
  };
}

function feedTitle({ section }: FeedData, { site, ui }: Chrome): string {
  return section === null ? site.name : `${site.name}: ${plain(sectionName(section, ui))}`;
}

/** The label for machines: how it was made, what it is called, whether a person examined it. */
function labelElements({ row }: FeedItem): string {
  return [
    element('ai:disclosure', row.disclosure),
    element('ai:digitalSourceType', plain(row.digitalSourceType)),
    element('ai:label', labelOf(row)),
    element('ai:review', row.review),
    ...(row.model ? [element('ai:model', plain(row.model))] : []),
  ].join('');
}

function newest({ rows }: FeedData): string | null {
  return (
    rows
      .map(({ publishedAt }) => publishedAt)
      .sort()
      .at(-1) ?? null
  );
}

function httpDate(iso: string): string {
  return new Date(iso).toUTCString();
}

/** RSS 2.0. */
export function rssFeed(data: FeedData, chrome: Chrome): string {
  const { ui, origin, site, words } = chrome;
  const self = `${origin}${at.feed(ui, 'rss', data.section)}`;
  const home = `${origin}${data.section === null ? at.front(ui) : at.section(ui, data.section)}`;
  const built = newest(data);
  const items = data.rows.map((row) => {
    const item = itemOf(row, chrome);
    return `<item>${element('title', item.title)}${element('link', item.url)}${element('guid', item.guid, { isPermaLink: 'false' })}${element('pubDate', httpDate(item.published))}${element('description', item.summary)}${element('content:encoded', item.content)}${element('dc:language', item.lang)}${row.section ? element('category', plain(sectionName(row.section, ui))) : ''}${labelElements(item)}</item>`;
  });
  const hub = site.hub === null ? '' : element('atom:link', '', { rel: 'hub', href: site.hub });
  return `${declaration}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ai="${labelNamespace}"><channel>${element('title', feedTitle(data, chrome))}${element('link', home)}${element('description', `${words.motto}. ${words.labelNote}.`)}${element('language', ui)}${built === null ? '' : element('lastBuildDate', httpDate(built))}${element('generator', 'Standfirst')}${element('ttl', '15')}${element('atom:link', '', { rel: 'self', type: 'application/rss+xml', href: self })}${hub}${items.join('\n')}</channel></rss>\n`;
}

/** Atom 1.0. */
export function atomFeed(data: FeedData, chrome: Chrome): string {
  const { ui, origin, site, words } = chrome;
  const self = `${origin}${at.feed(ui, 'atom', data.section)}`;
  const home = `${origin}${data.section === null ? at.front(ui) : at.section(ui, data.section)}`;
  const entries = data.rows.map((row) => {
    const item = itemOf(row, chrome);
    return `<entry xml:lang="${item.lang}">${element('title', item.title)}${element('id', item.guid)}${element('link', '', { rel: 'alternate', type: 'text/html', href: item.url })}${element('published', item.published)}${element('updated', item.updated)}${element('summary', item.summary)}${element('content', item.content, { type: 'html' })}${row.section ? element('category', '', { term: plain(row.section), label: plain(sectionName(row.section, ui)) }) : ''}${labelElements(item)}</entry>`;
  });
  const hub = site.hub === null ? '' : element('link', '', { rel: 'hub', href: site.hub });
  return `${declaration}<feed xmlns="http://www.w3.org/2005/Atom" xmlns:ai="${labelNamespace}" xml:lang="${ui}">${element('title', feedTitle(data, chrome))}${element('subtitle', `${words.motto}. ${words.labelNote}.`)}${element('id', self)}${element('link', '', { rel: 'self', type: 'application/atom+xml', href: self })}${element('link', '', { rel: 'alternate', type: 'text/html', href: home })}${hub}${element('updated', newest(data) ?? '1970-01-01T00:00:00.000Z')}<author>${element('name', site.name)}</author>${element('generator', 'Standfirst')}${entries.join('\n')}</feed>\n`;
}

/** JSON Feed 1.1. */
export function jsonFeed(data: FeedData, chrome: Chrome): string {
  const { ui, origin, site, words } = chrome;
  const items = data.rows.map((row) => {
    const { guid, url, title, summary, content, lang, published, updated } = itemOf(row, chrome);
    return {
      id: guid,
      url,
      title,
      summary,
      content_html: content,
      language: lang,
      date_published: published,
      date_modified: updated,
      ...(row.section ? { tags: [plain(sectionName(row.section, ui))] } : {}),
      _standfirst: {
        disclosure: row.disclosure,
        digitalSourceType: plain(row.digitalSourceType),
        label: labelOf(row),
        review: row.review,
        ...(row.model ? { model: plain(row.model) } : {}),
      },
    };
  });
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feedTitle(data, chrome),
    description: `${words.motto}. ${words.labelNote}.`,
    home_page_url: `${origin}${data.section === null ? at.front(ui) : at.section(ui, data.section)}`,
    feed_url: `${origin}${at.feed(ui, 'json', data.section)}`,
    language: ui,
    authors: [{ name: site.name, url: `${origin}${at.about(ui)}` }],
    ...(site.hub === null ? {} : { hubs: [{ type: 'WebSub', url: site.hub }] }),
    items,
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}
