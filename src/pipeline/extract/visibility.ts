import type { Removed } from '../../domain/document.ts';
import { type InvisibleRemoved, stripInvisible } from '../../kit/invisible.ts';
import { colourOf, sameColour } from './css-colour.ts';
import { StyleRules } from './css-rules.ts';
import { attr, elementsWithin, hasAttr, type PageElement, type PageTree, squeeze, textOf } from './tree.ts';

const removedMax = 100;
const removedCharsMax = 500;

export interface Hidden {
  removed: Removed[];
  /** The page's own styles hide the only prose it has; it was kept, and is to be trusted less. */
  bodyWasHidden: boolean;
}

/**
 * Marks what a reader cannot see (`hidden` on the elements), takes invisible characters out of all text, and lists
 * both. Changes the tree in place. Nothing that is marked is ever cited or shown to a model.
 *
 * The rule for bodies that hide: `html` and `body` are never taken as hidden (anti-flicker snippets hide them until a
 * script runs). Where marking leaves the page with next to no prose (under 250 letters in paragraphs) and one hidden
 * element holds an article's worth of it (four paragraphs and 1,000 letters), that element is shown again, since a
 * reader of that page sees its text or sees nothing; `bodyWasHidden` says so, and confidence must fall with it.
 * Hidden text beside a readable body stays hidden, however long, but for closed panels that a control on the page
 * opens (`isPanel`).
 */
export function removeHidden(tree: PageTree): Hidden {
  const context: StyleContext = {
    rules: new StyleRules(styleSheets(tree)),
    plain: hasNoOutsideStyle(tree),
    judged: new Map(),
    opened: openedIds(tree),
    streamed: streamedIds(tree),
    nodes: tree.nodes.length,
  };
  const roots: PageElement[] = [];
  for (let at = 0; at < tree.nodes.length; at++) {
    const node = tree.nodes[at]!;
    if (node.kind !== 'element' || node.tag === 'html' || node.tag === 'body' || node.tag === 'head')
      continue;
    const why = whyHidden(node, context);
    if (why === null) continue;
    node.hidden = why;
    roots.push(node);
    at = node.end - 1;
  }
  const shown = hiddenBody(tree, roots);
  if (shown) shown.hidden = null;
  const removed = roots.filter((root) => root.hidden !== null).flatMap((root) => removedElement(tree, root));
  removed.push(...removedComments(tree));
  removed.push(...removedCharacters(tree));
  return { removed: removed.slice(0, removedMax), bodyWasHidden: shown !== null };
}

function styleSheets(tree: PageTree): string[] {
  const sheets: string[] = [];
  for (const style of elementsWithin(tree, tree.root, 'style')) {
    const media = attr(style, 'media').trim().toLowerCase();
    if (media !== '' && !/^(?:all|screen|only screen)$/.test(media)) continue;
    sheets.push(textOf(tree, style, { raw: true }));
  }
  return sheets;
}

/** No style sheet from elsewhere: then a background that nobody sets is white. */
function hasNoOutsideStyle(tree: PageTree): boolean {
  for (const link of elementsWithin(tree, tree.root, 'link'))
    if (/stylesheet/i.test(attr(link, 'rel'))) return false;
  return true;
}

const readerOnly =
  /^(?:sr-only|visually-?hidden|visuallyhidden|screen-?reader(?:-text|-only|s-only)?|sr_only|a11y-(?:hidden|only)|u-(?:visually-?hidden|hidden-visually)|hidden-visually|visually-hidden-text|off-?screen|assistive-text|element-invisible|blind|clip-?text-?hidden)$/i;
const responsive =
  /^(?:\w+:)(?:block|flex|inline|grid|table|contents)|^d-\w+-(?:block|flex|inline|grid|table)/;

/** What the class attribute alone says; pages repeat few values many times, so each is judged once. */
function hiddenByClass(value: string, judged: Map<string, string | null>): string | null {
  const known = judged.get(value);
  if (known !== undefined) return known;
  const classes = value.slice(0, 4_000).split(/\s+/, 50);
  const hides = classes.some((name) => name === 'hidden' || name === 'd-none');
  const why = classes.some((name) => readerOnly.test(name))
    ? 'screen-reader-only'
    : hides && !classes.some((name) => responsive.test(name))
      ? 'hidden-css'
      : null;
  judged.set(value, why);
  return why;
}

interface StyleContext {
  rules: StyleRules;
  /** No style sheet from elsewhere: a background that nobody sets is white. */
  plain: boolean;
  judged: Map<string, string | null>;
  /** Ids of panels that a visible control opens. */
  opened: ReadonlySet<string>;
  /** Ids of parts that a script of the page moves into place. */
  streamed: ReadonlySet<string>;
  /** Nodes on the page. */
  nodes: number;
}

function whyHidden(element: PageElement, context: StyleContext): string | null {
  const { rules, plain } = context;
  if (element.tag === 'dialog' && !hasAttr(element, 'open')) return 'closed-dialog';
  const style = rules.declared(element);
  const byClass = element.attrs.length === 0 ? null : hiddenByClass(attr(element, 'class'), context.judged);
  const why = hasAttr(element, 'hidden') ? 'hidden-attribute' : (byClass ?? hiddenByStyle(style));
  if (why !== null) {
    if (why === 'hidden-attribute' && context.streamed.has(attr(element, 'id'))) return null;
    if (why === 'hidden-css' && entersByAnimation(element, style, context.nodes)) return null;
    return why !== 'screen-reader-only' && isPanel(element, context.opened) ? null : why;
  }
  if (!style.has('color') && element.tag !== 'font') return null;
  return hiddenByColour(element, style, rules, plain);
}

const animated = /et_animated|\baos-|\bwow\b|framer-|elementor-invisible/i;
/** What holds this share of all nodes is the page: a script fades it in. */
const pageNodesShare = 0.4;

/** The start of an entrance animation: transparent and moved aside until a script that the page names shows it. */
function entersByAnimation(element: PageElement, style: ReadonlyMap<string, string>, nodes: number): boolean {
  if (!(Number.parseFloat(style.get('opacity') ?? '') <= 0.05) || style.get('display') === 'none')
    return false;
  if (element.end - element.order > nodes * pageNodesShare) return true;
  const isMoved = /translate|scale|rotate/.test(
    style.get('transform') ?? style.get('-webkit-transform') ?? '',
  );
  return isMoved || hasAttr(element, 'data-w-id') || animated.test(attr(element, 'class'));
}

/** Ids of parts that a streaming server sends hidden, for an inline script to move to where a template marks the place. */
function streamedIds(tree: PageTree): Set<string> {
  const ids = new Set<string>();
  let hasMark = false;
  for (const element of elementsWithin(tree)) {
    if (element.attrs.length === 0) continue;
    const id = attr(element, 'id');
    if (element.tag === 'template' && /^[BP]:[0-9a-f]{1,8}$/.test(id)) hasMark = true;
    else if (/^S:[0-9a-f]{1,8}$/.test(id)) ids.add(id);
  }
  return hasMark ? ids : new Set();
}

const panelName = /accordion|collaps|faq|expand|tab-?pane|answer|toggle-content|disclosure/i;
const menuName =
  /menu|nav|modal|dialog|dropdown|search|popup|overlay|cookie|consent|login|share|submenu|tooltip|banner/i;

/**
 * A closed panel that a reader can open (an accordion, a tab): its control is on the page, or the markup names it so
 * and a control or heading stands right before it. Its text is there to be read.
 */
function isPanel(element: PageElement, opened: ReadonlySet<string>): boolean {
  const names = `${attr(element, 'class')} ${attr(element, 'id')} ${attr(element, 'role')}`.slice(0, 600);
  if (menuName.test(names)) return false;
  const parent = element.parent;
  const around = parent ? `${attr(parent, 'class')} ${attr(parent, 'id')}`.slice(0, 400) : '';
  if (menuName.test(around)) return false;
  const named =
    panelName.test(names) || panelName.test(around) || /tabpanel|region/.test(attr(element, 'role'));
  if (!named) return false;
  if (opened.has(attr(element, 'id')) || hasAttr(element, 'aria-labelledby')) return true;
  const before = parent?.children
    .slice(0, parent.children.indexOf(element))
    .findLast((child) => child.kind === 'element');
  if (before?.kind !== 'element' || before.hidden !== null) return false;
  return (
    /^(?:button|h[1-6]|summary|dt|a)$/.test(before.tag) ||
    panelName.test(attr(before, 'class')) ||
    hasAttr(before, 'aria-expanded')
  );
}

/** Ids that buttons, tabs and links on the page say they open. */
function openedIds(tree: PageTree): Set<string> {
  const ids = new Set<string>();
  for (const node of tree.nodes) {
    if (node.kind !== 'element' || node.attrs.length === 0 || ids.size > 2_000) continue;
    for (const { name, value } of node.attrs) {
      const opens = name === 'aria-controls' || name === 'data-target' || name === 'data-bs-target';
      if (opens && value !== '') ids.add(value.slice(0, 200).replace(/^#/, ''));
    }
  }
  return ids;
}

function hiddenByStyle(style: ReadonlyMap<string, string>): string | null {
  if (style.size === 0) return null;
  const get = (name: string) => style.get(name) ?? '';
  if (get('display') === 'none' || get('content-visibility') === 'hidden') return 'hidden-css';
  if (/^(?:hidden|collapse)$/.test(get('visibility'))) return 'hidden-css';
  if (get('opacity') !== '' && Number.parseFloat(get('opacity')) <= 0.05) return 'hidden-css';
  const size = /(?:^|\s)(\d*\.?\d+)(px|pt|em|rem|%|vw|vh|(?=\s|\/|$))/.exec(
    get('font-size') || shorthandSize(get('font')),
  );
  if (size && isTiny(Number(size[1]), size[2] ?? '')) return 'hidden-css';
  if (get('text-indent') !== '' && pixels(get('text-indent')) <= -500) return 'off-screen';
  const placed = /absolute|fixed/.test(get('position'));
  const sides = ['left', 'top', 'right', 'bottom'].map((name) => pixels(get(name)));
  if (placed && Math.min(...sides) <= -500) return 'off-screen';
  if (pixels(get('margin-left')) <= -900 || pixels(get('margin-top')) <= -900) return 'off-screen';
  if (pixels(get('letter-spacing')) <= -50) return 'off-screen';
  if (/^0(?:\.0+)?%?$/.test(get('scale')) || /^0(?:\.0+)?%?$/.test(get('zoom'))) return 'hidden-css';
  if (/opacity\(\s*0(?:\.0+)?%?\s*\)/.test(get('filter'))) return 'hidden-css';
  if (get('-webkit-text-fill-color') === 'transparent') return 'same-colour';
  if (/translate[xy3d]*\(\s*-\d{4,}px|scale\(\s*0(?:\.0+)?\s*[),]/.test(get('transform')))
    return 'off-screen';
  return isClipped(style, placed) ? 'clipped' : null;
}

function shorthandSize(font: string): string {
  return /(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%))/.exec(font)?.[1] ?? '';
}

function isTiny(size: number, unit: string): boolean {
  if (unit === '%') return size <= 10;
  return unit === 'em' || unit === 'rem' ? size <= 0.1 : size <= 2;
}

/** A length in CSS pixels, roughly; 0 for anything else. */
function pixels(value: string): number {
  const match = /^(-?\d*\.?\d+)(px|pt|em|rem|vw|vh|%)?$/.exec(value);
  if (!match) return 0;
  const scale = { px: 1, pt: 1.3, em: 16, rem: 16, vw: 10, vh: 8, '%': 5 }[match[2] ?? 'px'] ?? 1;
  return Number(match[1]) * scale;
}

function isClipped(style: ReadonlyMap<string, string>, placed: boolean): boolean {
  const get = (name: string) => style.get(name) ?? '';
  const rect = /^rect\(([^)]{0,60})\)$/.exec(get('clip'))?.[1];
  if (
    placed &&
    rect !== undefined &&
    rect.split(/[\s,]+/).every((part) => part === '' || Math.abs(Number.parseFloat(part)) <= 1)
  )
    return true;
  if (
    /^(?:inset\(\s*(?:5\d|[6-9]\d|100)%|circle\(\s*0|polygon\(\s*0(?:px|%)?\s+0(?:px|%)?\s*\))/.test(
      get('clip-path'),
    )
  )
    return true;
  const cut = /hidden|clip/.test(get('overflow')) || /hidden|clip/.test(get('overflow-y'));
  const flat = (name: string) =>
    /^[01](?:px)?$/.test(get(name)) || /^0(?:\.0+)?(?:em|rem|%|vh|vw)$/.test(get(name));
  return cut && (flat('height') || flat('max-height') || flat('width') || flat('max-width'));
}

/** Text in the colour of its own background, or in none at all. */
function hiddenByColour(
  element: PageElement,
  style: ReadonlyMap<string, string>,
  rules: StyleRules,
  plain: boolean,
): string | null {
  const own = style.get('color') ?? (element.tag === 'font' ? attr(element, 'color').toLowerCase() : '');
  if (own === '') return null;
  if (own === 'transparent' || /^rgba?\([^)]*[,/]\s*0?(?:\.0+)?\s*\)$|^hsla\([^)]*,\s*0\s*\)$/.test(own))
    return 'same-colour';
  const text = colourOf(own);
  if (text === null) return null;
  const back = backgroundOf(element, style, rules, plain);
  return back !== null && sameColour(text, back) ? 'same-colour' : null;
}

function backgroundOf(
  element: PageElement,
  style: ReadonlyMap<string, string>,
  rules: StyleRules,
  plain: boolean,
): [number, number, number] | null {
  let at: PageElement | null = element;
  for (let level = 0; at && level < 40; level++, at = at.parent) {
    const declared = at === element ? style : rules.declared(at);
    const value =
      declared.get('background-color') ?? declared.get('background') ?? attr(at, 'bgcolor').toLowerCase();
    if (value === '' || value === 'none' || value === 'transparent' || value === 'inherit') continue;
    return /url\(|gradient/.test(value) ? null : colourOf(value);
  }
  // A style sheet from elsewhere may set a dark ground, but text that is coloured white by hand stands on the page's
  // own: of 914 labelled pages this costs none a line of its body.
  const byHand = element.tag === 'font' || attr(element, 'style').includes('color');
  return plain || byHand ? [255, 255, 255] : null;
}

const proseTags = new Set(['p', 'li', 'blockquote']);
const shownLettersMin = 250;
const bodyLettersMin = 1_000;
const bodyParagraphsMin = 4;

/** The hidden element that must be the page's body; see `removeHidden`. */
function hiddenBody(tree: PageTree, roots: readonly PageElement[]): PageElement | null {
  if (roots.length === 0) return null;
  let seen = 0;
  for (let at = 0; at < tree.nodes.length; at++) {
    const node = tree.nodes[at]!;
    if (node.kind !== 'element') continue;
    if (node.hidden !== null) at = node.end - 1;
    else if (proseTags.has(node.tag)) seen += squeeze(textOf(tree, node)).length;
    if (seen >= shownLettersMin) return null;
  }
  let best: { root: PageElement; letters: number } | null = null;
  for (const root of roots) {
    const paragraphs = [...elementsWithin(tree, root, 'p')].map(
      (paragraph) => squeeze(textOf(tree, paragraph, { raw: true })).length,
    );
    const letters = paragraphs.reduce((sum, length) => sum + length, 0);
    const enough =
      letters >= bodyLettersMin && paragraphs.filter((length) => length > 60).length >= bodyParagraphsMin;
    if (enough && letters > (best?.letters ?? 0)) best = { root, letters };
  }
  return best?.root ?? null;
}

function removedElement(tree: PageTree, root: PageElement): Removed[] {
  const text = visibleTextWithin(tree, root);
  return text === '' ? [] : [{ why: root.hidden ?? 'hidden-css', text: text.slice(0, removedCharsMax) }];
}

const codeTags = new Set(['script', 'style', 'noscript', 'template', 'svg', 'option', 'iframe']);

function visibleTextWithin(tree: PageTree, root: PageElement): string {
  let text = '';
  for (let at = root.order; at < root.end && text.length < removedCharsMax * 4; at++) {
    const node = tree.nodes[at]!;
    if (node.kind === 'text') text += ` ${node.text}`;
    else if (node.kind === 'element' && codeTags.has(node.tag)) at = node.end - 1;
  }
  return squeeze(stripInvisible(text).text);
}

/** Comments that speak in sentences. Markers of templates, conditional comments and commented-out markup do not. */
function removedComments(tree: PageTree): Removed[] {
  const found: Removed[] = [];
  for (const node of tree.nodes) {
    if (node.kind !== 'comment' || found.length >= 40) continue;
    const text = squeeze(node.text.slice(0, 4_000));
    if (text.length < 20 || /^\[if |^\s*(?:google|facebook|begin|end|start|\/)/i.test(text)) continue;
    if (/<\/?[a-z!]/i.test(text) || /[{}=;]\s*$|function\s*\(/.test(text)) continue;
    const words = text.match(/\p{L}{2,}/gu)?.length ?? 0;
    if (words >= 4) found.push({ why: 'comment', text: text.slice(0, removedCharsMax) });
  }
  return found;
}

/** Takes invisible characters out of every text node that is text to a reader; one entry for each kind. */
function removedCharacters(tree: PageTree): Removed[] {
  const byKind = new Map<InvisibleRemoved['why'], string>();
  for (const node of tree.nodes) {
    if (node.kind !== 'text' || (node.parent && codeTags.has(node.parent.tag))) continue;
    const { text, removed } = stripInvisible(node.text);
    node.text = text;
    for (const { why, text: what } of removed) {
      const known = byKind.get(why);
      byKind.set(why, (known === undefined ? what : `${known} ${what}`).slice(0, removedCharsMax));
    }
  }
  return [...byKind].map(([why, text]) => ({ why, text }));
}
