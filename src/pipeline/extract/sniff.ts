import { encodingFromContentType } from '../../kit/charset.ts';

/** What the input is where it is not HTML. */
export interface NotHtml {
  what: string;
  message: string;
}

const magics: [string, string, string][] = [
  ['%PDF-', 'a PDF', 'Export the text (pdftotext) into an HTML or text file first.'],
  ['\x89PNG', 'a PNG picture', 'Give the address of the page that shows it.'],
  ['\xFF\xD8\xFF', 'a JPEG picture', 'Give the address of the page that shows it.'],
  ['GIF8', 'a GIF picture', 'Give the address of the page that shows it.'],
  ['RIFF', 'a media file', 'Give the address of the page that shows it.'],
  ['PK\x03\x04', 'a zip archive or an office document', 'Save it as HTML first.'],
  ['\x1F\x8B', 'gzip data', 'Unpack it first.'],
  ['\x28\xB5\x2F\xFD', 'zstd data', 'Unpack it first.'],
  ['BZh', 'bzip2 data', 'Unpack it first.'],
  ['\xD0\xCF\x11\xE0', 'an office document', 'Save it as HTML first.'],
  ['{\\rtf', 'an RTF document', 'Save it as HTML first.'],
  ['ID3', 'a sound file', 'Give the address of the page that carries it.'],
  ['OggS', 'a media file', 'Give the address of the page that carries it.'],
  ['\x7FELF', 'a program', 'Give the address of a page.'],
  ['MZ', 'a program', 'Give the address of a page.'],
];

const headBytes = 2_048;

/**
 * Null for HTML (and for what may be); else what the bytes or text are. The content decides; the header only where the
 * content is silent, because servers send anything as `text/html` and now and then HTML as `text/plain`.
 */
export function sniffNotHtml(body: Uint8Array | string, contentType?: string): NotHtml | null {
  if (body.length === 0) return null;
  const head = typeof body === 'string' ? body.slice(0, headBytes) : latin1(body.subarray(0, headBytes));
  if (typeof body !== 'string') {
    const magic = magics.find(([bytes]) => head.startsWith(bytes) && (bytes !== 'MZ' || hasControls(head)));
    if (magic) return notHtml(magic[1], magic[2]);
    if (hasControls(head) && !isUtf16(body, contentType))
      return notHtml('binary data', 'Give a page saved as HTML.');
  }
  const start = head.replace(/^(?:\uFEFF|ï»¿)/, '').trimStart();
  if (
    /^<(?:!doctype html|html|head|body|meta|title|div|p|h1|article|main|section|script|style|!--)\b/i.test(
      start,
    )
  )
    return null;
  if (/^<\?xml|^<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml)\b/i.test(start) && !/<html[\s>]/i.test(head)) {
    const feed = /<(?:rss|feed|rdf:RDF)\b/i.test(head);
    return feed
      ? notHtml('a feed', 'Give the address of one of its entries.')
      : notHtml('XML', 'Give the address of a page.');
  }
  if (/^[[{]/.test(start) && (/json/i.test(contentType ?? '') || isJson(body)))
    return notHtml('JSON', 'Give the address of a page.');
  return hasTag(body) ? null : notHtml('plain text', 'Wrap its paragraphs in <p> and save it as HTML.');
}

function notHtml(what: string, hint: string): NotHtml {
  return { what, message: `This is ${what}, not an HTML page. ${hint}` };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** More control characters than any text has. */
function hasControls(head: string): boolean {
  const controls = head.match(/[\x00-\x08\x0E-\x1A\x1C-\x1F]/g)?.length ?? 0;
  return controls > head.length * 0.02;
}

function isUtf16(bytes: Uint8Array, contentType: string | undefined): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  if (/^utf-16/.test(encodingFromContentType(contentType) ?? '')) return true;
  const head = bytes.subarray(0, 200);
  const zeros = (parity: number) =>
    head.reduce((sum, byte, at) => sum + (at % 2 === parity && byte === 0 ? 1 : 0), 0);
  return Math.abs(zeros(0) - zeros(1)) > head.length * 0.2 && Math.min(zeros(0), zeros(1)) === 0;
}

const jsonCharsMax = 2_000_000;

function isJson(body: Uint8Array | string): boolean {
  if (body.length > jsonCharsMax) return !hasTag(body);
  try {
    JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

const tagSearchChars = 200_000;

/** True where there is a tag that pages have, or (in wide encodings) where there may be. */
function hasTag(body: Uint8Array | string): boolean {
  const text =
    typeof body === 'string' ? body.slice(0, tagSearchChars) : latin1(body.subarray(0, tagSearchChars));
  return /<\0?\/?\0?(?:!doctype|html|head|body|p|div|span|h[1-6]|br|article|table|a|ul|li|title|meta|b|i|font|[a-z]\0)[\s>/\0]?/i.test(
    text,
  );
}
