import { unreachable } from '../domain/errors.ts';
import { sha256 } from '../kit/hash.ts';
import { type DemoDocument, type DemoEdition, type DemoFeed, type DemoOutlet, editionAt } from './corpus.ts';
import { feedTime } from './dates.ts';
import { escapeMarkup, fillTemplate, type TemplateValues } from './template.ts';

const rss = `<?xml version="1.0" encoding="{{charset}}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{{title}}</title>
<link>{{origin}}/</link>
<description>{{about}}</description>
<language>{{lang}}</language>
<lastBuildDate>{{newestRfc}}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="{{self}}"/>
{{#items}}<item>
<title>{{title}}</title>
<link>{{url}}</link>
<guid isPermaLink="{{permalink}}">{{guid}}</guid>
<pubDate>{{rfc}}</pubDate>
{{#authors}}<dc:creator>{{author}}</dc:creator>
{{/authors}}<category>{{category}}</category>
<description>{{summary}}</description>
</item>
{{/items}}</channel>
</rss>
`;

const atom = `<?xml version="1.0" encoding="{{charset}}"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{{lang}}">
<title>{{title}}</title>
<id>{{self}}</id>
<link href="{{origin}}/"/>
<link rel="self" href="{{self}}"/>
<updated>{{newest}}</updated>
{{#items}}<entry>
<title>{{title}}</title>
<id>{{guid}}</id>
<link href="{{url}}"/>
<published>{{at}}</published>
<updated>{{modified}}</updated>
{{#authors}}<author><name>{{author}}</name></author>
{{/authors}}<category term="{{category}}"/>
<summary>{{summary}}</summary>
</entry>
{{/items}}</feed>
`;

const rdf = `<?xml version="1.0" encoding="{{charset}}"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="{{self}}">
<title>{{title}}</title>
<link>{{origin}}/</link>
<description>{{about}}</description>
<dc:language>{{lang}}</dc:language>
<items><rdf:Seq>
{{#items}}<rdf:li rdf:resource="{{url}}"/>
{{/items}}</rdf:Seq></items>
</channel>
{{#items}}<item rdf:about="{{url}}">
<title>{{title}}</title>
<link>{{url}}</link>
<description>{{summary}}</description>
<dc:date>{{at}}</dc:date>
{{#authors}}<dc:creator>{{author}}</dc:creator>
{{/authors}}<dc:subject>{{category}}</dc:subject>
</item>
{{/items}}</rdf:RDF>
`;

const sitemap = `<?xml version="1.0" encoding="{{charset}}"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
{{#items}}<url>
<loc>{{url}}</loc>
<lastmod>{{modified}}</lastmod>
<news:news>
<news:publication><news:name>{{site}}</news:name><news:language>{{lang}}</news:language></news:publication>
<news:publication_date>{{at}}</news:publication_date>
<news:title>{{title}}</news:title>
</news:news>
</url>
{{/items}}</urlset>
`;

/** What one feed holds at a stage, newest first. */
export function feedDocuments(outlet: DemoOutlet, feed: DemoFeed, stage: number): DemoDocument[] {
  return outlet.documents.filter(
    (document) =>
      feed.sections.includes(document.section) && !document.unlisted && editionAt(document, stage) !== null,
  );
}

function itemOf(
  document: DemoDocument,
  edition: DemoEdition,
  of: { outlet: DemoOutlet; feed: DemoFeed; origin: string },
): TemplateValues {
  const url = `${of.origin}${document.path}`;
  // A guid stays when the article is edited; it does not depend on where the demo web runs.
  const lasting = `tag:${of.outlet.id}.example,2026:${sha256(document.id).slice(0, 12)}`;
  const repeated = of.feed.repeatedGuids === true;
  return {
    url,
    title: edition.title,
    guid: repeated ? `${of.outlet.id}-${edition.at.slice(0, 10)}` : lasting,
    permalink: 'false',
    at: edition.at,
    rfc: feedTime(edition.at),
    modified: edition.updated ?? edition.at,
    authors: edition.byline.map((author) => ({ author })),
    category: of.outlet.site.sections[document.section],
    summary: edition.summary,
  };
}

function jsonFeed(values: TemplateValues, items: readonly TemplateValues[]): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: values.title,
    home_page_url: `${values.origin}/`,
    feed_url: values.self,
    language: values.lang,
    items: items.map((item) => ({
      id: item.guid,
      url: item.url,
      title: item.title,
      summary: item.summary,
      date_published: item.at,
      date_modified: item.modified,
      authors: Array.isArray(item.authors) ? item.authors.map(({ author }) => ({ name: author })) : [],
      tags: [item.category],
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

/** A feed of an outlet as text; the caller encodes it. */
export function feedText(
  outlet: DemoOutlet,
  feed: DemoFeed,
  of: { stage: number; origin: string; self: string },
): string {
  const { origin } = of;
  const documents = feedDocuments(outlet, feed, of.stage);
  const items = documents.flatMap((document) => {
    const edition = editionAt(document, of.stage);
    return edition ? [itemOf(document, edition, { outlet, feed, origin })] : [];
  });
  const newest =
    items.map(({ modified }) => String(modified)).sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? '';
  const values: TemplateValues = {
    charset: { latin1: 'iso-8859-1', cp949: 'euc-kr', 'utf-8': 'utf-8' }[feed.charset ?? 'utf-8'],
    title: feed.title,
    site: outlet.site.name,
    about: outlet.site.about,
    lang: outlet.site.lang,
    origin,
    self: `${origin}${of.self}`,
    newest,
    newestRfc: newest && feedTime(newest),
    items,
  };
  switch (feed.format) {
    case 'rss': {
      const text = fillTemplate(rss, values);
      return feed.bareAmpersands ? text.replaceAll('&amp;', '&') : text;
    }
    case 'atom':
      return fillTemplate(atom, values);
    case 'rdf':
      return fillTemplate(rdf, values);
    case 'sitemap':
      return fillTemplate(sitemap, values);
    case 'json':
      return jsonFeed(values, items);
    case 'page':
      return '';
    default:
      return unreachable(feed.format);
  }
}

/** A source as a desk follows it. */
export interface DemoSource {
  url: string;
  kind: 'feed' | 'sitemap' | 'page';
  section: string;
  title: string;
  lang: string;
}

/** The subscriptions as OPML 2.0, one outline for each section. */
export function opmlText(sources: readonly DemoSource[]): string {
  const sections = [...new Set(sources.map(({ section }) => section))];
  const outline = (source: DemoSource) =>
    `   <outline type="${source.kind === 'feed' ? 'rss' : source.kind}" text="${escapeMarkup(source.title)}" ` +
    `language="${source.lang}" xmlUrl="${escapeMarkup(source.url)}"/>`;
  const groups = sections.map((section) => {
    const lines = sources.filter((source) => source.section === section).map(outline);
    return `  <outline text="${section}">\n${lines.join('\n')}\n  </outline>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
 <head><title>Standfirst demo web</title></head>
 <body>
${groups.join('\n')}
 </body>
</opml>
`;
}
