import type { DraftSection } from '../../../domain/draft.ts';
import { chooseCrosshead } from './crossheads.ts';
import { overlapShare } from './measure.ts';
import { isSaid, type Page } from './page.ts';
import { lacksPerson } from './reference.ts';
import { partIntoSections, sectionsMax, sectionsOfReports } from './sections.ts';
import { sentenceOf } from './story.ts';
import { featureSetIn, type Unit } from './units.ts';

/** More sentences without a line over them make a wall of text. */
const runOnMax = 5;

/** The body of a brief as it will be read. */
export interface Layout {
  /** Sentences without a line over them: they run on from the lede. */
  runOn: Unit[];
  sections: DraftSection[];
  /** Sentences for which there is no place. */
  left: Unit[];
}

/** A section does not open with a sentence that leans: it goes where the one before it stands. */
function withoutLean(group: readonly Unit[]): Unit[][] {
  const start = group.findIndex((unit) => !needsPrevious(unit));
  const leaning = start < 0 ? group : group.slice(0, start);
  return [...leaning.map((unit) => [unit]), ...(start < 0 ? [] : [group.slice(start)])];
}

/** One sentence is a section only under a crosshead of its own document that names what it tells. */
function isSection(group: readonly Unit[]): boolean {
  const [first] = group;
  if (first === undefined || group.length > 1) return first !== undefined;
  return (
    first.under !== null &&
    overlapShare(first.featureSet, featureSetIn(first.under.text, first.reading.analysis.pack)) > 0
  );
}

/** Leans, or speaks of `her` without a name. */
const needsPrevious = (unit: Unit): boolean =>
  unit.leans || lacksPerson(unit.text, unit.reading.document.lang);

/** True where the sentences can be read right after the opening: what they lean on stands among them or before. */
function canRunOn(page: Page, group: readonly Unit[], opening: readonly Unit[]): boolean {
  return group.every((unit, at) => {
    const before = [...opening, ...group.slice(0, at)];
    const isPrevious = (other: Unit): boolean =>
      other.reading === unit.reading && other.passage.sentence === unit.passage.sentence - 1;
    return (!needsPrevious(unit) || before.some(isPrevious)) && isSaid({ ...page, shown: before }, unit);
  });
}

/**
 * Parts the body by the reports it is taken from and their own crossheads, else by subject, and heads each part. A part
 * for which no line is found runs on from the lede, where it can be read there.
 */
export function layOut(page: Page, body: readonly Unit[], opening: readonly Unit[]): Layout {
  const { headed } = page;
  const groups = sectionsOfReports(body) ?? partIntoSections(body);
  const loose = body.filter((unit) => !groups.some((group) => group.includes(unit)));
  const taken = [page.headline];
  const layout: Layout = { runOn: [], sections: [], left: [] };
  for (const group of [...loose.map((unit) => [unit]), ...groups.flatMap(withoutLean)]) {
    const others = [...opening, ...body.filter((unit) => !group.includes(unit))];
    const isHeaded = isSection(group) && layout.sections.length < sectionsMax;
    const crosshead = isHeaded ? chooseCrosshead(group, { story: page.story, taken, others, headed }) : null;
    if (crosshead) {
      taken.push(crosshead.text);
      layout.sections.push({ crosshead, sentences: group.map(sentenceOf) });
    } else if (canRunOn(page, group, opening)) layout.runOn.push(...group);
    else layout.left.push(...group);
  }
  // What comes from the report with the headline goes before the rest.
  const isHome = ({ reading }: Unit): boolean => reading === headed;
  layout.runOn.sort((a, b) => Number(isHome(b)) - Number(isHome(a)) || a.index - b.index);
  layout.left.push(...layout.runOn.splice(runOnMax));
  return layout;
}
