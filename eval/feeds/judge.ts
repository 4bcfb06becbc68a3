import { parseFragment } from 'parse5';

interface Node {
  nodeName: string;
  value?: string;
  tagName?: string;
  attrs?: { name: string; value: string }[];
  childNodes?: Node[];
}

const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What the HTML says to a reader: text alone, scripts out, white space collapsed. */
export function textOfHtml(html: string): string {
  const read = (node: Node): string => {
    if (node.nodeName === 'script' || node.nodeName === 'style') return '';
    if (node.nodeName === '#text') return node.value ?? '';
    const inside = (node.childNodes ?? []).map(read).join('');
    return /^(?:p|div|br|li|h\d|td|tr)$/.test(node.nodeName) ? ` ${inside} ` : inside;
  };
  return collapse(read(parseFragment(html) as unknown as Node));
}

/** Percent-encoded UTF-8 undone: two spellings of one address. */
function decoded(value: string): string {
  try {
    return decodeURI(value);
  } catch {
    return value;
  }
}

/** The HTML with attributes in order and one spelling, for comparing markup. */
export function canonicalHtml(html: string): string {
  const write = (node: Node): string => {
    if (node.nodeName === '#text') return (node.value ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;');
    if (node.nodeName === '#comment') return '';
    const inside = (node.childNodes ?? []).map(write).join('');
    if (node.tagName === undefined) return inside;
    const attrs = (node.attrs ?? [])
      .filter(({ name }) => !name.startsWith('xmlns'))
      .map(({ name, value }) => ` ${name}="${decoded(value)}"`)
      .sort();
    return `<${node.tagName}${attrs.join('')}>${inside}</${node.tagName}>`;
  };
  return collapse(write(parseFragment(html) as unknown as Node));
}

/** True where two texts say the same to a reader, whether each is plain text or HTML. The same for every tool. */
export function sameText(expected: string, got: string | undefined): boolean {
  if (got === undefined) return expected === '' || textOfHtml(expected) === '';
  const readings = (text: string) => [collapse(text), textOfHtml(text), textOfHtml(textOfHtml(text))];
  const ours = readings(got);
  return readings(expected).some((reading) => ours.includes(reading));
}

/** True where the markup is the same. */
export function sameMarkup(expected: string, got: string | undefined): boolean {
  return (
    got !== undefined &&
    (collapse(got) === collapse(expected) || canonicalHtml(got) === canonicalHtml(expected))
  );
}

/** True where two dates are the same moment, to the second; dates without a zone are in UTC. */
export function sameMoment(expectedMillis: number, got: string | undefined): boolean {
  if (got === undefined) return false;
  const text = /(?:Z|[+-]\d\d:?\d\d|[A-Z]{3,4})$/.test(got) ? got : `${got} UTC`;
  const millis = Date.parse(got.includes('T') && !/(?:Z|[+-]\d\d:?\d\d)$/.test(got) ? `${got}Z` : got);
  const other = Number.isNaN(millis) ? Date.parse(text) : millis;
  return Math.floor(other / 1000) === Math.floor(expectedMillis / 1000);
}
