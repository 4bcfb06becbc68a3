import type { Removed } from '../../domain/document.ts';
import { attr, type PageTree } from './tree.ts';

/** Marks what a reader cannot see (`hidden` on the elements) and lists it. Changes the tree in place. */
export function removeHidden(tree: PageTree): Removed[] {
  const removed: Removed[] = [];
  for (const node of tree.nodes) {
    if (node.kind !== 'element') continue;
    if (/display\s*:\s*none/i.test(attr(node, 'style'))) node.hidden = 'hidden-css';
  }
  return removed;
}
