import type { Span } from '../../domain/span.ts';
import type { ReadPassage, ReadSource } from './types.ts';

/** A text with quotation marks, dashes, case and white space evened out, and where each code unit came from. */
export interface Folded {
  text: string;
  /** Offset in the original of each code unit of `text`, and of its end. */
  at: Uint32Array;
}

const sameAs: Record<string, string> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '＂': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '`': "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '…': '...',
  '·': 'ㆍ',
  '・': 'ㆍ',
};

/** Evens out what differs between two printings of the same words. Full-width forms become plain ones. */
export function fold(original: string): Folded {
  let text = '';
  const at: number[] = [];
  let blank = true;
  for (let index = 0; index < original.length; index += 1) {
    const unit = original[index]!;
    if (/\s|[\u00AD\u200B-\u200D\u2060\uFEFF]/.test(unit)) {
      if (!blank && /\s/.test(unit)) {
        text += ' ';
        at.push(index);
        blank = true;
      }
      continue;
    }
    // 6,000 and 6000.
    if (unit === ',' && /\d$/.test(text) && /^\d{3}(?!\d)/.test(original.slice(index + 1, index + 5)))
      continue;
    // Some texts set a space before a comma or full stop.
    if (blank && text !== '' && /[,.;:!?%]/.test(unit)) {
      text = text.slice(0, -1);
      at.pop();
    }
    blank = false;
    const code = unit.charCodeAt(0);
    const plain = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
    const folded = sameAs[plain] ?? plain.toLowerCase();
    text += folded;
    for (let copy = 0; copy < folded.length; copy += 1) at.push(index);
  }
  at.push(original.length);
  return { text, at: Uint32Array.from(at) };
}

/** Folded and without the marks around it: what two quotations of the same sentence share. */
export function bare(original: string): string {
  return fold(original)
    .text.trim()
    .replace(/^["'\s]+/, '')
    .replace(/["'\s.,!?。]+$/, '');
}

/** Where words stand in a text, whatever quotation marks, dashes and case; null where they do not. */
export function placeIn(words: string, text: string): Span | null {
  const wanted = bare(words);
  if (wanted === '') return null;
  const { text: folded, at } = fold(text);
  const found = folded.indexOf(wanted);
  return found < 0 ? null : { start: at[found]!, end: at[found + wanted.length]! };
}

const foldedSources = new WeakMap<ReadSource, { title: Folded; text: Folded }>();
const barePassages = new WeakMap<ReadPassage, string>();

export function foldedSource(source: ReadSource): { title: Folded; text: Folded } {
  let folded = foldedSources.get(source);
  if (!folded) {
    folded = { title: fold(source.document.title), text: fold(source.document.text) };
    foldedSources.set(source, folded);
  }
  return folded;
}

export function barePassage(read: ReadPassage): string {
  let text = barePassages.get(read);
  if (text === undefined) {
    text = bare(read.passage.text);
    barePassages.set(read, text);
  }
  return text;
}

/** Where words stand verbatim in a source (marks and spacing aside), in offsets of its text or title; null if not. */
export function findVerbatim(
  words: string,
  source: ReadSource,
): { in: 'text' | 'title'; start: number; end: number } | null {
  const wanted = bare(words);
  if (wanted === '') return null;
  const folded = foldedSource(source);
  for (const part of ['text', 'title'] as const) {
    const { text, at } = folded[part];
    const found = text.indexOf(wanted);
    if (found >= 0) return { in: part, start: at[found]!, end: at[found + wanted.length]! };
  }
  return null;
}
