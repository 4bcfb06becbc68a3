import { type Decoded, decodeBytes } from '../../kit/charset.ts';

const patterns: { start: readonly number[]; encoding: 'utf-32le' | 'utf-32be'; skip: number }[] = [
  { start: [0xff, 0xfe, 0, 0], encoding: 'utf-32le', skip: 4 },
  { start: [0, 0, 0xfe, 0xff], encoding: 'utf-32be', skip: 4 },
  { start: [0x3c, 0, 0, 0], encoding: 'utf-32le', skip: 0 },
  { start: [0, 0, 0, 0x3c], encoding: 'utf-32be', skip: 0 },
];

export interface DecodedFeed {
  text: string;
  encoding: string;
  /** What was wrong with the declaration, for people. */
  problem?: string;
}

function problemOf({ source, encoding }: Decoded): string | undefined {
  if (source === 'corrected') return `The encoding declared is not that of its bytes (${encoding}).`;
  const isDefault = encoding === 'utf-8' || encoding.startsWith('utf-16');
  return source === 'content' && !isDefault ? `No encoding is declared; it reads as ${encoding}.` : undefined;
}

/**
 * Bytes of a feed to text. As pages are decoded, and UTF-32 as well, which browsers refuse but XML allows
 * (https://www.w3.org/TR/xml/#sec-guessing).
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | undefined): DecodedFeed {
  const wide = patterns.find(({ start }) => start.every((byte, at) => bytes[at] === byte));
  if (wide !== undefined)
    return { text: decodeUtf32(bytes.subarray(wide.skip), wide.encoding), encoding: wide.encoding };
  const decoded = decodeBytes({ bytes, kind: 'xml', ...(contentType !== undefined && { contentType }) });
  const { text, encoding } = decoded;
  const problem = problemOf(decoded);
  return { text, encoding, ...(problem !== undefined && { problem }) };
}

function decodeUtf32(bytes: Uint8Array, encoding: 'utf-32le' | 'utf-32be'): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, encoding === 'utf-32le');
    part += code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\uFFFD' : String.fromCodePoint(code);
    if (part.length > 65_536) {
      parts.push(part);
      part = '';
    }
  }
  return parts.join('') + part;
}
