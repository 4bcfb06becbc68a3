import { isBackground, isHistory, tellsOfBefore } from './background.ts';
import { drawnOn } from './crossheads.ts';
import { overlapShare } from './measure.ts';
import {
  canStand,
  fitsTogether,
  followsShown,
  isSaid,
  type Page,
  spentWords,
  standsAlone,
  take,
} from './page.ts';
import { lacksPerson, namesPerson } from './reference.ts';
import { headsOf, sectionsMax } from './sections.ts';
import { chooseNext } from './select.ts';
import type { Story } from './story.ts';
import type { Unit } from './units.ts';

const sectionSentencesMax = 9;
/** A shorter sentence only leads on to the next (`Farmers are worried.`), which is not beside it here. */
const bodyWordsMin = 6;
/** A brief that is longer takes no further sentences. */
export const briefWordsMax = 320;

/** A short sentence at the start of a paragraph says what the paragraph will tell. */
function leadsOn(unit: Unit, { units }: Story): boolean {
  const before = units[unit.index - 1];
  return unit.words < bodyWordsMin && !unit.leans && before?.passage.paragraph !== unit.passage.paragraph;
}

/** Goes on from the sentence before it, which is shown and names whom it speaks of. */
function goesOn(page: Page, unit: Unit, shown: readonly Unit[]): boolean {
  if (!followsShown(unit, shown)) return false;
  if (!lacksPerson(unit.text, unit.reading.document.lang)) return true;
  const before = page.story.units[unit.index - 1];
  return before !== undefined && namesPerson(before.text);
}

/** A sentence that can be read where it stands, or one that leans together with the sentence that it leans on. */
function clustersOf(page: Page, body: readonly Unit[]): Unit[][] {
  const { story } = page;
  const isFree = (unit: Unit): boolean =>
    !page.shown.includes(unit) && canStand(page, unit) && !tellsOfBefore(unit) && !isHistory(unit, story);
  return story.units.flatMap((unit, at): Unit[][] => {
    if (!isFree(unit)) return [];
    if (goesOn(page, unit, body)) return leadsOn(unit, story) ? [] : [[unit]];
    if (standsAlone(page, unit)) return unit.words < bodyWordsMin ? [] : [[unit]];
    const before = story.units[at - 1];
    if (!before || !standsAlone(page, before) || !goesOn(page, unit, [before]) || !isFree(before)) return [];
    if (!isSaid(page, unit, [before])) return [];
    return fitsTogether(page, [before, unit]) ? [[before, unit]] : [];
  });
}

/** Two documents tell the past of a story in different words: less shared content is a repetition here. */
const repeatsHistoryShare = 0.3;
const isNewTo = (chosen: readonly Unit[], unit: Unit): boolean =>
  chosen.every((other) => overlapShare(other.featureSet, unit.featureSet) < repeatsHistoryShare);

/** What a section of the original that has fewer than two sentences in the brief adds to its sentences. */
const headWeight = 0.15;
/** What a sentence that its crosshead was drawn from has over the others under it. */
const drawnOnWeight = 0.2;

/** The same for a report of a story: two sentences of it make a section, one does not, and a fourth report is one too many. */
function reportBonus({ reading }: Unit, body: readonly Unit[]): number {
  const own = body.filter((unit) => unit.reading === reading).length;
  if (own > 0) return own < 2 ? headWeight : 0;
  return new Set(body.map((unit) => unit.reading)).size < sectionsMax ? 0 : -headWeight;
}

/** The original's own sections are the best ones: each of up to three is worth having, and worth more than one sentence. */
function headBonus(story: Story, [first]: readonly Unit[], body: readonly Unit[]): number {
  if (first === undefined) return 0;
  const head = first.under?.id;
  if (head === undefined) return story.readings.length > 1 ? reportBonus(first, body) : 0;
  const own = drawnOn(first, first.reading.units).includes(first) ? drawnOnWeight : 0;
  return own + sectionBonus(head, body);
}

function sectionBonus(head: string, body: readonly Unit[]): number {
  const heads = headsOf(body);
  if (!heads.includes(head)) return heads.length < sectionsMax ? headWeight : -headWeight;
  return body.filter((unit) => unit.under?.id === head).length < 2 ? headWeight : 0;
}

/** The sentences of the sections: each goes with what is shown, fits its source's cap and can be understood there. */
export function chooseBody(page: Page): Unit[] {
  const { story } = page;
  const body: Unit[] = [];
  while (body.length < sectionSentencesMax && spentWords(page) < briefWordsMax) {
    let best: { units: Unit[]; value: number } | null = null;
    for (const units of clustersOf(page, body)) {
      const gains = units.map((unit, at) => story.bodyValue(unit, [...page.shown, ...units.slice(0, at)]));
      const value = gains.reduce((sum, gain) => sum + gain, 0) / units.length + headBonus(story, units, body);
      if (best === null || value > best.value + 1e-12) best = { units, value };
    }
    if (!best) break;
    body.push(...best.units);
    take(page, best.units);
  }
  return body.sort((a, b) => a.index - b.index);
}

export function chooseBackground(page: Page, count: number, given: readonly Unit[]): Unit[] {
  const { story } = page;
  const chosen = [...given];
  while (chosen.length < count) {
    const isFit = (unit: Unit): boolean =>
      isBackground(unit, story) && standsAlone(page, unit) && canStand(page, unit) && isNewTo(chosen, unit);
    const next =
      chooseNext(story.units, story.objective, page.shown, (unit) => isFit(unit) && tellsOfBefore(unit)) ??
      chooseNext(story.units, story.objective, page.shown, isFit);
    if (!next) break;
    chosen.push(next);
    take(page, [next]);
  }
  return chosen;
}
