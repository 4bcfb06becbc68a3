import type { SourceDocument } from '../../domain/passage.ts';
import type { Disagreement } from './disagreement.ts';
import { disagreements } from './disagreements.ts';
import { type TimelineEntry, timeline } from './timeline.ts';

/** What the originals of a story say, held against each other. */
export interface Comparison {
  disagreements: Disagreement[];
  timeline: TimelineEntry[];
}

/** Where originals of a story disagree, and what became known when. Copies should not be among `documents`. */
export function compareDocuments(documents: readonly SourceDocument[]): Comparison {
  return {
    disagreements: documents.length > 1 ? disagreements(documents) : [],
    timeline: timeline(documents),
  };
}
