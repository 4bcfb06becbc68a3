import { markupGroups } from './boilerplate-words.ts';
import { proseOf } from './prose.ts';
import type { Segment } from './segments.ts';
import { attr, type PageElement, type PageTree } from './tree.ts';

/** Sums over the segments below each element, indexed by node order. */
export interface Sums {
  prose: Float64Array;
  units: Float64Array;
  linkedUnits: Float64Array;
  segments: Float64Array;
}

/** What all segments of one page share. */
export interface PageContext {
  tree: PageTree;
  segments: readonly Segment[];
  sums: Sums;
  total: { prose: number; units: number };
  /**
   * Bit sets of `markupGroups`, from all ancestors. One that holds half of the page's prose is the page, whatever it is
   * called: only `comment` and `body` are believed of it.
   */
  inherited: Int32Array;
  /** Bit sets of the element itself. */
  own: Int32Array;
  /** Bit sets of tags around the element: see `tagBits`. */
  tags: Int32Array;
  signatures: Map<string, Signature>;
  signatureOf: Signature[];
  /** Deepest elements that hold 50 % and 80 % of the page's prose. */
  main: PageElement | null;
  wide: PageElement | null;
}

/** Segments of one make: the same tags and classes three levels up. */
export interface Signature {
  count: number;
  prose: number;
  units: number;
  linkedUnits: number;
}

export const groupNames = Object.keys(markupGroups);
const groupPatterns = Object.values(markupGroups);

const alwaysBelieved = (1 << groupNames.indexOf('comment')) | (1 << groupNames.indexOf('body'));

export const tagBits: Record<string, number> = {
  nav: 1,
  footer: 2,
  aside: 4,
  header: 8,
  figure: 16,
  form: 32,
  table: 64,
  ul: 128,
  ol: 128,
  article: 256,
  main: 512,
  blockquote: 1024,
  details: 2048,
  dialog: 4096,
  section: 8192,
};

/** An ancestor that holds this much of the page's prose is the page, whatever it is called. */
const pageShare = 0.5;

export function contextOf(tree: PageTree, segments: readonly Segment[]): PageContext {
  const sums = sumUp(tree, segments);
  const total = { prose: sums.prose[tree.root.order] ?? 0, units: sums.units[tree.root.order] ?? 0 };
  const { inherited, own, tags } = roleBits(tree, sums, total.prose);
  const signatures = new Map<string, Signature>();
  const makes = new Map<PageElement, string>();
  const signatureOf = segments.map((segment) => signatureFor(signatures, makes, segment));
  const main = holding(tree, sums, total.prose * 0.5);
  const wide = holding(tree, sums, total.prose * 0.8);
  return { tree, segments, sums, total, inherited, own, tags, signatures, signatureOf, main, wide };
}

function sumUp(tree: PageTree, segments: readonly Segment[]): Sums {
  const size = tree.nodes.length;
  const sums: Sums = {
    prose: new Float64Array(size),
    units: new Float64Array(size),
    linkedUnits: new Float64Array(size),
    segments: new Float64Array(size),
  };
  for (const segment of segments) {
    const at = segment.element.order;
    sums.prose[at]! += proseOf(segment);
    sums.units[at]! += segment.units;
    sums.linkedUnits[at]! += segment.units * segment.linked;
    sums.segments[at]! += 1;
  }
  for (let at = size - 1; at > 0; at -= 1) {
    const parent = tree.nodes[at]!.parent;
    if (!parent || sums.segments[at] === 0) continue;
    const to = parent.order;
    sums.prose[to]! += sums.prose[at]!;
    sums.units[to]! += sums.units[at]!;
    sums.linkedUnits[to]! += sums.linkedUnits[at]!;
    sums.segments[to]! += sums.segments[at]!;
  }
  return sums;
}

function roleBits(tree: PageTree, sums: Sums, pageProse: number) {
  const own = new Int32Array(tree.nodes.length);
  const inherited = new Int32Array(tree.nodes.length);
  const tags = new Int32Array(tree.nodes.length);
  const known = new Map<string, number>();
  for (const node of tree.nodes) {
    if (node.kind !== 'element' || sums.segments[node.order] === 0) continue;
    const names = roleNames(node);
    let bits = names === '' ? 0 : known.get(names);
    if (bits === undefined) {
      bits = groupPatterns.reduce((sum, pattern, at) => (pattern.test(names) ? sum | (1 << at) : sum), 0);
      known.set(names, bits);
    }
    const above = node.parent?.order ?? -1;
    const isPage = sums.prose[node.order]! >= pageProse * pageShare;
    own[node.order] = bits;
    inherited[node.order] = (isPage ? bits & alwaysBelieved : bits) | (inherited[above] ?? 0);
    const tag = tagBits[node.tag] ?? 0;
    tags[node.order] = (isPage && tag < 256 ? 0 : tag) | (tags[above] ?? 0);
  }
  return { own, inherited, tags };
}

const roleAttributes = new Set(
  'class id role data-testid data-component data-module itemprop aria-label'.split(' '),
);

/** Class, id, role and test id in one string. */
function roleNames(element: PageElement): string {
  let names = '';
  for (const { name, value } of element.attrs) {
    if (roleAttributes.has(name)) names += ` ${value.slice(0, 200)}`;
  }
  return names;
}

/** Tag and first two classes; most elements are asked for many times. */
function makeOf(element: PageElement, makes: Map<PageElement, string>): string {
  let make = makes.get(element);
  if (make === undefined) {
    make = `${element.tag}.${attr(element, 'class').split(' ', 2).join('.')}>`;
    makes.set(element, make);
  }
  return make;
}

function signatureFor(
  signatures: Map<string, Signature>,
  makes: Map<PageElement, string>,
  segment: Segment,
): Signature {
  let key = '';
  let at: PageElement | null = segment.element;
  for (let level = 0; level < 3 && at; level += 1, at = at.parent) key += makeOf(at, makes);
  let signature = signatures.get(key);
  if (!signature) {
    signature = { count: 0, prose: 0, units: 0, linkedUnits: 0 };
    signatures.set(key, signature);
  }
  signature.count += 1;
  signature.prose += proseOf(segment);
  signature.units += segment.units;
  signature.linkedUnits += segment.units * segment.linked;
  return signature;
}

/** The deepest element that holds at least so much prose. */
function holding(tree: PageTree, { prose }: Sums, least: number): PageElement | null {
  if (least <= 0) return null;
  let best: PageElement | null = null;
  for (const node of tree.nodes)
    if (node.kind === 'element' && prose[node.order]! >= least && (!best || node.depth > best.depth))
      best = node;
  return best;
}
