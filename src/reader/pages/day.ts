import type { BriefCard } from '../../domain/reading.ts';
import { packFor } from '../../languages/languages.ts';
import { dayPage as view } from '../../views/site/lists.ts';
import { definePage, fresh, langsOf, uiPattern } from '../page.ts';

interface DayData {
  day: string;
  cards: BriefCard[];
  earlier: string | null;
  later: string | null;
}

const dayMs = 86_400_000;

/** A day that is on the calendar and no further than tomorrow. */
function startOf(day: string, offset: string): number {
  const at = Date.parse(`${day}T00:00:00${offset}`);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? at : Number.NaN;
}

function isDay(day: string): boolean {
  return /^(19|20)\d\d-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
}

/** Every brief of one day of the reader's calendar. */
export const dayPage = definePage<DayData>({
  name: 'day',
  path: `${uiPattern}/days/:day`,
  cache: fresh,
  async load({ reading, ui, params, now }) {
    const { day = '' } = params;
    const from = isDay(day) ? startOf(day, packFor(ui).strings.homeOffset ?? 'Z') : Number.NaN;
    if (Number.isNaN(from) || from > now.getTime() + dayMs) return { kind: 'missing' };
    const to = from + dayMs;
    const span = [new Date(from).toISOString(), new Date(to).toISOString()] as const;
    const cards = await reading.published(...span, langsOf(ui, false));
    return { kind: 'found', data: { day, cards, ...(await reading.beside(...span, langsOf(ui, false))) } };
  },
  view,
});
