import type { Block } from '../../domain/document.ts';
import { blocksOf, joinBlocks, type LooseBlock } from './blocks.ts';
import { judgeSegments, shippedBodyModel } from './classify.ts';
import { confidenceOf } from './confidence.ts';
import type { PageClaims } from './features.ts';
import { coveredBy, letterRuns } from './likeness.ts';
import { liveTimes } from './live-entries.ts';
import { unitsOf } from './measure.ts';
import type { PageMetadata } from './metadata.ts';
import { isByline, takeNotes } from './notes.ts';
import { type Segment, segmentPage } from './segments.ts';
import { selectBody } from './select.ts';
import { sideBlocks } from './side-blocks.ts';
import type { StructuredData } from './structured-data.ts';
import { type PageTree, squeeze } from './tree.ts';
import type { BoostedTrees } from './trees.ts';
import { lineKind } from './ui-lines.ts';

export interface PageBody {
  text: string;
  blocks: Block[];
  /** 0..1 */
  confidence: number;
}

export interface BodyContext {
  data: StructuredData;
  metadata: PageMetadata;
  /** Where the page was read: resolves its addresses. */
  url?: string;
  /** Other weights than the shipped ones. */
  model?: BoostedTrees;
}

/** What single segments are compared with. */
export function claimsOf({ data, metadata }: BodyContext): PageClaims {
  return { title: metadata.title, description: data.description ?? '', body: data.bodies[0]?.text ?? '' };
}

/** The publisher's own text is taken only where the page shows less than this share of it. */
const rescueBelow = 0.6;
const rescuedConfidence = 0.6;

/** The body of the page as typed blocks: segments, what each is worth, what is kept, what stands beside it. */
export function readBody(tree: PageTree, context: BodyContext): PageBody {
  const { data, metadata } = context;
  const claims = claimsOf(context);
  const segments = segmentPage(tree);
  const judged = judgeSegments(tree, segments, claims, context.model ?? shippedBodyModel());
  const body = new Set(selectBody(segments, judged.chances, metadata.title));
  const notes = takeNotes(judged.context, body, claims.description);
  const kept = [...body];
  const rescued = rescue(kept, data);
  if (rescued) return { ...joinBlocks(paragraphsOf(rescued)), confidence: rescuedConfidence };
  const side = sideBlocks(tree, kept, metadata.canonicalUrl ?? context.url);
  const blocks = blocksOf({ kept, notes, side, times: liveTimes(tree, kept) });
  return { ...joinBlocks(blocks), confidence: confidenceOf(segments, judged.chances, body, claims.body) };
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

/** Lines of a stated body, with the lines out that are not its text. */
function paragraphsOf(text: string): LooseBlock[] {
  const blocks: LooseBlock[] = [];
  for (const line of text.split(/\n+/).map(squeeze)) {
    const units = unitsOf(line);
    if (line === '' || lineKind({ text: line, units, linked: 0, role: 'loose' }) !== null) continue;
    const isNote = units <= 16 && isByline(line);
    blocks.push(isNote ? { type: 'note', kind: 'byline', text: line } : { type: 'paragraph', text: line });
  }
  return blocks;
}
