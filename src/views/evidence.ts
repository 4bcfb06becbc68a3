import type { Brief, Claim, Evidence } from '../domain/brief.ts';
import type { Span } from '../domain/span.ts';
import { packFor } from '../languages/languages.ts';
import { plain, safeLang } from './safe.ts';
import { inLanguage, type SourceView } from './sources.ts';

/** A run of a passage; `marked`: these words carry the claim. */
export interface Piece {
  text: string;
  marked: boolean;
}

export interface PassageView {
  source: SourceView | null;
  /** The passage is the original's title. */
  fromTitle: boolean;
  lang: string;
  /** The language's name, where it is not the page's. */
  language: string | null;
  pieces: Piece[];
  /** The claim repeats the passage: nothing in it needs a mark. */
  verbatim: boolean;
}

/** Evidence that covers this share of its passage says nothing by being marked whole. */
const wholeShareMin = 0.85;

/** Where the quotes lie in the passage: by their offsets, else by their words. */
function quoteSpans(items: readonly Evidence[], passage: { text: string; start: number }): Span[] {
  return items.flatMap(({ start, end, quote }) => {
    const offset = start - passage.start;
    if (offset >= 0 && quote !== '' && passage.text.slice(offset, end - passage.start) === quote) {
      return [{ start: offset, end: end - passage.start }];
    }
    const found = quote === '' ? -1 : passage.text.indexOf(quote);
    return found < 0 ? [] : [{ start: found, end: found + quote.length }];
  });
}

/** Words of content that claim and passage share: what the eye should find first in a long passage. */
function sharedSpans(claim: Claim, text: string, lang: string): Span[] {
  const content = packFor(claim.lang)
    .tokens(claim.text)
    .filter(({ stop, kind }) => !stop && kind !== 'punctuation');
  const wanted = new Set(content.map(({ norm }) => norm));
  return packFor(lang)
    .tokens(text)
    .filter(({ norm, stop, kind }) => !stop && kind !== 'punctuation' && wanted.has(norm))
    .map(({ start, end }) => ({ start, end }));
}

/** Marks this near to each other read as one. */
const gapCharsMax = 14;

/** Sorted, merged where they touch or next to nothing lies between. */
function merged(spans: readonly Span[], text: string): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && text.slice(last.end, span.start).trim().length <= gapCharsMax)
      last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}

function piecesOf(text: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const push = (end: number, marked: boolean) => {
    const piece = text.slice(at, end).replace(/\s+/g, ' ');
    if (piece !== '') pieces.push({ text: piece, marked });
    at = Math.max(at, end);
  };
  for (const { start, end } of spans) {
    push(start, false);
    push(end, true);
  }
  push(text.length, false);
  return pieces;
}

/** Words without the marks and stops around them. */
function bare(words: string): string {
  return plain(words).replace(/^["“‘'«「]+|[\s.,"”’'»」]+$/g, '');
}

/** The claim repeats the whole passage, but for marks around it. */
function isVerbatim(claim: Pick<Claim, 'text'>, text: string): boolean {
  const words = bare(text);
  return words !== '' && bare(claim.text).includes(words);
}

function marksFor(
  claim: Claim,
  items: readonly Evidence[],
  passage: { text: string; start: number; lang: string },
) {
  const { text } = passage;
  if (isVerbatim(claim, text)) return [];
  const words = bare(claim.text);
  const at = words === '' ? -1 : text.indexOf(words);
  if (at >= 0) return [{ start: at, end: at + words.length }];
  const spans = merged(quoteSpans(items, passage), text);
  const covered = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  if (covered < text.length * wholeShareMin) return spans;
  const shared = merged(sharedSpans(claim, text, passage.lang), text);
  return shared.length > 0 ? shared : spans;
}

/** The passages that a claim rests on, in the order of its evidence, with the carrying words marked. */
export function passageViews(claim: Claim, brief: Brief, sources: readonly SourceView[]): PassageView[] {
  const byPassage = Map.groupBy(claim.evidence, ({ passage }) => passage);
  return [...byPassage].map(([id, items]) => {
    const [document = '', sentence = ''] = id.split(':');
    const source = sources.find((view) => view.id === document) ?? null;
    const known = brief.passages[id];
    const lang = safeLang(known?.lang ?? source?.lang ?? 'und');
    const pieces = known
      ? piecesOf(known.text, marksFor(claim, items, known))
      : items.map(({ quote }) => ({ text: plain(quote), marked: true }));
    return {
      source,
      fromTitle: sentence === 'S0',
      lang,
      language: inLanguage(lang, brief.lang, packFor(brief.lang).strings),
      pieces: pieces.map(({ text, marked }) => ({ text: cleaned(text), marked })),
      verbatim: known !== undefined && isVerbatim(claim, known.text),
    };
  });
}

/** As `plain`, but the white space at the ends stays: pieces are joined again. */
function cleaned(text: string): string {
  const inner = plain(text);
  return `${/^\s/.test(text) ? ' ' : ''}${inner}${inner !== '' && /\s$/.test(text) ? ' ' : ''}`;
}
