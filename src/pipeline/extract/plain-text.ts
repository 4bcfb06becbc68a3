import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

const breaking = new Set(
  'p br div li h1 h2 h3 h4 h5 h6 blockquote section article figure figcaption tr ul ol table'.split(' '),
);
const silent = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'svg', 'figure']);
const nodesMax = 20_000;

/**
 * Text of a value that may hold markup or character references, paragraphs split by line feeds. Values of more than
 * `nodesMax` nodes are cut off there.
 */
export function plainText(value: string): string {
  if (!/[<&]/.test(value)) return tidyLines(value);
  const stack: DefaultTreeAdapterTypes.ChildNode[] = [...parseFragment(value).childNodes].reverse();
  let text = '';
  for (let count = 0; stack.length > 0 && count < nodesMax; count++) {
    const node = stack.pop()!;
    if (node.nodeName === '#text') text += (node as DefaultTreeAdapterTypes.TextNode).value;
    if (!('tagName' in node) || silent.has(node.tagName)) continue;
    if (breaking.has(node.tagName)) {
      text += '\n';
      stack.push({ nodeName: '#text', value: '\n', parentNode: null });
    }
    for (let at = node.childNodes.length - 1; at >= 0; at--) stack.push(node.childNodes[at]!);
  }
  // Twice-escaped values (`&amp;quot;`, `&lt;p&gt;`) are common enough to be read once more.
  return /&(?:#\d{2,5}|[a-z]{2,6});|<\/?(?:p|br|b|i|em|strong|a|span)\b/i.test(text)
    ? tidyLines(decodeOnce(text))
    : tidyLines(text);
}

function decodeOnce(text: string): string {
  return text
    .replace(/<\/?(?:p|br)\b[^<>]{0,300}>/gi, '\n')
    .replace(/<\/?(?:b|i|em|strong|a|span)\b[^<>]{0,300}>/gi, '')
    .replace(/&(?:#\d{2,5}|[a-z]{2,6});/gi, (reference) => {
      const node = parseFragment(reference).childNodes[0];
      return node && 'value' in node ? node.value : reference;
    });
}

function tidyLines(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
