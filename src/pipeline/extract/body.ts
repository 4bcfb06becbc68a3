import type { Block, TextBlock } from '../../domain/document.ts';
import { blocksOf, joinBlocks } from './blocks.ts';
import { judgeSegments, shippedBodyModel } from './classify.ts';
import type { PageClaims } from './features.ts';
import { coveredBy, letterRuns } from './likeness.ts';
import { unitsOf } from './measure.ts';
import type { PageMetadata } from './metadata.ts';
import { type Segment, segmentPage } from './segments.ts';
import { selectBody } from './select.ts';
import type { StructuredData } from './structured-data.ts';
import { type PageTree, squeeze } from './tree.ts';
import type { BoostedTrees } from './trees.ts';

export interface PageBody {
  text: string;
  blocks: Block[];
  /** 0..1 */
  confidence: number;
}

export interface BodyContext {
  data: StructuredData;
  metadata: PageMetadata;
  /** Other weights than the shipped ones. */
  model?: BoostedTrees;
}

/** What single segments are compared with. */
export function claimsOf({ data, metadata }: BodyContext): PageClaims {
  return { title: metadata.title, description: data.description ?? '', body: data.bodies[0]?.text ?? '' };
}

/** The publisher's own text is taken only where the page shows less than this share of it. */
const rescueBelow = 0.6;

/** The body of the page as typed blocks. */
export function readBody(tree: PageTree, context: BodyContext): PageBody {
  const segments = segmentPage(tree);
  const { chances } = judgeSegments(tree, segments, claimsOf(context), context.model ?? shippedBodyModel());
  const kept = selectBody(segments, chances, context.metadata.title);
  const rescued = rescue(kept, context.data);
  if (rescued) return { ...joinBlocks(paragraphsOf(rescued)), confidence: 0.6 };
  return { ...joinBlocks(blocksOf(tree, kept)), confidence: kept.length > 0 ? 0.5 : 0 };
}

/** The text that the publisher states, where the page itself shows too little of it: pages built by scripts. */
function rescue(kept: readonly Segment[], data: StructuredData): string | null {
  const shownUnits = kept.reduce((sum, { units }) => sum + units, 0);
  const stated = [...data.bodies, ...(shownUnits < 80 ? data.rescueBodies() : [])];
  const best = stated.reduce((a, b) => (b.text.length > a.length ? b.text : a), '');
  const units = unitsOf(best);
  if (units < 60 || units < shownUnits * 1.2) return null;
  const shown = letterRuns(kept.map(({ text }) => text).join(' '));
  if ((coveredBy(best, shown) ?? 0) >= rescueBelow) return null;
  return best;
}

function paragraphsOf(text: string): TextBlock[] {
  const lines = text.split(/\n+/).map(squeeze);
  return lines.filter((line) => line !== '').map((line) => ({ type: 'paragraph', text: line }));
}
