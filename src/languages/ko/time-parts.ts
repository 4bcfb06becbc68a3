import {
  addDays,
  addMonths,
  dayRange,
  halfRange,
  isDate,
  isoDate,
  type LocalDate,
  type LocalRange,
  monthRange,
  quarterRange,
  yearRange,
} from '../shared/calendar.ts';
import { type Calendar, type Groups, point, type Reading } from './time-rules.ts';

export function fullYear(text: string): number {
  const year = Number(text.replace(/\D/g, ''));
  return text.replace(/\D/g, '').length === 2 ? (year > 50 ? 1900 : 2000) + year : year;
}

/** The parts of a year, month or day that Korean names behind it. */
function partOfYear(year: number, groups: Groups): { range: LocalRange; grain: Reading['grain'] } | null {
  if (year < 1 || year > 9990) return null;
  if (groups.month !== undefined) {
    const month = Number(groups.month);
    if (month < 1 || month > 12) return null;
    if (groups.day !== undefined) {
      const date = { year, month, day: Number(groups.day) };
      return isDate(date) ? { range: dayRange(date), grain: 'day' } : null;
    }
    return { range: partOfMonth(year, month, groups.part), grain: 'month' };
  }
  if (groups.quarter !== undefined)
    return { range: quarterRange(year, Number(groups.quarter)), grain: 'quarter' };
  if (groups.half !== undefined)
    return { range: halfRange(year, /상|전/.test(groups.half) ? 1 : 2), grain: 'half' };
  const months = (from: number, count: number): LocalRange => ({
    from: isoDate({ year, month: from, day: 1 }),
    to: isoDate(addMonths({ year, month: from, day: 1 }, count)),
  });
  switch (groups.season) {
    case '봄':
      return { range: months(3, 3), grain: 'quarter' };
    case '여름':
      return { range: months(6, 3), grain: 'quarter' };
    case '가을':
      return { range: months(9, 3), grain: 'quarter' };
    case '겨울':
      return { range: months(12, 3), grain: 'quarter' };
  }
  switch (groups.part) {
    case '초':
      return { range: months(1, 3), grain: 'year' };
    case '중반':
      return { range: months(4, 6), grain: 'year' };
    case '말':
      return { range: months(10, 3), grain: 'year' };
  }
  return { range: yearRange(year), grain: 'year' };
}

function partOfMonth(year: number, month: number, part: string | undefined): LocalRange {
  const whole = monthRange(year, month);
  const at = (day: number) => isoDate({ year, month, day });
  switch (part) {
    case '초':
    case '초순':
      return { from: whole.from, to: at(11) };
    case '중순':
      return { from: at(11), to: at(21) };
    case '말':
    case '하순':
      return { from: at(21), to: whole.to };
    default:
      return whole;
  }
}

export function inYear(year: number | null, groups: Groups, relative: boolean): Reading | null {
  const grain = groups.day
    ? 'day'
    : groups.month
      ? 'month'
      : groups.quarter
        ? 'quarter'
        : groups.half
          ? 'half'
          : 'year';
  if (year === null) return point(null, grain, relative);
  const found = partOfYear(year, groups);
  if (!found) return null;
  const last = groups.last === undefined ? null : lastDayOf(year, groups);
  if (last) return point({ from: found.range.from, to: last.to }, 'day', relative, { lastDay: last.days });
  return point(found.range, found.grain, relative);
}

function lastDayOf(year: number, groups: Groups): { to: string; days: number } | null {
  const date = { year, month: Number(groups.month), day: Number(groups.last) };
  const days = date.day - Number(groups.day);
  return isDate(date) && days > 0 ? { to: dayRange(date).to, days } : null;
}

/** Newspapers name the year when it is not the current one, so a bare month is of this year unless a word says else. */
export function yearOfMonth(month: number, calendar: Calendar): number | null {
  const { anchor, near, before } = calendar;
  if (
    near &&
    !/(?:지난|오는|다음|앞선)\s?$/.test(before) &&
    ['year', 'month', 'day'].includes(near.grain) &&
    (!anchor || near.date.year !== anchor.year)
  )
    return near.date.year;
  if (!anchor) return null;
  if (/(?:오는|다가오는|다음)\s?$/.test(before)) return month < anchor.month ? anchor.year + 1 : anchor.year;
  if (/(?:지난|앞선)\s?$/.test(before)) return month > anchor.month ? anchor.year - 1 : anchor.year;
  if (anchor.month <= 2 && month >= 11) return anchor.year - 1;
  if (
    anchor.month >= 11 &&
    month <= 2 &&
    /^\s?(?:까지|로 예정|에? ?(?:열릴|개최|시행|출시))/.test(calendar.after)
  )
    return anchor.year + 1;
  return anchor.year;
}

const coming =
  /예정|방침|계획이|(?:으|[할될릴갈올날설칠일])\s?것(?:이|으로)|[할될릴갈올날설칠]\s(?:계획|전망|방침)|(?:열린|개최한|개최된|시작된|시작한|출시된|출시한|시행된|시행한|개봉한|만난|방문한|치른|맞붙는|공개한|공개된|발표한|발표된|개막한|출국한|떠난|찾는|진행된|마감된|하게 된)다|앞두고|까지(?!\S*\s?[가-힣]+[았었했됐]다)|[하되]겠/;

/** Does the clause behind a date speak of what is to come? */
export function isComing(after: string): boolean {
  const clause = after.split(/[.!?\n]|[가-힣](?:고|며|지만|면서|는데)[ ,]|[”"’]/u)[0] ?? '';
  return coming.test(clause) && !/[았었했됐졌렸]다(?!는)/.test(clause.split(coming)[0] ?? '');
}

/** `26일`: the latest 26th that is not after the anchor; `오는 30일`: the next. A month named just before lends itself. */
export function bareDay(groups: Groups, calendar: Calendar): Reading | null {
  const day = Number(groups.day);
  if (day < 1 || day > 31) return null;
  const { anchor, near, before } = calendar;
  const date =
    near && ['month', 'day', 'hour', 'minute'].includes(near.grain) && !/(?:오는|지난)\s?$/.test(before)
      ? sameMonth(near.date, day)
      : anchor
        ? nearestDay(anchor, day, /오는\s?$/.test(before) || isComing(calendar.after))
        : null;
  if (!date) return anchor || near ? null : point(null, 'day', true);
  if (groups.last !== undefined) {
    const days = Number(groups.last) - day;
    const last = addDays(date, days);
    return days > 0 && days < 31
      ? point({ from: isoDate(date), to: isoDate(addDays(last, 1)) }, 'day', true, { lastDay: days })
      : null;
  }
  return point(dayRange(date), 'day', true);
}

function sameMonth({ year, month }: LocalDate, day: number): LocalDate | null {
  const date = { year, month, day };
  return isDate(date) ? date : null;
}

function nearestDay(anchor: LocalDate, day: number, future: boolean): LocalDate | null {
  for (let months = 0; months < 12; months += 1) {
    const month = addMonths({ ...anchor, day: 1 }, future ? months : -months);
    const date = { year: month.year, month: month.month, day };
    if (!isDate(date)) continue;
    if (future ? isoDate(date) >= isoDate(anchor) : isoDate(date) <= isoDate(anchor)) return date;
  }
  return null;
}
