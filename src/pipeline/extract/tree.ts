import type { DefaultTreeAdapterTypes } from 'parse5';
import { limitedTreeAdapter, PageLimitError } from './limits.ts';
import { parseHtml } from './parse-html.ts';

/**
 * A page as a flat, read-only view over the parse5 tree. Everything below works in loops over `nodes`, never by
 * recursion, so that a page of 10,000 nested elements costs time, not the stack.
 */
export interface PageTree {
  /** The `html` element. */
  root: PageElement;
  /** Every node in document order; `nodes[node.order] === node`, and a subtree is `order..end`. */
  nodes: PageNode[];
  depthMax: number;
}

export type PageNode = PageElement | PageText | PageComment;

export interface PageElement {
  kind: 'element';
  /** Lower case; foreign elements (`svg`, `math`) keep their local name. */
  tag: string;
  attrs: readonly { name: string; value: string }[];
  parent: PageElement | null;
  children: PageNode[];
  order: number;
  /** One past the last descendant. */
  end: number;
  depth: number;
  /** Set where a reader cannot see the element and all below it: why. Its text is never part of the body. */
  hidden: string | null;
}

export interface PageText {
  kind: 'text';
  text: string;
  parent: PageElement | null;
  order: number;
  end: number;
  depth: number;
}

export interface PageComment {
  kind: 'comment';
  text: string;
  parent: PageElement | null;
  order: number;
  end: number;
  depth: number;
}

export interface TreeLimits {
  nodesMax: number;
  depthMax: number;
}

/** A page over its limits is not read further. */
export type ParsedPage = { kind: 'tree'; tree: PageTree } | { kind: 'too-many-nodes' } | { kind: 'too-deep' };

type Parse5Node = DefaultTreeAdapterTypes.ChildNode;
type Parse5Parent = DefaultTreeAdapterTypes.ParentNode;

/**
 * Parses decoded HTML as a browser with scripts switched on does. `template` contents stay out, but for declarative
 * shadow roots (`shadowrootmode`), which a browser shows. O(length of the page).
 */
export function parsePage(html: string, limits: TreeLimits): ParsedPage {
  let document: DefaultTreeAdapterTypes.Document;
  try {
    document = parseHtml(html, { treeAdapter: limitedTreeAdapter(limits) });
  } catch (error) {
    if (error instanceof PageLimitError) return { kind: error.limit };
    throw error;
  }
  const nodes: PageNode[] = [];
  let depthMax = 0;
  // Two stacks in step: parse5 nodes and our parents of them. Children go on last to first, to come off in order.
  const stack: Parse5Node[] = [];
  const parents: (PageElement | null)[] = [];
  const pushChildren = (of: Parse5Parent, parent: PageElement | null) => {
    for (let at = of.childNodes.length - 1; at >= 0; at -= 1) {
      stack.push(of.childNodes[at]!);
      parents.push(parent);
    }
  };
  pushChildren(document, null);
  while (stack.length > 0) {
    const from = stack.pop()!;
    const parent = parents.pop() ?? null;
    const node = viewOf(from, parent, nodes.length);
    if (!node) continue;
    if (nodes.length >= limits.nodesMax) return { kind: 'too-many-nodes' };
    if (node.depth > limits.depthMax) return { kind: 'too-deep' };
    depthMax = Math.max(depthMax, node.depth);
    nodes.push(node);
    parent?.children.push(node);
    if (node.kind === 'element') pushChildren(shownChildrenOf(from as DefaultTreeAdapterTypes.Element), node);
  }
  closeRanges(nodes);
  const root = nodes.find((node) => node.kind === 'element' && node.tag === 'html') as PageElement;
  return { kind: 'tree', tree: { root, nodes, depthMax } };
}

function shownChildrenOf(element: DefaultTreeAdapterTypes.Element): Parse5Parent {
  if (element.tagName !== 'template') return element;
  const isShadowRoot = element.attrs.some(({ name }) => name === 'shadowrootmode');
  return isShadowRoot ? (element as DefaultTreeAdapterTypes.Template).content : element;
}

function viewOf(from: Parse5Node, parent: PageElement | null, order: number): PageNode | null {
  const depth = parent ? parent.depth + 1 : 0;
  if (from.nodeName === '#text') {
    return {
      kind: 'text',
      text: (from as DefaultTreeAdapterTypes.TextNode).value,
      parent,
      order,
      end: order,
      depth,
    };
  }
  if (from.nodeName === '#comment') {
    const text = (from as DefaultTreeAdapterTypes.CommentNode).data;
    return { kind: 'comment', text, parent, order, end: order, depth };
  }
  if (!('tagName' in from)) return null;
  return {
    kind: 'element',
    tag: from.tagName,
    attrs: from.attrs,
    parent,
    children: [],
    order,
    end: order,
    depth,
    hidden: null,
  };
}

/** Fills in `end`, from the last node to the first. */
function closeRanges(nodes: PageNode[]): void {
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const node = nodes[at]!;
    if (node.end <= at) node.end = at + 1;
    if (node.parent && node.parent.end < node.end) node.parent.end = node.end;
  }
}

/** The attribute's value, or the empty string. */
export function attr(element: PageElement, name: string): string {
  for (const attribute of element.attrs) if (attribute.name === name) return attribute.value;
  return '';
}

/** True where the attribute is there, whatever its value. */
export function hasAttr(element: PageElement, name: string): boolean {
  return element.attrs.some((attribute) => attribute.name === name);
}

/** True where `node` lies in the subtree of `ancestor` (or is it). */
export function isWithin(node: PageNode, ancestor: PageElement): boolean {
  return node.order >= ancestor.order && node.order < ancestor.end;
}

/** Elements of the subtree in document order, `within` itself excluded. */
export function* elementsWithin(
  tree: PageTree,
  within: PageElement = tree.root,
  tag?: string,
): Generator<PageElement> {
  for (let at = within.order + 1; at < within.end; at += 1) {
    const node = tree.nodes[at]!;
    if (node.kind === 'element' && (tag === undefined || node.tag === tag)) yield node;
  }
}

/** The nearest ancestor (or the element itself) that passes the test. */
export function closest(
  element: PageElement | null,
  test: (element: PageElement) => boolean,
): PageElement | null {
  for (let at = element; at; at = at.parent) if (test(at)) return at;
  return null;
}

const notProse = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'textarea',
  'select',
  'option',
]);

/** Text of the subtree, white space as in the source; scripts, styles and hidden parts are left out unless `raw`. */
export function textOf(tree: PageTree, within: PageElement, options: { raw?: boolean } = {}): string {
  let text = '';
  for (let at = within.order; at < within.end; at += 1) {
    const node = tree.nodes[at]!;
    if (node.kind === 'text') text += node.text;
    else if (node.kind === 'element' && !options.raw && (node.hidden !== null || notProse.has(node.tag)))
      at = node.end - 1;
    else if (node.kind === 'element' && node.tag === 'br') text += '\n';
  }
  return text;
}

/** Any white space but a single space, and what is taken out. */
const unsqueezed = /[^\S ]| {2}|[\u00AD\u200B\u2060]/;

/** White space of every kind to single spaces, trimmed; soft hyphens and zero-width joints out. */
export function squeeze(text: string): string {
  if (!unsqueezed.test(text)) return text.trim();
  return text
    .replace(/[\u00AD\u200B\u2060\uFEFF]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
