import { sentenceEndsIn } from './measure.ts';
import type { Segment } from './segments.ts';

/** How much running prose a segment holds, in units: whole sentences outside links count, labels do not. */
export function proseOf(segment: Segment): number {
  const known = measured.get(segment);
  if (known !== undefined) return known;
  const prose = measure(segment);
  measured.set(segment, prose);
  return prose;
}

/** Every feature of a segment and of its neighbours asks for it. */
const measured = new WeakMap<Segment, number>();

function measure(segment: Segment): number {
  if (segment.units < 8 || segment.role === 'heading') return 0;
  const sentences = sentenceEndsIn(segment.text);
  return segment.units * (1 - segment.linked) * (sentences > 0 ? 1 : 0.3);
}
