import { readFrameworkBodies } from './framework-state.ts';
import { type ArticleItem, readJsonLd } from './json-ld.ts';
import { readMicrodata } from './microdata.ts';
import { attr, elementsWithin, type PageTree, squeeze } from './tree.ts';

export interface StatedBody {
  from: 'json-ld' | 'framework-state' | 'microdata';
  /** Plain text, paragraphs split by line feeds (where the publisher kept them). */
  text: string;
}

/** What the page says of itself in JSON-LD, OpenGraph, other meta tags, microdata and framework state. */
export interface StructuredData {
  /** Bodies that the page states. Evidence and rescue, never taken blindly: they are often cut short. */
  bodies: StatedBody[];
  /** Bodies in framework state: costly, so read only on call, and then once. */
  rescueBodies(): StatedBody[];
  headline?: string;
  description?: string;
  /** As the page writes them, not yet cleaned. */
  authors: string[];
  /** Captions of images that the page names in its data. */
  captions: string[];
  /** Descriptions of documents, best first; `items[0]` is taken to be about this page. */
  items: ArticleItem[];
  /** Meta tags: lower-case `name`, `property` or `itemprop` to contents, in document order. */
  meta: ReadonlyMap<string, string[]>;
}

const metasMax = 400;
const metaCharsMax = 4_000;

/** Reads it all, within bounds of size and depth. Broken JSON is read as far as it goes. */
export function readStructuredData(tree: PageTree): StructuredData {
  const meta = readMeta(tree);
  const linked = pickAbout(readJsonLd(tree), meta);
  const marked = readMicrodata(tree);
  const items = [...linked, ...marked];
  const bodies: StatedBody[] = [linked[0], marked[0]].flatMap((item) =>
    item?.body ? [{ from: item.from, text: item.body }] : [],
  );
  const headline = meta.get('og:title')?.[0] ?? items[0]?.headline;
  const description =
    meta.get('og:description')?.[0] ?? meta.get('description')?.[0] ?? items[0]?.description;
  let rescued: StatedBody[] | null = null;
  return {
    bodies,
    rescueBodies() {
      rescued ??= readFrameworkBodies(tree, headline ?? '').map((text) => ({
        from: 'framework-state',
        text,
      }));
      return rescued;
    },
    ...(headline ? { headline } : {}),
    ...(description ? { description } : {}),
    authors: (items[0]?.authors ?? []).map((author) => author.name),
    captions: items.flatMap((item) => item.image?.caption ?? []),
    items,
    meta,
  };
}

function readMeta(tree: PageTree): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let count = 0;
  for (const element of elementsWithin(tree, tree.root, 'meta')) {
    if (++count > metasMax) break;
    const content = squeeze(attr(element, 'content').slice(0, metaCharsMax));
    if (content === '') continue;
    const keys = [
      attr(element, 'property'),
      attr(element, 'name'),
      attr(element, 'itemprop'),
      attr(element, 'http-equiv'),
    ];
    for (const key of new Set(keys.map((name) => name.trim().toLowerCase()))) {
      if (key === '' || key.length > 100) continue;
      const values = found.get(key) ?? [];
      values.push(content);
      found.set(key, values);
    }
  }
  return found;
}

/** Puts the item that is about this page first: a list page or a "more stories" box describes others too. */
function pickAbout(items: ArticleItem[], meta: ReadonlyMap<string, string[]>): ArticleItem[] {
  const top = items.filter((item) => item.rank === items[0]?.rank);
  if (top.length < 2) return items;
  const title = (meta.get('og:title')?.[0] ?? '').toLowerCase();
  const url = meta.get('og:url')?.[0] ?? '';
  const score = (item: ArticleItem): number => {
    const headline = (item.headline ?? '').toLowerCase();
    const about = headline !== '' && title !== '' && (title.includes(headline) || headline.includes(title));
    const here = url !== '' && item.url !== undefined && item.url.split('#')[0] === url;
    return (about ? 4 : 0) + (here ? 2 : 0) + (item.body ? 1 : 0) + (item.authors.length > 0 ? 0.5 : 0);
  };
  const best = top.reduce((a, b) => (score(b) > score(a) ? b : a));
  return [best, ...items.filter((item) => item !== best)];
}
