import type { BriefCard, FrontData } from '../../domain/reading.ts';
import { inPaperOrder } from '../../languages/site-strings.ts';

/** What stands where on the front page. No brief stands twice. */
export interface FrontPlan {
  lead: BriefCard | null;
  /** Beneath the lead, in its column. */
  under: BriefCard[];
  second: BriefCard[];
  third: BriefCard[];
  sections: FrontData['sections'];
  /** What is in no section. */
  rest: BriefCard[];
}

const candidatesMax = 24;
const underMax = 2;
/** Beside the lead: one more where nothing stands beneath it. */
const secondMax = 3;
const thirdMax = 4;
/** With fewer than this the side alone stands beside the lead. */
const underFrom = 6;
/** With fewer briefs than this the sections would stand empty beside a third rank. */
const thirdFrom = 16;
const perSectionMax = 5;
const restMax = 8;
/** Hours after which a story weighs as much as one with half as many voices. */
const halvingHours = 10;

/** How much a brief asks to be read first: who reports it, in how many languages, how new it is. */
function weight(card: BriefCard, newestAt: number): number {
  const hours = (newestAt - Date.parse(card.publishedAt)) / 3_600_000;
  const voices = Math.log2(1 + card.voices) + 0.25 * Math.log2(1 + card.documents);
  const tongues = new Set(card.languages).size > 1 ? 0.4 : 0;
  return voices + tongues + (card.standfirst ? 0.3 : 0) - hours / halvingHours;
}

/** Pure: the same briefs make the same page, whatever the clock says. */
export function planFront(data: FrontData): FrontPlan {
  const newestAt = Math.max(0, ...data.latest.map(({ publishedAt }) => Date.parse(publishedAt)));
  const ranked = data.latest
    .slice(0, candidatesMax)
    .map((card) => ({ card, weight: weight(card, newestAt) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ card }) => card);
  const [lead = null, ...others] = ranked;
  const take = (from: number, most: number) => others.slice(from, from + most);
  const under = data.latest.length >= underFrom ? take(0, underMax) : [];
  const second = take(under.length, under.length > 0 ? secondMax : secondMax + 1);
  const third = data.latest.length >= thirdFrom ? take(under.length + second.length, thirdMax) : [];
  const used = new Set([lead, ...under, ...second, ...third].map((card) => card?.id));
  const isFree = (card: BriefCard) => !used.has(card.id);
  const sections = inPaperOrder(data.sections, ({ name }) => name)
    .map(({ name, cards }) => ({ name, cards: cards.filter(isFree).slice(0, perSectionMax) }))
    .filter(({ cards }) => cards.length > 0);
  const shown = new Set(sections.flatMap(({ cards }) => cards.map(({ id }) => id)));
  const rest = data.latest.filter((card) => isFree(card) && !shown.has(card.id) && card.section === null);
  return { lead, under, second, third, sections, rest: rest.slice(0, restMax) };
}
