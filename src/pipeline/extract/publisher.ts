import type { StructuredData } from './structured-data.ts';

const hostLabelsOfRegistries = new Set('co com org net gov ac or go ne edu gob gouv'.split(' '));

/** `www.derstandard.at` -> `derstandard`; null for an address or a single label. */
export function siteLabelOf(host: string): string | null {
  const labels = host.toLowerCase().split('.');
  if (labels.length < 2 || /^[\d.]+$/.test(host)) return null;
  const last = labels.length - 2;
  const at = last > 0 && hostLabelsOfRegistries.has(labels[last] ?? '') ? last - 1 : last;
  return labels[at] ?? null;
}

export function hostOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  return new URL(url).hostname || null;
}

/** Who publishes the page: the name it gives in its own data. */
export function readPublisher(data: StructuredData): string | undefined {
  const ofItem = data.items.find((item) => item.publisher !== undefined && item.rank >= 2)?.publisher;
  const candidates = [
    data.meta.get('og:site_name')?.[0],
    ofItem,
    data.meta.get('publisher')?.[0],
    data.meta.get('dc.publisher')?.[0],
    data.meta.get('application-name')?.[0],
    data.items.find((item) => item.publisher !== undefined)?.publisher,
  ];
  return candidates.find((name) => name !== undefined && name.length <= 120 && !/^https?:/i.test(name));
}

/** Everything the site calls itself: to take off titles and bylines. */
export function siteNamesOf(data: StructuredData, url: string | undefined): string[] {
  const host = hostOf(url) ?? hostOf(data.meta.get('og:url')?.[0]);
  const names = [
    ...(data.meta.get('og:site_name') ?? []),
    ...data.items.flatMap((item) => item.publisher ?? []),
    ...(data.meta.get('application-name') ?? []),
    ...(data.meta.get('apple-mobile-web-app-title') ?? []),
    ...(data.meta.get('publisher') ?? []),
    ...(host ? [host, host.replace(/^www\./, ''), siteLabelOf(host) ?? ''] : []),
  ];
  return [...new Set(names.filter((name) => name.length >= 2 && name.length <= 80))].slice(0, 12);
}
