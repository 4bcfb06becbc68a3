import type { Document } from '../../domain/document.ts';
import { readByline } from './byline.ts';
import { readDates } from './dates.ts';
import { readLeadImage } from './lead-image.ts';
import { headingOf, visibleLines } from './near-title.ts';
import { pageLanguage } from './page-language.ts';
import { readPublisher, siteNamesOf } from './publisher.ts';
import type { StructuredData } from './structured-data.ts';
import { readTitle } from './title.ts';
import { attr, elementsWithin, type PageTree, squeeze, textOf } from './tree.ts';

/** What a document says about itself; `description` helps to choose the body and goes no further. */
export type PageMetadata = Omit<Document, 'text' | 'blocks' | 'removed' | 'confidence'> & {
  description?: string;
};

/** All that a page says about its document, each field from all witnesses together. `url` is where it was read. */
export function readMetadata(tree: PageTree, data: StructuredData, url?: string): PageMetadata {
  const siteNames = siteNamesOf(data, url);
  const title = readTitle(tree, data, siteNames);
  const heading = headingOf(tree, title);
  const lines = visibleLines(tree);
  const lang = pageLanguage(declaredLanguages(tree, data), sampleText(tree, title));
  const publisher = readPublisher(data);
  const canonicalUrl = readCanonicalUrl(tree, data, url);
  const section = readSection(data);
  const image = readLeadImage(tree, data, heading, canonicalUrl ?? url);
  return {
    title,
    byline: readByline(data, lines, heading, siteNames),
    ...readDates({ tree, data, lines, heading, url: url ?? canonicalUrl, lang }),
    lang,
    ...(publisher ? { publisher } : {}),
    ...(canonicalUrl ? { canonicalUrl } : {}),
    ...(section ? { section } : {}),
    ...(image ? { image } : {}),
    ...(data.description ? { description: data.description } : {}),
  };
}

function declaredLanguages(tree: PageTree, data: StructuredData): string[] {
  const body = tree.nodes.find((node) => node.kind === 'element' && node.tag === 'body');
  return [
    attr(tree.root, 'lang') || attr(tree.root, 'xml:lang'),
    body?.kind === 'element' ? attr(body, 'lang') : '',
    ...(data.meta.get('og:locale') ?? []),
    ...data.items.flatMap((item) => item.lang ?? []),
    ...(data.meta.get('content-language') ?? []),
    ...(data.meta.get('dc.language') ?? []),
  ].filter((value) => value !== '');
}

const sampleCharsMax = 3_000;

/** Running text for the language: paragraphs first, all visible text where the page has none. */
function sampleText(tree: PageTree, title: string): string {
  let text = title;
  for (const paragraph of elementsWithin(tree, tree.root, 'p')) {
    if (paragraph.hidden === null) text += ` ${squeeze(textOf(tree, paragraph))}`;
    if (text.length > sampleCharsMax) return text;
  }
  if (text.length > 600) return text;
  for (const node of tree.nodes) {
    if (
      node.kind !== 'text' ||
      node.parent === null ||
      /^(?:script|style|noscript|title)$/.test(node.parent.tag)
    )
      continue;
    text += ` ${squeeze(node.text)}`;
    if (text.length > sampleCharsMax) break;
  }
  return text;
}

/** The page's address as it gives it, on the same site (or where the site is unknown); without fragment. */
function readCanonicalUrl(tree: PageTree, data: StructuredData, url: string | undefined): string | undefined {
  const links: string[] = [];
  for (const link of elementsWithin(tree, tree.root, 'link'))
    if (/(?:^|\s)canonical(?:\s|$)/i.test(attr(link, 'rel'))) links.push(attr(link, 'href'));
  for (const candidate of [...links, ...(data.meta.get('og:url') ?? []), data.items[0]?.url ?? '']) {
    const found = absoluteUrl(candidate, url);
    if (found === null) continue;
    // A canonical link to the bare front page is a common mistake of templates.
    if (found.pathname === '/' && found.search === '' && url && new URL(url).pathname !== '/') continue;
    found.hash = '';
    return found.href;
  }
  return undefined;
}

/** An http(s) address, resolved against the page's own; null for anything else. */
export function absoluteUrl(value: string, base: string | undefined): URL | null {
  const text = value.trim();
  if (text === '' || text.length > 4_000) return null;
  const url =
    base !== undefined && URL.canParse(text, base)
      ? new URL(text, base)
      : URL.canParse(text)
        ? new URL(text)
        : null;
  return url && /^https?:$/.test(url.protocol) && url.username === '' ? url : null;
}

function readSection(data: StructuredData): string | undefined {
  const candidates = [
    ...(data.meta.get('article:section') ?? []),
    ...data.items.flatMap((item) => item.section ?? []),
    ...(data.meta.get('section') ?? []),
  ];
  return candidates.find((section) => section.length <= 80 && !/^https?:/i.test(section));
}
