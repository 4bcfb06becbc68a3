import type { DocumentFeatures } from './features.ts';
import { addMeaning, type MeaningSum } from './meaning.ts';
import { added, emptyVector, type SparseVector, sumOfVectors, unitLength, weightSquares } from './vector.ts';

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
  bridge: SparseVector;
  /** Sum of the squares of all bridge weights, alternatives included. */
  bridgeSquares: number;
  count: number;
  /** Different words of its documents, summed. */
  length: number;
}

/** A story with at least one live document. */
export interface LiveStory {
  id: string;
  /** Small number for indexes: order of creation. */
  key: number;
  documents: Map<string, LiveDocument>;
  centres: Map<string, LanguageCentre>;
  bridge: SparseVector;
  /** Sum over the voices of the squares of all their bridge weights, alternatives included. */
  bridgeSquares: number;
  /** Sum of the anchors of its voices. */
  anchors: SparseVector;
  /** Sums of the sentence vectors of its voices, by language and model. */
  meanings: readonly MeaningSum[];
  /** Documents that are no copies. */
  voices: number;
  firstAt: number;
  lastAt: number;
  /** Sums over the voices of their time in whole hours, and of its square: for mean and spread. */
  hours: number;
  hourSquares: number;
}

export function newStory(id: string, key: number): LiveStory {
  return {
    id,
    key,
    documents: new Map(),
    centres: new Map(),
    bridge: emptyVector,
    bridgeSquares: 0,
    anchors: emptyVector,
    meanings: [],
    voices: 0,
    firstAt: Number.POSITIVE_INFINITY,
    lastAt: Number.NEGATIVE_INFINITY,
    hours: 0,
    hourSquares: 0,
  };
}

/** Documents in order of arrival: what a story was through does not show. */
export function inOrder({ documents }: LiveStory): LiveDocument[] {
  return [...documents.values()].sort((a, b) => a.sequence - b.sequence);
}

/**
 * Length of the bridge centre as if every word had one meaning: what a single document's bridge vector has by its making
 * (`features.ts`), carried over to the sum.
 */
export function bridgeLength(
  { bridge, bridgeSquares }: { bridge: SparseVector; bridgeSquares: number },
  count: number,
): number {
  if (bridgeSquares === 0) return 0;
  return Math.sqrt((bridge.squares * count * unitLength * unitLength) / bridgeSquares);
}

const hoursTo2020 = 438_288;

/** When the voices of a story spoke: mean and standard deviation, in days. */
export function timesOf({ hours, hourSquares, voices }: LiveStory): { meanDays: number; spreadDays: number } {
  const mean = hours / voices;
  const variance = Math.max(0, hourSquares / voices - mean * mean);
  return { meanDays: (mean + hoursTo2020) / 24, spreadDays: Math.sqrt(variance) / 24 };
}

/** Reports a day while the story goes on; all of them where it is not a day old. */
export function paceOf({ voices, firstAt, lastAt }: LiveStory): number {
  return voices / (1 + (lastAt - firstAt) / 86_400_000);
}

/** Puts a document into a story. A copy is a member without weight. */
export function join(story: LiveStory, document: LiveDocument): void {
  document.story = story;
  story.documents.set(document.id, document);
  story.firstAt = Math.min(story.firstAt, document.at);
  story.lastAt = Math.max(story.lastAt, document.at);
  if (document.copyOf === undefined) weigh(story, document, 1);
}

/** Takes a document out of its story. */
export function leave(document: LiveDocument): void {
  const { story } = document;
  story.documents.delete(document.id);
  if (document.copyOf === undefined) weigh(story, document, -1);
  story.firstAt = Number.POSITIVE_INFINITY;
  story.lastAt = Number.NEGATIVE_INFINITY;
  for (const { at } of story.documents.values()) {
    story.firstAt = Math.min(story.firstAt, at);
    story.lastAt = Math.max(story.lastAt, at);
  }
}

function addTime(story: LiveStory, at: number, sign: 1 | -1): void {
  const hour = Math.round(at / 3_600_000) - hoursTo2020;
  story.hours += sign * hour;
  story.hourSquares += sign * hour * hour;
}

function weigh(story: LiveStory, { features, at }: LiveDocument, sign: 1 | -1): void {
  addTime(story, at, sign);
  const centre = story.centres.get(features.lang) ?? {
    words: emptyVector,
    grams: emptyVector,
    bridge: emptyVector,
    bridgeSquares: 0,
    count: 0,
    length: 0,
  };
  const count = centre.count + sign;
  story.voices += sign;
  story.bridge = added(story.bridge, features.bridge, sign);
  const bridgeSquares = sign * weightSquares(features.bridge);
  story.bridgeSquares += bridgeSquares;
  story.anchors = added(story.anchors, features.anchors, sign);
  story.meanings = addMeaning(story.meanings, features.lang, features.meaning, sign);
  if (count === 0) {
    story.centres.delete(features.lang);
    return;
  }
  story.centres.set(features.lang, {
    words: added(centre.words, features.words, sign),
    grams: added(centre.grams, features.grams, sign),
    bridge: added(centre.bridge, features.bridge, sign),
    bridgeSquares: centre.bridgeSquares + bridgeSquares,
    count,
    length: centre.length + sign * features.words.terms.length,
  });
}

/** Originals as if they were a story of their own. They stay where they are, and the story is in no index. */
export function gathered(originals: readonly LiveDocument[]): LiveStory {
  const story = newStory('', -1);
  const byLanguage = Map.groupBy(originals, ({ features }) => features.lang);
  for (const [lang, documents] of byLanguage) story.centres.set(lang, centreOf(documents));
  story.bridge = sumOfVectors(originals.map(({ features }) => features.bridge));
  story.anchors = sumOfVectors(originals.map(({ features }) => features.anchors));
  for (const { bridgeSquares } of story.centres.values()) story.bridgeSquares += bridgeSquares;
  for (const { features } of originals)
    story.meanings = addMeaning(story.meanings, features.lang, features.meaning, 1);
  for (const document of originals) {
    story.documents.set(document.id, document);
    addTime(story, document.at, 1);
    story.firstAt = Math.min(story.firstAt, document.at);
    story.lastAt = Math.max(story.lastAt, document.at);
  }
  story.voices = originals.length;
  return story;
}

function centreOf(documents: readonly LiveDocument[]): LanguageCentre {
  const features = documents.map((document) => document.features);
  return {
    words: sumOfVectors(features.map(({ words }) => words)),
    grams: sumOfVectors(features.map(({ grams }) => grams)),
    bridge: sumOfVectors(features.map(({ bridge }) => bridge)),
    bridgeSquares: features.reduce((sum, { bridge }) => sum + weightSquares(bridge), 0),
    count: documents.length,
    length: features.reduce((sum, { words }) => sum + words.terms.length, 0),
  };
}
