import type { FeedEnclosure, FeedImage, FeedLink } from '../../domain/feed.ts';
import type { Details } from './details.ts';
import { oneLine } from './html-text.ts';
import { feedLimits } from './limits.ts';
import { resolveAgainst } from './relative.ts';
import { allText, childNamed, type XmlElement } from './xml-tree.ts';

interface Into {
  details: Details;
}

function attribute(element: XmlElement, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = element.attributes.get(name)?.trim();
    if (value !== undefined && value !== '') return oneLine(value, feedLimits.urlCharsMax);
  }
  return undefined;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}

/** Atom's link relations may be written as addresses of the registry. */
const registry = /^https?:\/\/www\.iana\.org\/assignments\/relation\//i;

/** `<link>`: Atom's with `href`, RSS's with the address as its text. */
export function addLink(element: XmlElement, { details }: Into): void {
  const text = allText(element).replace(/[\t\n\r]/g, '');
  const written = attribute(element, 'href', 'rdf:resource') ?? text;
  // An empty reference is the base itself (RFC 3986, 4.4).
  const isSame = written === '' && element.attributes.has('href');
  const href = isSame ? element.base : resolveAgainst(written, element.base);
  if (href === undefined || details.links.length >= feedLimits.listMax) return;
  const isPlain = !element.attributes.has('href');
  const rel = (attribute(element, 'rel') ?? 'alternate').replace(registry, '');
  const type = attribute(element, 'type');
  const title = attribute(element, 'title');
  const hreflang = attribute(element, 'hreflang');
  const length = attribute(element, 'length');
  const link: FeedLink = {
    href,
    rel,
    ...(type !== undefined && { type }),
    ...(title !== undefined && { title }),
    ...(hreflang !== undefined && { hreflang }),
    ...(length !== undefined && { length }),
  };
  details.links.push(link);
  if (isPlain && rel === 'alternate') details.link ??= href;
  if (rel === 'enclosure') push(details, enclosureOf(link));
}

function enclosureOf({ href, type, length, title }: FeedLink): FeedEnclosure {
  const bytes = numberOf(length);
  return {
    url: href,
    ...(type !== undefined && { type }),
    ...(bytes !== undefined && { bytes }),
    ...(title !== undefined && { title }),
  };
}

function push(details: Details, enclosure: FeedEnclosure): void {
  const isNew = !details.enclosures.some((other) => other.url === enclosure.url);
  if (isNew && details.enclosures.length < feedLimits.listMax) details.enclosures.push(enclosure);
}

/** `<enclosure>` and `<media:content>`. */
export function addEnclosure(element: XmlElement, into: Into): void {
  const url = resolveAgainst(attribute(element, 'url', 'href', 'rdf:resource') ?? '', element.base);
  const thumbnail = childNamed(element, 'media:thumbnail');
  if (thumbnail) addImage(thumbnail, into);
  if (url === undefined) return;
  const type = attribute(element, 'type');
  const bytes = numberOf(attribute(element, 'length', 'filesize'));
  push(into.details, {
    url,
    ...(type !== undefined && { type }),
    ...(bytes !== undefined && { bytes }),
  });
  const medium = attribute(element, 'medium') ?? type?.split('/')[0];
  if (medium === 'image') into.details.image ??= { url };
}

/** `<image>` of RSS with its parts, `<logo>` and `<icon>` of Atom, `<itunes:image href>`, `<media:thumbnail url>`. */
export function addImage(element: XmlElement, { details }: Into): void {
  const part = (name: string): string | undefined => {
    const child = childNamed(element, name);
    return child === undefined ? undefined : oneLine(allText(child), feedLimits.lineCharsMax) || undefined;
  };
  const written = part('url') ?? attribute(element, 'href', 'url', 'rdf:resource', 'rdf:about');
  const url = resolveAgainst(written ?? (part('title') === undefined ? allText(element) : ''), element.base);
  if (url === undefined) return;
  const link = resolveAgainst(part('link') ?? '', element.base);
  const [title, description] = [part('title'), part('description')];
  const [width, height] = [numberOf(part('width')), numberOf(part('height'))];
  const image: FeedImage = {
    url,
    ...(title !== undefined && { title }),
    ...(link !== undefined && { link }),
    ...(description !== undefined && { description }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  };
  details.image ??= image;
}
