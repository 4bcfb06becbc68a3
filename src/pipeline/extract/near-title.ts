import { attr, type PageElement, type PageTree, squeeze, textOf } from './tree.ts';

/** A short line of visible text, in document order: where bylines and dates stand. */
export interface Line {
  text: string;
  element: PageElement;
  order: number;
  /** Lower-case `class`, `id`, `itemprop`, `rel`, `data-testid` of the element and its two nearest ancestors. */
  names: string;
}

const lineCharsMax = 300;
const linesMax = 6_000;

const inlineTags = new Set(
  'a abbr b bdi bdo cite code data em font i kbd label mark q s samp small span strong sub sup time u var'.split(
    ' ',
  ),
);
const skipTags = new Set('script style noscript template svg select textarea button iframe'.split(' '));

/**
 * The page's visible text as lines: one per element that holds text and no block-level child. Inline children are
 * part of their parent's line and are also lines of their own, because a date or a name often has its own `span`.
 */
export function visibleLines(tree: PageTree): Line[] {
  const lines: Line[] = [];
  let body = 0;
  for (let at = 0; at < tree.nodes.length && lines.length < linesMax; at++) {
    const node = tree.nodes[at]!;
    if (node.kind !== 'element') continue;
    if (node.tag === 'body') body = node.order;
    if (node.hidden !== null || skipTags.has(node.tag) || node.tag === 'head') {
      at = node.end - 1;
      continue;
    }
    if (body === 0 || node.end - node.order > 40 || !isLeafLine(node)) continue;
    const text = squeeze(textOf(tree, node));
    if (text === '' || text.length > lineCharsMax) continue;
    lines.push({ text, element: node, order: node.order, names: namesOf(node) });
  }
  return lines;
}

function isLeafLine(element: PageElement): boolean {
  return element.children.some((child) => child.kind === 'text' && child.text.trim() !== '')
    ? true
    : element.children.length > 1 &&
        element.children.every(
          (child) => child.kind !== 'element' || inlineTags.has(child.tag) || child.tag === 'br',
        );
}

/** What the markup calls an element and what stands around it. */
export function namesOf(element: PageElement): string {
  let names = '';
  let at: PageElement | null = element;
  for (let level = 0; at && level < 3; level++, at = at.parent) {
    if (at.tag === 'body' || at.tag === 'html') break;
    for (const name of ['class', 'id', 'itemprop', 'rel', 'data-testid', 'data-component'])
      names += ` ${attr(at, name).slice(0, 200)}`;
  }
  return names.toLowerCase();
}

/** The heading that carries the title, where the page has one: among `h1`, the one most like the title. */
export function headingOf(tree: PageTree, title: string): PageElement | null {
  const wanted = title.toLowerCase();
  let best: PageElement | null = null;
  let bestScore = 0;
  for (const node of tree.nodes) {
    if (node.kind !== 'element' || node.hidden !== null || !/^h[1-3]$/.test(node.tag)) continue;
    const text = squeeze(textOf(tree, node)).toLowerCase();
    if (text === '') continue;
    const same =
      text === wanted ? 3 : text.length > 10 && (wanted.includes(text) || text.includes(wanted)) ? 2 : 0;
    const score = same + (node.tag === 'h1' ? 1 : 0);
    if (score > bestScore) {
      best = node;
      bestScore = score;
    }
  }
  return best;
}
