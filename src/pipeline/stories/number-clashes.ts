import type { SourceDocument } from '../../domain/passage.ts';
import type { Quantity } from '../../languages/pack.ts';
import { addPassage, type Disagreement, type DisagreementSide } from './disagreement.ts';
import { agree, likenessOf, type NumberFact, ratioOf, readingOf } from './facts.ts';

/** Sentences must be about one thing at least this much, one shared word not counted in full. */
const likenessMin = 0.3;
/** Lengths are from somewhere to somewhere, which two sentences seldom name alike. */
const lengths = new Set('kilometre metre mile foot centimetre millimetre'.split(' '));
const lengthLikenessMin = 0.6;
/** Where no one knows which was first, a number may have changed. */
const undatedMin = 0.7;
/** Numbers further apart than this are of different things. */
const ratioMax = 3;
/** For a document that gives a number already found elsewhere less will do. */
const supportMin = 0.15;
/** Further apart in time than this, a number is more likely to have changed than to be in dispute. */
const hoursMax = 10;
/** Counts up to here are of different things more often than not, so that their sentences must be more alike. */
const fewMax = 5;
const fewLikenessMin = 0.5;

/**
 * Numbers on which documents differ: same unit and noun, in sentences that are each other's likest, where neither
 * document gives the other's number anywhere, and which were published within hours of each other. Built for precision:
 * what is unclear is left out; who else gives one of the numbers is for `addSupport`. Copies should not be among `documents`: they say what their original says.
 */
export function numberClashes(documents: readonly SourceDocument[]): Disagreement[] {
  const facts = documents.map((document) => readingOf(document).numbers);
  const found: Disagreement[] = [];
  for (let a = 0; a < facts.length; a += 1) {
    for (let b = a + 1; b < facts.length; b += 1) {
      if (!areBeside(documents[a]!, documents[b]!)) continue;
      const min = isDated(documents[a]!) && isDated(documents[b]!) ? 0 : undatedMin;
      const years = [yearOf(documents[a]!), yearOf(documents[b]!)] as const;
      for (const { one, other, score } of clashes(facts[a]!, facts[b]!, years))
        if (score >= min) addClash(found, one, other, score);
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

function isDated({ publishedAt }: SourceDocument): boolean {
  return publishedAt !== undefined;
}

/** Two that appeared within hours of each other; those of one publisher follow each other. Undated ones may be. */
export function areBeside(a: SourceDocument, b: SourceDocument, hours = hoursMax): boolean {
  if (a.publisher !== undefined && a.publisher === b.publisher) return false;
  const apart = Math.abs(Date.parse(a.publishedAt ?? '') - Date.parse(b.publishedAt ?? ''));
  return !(apart > hours * 3_600_000);
}

interface Clash {
  one: NumberFact;
  other: NumberFact;
  score: number;
}

function clashes(
  a: readonly NumberFact[],
  b: readonly NumberFact[],
  [yearA, yearB]: readonly [number, number],
): Clash[] {
  return a.flatMap((one) => {
    const best = likest(one, b);
    if (
      !best ||
      isPast(one, yearA) !== isPast(best.other, yearB) ||
      best.score < likenessMinOf(one.quantity, best.other.quantity) ||
      likest(best.other, a)?.other !== one
    )
      return [];
    const { other, score } = best;
    const isClear =
      !agree(one.quantity, other.quantity) &&
      ratioOf(one.quantity, other.quantity) <= ratioMax &&
      !gives(a, other) &&
      !gives(b, one);
    return isClear ? [{ one, other, score }] : [];
  });
}

function likenessMinOf(a: Quantity, b: Quantity): number {
  if (lengths.has(a.unit)) return lengthLikenessMin;
  return a.unit === 'count' && Math.max(a.high, b.high) <= fewMax ? fewLikenessMin : likenessMin;
}

/** The year of a document; where it has no date, that of which even old news is. */
function yearOf({ publishedAt }: SourceDocument): number {
  const year = new Date(publishedAt ?? '').getUTCFullYear();
  return Number.isNaN(year) ? 2020 : year;
}

/** `In 1994 the number passed 40,000`: of another year than the news. */
function isPast({ passage }: NumberFact, year: number): boolean {
  const named = [...passage.text.matchAll(/(?<![\d.,])(?:1[89]|20)\d\d(?![\d,])/g)];
  return named.some(([text]) => Number(text) < year);
}

/** The number of another document whose sentence is likest; equal numbers count as liker, being what was looked for. */
function likest(
  fact: NumberFact,
  others: readonly NumberFact[],
): { other: NumberFact; score: number } | undefined {
  let best: { other: NumberFact; score: number } | undefined;
  for (const other of others) {
    if (!sameThing(fact, other)) continue;
    const score = likenessOf(fact, other) + (agree(fact.quantity, other.quantity) ? 0.2 : 0);
    if (score > (best?.score ?? 0)) best = { other, score };
  }
  return best;
}

/** One unit and, for counted things, one noun; where one text leaves it out, it must speak of it nearby. */
function sameThing(a: NumberFact, b: NumberFact): boolean {
  if (a.quantity.unit !== b.quantity.unit) return false;
  if (a.quantity.unit !== 'count') return true;
  if (a.nouns.length > 0 && b.nouns.length > 0)
    return a.nouns.some((noun) => b.nouns.includes(noun)) || crossNoun(a, b) || crossNoun(b, a);
  return crossNoun(a, b) || crossNoun(b, a);
}

/** A counter that names nothing (`가닥`, `of them`): the noun of the other must stand in its sentence. */
function crossNoun(a: NumberFact, b: NumberFact): boolean {
  const isBare = b.nouns.length === 0 || (a.passage.lang !== b.passage.lang && b.quantity.noun !== undefined);
  return isBare && a.nouns.some((noun) => b.keys.has(noun));
}

/** A document gives this number for the same kind of thing somewhere. */
function gives(facts: readonly NumberFact[], wanted: NumberFact): boolean {
  return facts.some(
    ({ quantity }) => quantity.unit === wanted.quantity.unit && agree(quantity, wanted.quantity),
  );
}

function addClash(found: Disagreement[], one: NumberFact, other: NumberFact, score: number): void {
  const known = found.find(
    ({ unit, sides }) => unit === one.quantity.unit && (isOneOf(sides, one) || isOneOf(sides, other)),
  );
  const disagreement = known ?? newDisagreement(one, other, score);
  if (!known) found.push(disagreement);
  for (const fact of [one, other]) addFact(disagreement, fact);
}

function isOneOf(sides: readonly DisagreementSide[], { passage, quantity }: NumberFact): boolean {
  return sides.some(
    ({ text, passages }) => text === quantity.text && passages.some(({ id }) => id === passage.id),
  );
}

function newDisagreement(one: NumberFact, other: NumberFact, score: number): Disagreement {
  const noun = one.quantity.noun ?? other.quantity.noun;
  return {
    kind: 'number',
    unit: one.quantity.unit,
    ...(noun !== undefined && { noun }),
    sides: [],
    score: Math.min(1, score),
  };
}

/** Puts a number to the side that it agrees with, or makes a new one of it. */
export function addFact({ sides }: Disagreement, { quantity, passage }: NumberFact): void {
  const { low, high, text } = quantity;
  const side = sides.find(({ value }) => value && agree({ ...quantity, ...value }, quantity));
  if (side) addPassage(side, passage);
  else sides.push({ value: { low, high }, text, passages: [passage] });
  sides.sort((a, b) => b.passages.length - a.passages.length);
}

/** Equal numbers of one unit in two languages whose lexicon may lack the noun: their sentences decide. */
function isAbroad(a: NumberFact, b: NumberFact): boolean {
  return a.passage.lang !== b.passage.lang && a.quantity.unit === b.quantity.unit;
}

/** Other documents that give one of the numbers in a sentence about the same. */
export function addSupport(disagreement: Disagreement, facts: readonly NumberFact[]): void {
  const anchors = facts.filter(({ passage, quantity }) =>
    disagreement.sides.some(
      (side) => side.text === quantity.text && side.passages.some(({ id }) => id === passage.id),
    ),
  );
  for (const fact of facts) {
    const isSame = anchors.some(
      (anchor) =>
        anchor.document !== fact.document &&
        (sameThing(anchor, fact) || isAbroad(anchor, fact)) &&
        agree(anchor.quantity, fact.quantity) &&
        likenessOf(anchor, fact) >= supportMin,
    );
    if (isSame) addFact(disagreement, fact);
  }
}
