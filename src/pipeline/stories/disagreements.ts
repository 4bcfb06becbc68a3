import type { SourceDocument } from '../../domain/passage.ts';
import { causeClashes } from './cause-clashes.ts';
import { denials } from './denials.ts';
import { addPassage, type Disagreement, type DisagreementSide } from './disagreement.ts';
import { agree, readingOf } from './facts.ts';
import { negatedClaims } from './negated-claims.ts';
import { addSupport, numberClashes } from './number-clashes.ts';
import { toldNumbers } from './told-numbers.ts';

const documentsMax = 24;

/**
 * Where the documents of a story, or those whom they quote, do not agree on a number, a cause, an actor or a
 * status, both sides with their sentences; what most documents have first. English and Korean; numbers in other
 * languages too. Copies should not be among `documents`: they say what their original says.
 */
export function disagreements(documents: readonly SourceDocument[]): Disagreement[] {
  const read = documents.slice(0, documentsMax);
  const numbers: Disagreement[] = [];
  for (const one of [...read.flatMap(toldNumbers), ...numberClashes(read)]) {
    const known = numbers.find((other) => areOne(one, other));
    if (known) mergeInto(known, one);
    else numbers.push(one);
  }
  const facts = read.flatMap((document) => readingOf(document).numbers);
  for (const one of numbers) addSupport(one, facts);
  const found = [...numbers, ...distinct([...denials(read), ...negatedClaims(read), ...causeClashes(read)])];
  return found.sort((a, b) => carriers(b) - carriers(a) || b.score - a.score);
}

/** What two rules found is shown once: the first of those that rest on one and the same sentence on both sides. */
function distinct(found: readonly Disagreement[]): Disagreement[] {
  const kept: Disagreement[] = [];
  for (const one of found) {
    const isKnown = kept.some((other) =>
      other.sides.every((side) =>
        one.sides.some((own) =>
          own.passages.some(({ id }) => side.passages.some((passage) => passage.id === id)),
        ),
      ),
    );
    if (!isKnown) kept.push(one);
  }
  return kept;
}

/** Documents that carry one of the sides. */
function carriers({ sides }: Disagreement): number {
  return new Set(sides.flatMap(({ passages }) => passages.map(({ document }) => document))).size;
}

/** Two of the numbers are in both, whatever is counted is called. */
function areOne(a: Disagreement, b: Disagreement): boolean {
  return (
    a.unit === b.unit && a.sides.filter((side) => b.sides.some((other) => isSame(side, other))).length >= 2
  );
}

function isSame(a: DisagreementSide, b: DisagreementSide): boolean {
  if (!a.value || !b.value) return false;
  const plain = {
    unit: '',
    precision: 'exact',
    ordinal: false,
    step: 0,
    start: 0,
    end: 0,
    text: '',
  } as const;
  return agree({ ...plain, ...a.value }, { ...plain, ...b.value });
}

function mergeInto(known: Disagreement, one: Disagreement): void {
  for (const side of one.sides) {
    const same = known.sides.find((other) => isSame(other, side));
    if (!same) known.sides.push(side);
    else {
      for (const passage of side.passages) addPassage(same, passage);
      if (same.speaker === undefined && side.speaker !== undefined) same.speaker = side.speaker;
    }
  }
}
