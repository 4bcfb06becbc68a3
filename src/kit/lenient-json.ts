/**
 * JSON as web pages write it. A strict parse first; where that fails, a forgiving one that takes raw control
 * characters and unescaped quotes in strings, trailing and missing commas, comments, CDATA and comment wrappers,
 * single-quoted strings, bare keys and a cut-off end. Objects of the forgiving parse have no prototype; read objects
 * of either through `Object.hasOwn`.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface JsonLimits {
  charsMax: number;
  depthMax: number;
  /** Values, all told, in the forgiving parse. */
  valuesMax: number;
}

export const jsonLimits: JsonLimits = { charsMax: 4_000_000, depthMax: 64, valuesMax: 300_000 };

/** The value, or undefined where there is none, or where the text is over its limits. Never throws. */
export function parseLenientJson(text: string, limits: JsonLimits = jsonLimits): Json | undefined {
  if (text.length > limits.charsMax) return undefined;
  const bare = unwrap(text);
  if (bare === '') return undefined;
  try {
    return JSON.parse(bare) as Json;
  } catch {
    return new Forgiving(bare, limits).read();
  }
}

/** `<!-- ... -->`, `<![CDATA[ ... ]]>` (also behind `//` or in `/* *\/`) and a last semicolon come off. */
function unwrap(text: string): string {
  return text
    .trim()
    .replace(/^\uFEFF/, '')
    .replace(/^(?:\/\/|\/\*)?\s{0,20}<!(?:\[CDATA\[|--)\s{0,20}(?:\*\/|\/\/)?/, '')
    .replace(/(?:\/\/|\/\*)?\s{0,20}(?:\]\]>|-->)\s{0,20}(?:\*\/)?$/, '')
    .trim()
    .replace(/;$/, '');
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

class Forgiving {
  private at = 0;
  private values = 0;
  private readonly text: string;
  private readonly limits: JsonLimits;

  constructor(text: string, limits: JsonLimits) {
    this.text = text;
    this.limits = limits;
  }

  read(): Json | undefined {
    const first = this.value(0);
    if (first === undefined) return undefined;
    const all = [first];
    // Some pages put several objects into one script, one after the other.
    while (all.length < 50) {
      this.skip();
      if (this.text[this.at] === ',' || this.text[this.at] === ';') this.at++;
      const next = this.text[this.at] === '{' || this.text[this.at] === '[' ? this.value(0) : undefined;
      if (next === undefined) break;
      all.push(next);
    }
    return all.length === 1 ? first : all;
  }

  private value(depth: number): Json | undefined {
    this.skip();
    this.values++;
    if (depth > this.limits.depthMax || this.values > this.limits.valuesMax) return undefined;
    const char = this.text[this.at];
    if (char === '{') return this.object(depth);
    if (char === '[') return this.array(depth);
    if (char === '"' || char === "'") return this.string(char);
    return this.word();
  }

  private object(depth: number): Json {
    const object: { [key: string]: Json } = Object.create(null);
    this.at++;
    while (this.at < this.text.length) {
      this.skip();
      const char = this.text[this.at];
      if (char === ',') {
        this.at++;
        continue;
      }
      if (char === '}') {
        this.at++;
        break;
      }
      const key = char === '"' || char === "'" ? this.string(char) : this.bareKey();
      this.skip();
      if (key === undefined || this.text[this.at] !== ':') break;
      this.at++;
      const value = this.value(depth + 1);
      if (value === undefined) break;
      object[key] = value;
    }
    return object;
  }

  private array(depth: number): Json {
    const array: Json[] = [];
    this.at++;
    while (this.at < this.text.length) {
      this.skip();
      const char = this.text[this.at];
      if (char === ',') {
        this.at++;
        continue;
      }
      if (char === ']') {
        this.at++;
        break;
      }
      const value = this.value(depth + 1);
      if (value === undefined) break;
      array.push(value);
    }
    return array;
  }

  private bareKey(): string | undefined {
    const key = /^[\w$@-]{1,100}/.exec(this.text.slice(this.at, this.at + 100))?.[0];
    this.at += key?.length ?? 0;
    return key;
  }

  private word(): Json | undefined {
    const word = /^[-+.\w]{1,40}/.exec(this.text.slice(this.at, this.at + 40))?.[0];
    if (word === undefined) return undefined;
    this.at += word.length;
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null' || word === 'undefined' || word === 'NaN') return null;
    const number = Number(word);
    return Number.isNaN(number) ? word : number;
  }

  private string(quote: string): string {
    let value = '';
    let from = ++this.at;
    for (; this.at < this.text.length; this.at++) {
      const char = this.text[this.at];
      if (char === '\\') {
        value += this.text.slice(from, this.at) + this.escape();
        from = this.at + 1;
      } else if (char === quote && this.closes()) {
        value += this.text.slice(from, this.at);
        this.at++;
        return value;
      }
    }
    return value + this.text.slice(from);
  }

  /** At a backslash: what it stands for; leaves `at` on the last character of the escape. */
  private escape(): string {
    const char = this.text[++this.at] ?? '';
    if (char !== 'u') return escapes[char] ?? char;
    const hex = this.text.slice(this.at + 1, this.at + 5);
    if (!/^[\da-fA-F]{4}$/.test(hex)) return char;
    this.at += 4;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  /** True where a quotation mark can end a string: what follows is structure, not more text. */
  private closes(): boolean {
    const ahead = this.text.slice(this.at + 1, this.at + 60);
    if (/^\s*(?:$|[}\]:])/.test(ahead)) return true;
    if (/^\s*,\s*(?:$|["'{[\]}\d-]|(?:true|false|null)\b|[\w$]{1,40}\s*:)/.test(ahead)) return true;
    return /^\s*[\r\n]\s*"/.test(ahead);
  }

  private skip(): void {
    while (this.at < this.text.length) {
      const char = this.text[this.at]!;
      if (char <= ' ' || char === '\u00A0' || char === '\uFEFF') this.at++;
      else if (char === '/' && this.text[this.at + 1] === '/') this.skipTo('\n');
      else if (char === '/' && this.text[this.at + 1] === '*') this.skipTo('*/');
      else return;
    }
  }

  private skipTo(mark: string): void {
    const found = this.text.indexOf(mark, this.at + 2);
    this.at = found < 0 ? this.text.length : found + mark.length;
  }
}

/** The own property of an object, else undefined: never `constructor` or `__proto__` of the prototype. */
export function property(value: Json | undefined, key: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
