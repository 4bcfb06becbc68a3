import { html } from 'hono/html';
import { literal } from '../../kit/literal.ts';
import type { Markup } from '../html/parts.ts';

/** Code units of a snippet: short enough to quote, long enough to see what it is about. */
export const snippetCharsMax = 160;

/**
 * Matches what a reader searched for: words of alphabets from their beginning, so that `bridge` marks `bridges`;
 * Hangul, Han and kana wherever they stand. Null where there is nothing to look for.
 */
export function termPattern(terms: readonly string[]): RegExp | null {
  const parts = [...new Set(terms)]
    .filter((term) => term !== '')
    .sort((a, b) => b.length - a.length)
    .slice(0, 24)
    .map((term) =>
      /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/.test(term)
        ? literal(term)
        : `(?<![\\p{L}\\p{N}])${literal(term)}[\\p{L}\\p{N}]{0,4}(?![\\p{L}\\p{N}])`,
    );
  return parts.length === 0 ? null : new RegExp(parts.join('|'), 'giu');
}

/** The text with the found words marked. */
export function marked(text: string, pattern: RegExp | null): Markup {
  if (!pattern) return html`${text}`;
  const pieces: (string | Markup)[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '') continue;
    pieces.push(text.slice(from, match.index), html`<mark>${match[0]}</mark>`);
    from = match.index + match[0].length;
  }
  return html`${[...pieces, text.slice(from)]}`;
}

/** The part of a text around the first place where the words stand, cut at spaces. */
export function snippetOf(text: string, pattern: RegExp | null): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= snippetCharsMax) return flat;
  const found = pattern ? flat.search(pattern) : -1;
  const wanted = Math.max(0, (found < 0 ? 0 : found) - 48);
  const space = wanted === 0 ? 0 : flat.indexOf(' ', wanted) + 1;
  const start = space > 0 && space <= wanted + 24 ? space : wanted;
  const room = snippetCharsMax - (start > 0 ? 1 : 0) - 1;
  const cut = flat.slice(start, start + room);
  const end = start + room >= flat.length ? cut.length : cut.lastIndexOf(' ');
  const body = (end > room * 0.6 ? cut.slice(0, end) : cut).toWellFormed().replaceAll('\ufffd', '');
  return `${start > 0 ? '…' : ''}${body}${start + body.length >= flat.length ? '' : '…'}`;
}
