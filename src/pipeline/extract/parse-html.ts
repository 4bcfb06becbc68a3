import {
  type DefaultTreeAdapterMap,
  InsertionMode,
  Parser,
  type ParserOptions,
  Tokenizer,
  TokenizerMode,
} from 'parse5';

/**
 * parse5 with runs of plain characters read at once. parse5 itself calls its state machine for each character; on a
 * news page most characters stand in scripts, styles, attribute values and text, where nothing happens until one of
 * two or three characters comes. The tree is the same, character for character.
 */

const tab = 9;
const lineFeed = 10;
const formFeed = 12;
const space = 32;
const quotationMark = 34;
const ampersand = 38;
const apostrophe = 39;
const hyphen = 45;
const lessThan = 60;
const endOfFile = -1;

const isSpace = (code: number): boolean =>
  code === space || code === lineFeed || code === tab || code === formFeed;

/** Lower-case letters, digits and the hyphen: what goes into a name as it is. */
const isNameCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === hyphen;

/** Only for input without CR and NUL, which are read as other characters than they are. */
class RunTokenizer extends Tokenizer {
  private readonly parser: Parser<DefaultTreeAdapterMap>;

  constructor(parser: Parser<DefaultTreeAdapterMap>) {
    super({ sourceCodeLocationInfo: false }, parser);
    this.parser = parser;
  }

  /** Takes everything up to `end` into the run that the current character belongs to. */
  private takeTo(end: number): void {
    const { preprocessor } = this;
    if (this.runEnd !== preprocessor.pos + 1 || end <= this.runEnd) return;
    preprocessor.pos = end - 1;
    this.runEnd = end;
  }

  /** The next `<`, or the end. */
  private nextTag(): number {
    const { html, pos } = this.preprocessor;
    const at = html.indexOf('<', pos + 1);
    return at < 0 ? html.length : at;
  }

  /** The next of two characters, or the end. */
  private nextOf(one: number, other: number): number {
    const { html, pos } = this.preprocessor;
    let at = pos + 1;
    for (; at < html.length; at += 1) {
      const code = html.charCodeAt(at);
      if (code === one || code === other) break;
    }
    return at;
  }

  protected override _stateData(cp: number): void {
    super._stateData(cp);
    if (cp === lessThan || cp === ampersand || cp === endOfFile) return;
    const { html, pos } = this.preprocessor;
    let at = pos + 1;
    if (isSpace(cp)) {
      while (at < html.length && isSpace(html.charCodeAt(at))) at += 1;
    } else if (this.parser.insertionMode === InsertionMode.IN_BODY) {
      // After a letter, space is text like any other there; elsewhere the two may go different ways.
      at = this.nextOf(lessThan, ampersand);
    } else {
      for (; at < html.length; at += 1) {
        const code = html.charCodeAt(at);
        if (code === lessThan || code === ampersand || isSpace(code)) break;
      }
    }
    this.takeTo(at);
  }

  protected override _stateRawtext(cp: number): void {
    super._stateRawtext(cp);
    if (this.state === TokenizerMode.RAWTEXT && cp !== endOfFile) this.takeTo(this.nextTag());
  }

  protected override _stateScriptData(cp: number): void {
    super._stateScriptData(cp);
    if (this.state === TokenizerMode.SCRIPT_DATA && cp !== endOfFile) this.takeTo(this.nextTag());
  }

  protected override _stateAttributeValueDoubleQuoted(cp: number): void {
    super._stateAttributeValueDoubleQuoted(cp);
    if (cp === quotationMark || cp === ampersand || cp === endOfFile) return;
    this.takeTo(this.nextOf(quotationMark, ampersand));
  }

  protected override _stateAttributeValueSingleQuoted(cp: number): void {
    super._stateAttributeValueSingleQuoted(cp);
    if (cp === apostrophe || cp === ampersand || cp === endOfFile) return;
    this.takeTo(this.nextOf(apostrophe, ampersand));
  }

  protected override _stateComment(cp: number): void {
    super._stateComment(cp);
    if (cp === hyphen || cp === lessThan || cp === endOfFile) return;
    this.takeTo(this.nextOf(hyphen, lessThan));
  }

  /** The rest of a name that begins with the current character, which is left as the current one's last. */
  private restOfName(): string {
    const { preprocessor } = this;
    const { html, pos } = preprocessor;
    let end = pos + 1;
    while (end < html.length && isNameCode(html.charCodeAt(end))) end += 1;
    preprocessor.pos = end - 1;
    return html.slice(pos + 1, end);
  }

  protected override _stateTagName(cp: number): void {
    super._stateTagName(cp);
    const token = this.currentToken;
    if (token !== null && 'tagName' in token && isNameCode(cp)) token.tagName += this.restOfName();
  }

  protected override _stateAttributeName(cp: number): void {
    super._stateAttributeName(cp);
    if (isNameCode(cp)) this.currentAttr.name += this.restOfName();
  }
}

/** The document of a page, as `parse` gives it. */
export function parseHtml(
  source: string,
  options: ParserOptions<DefaultTreeAdapterMap>,
): DefaultTreeAdapterMap['document'] {
  const html = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  const parser = new Parser(options);
  if (!html.includes('\0')) parser.tokenizer = new RunTokenizer(parser);
  parser.tokenizer.write(html, true);
  return parser.document;
}
