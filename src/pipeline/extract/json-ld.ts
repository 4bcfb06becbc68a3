import { type Json, jsonLimits, parseLenientJson, property } from '../../kit/lenient-json.ts';
import { plainText } from './plain-text.ts';
import { attr, elementsWithin, type PageTree, textOf } from './tree.ts';

/** One description of a document that the page gives: what a search engine would read. Texts are plain text. */
export interface ArticleItem {
  from: 'json-ld' | 'microdata';
  /** 3 news, 2 other articles, 1 page-like types, 0 no type given. */
  rank: number;
  headline?: string;
  description?: string;
  body?: string;
  authors: ItemAuthor[];
  published?: string;
  modified?: string;
  publisher?: string;
  section?: string;
  lang?: string;
  url?: string;
  image?: { url: string; caption?: string; credit?: string };
  /** `isAccessibleForFree`, where it is given. */
  free?: boolean;
}

export interface ItemAuthor {
  name: string;
  kind: 'person' | 'organisation' | 'unknown';
}

const scriptsMax = 60;
const nodesMax = 4_000;
const bodyCharsMax = 400_000;
const shortCharsMax = 2_000;

/** Types of schema.org (or their local names) that describe a text; higher is more specific to news. */
export function rankOfType(type: string): number | null {
  const name = type.replace(/^.*[/#:]/, '');
  if (/NewsArticle$/.test(name) || name === 'LiveBlogPosting' || name === 'Report') return 3;
  if (/Article$|Posting$/.test(name) && name !== 'JobPosting') return 2;
  return /^(WebPage|ItemPage|CreativeWork|Recipe|Review|VideoObject|HowTo|Event|MediaReview|ClaimReview)$/.test(
    name,
  )
    ? 1
    : null;
}

/** Every article-like node of the page's JSON-LD, best type first, else in document order. */
export function readJsonLd(tree: PageTree): ArticleItem[] {
  const nodes = collectNodes(tree);
  const byId = new Map<string, Json>();
  for (const node of nodes) {
    const id = property(node, '@id');
    if (typeof id === 'string' && !byId.has(id) && Object.keys(node as object).length > 1) byId.set(id, node);
  }
  const items: ArticleItem[] = [];
  for (const node of nodes) {
    const rank = rankOf(node);
    if (rank !== null) items.push(itemOf(node, rank, byId));
    if (items.length >= 200) break;
  }
  return items.sort((a, b) => b.rank - a.rank);
}

function collectNodes(tree: PageTree): Json[] {
  const found: Json[] = [];
  let scripts = 0;
  for (const script of elementsWithin(tree, tree.root, 'script')) {
    if (!/^\s*application\/(?:ld\+json|json\+ld)/i.test(attr(script, 'type'))) continue;
    if (++scripts > scriptsMax) break;
    const raw = textOf(tree, script, { raw: true });
    const text = /^\s*[[{]\s*&quot;/.test(raw) ? plainText(raw) : raw;
    const json = parseLenientJson(text, jsonLimits);
    if (json !== undefined) walk(json, found);
  }
  return found;
}

/** Objects of a JSON-LD value, breadth first: arrays, `@graph` and the properties that hold whole documents. */
function walk(json: Json, found: Json[]): void {
  const queue: Json[] = [json];
  for (let at = 0; at < queue.length && at < nodesMax; at++) {
    const value = queue[at]!;
    if (Array.isArray(value)) {
      queue.push(...value.slice(0, 500));
    } else if (typeof value === 'object' && value !== null) {
      found.push(value);
      for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemReviewed', 'author', 'publisher']) {
        const inner = property(value, key);
        if (typeof inner === 'object' && inner !== null) queue.push(inner);
      }
    }
  }
}

function rankOf(node: Json): number | null {
  const types = stringsOf(property(node, '@type') ?? property(node, 'type'));
  let best: number | null = null;
  for (const type of types) {
    const rank = rankOfType(type);
    if (rank !== null && (best === null || rank > best)) best = rank;
  }
  if (best !== null) return best;
  return types.length === 0 && property(node, 'headline') !== undefined ? 0 : null;
}

function stringsOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function resolve(value: Json | undefined, byId: Map<string, Json>): Json | undefined {
  const id = property(value, '@id');
  const isReference = typeof id === 'string' && property(value, 'name') === undefined;
  return isReference ? (byId.get(id) ?? value) : value;
}

function firstOf(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** A short plain text of a string, a number, `{name}` or `{@value}`. */
function shortText(value: Json | undefined, byId?: Map<string, Json>): string | undefined {
  const first = byId ? resolve(firstOf(value), byId) : firstOf(value);
  const inner = typeof first === 'object' ? (property(first, 'name') ?? property(first, '@value')) : first;
  if (typeof inner === 'number') return String(inner);
  if (typeof inner !== 'string') return undefined;
  const text = plainText(inner.slice(0, shortCharsMax)).replace(/\n/g, ' ');
  return text === '' ? undefined : text;
}

function itemOf(node: Json, rank: number, byId: Map<string, Json>): ArticleItem {
  const text = (key: string) => shortText(property(node, key), byId);
  const body = property(node, 'articleBody') ?? property(node, 'text');
  const item: ArticleItem = { from: 'json-ld', rank, authors: authorsOf(node, byId) };
  assign(item, 'headline', text('headline') ?? text('name'));
  assign(item, 'description', text('description'));
  assign(item, 'published', text('datePublished') ?? text('dateCreated') ?? text('uploadDate'));
  assign(item, 'modified', text('dateModified'));
  assign(item, 'publisher', text('publisher') ?? text('sourceOrganization'));
  assign(item, 'section', text('articleSection'));
  assign(item, 'lang', text('inLanguage'));
  assign(item, 'url', urlOf(property(node, 'url')) ?? urlOf(property(node, 'mainEntityOfPage')));
  if (typeof body === 'string') assign(item, 'body', plainText(body.slice(0, bodyCharsMax)));
  const image = imageOf(property(node, 'image'), byId);
  if (image) item.image = image;
  const free = property(node, 'isAccessibleForFree');
  if (free !== undefined) item.free = free === true || /^(true|yes|1)$/i.test(String(free));
  return item;
}

function assign<K extends keyof ArticleItem>(
  item: ArticleItem,
  key: K,
  value: ArticleItem[K] | undefined,
): void {
  if (value !== undefined && value !== '') item[key] = value;
}

function urlOf(value: Json | undefined): string | undefined {
  const first = firstOf(value);
  if (typeof first === 'string') return first;
  const inner = property(first, '@id') ?? property(first, 'url');
  return typeof inner === 'string' ? inner : undefined;
}

function authorsOf(node: Json, byId: Map<string, Json>): ItemAuthor[] {
  const authors: ItemAuthor[] = [];
  for (const key of ['author', 'creator', 'contributor']) {
    const value = property(node, key);
    const list = Array.isArray(value) ? value.slice(0, 40) : value === undefined ? [] : [value];
    for (const entry of list) authors.push(...namesOf(resolve(entry, byId)));
    if (authors.length > 0) return authors;
  }
  return authors;
}

function namesOf(entry: Json | undefined): ItemAuthor[] {
  const name = typeof entry === 'string' ? entry : property(entry, 'name');
  const types = stringsOf(property(entry, '@type'));
  const kind = types.includes('Person')
    ? 'person'
    : types.some((type) => /Organi[sz]ation$/.test(type))
      ? 'organisation'
      : 'unknown';
  const names = typeof name === 'string' ? [name] : stringsOf(name);
  return names
    .map((one) => ({ name: plainText(one.slice(0, shortCharsMax)).replace(/\n/g, ' '), kind }) as ItemAuthor)
    .filter((author) => author.name !== '');
}

function imageOf(value: Json | undefined, byId: Map<string, Json>): ArticleItem['image'] {
  const first = resolve(firstOf(value), byId);
  const url =
    typeof first === 'string'
      ? first
      : (urlOf(property(first, 'url')) ?? urlOf(property(first, 'contentUrl')));
  if (url === undefined || url === '') return undefined;
  const caption = shortText(property(first, 'caption'));
  const credit = shortText(property(first, 'creditText')) ?? shortText(property(first, 'creator'));
  return { url, ...(caption ? { caption } : {}), ...(credit ? { credit } : {}) };
}
