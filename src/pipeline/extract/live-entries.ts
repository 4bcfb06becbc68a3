import type { Segment } from './segments.ts';
import { attr, elementsWithin, isWithin, type PageElement, type PageTree } from './tree.ts';

/** A page with fewer dated parts is no live blog. */
const entriesMin = 3;
const timesMax = 2_000;

/**
 * Times of live-blog entries: parts of the body that each hold exactly one machine-readable `time`. Given to the first kept
 * segment of the entry, as the page writes it (ISO 8601). Empty for every other page.
 */
export function liveTimes(tree: PageTree, kept: readonly Segment[]): Map<Segment, string> {
  const times = [...elementsWithin(tree, tree.root, 'time')]
    .filter((time) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(attr(time, 'datetime')))
    .slice(0, timesMax);
  if (times.length < entriesMin) return new Map();
  const timesBelow = countUp(tree, times);
  const starts = new Map<Segment, string>();
  for (const time of times) {
    const entry = entryOf(time, timesBelow);
    const first =
      entry && kept.find((segment) => isWithin(segment.element, entry) && segment.role !== 'heading');
    if (first && !starts.has(first)) starts.set(first, attr(time, 'datetime'));
  }
  return starts.size >= entriesMin ? starts : new Map();
}

function countUp(tree: PageTree, elements: readonly PageElement[]): Int32Array {
  const counts = new Int32Array(tree.nodes.length);
  for (const element of elements) counts[element.order] = 1;
  for (let at = tree.nodes.length - 1; at > 0; at -= 1) {
    const parent = tree.nodes[at]!.parent;
    if (parent) counts[parent.order]! += counts[at]!;
  }
  return counts;
}

/** The largest element around the time that holds no other. */
function entryOf(time: PageElement, timesBelow: Int32Array): PageElement | null {
  let entry = time;
  while (entry.parent && timesBelow[entry.parent.order] === 1) entry = entry.parent;
  return entry === time || entry.tag === 'body' ? null : entry;
}
