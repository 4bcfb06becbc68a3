import type { FeedEntry } from '../../domain/feed.ts';
import { canonicalUrl } from '../../kit/canonical-url.ts';
import { sha256 } from '../../kit/hash.ts';

/** One way by which the ledger of a source finds an entry. */
export interface LedgerKey {
  kind: 'guid' | 'url' | 'content';
  value: string;
}

/** What the ledger knows of an entry, under one of its keys: as the feed last showed it. */
export interface KnownKey extends LedgerKey {
  entryId: number;
  url: string | null;
  title: string | null;
  publishedAt: string | null;
  contentHash: string | null;
}

export type Change = 'url' | 'title' | 'date' | 'content';

/** What becomes of one item. `keys` are to be recorded for its entry; a key that is taken stays where it is. */
export type Decision =
  | { kind: 'new'; keys: LedgerKey[]; contentHash: string }
  | {
      kind: 'known';
      /** In the ledger, or the item of this response (by position) that it repeats. */
      of: { entryId: number } | { item: number };
      changed: Change[];
      keys: LedgerKey[];
      contentHash: string;
    }
  | { kind: 'quarantined'; reason: 'no-content' | 'no-address'; message: string };

export interface IdentityOptions {
  /** The feed's site: an item that links there has no address of its own. */
  siteUrl?: string;
  /** True where entries are fetched: an item without an address is then of no use. */
  needsUrl?: boolean;
}

const keyCharsMax = 500;

function key(kind: LedgerKey['kind'], value: string): LedgerKey {
  return { kind, value: value.length > keyCharsMax ? `sha256:${sha256(value)}` : value };
}

const normalText = (text: string | null | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, ' ')
    .trim();

/** A hash of what an item says to a reader: another one means that it was edited. Markup and pixels do not count. */
export function contentHashOf(entry: FeedEntry): string {
  return sha256([entry.title, entry.summary, entry.contentText].map(normalText).join('\u0000'));
}

/** Keys made of what an item says. Either half of it may be edited; the other one still finds it. */
function contentKeys(entry: FeedEntry): LedgerKey[] {
  const title = normalText(entry.title);
  const text = normalText(entry.contentText ?? entry.summary);
  const of = (name: string, ...parts: string[]): LedgerKey => ({
    kind: 'content',
    value: `${name}:${sha256(parts.join('\u0000'))}`,
  });
  // Nothing but an identifier and an address, each of which may be another item's as well.
  if (title === '' && text === '') return [of('names', entry.guid ?? '', canonicalUrl(entry.url ?? ''))];
  const byText = of('text', title, text);
  return title !== '' && entry.publishedAt !== undefined
    ? [of('title', title, entry.publishedAt), byText]
    : [byText];
}

interface Item {
  entry: FeedEntry;
  guid: LedgerKey | undefined;
  url: LedgerKey | undefined;
  content: LedgerKey[];
  contentHash: string;
}

function itemOf(entry: FeedEntry, site: string | undefined): Item {
  const url = entry.url === undefined ? undefined : canonicalUrl(entry.url);
  const isOwn = url !== undefined && url !== site && !/^https:\/\/[^/?#]+$/.test(url);
  return {
    entry,
    guid: entry.guid === undefined ? undefined : key('guid', entry.guid.trim()),
    url: isOwn ? key('url', url) : undefined,
    content: contentKeys(entry),
    contentHash: contentHashOf(entry),
  };
}

/** Two items that say the same under one title are one thing shown twice. */
function sameTitle(a: FeedEntry, b: FeedEntry): boolean {
  return a.title !== undefined && normalText(a.title) === normalText(b.title);
}

/**
 * Values of one key that stand for several items of one response, told apart by the other key or by what they say:
 * such a value identifies nothing.
 */
function repeated(items: readonly Item[], own: 'guid' | 'url', other: 'guid' | 'url'): Set<string> {
  const first = new Map<string, Item>();
  const several = new Set<string>();
  for (const item of items) {
    const value = item[own]?.value;
    if (value === undefined) continue;
    const before = first.get(value);
    if (before === undefined) first.set(value, item);
    else if (!isSameItem(before, item, other)) several.add(value);
  }
  return several;
}

function isSameItem(a: Item, b: Item, other: 'guid' | 'url'): boolean {
  if (sameTitle(a.entry, b.entry)) return true;
  const [one, two] = [a[other]?.value, b[other]?.value];
  return one !== undefined || two !== undefined ? one === two : a.contentHash === b.contentHash;
}

/** The trusted keys of an item: those whose value stands for this item alone. */
function trustIn(items: readonly Item[]): (item: Item) => Pick<Item, 'guid' | 'url'> {
  const guids = repeated(items, 'guid', 'url');
  const urls = repeated(items, 'url', 'guid');
  return ({ guid, url }) => ({
    guid: guid !== undefined && guids.has(guid.value) ? undefined : guid,
    url: url !== undefined && urls.has(url.value) ? undefined : url,
  });
}

/** The keys to ask the ledger for before `identify`. */
export function keysToAsk(entries: readonly FeedEntry[], { siteUrl }: IdentityOptions = {}): LedgerKey[] {
  const site = siteUrl === undefined ? undefined : canonicalUrl(siteUrl);
  const asked = new Map<string, LedgerKey>();
  for (const entry of entries) {
    const { guid, url, content } = itemOf(entry, site);
    for (const one of [guid, url, ...content]) if (one) asked.set(`${one.kind} ${one.value}`, one);
  }
  return [...asked.values()];
}

interface Found {
  of: { entryId: number } | { item: number };
  url: string | null;
  title: string | null;
  publishedAt: string | null;
  contentHash: string | null;
}

const sameTime = (a: string | null | undefined, b: string | null | undefined): boolean =>
  a != null && b != null && Date.parse(a) === Date.parse(b);

/**
 * Whether an item that comes under a known identifier but at another address is that entry: something else it says must
 * agree. Else the publisher has used the identifier twice, and the item is a new one.
 */
function agrees({ entry, url, contentHash }: Item, found: Found): boolean {
  if (url === undefined) {
    const said = [entry.title, entry.publishedAt].filter((text) => text !== undefined);
    if (said.length === 0) return true;
    return (
      normalText(entry.title) === normalText(found.title) ||
      sameTime(entry.publishedAt, found.publishedAt) ||
      contentHash === found.contentHash
    );
  }
  if (found.url === null || canonicalUrl(found.url) === url.value) return true;
  if (sameTime(entry.publishedAt, found.publishedAt) || contentHash === found.contentHash) return true;
  const isSameTitle = normalText(entry.title) === normalText(found.title) && entry.title !== undefined;
  return isSameTitle && (entry.publishedAt === undefined || found.publishedAt === null);
}

function changesOf({ entry, url, contentHash }: Item, found: Found): Change[] {
  const changed: Change[] = [];
  if (url !== undefined && found.url !== null && canonicalUrl(found.url) !== url.value) changed.push('url');
  if (entry.title !== undefined && entry.title !== (found.title ?? undefined)) changed.push('title');
  if (entry.publishedAt !== undefined && !sameTime(entry.publishedAt, found.publishedAt))
    changed.push('date');
  if (contentHash !== found.contentHash) changed.push('content');
  return changed;
}

class Ledger {
  private readonly byKey = new Map<string, Found>();

  constructor(known: readonly KnownKey[]) {
    for (const { kind, value, entryId, url, title, publishedAt, contentHash } of known)
      this.byKey.set(`${kind} ${value}`, { of: { entryId }, url, title, publishedAt, contentHash });
  }

  find(one: LedgerKey | undefined): Found | undefined {
    return one && this.byKey.get(`${one.kind} ${one.value}`);
  }

  /** The first one to claim a key keeps it. */
  claim(keys: readonly LedgerKey[], found: Found): void {
    for (const { kind, value } of keys)
      if (!this.byKey.has(`${kind} ${value}`)) this.byKey.set(`${kind} ${value}`, found);
  }
}

function quarantineOf(
  { url, title, summary, contentText, contentHtml }: FeedEntry,
  needsUrl: boolean,
): Decision | null {
  const isEmpty = !title && !summary && !contentText && !contentHtml;
  if (url === undefined && isEmpty)
    return { kind: 'quarantined', reason: 'no-content', message: 'The item has no address, title or text.' };
  if (url === undefined && needsUrl)
    return { kind: 'quarantined', reason: 'no-address', message: 'The item has no address to fetch.' };
  return null;
}

/**
 * Which items of a response are new, which the ledger knows (and what has changed in them), and which are of no use.
 * One decision per item, in order: items = new + known + quarantined (invariant I1).
 *
 * The policy: the address of an item is the page that is fetched, so a known address is a known entry, whatever the
 * identifier says; else a known identifier is, where something else agrees; else what the item says. An address
 * or identifier that stands for several items of the response, or for the site itself, identifies nothing. So new
 * identifiers for old pages bring nothing in again, and one identifier for all hides nothing.
 */
export function identify(
  entries: readonly FeedEntry[],
  known: readonly KnownKey[],
  options: IdentityOptions = {},
): Decision[] {
  const site = options.siteUrl === undefined ? undefined : canonicalUrl(options.siteUrl);
  const items = entries.map((entry) => itemOf(entry, site));
  const trusted = trustIn(items);
  const ledger = new Ledger(known);
  return items.map((item, at) => {
    const refused = quarantineOf(item.entry, options.needsUrl === true);
    return refused ?? decide(item, at, trusted(item), ledger);
  });
}

function decide(item: Item, at: number, { guid, url }: Pick<Item, 'guid' | 'url'>, ledger: Ledger): Decision {
  const { entry, contentHash } = item;
  const trustedItem = { ...item, guid, url };
  const content = guid === undefined || url === undefined ? item.content : [];
  const keys = [guid, url, ...content].filter((one) => one !== undefined);
  const byGuid = ledger.find(guid);
  const found =
    ledger.find(url) ??
    (byGuid !== undefined && agrees(trustedItem, byGuid) ? byGuid : undefined) ??
    saidBefore(trustedItem, ledger);
  if (found !== undefined) {
    ledger.claim(keys, found);
    return { kind: 'known', of: found.of, changed: changesOf(trustedItem, found), keys, contentHash };
  }
  ledger.claim(keys, {
    of: { item: at },
    url: entry.url ?? null,
    title: entry.title ?? null,
    publishedAt: entry.publishedAt ?? null,
    contentHash,
  });
  return { kind: 'new', keys, contentHash };
}

/** The entry that says what an item says, where the item has no identifier or no address that could tell more. */
function saidBefore({ entry, guid, url, content }: Item, ledger: Ledger): Found | undefined {
  if (guid !== undefined && url !== undefined) return undefined;
  // Under an identifier of its own, the same text at another time is another item: alerts repeat themselves.
  const keys = guid !== undefined && entry.publishedAt !== undefined ? content.slice(0, 1) : content;
  return keys
    .map((one) => ledger.find(one))
    .find((found) => found !== undefined && (url === undefined || isAt(found, url)));
}

function isAt(found: Found, url: LedgerKey): boolean {
  return found.url === null || canonicalUrl(found.url) === url.value;
}
