import { feedLimits } from './limits.ts';
import type { XmlElement } from './xml-tree.ts';

const emptyElements = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

const escapeText = (text: string): string => text.replace(/[&<>]/g, (char) => escapes[char]!);
const escapeAttribute = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char]!);
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The markup inside an element, as HTML: prefixes of XHTML are dropped, empty elements written `<br />`. */
export function innerMarkup(element: XmlElement): string {
  const parts: string[] = [];
  let chars = 0;
  const add = (text: string) => {
    if (chars > feedLimits.contentCharsMax) return;
    chars += text.length;
    parts.push(text);
  };
  for (const child of element.children) write(child, add);
  return parts.join('').trim();
}

function write(node: XmlElement | string, add: (text: string) => void): void {
  if (typeof node === 'string') {
    add(escapeText(node));
    return;
  }
  const local = node.name.startsWith('xhtml:') ? node.name.slice(6) : node.written;
  const name = /^[A-Za-z][\w:.-]*$/.test(local) ? local : 'span';
  const attributes = node.writtenAttributes
    .filter(([key, value]) => /^[A-Za-z_][\w:.-]*$/.test(key) && !isXhtmlDeclaration(key, value))
    .map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`)
    .join('');
  if (emptyElements.has(name.toLowerCase()) && node.children.length === 0) {
    add(`<${name}${attributes} />`);
    return;
  }
  add(`<${name}${attributes}>`);
  for (const child of node.children) write(child, add);
  add(`</${name}>`);
}

function isXhtmlDeclaration(key: string, value: string): boolean {
  return (key === 'xmlns' || key.startsWith('xmlns:')) && value === 'http://www.w3.org/1999/xhtml';
}
