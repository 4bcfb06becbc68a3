import type { DocumentFeatures } from './features.ts';
import { added, emptyVector, type SparseVector } from './vector.ts';

/** A document that grouping still remembers. */
export interface LiveDocument {
  id: string;
  /** Epoch milliseconds: when it was published, else when it came. */
  at: number;
  /** When it reached the desk: never before that of an earlier one. */
  seenAt: number;
  /** Order of arrival. */
  sequence: number;
  features: DocumentFeatures;
  story: LiveStory;
  /** The first of its copy group, where it is a copy. Copies have no weight in a story. */
  copyOf?: string;
  publisher?: string;
}

/** Sum of the documents of one language in a story. */
export interface LanguageCentre {
  words: SparseVector;
  grams: SparseVector;
  count: number;
}

/** A story with at least one live document. */
export interface LiveStory {
  id: string;
  /** Small number for indexes: order of creation. */
  key: number;
  documents: Map<string, LiveDocument>;
  centres: Map<string, LanguageCentre>;
  bridge: SparseVector;
  /** Documents that are no copies. */
  voices: number;
  firstAt: number;
  lastAt: number;
}

export function newStory(id: string, key: number): LiveStory {
  return {
    id,
    key,
    documents: new Map(),
    centres: new Map(),
    bridge: emptyVector,
    voices: 0,
    firstAt: Number.POSITIVE_INFINITY,
    lastAt: Number.NEGATIVE_INFINITY,
  };
}

/** Documents in order of arrival: what a story was through does not show. */
export function inOrder({ documents }: LiveStory): LiveDocument[] {
  return [...documents.values()].sort((a, b) => a.sequence - b.sequence);
}

/** Puts a document into a story. A copy is a member without weight. */
export function join(story: LiveStory, document: LiveDocument): void {
  document.story = story;
  story.documents.set(document.id, document);
  story.firstAt = Math.min(story.firstAt, document.at);
  story.lastAt = Math.max(story.lastAt, document.at);
  if (document.copyOf === undefined) weigh(story, document.features, 1);
}

/** Takes a document out of its story. */
export function leave(document: LiveDocument): void {
  const { story } = document;
  story.documents.delete(document.id);
  if (document.copyOf === undefined) weigh(story, document.features, -1);
  story.firstAt = Number.POSITIVE_INFINITY;
  story.lastAt = Number.NEGATIVE_INFINITY;
  for (const { at } of story.documents.values()) {
    story.firstAt = Math.min(story.firstAt, at);
    story.lastAt = Math.max(story.lastAt, at);
  }
}

function weigh(story: LiveStory, features: DocumentFeatures, sign: 1 | -1): void {
  const centre = story.centres.get(features.lang) ?? { words: emptyVector, grams: emptyVector, count: 0 };
  const count = centre.count + sign;
  story.voices += sign;
  story.bridge = added(story.bridge, features.bridge, sign);
  if (count === 0) {
    story.centres.delete(features.lang);
    return;
  }
  story.centres.set(features.lang, {
    words: added(centre.words, features.words, sign),
    grams: added(centre.grams, features.grams, sign),
    count,
  });
}
