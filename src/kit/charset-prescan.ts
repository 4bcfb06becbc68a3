import { encodingFromLabel } from './charset-labels.ts';

/**
 * The prescan of HTML, "prescan a byte stream to determine its encoding"
 * (https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding), byte for
 * byte, and what a browser does later when the parser meets a `<meta charset>` beyond the first 1024 bytes.
 */

const prescanBytesMax = 1024;
/** A declaration further down than this is not looked for. */
const lateScanBytesMax = 1024 * 1024;
const attributesPerTagMax = 1000;

/** The bytes ran out inside a construct: the prescan gives up, as the standard says. */
const outOfBytes = Symbol('out of bytes');

interface Attribute {
  name: string;
  value: string;
}

/** What a document's markup declares: its encoding (standard's name), or null. */
export function prescanMeta(bytes: Uint8Array): string | null {
  const utf16 = utf16XmlDeclaration(bytes);
  if (utf16 !== null) return utf16;
  const head = bytes.subarray(0, prescanBytesMax);
  const early = new Prescan(latin1(head), false).run();
  if (early !== null) return early;
  const xml = xmlDeclaredEncoding(bytes);
  if (xml !== null) return xml;
  if (bytes.length <= prescanBytesMax) return null;
  return new Prescan(latin1(bytes.subarray(0, lateScanBytesMax)), true).run();
}

/** The encoding that an XML declaration at the very start names, or null. For XML, and for HTML that carries one. */
export function xmlDeclaredEncoding(bytes: Uint8Array): string | null {
  const head = latin1(bytes.subarray(0, prescanBytesMax));
  if (!head.startsWith('<?xml')) return null;
  const end = head.indexOf('>');
  if (end < 0) return null;
  const match = /\sencoding[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)')/.exec(head.slice(0, end));
  const name = match ? encodingFromLabel(match[1] ?? match[2] ?? '') : null;
  return name === 'utf-16le' || name === 'utf-16be' ? 'utf-8' : name;
}

function utf16XmlDeclaration(bytes: Uint8Array): string | null {
  const head = latin1(bytes.subarray(0, 6));
  if (head === '<\0?\0x\0') return 'utf-16le';
  if (head === '\0<\0?\0x') return 'utf-16be';
  return null;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** "Extracting a character encoding from a meta element": the encoding in a `content` value, or null. */
export function encodingFromContent(value: string): string | null {
  const text = value.toLowerCase();
  for (let at = text.indexOf('charset'); at >= 0; at = text.indexOf('charset', at)) {
    at += 'charset'.length;
    while (isSpace(text[at])) at++;
    if (text[at] !== '=') continue;
    at++;
    while (isSpace(text[at])) at++;
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      const close = text.indexOf(quote, at + 1);
      return close < 0 ? null : encodingFromLabel(text.slice(at + 1, close));
    }
    let end = at;
    while (end < text.length && !isSpace(text[end]) && text[end] !== ';') end++;
    return encodingFromLabel(text.slice(at, end));
  }
  return null;
}

function isSpace(char: string | undefined): boolean {
  return char === '\t' || char === '\n' || char === '\f' || char === '\r' || char === ' ';
}

function isLetter(char: string | undefined): boolean {
  return char !== undefined && /^[A-Za-z]$/.test(char);
}

/** Elements whose content is text to the parser, so a `<meta>` in it declares nothing (late scan only). */
const rawTextElements = /^<(script|style|textarea|title|xmp|iframe|noembed|noframes)[\t\n\f\r />]/i;

class Prescan {
  private at = 0;
  private readonly text: string;
  private readonly lower: string;
  /** Beyond the first 1024 bytes it is the parser that finds the declaration, and it knows raw text. */
  private readonly late: boolean;

  constructor(text: string, late: boolean) {
    this.text = text;
    this.lower = text.toLowerCase();
    this.late = late;
  }

  run(): string | null {
    try {
      for (this.at = this.text.indexOf('<'); this.at >= 0; this.at = this.text.indexOf('<', this.at)) {
        const found = this.step();
        if (found !== null) return found;
        this.at++;
      }
      return null;
    } catch (error) {
      if (error === outOfBytes) return null;
      throw error;
    }
  }

  /** Handles the construct at a `<`; leaves `at` on its last byte. */
  private step(): string | null {
    const { at, text, lower } = this;
    if (text.startsWith('<!--', at)) {
      this.at = this.find('-->', at + 2) + 2;
    } else if (lower.startsWith('<meta', at) && (isSpace(text[at + 5]) || text[at + 5] === '/')) {
      this.at += 5;
      return this.meta();
    } else if (isLetter(text[at + 1]) || (text[at + 1] === '/' && isLetter(text[at + 2]))) {
      const raw = this.late ? rawTextElements.exec(text.slice(at, at + 12)) : null;
      this.skipTag();
      if (raw) this.at = Math.max(this.at, this.find(`</${(raw[1] ?? '').toLowerCase()}`, this.at) - 1);
    } else if (text[at + 1] === '!' || text[at + 1] === '/' || text[at + 1] === '?') {
      this.at = this.find('>', at);
    }
    return null;
  }

  private find(needle: string, from: number): number {
    const found = this.lower.indexOf(needle, from);
    if (found < 0) throw outOfBytes;
    return found;
  }

  private skipTag(): void {
    while (!isSpace(this.byte()) && this.byte() !== '>') this.at++;
    for (let count = 0; count < attributesPerTagMax && this.attribute() !== null; count++);
  }

  private byte(): string {
    const char = this.text[this.at];
    if (char === undefined) throw outOfBytes;
    return char;
  }

  private meta(): string | null {
    const seen = new Set<string>();
    let gotPragma = false;
    let needPragma: boolean | null = null;
    let charset: string | null = null;
    for (let count = 0; count < attributesPerTagMax; count++) {
      const attribute = this.attribute();
      if (attribute === null) break;
      if (seen.has(attribute.name)) continue;
      seen.add(attribute.name);
      if (attribute.name === 'http-equiv') gotPragma ||= attribute.value === 'content-type';
      if (attribute.name === 'content' && charset === null) {
        charset = encodingFromContent(attribute.value);
        if (charset !== null) needPragma = true;
      }
      if (attribute.name === 'charset') {
        charset = encodingFromLabel(attribute.value);
        needPragma = false;
      }
    }
    if (needPragma === null || (needPragma && !gotPragma) || charset === null) return null;
    if (charset === 'utf-16le' || charset === 'utf-16be') return 'utf-8';
    return charset === 'x-user-defined' ? 'windows-1252' : charset;
  }

  /** "Get an attribute": null at the end of the tag, `at` then on its `>`. Names and values in lower case. */
  private attribute(): Attribute | null {
    while (isSpace(this.byte()) || this.byte() === '/') this.at++;
    if (this.byte() === '>') return null;
    const start = this.at;
    while (true) {
      const char = this.byte();
      if (char === '=' && this.at > start) break;
      if (isSpace(char) || char === '/' || char === '>') break;
      this.at++;
    }
    const name = this.lower.slice(start, this.at);
    while (isSpace(this.byte())) this.at++;
    if (this.byte() !== '=') return { name, value: '' };
    this.at++;
    while (isSpace(this.byte())) this.at++;
    return { name, value: this.value() };
  }

  private value(): string {
    const quote = this.byte();
    if (quote === '"' || quote === "'") {
      const start = this.at + 1;
      const close = this.find(quote, start);
      this.at = close + 1;
      return this.lower.slice(start, close);
    }
    const start = this.at;
    while (!isSpace(this.byte()) && this.byte() !== '>') this.at++;
    return this.lower.slice(start, this.at);
  }
}
