import type { StructuredData } from './structured-data.ts';
import { attr, closest, elementsWithin, type PageElement, type PageTree, squeeze, textOf } from './tree.ts';

/**
 * The exact headline. Candidates come from the headings, JSON-LD, meta tags and `<title>`; each is freed of the
 * site's name, and those that say the same support each other. The visible heading gives the spelling.
 */
export function readTitle(tree: PageTree, data: StructuredData, siteNames: readonly string[]): string {
  const tag = documentTitle(tree);
  const stated = statedTitles(data);
  const headings = headingTitles(
    tree,
    data.items.some((item) => item.rank >= 3 && item.headline !== undefined),
  );
  const statedTexts = stated.map(({ text }) => text);
  const known = [
    ...headings.map(({ text }) => text),
    ...stated.map(({ text }) => text),
    ...shownParts(tree, tag),
  ];
  const candidates: Candidate[] = [
    ...headings.map((one) => ({ ...one, text: withoutSite(one.text, siteNames, statedTexts) })),
    ...stated.map(({ text, weight }) => ({ text: withoutSite(text, siteNames, known), weight })),
    { text: withoutSite(tag, siteNames, known), weight: 1 },
  ].filter(({ text }) => text !== '' && !isSiteName(text, siteNames));
  let best = { text: '', score: 0 };
  for (const candidate of candidates) {
    const support = candidates.reduce(
      (sum, other) => sum + other.weight * likeness(candidate.text, other.text),
      0,
    );
    // Of two spellings of one title the heading's counts, but where it is pieced together from several elements.
    const score = support + candidate.weight * (candidate.pieced ? -0.1 : 0.1);
    if (score > best.score) best = { text: candidate.text, score };
  }
  return best.text || squeeze(tag);
}

interface Candidate {
  text: string;
  weight: number;
  /** Stands in several elements: what parts them on the page (a line, a colour) is lost. */
  pieced?: boolean;
}

const titleCharsMax = 500;

function documentTitle(tree: PageTree): string {
  for (const element of elementsWithin(tree, tree.root, 'title')) {
    if (closest(element, (ancestor) => ancestor.tag === 'svg')) continue;
    const text = squeeze(textOf(tree, element, { raw: true })).slice(0, titleCharsMax);
    if (text !== '') return text;
  }
  return '';
}

const shownTextsMax = 400;

/** Visible texts that are a good part of `<title>`: the headline of a page that marks none up. */
function shownParts(tree: PageTree, tag: string): string[] {
  const whole = foldTitle(tag);
  const found: string[] = [];
  let texts = 0;
  for (const node of tree.nodes) {
    if (
      node.kind !== 'text' ||
      node.parent === null ||
      /^(?:title|script|style|noscript|a)$/.test(node.parent.tag)
    )
      continue;
    if (++texts > shownTextsMax) break;
    if (node.text.length > titleCharsMax) continue;
    // Folding makes no ASCII text longer.
    const isShort = node.text.length < 8 || node.text.length <= whole.length * 0.4;
    if (isShort && !beyondAscii.test(node.text)) continue;
    const text = foldTitle(node.text);
    if (text.length >= 8 && text.length > whole.length * 0.4 && whole.includes(text))
      found.push(squeeze(node.text));
  }
  return found;
}

function statedTitles(data: StructuredData): Candidate[] {
  const found: Candidate[] = [];
  const add = (text: string | undefined, weight: number) => {
    if (text) found.push({ text: squeeze(text).slice(0, titleCharsMax), weight });
  };
  const item = data.items.find(({ rank }) => rank >= 2) ?? data.items[0];
  if (item) add(item.headline, item.rank >= 2 ? 1.3 : 0.4);
  add(data.meta.get('og:title')?.[0], 1);
  add(data.meta.get('twitter:title')?.[0], 0.8);
  for (const key of [
    'title',
    'dc.title',
    'dcterms.title',
    'headline',
    'parsely-title',
    'sailthru.title',
    'cxenseparse:title',
  ])
    add(data.meta.get(key)?.[0], 0.5);
  return found;
}

const outsideMain = /^(?:header|nav|footer|aside)$/;

function headingTitles(tree: PageTree, isNews: boolean): Candidate[] {
  const found: (Candidate & { main: boolean })[] = [];
  for (const element of elementsWithin(tree)) {
    if (element.hidden !== null || found.length >= 12) continue;
    const marked = /(?:^|\s)(?:entry-title|p-name|headline)(?:\s|$)/.test(attr(element, 'class'));
    if (element.tag !== 'h1' && !marked) continue;
    const text = squeeze(textOf(tree, element)).slice(0, titleCharsMax);
    if (text.length < 2) continue;
    const inArticle = closest(element, ({ tag }) => tag === 'article' || tag === 'main') !== null;
    const aside = closest(element, ({ tag }) => outsideMain.test(tag)) !== null && !inArticle;
    found.push({
      text,
      weight: element.tag === 'h1' ? (aside ? 0.7 : 1.4) : 0.7,
      main: !aside,
      pieced: isPieced(element),
    });
  }
  const main = found.filter((candidate) => candidate.main && candidate.weight > 1);
  // The only heading of its rank in the page's main part is what a reader takes for the headline. News systems keep
  // the headline apart from search titles in their data, others do not: there it outweighs what meta tags say.
  const lone = main.length === 1 ? main[0]! : null;
  if (lone && !isNews && foldTitle(lone.text).split(' ').length >= 3) lone.weight = onlyHeadingWeight;
  return found;
}

const onlyHeadingWeight = 2.6;

function isPieced(element: PageElement): boolean {
  const filled = element.children.filter(
    (child) => child.kind === 'element' || (child.kind === 'text' && child.text.trim() !== ''),
  );
  return filled.length > 1;
}

const beyondAscii = /[^\u0000-\u007F]/;

/** Lower-cased letters and digits with quotation marks and dashes made one: for comparing, not for showing. */
export function foldTitle(text: string): string {
  return (beyondAscii.test(text) ? text.normalize('NFKC') : text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** 0..1: share of common words (character pairs in scripts without spaces), 1 for the same title. */
export function likeness(a: string, b: string): number {
  const [x, y] = [foldTitle(a), foldTitle(b)];
  if (x === y) return 1;
  const [p, q] = [piecesOf(x), piecesOf(y)];
  if (p.size === 0 || q.size === 0) return 0;
  let common = 0;
  for (const piece of p) if (q.has(piece)) common++;
  const dice = (2 * common) / (p.size + q.size);
  return dice < 0.3 ? 0 : dice * 0.8;
}

function piecesOf(text: string): Set<string> {
  if (!/[\u3040-\u30FF\u3400-\u9FFF\u0E00-\u0E7F]/.test(text))
    return new Set(text.split(' ').filter(Boolean));
  const bare = text.replace(/ /g, '');
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < bare.length; at++) pairs.add(bare.slice(at, at + 2));
  return pairs;
}

const separator = /\s+[|\-–—•·»«:~/\\]+\s+|\s*[|｜ㅣ│]\s*|\s+::\s+|\s*_(?=[\u4E00-\u9FFF])/g;

/** Name, or domain, of the site itself: no title of a document. */
function isSiteName(text: string, siteNames: readonly string[]): boolean {
  const folded = foldTitle(text).replace(/ /g, '');
  return siteNames.some((name) => foldTitle(name).replace(/ /g, '') === folded);
}

function resemblesSite(part: string, siteNames: readonly string[]): boolean {
  const folded = foldTitle(part).replace(/ /g, '');
  if (folded === '') return true;
  return siteNames.some((name) => {
    const site = foldTitle(name).replace(/ /g, '');
    if (site.length < 2) return false;
    return (
      site === folded ||
      (folded.length >= 3 && (site.includes(folded) || (site.length >= 4 && folded.includes(site))))
    );
  });
}

/** Takes parts that name the site or its section off the ends, as long as another source has the title without them. */
export function withoutSite(title: string, siteNames: readonly string[], known: readonly string[]): string {
  let text = title;
  for (let round = 0; round < 4; round++) {
    const cuts = [...text.matchAll(separator)];
    const last = cuts.at(-1);
    const first = cuts[0];
    if (!last || !first) break;
    const head = text.slice(0, last.index);
    const tail = text.slice(last.index + last[0].length);
    const start = text.slice(0, first.index);
    const rest = text.slice(first.index + first[0].length);
    if (resemblesSite(tail, siteNames) && head.trim() !== '') text = head;
    else if (resemblesSite(start, siteNames) && rest.trim() !== '') text = rest;
    else if (known.some((other) => foldTitle(other) === foldTitle(head))) text = head;
    else if (known.some((other) => foldTitle(other) === foldTitle(rest))) text = rest;
    else break;
  }
  // "Headline-SiteName": no spaces around the mark, so only a known name comes off.
  text = text.replace(/^[\s:;,.–—-]+(?=[\p{L}\p{N}])/u, '');
  const tight = /^(.{8,})[-–—|ㅣ:]\s?([^-–—|ㅣ:]{2,40})$/u.exec(text);
  if (tight && (isSiteName(tight[2] ?? '', siteNames) || koreanSection.test(tight[2] ?? '')))
    text = tight[1] ?? text;
  return firstOfBars(text.trim());
}

const koreanSection =
  /^(?:정치|경제|사회|국제|세계|문화|스포츠|연예|IT|과학|산업|증권|부동산|사설|칼럼|오피니언|전국|지역|생활)$/u;

/** A bar parts a headline from what is not one: section, site, slogan. The headline is the first part of some length. */
function firstOfBars(title: string): string {
  const parts = title.split(/\s+[|｜│⋆]\s*/u).filter((part) => part.trim() !== '');
  if (parts.length < 2) return title.replace(/\s+[|｜│⋆»·•]+$/u, '');
  const long = parts.find(
    (part) => foldTitle(part).split(' ').length >= 3 || /[\u3040-\uD7A3]{6}/.test(part),
  );
  return (long ?? title).trim();
}
