import { cosine } from './measure.ts';
import type { Unit } from './units.ts';

export const sectionsMax = 3;
const perSectionMin = 2;

function likeness(a: Unit, b: Unit): number {
  const near = a.reading === b.reading ? 1 / (1 + Math.abs(a.passage.paragraph - b.passage.paragraph)) : 0;
  const sameHead = a.under !== null && a.under === b.under ? 0.6 : 0;
  return cosine(a.features, b.features) + 0.3 * near + sameHead;
}

/** Mean likeness within a section; a lone sentence coheres with nothing. */
function cohesion(units: readonly Unit[]): number {
  let sum = 0;
  let pairs = 0;
  units.forEach((a, at) => {
    for (const b of units.slice(at + 1)) {
      sum += likeness(a, b);
      pairs++;
    }
  });
  return pairs === 0 ? 0 : sum / pairs;
}

/** Every way to cut `units` into `count` runs of at least two, none of which begins in mid-thought. */
function* cutsOf(units: readonly Unit[], count: number): Generator<Unit[][]> {
  if (count === 1) {
    if (units.length >= perSectionMin) yield [[...units]];
    return;
  }
  for (let at = perSectionMin; at <= units.length - perSectionMin * (count - 1); at++) {
    // A sentence that leans stays with the one before it.
    if (units[at]?.leans) continue;
    for (const rest of cutsOf(units.slice(at), count - 1)) yield [units.slice(0, at), ...rest];
  }
}

/**
 * Parts sentences, in the order in which they will be read, into one to three sections: the cut under which each
 * section holds together best. Order is kept, so nothing refers to what comes later. Fewer than two sentences make no
 * section.
 */
export function partIntoSections(units: readonly Unit[]): Unit[][] {
  if (units.length < perSectionMin) return [];
  const count = Math.max(
    1,
    Math.min(sectionsMax, Math.floor(units.length / perSectionMin), units.length >= 7 ? 3 : 2),
  );
  let best: { sections: Unit[][]; value: number } | null = null;
  for (const sections of cutsOf(units, count)) {
    const sizes = sections.map((section) => section.length);
    const uneven = Math.max(...sizes) - Math.min(...sizes);
    const value = sections.reduce((sum, section) => sum + cohesion(section), 0) / count - 0.02 * uneven;
    if (best === null || value > best.value) best = { sections, value };
  }
  return best?.sections ?? [[...units]];
}

/** A lone sentence makes a section of its own under the original's crosshead where it is this long, in words. */
const loneWordsMin = 12;

/** The crossheads that the sentences stand under, in order; null for those above the first. */
export function headsOf(units: readonly Unit[]): (string | null)[] {
  return [...new Set(units.map((unit) => unit.under?.id ?? null))];
}

/** Under a single crosshead, more sentences than this are parted by subject instead. */
const underOneHeadMax = 4;

/**
 * Sections as the originals have them: by the report that the sentences are taken from, and by its crossheads. A short
 * lone sentence under a crosshead joins the section before it from the same report; a lone one without is left out (the
 * caller lets it run on from the lede). Null for sentences of one document without crossheads.
 */
export function sectionsOfReports(units: readonly Unit[]): Unit[][] | null {
  const isOneReport = new Set(units.map((unit) => unit.reading)).size < 2;
  if (isOneReport && !units.some((unit) => unit.under)) return null;
  const sections: Unit[][] = [];
  const keyOf = (unit: Unit): string => `${unit.reading.document.id} ${unit.under?.id ?? ''}`;
  for (const group of Map.groupBy(units, keyOf).values()) {
    const [first] = group;
    const isSmall = group.length < perSectionMin && (!first?.under || first.words < loneWordsMin);
    const before = sections.at(-1);
    if (!isSmall) sections.push(group);
    else if (first?.under && before?.[0]?.reading === first.reading) before.push(...group);
  }
  if (isOneReport && sections.length === 1 && (sections[0]?.length ?? 0) > underOneHeadMax) return null;
  return sections;
}
