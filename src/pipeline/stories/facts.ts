import type { Passage, SourceDocument } from '../../domain/passage.ts';
import type { Span } from '../../domain/span.ts';
import { packFor } from '../../languages/languages.ts';
import type { LanguagePack, Quantity, Token } from '../../languages/pack.ts';
import { passagesOf } from '../../languages/passages.ts';
import { type BridgeUnit, bridgeTerm, bridgeUnits } from './bridge.ts';
import { backgroundCounts, backgroundScale, TermStatistics } from './term-statistics.ts';
import { guardedDot, type SparseVector, scaledVector, unitLength } from './vector.ts';

/** Passages of one document that are read for facts, and facts that are kept of it. */
const passagesMax = 120;
const factsMax = 200;

/** A number that a document gives, with what its sentence is about in the space that languages share. */
export interface NumberFact {
  document: string;
  passage: Passage;
  quantity: Quantity;
  /** Bridge keys of what is counted, where the text names it. */
  nouns: readonly string[];
  /** Bridge keys of the sentence and, where what is counted is not named, of the one before. */
  keys: ReadonlySet<string>;
  /** The words around the number, weighed. */
  context: SparseVector;
}

const statistics = new TermStatistics(backgroundCounts('bridge'), backgroundScale);

/** A document as everything that compares originals reads it. */
export interface ReadDocument {
  passages: readonly Passage[];
  numbers: readonly NumberFact[];
}

const readings = new WeakMap<SourceDocument, ReadDocument>();

/** Sentences and numbers of a document, read once however many ask. */
export function readingOf(document: SourceDocument): ReadDocument {
  const known = readings.get(document);
  if (known) return known;
  const passages = passagesOf(document);
  const reading = { passages, numbers: numberFacts(document, passages) };
  readings.set(document, reading);
  return reading;
}

/** Every number of a document that counts or measures something, with its surroundings. Order of the text. */
function numberFacts(document: SourceDocument, passages: readonly Passage[]): NumberFact[] {
  const pack = packFor(document.lang);
  const facts: NumberFact[] = [];
  // Only what numbers stand in or after is read in full.
  const unitsOf = (passage: Passage | undefined): BridgeUnit[] =>
    passage === undefined
      ? []
      : bridgeUnits(passage.text, pack.tag, toldTokens(passage.text, pack)).filter(
          ({ alternatives }) => alternatives[0]?.kind !== 'number',
        );
  let before: Passage | undefined;
  for (const passage of passages.slice(0, passagesMax)) {
    const quantities = pack.quantities(passage.text).filter(isFact);
    const units = quantities.length === 0 ? [] : unitsOf(passage);
    for (const quantity of quantities) {
      const nouns = nounKeys(quantity, pack.tag);
      const isBare = nouns.length === 0 && quantity.unit === 'count';
      const around = isBare ? [...unitsOf(before), ...units] : units;
      facts.push({
        document: document.id,
        passage,
        quantity,
        nouns,
        keys: new Set(around.flatMap(({ alternatives }) => alternatives.map(({ key }) => key))),
        context: contextOf(around),
      });
    }
    before = passage;
  }
  return facts.slice(0, factsMax);
}

/** What a sentence tells, without who says so and when: two that say one thing may differ in both. */
function toldTokens(text: string, pack: LanguagePack): Token[] {
  const passedOver: Span[] = pack
    .attributions(text)
    .flatMap(({ speaker, cue }) => (speaker ? [speaker, cue] : [cue]));
  passedOver.push(...pack.times(text));
  return pack
    .tokens(text)
    .filter(({ start, end }) => !passedOver.some((span) => start >= span.start && end <= span.end));
}

const notFacts = new Set('score fraction times point hour minute second day week month year'.split(' '));

/** Spans of time are left out: too many of them stand in any two sentences. */
function isFact({ ordinal, unit, low, high }: Quantity): boolean {
  return !ordinal && !notFacts.has(unit) && Number.isFinite(low) && Number.isFinite(high) && low > 1;
}

function nounKeys({ noun, unit }: Quantity, lang: string): string[] {
  if (noun === undefined || unit !== 'count') return [];
  const tokens = packFor(lang).tokens(noun);
  return bridgeUnits(noun, lang, tokens).flatMap(({ alternatives }) =>
    alternatives.filter(({ kind }) => kind === 'word').map(({ key }) => key),
  );
}

/** The words of a sentence, numbers aside, weighed in the space that languages share. */
export function sentenceContext({ text, lang }: { text: string; lang: string }): SparseVector {
  const pack = packFor(lang);
  const units = bridgeUnits(text, pack.tag, pack.tokens(text));
  return contextOf(units.filter(({ alternatives }) => alternatives[0]?.kind !== 'number'));
}

function contextOf(units: readonly BridgeUnit[]): SparseVector {
  const weights = new Map<number, number>();
  let squares = 0;
  const seen = new Set<string>();
  for (const { alternatives, weight } of units) {
    const name = alternatives.map(({ key }) => key).join(' ');
    if (seen.has(name)) continue;
    seen.add(name);
    const total = alternatives.reduce((sum, { share }) => sum + share, 0);
    const idf = alternatives.reduce(
      (sum, { key, share }) => sum + (share / total) * statistics.idf(bridgeTerm(key)),
      0,
    );
    squares += (weight * idf) ** 2;
    for (const { key, gain } of alternatives) {
      const term = bridgeTerm(key);
      weights.set(term, Math.max(weights.get(term) ?? 0, weight * idf * gain));
    }
  }
  return scaledVector(weights, squares);
}

/** How much two sentences are about one thing, 0..1: a single shared word is not counted in full. */
export function likenessOf(a: { context: SparseVector }, b: { context: SparseVector }): number {
  return guardedDot(a.context, b.context, 0.5) / (unitLength * unitLength);
}

/** How many times the larger of two numbers is the smaller; infinite where one is not above zero. */
export function ratioOf(a: Quantity, b: Quantity): number {
  const [low, high] = [Math.min(a.low, b.low), Math.max(a.high, b.high)];
  return low <= 0 ? Number.POSITIVE_INFINITY : high / low;
}

/** True where two numbers can be one, as precisely as the texts give them. */
export function agree(a: Quantity, b: Quantity): boolean {
  const slack = Math.max(a.step, b.step) / 2 + 1e-9;
  const [lowA, highA] = boundsOf(a);
  const [lowB, highB] = boundsOf(b);
  return lowA <= highB + slack && lowB <= highA + slack;
}

/** What the words around a number leave open: `about` a tenth either way, `at least` everything above. */
function boundsOf({ low, high, precision }: Quantity): [number, number] {
  switch (precision) {
    case 'about':
    case 'nearly':
      return [low * 0.9, high * 1.1];
    case 'at-least':
    case 'more-than':
      return [low, Number.POSITIVE_INFINITY];
    case 'at-most':
    case 'less-than':
      return [Number.NEGATIVE_INFINITY, high];
    default:
      return [low, high];
  }
}
