import { Tokenizer } from 'htmlparser2';
import { decodeReferences } from './entities.ts';
import { FeedProblem } from './limits.ts';

/** An element of a web page, as far as links need it. */
export interface PageNode {
  tag: string;
  attributes: ReadonlyMap<string, string>;
  parent: PageNode | null;
  /** Text and elements in order. */
  children: (PageNode | string)[];
}

const nodesMax = 300_000;
const depthMax = 400;
const attributesMax = 60;
const valueCharsMax = 8_192;

const voidTags = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** What a start tag closes when the innermost open element is it. */
const closedBy: Record<string, ReadonlySet<string>> = {
  li: new Set(['li']),
  dt: new Set(['dt', 'dd']),
  dd: new Set(['dt', 'dd']),
  tr: new Set(['tr', 'td', 'th']),
  td: new Set(['td', 'th']),
  th: new Set(['td', 'th']),
  option: new Set(['option']),
  p: new Set(['p']),
  div: new Set(['p']),
  ul: new Set(['p']),
  section: new Set(['p']),
  article: new Set(['p']),
  a: new Set(['a']),
};

function scanner(root: PageNode) {
  let top = root;
  let depth = 0;
  let nodes = 0;
  const close = () => {
    top = top.parent ?? root;
    depth = Math.max(0, depth - 1);
  };
  return {
    open(tag: string, attributes: ReadonlyMap<string, string>): void {
      if (++nodes > nodesMax)
        throw new FeedProblem(
          'too-many-elements',
          `The page has more than ${nodesMax} elements.`,
          'Add a smaller page.',
        );
      const closes = closedBy[tag];
      for (let count = 0; count < 4 && closes?.has(top.tag); count++) close();
      const node: PageNode = { tag, attributes, parent: top, children: [] };
      top.children.push(node);
      // Beyond the depth elements become siblings: nobody nests headlines that deep.
      if (voidTags.has(tag) || depth >= depthMax) return;
      top = node;
      depth++;
    },
    text(text: string): void {
      if (text !== '') top.children.push(text);
    },
    close(tag: string): void {
      let at: PageNode | null = top;
      let steps = 0;
      while (at !== null && at.tag !== tag && steps < 40) {
        at = at.parent;
        steps++;
      }
      if (at === null || at === root || at.tag !== tag) return;
      for (; steps >= 0; steps--) close();
    },
  };
}

/**
 * A web page as a tree that is good enough for its links: no repair of markup beyond left-out end tags. Scripts and
 * styles are left empty. Linear; throws `FeedProblem` at a limit.
 */
export function scanHtml(html: string): PageNode {
  const root: PageNode = { tag: '#root', attributes: new Map(), parent: null, children: [] };
  const tree = scanner(root);
  let tag = '';
  let attributes = new Map<string, string>();
  let attribute = '';
  let value = '';
  let raw = '';
  const open = () => {
    tree.open(tag, attributes);
    raw = /^(?:script|style|noscript|template)$/.test(tag) ? tag : raw;
  };
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: false },
    {
      onopentagname: (start, end) => {
        tag = html.slice(start, end).toLowerCase();
        attributes = new Map();
      },
      onattribname: (start, end) => {
        attribute = html.slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        if (value.length < valueCharsMax) value += html.slice(start, Math.min(end, start + valueCharsMax));
      },
      onattribend: () => {
        if (attributes.size < attributesMax && !attributes.has(attribute))
          attributes.set(attribute, decodeReferences(value));
      },
      onopentagend: open,
      onselfclosingtag: open,
      onclosetag: (start, end) => {
        const name = html.slice(start, end).trim().toLowerCase();
        if (name === raw) raw = '';
        tree.close(name);
      },
      ontext: (start, end) => {
        if (raw === '') tree.text(decodeReferences(html.slice(start, end)));
      },
      oncdata: () => undefined,
      onattribentity: () => undefined,
      ontextentity: () => undefined,
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return root;
}

/** All elements under a node, in document order. */
export function* elementsOf(node: PageNode): Generator<PageNode> {
  const stack: PageNode[] = [node];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at !== node) yield at;
    for (let index = at.children.length - 1; index >= 0; index--) {
      const child = at.children[index]!;
      if (typeof child !== 'string') stack.push(child);
    }
  }
}

/** Pieces of text and elements of one node that are read. */
const piecesMax = 4_000;

/** The text under a node, white space as one space; at most `charsMax` code units. */
export function textUnder(node: PageNode, charsMax: number): string {
  let text = '';
  let looked = 0;
  const stack: (PageNode | string)[] = [node];
  for (let at = stack.pop(); at !== undefined && text.length < charsMax; at = stack.pop()) {
    if (++looked > piecesMax) break;
    if (typeof at === 'string') text += at;
    else {
      if (/^(?:br|p|div|li|h[1-6]|time|figcaption)$/.test(at.tag)) text += ' ';
      for (let index = at.children.length - 1; index >= 0; index--) stack.push(at.children[index]!);
    }
  }
  return text.replace(/\s+/g, ' ').trim().slice(0, charsMax);
}
