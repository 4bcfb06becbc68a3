import { isUtf8 } from 'node:buffer';
import { parseFragment } from 'parse5';

const predefined = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  // As in HTML 4 and the DTD of RSS 0.91; HTML 5 moved these two names to mathematical brackets.
  ['lang', '\u2329'],
  ['rang', '\u232A'],
]);
const cache = new Map<string, string | null>(predefined);
const cacheMax = 4_000;
const nameCharsMax = 32;

/** What an entity of HTML stands for, by its name without `&` and `;`, or null for a name that HTML does not know. */
export function namedEntity(name: string): string | null {
  const known = cache.get(name);
  if (known !== undefined) return known;
  if (name.length > nameCharsMax || !/^[A-Za-z][A-Za-z0-9]*$/.test(name)) return null;
  const [node] = parseFragment(`&${name};`).childNodes;
  const text = node !== undefined && 'value' in node ? String(node.value) : '';
  // `&notin;` is known as a whole; of `&notit;` only `&not` would be.
  const found = text.endsWith(';') && text.length > 1 ? null : text;
  if (cache.size < cacheMax) cache.set(name, found);
  return found;
}

/** What HTML reads for the numeric references 128 to 159: bytes of windows-1252 that were taken for code points. */
const windows1252 =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

/** The text with C1 controls read as windows-1252, as every browser does: no feed means the controls. */
export function withoutC1(text: string): string {
  if (!/[\u0080-\u009F]/.test(text)) return text;
  return text.replace(/[\u0080-\u009F]/g, (char) => windows1252[char.charCodeAt(0) - 0x80] ?? char);
}

/**
 * UTF-8 that was taken for Latin-1 and encoded once more (`â€¦` for an ellipsis), undone. Only where the whole text is such:
 * no text of people's own reads as well-formed UTF-8 by chance.
 */
export function undoubled(text: string): string {
  if (!/[\u00C2-\u00F4][\u0080-\u00BF]/.test(text) || /[^\u0000-\u00FF]/.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : text;
}

/** The character of a numeric reference; U+FFFD where there is none, as in HTML. */
export function numericEntity(code: number): string {
  if (!Number.isFinite(code) || code <= 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    return '\uFFFD';
  return withoutC1(String.fromCodePoint(code));
}

const reference = /&(?:#(\d{1,10});?|#[xX]([0-9A-Fa-f]{1,8});?|([A-Za-z][A-Za-z0-9]{0,31});)/g;

/**
 * Character references in text undone, once; a bare `&` and unknown names stay. `lookup` may know more names.
 */
export function decodeReferences(
  text: string,
  lookup: (name: string) => string | null | undefined = namedEntity,
): string {
  if (!text.includes('&')) return text;
  return text.replace(reference, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return numericEntity(Number.parseInt(decimal, 10));
    if (hex !== undefined) return numericEntity(Number.parseInt(hex, 16));
    return lookup(name ?? '') ?? whole;
  });
}
