import type { FeedEntry, QuarantinedItem } from '../../domain/feed.ts';
import { canonicalUrl } from '../../kit/canonical-url.ts';
import { datesIn, isoOf, parseDateValue } from '../../kit/date-text.ts';
import { defined } from '../../kit/defined.ts';
import { addressForm } from './address-form.ts';
import { elementsOf, type PageNode, scanHtml, textUnder } from './html-scan.ts';
import { oneLine } from './html-text.ts';
import { feedLimits } from './limits.ts';
import { resolveAgainst, webAddress } from './relative.ts';

/** How the articles of a page are told from its other links: found automatically, shown on the desk, kept with the source. */
export interface LinkRule {
  /** Forms of addresses (`addressForm`) that articles have on this site. */
  forms: string[];
}

export interface PageLinks {
  rule: LinkRule;
  /** Newest first as the page has them: in document order. */
  entries: FeedEntry[];
  quarantined: QuarantinedItem[];
  lang?: string;
  title?: string;
}

export interface LinkPage {
  html: string;
  url: string;
  /** A rule kept from an earlier reading; found anew where it matches nothing any more. */
  rule?: LinkRule;
}

interface Anchor {
  node: PageNode;
  url: URL;
  key: string;
  form: string;
  isArticle: boolean;
  text: string;
  isHeadline: boolean;
  isHeading: boolean;
  isSide: boolean;
}

const headlineCharsMax = 400;
const anchorsMax = 5_000;

/** Length in Latin letters' worth: a syllable or an ideograph says about as much as two and a half letters. */
function weightOf(text: string): number {
  const wide = (text.match(/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu) ?? [])
    .length;
  const letters = (text.match(/[\p{L}\p{N}]/gu) ?? []).length;
  return letters - wide + 2.5 * wide;
}

/** Long enough to say what happened, and not a paragraph. */
function looksLikeHeadline(text: string): boolean {
  const weight = weightOf(text);
  if (weight < 18 || weight > 260) return false;
  const isWide =
    /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(text);
  const words = text.split(/\s+/).length;
  return isWide ? weight >= 20 : words >= 4 || (words === 3 && weight >= 24);
}

const sideTags = new Set(['nav', 'footer', 'header', 'form', 'menu']);
const sideNames =
  /(?:^|[\s_-])(?:nav|menu|gnb|lnb|footer|breadcrumbs?|toolbar|share|social|login|lang(?:uage)?s?|pagination|paging|tags?|cookie)(?:$|[\s_-])/i;

/** In a menu, a footer or the like. A `header` inside an article is that article's. */
function isInSide(node: PageNode): boolean {
  let depth = 0;
  for (let at: PageNode | null = node; at !== null && depth < 60; at = at.parent, depth++) {
    if (at.tag === 'article' || at.tag === 'main') return false;
    if (sideTags.has(at.tag)) return true;
    const role = at.attributes.get('role') ?? '';
    if (role === 'navigation' || role === 'banner' || role === 'contentinfo') return true;
    if (at.tag !== 'body' && at.tag !== 'html') {
      const names = `${at.attributes.get('id') ?? ''} ${at.attributes.get('class') ?? ''}`;
      if (names.length < 200 && sideNames.test(names)) return true;
    }
  }
  return false;
}

const isHeadingTag = (tag: string): boolean => /^h[1-6]$/.test(tag);

/** Elements of one link or block that are looked at. */
const lookedAtMax = 400;

function firstWithin(node: PageNode, is: (inner: PageNode) => boolean): PageNode | undefined {
  let looked = 0;
  for (const inner of elementsOf(node)) {
    if (++looked > lookedAtMax) return undefined;
    if (is(inner)) return inner;
  }
  return undefined;
}

function headingIn(node: PageNode): PageNode | undefined {
  return firstWithin(node, (inner) => isHeadingTag(inner.tag));
}

function isUnderHeading(node: PageNode): boolean {
  let at = node.parent;
  for (let step = 0; step < 3 && at !== null; step++, at = at.parent) if (isHeadingTag(at.tag)) return true;
  return false;
}

/** A list item, table row or article of its own with a `<time>` in it: a teaser, however short the list. */
function isDated(node: PageNode): boolean {
  let at = node.parent;
  for (let step = 0; step < 4 && at !== null; step++, at = at.parent)
    if (/^(?:li|article|tr|dd)$/.test(at.tag))
      return firstWithin(at, (inner) => inner.tag === 'time') !== undefined;
  return false;
}

/** What a link says: its heading where it wraps a whole teaser, else its text, else its `title`. */
function textOfAnchor(node: PageNode): { text: string; isHeading: boolean } {
  const heading = headingIn(node);
  const inner = heading === undefined ? '' : textUnder(heading, headlineCharsMax);
  if (inner !== '') return { text: inner, isHeading: true };
  const marked = firstWithin(node, (child) =>
    /(?:^|[\s_-])(?:title|tit|headline|subject)(?:$|[\s_-])/i.test(child.attributes.get('class') ?? ''),
  );
  const own = marked === undefined ? '' : textUnder(marked, headlineCharsMax);
  const text = own || textUnder(node, headlineCharsMax) || (node.attributes.get('title') ?? '');
  return { text: oneLine(text, headlineCharsMax), isHeading: isUnderHeading(node) };
}

/** A link in the middle of prose: its paragraph says much more than the link. */
function isInProse(node: PageNode, text: string): boolean {
  let at = node.parent;
  for (let step = 0; step < 3 && at !== null; step++, at = at.parent) {
    if (isHeadingTag(at.tag)) return false;
    if (at.tag === 'p') return textUnder(at, 4 * headlineCharsMax).length > 2 * text.length + 20;
  }
  return false;
}

/** The registered part of a host, roughly: a site links to its own sections on other hosts of it. */
function siteOf(host: string): string {
  const labels = host.replace(/^www\d?\./, '').split('.');
  const isShort =
    labels.length > 2 && (labels.at(-2) ?? '').length <= 3 && (labels.at(-1) ?? '').length === 2;
  return labels.slice(isShort ? -3 : -2).join('.');
}

function anchorsOf(root: PageNode, base: string, page: URL): Anchor[] {
  const anchors: Anchor[] = [];
  const own = canonicalUrl(page.href);
  for (const node of elementsOf(root)) {
    if (node.tag !== 'a' || anchors.length >= anchorsMax) continue;
    const address = webAddress(node.attributes.get('href'), base);
    const url = address === undefined ? null : URL.parse(address);
    if (url === null || siteOf(url.hostname) !== siteOf(page.hostname)) continue;
    const key = canonicalUrl(url.href);
    if (key === own) continue;
    const { text, isHeading } = textOfAnchor(node);
    anchors.push({
      node,
      url,
      key,
      ...addressForm(url),
      text,
      isHeadline: looksLikeHeadline(text) && !isInProse(node, text),
      isHeading,
      isSide: isInSide(node),
    });
  }
  return anchors;
}

/** How much a form's links look like the headlines of a page: one number per form. */
function strengths(anchors: readonly Anchor[]): Map<string, number> {
  const byForm = Map.groupBy(
    anchors.filter((anchor) => anchor.isArticle && !anchor.isSide),
    (anchor) => anchor.form,
  );
  const found = new Map<string, number>();
  for (const [form, members] of byForm) {
    const best = new Map<string, number>();
    for (const { key, node, isHeadline, isHeading } of members) {
      const worth = isHeadline ? (isHeading || isDated(node) ? 1.5 : 1) : 0;
      best.set(key, Math.max(best.get(key) ?? 0, worth));
    }
    const worths = [...best.values()];
    const headlines = worths.filter((worth) => worth > 0).length;
    const sum = worths.reduce((total, worth) => total + worth, 0);
    if (headlines >= 2 && headlines / worths.length >= 0.4) found.set(form, sum);
  }
  return found;
}

const shareOfBestMin = 0.2;
const headlinesMin = 3;

function findRule(anchors: readonly Anchor[]): LinkRule | null {
  const found = strengths(anchors);
  const best = Math.max(0, ...found.values());
  if (best < headlinesMin) return null;
  const forms = [...found].filter(([, strength]) => strength >= best * shareOfBestMin).map(([form]) => form);
  return { forms: forms.sort() };
}

interface Found {
  anchor: Anchor;
  nodes: PageNode[];
}

/** One per address: its best text, and every place where it stands. */
function articlesOf(anchors: readonly Anchor[], { forms }: LinkRule): Map<string, Found> {
  const allowed = new Set(forms);
  const found = new Map<string, Found>();
  for (const anchor of anchors) {
    if (!allowed.has(anchor.form) || !anchor.isArticle) continue;
    const before = found.get(anchor.key);
    if (before === undefined) {
      found.set(anchor.key, { anchor, nodes: [anchor.node] });
      continue;
    }
    before.nodes.push(anchor.node);
    if (rankOf(anchor) > rankOf(before.anchor)) before.anchor = anchor;
  }
  return found;
}

const rankOf = ({ isHeadline, isHeading, isSide }: Anchor): number =>
  (isHeadline ? 4 : 0) + (isHeading ? 2 : 0) + (isSide ? 0 : 1);

/** The largest block around a link that holds no other article's link: what stands in it is about this article. */
function blockOf(
  node: PageNode,
  keyOf: ReadonlyMap<PageNode, string>,
  counts: Map<PageNode, Set<string>>,
): PageNode {
  let block = node;
  for (let at = node.parent, step = 0; at !== null && step < 8; at = at.parent, step++) {
    let keys = counts.get(at);
    if (keys === undefined) {
      keys = new Set();
      let looked = 0;
      for (const inner of elementsOf(at)) {
        if (++looked > 10 * lookedAtMax) break;
        const key = keyOf.get(inner);
        if (key !== undefined) keys.add(key);
        if (keys.size > 1) break;
      }
      counts.set(at, keys);
    }
    if (keys.size > 1) break;
    block = at;
  }
  return block;
}

/** The date in an article's block: of `<time>`, else of a short piece of text. */
function dateNear(block: PageNode, lang: string | undefined): string | undefined {
  const options = lang === undefined ? {} : { lang };
  let checked = 0;
  for (const inner of elementsOf(block)) {
    if (++checked > 200) break;
    const machine = inner.tag === 'time' ? inner.attributes.get('datetime') : undefined;
    const value = machine === undefined ? null : parseDateValue(machine, options);
    if (value !== null) return isoOf(value);
    for (const child of inner.children) {
      if (typeof child !== 'string' || child.length > 80 || !/\d/.test(child)) continue;
      const [date] = datesIn(child.trim(), options);
      if (date !== undefined) return isoOf(date);
    }
  }
  return undefined;
}

function baseOf(root: PageNode, url: string): string {
  for (const node of elementsOf(root)) {
    if (node.tag === 'base') return resolveAgainst(node.attributes.get('href') ?? '', url) ?? url;
  }
  return url;
}

function metaOf(root: PageNode): { lang?: string; title?: string } {
  let lang: string | undefined;
  let title: string | undefined;
  for (const node of elementsOf(root)) {
    if (node.tag === 'html') lang = node.attributes.get('lang')?.slice(0, 35);
    if (node.tag === 'title' && title === undefined) title = oneLine(textUnder(node, 500), 300) || undefined;
    if (node.tag === 'body') break;
  }
  return defined({ lang, title }) as { lang?: string; title?: string };
}

/**
 * The articles that an index page links to, found without being told how: links whose addresses have the form that
 * the page's headlines have. Document order, one entry per address, with a date where one stands beside it. Null where
 * the page has no headlines that can be told from its menus. Linear. Throws `FeedProblem` at a limit.
 */
export function readPageLinks({ html, url, rule: kept }: LinkPage): PageLinks | null {
  const page = URL.parse(url);
  if (page === null) return null;
  const root = scanHtml(html);
  const meta = metaOf(root);
  const anchors = anchorsOf(root, baseOf(root, url), page);
  const isOfUse =
    kept !== undefined && anchors.some(({ form, isHeadline }) => isHeadline && kept.forms.includes(form));
  const rule = isOfUse ? kept : findRule(anchors);
  if (rule === null || rule === undefined) return null;
  const found = articlesOf(anchors, rule);
  const keyOf = new Map([...found].flatMap(([key, { nodes }]) => nodes.map((node) => [node, key] as const)));
  const counts = new Map<PageNode, Set<string>>();
  const entries: FeedEntry[] = [];
  let without = 0;
  for (const { anchor } of found.values()) {
    if (anchor.isSide) continue;
    if (!anchor.isHeadline && !(anchor.isHeading && weightOf(anchor.text) >= 10)) {
      without++;
      continue;
    }
    if (entries.length >= feedLimits.entriesMax) break;
    const publishedAt = dateNear(blockOf(anchor.node, keyOf, counts), meta.lang);
    entries.push(
      defined({
        title: anchor.text,
        url: anchor.url.href,
        authors: [],
        publishedAt,
        categories: [],
        enclosures: [],
        lang: meta.lang,
        licences: [],
      }) as FeedEntry,
    );
  }
  const quarantined: QuarantinedItem[] =
    without === 0
      ? []
      : [
          {
            reason: 'no-headline',
            message: 'The link has no headline, only a picture or a word.',
            count: without,
          },
        ];
  return { rule, entries, quarantined, ...meta };
}
