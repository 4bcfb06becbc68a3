import type { Span } from '../../domain/span.ts';
import type { Analysis } from '../../languages/analysis.ts';

/** Index of the first item that starts at `at` or later. Items are in order of their start. */
function firstFrom(items: readonly Span[], at: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inOrder<T extends Span>(items: readonly T[]): readonly T[] {
  const sorted = items.every((item, at) => at === 0 || items[at - 1]!.start <= item.start);
  return sorted ? items : items.toSorted((a, b) => a.start - b.start);
}

/** Moves every span inside `item`, nested ones too, by `by`. */
function shifted<T extends object>(item: T, by: number): T {
  const moved: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(item)) {
    if ((key === 'start' || key === 'end') && typeof value === 'number') moved[key] = value + by;
    else if (value !== null && typeof value === 'object' && 'start' in value) moved[key] = shifted(value, by);
    else moved[key] = value;
  }
  return moved as T;
}

const listNames = [
  'sentences',
  'tokens',
  'quantities',
  'times',
  'names',
  'quotations',
  'attributions',
  'hedges',
  'negations',
  'causes',
  'loadedWords',
] as const;

/**
 * The part of an analysis that starts inside `span`, with offsets into that part. The text is read once, as a whole,
 * because much is known only from what stands before: who "she" is, what day "the day before" was.
 */
export function sliceAnalysis(whole: Analysis, span: Span): Analysis {
  const slice: Record<string, unknown> = {
    text: whole.text.slice(span.start, span.end),
    pack: whole.pack,
    anchor: whole.anchor,
  };
  for (const name of listNames) {
    let value: readonly Span[] | undefined;
    Object.defineProperty(slice, name, {
      enumerable: true,
      get: () => {
        if (value) return value;
        const items: readonly Span[] = inOrder(whole[name]);
        const from = firstFrom(items, span.start);
        value = items.slice(from, firstFrom(items, span.end)).map((item) => shifted(item, -span.start));
        return value;
      },
    });
  }
  return slice as unknown as Analysis;
}
