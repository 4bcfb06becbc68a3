import { overlaps } from '../../../domain/span.ts';
import { primaryLanguage } from '../../../languages/languages.ts';
import { isOvertakenBy, type Story } from './story.ts';
import type { Reading, Unit } from './units.ts';

/**
 * A story of several days has reports that tell what was known days ago. What they say of the past still holds; what
 * they say of their own now, and numbers that a later report has anew, do not.
 */

/** Told of as going on, as expected, or as the count at the time. */
const ofItsNow: Readonly<Record<string, RegExp>> = {
  en: /\b(?:(?:is|are|remains?|continues?) (?:still |now |being )?\p{L}+ing|(?:is|are|was|were) (?:expected|forecast|due|set|likely|scheduled|under way|missing|unaccounted)|now|still|currently|so far|as of|tonight|tomorrow|today|this (?:morning|afternoon|evening|week)|will|may|might|could|at least|has risen|have risen|has reached|continues? to|remains?)\b/iu,
  ko: /(?:고 있[다는어]|중이[다며]|예정이|전망이|전망했|예보했|내다봤|예상했|추정[했된]|집계[됐된했]|현재|아직|오늘|내일|모레|밤새|번지고|늘어날|이어지고|할 계획|할 방침|기로 했다|우려[된했가]|최소 |목표|고비|지금)/u,
};

/** True where a text tells of what was so when it was written. */
export function tellsOfItsNow(text: string, lang: string): boolean {
  return ofItsNow[primaryLanguage(lang)]?.test(text) ?? false;
}

/** Numbers with what they count, as far as a later report could have them anew. */
function countsOf(unit: Unit): { value: string; of: string }[] {
  return unit.reading.analysis.quantities
    .filter((quantity) => overlaps(quantity, unit) && !quantity.ordinal)
    .filter(({ unit: of }) => of === 'count' || of === 'percent' || of === 'hectare')
    .map(({ low, high, unit: of, noun }) => ({ value: `${low} ${high}`, of: noun ?? of }));
}

/** The sentences of the story that no longer hold, once the report that the brief is headed by was published. */
export function staleUnits(story: Story, newest: Reading | null): ReadonlySet<Unit> {
  const isOvertaken = ({ reading }: Unit) => newest !== null && isOvertakenBy(reading, newest);
  const older = story.units.filter(isOvertaken);
  if (older.length === 0) return new Set();
  const current = story.units.filter((unit) => !isOvertaken(unit)).flatMap(countsOf);
  return new Set(
    older.filter(
      (unit) =>
        tellsOfItsNow(unit.text, unit.reading.document.lang) ||
        countsOf(unit).some(({ value, of }) =>
          current.some((other) => other.of === of && other.value !== value),
        ),
    ),
  );
}
