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

/** Shared content, beside a shared figure, from which two sentences of one document tell the same. */
const sameFigure = { words: { share: 0.3, count: 3 }, 'character-bigrams': { share: 0.4, count: 8 } };
/** Two documents open with the same news in different words: less shared content is a repetition there. */
const openingShare = 0.25;
const openingCount = { words: 3, 'character-bigrams': 7 };

/** `Net profit was 126 billion`, `Net profit came to 162 billion`: two reports that differ on one number. */
function differs(a: Unit, b: Unit): boolean {
  const subject = ({ tokens }: Unit): string | undefined =>
    tokens.slice(0, 3).find((token) => !token.stop && token.kind === 'word')?.norm;
  if (subject(a) === undefined || subject(a) !== subject(b)) return false;
  const amounts = (unit: Unit) =>
    unit.reading.analysis.quantities.filter((one) => overlaps(one, unit) && !one.ordinal);
  const [own, others] = [amounts(a)[0], amounts(b)[0]];
  return own !== undefined && own.unit === others?.unit && own.noun === others.noun && own.low !== others.low;
}

/** A short sentence that stands almost whole in another one says nothing new. */
const shortShare = 0.6;
const shortCount = { words: 4, 'character-bigrams': 6 };

/** The first sentence of a document, which tells the news whole. */
const isOpeningOf = (unit: Unit): boolean => unit.passage.sentence === 1 || unit === unit.reading.units[0];

/** True where a sentence says what one of those shown says, in its own document or in another's words. */
export function isRepeated(unit: Unit, shown: readonly Unit[]): boolean {
  const kind = unit.reading.analysis.pack.summary.features;
  const { share, count } = repeats[kind];
  return shown.some((other) => {
    const shared = overlapShare(other.featureSet, unit.featureSet);
    const sharedCount = shared * Math.min(other.featureSet.size, unit.featureSet.size);
    const isFigure = sharedCount >= 3 && sharesFigure(unit, other);
    if (other.reading !== unit.reading) {
      // Another document's wording of the same figure, or of the same news.
      if (isFigure || differs(unit, other)) return true;
      if (
        isOpeningOf(unit) &&
        isOpeningOf(other) &&
        shared >= openingShare &&
        sharedCount >= openingCount[kind]
      )
        return true;
    } else if (isFigure && shared >= sameFigure[kind].share && sharedCount >= sameFigure[kind].count)
      return true;
    if (shared >= shortShare && sharedCount >= shortCount[kind]) return true;
    return shared >= share && sharedCount >= count;
  });
}
