import type { FeedFormat } from '../../domain/feed.ts';
import { childNamed, type XmlElement } from './xml-tree.ts';

export interface Recognised {
  format: FeedFormat;
  version?: string;
  root: XmlElement;
}

interface Clues {
  namespaces: ReadonlySet<string>;
}

/** What a root element of each name is. */
const byRoot: Record<string, (root: XmlElement, clues: Clues) => Omit<Recognised, 'root'>> = {
  rss: (root) => ({ format: 'rss', ...versionOf(root) }),
  'rdf:rdf': (_, { namespaces }) => ({
    format: 'rss',
    ...(namespaces.has('http://purl.org/rss/1.0/') && { version: '1.0' }),
    ...((namespaces.has('http://my.netscape.com/rdf/simple/0.9/') ||
      namespaces.has('http://channel.netscape.com/rdf/simple/0.9/')) && { version: '0.90' }),
  }),
  rdf: () => ({ format: 'rss' }),
  feed: (root, { namespaces }) => ({
    format: 'atom',
    ...(namespaces.has('http://www.w3.org/2005/atom')
      ? { version: '1.0' }
      : namespaces.has('http://purl.org/atom/ns#') && !root.attributes.has('version')
        ? { version: '0.3' }
        : versionOf(root)),
  }),
  channel: (root) =>
    root.attributes.has('href') || root.attributes.has('lastmod') || childNamed(root, 'abstract')
      ? { format: 'cdf' }
      : { format: 'rss' },
  urlset: () => ({ format: 'sitemap' }),
  sitemapindex: () => ({ format: 'sitemap-index' }),
};

function versionOf(root: XmlElement): { version?: string } {
  const written = root.attributes.get('version')?.trim() ?? '';
  return /^[\w.]{1,10}$/.test(written) ? { version: written } : {};
}

export function isFeedRoot(element: XmlElement): boolean {
  return Object.hasOwn(byRoot, element.name);
}

/** The feed among the roots of a document, junk before it passed over; looks three levels deep. Null where none is. */
export function recognise(roots: readonly XmlElement[], clues: Clues): Recognised | null {
  let level: readonly XmlElement[] = roots;
  for (let depth = 0; depth < 3; depth++) {
    const root = level.find(isFeedRoot);
    if (root !== undefined) return { ...byRoot[root.name]!(root, clues), root };
    level = level.flatMap((element) =>
      element.children.filter((child): child is XmlElement => typeof child !== 'string'),
    );
  }
  return null;
}
