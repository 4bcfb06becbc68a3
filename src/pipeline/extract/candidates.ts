import { sentenceEndsIn } from './measure.ts';
import type { Segment } from './segments.ts';
import type { PageElement } from './tree.ts';

/** How much running prose a segment holds, in units: whole sentences outside links count, labels do not. */
export function proseOf(segment: Segment): number {
  if (segment.units < 8 || segment.role === 'heading') return 0;
  const sentences = sentenceEndsIn(segment.text);
  return segment.units * (1 - segment.linked) * (sentences > 0 ? 1 : 0.3);
}

/** The deepest element that holds most of the page's prose. */
export function mainElement(segments: readonly Segment[]): PageElement | null {
  const mass = new Map<PageElement, number>();
  let total = 0;
  for (const segment of segments) {
    const prose = proseOf(segment);
    if (prose === 0) continue;
    total += prose;
    for (let at: PageElement | null = segment.element; at; at = at.parent)
      mass.set(at, (mass.get(at) ?? 0) + prose);
  }
  let best: PageElement | null = null;
  for (const [element, prose] of mass)
    if (prose >= total * 0.6 && (!best || element.depth > best.depth)) best = element;
  return best;
}
