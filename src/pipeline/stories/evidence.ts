import { anchorKinds, anchorUnit } from './anchors.ts';
import type { TermStatistics } from './term-statistics.ts';
import { type SparseVector, weightOf } from './vector.ts';

/** How much two texts have in common of what few others have: about the number of names and of numbers. */
export interface Evidence {
  names: number;
  numbers: number;
}

/**
 * Counts the anchors that two documents or stories share, each by how rare it is among the live documents. In one
 * language names count as written, across languages by their sound. `voices`: documents behind a sum of anchors.
 */
export function evidenceOf(
  [a, voicesA]: readonly [SparseVector, number],
  [b, voicesB]: readonly [SparseVector, number],
  sameLanguage: boolean,
  live: TermStatistics,
): Evidence {
  const evidence = { names: 0, numbers: 0 };
  const nameKind = sameLanguage ? anchorKinds.name : anchorKinds.sound;
  let [left, right] = [0, 0];
  while (left < a.terms.length && right < b.terms.length) {
    const [termA, termB] = [a.terms[left]!, b.terms[right]!];
    if (termA < termB) left += 1;
    else if (termB < termA) right += 1;
    else {
      const kind = termA & 3;
      const strength = Math.min(shareOf(a.weights[left]!, voicesA), shareOf(b.weights[right]!, voicesB));
      if (kind === nameKind) evidence.names += strength * rarity(termA, live);
      else if (kind === anchorKinds.number) evidence.numbers += strength * rarity(termA, live);
      left += 1;
      right += 1;
    }
  }
  return evidence;
}

/** How much of what a story tells an anchor belongs to: the part of its voices that have it. */
function shareOf(weight: number, voices: number): number {
  return Math.min(1, weight / anchorUnit / voices);
}

/** Beyond so many live documents an anchor is not rarer for their number: an event is told so often, not more. */
const liveMax = 2_000;
/** Documents that a fresh desk is taken to have, so that its first names are not rare for want of others. */
const liveExtra = 200;
/** Inverse document frequency (natural logarithm) from which on an anchor says something, and over how much more all. */
const tellsFrom = 2;
const tellsOver = 2;

function rarity(term: number, live: TermStatistics): number {
  const idf = Math.log((Math.min(live.documents, liveMax) + liveExtra) / Math.max(1, live.liveCount(term)));
  return Math.max(0, Math.min(1, (idf - tellsFrom) / tellsOver));
}

/** Part of the voices of a group that tell what it is known by, and the part of that in another group that is seldom. */
const knownByMin = 0.4;
const seldomMax = 0.25;

/**
 * How much tells two groups of documents apart: names and numbers, each by how rare it is, that are told throughout one
 * group and seldom in the other. The lesser of both sides: who has all that the other has tells of the same.
 */
export function contrastOf(
  [a, voicesA]: readonly [SparseVector, number],
  [b, voicesB]: readonly [SparseVector, number],
  live: TermStatistics,
): number {
  const sides = [ownOf([a, voicesA], [b, voicesB], live), ownOf([b, voicesB], [a, voicesA], live)];
  return Math.min(...sides);
}

function ownOf(
  [own, voicesOwn]: readonly [SparseVector, number],
  [other, voicesOther]: readonly [SparseVector, number],
  live: TermStatistics,
): number {
  let sum = 0;
  own.terms.forEach((term, at) => {
    const share = (term & 3) === anchorKinds.sound ? 0 : shareOf(own.weights[at]!, voicesOwn);
    if (share < knownByMin) return;
    const shareThere = shareOf(weightOf(other, term), voicesOther);
    if (shareThere <= seldomMax * share) sum += rarity(term, live) * (share - shareThere);
  });
  return sum;
}
