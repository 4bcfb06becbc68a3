import type { SideBlock } from '../../domain/document.ts';
import { splitCredit } from './lead-image.ts';
import type { Segment } from './segments.ts';
import { isEmbeddedPost } from './segments.ts';
import {
  attr,
  closest,
  elementsWithin,
  isWithin,
  type PageElement,
  type PageTree,
  squeeze,
  textOf,
} from './tree.ts';

/** A side block with its place in the page. */
export interface PlacedBlock {
  order: number;
  block: SideBlock;
}

const blocksMax = 200;
const rowsMax = 500;
const cellCharsMax = 2_000;
const captionCharsMax = 600;
/** Below this many pixels a picture is an icon. */
const sideMinPx = 100;

/**
 * Pictures, embeds and tables between the kept segments (and right above the first): what belongs to the body
 * and is not its text. `base` resolves addresses. Addresses other than http(s) are left out.
 */
export function sideBlocks(
  tree: PageTree,
  kept: readonly Segment[],
  base: string | undefined,
): PlacedBlock[] {
  const first = kept[0];
  const last = kept.at(-1);
  const home = homeOf(kept);
  if (!first || !last || !home) return [];
  const found: PlacedBlock[] = [];
  const tables = new Set(
    kept.flatMap(({ role, element }) => (role === 'cell' ? (tableOf(element) ?? []) : [])),
  );
  for (const element of elementsWithin(tree, home)) {
    if (found.length >= blocksMax || element.order > last.element.end) break;
    if (isUnseen(element)) continue;
    const block = blockAt(tree, element, tables, base);
    if (block) found.push({ order: element.order, block });
  }
  return found;
}

/** The smallest element around all kept segments. */
function homeOf(kept: readonly Segment[]): PageElement | null {
  const last = kept.at(-1);
  return kept[0] && last ? closest(kept[0].element, (element) => isWithin(last.element, element)) : null;
}

function isUnseen(element: PageElement): boolean {
  return closest(element, ({ hidden }) => hidden !== null) !== null;
}

function tableOf(element: PageElement): PageElement | null {
  return closest(element, ({ tag }) => tag === 'table');
}

function blockAt(
  tree: PageTree,
  element: PageElement,
  tables: ReadonlySet<PageElement>,
  base: string | undefined,
): SideBlock | null {
  if (element.tag === 'table' && tables.has(element)) return tableBlock(tree, element);
  if (isEmbeddedPost(element)) return postBlock(tree, element, base);
  if (element.tag === 'iframe') return frameBlock(element, base);
  if (element.tag === 'img') return imageBlock(tree, element, base);
  return null;
}

function tableBlock(tree: PageTree, table: PageElement): SideBlock {
  const rows: string[][] = [];
  let caption = '';
  for (const element of elementsWithin(tree, table)) {
    if (element.tag === 'caption') caption = squeeze(textOf(tree, element)).slice(0, captionCharsMax);
    if (element.tag === 'tr' && rows.length < rowsMax) rows.push([]);
    if (element.tag === 'td' || element.tag === 'th')
      rows.at(-1)?.push(squeeze(textOf(tree, element)).slice(0, cellCharsMax));
  }
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  return { type: 'table', rows: filled, ...(caption ? { caption } : {}) };
}

function postBlock(tree: PageTree, post: PageElement, base: string | undefined): SideBlock {
  const links = [...elementsWithin(tree, post, 'a')].map((link) => webUrl(attr(link, 'href'), base));
  const url = webUrl(attr(post, 'cite') || attr(post, 'data-instgrm-permalink'), base) ?? links.at(-1);
  const provider =
    attr(post, 'class').match(/twitter|instagram|tiktok|bluesky|reddit|fb-|threads/i)?.[0] ?? 'post';
  const name = provider.toLowerCase().replace('fb-', 'facebook');
  const text = squeeze(textOf(tree, post));
  return { type: 'embed', provider: name, ...(url ? { url } : {}), ...(text ? { text } : {}) };
}

const players =
  /(?:^|\.)(youtube(?:-nocookie)?|vimeo|dailymotion|spotify|soundcloud|tiktok|instagram|facebook|twitter|x|datawrapper|dwcdn|infogram|flourish|google|documentcloud|megaphone|acast|naver|kakao|brightcove|jwplayer)\.(?:com|be|net|studio|fm|org|co\.kr)$/i;

function frameBlock(frame: PageElement, base: string | undefined): SideBlock | null {
  const url = webUrl(attr(frame, 'src') || attr(frame, 'data-src'), base);
  const host = url ? new URL(url).hostname : '';
  const provider = host.match(players)?.[1];
  return url && provider
    ? { type: 'embed', provider: provider.toLowerCase().replace('-nocookie', ''), url }
    : null;
}

function imageBlock(tree: PageTree, image: PageElement, base: string | undefined): SideBlock | null {
  const width = Number.parseInt(attr(image, 'width'), 10);
  const height = Number.parseInt(attr(image, 'height'), 10);
  if (width < sideMinPx || height < sideMinPx) return null;
  const figure = closest(image, ({ tag }) => tag === 'figure');
  // A picture inside a link to another page is a teaser's, unless it stands in a figure.
  const link = closest(image, ({ tag }) => tag === 'a');
  if (link && !figure && squeeze(textOf(tree, link)) !== '') return null;
  const url = webUrl(pictureUrl(image), base);
  const alt = squeeze(attr(image, 'alt')).slice(0, captionCharsMax);
  const below = figure ? squeeze(captionOf(tree, figure)).slice(0, captionCharsMax) : '';
  const { caption, credit } = splitCredit(below);
  if (!url && !caption) return null;
  return {
    type: 'image',
    ...(url ? { url } : {}),
    ...(alt ? { alt } : {}),
    ...(caption ? { caption } : {}),
    ...(credit ? { credit } : {}),
  };
}

function pictureUrl(image: PageElement): string {
  const lazy = attr(image, 'data-src') || attr(image, 'data-original') || attr(image, 'data-lazy-src');
  const src = attr(image, 'src');
  return lazy || (src.startsWith('data:') ? '' : src) || attr(image, 'srcset').trim().split(/\s/)[0] || '';
}

function captionOf(tree: PageTree, figure: PageElement): string {
  for (const element of elementsWithin(tree, figure, 'figcaption')) return textOf(tree, element);
  return textOf(tree, figure);
}

function webUrl(value: string, base: string | undefined): string | null {
  if (value === '' || !URL.canParse(value, base)) return null;
  const url = new URL(value, base);
  return /^https?:$/.test(url.protocol) ? url.href : null;
}
