import { unitsOf } from './measure.ts';
import { attr, closest, type PageElement, type PageTree, squeeze } from './tree.ts';

/** What the markup says a run of text is. */
export type SegmentRole =
  | 'paragraph'
  | 'heading'
  | 'item'
  | 'cell'
  | 'caption'
  | 'quote'
  | 'preformatted'
  | 'loose';

/** One run of text between two block boundaries: the smallest thing that is kept or dropped. */
export interface Segment {
  index: number;
  role: SegmentRole;
  /** 1..6 for headings, else 0. */
  level: number;
  /** The nearest block-level element around the text. */
  element: PageElement;
  /** Order of the first text node. */
  order: number;
  text: string;
  /** Length in word-like units, whatever the script: see `unitsOf`. */
  units: number;
  /** Share of the characters inside links, bold and italics, 0..1. */
  linked: number;
  bold: number;
  italic: number;
  links: number;
}

const blockTags = new Set(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
   form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td
   tfoot th thead tr ul`.split(/\s+/),
);

/** Elements whose text nobody reads as text. */
const silentTags = new Set(
  `script style noscript template svg textarea select option button input object embed video audio canvas iframe map head
   title datalist meter progress rp rt`.split(/\s+/),
);

const headingTag = /^h[1-6]$/;

/** True for elements that start a new line of text. Custom elements do, unless they stand inside a paragraph. */
export function isBlockElement(element: PageElement): boolean {
  if (blockTags.has(element.tag)) return true;
  return element.tag.includes('-') && element.parent !== null && element.parent.tag !== 'p';
}

/** Boxes of consent tools: never the page's own text, however much of it they hold. */
const consentBox =
  /onetrust|\bot-sdk|didomi|usercentrics|sp_message|qc-cmp|cookiebot|truste-|trustarc|iubenda-cs|cookie-?(?:banner|consent|notice|law|policy-?popup|bar)\b|gdpr-(?:banner|consent|cookie|popup)/i;

/** Quotations that carry another site's post. */
const embeddedPost =
  /twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|reddit-embed|fb-(?:post|video)|threads-/i;

/** True for elements that show a post of a social network. */
export function isEmbeddedPost(element: PageElement): boolean {
  return (element.tag === 'blockquote' || element.tag === 'div') && embeddedPost.test(attr(element, 'class'));
}

function isConsentBox(element: PageElement): boolean {
  if (element.tag === 'body' || element.tag === 'html' || element.attrs.length === 0) return false;
  const names = `${attr(element, 'id')} ${attr(element, 'class')}`;
  return names.length > 1 && consentBox.test(names);
}

function isSilent(element: PageElement): boolean {
  if (element.hidden !== null || isConsentBox(element) || isEmbeddedPost(element)) return true;
  if (!silentTags.has(element.tag)) return false;
  // Accordions put the question of a heading into a button.
  return !(element.tag === 'button' && element.parent !== null && headingTag.test(element.parent.tag));
}

function roleOf(element: PageElement): { role: SegmentRole; level: number } {
  for (let at: PageElement | null = element; at; at = at.parent) {
    switch (at.tag) {
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return { role: 'heading', level: Number(at.tag[1]) };
      case 'figcaption':
      case 'figure':
      case 'caption':
        return { role: 'caption', level: 0 };
      case 'blockquote':
        return { role: 'quote', level: 0 };
      case 'li':
      case 'dd':
      case 'dt':
        return { role: 'item', level: 0 };
      case 'td':
      case 'th':
        return { role: isLayoutCell(at) ? 'loose' : 'cell', level: 0 };
      case 'pre':
        return { role: 'preformatted', level: 0 };
      case 'p':
        return { role: paragraphRole(at), level: 0 };
      case 'article':
      case 'main':
      case 'section':
      case 'body':
        return { role: 'loose', level: 0 };
    }
  }
  return { role: 'loose', level: 0 };
}

/** A `p` takes the role of the list, quote or caption that it stands in. */
function paragraphRole(paragraph: PageElement): SegmentRole {
  const around = closest(paragraph.parent, (element) => !['div', 'span', 'p'].includes(element.tag));
  switch (around?.tag) {
    case 'blockquote':
      return 'quote';
    case 'figcaption':
    case 'figure':
      return 'caption';
    case 'li':
    case 'dd':
      return 'item';
    default:
      return 'paragraph';
  }
}

/** Old pages lay the whole page out in a table: such a cell holds paragraphs or much text. */
function isLayoutCell(cell: PageElement): boolean {
  const table = closest(cell, (element) => element.tag === 'table');
  if (table && attr(table, 'role') === 'presentation') return true;
  return cell.children.some(
    (child) => child.kind === 'element' && ['p', 'div', 'table', 'ul'].includes(child.tag),
  );
}

/** Collects the text nodes of one segment. */
interface Run {
  parts: string[];
  chars: number;
  linkChars: number;
  boldChars: number;
  italicChars: number;
  links: number;
  order: number;
  element: PageElement;
  breaks: number;
}

/** Cuts the visible text of the page into segments, in document order. O(nodes). */
export function segmentPage(tree: PageTree): Segment[] {
  const segments: Segment[] = [];
  const open: PageElement[] = [];
  const inline = { link: 0, bold: 0, italic: 0 };
  let run: Run | null = null;
  const flush = () => {
    if (run) addSegments(segments, run);
    run = null;
  };
  for (let at = 0; at < tree.nodes.length; at += 1) {
    const node = tree.nodes[at]!;
    while (open.length > 0 && open[open.length - 1]!.end <= at) {
      const closed = open.pop()!;
      count(inline, closed, -1);
      if (isBlockElement(closed)) flush();
    }
    if (node.kind === 'comment') continue;
    if (node.kind === 'element') {
      if (isSilent(node)) {
        at = node.end - 1;
        continue;
      }
      if (node.tag === 'br') {
        if (run && addBreak(run)) flush();
        continue;
      }
      if (isBlockElement(node)) flush();
      open.push(node);
      count(inline, node, 1);
      if (node.tag === 'a' && run) (run as Run).links += 1;
      continue;
    }
    if (run === null && node.text.trim() === '') continue;
    run ??= startRun(node.order, closest(node.parent, isBlockElement) ?? tree.root, inline.link);
    addText(run, node.text, inline);
  }
  flush();
  return segments;
}

function count(
  inline: { link: number; bold: number; italic: number },
  element: PageElement,
  by: number,
): void {
  if (element.tag === 'a') inline.link += by;
  else if (element.tag === 'b' || element.tag === 'strong') inline.bold += by;
  else if (element.tag === 'i' || element.tag === 'em') inline.italic += by;
}

function startRun(order: number, element: PageElement, links: number): Run {
  return {
    parts: [],
    chars: 0,
    linkChars: 0,
    boldChars: 0,
    italicChars: 0,
    links: links > 0 ? 1 : 0,
    order,
    element,
    breaks: 0,
  };
}

/** Two line breaks in a row end a paragraph. */
function addBreak(run: Run): boolean {
  run.breaks += 1;
  run.parts.push('\n');
  return run.breaks >= 2;
}

function addText(run: Run, text: string, inline: { link: number; bold: number; italic: number }): void {
  const chars = text.replace(/\s+/g, '').length;
  if (chars > 0) run.breaks = 0;
  run.parts.push(text.replaceAll('\n', ' '));
  run.chars += chars;
  if (inline.link > 0) run.linkChars += chars;
  if (inline.bold > 0) run.boldChars += chars;
  if (inline.italic > 0) run.italicChars += chars;
}

const sentenceEnd = /[.!?。！？…]["'”’»」』)\]]*$/;

/** A run with single line breaks between whole sentences is several paragraphs. */
function addSegments(segments: Segment[], run: Run): void {
  const lines = run.parts
    .join('')
    .split('\n')
    .map(squeeze)
    .filter((line) => line !== '');
  if (lines.length === 0) return;
  const { role, level } = roleOf(run.element);
  const separate =
    lines.length > 1 && role !== 'heading' && lines.slice(0, -1).every((line) => sentenceEnd.test(line));
  for (const text of separate ? lines : [lines.join(' ')]) {
    segments.push({
      index: segments.length,
      role,
      level,
      element: run.element,
      order: run.order,
      text,
      units: unitsOf(text),
      linked: run.linkChars / Math.max(1, run.chars),
      bold: run.boldChars / Math.max(1, run.chars),
      italic: run.italicChars / Math.max(1, run.chars),
      links: run.links,
    });
  }
}
