import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Saying, SignalTopic } from '../../domain/rights.ts';

/** One licence of an RSL document (Really Simple Licensing 1.0, https://rslstandard.org/rsl). */
export interface RslLicence {
  permits: { usage: string[]; user: string[]; geo: string[] };
  prohibits: { usage: string[]; user: string[]; geo: string[] };
  /** `free`, `attribution`, `crawl`, `use`, `subscription` ...; none is free. */
  payments: string[];
}

/** A `content` element: which addresses it is about and on what terms. */
export interface RslContent {
  /** As written: a path pattern or a URL; null where it has none (in an item of a feed: that item). */
  url: string | null;
  /** The link of the item of a feed in which it stands. */
  itemLink: string | null;
  /** A licence server or encryption: a licence has to be obtained, even a free one. */
  needsLicence: boolean;
  licences: RslLicence[];
}

const rslCharsMax = 8 * 1024 * 1024;
const contentsMax = 1000;
const licencesMax = 50;
const tokensMax = 100;
const depthMax = 64;

const isRsl = (uri: string) => /^https?:\/\/(?:www\.)?rslstandard\.org\/rsl\/?$/i.test(uri);

class Stop extends Error {}

const noTokens = () => ({ usage: [], user: [], geo: [] });

/** Collects the RSL elements of a document while it is parsed. */
class RslCollector {
  readonly contents: RslContent[] = [];
  #content: RslContent | null = null;
  #licence: RslLicence | null = null;
  #tokens: string[] | null = null;
  #text = '';
  #depth = 0;
  #itemContents: RslContent[] | null = null;
  #itemLink: string | null = null;

  open(tag: SaxesTagNS): void {
    this.#depth += 1;
    if (this.#depth > depthMax) throw new Stop('too deep');
    this.#text = '';
    if (!isRsl(tag.uri)) {
      if (tag.local === 'item' || tag.local === 'entry') {
        this.#itemContents = [];
        this.#itemLink = null;
      } else if (tag.local === 'link' && this.#itemContents !== null) {
        const href = attribute(tag, 'href');
        const isAlternate = ['alternate', undefined].includes(attribute(tag, 'rel'));
        if (href !== undefined && isAlternate) this.#itemLink ??= href;
      }
      return;
    }
    const type = (attribute(tag, 'type') ?? '').toLowerCase();
    if (tag.local === 'content') this.#openContent(tag);
    else if (tag.local === 'license') this.#openLicence();
    else if (tag.local === 'permits' || tag.local === 'prohibits') {
      const lists = this.#licence?.[tag.local];
      this.#tokens = type === 'usage' || type === 'user' || type === 'geo' ? (lists?.[type] ?? null) : null;
    } else if (tag.local === 'payment') this.#licence?.payments.push(type || 'free');
  }

  text(text: string): void {
    if (this.#text.length < 4096) this.#text += text.slice(0, 4096);
  }

  close(tag: SaxesTagNS): void {
    this.#depth -= 1;
    const text = this.#text.trim();
    this.#text = '';
    if (isRsl(tag.uri)) {
      if (tag.local === 'permits' || tag.local === 'prohibits') {
        this.#tokens?.push(
          ...text
            .toLowerCase()
            .split(/[\s,]+/)
            .filter(Boolean)
            .slice(0, tokensMax),
        );
        this.#tokens = null;
      } else if (tag.local === 'license') this.#licence = null;
      else if (tag.local === 'content') this.#content = null;
    } else if (tag.local === 'link' && this.#itemContents !== null && text !== '') this.#itemLink ??= text;
    else if (tag.local === 'item' || tag.local === 'entry') {
      for (const content of this.#itemContents ?? []) content.itemLink = this.#itemLink;
      this.#itemContents = null;
    }
  }

  #openContent(tag: SaxesTagNS): void {
    if (this.contents.length >= contentsMax) throw new Stop('too many');
    const needsLicence =
      attribute(tag, 'server') !== undefined || attribute(tag, 'encrypted')?.toLowerCase() === 'true';
    this.#content = { url: attribute(tag, 'url') ?? null, itemLink: null, needsLicence, licences: [] };
    this.contents.push(this.#content);
    this.#itemContents?.push(this.#content);
  }

  #openLicence(): void {
    if (this.#content === null || this.#content.licences.length >= licencesMax) return;
    this.#licence = { permits: noTokens(), prohibits: noTokens(), payments: [] };
    this.#content.licences.push(this.#licence);
  }
}

const attribute = (tag: SaxesTagNS, name: string): string | undefined =>
  Object.values(tag.attributes).find(({ local, name: whole }) => local === name || whole === name)?.value;

/**
 * Reads the RSL elements of an RSL document or of a feed that embeds them. Null where it is no XML that can be read to
 * its end (a document type is refused, so no entity is ever expanded): then its terms are unknown. With `partial`, what
 * came before the fault is given: a feed is worth reading even if it is broken further down.
 */
export function readRsl(xml: string, partial = false): RslContent[] | null {
  if (xml.length > rslCharsMax && !partial) return null;
  const collector = new RslCollector();
  const parser = new SaxesParser({ xmlns: true });
  let broken = false;
  parser.on('error', () => {
    broken = true;
  });
  parser.on('doctype', () => {
    throw new Stop('document type');
  });
  parser.on('opentag', (tag) => collector.open(tag));
  parser.on('closetag', (tag) => collector.close(tag));
  parser.on('text', (text) => collector.text(text));
  parser.on('cdata', (text) => collector.text(text));
  try {
    parser.write(xml.slice(0, rslCharsMax).replace(/^\uFEFF/, '')).close();
  } catch {
    broken = true;
  }
  return broken && !partial ? null : collector.contents;
}

/** RSL's words for uses, those of its drafts among them, as topics of ours. `ai-index` forbids more than it allows. */
const usageTopics: Record<string, readonly SignalTopic[]> = {
  all: ['search', 'ai-input', 'ai-train'],
  'ai-all': ['ai-input', 'ai-train'],
  'ai-input': ['ai-input'],
  'ai-use': ['ai-input'],
  'ai-summarize': ['ai-input'],
  'ai-inference': ['ai-input'],
  inference: ['ai-input'],
  'ai-train': ['ai-train'],
  'train-ai': ['ai-train'],
  'train-genai': ['ai-train'],
  search: ['search'],
};

const topicsOf = (tokens: readonly string[]): SignalTopic[] =>
  tokens.flatMap((token) => (Object.hasOwn(usageTopics, token) ? usageTopics[token]! : []));

const topics: readonly SignalTopic[] = ['search', 'ai-input', 'ai-train'];
/** Attribution is given in any case: every brief names and links its originals. */
const freePayments: ReadonlySet<string> = new Set(['free', 'attribution']);

type Says = Saying['says'];
const lenience: Record<Says, number> = { no: 0, ask: 1, yes: 2 };

/** What one licence says of a topic; null where it leaves it open. */
function ofLicence(licence: RslLicence, topic: SignalTopic, needsLicence: boolean): Says | null {
  const { permits, prohibits, payments } = licence;
  const banned = [
    ...topicsOf(prohibits.usage),
    ...(prohibits.usage.includes('ai-index') ? ['ai-input'] : []),
  ];
  if (banned.includes(topic)) return 'no';
  if (permits.usage.length > 0 && !topicsOf(permits.usage).includes(topic)) return 'no';
  const paid = payments.some((payment) => !freePayments.has(payment));
  // Who runs this desk, and where, is not known to us: a person has to judge.
  const forSome = [...permits.geo, ...prohibits.geo, ...prohibits.user].length > 0;
  const users = permits.user.length > 0 && !permits.user.includes('commercial');
  if (paid || forSome || users || (needsLicence && topic !== 'search')) return 'ask';
  return permits.usage.length > 0 ? 'yes' : null;
}

/** What a `content` element says: of several licences the one that allows most may be chosen. */
export function rslSayings({ licences, needsLicence }: RslContent): Saying[] {
  return topics.flatMap((about): Saying[] => {
    const said = licences
      .map((licence) => ofLicence(licence, about, needsLicence))
      .filter((says) => says !== null)
      .sort((a, b) => lenience[b] - lenience[a]);
    const [most] = said;
    if (most !== undefined) return [{ about, says: most }];
    return needsLicence && about !== 'search' ? [{ about, says: 'ask' }] : [];
  });
}

/** The terms in words, for the desk. */
export function rslTerms({ licences, needsLicence }: RslContent): string {
  const payments = [...new Set(licences.flatMap((licence) => licence.payments))];
  const parts = [
    ...(payments.length > 0 ? [`payment: ${payments.join(', ')}`] : []),
    ...(needsLicence ? ['a licence has to be obtained'] : []),
    ...(licences.some(({ permits, prohibits }) => [...permits.geo, ...prohibits.geo].length > 0)
      ? ['only in some countries']
      : []),
    ...(licences.some(({ permits, prohibits }) => [...permits.user, ...prohibits.user].length > 0)
      ? ['only for some users']
      : []),
  ];
  return parts.join('; ').slice(0, 300);
}
