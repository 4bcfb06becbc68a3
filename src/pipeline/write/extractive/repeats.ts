import { overlaps } from '../../../domain/span.ts';
import { overlapShare } from './measure.ts';
import type { Unit } from './units.ts';

/** Shared content from which a sentence repeats one that is shown: as a share of the shorter, and in features. */
const repeats = { words: { share: 0.5, count: 5 }, 'character-bigrams': { share: 0.55, count: 12 } };

/** A number of three digits or more, one with a decimal, or one with its unit (`nine minutes`) stands in both. */
function sharesFigure(a: Unit, b: Unit): boolean {
  const figures = (unit: Unit): string[] => [
    ...(unit.text.match(/\d[\d.,]*\d{2}|\d+[.,]\d+/g) ?? []).filter((it) => !/^(?:19|20)\d\d$/.test(it)),
    ...unit.reading.analysis.quantities
      .filter((quantity) => overlaps(quantity, unit) && !quantity.ordinal && quantity.low > 1)
      .map(({ low, high, unit: of, noun = '' }) => `${low} ${high} ${of} ${noun}`),
  ];
  const own = new Set(figures(a));
  return figures(b).some((figure) => own.has(figure));
}

/** True where a sentence says what one of those shown says, in its own document or in another's words. */
export function isRepeated(unit: Unit, shown: readonly Unit[]): boolean {
  const { share, count } = repeats[unit.reading.analysis.pack.summary.features];
  return shown.some((other) => {
    const shared = overlapShare(other.featureSet, unit.featureSet);
    const sharedCount = shared * Math.min(other.featureSet.size, unit.featureSet.size);
    // Another document's wording of the same figure.
    if (other.reading !== unit.reading && sharedCount >= 3 && sharesFigure(unit, other)) return true;
    return shared >= share && sharedCount >= count;
  });
}
