import { isUtf8 } from 'node:buffer';
import type { FeedText } from '../../domain/feed.ts';
import { undoubled, withoutC1 } from './entities.ts';
import { htmlToText, looksLikeHtml, oneLine } from './html-text.ts';
import { feedLimits } from './limits.ts';
import { innerMarkup } from './markup.ts';
import { resolveAgainst } from './relative.ts';
import { hasChildElements, ownText, type XmlElement } from './xml-tree.ts';

/** The type names of Atom 1.0, as media types. */
const shortTypes: Record<string, string> = {
  text: 'text/plain',
  html: 'text/html',
  xhtml: 'application/xhtml+xml',
};

/** A title, summary or content element of any format. `usual` is the type where the element names none. */
export function textOf(element: XmlElement, usual: 'text/plain' | 'text/html'): FeedText {
  const said = (element.attributes.get('type') ?? '').trim().toLowerCase();
  const mode = (element.attributes.get('mode') ?? '').toLowerCase();
  const src = resolveAgainst(element.attributes.get('src') ?? '', element.base);
  const assumed = element.name.startsWith('xhtml:') ? 'application/xhtml+xml' : usual;
  let type = shortTypes[said] ?? (/^[\w.+-]+\/[\w.+-]+$/.test(said) ? said : assumed);
  let value: string;
  if (hasChildElements(element)) {
    value = innerMarkup((said === 'xhtml' && wrapped(element)) || element);
    if (type === 'text/plain') type = element.isAtom ? 'application/xhtml+xml' : 'text/html';
  } else {
    value = ownText(element);
    if (mode === 'base64') value = fromBase64(value) ?? value;
    else if (isEncoded(type)) {
      const decoded = fromBase64(value);
      if (decoded !== null) [value, type] = [decoded, 'text/html'];
    }
    if (type === 'application/xhtml+xml' && mode !== 'escaped') value = escaped(value);
    if (type === 'text/plain' && said === '' && !element.isAtom && looksLikeHtml(value)) type = 'text/html';
  }
  return {
    value: withoutC1(undoubled(value)).slice(0, feedLimits.contentCharsMax),
    type,
    ...(element.base !== undefined && { base: element.base }),
    ...(element.lang !== undefined && { lang: element.lang }),
    ...(src !== undefined && { src }),
  };
}

/** The `div` that Atom asks for around XHTML; it is no part of the content. */
function wrapped(element: XmlElement): XmlElement | null {
  const children = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  const [only] = children;
  return children.length === 1 && typeof only === 'object' && /^(?:xhtml:)?div$/.test(only.name)
    ? only
    : null;
}

/** Atom content of a media type that is neither text nor XML comes in base64 (RFC 4287, 4.1.3.3). */
function isEncoded(type: string): boolean {
  return !type.startsWith('text/') && !/[+/]xml$/.test(type);
}

/** The text that base64 holds, or null where it holds none. */
function fromBase64(value: string): string | null {
  const packed = value.replace(/\s+/g, '');
  if (packed === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return null;
  const bytes = Buffer.from(packed, 'base64');
  return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8').trim() : null;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function isHtml(text: FeedText): boolean {
  return text.type === 'text/html' || text.type === 'application/xhtml+xml' || /[+/]xml$/.test(text.type);
}

/** The text as a reader would see it, on one line: for titles. */
export function lineOf(text: FeedText | undefined): string | undefined {
  if (text === undefined) return undefined;
  const { lineCharsMax } = feedLimits;
  const plain = isHtml(text)
    ? htmlToText(text.value.slice(0, 8 * lineCharsMax), 2 * lineCharsMax)
    : text.value;
  return oneLine(plain, lineCharsMax) || undefined;
}

/** The text as a reader would see it, in lines: for summaries and contents. */
export function plainOf(text: FeedText | undefined, charsMax: number): string | undefined {
  if (text === undefined || text.value === '') return undefined;
  if (isHtml(text)) return htmlToText(text.value, charsMax) || undefined;
  if (!text.type.startsWith('text/')) return undefined;
  return htmlToText(escaped(text.value), charsMax) || undefined;
}

/** The markup of a text; plain text becomes HTML. Raw and hostile. */
export function htmlOf(text: FeedText): string | undefined {
  if (text.value === '') return undefined;
  if (isHtml(text)) return text.value;
  return text.type.startsWith('text/') ? escaped(text.value) : undefined;
}
