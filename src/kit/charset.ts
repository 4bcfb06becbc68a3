import { isUtf8 } from 'node:buffer';
import { countUtf8, guessEncoding, guessMultiByte } from './charset-guess.ts';
import { decodeAs } from './charset-labels.ts';
import { encodingFromContent, prescanMeta, xmlDeclaredEncoding } from './charset-prescan.ts';

/** Where the encoding was learnt from; `corrected`: what was declared could not be true. */
export type EncodingSource = 'bom' | 'header' | 'meta' | 'xml' | 'content' | 'corrected';

export interface Decoded {
  text: string;
  /** Name of the Encoding Standard, lower case: `utf-8`, `euc-kr` (which is CP949), `windows-1252`. */
  encoding: string;
  source: EncodingSource;
}

export interface BytesToDecode {
  bytes: Uint8Array;
  /** The Content-Type header, where one came with the bytes. */
  contentType?: string;
  /** What the bytes are: decides whether `<meta>` or an XML declaration is looked for. */
  kind: 'html' | 'xml' | 'text';
}

/** The charset that a Content-Type header names, as the standard's encoding name, or null. */
export function encodingFromContentType(contentType: string | undefined): string | null {
  return contentType === undefined ? null : encodingFromContent(contentType.slice(0, 1000));
}

/**
 * Bytes to text as HTML prescribes (https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding):
 * byte order mark, Content-Type, `<meta>` (or the XML declaration), then a guess from the content. One step beyond
 * the standard: a declaration that the bytes contradict is not believed, because readers of a news desk gain
 * nothing from the mojibake that a browser would show. Never throws; what cannot be decoded becomes U+FFFD.
 */
export function decodeBytes({ bytes, contentType, kind }: BytesToDecode): Decoded {
  const mark = byteOrderMark(bytes);
  if (mark !== null) return { text: decodeAs(bytes, mark), encoding: mark, source: 'bom' };
  const header = encodingFromContentType(contentType);
  const inside = kind === 'html' ? prescanMeta(bytes) : kind === 'xml' ? xmlDeclaredEncoding(bytes) : null;
  const declared = header ?? inside;
  const lang = kind === 'html' ? languageHint(bytes) : undefined;
  if (declared === null) {
    const encoding = guessEncoding(bytes, lang);
    return { text: decodeAs(bytes, encoding), encoding, source: 'content' };
  }
  const better = contradiction(bytes, declared, header === null ? null : inside, lang);
  if (better !== null) return { text: decodeAs(bytes, better), encoding: better, source: 'corrected' };
  const source = header !== null ? 'header' : kind === 'html' ? 'meta' : 'xml';
  return { text: decodeAs(bytes, declared), encoding: declared, source };
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return null;
}

/** Fewer well-formed sequences than this may be chance in another encoding. */
const sequencesMin = 3;

/** Encodings whose text never looks like UTF-8 by chance, but whose bytes need not be above 0x7F. */
const untouchable = new Set(['replacement', 'iso-2022-jp', 'utf-16le', 'utf-16be', 'x-user-defined']);

/** The encoding to use in place of a declared one that the bytes contradict, or null where they do not. */
function contradiction(
  bytes: Uint8Array,
  declared: string,
  other: string | null,
  lang: string | undefined,
): string | null {
  if (untouchable.has(declared) || (declared === 'utf-8' && isUtf8(bytes))) return null;
  const { multiByte, malformed } = countUtf8(bytes);
  if (declared === 'utf-8') {
    if (malformed <= multiByte || malformed < sequencesMin) return null;
    if (other !== null && other !== 'utf-8') return other;
    const guess = guessEncoding(bytes, lang);
    return guess === 'utf-8' ? null : guess;
  }
  if (multiByte >= sequencesMin && malformed * 20 <= multiByte) return 'utf-8';
  if (declared !== 'windows-1252' || malformed < sequencesMin) return null;
  // A server's default `iso-8859-1` over a page that says otherwise, or that reads as East Asian text.
  const eastAsian = guessMultiByte(bytes);
  return eastAsian !== null && (other === null || other === eastAsian) ? eastAsian : null;
}

/** The `lang` that the page's first kilobytes give, unchecked. */
function languageHint(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return /<html[^>]{0,500}?\slang\s{0,5}=\s{0,5}["']?([A-Za-z]{2,3}(?:-[A-Za-z]{2})?)/i.exec(head)?.[1];
}
