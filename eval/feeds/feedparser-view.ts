import type { FeedPerson, FeedText } from '../../src/domain/feed.ts';
import { absoluteMarkup } from '../../src/pipeline/sources/absolute-markup.ts';
import type { Details } from '../../src/pipeline/sources/details.ts';
import { pageLink } from '../../src/pipeline/sources/entry-from.ts';
import type { ReadFeed } from '../../src/pipeline/sources/parse-feed.ts';

/** Our reading in the words of Python's feedparser (its documentation, "Reference"), to answer its own assertions. */
export function feedparserView({ feed, details, entryDetails }: ReadFeed): Record<string, unknown> {
  return {
    bozo: !feed.wellFormed,
    encoding: feed.encoding,
    version: versionName(feed.format, feed.version),
    feed: { ...viewOf(details), language: feed.lang, newlocation: feed.movedTo },
    entries: feed.entries.map((entry, at) => ({ ...viewOf(entryDetails[at]!), language: entry.lang })),
  };
}

function versionName(format: string, version: string | undefined): string {
  if (format === 'cdf') return 'cdf';
  const digits = (version ?? '').replace(/\./g, '');
  if (format !== 'rss') return `${format}${digits}`;
  return `rss${digits.startsWith('2') ? '20' : digits === '091' ? '091u' : digits}`;
}

const people = (list: readonly FeedPerson[]) =>
  list.map(({ name, email, url }) => ({
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(url !== undefined && { href: url, url }),
  }));

function named(person: FeedPerson | undefined): string | undefined {
  if (person === undefined) return undefined;
  const { name, email } = person;
  return name !== undefined && email !== undefined ? `${name} (${email})` : (name ?? email);
}

function textView(text: FeedText | undefined) {
  if (text === undefined) return undefined;
  const isHtml = text.type !== 'text/plain';
  return {
    value: isHtml ? absoluteMarkup(text.value, text.base) : text.value,
    type: text.type,
    base: text.base,
    language: text.lang ?? null,
    src: text.src,
  };
}

const flag = (value: string | undefined) =>
  value === undefined ? undefined : /^(?:yes|true|1)$/i.test(value.trim()) ? 1 : 0;
const explicit = (value: string | undefined) => {
  if (value === undefined) return undefined;
  const word = value.trim().toLowerCase();
  return word === 'yes' || word === 'true'
    ? 1
    : word === 'no' || word === 'clean' || word === 'false'
      ? 0
      : null;
};

/** What stands in elements that have no role of their own. */
function fromValues(values: ReadonlyMap<string, string>): Record<string, unknown> {
  const object = (name: string) => {
    const found: Record<string, unknown> = {};
    for (const [key, value] of values)
      if (key.startsWith(`${name}/`)) found[key.slice(name.length + 1)] = value;
    return found;
  };
  return {
    ...Object.fromEntries([...values].map(([key, value]) => [key.replace(':', '_'), value])),
    cloud: object('cloud'),
    textinput: object('textinput'),
    'thr_in-reply-to': object('thr:in-reply-to'),
    itunes_block: flag(values.get('itunes:block')),
    itunes_explicit: explicit(values.get('itunes:explicit')),
    license: values.get('cc:license/rdf:resource') ?? values.get('creativecommons:license'),
  };
}

function viewOf(details: Details): Record<string, unknown> {
  const { texts, dates, values } = details;
  const [author] = details.people.author;
  const [publisher] = details.people.publisher;
  const contents = details.contents.map(textView);
  const summary = textView(texts.summary) ?? (contents[0] as { value: string } | undefined);
  const subtitle = textView(texts.subtitle) ?? textView(texts.summary);
  const rights = textView(texts.rights);
  const title = textView(texts.title);
  const info = textView(texts.info);
  const tags = details.tags;
  const links = details.links.map((link) => ({ ...link }));
  return {
    ...fromValues(values),
    title: title?.value,
    title_detail: title,
    link: details.link ?? pageLink(details.links) ?? (details.guidIsLink ? details.guid : undefined),
    links,
    id: details.guid,
    guid: details.guid,
    guidislink: details.guidIsLink && details.link === undefined,
    subtitle: subtitle?.value,
    subtitle_detail: subtitle,
    tagline: subtitle?.value,
    tagline_detail: subtitle,
    summary: summary?.value,
    summary_detail: summary,
    description: summary?.value ?? subtitle?.value,
    content: contents,
    info: info?.value,
    info_detail: info,
    rights: rights?.value,
    rights_detail: rights,
    copyright: rights?.value,
    copyright_detail: rights,
    published: dates.published?.written,
    published_parsed: dates.published?.at,
    updated: dates.updated?.written,
    updated_parsed: dates.updated?.at,
    created: dates.created?.written,
    created_parsed: dates.created?.at,
    validity_start: dates.validFrom?.written,
    validity_start_parsed: dates.validFrom?.at,
    validity_end: dates.validUntil?.written,
    validity_end_parsed: dates.validUntil?.at,
    author: named(author),
    author_detail: people(details.people.author)[0],
    authors: people(details.people.author),
    contributors: people(details.people.contributor).map(({ url: _, ...rest }) => rest),
    publisher: named(publisher),
    publisher_detail: people(details.people.publisher)[0],
    tags,
    category: tags[0]?.term,
    enclosures: details.enclosures.map((one) => ({ ...one, href: one.url, length: one.bytes?.toString() })),
    generator: details.generator?.name ?? details.generator?.url,
    generator_detail: details.generator && { ...details.generator, href: details.generator.url },
    image: details.image && { ...details.image, href: details.image.url },
    logo: details.image?.url,
    source: details.origin && viewOf(details.origin),
  };
}

/** The value at a path such as `entries[0].tags[1].term` or `feed["thr_in-reply-to"].href`. */
export function valueAt(view: unknown, path: string): unknown {
  let at = view;
  for (const match of path.matchAll(/\["([^"]+)"\]|\[(-?\d+)\]|([\w-]+)/g)) {
    if (at === undefined || at === null) return undefined;
    const key = match[1] ?? match[2] ?? match[3] ?? '';
    const record = at as Record<string, unknown>;
    at = record[key] ?? (key === 'url' ? record.href : undefined);
  }
  return at;
}
