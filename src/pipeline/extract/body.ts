import type { Block } from '../../domain/document.ts';
import { blocksOf, joinBlocks } from './blocks.ts';
import { mainElement } from './candidates.ts';
import type { PageClaims } from './features.ts';
import type { PageMetadata } from './metadata.ts';
import { type Segment, segmentPage } from './segments.ts';
import type { StructuredData } from './structured-data.ts';
import { isWithin, type PageTree } from './tree.ts';

export interface PageBody {
  text: string;
  blocks: Block[];
  /** 0..1 */
  confidence: number;
}

export interface BodyContext {
  data: StructuredData;
  metadata: PageMetadata;
  url?: string;
}

/** What single segments are compared with. */
export function claimsOf({ data, metadata }: BodyContext): PageClaims {
  return { title: metadata.title, description: data.description ?? '', body: data.bodies[0]?.text ?? '' };
}

/** The body of the page as typed blocks. */
export function readBody(tree: PageTree, _context: BodyContext): PageBody {
  const segments = segmentPage(tree);
  const main = mainElement(segments);
  const kept = main ? segments.filter((segment) => isWithin(segment.element, main) && isProse(segment)) : [];
  return { ...joinBlocks(blocksOf(tree, kept)), confidence: main ? 0.5 : 0 };
}

function isProse(segment: Segment): boolean {
  return segment.linked < 0.5 && segment.role !== 'caption';
}
