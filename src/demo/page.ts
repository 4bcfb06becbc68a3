import { unreachable } from '../domain/errors.ts';
import {
  type DemoDocument,
  type DemoEdition,
  type DemoOutlet,
  type DemoSection,
  editionAt,
} from './corpus.ts';
import { timeText } from './dates.ts';
import type { DemoBlock } from './source-file.ts';
import { escapeMarkup, fillTemplate, type TemplateValues } from './template.ts';

/** Where an outlet is served, such as `http://courier.localhost:4180`. */
export type OriginOf = (outlet: string) => string;

const relatedMax = 3;

function crossheadMarkup(text: string, kind: DemoOutlet['site']['crosshead']): string {
  return kind === 'bold'
    ? `<b>${escapeMarkup(text)}</b><br><br>`
    : `<${kind}>${escapeMarkup(text)}</${kind}>`;
}

function tableMarkup(rows: readonly string[][]): string {
  const [head = [], ...rest] = rows;
  const line = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeMarkup(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>\n${[line(head, 'th'), ...rest.map((cells) => line(cells, 'td'))].join('\n')}\n</table>`;
}

function blockMarkup(block: DemoBlock, outlet: DemoOutlet): string {
  const { site } = outlet;
  const paragraph = (inner: string, attributes = '') =>
    site.paragraph === 'br' ? `${inner}<br><br>` : `<p${attributes}>${inner}</p>`;
  switch (block.type) {
    case 'paragraph':
      return paragraph(escapeMarkup(block.text));
    case 'crosshead':
      return crossheadMarkup(block.text, site.crosshead);
    case 'quote':
      return site.paragraph === 'br'
        ? paragraph(escapeMarkup(block.text))
        : `<blockquote><p>${escapeMarkup(block.text)}</p></blockquote>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('')}</ul>`;
    case 'table':
      return tableMarkup(block.rows);
    case 'more': {
      const target = outlet.documents.find(({ id }) => id === `${outlet.id}/${block.to}`);
      const title = escapeMarkup(target?.editions[0]?.title ?? '');
      return `<p class="more"><strong>${escapeMarkup(site.more ?? '')}</strong> <a href="${target?.path}">${title}</a></p>`;
    }
    case 'white':
      return `<p style="color:#fff;background:#fff">${escapeMarkup(block.text)}</p>`;
    default:
      return unreachable(block);
  }
}

function bodyMarkup(blocks: readonly DemoBlock[], outlet: DemoOutlet): string {
  const { insertAfter } = outlet.site;
  let paragraphs = 0;
  return blocks
    .map((block) => {
      const markup = blockMarkup(block, outlet);
      if (block.type === 'paragraph') paragraphs += 1;
      const here = block.type === 'paragraph' && paragraphs === insertAfter;
      return here ? `${markup}\n${outlet.templates.insert.trim()}` : markup;
    })
    .join('\n');
}

interface Article {
  outlet: DemoOutlet;
  document: DemoDocument;
  edition: DemoEdition;
  url: string;
}

function jsonLdOf({ outlet, document, edition, url }: Article): string {
  const { site } = outlet;
  if (site.jsonLd === 'none') return '';
  const article = {
    '@type': site.jsonLd === 'graph' ? 'ReportageNewsArticle' : 'NewsArticle',
    headline: edition.title,
    description: edition.standfirst || undefined,
    datePublished: edition.at,
    dateModified: edition.updated ?? edition.at,
    author: edition.byline.map((name) => ({ '@type': 'Person', name })),
    publisher: { '@type': 'NewsMediaOrganization', name: site.name },
    articleSection: site.sections[document.section],
    inLanguage: site.lang,
    mainEntityOfPage: url,
    correction: edition.correction && { '@type': 'CorrectionComment', text: edition.correction },
  };
  const whole =
    site.jsonLd === 'graph'
      ? {
          '@context': 'https://schema.org',
          '@graph': [
            { '@type': 'WebSite', name: site.name, url: `${new URL(url).origin}/` },
            {
              '@type': 'BreadcrumbList',
              itemListElement: [{ '@type': 'ListItem', position: 1, name: site.sections[document.section] }],
            },
            article,
          ],
        }
      : { '@context': 'https://schema.org', ...article };
  const text = JSON.stringify(whole, null, 1).replaceAll('<', '\\u003c');
  // As content systems leave it that print each field with a comma behind it.
  return site.jsonLd === 'careless'
    ? text.replace(/\n(\s*)([}\]])/g, ',\n$1$2').replace(/,(\s*)$/, '$1')
    : text;
}

/** Earlier articles of the outlet, the same section first: never later ones, so that a page changes only when edited. */
function relatedOf(outlet: DemoOutlet, document: DemoDocument): DemoDocument[] {
  const time = (of: DemoDocument) => Date.parse(of.editions[0]?.at ?? '');
  const stage = document.editions[0]?.stage ?? 1;
  const earlier = outlet.documents.filter(
    (other) =>
      time(other) < time(document) &&
      (other.editions[0]?.stage ?? 1) <= stage &&
      other.goneFrom === undefined &&
      !other.unlisted,
  );
  const same = earlier.filter(({ section }) => section === document.section);
  return [...same, ...earlier.filter(({ section }) => section !== document.section)].slice(0, relatedMax);
}

function siteValues(outlet: DemoOutlet, originOf: OriginOf): TemplateValues {
  const { site } = outlet;
  return {
    lang: site.lang,
    site: site.name,
    origin: originOf(outlet.id),
    about: site.about,
    nav: Object.entries(site.sections).map(([section, name]) => ({ href: `/${section}`, name })),
    feeds: site.feeds
      .filter(({ format }) => format !== 'page' && format !== 'sitemap')
      .map((feed) => ({ feedHref: feed.path, feedTitle: feed.title, feedType: feedTypes[feed.format] })),
  };
}

/** Media types by feed format; a page is no feed. */
export const feedTypes = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  rdf: 'application/rdf+xml',
  json: 'application/feed+json',
  sitemap: 'application/xml',
  page: 'text/html',
} as const;

/** One article as its outlet shows it. */
export function articlePage(
  outlet: DemoOutlet,
  of: { document: DemoDocument; edition: DemoEdition; originOf: OriginOf },
): string {
  const { document, edition, originOf } = of;
  const { site } = outlet;
  const url = `${originOf(outlet.id)}${document.path}`;
  return fillTemplate(outlet.templates.page, {
    ...siteValues(outlet, originOf),
    url,
    path: document.path,
    title: edition.title,
    standfirst: edition.standfirst,
    summary: edition.summary,
    section: site.sections[document.section],
    sectionHref: `/${document.section}`,
    authors: edition.byline.map((name, index) => ({ name, and: index > 0 })),
    at: edition.at,
    atText: timeText(edition.at, site.dates, site.lang),
    updated: edition.updated,
    updatedText: edition.updated && timeText(edition.updated, site.dates, site.lang),
    modified: edition.updated ?? edition.at,
    correction: edition.correction,
    body: bodyMarkup(edition.blocks, outlet),
    jsonLd: jsonLdOf({ outlet, document, edition, url }),
    comments: edition.comments.map(({ name, text }) => ({ name, text })),
    hasComments: edition.comments.length > 0,
    related: relatedOf(outlet, document).map((other) => ({
      href: other.path,
      relatedTitle: other.editions[0]?.title ?? '',
    })),
  });
}

/** A list of articles: the outlet's first page, or one section of it. */
export function listPage(
  outlet: DemoOutlet,
  of: {
    template: string;
    documents: readonly DemoDocument[];
    stage: number;
    originOf: OriginOf;
    section?: DemoSection;
  },
): string {
  const { site } = outlet;
  return fillTemplate(of.template, {
    ...siteValues(outlet, of.originOf),
    heading: of.section === undefined ? site.name : site.sections[of.section],
    items: of.documents.flatMap((document) => {
      const edition = editionAt(document, of.stage);
      if (!edition) return [];
      const { title, summary, at } = edition;
      return [{ href: document.path, title, summary, at, atText: timeText(at, site.dates, site.lang) }];
    }),
  });
}
