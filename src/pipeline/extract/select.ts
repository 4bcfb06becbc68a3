import { titleLikeness, wordSet } from './likeness.ts';
import { proseOf } from './prose.ts';
import type { Segment } from './segments.ts';
import { closest, type PageElement } from './tree.ts';
import { lineKind } from './ui-lines.ts';

/** A segment is kept where it is more likely body than not. */
const keepFrom = 0.5;
/** Where most of an element's text is body, the rest of it is kept from here on: a body has no holes. */
const keepAmongFrom = 0.3;
const amongShare = 0.8;
const amongMin = 4;
/** A heading of this length says something by itself. */
const sentenceUnits = 12;

/**
 * The body: what the classifier keeps, put right by what it cannot see: the title, second copies, a second story
 * further down, interface lines, headings left with nothing below them. In document order.
 */
export function selectBody(
  segments: readonly Segment[],
  chances: readonly number[],
  title: string,
): Segment[] {
  const end = secondStoryAt(segments, chances, title);
  const kept = new Set<Segment>();
  const isAmongBody = bodyParents(segments, chances);
  for (const segment of segments) {
    if (segment.index >= end) break;
    const from = isAmongBody(segment.element.parent) ? keepAmongFrom : keepFrom;
    if (chances[segment.index]! >= from) kept.add(segment);
  }
  dropTitle(kept, title);
  for (const segment of kept) if (lineKind(segment) !== null) kept.delete(segment);
  dropCopies(kept, segments);
  dropLoneHeadings(kept, segments);
  return [...kept];
}

/** Tells the elements most of whose children's text is body. */
function bodyParents(segments: readonly Segment[], chances: readonly number[]) {
  const sums = new Map<PageElement, { units: number; kept: number; count: number }>();
  for (const { element, units, index } of segments) {
    if (!element.parent) continue;
    const sum = sums.get(element.parent) ?? { units: 0, kept: 0, count: 0 };
    sum.units += units;
    sum.count += 1;
    if (chances[index]! >= keepFrom) sum.kept += units;
    sums.set(element.parent, sum);
  }
  return (parent: PageElement | null): boolean => {
    const sum = parent && sums.get(parent);
    return sum ? sum.count >= amongMin && sum.kept >= sum.units * amongShare : false;
  };
}

/** The headline stands in the document's title, not in its body. */
function dropTitle(kept: Set<Segment>, title: string): void {
  const words = wordSet(title);
  if (words.size < 2) return;
  for (const segment of kept) {
    if (proseOf(segment) > 40) break;
    if (titleLikeness(wordSet(segment.text), words) > 0.8) kept.delete(segment);
  }
}

/** Long texts that come again (a copy for another screen size), and lines that the page sets again and again. */
function dropCopies(kept: Set<Segment>, segments: readonly Segment[]): void {
  const counts = new Map<string, number>();
  for (const { text } of segments) counts.set(text, (counts.get(text) ?? 0) + 1);
  const seen = new Set<string>();
  for (const segment of kept) {
    const count = counts.get(segment.text)!;
    const isLong = segment.units >= 12;
    if (count > 1 && isLong && seen.has(segment.text)) kept.delete(segment);
    if (count >= 3 && isLong && segment.role !== 'heading') kept.delete(segment);
    seen.add(segment.text);
  }
}

/** A heading stays only if kept text follows before the next heading of its rank, and its own box was not emptied. */
function dropLoneHeadings(kept: Set<Segment>, segments: readonly Segment[]): void {
  const order = [...kept];
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const heading = order[at]!;
    if (heading.role !== 'heading') continue;
    const next = order.slice(at + 1).find((segment) => kept.has(segment));
    const dropped = next ? segments.slice(heading.index + 1, next.index) : [];
    // Some pages set whole sentences as headings: those are text.
    if (next && heading.units >= sentenceUnits) continue;
    const isEmpty = !next || (next.role === 'heading' && next.level <= heading.level && dropped.length > 0);
    if (isEmpty || isBoxOfDropped(heading, kept, dropped)) kept.delete(heading);
  }
}

/** The element right around the heading holds more text, and none of that was kept: the box of a form or a teaser. */
function isBoxOfDropped(heading: Segment, kept: ReadonlySet<Segment>, dropped: readonly Segment[]): boolean {
  const box = heading.element.parent;
  if (!box || !dropped.some((segment) => segment.units >= 3 && isInside(segment.element, box))) return false;
  for (const segment of kept) if (segment !== heading && isInside(segment.element, box)) return false;
  return true;
}

/**
 * Where a second story begins: endless pages load the next article below the first. It has a top heading of its own, in
 * another `article` (or a like container), after a good deal of body. Returns the number of segments where there is none.
 */
function secondStoryAt(segments: readonly Segment[], chances: readonly number[], title: string): number {
  const words = wordSet(title);
  const first = segments.find(
    (segment) => segment.level === 1 && titleLikeness(wordSet(segment.text), words) > 0.5,
  );
  if (!first) return segments.length;
  const home = articleOf(first.element);
  let prose = 0;
  for (const segment of segments.slice(first.index + 1)) {
    if (segment.level === 1 && prose > 150 && titleLikeness(wordSet(segment.text), words) < 0.3) {
      const other = articleOf(segment.element);
      if (home && other && other !== home && !isInside(other, home) && !isInside(home, other))
        return segment.index;
    }
    if (chances[segment.index]! >= keepFrom) prose += proseOf(segment);
  }
  return segments.length;
}

function articleOf(element: PageElement): PageElement | null {
  return closest(element, ({ tag }) => tag === 'article' || tag === 'main');
}

function isInside(inner: PageElement, outer: PageElement): boolean {
  return inner.order >= outer.order && inner.order < outer.end;
}
