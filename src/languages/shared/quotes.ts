import type { Span } from '../../domain/span.ts';

/** One pair of quotation marks. `start`/`end` take the marks in, `inner` leaves them out. */
export interface QuotePair extends Span {
  inner: Span;
  /** `double` for “ ” « » „ “ 「 」 and straight double marks, `single` for ‘ ’ and straight single ones, `title` for 《》〈〉『』. */
  family: 'double' | 'single' | 'title';
  /** False for a paragraph of a longer quotation that has no closing mark because the next paragraph goes on. */
  closed: boolean;
  /** True where the paragraph takes up the quotation of the one before. */
  continues: boolean;
  /** Nesting: 0 for outermost. */
  depth: number;
}

export interface QuoteStyle {
  /** Opening to closing marks that cannot be mistaken for anything else. */
  pairs: Readonly<Record<string, string>>;
  /** Whether `'` and `’` can be apostrophes, so that single marks need their neighbours to agree. */
  apostrophes: boolean;
}

export const englishQuoteStyle: QuoteStyle = {
  pairs: { '“': '”', '‘': '’', '«': '»', '„': '”' },
  apostrophes: true,
};

export const koreanQuoteStyle: QuoteStyle = {
  pairs: { '“': '”', '‘': '’', '「': '」', '『': '』', '《': '》', '〈': '〉', '«': '»' },
  apostrophes: true,
};

const titleMarks = '《〈『';
const singleMarks = new Set(["'", '‘', '’', '‚', '‹', '›', '‛', '`']);
const depthMax = 4;

interface Mark {
  at: number;
  length: number;
  char: string;
  canOpen: boolean;
  canClose: boolean;
}

interface OpenQuote {
  at: number;
  length: number;
  char: string;
  closer: string;
  family: QuotePair['family'];
}

/**
 * Pairs the quotation marks of a text, paragraph by paragraph (a blank line ends one),
 in one pass. A mark without a
 * partner is dropped, but for the opening mark of a paragraph whose quotation goes on in the next one.
 */
export function pairQuotes(text: string, style: QuoteStyle): QuotePair[] {
  const pairs: QuotePair[] = [];
  let running = false;
  for (const paragraph of paragraphs(text)) {
    const first = firstNonSpace(text, paragraph);
    const { found, pending } = pairParagraph(text, paragraph, style);
    const starts =
      found.find((pair) => pair.start === first) ?? (pending?.at === first ? pending : undefined);
    if (running && starts && 'continues' in starts) starts.continues = true;
    const open = pending && pending.family === 'double' && goesOn(text, paragraph.end, pending.char);
    if (open) {
      const end = paragraph.end;
      const inner = { start: pending.at + pending.length, end };
      const continues = running && pending.at === first;
      found.push({ start: pending.at, end, inner, family: 'double', closed: false, continues, depth: 0 });
    }
    running = open === true;
    pairs.push(...found);
  }
  return pairs.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Ranges between blank lines, white space at the end left out. */
export function paragraphs(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const breaks = /\n[^\S\n]*(?=\n)/g;
  for (let match = breaks.exec(text); match; match = breaks.exec(text)) {
    if (match.index > start) spans.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  if (start < text.length) spans.push({ start, end: text.length });
  return spans.filter((span) => firstNonSpace(text, span) < span.end);
}

function firstNonSpace(text: string, span: Span): number {
  let at = span.start;
  while (at < span.end && (text[at] ?? '').trim() === '') at += 1;
  return at;
}

/** True where the next paragraph opens with the same mark. */
function goesOn(text: string, end: number, opener: string): boolean {
  let at = end;
  while (at < text.length && (text[at] ?? '').trim() === '') at += 1;
  return at < text.length && text.startsWith(opener, at);
}

function pairParagraph(
  text: string,
  span: Span,
  style: QuoteStyle,
): { found: QuotePair[]; pending: OpenQuote | undefined } {
  const found: QuotePair[] = [];
  const stack: OpenQuote[] = [];
  const marks = marksIn(text, span, style);
  marks.forEach((mark, index) => {
    const depth = closingDepth(stack, mark, marks, index, text);
    if (depth >= 0) {
      const open = stack[depth];
      stack.length = depth;
      if (open) found.push(pairOf(open, mark, depth));
      return;
    }
    if (!mark.canOpen || stack.length >= depthMax) return;
    const same = stack.findIndex((open) => open.char === mark.char);
    // A second opening mark of one kind: the first was stray.
    if (same >= 0) stack.length = same;
    stack.push(openQuote(mark, style));
  });
  return { found, pending: stack[0] };
}

function pairOf(open: OpenQuote, mark: Mark, depth: number): QuotePair {
  return {
    start: open.at,
    end: mark.at + mark.length,
    inner: { start: open.at + open.length, end: mark.at },
    family: open.family,
    closed: true,
    continues: false,
    depth,
  };
}

function openQuote(mark: Mark, style: QuoteStyle): OpenQuote {
  const family = titleMarks.includes(mark.char) ? 'title' : singleMarks.has(mark.char) ? 'single' : 'double';
  const closer = mark.char === '``' ? "''" : (style.pairs[mark.char] ?? mark.char);
  return { at: mark.at, length: mark.length, char: mark.char, closer, family };
}

/** Index in the stack of the quotation that this mark closes; -1 for none. */
function closingDepth(stack: OpenQuote[], mark: Mark, marks: Mark[], index: number, text: string): number {
  if (!mark.canClose) return -1;
  for (let depth = stack.length - 1; depth >= 0; depth -= 1) {
    const open = stack[depth];
    if (!open || !closes(open, mark)) continue;
    if (mark.canOpen && mark.char === '"' && startsAnew(text, mark)) return -1;
    if (open.family === 'single' && possessiveBeforeBetter(text, mark, marks, index)) return -1;
    return depth;
  }
  return -1;
}

function closes(open: OpenQuote, mark: Mark): boolean {
  if (mark.char === open.closer) return true;
  const doubles = '"”“„';
  const isDouble = doubles.includes(open.char) && doubles.includes(mark.char) && mark.canClose;
  const isSingle = "'‘".includes(open.char) && "'’".includes(mark.char) && open.family === 'single';
  return isDouble || isSingle || (open.char === '``' && mark.char === '"');
}

/** A straight mark with white space before and a word right behind can only open. */
function startsAnew(text: string, mark: Mark): boolean {
  return isGap(text[mark.at - 1]) && !isGap(text[mark.at + mark.length]);
}

/** `the workers' rights'`: the first mark is a possessive if a better closing mark follows before the next opening one. */
function possessiveBeforeBetter(text: string, mark: Mark, marks: Mark[], index: number): boolean {
  const before = text[mark.at - 1] ?? '';
  if (!/[sSzx]/.test(before) || !/\s/.test(text[mark.at + 1] ?? '')) return false;
  for (const later of marks.slice(index + 1, index + 6)) {
    if (!singleMarks.has(later.char)) continue;
    if (later.canOpen && !later.canClose) return false;
    if (later.canClose) return true;
  }
  return false;
}

const elisions = /^(?:tis|twas|em|til|cause|n|bout|round|s|m|re|ve|ll|d|t)(?![\p{L}\p{N}])|^\d0s/iu;

function isGap(char: string | undefined): boolean {
  return char === undefined || /\s/.test(char);
}

function marksIn(text: string, span: Span, style: QuoteStyle): Mark[] {
  const marks: Mark[] = [];
  const pattern = /``|''|["'“”„‟‘’‚«»「」『』《》〈〉]/g;
  pattern.lastIndex = span.start;
  for (let match = pattern.exec(text); match && match.index < span.end; match = pattern.exec(text)) {
    const mark = markAt(text, match.index, match[0], style);
    if (mark.canOpen || mark.canClose) marks.push(mark);
  }
  return marks;
}

function markAt(text: string, at: number, char: string, style: QuoteStyle): Mark {
  const before = text[at - 1];
  const after = text[at + char.length];
  const closers = Object.values(style.pairs);
  const mark = (canOpen: boolean, canClose: boolean): Mark => ({
    at,
    length: char.length,
    char,
    canOpen,
    canClose,
  });
  if (char === '``') return mark(true, false);
  if (char === "''") return mark(isGap(before) && !isGap(after), true);
  if (char === '"') return straightDouble(before, after, mark);
  if (char === "'" || char === '’') return apostropheOrQuote(text, at, char, style, mark);
  const opens = char in style.pairs;
  // “ closes in German, opens in English: what stands around it decides where the style has it both ways.
  const shuts = closers.includes(char) || char === '”';
  if (opens && shuts) return mark(!isGap(after), !isGap(before));
  return mark(opens, shuts);
}

function straightDouble(
  before: string | undefined,
  after: string | undefined,
  mark: (canOpen: boolean, canClose: boolean) => Mark,
): Mark {
  // 6'2" and 15": inches, unless a quotation is open to be closed.
  if (before !== undefined && /\d/.test(before)) return mark(false, true);
  const afterWord = before !== undefined && /[\p{L}\p{N}.,!?;:…%)\]’'—–-]/u.test(before);
  if (afterWord)
    return mark(after !== undefined && /[\p{L}\p{N}]/u.test(after) && /[—–-]/.test(before), true);
  if (isGap(before) && isGap(after)) return mark(true, true);
  return mark(true, isGap(after) || /[.,!?;:)\]]/.test(after ?? ' '));
}

function apostropheOrQuote(
  text: string,
  at: number,
  char: string,
  style: QuoteStyle,
  mark: (canOpen: boolean, canClose: boolean) => Mark,
): Mark {
  const before = text[at - 1];
  const after = text[at + 1];
  const wordBefore = before !== undefined && /[\p{L}\p{N}]/u.test(before);
  const wordAfter = after !== undefined && /[\p{L}\p{N}]/u.test(after);
  if (!style.apostrophes) return mark(char === "'" && !wordBefore, true);
  if (wordBefore && wordAfter) {
    // Hangul has no apostrophes: a mark between a Latin word and a particle closes.
    return /[가-힣]/.test(after) ? mark(false, true) : mark(false, false);
  }
  if (isGap(before) && isGap(after)) return spacedSingle(text, at, mark);
  const elided = wordAfter && elisions.test(text.slice(at + 1, at + 8));
  const canOpen = char === "'" && !wordBefore && !elided && (wordAfter || isOpener(after) || isGap(after));
  const boundaryBefore = isGap(before) || /["“([—–\-/]/.test(before ?? '');
  return mark(canOpen && boundaryBefore, !elided && !wordAfter);
}

/** A mark with blanks on both sides, as in pre-tokenised text: `' I hope`, `customers ' doors`, `that ’ s why`. */
function spacedSingle(text: string, at: number, mark: (canOpen: boolean, canClose: boolean) => Mark): Mark {
  const behind = text.slice(at + 1, at + 12);
  if (/^\s(?:s|t|re|ve|ll|m|d)(?=\s|$)/i.test(behind)) return mark(false, false);
  const ahead = text.slice(Math.max(0, at - 3), at);
  const opens = /^\s+[\p{Lu}\p{N}"“]/u.test(behind) || /[,:(]\s$/.test(ahead) || ahead.trim() === '';
  return mark(opens, true);
}

function isOpener(char: string | undefined): boolean {
  return char !== undefined && /["“‘.…$£€#@([]/.test(char);
}
