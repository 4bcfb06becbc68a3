import type { Block, SideBlock, TextBlock } from '../../domain/document.ts';
import type { Segment } from './segments.ts';
import { closest, type PageElement, type PageTree } from './tree.ts';

const listTags = new Set(['ul', 'ol', 'dl']);

/** Kept segments as typed blocks: items of one list become one block. */
export function blocksOf(_tree: PageTree, kept: readonly Segment[]): (TextBlock | SideBlock)[] {
  const blocks: (TextBlock | SideBlock)[] = [];
  let list: PageElement | null = null;
  for (const segment of kept) {
    const around = segment.role === 'item' ? closest(segment.element, ({ tag }) => listTags.has(tag)) : null;
    const last = blocks[blocks.length - 1];
    if (around && around === list && last?.type === 'list') {
      last.items.push(segment.text);
      last.text += `\n${segment.text}`;
      continue;
    }
    list = around;
    blocks.push(around ? listOf(segment, around) : blockOf(segment));
  }
  return blocks;
}

function listOf(segment: Segment, around: PageElement): TextBlock {
  return { type: 'list', text: segment.text, items: [segment.text], ordered: around.tag === 'ol' };
}

function blockOf(segment: Segment): TextBlock {
  switch (segment.role) {
    case 'heading':
      return { type: 'crosshead', text: segment.text, level: segment.level };
    case 'quote':
      return { type: 'quote', text: segment.text };
    default:
      return { type: 'paragraph', text: segment.text };
  }
}

/** Joins the text blocks by a blank line and gives each its span. */
export function joinBlocks(blocks: readonly (TextBlock | SideBlock)[]): { text: string; blocks: Block[] } {
  let text = '';
  const placed = blocks.map((block): Block => {
    if (!('text' in block) || block.type === 'note' || block.type === 'embed') return block as SideBlock;
    if (text !== '') text += '\n\n';
    const start = text.length;
    text += block.text;
    return { ...(block as TextBlock), start, end: text.length };
  });
  return { text, blocks: placed };
}
