import type { Span, TextSpan } from '../../domain/span.ts';

/** The span with the text that it covers. */
export function spanOf(text: string, start: number, end: number): TextSpan {
  return { start, end, text: text.slice(start, end) };
}

/** The span without the white space at its ends; null where nothing is left. */
export function trimmedSpan(text: string, start: number, end: number): TextSpan | null {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from += 1;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return from < to ? spanOf(text, from, to) : null;
}

/** White space as JavaScript's `\s` has it, for one UTF-16 code unit. */
export function isSpace(code: number): boolean {
  if (code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff) return true;
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** In order of the text; where two overlap the longer stays, and of two equally long ones the earlier in the list. */
export function withoutOverlaps<T extends Span>(spans: readonly T[]): T[] {
  const ranked = spans
    .map((span, rank) => ({ span, rank }))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end || a.rank - b.rank);
  const kept: T[] = [];
  for (const { span } of ranked) {
    const last = kept.at(-1);
    if (!last || span.start >= last.end) kept.push(span);
    else if (span.end - span.start > last.end - last.start) kept[kept.length - 1] = span;
  }
  return kept;
}

/** Answers "does any of these spans share a code unit with that one?" in logarithmic time. Spans must be sorted and disjoint. */
export function overlapIndex(spans: readonly Span[]): (span: Span) => boolean {
  return (span) => {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.end ?? 0) <= span.start) low = middle + 1;
      else high = middle;
    }
    return (spans[low]?.start ?? Number.POSITIVE_INFINITY) < span.end;
  };
}
