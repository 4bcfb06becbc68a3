import iconv from 'iconv-lite';

/**
 * Names and decoders of the Encoding Standard (https://encoding.spec.whatwg.org/). Node's TextDecoder knows the
 * standard's labels; what it decodes wrongly (measured on Node 24: CP949 extras, Big5-HKSCS, four-byte GBK) goes
 * elsewhere.
 */

/** Labels that the standard maps to `replacement`: encodings that were used to smuggle markup past filters. */
const replacementLabels = new Set([
  'csiso2022kr',
  'hz-gb-2312',
  'iso-2022-cn',
  'iso-2022-cn-ext',
  'iso-2022-kr',
  'replacement',
]);

/** Not in the standard, yet servers send them; each is a plain name of one of the standard's encodings. */
const extraLabels = new Map([
  ['cp949', 'euc-kr'],
  ['ms949', 'euc-kr'],
  ['uhc', 'euc-kr'],
  ['x-windows-949', 'euc-kr'],
  ['cp932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['ms936', 'gbk'],
  ['gb18030-2022', 'gb18030'],
  ['cp950', 'big5'],
  ['utf8mb4', 'utf-8'],
  ['utf-8-bom', 'utf-8'],
]);

const labelCharsMax = 40;

/** The standard's name of an encoding (lower case) for a label, or null where the label means nothing. */
export function encodingFromLabel(label: string): string | null {
  const name = label.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '').toLowerCase();
  if (name === '' || name.length > labelCharsMax || !/^[\w.:+-]+$/.test(name)) return null;
  if (replacementLabels.has(name)) return 'replacement';
  const extra = extraLabels.get(name);
  if (extra !== undefined) return extra;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/**
 * Bytes to text in a named encoding of the standard. Malformed sequences become U+FFFD; a byte order mark of the
 * encoding is taken off.
 */
export function decodeAs(bytes: Uint8Array, encoding: string): string {
  switch (encoding) {
    case 'replacement':
      return bytes.length === 0 ? '' : '\uFFFD';
    case 'euc-kr':
      return iconv.decode(asBuffer(bytes), 'cp949');
    case 'big5':
      return iconv.decode(asBuffer(bytes), 'big5-hkscs');
    case 'gbk':
      return new TextDecoder('gb18030').decode(bytes);
    default:
      return new TextDecoder(encoding).decode(bytes);
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
