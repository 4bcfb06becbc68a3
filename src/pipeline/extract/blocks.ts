import type { Block, SideBlock, TextBlock } from '../../domain/document.ts';
import type { Note } from './notes.ts';
import type { Segment } from './segments.ts';
import type { PlacedBlock } from './side-blocks.ts';
import { closest, type PageElement } from './tree.ts';

const listTags = new Set(['ul', 'ol', 'dl']);

/** All that was found on one page, to be put in the order of the page. */
export interface BodyParts {
  kept: readonly Segment[];
  notes: readonly Note[];
  side: readonly PlacedBlock[];
  /** Time of the live-blog entry that begins with a segment. */
  times: ReadonlyMap<Segment, string>;
}

/** A block that has no place in the text yet. */
export type LooseBlock = TextBlock | SideBlock;

/** Kept segments, notes and side material as typed blocks in document order. Items of one list become one block. */
export function blocksOf({ kept, notes, side, times }: BodyParts): LooseBlock[] {
  const placed: { order: number; at: number; block: LooseBlock }[] = [...textBlocks(kept, times)];
  for (const { segment, kind } of notes)
    placed.push({
      order: segment.order,
      at: segment.index,
      block: { type: 'note', kind, text: segment.text },
    });
  for (const { order, block } of side) placed.push({ order, at: -1, block });
  return placed.sort((a, b) => a.order - b.order || a.at - b.at).map(({ block }) => block);
}

function textBlocks(kept: readonly Segment[], times: ReadonlyMap<Segment, string>) {
  const placed: { order: number; at: number; block: TextBlock }[] = [];
  let list: PageElement | null = null;
  for (const segment of kept) {
    // Tables are side blocks: their cells are not running text.
    if (segment.role === 'cell') continue;
    const around = segment.role === 'item' ? closest(segment.element, ({ tag }) => listTags.has(tag)) : null;
    const last = placed.at(-1)?.block;
    if (around && around === list && last?.type === 'list') {
      last.items.push(segment.text);
      last.text += `\n${segment.text}`;
      continue;
    }
    list = around;
    const block = around ? listOf(segment, around) : blockOf(segment, times.get(segment));
    placed.push({ order: segment.order, at: segment.index, block });
  }
  return placed;
}

function listOf(segment: Segment, around: PageElement): TextBlock {
  return { type: 'list', text: segment.text, items: [segment.text], ordered: around.tag === 'ol' };
}

function blockOf(segment: Segment, time: string | undefined): TextBlock {
  switch (segment.role) {
    case 'heading':
      return { type: 'crosshead', text: segment.text, level: segment.level };
    case 'quote':
      return { type: 'quote', text: segment.text };
    default:
      return { type: 'paragraph', text: segment.text, ...(time ? { time } : {}) };
  }
}

/** Joins the text blocks by a blank line and gives each its span. */
export function joinBlocks(blocks: readonly LooseBlock[]): { text: string; blocks: Block[] } {
  let text = '';
  const placed = blocks.map((block): Block => {
    switch (block.type) {
      case 'table':
      case 'image':
      case 'embed':
      case 'note':
        return block;
      default: {
        if (text !== '') text += '\n\n';
        const start = text.length;
        text += block.text;
        return { ...block, start, end: text.length };
      }
    }
  });
  return { text, blocks: placed };
}
