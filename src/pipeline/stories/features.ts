import type { StoryDocument } from '../../domain/story.ts';
import { hash32 } from '../../kit/hash32.ts';
import { detectLanguage } from '../../languages/detect.ts';
import { packFor, primaryLanguage } from '../../languages/languages.ts';
import type { LanguagePack, Token } from '../../languages/pack.ts';
import { AnchorReader } from './anchors.ts';
import { type BridgeKind, type BridgeUnit, bridgeTerm, bridgeUnits } from './bridge.ts';
import { sketchOf } from './copies.ts';
import { type DocumentMeaning, meaningOf } from './meaning.ts';
import { backgroundCounts, backgroundScale, TermStatistics } from './term-statistics.ts';
import { tuning } from './tuning.ts';
import { type SparseVector, scaledVector, unitVector } from './vector.ts';
import { type View, viewOf } from './view.ts';

/** A term that can be shown: what the reader would recognise. */
export interface Label {
  term: number;
  text: string;
  kind: 'word' | BridgeKind;
}

/** What is known of a document for grouping. Vectors are final: they were weighed when the document came. */
export interface DocumentFeatures {
  lang: string;
  words: SparseVector;
  grams: SparseVector;
  bridge: SparseVector;
  /** Names and numbers (`anchors.ts`). */
  anchors: SparseVector;
  /** Copy sketches: hashes of shingles and of word pairs, in the order of the text. */
  sketch: Uint32Array;
  skips: Uint32Array;
  /** Hash of the whole normalised text. */
  exact: number;
  /** Its most telling terms, for evidence: the heaviest first. */
  labels: readonly Label[];
  /** What it says, by a model; absent where there was none. */
  meaning?: DocumentMeaning;
}

/** Labels that are kept with a document. */
const labelsMax = 24;

interface Weighed {
  weight: number;
  text: string;
}

/** Counts of every space of terms, for all languages. */
export class Statistics {
  readonly bridge = new TermStatistics(backgroundCounts('bridge'), backgroundScale);
  readonly anchors = new TermStatistics(new Map(), 0);
  readonly #words = new Map<string, TermStatistics>();

  wordsOf(lang: string): TermStatistics {
    const known = this.#words.get(lang);
    if (known) return known;
    const made = new TermStatistics(backgroundCounts(lang), backgroundScale);
    this.#words.set(lang, made);
    return made;
  }

  count(features: DocumentFeatures, by: 1 | -1): void {
    this.wordsOf(features.lang).count(features.words.terms, by);
    this.bridge.count(features.bridge.terms, by);
    this.anchors.count(features.anchors.terms, by);
  }
}

/** Reads title and lead of a document. Linear in their length, which is bounded; the sketch is linear in the text. */
export function readFeatures(document: StoryDocument, statistics: Statistics): DocumentFeatures {
  const view = viewOf(document);
  const lang = languageOf(document);
  const tokensOf = readOnce(packFor(lang));
  const wordStatistics = statistics.wordsOf(lang);
  const labels = new Map<number, Label>();
  const words = new Map<number, Weighed>();
  const units = new Map<string, Unit>();
  for (const [text, weight] of [
    [view.title, tuning.titleWeight],
    [view.lead, 1],
  ] as const) {
    if (text === '') continue;
    const tokens = tokensOf(text);
    addWords(words, tokens, weight, labels);
    for (const unit of bridgeUnits(text, lang, tokens)) addUnit(units, unit, weight);
  }
  const grams = new Map<number, number>();
  const wordWeights = new Map<number, number>();
  for (const [term, { weight, text }] of words) {
    const weighed = damped(weight) * wordStatistics.idf(term);
    wordWeights.set(term, weighed);
    addGrams(grams, text, weighed);
  }
  const { weights: bridge, squares } = bridgeWeights(units, statistics.bridge, labels);
  const { vector } = document;
  return {
    lang,
    words: unitVector(wordWeights),
    grams: unitVector(grams, tuning.gramsMax),
    bridge: scaledVector(bridge, squares),
    anchors: anchorsOf(view, { lang, words: wordStatistics, tokensOf }),
    ...sketchOf(document),
    labels: heaviestLabels([...labels.values()], labelWeight),
    ...(vector && { meaning: meaningOf(vector.model, vector.values) }),
  };

  function labelWeight({ term, kind }: Label): number {
    return (kind === 'word' ? wordWeights.get(term) : undefined) ?? bridge.get(term) ?? 0;
  }
}

function heaviestLabels(labels: readonly Label[], weightOf: (label: Label) => number): Label[] {
  return labels
    .map((label) => ({ label, weight: weightOf(label) }))
    .sort((a, b) => b.weight - a.weight || a.label.term - b.label.term)
    .slice(0, labelsMax)
    .map(({ label }) => label);
}

/** Tokens of the parts of one document, of which some are the same: a short text is its own lead. */
function readOnce(pack: LanguagePack): (text: string) => readonly Token[] {
  const known = new Map<string, readonly Token[]>();
  return (text) => {
    const read = known.get(text) ?? pack.tokens(text);
    known.set(text, read);
    return read;
  };
}

interface Reading {
  lang: string;
  words: TermStatistics;
  tokensOf(text: string): readonly Token[];
}

function anchorsOf({ title, body }: View, { lang, words, tokensOf }: Reading): SparseVector {
  const reader = new AnchorReader();
  const parts = [title, body].map((text) => ({ text, tokens: tokensOf(text) }));
  for (const { tokens } of parts) reader.hear(tokens);
  parts.forEach((part, at) => {
    reader.read({ ...part, lang, words, isTitle: at === 0 });
  });
  return reader.anchors();
}

/** Tags that were read before: few, and slow to read. Emptied when full. */
const primaryTags = new Map<string, string>();
const primaryTagsMax = 500;

function primaryTag(tag: string): string {
  const known = primaryTags.get(tag);
  if (known !== undefined) return known;
  if (primaryTags.size >= primaryTagsMax) primaryTags.clear();
  const primary = primaryLanguage(tag);
  primaryTags.set(tag, primary);
  return primary;
}

function languageOf({ lang, title, text }: StoryDocument): string {
  const given = lang === undefined ? 'und' : primaryTag(lang);
  return given === 'und' ? detectLanguage(`${title} ${(text ?? '').slice(0, 1000)}`).lang : given;
}

interface Unit {
  unit: BridgeUnit;
  count: number;
}

function addUnit(units: Map<string, Unit>, unit: BridgeUnit, weight: number): void {
  const key = unit.alternatives.map((alternative) => alternative.key).join(' ');
  const known = units.get(key);
  if (known) known.count += unit.weight * weight;
  else units.set(key, { unit, count: unit.weight * weight });
}

/**
 * Weights of all alternatives, and the square length that the words have, each counted once: a text is not longer for
 * having words of many meanings.
 */
function bridgeWeights(
  units: ReadonlyMap<string, Unit>,
  statistics: TermStatistics,
  labels: Map<number, Label>,
): { weights: Map<number, number>; squares: number } {
  const weights = new Map<number, number>();
  let squares = 0;
  for (const { unit, count } of units.values()) {
    const total = unit.alternatives.reduce((sum, { share }) => sum + share, 0);
    let idf = 0;
    const terms = unit.alternatives.map(({ key }) => bridgeTerm(key));
    unit.alternatives.forEach(({ share }, at) => {
      idf += (share / total) * statistics.idf(terms[at]!);
    });
    const weight = damped(count) * idf;
    squares += weight * weight;
    unit.alternatives.forEach(({ gain, kind }, at) => {
      const term = terms[at]!;
      weights.set(term, (weights.get(term) ?? 0) + weight * gain);
      if (!labels.has(term)) labels.set(term, { term, text: unit.text, kind });
    });
  }
  return { weights, squares };
}

function damped(count: number): number {
  return count <= 1 ? count : 1 + Math.log(count);
}

function addWords(
  words: Map<number, Weighed>,
  tokens: readonly Token[],
  weight: number,
  labels: Map<number, Label>,
): void {
  for (const { kind, stop, norm, text } of tokens) {
    if (stop || kind === 'punctuation' || norm === '') continue;
    const term = hash32(norm, 1);
    const known = words.get(term);
    if (known) known.weight += weight;
    else {
      words.set(term, { weight, text: text.toLowerCase() });
      labels.set(term, { term, text, kind: 'word' });
    }
  }
}

const gramSize = 4;

/** Character four-grams inside one word, which share the weight of the word. */
function addGrams(grams: Map<number, number>, word: string, weight: number): void {
  const isWide = word.charCodeAt(0) > 0x2e7f;
  const size = isWide ? 2 : gramSize;
  const padded = ` ${word.slice(0, 24)} `;
  const count = Math.max(1, padded.length - size + 1);
  const share = weight / Math.sqrt(count);
  for (let at = 0; at < count; at += 1) {
    const term = hash32(padded.slice(at, at + size), 2);
    grams.set(term, (grams.get(term) ?? 0) + share);
  }
}
