import type { Block } from '../../domain/document.ts';
import { blocksOf, joinBlocks } from './blocks.ts';
import { judgeSegments, shippedBodyModel } from './classify.ts';
import type { PageClaims } from './features.ts';
import type { PageMetadata } from './metadata.ts';
import { segmentPage } from './segments.ts';
import type { StructuredData } from './structured-data.ts';
import type { PageTree } from './tree.ts';
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

/** A segment is kept where it is more likely body than not. */
const keepFrom = 0.5;

/** The body of the page as typed blocks. */
export function readBody(tree: PageTree, context: BodyContext): PageBody {
  const segments = segmentPage(tree);
  const { chances } = judgeSegments(tree, segments, claimsOf(context), context.model ?? shippedBodyModel());
  const kept = segments.filter(({ index }) => chances[index]! >= keepFrom);
  return { ...joinBlocks(blocksOf(tree, kept)), confidence: kept.length > 0 ? 0.5 : 0 };
}
