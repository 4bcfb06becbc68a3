import { type ArticleItem, type ItemAuthor, rankOfType } from './json-ld.ts';
import { attr, hasAttr, type PageElement, type PageTree, squeeze, textOf } from './tree.ts';

/** Microdata (`itemscope`, `itemprop`) and the part of RDFa that news sites use (`typeof`, `property`). */

const propertiesMax = 3_000;
const valueCharsMax = 2_000;

function isScope(element: PageElement): boolean {
  return hasAttr(element, 'itemscope') || hasAttr(element, 'itemtype') || hasAttr(element, 'typeof');
}

function typeRank(element: PageElement): number | null {
  const types = `${attr(element, 'itemtype')} ${attr(element, 'typeof')}`.split(/\s+/).slice(0, 10);
  const ranks = types.map(rankOfType).filter((rank) => rank !== null);
  return ranks.length === 0 ? null : Math.max(...ranks);
}

function scopeOf(element: PageElement): PageElement | null {
  for (let at = element.parent; at; at = at.parent) if (isScope(at)) return at;
  return null;
}

function namesOf(element: PageElement): string[] {
  // `property` on `meta` is OpenGraph, which is read elsewhere.
  const rdfa = element.tag === 'meta' ? '' : attr(element, 'property');
  const names = `${attr(element, 'itemprop')} ${rdfa}`.split(/\s+/).slice(0, 10);
  return names.map((name) => name.replace(/^.*[:/#]/, '')).filter((name) => name !== '');
}

function statedValue(tree: PageTree, element: PageElement): string {
  for (const name of ['content', 'datetime', 'title']) {
    const value = name === 'title' && element.tag !== 'abbr' ? '' : attr(element, name);
    if (value !== '') return squeeze(value.slice(0, valueCharsMax));
  }
  if (/^(img|source|video|audio|iframe|embed)$/.test(element.tag)) return attr(element, 'src');
  if (/^(a|link|area)$/.test(element.tag) && squeeze(textOf(tree, element)) === '')
    return attr(element, 'href');
  return squeeze(textOf(tree, element)).slice(0, valueCharsMax);
}

/** Names inside a nested scope (`author` as a Person with `name`), else the text of the element. */
function authorOf(tree: PageTree, element: PageElement): ItemAuthor | null {
  const type = `${attr(element, 'itemtype')} ${attr(element, 'typeof')}`;
  const kind = /Person/.test(type) ? 'person' : /Organi[sz]ation/.test(type) ? 'organisation' : 'unknown';
  for (let at = element.order + 1; at < element.end; at++) {
    const node = tree.nodes[at]!;
    if (node.kind !== 'element' || !namesOf(node).includes('name')) continue;
    const name = statedValue(tree, node);
    if (name !== '') return { name, kind };
  }
  const name = statedValue(tree, element);
  return name === '' || name.length > 200 || /^https?:/.test(name) ? null : { name, kind };
}

function nestedName(tree: PageTree, element: PageElement): string {
  return isScope(element) ? (authorOf(tree, element)?.name ?? '') : statedValue(tree, element);
}

/** One item for each article scope of the page, plus one for properties that stand in no article scope. */
export function readMicrodata(tree: PageTree): ArticleItem[] {
  const items = new Map<PageElement | null, ArticleItem>();
  let count = 0;
  for (const node of tree.nodes) {
    if (node.kind !== 'element') continue;
    const names = namesOf(node);
    if (names.length === 0) continue;
    if (++count > propertiesMax) break;
    const scope = scopeOf(node);
    const rank = scope === null ? 0 : typeRank(scope);
    if (rank === null) continue;
    const item = items.get(scope) ?? { from: 'microdata', rank, authors: [] };
    items.set(scope, item);
    for (const name of names) take(tree, item, name, node);
  }
  return [...items.values()].sort((a, b) => b.rank - a.rank);
}

function take(tree: PageTree, item: ArticleItem, name: string, element: PageElement): void {
  switch (name) {
    case 'headline':
      item.headline ??= statedValue(tree, element);
      break;
    case 'description':
    case 'abstract':
      item.description ??= statedValue(tree, element);
      break;
    case 'datePublished':
    case 'dateCreated':
      item.published ??= statedValue(tree, element);
      break;
    case 'dateModified':
      item.modified ??= statedValue(tree, element);
      break;
    case 'articleSection':
      item.section ??= statedValue(tree, element);
      break;
    case 'publisher':
      item.publisher ??= nestedName(tree, element);
      break;
    case 'inLanguage':
      item.lang ??= statedValue(tree, element);
      break;
    case 'author':
    case 'creator': {
      const author = authorOf(tree, element);
      if (author && item.authors.length < 40) item.authors.push(author);
      break;
    }
    case 'articleBody':
      item.body ??= textOf(tree, element)
        .split(/\n+/)
        .map(squeeze)
        .filter((line) => line !== '')
        .join('\n');
      break;
    default:
  }
}
