import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case, DoorEntry, DoorFeed, Reader } from './door.ts';
import { sameMarkup, sameMoment, sameText } from './judge.ts';

export interface GofeedCase {
  input: Case;
  expected: Record<string, unknown>;
}

/** The pairs of feed and expected reading; JSON feeds have `_expected` in the name of theirs. */
export function readGofeed(dataDir: string): GofeedCase[] {
  return [
    'parser/atom',
    'parser/rss',
    'parser/json',
    'translator/atom',
    'translator/rss',
    'translator/json',
  ].flatMap((part) => {
    const folder = join(dataDir, 'feeds/gofeed', part);
    return readdirSync(folder)
      .filter((name) => /\.xml$/.test(name) || (part.endsWith('json') && !/_expected\.json$/.test(name)))
      .sort()
      .flatMap((name) => {
        const beside = join(
          folder,
          name.replace(/\.xml$/, '.json').replace(/^(.*json1\d.*|version_json.*)\.json$/, '$1_expected.json'),
        );
        if (!existsSync(beside)) return [];
        return [
          {
            input: { file: `${part}/${name}`, body: readFileSync(join(folder, name)), url: '' },
            expected: JSON.parse(readFileSync(beside, 'utf8')) as Record<string, unknown>,
          },
        ];
      });
  });
}

const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value : []);
const same = (expected: unknown, got: string | undefined): boolean =>
  sameText(String(expected), got) || sameMarkup(String(expected), got);
const sameDate = (expected: unknown, got: string | undefined): boolean =>
  sameMoment(Date.parse(String(expected)), got);

/** `email (name)` and its kin on one side, a name or an address on the other. */
function samePeople(expected: Record<string, unknown>[], got: readonly string[]): boolean {
  const asked = expected.map(({ name, email }) => String(name ?? email ?? '')).filter((text) => text !== '');
  return asked.every((text, at) => got[at] !== undefined && same(text, got[at]));
}

function sameCategories(expected: unknown, got: readonly string[]): boolean {
  const asked = list(expected).map((one: unknown) => {
    if (typeof one === 'string') return one;
    const { label, term, value } = one as Record<string, unknown>;
    return String(label ?? term ?? value ?? '');
  });
  return asked.filter((text) => text !== '').every((text) => got.some((other) => same(text, other)));
}

function alternate(links: unknown): string | undefined {
  const found = list(links).find((link) => link?.rel === 'alternate' && typeof link.href === 'string');
  return found === undefined ? undefined : String(found.href);
}

type Rule<T> = (expected: unknown, got: T) => boolean;

const feedRules: Record<string, Rule<DoorFeed>> = {
  title: (expected, feed) => same(expected, feed.title),
  subtitle: (expected, feed) => same(expected, feed.subtitle),
  description: (expected, feed) => same(expected, feed.subtitle),
  language: (expected, feed) => same(expected, feed.lang),
  link: (expected, feed) => same(expected, feed.link),
  home_page_url: (expected, feed) => same(expected, feed.link),
  updatedParsed: (expected, feed) => sameDate(expected, feed.updatedAt),
  authors: (expected, feed) => samePeople(list(expected), feed.authors),
  categories: (expected, feed) => sameCategories(expected, feed.categories),
  links: (expected, feed) => {
    const href = alternate(expected);
    return href === undefined || same(href, feed.link);
  },
};

const entryRules: Record<string, Rule<DoorEntry>> = {
  title: (expected, entry) => same(expected, entry.title),
  summary: (expected, entry) => same(expected, entry.summary),
  description: (expected, entry) => [entry.summary, entry.content].some((got) => same(expected, got)),
  content: (expected, entry) => {
    const value = typeof expected === 'string' ? expected : (expected as { value?: string } | null)?.value;
    return value === undefined || value === '' || same(value, entry.content);
  },
  content_html: (expected, entry) => same(expected, entry.content),
  link: (expected, entry) => same(expected, entry.url),
  url: (expected, entry) => same(expected, entry.url),
  links: (expected, entry) => {
    const href = alternate(expected);
    return href === undefined || same(href, entry.url);
  },
  guid: (expected, entry) =>
    same(typeof expected === 'string' ? expected : (expected as { value: string }).value, entry.id),
  id: (expected, entry) => same(expected, entry.id),
  publishedParsed: (expected, entry) => sameDate(expected, entry.publishedAt),
  updatedParsed: (expected, entry) => sameDate(expected, entry.updatedAt),
  date_published: (expected, entry) => sameDate(expected, entry.publishedAt),
  date_modified: (expected, entry) => sameDate(expected, entry.updatedAt),
  author: (expected, entry) => {
    const person =
      typeof expected === 'string' ? { name: expected.replace(/^\S+@\S+\s*\((.*)\)$/, '$1') } : expected;
    return samePeople([person as Record<string, unknown>], entry.authors);
  },
  authors: (expected, entry) => samePeople(list(expected), entry.authors),
  categories: (expected, entry) => sameCategories(expected, entry.categories),
  tags: (expected, entry) => sameCategories(expected, entry.categories),
  enclosures: (expected, entry) =>
    list(expected).every((one, at) => sameEnclosure(one, entry.enclosures[at])),
  enclosure: (expected, entry) => sameEnclosure(expected as Record<string, unknown>, entry.enclosures[0]),
  attachments: (expected, entry) =>
    list(expected).every((one, at) => sameEnclosure(one, entry.enclosures[at])),
};

function sameEnclosure(
  expected: Record<string, unknown>,
  got: DoorEntry['enclosures'][number] | undefined,
): boolean {
  if (got === undefined) return Object.keys(expected).length === 0;
  const type = expected.type ?? expected.mime_type;
  const length = Number(expected.length ?? expected.size_in_bytes);
  if (expected.url !== undefined && expected.url !== got.url) return false;
  if (type !== undefined && type !== got.type) return false;
  return !Number.isFinite(length) || length === 0 || length === got.bytes;
}

function differences(expected: Record<string, unknown>, feed: DoorFeed): string[] {
  const items = list(expected.items ?? expected.entries);
  if (items.length !== feed.entries.length) return [`${feed.entries.length} entries for ${items.length}`];
  const wrong = Object.entries(expected)
    .filter(([key, value]) => feedRules[key] !== undefined && !feedRules[key](value, feed))
    .map(([key]) => key);
  items.forEach((item, at) => {
    for (const [key, value] of Object.entries(item))
      if (entryRules[key] !== undefined && !entryRules[key](value, feed.entries[at]!))
        wrong.push(`${at}.${key}`);
  });
  return wrong;
}

/** Whether a reader gives as many items, and for every field of the door the value that gofeed expects. */
export async function gofeedPasses(reader: Reader, { input, expected }: GofeedCase): Promise<boolean> {
  return (await gofeedDifferences(reader, { input, expected })).length === 0;
}

export async function gofeedDifferences(reader: Reader, { input, expected }: GofeedCase): Promise<string[]> {
  try {
    const feed = await reader(input);
    return feed === null ? ['refused'] : differences(expected, feed);
  } catch (error) {
    return [String(error)];
  }
}
