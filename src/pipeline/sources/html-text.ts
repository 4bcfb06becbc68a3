import { Tokenizer } from 'htmlparser2';
import { stripInvisible } from '../../kit/invisible.ts';
import { decodeReferences, withoutC1 } from './entities.ts';

/** Elements whose content nobody reads. */
const unread = new Set(
  'script style template noscript noembed noframes iframe object applet svg math head title textarea select'.split(
    ' ',
  ),
);
/** Elements that end a line. */
const lines = new Set(
  'address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul'.split(
    ' ',
  ),
);

/** Looks like HTML: a tag, an end tag, a comment, or a reference. */
export function looksLikeHtml(text: string): boolean {
  return /<(?:\/?[A-Za-z][^<>]{0,2000}>|!--)|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,31});/.test(
    text,
  );
}

/** Text under way; what stands in an element that nobody reads is left out until that element ends. */
class TextBuilder {
  private readonly parts: string[] = [];
  private chars = 0;
  private unreadName = '';
  private unreadDepth = 0;
  private readonly charsMax: number;

  constructor(charsMax: number) {
    this.charsMax = charsMax;
  }

  add(text: string): void {
    if (this.unreadDepth > 0 || this.chars >= this.charsMax) return;
    this.parts.push(text);
    this.chars += text.length;
  }

  open(name: string): void {
    if (this.unreadDepth > 0) {
      if (name === this.unreadName) this.unreadDepth++;
    } else if (unread.has(name)) {
      this.unreadName = name;
      this.unreadDepth = 1;
    } else if (lines.has(name)) this.add('\n');
  }

  close(name: string): void {
    if (this.unreadDepth > 0) {
      if (name === this.unreadName) this.unreadDepth--;
    } else if (lines.has(name)) this.add('\n');
  }

  get text(): string {
    return this.parts.join('');
  }
}

/**
 * What a reader would see of HTML, as plain text: references undone, scripts and invisible characters out, block
 * elements on lines of their own. Linear in the length; at most `charsMax` code units.
 */
export function htmlToText(html: string, charsMax: number): string {
  const builder = new TextBuilder(charsMax);
  let name = '';
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: false },
    {
      onopentagname: (start, end) => {
        name = html.slice(start, end).toLowerCase();
      },
      onopentagend: () => builder.open(name),
      onselfclosingtag: () => {
        builder.open(name);
        if (unread.has(name)) builder.close(name);
      },
      onclosetag: (start, end) => builder.close(html.slice(start, end).trim().toLowerCase()),
      ontext: (start, end) => builder.add(decodeReferences(html.slice(start, end))),
      ontextentity: () => undefined,
      oncdata: (start, end, offset) => builder.add(html.slice(start, end - offset)),
      onattribname: () => undefined,
      onattribdata: () => undefined,
      onattribentity: () => undefined,
      onattribend: () => undefined,
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return tidyLines(builder.text).slice(0, charsMax);
}

/** Marks of direction, joiners and soft hyphens: writing needs them one at a time, and nothing else does. */
const writingMarks = /([\u00AD\u200C-\u200F])/;

/**
 * The text without what a reader cannot see, but for single marks that writing uses. Whatever cites the text or shows
 * it to a model strips those as well (`stripInvisible`).
 */
export function visible(text: string): string {
  const clean = withoutC1(text);
  if (!writingMarks.test(clean)) return stripInvisible(clean).text;
  return clean
    .replace(/[\u00AD\u200B-\u200F]{2,}/g, '')
    .split(writingMarks)
    .map((part) => (writingMarks.test(part) && part.length === 1 ? part : stripInvisible(part).text))
    .join('');
}

function tidyLines(text: string): string {
  return visible(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim();
}

/** Plain text on one line. */
export function oneLine(text: string, charsMax: number): string {
  return visible(text.slice(0, charsMax * 4))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, charsMax);
}
