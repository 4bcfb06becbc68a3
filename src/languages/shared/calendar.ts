import type { TimeAnchor, TimeExpression } from '../pack.ts';

/** A day of the proleptic Gregorian calendar; `month` and `day` from 1. */
export interface LocalDate {
  year: number;
  month: number;
  day: number;
}

export interface LocalTime extends LocalDate {
  hour: number;
  minute: number;
}

/** Half open, local: `2025-12-26` / `2025-12-27`, or with minutes `2025-12-26T15:00` / `2025-12-26T15:01`. */
export interface LocalRange {
  from: string;
  to: string;
}

const yearMin = 1;
const yearMax = 9998;

/** Days since 1970-01-01. Howard Hinnant's `days_from_civil` (public domain). */
export function dayNumber({ year, month, day }: LocalDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

/** The day that many days after 1970-01-01. */
export function dateOfNumber(days: number): LocalDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** True for a day that exists, in the years 1 to 9998. */
export function isDate({ year, month, day }: LocalDate): boolean {
  const whole = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(day);
  if (!whole || year < yearMin || year > yearMax || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfNumber(dayNumber(date) + days);
}

/** Same day some months on; the last day of the month where that month is shorter. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return { year, month, day: Math.min(date.day, daysInMonth(year, month)) };
}

/** Day of the week, Monday 0 to Sunday 6. */
export function weekday(date: LocalDate): number {
  return (((dayNumber(date) + 3) % 7) + 7) % 7;
}

/** `YYYY-MM-DD`. */
export function isoDate({ year, month, day }: LocalDate): string {
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

export function parseIsoDate(text: string): LocalDate | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  if (!match) return null;
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isDate(date) ? date : null;
}

function between(from: LocalDate, to: LocalDate): LocalRange {
  return { from: isoDate(from), to: isoDate(to) };
}

export function dayRange(date: LocalDate): LocalRange {
  return between(date, addDays(date, 1));
}

/** Monday to Monday, the week that holds `date`. */
export function weekRange(date: LocalDate): LocalRange {
  const monday = addDays(date, -weekday(date));
  return between(monday, addDays(monday, 7));
}

export function monthRange(year: number, month: number): LocalRange {
  const first = { year, month, day: 1 };
  return between(first, addMonths(first, 1));
}

/** `quarter` 1 to 4. */
export function quarterRange(year: number, quarter: number): LocalRange {
  const first = { year, month: quarter * 3 - 2, day: 1 };
  return between(first, addMonths(first, 3));
}

/** `half` 1 or 2. */
export function halfRange(year: number, half: number): LocalRange {
  const first = { year, month: half * 6 - 5, day: 1 };
  return between(first, addMonths(first, 6));
}

export function yearRange(year: number, years = 1): LocalRange {
  return between({ year, month: 1, day: 1 }, { year: year + years, month: 1, day: 1 });
}

/** From that minute on, `minutes` long: 1 for `3:15 p.m.`, 60 for `3 p.m.`. */
export function timeRange(date: LocalDate, hour: number, minute: number, minutes: number): LocalRange {
  return { from: isoTime(date, hour * 60 + minute), to: isoTime(date, hour * 60 + minute + minutes) };
}

function isoTime(date: LocalDate, minutes: number): string {
  const days = Math.floor(minutes / 1440);
  const rest = minutes - days * 1440;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${isoDate(addDays(date, days))}T${pad(Math.floor(rest / 60))}:${pad(rest % 60)}`;
}

/**
 * The wall clock at the anchor. The zone is `zone` (IANA name or offset), else the offset that `at` carries, else
 * the digits of `at` as they stand. Null where `at` is no ISO 8601 time.
 */
export function localAnchor(anchor: TimeAnchor | undefined): LocalTime | null {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d)?)?/i.exec(
      anchor?.at ?? '',
    );
  if (!match) return null;
  const wall: LocalTime = {
    year: Number(match[1]),
    month: Number(match[2]),
    day: Number(match[3]),
    hour: Number(match[4] ?? 0),
    minute: Number(match[5] ?? 0),
  };
  if (!isDate(wall) || wall.hour > 24 || wall.minute > 59) return null;
  const own = offsetMinutes(match[6]);
  if (anchor?.zone === undefined || own === null) return wall;
  const utc = dayNumber(wall) * 1440 + wall.hour * 60 + wall.minute - own;
  const offset = offsetMinutes(anchor.zone) ?? zoneOffsetMinutes(anchor.zone, utc);
  return offset === null ? wall : wallClock(utc + offset);
}

function wallClock(minutes: number): LocalTime {
  const days = Math.floor(minutes / 1440);
  const rest = minutes - days * 1440;
  return { ...dateOfNumber(days), hour: Math.floor(rest / 60), minute: rest % 60 };
}

function offsetMinutes(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^(z|utc|gmt)$/i.test(text)) return 0;
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(text);
  if (!match) return null;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

const zones = new Map<string, Intl.DateTimeFormat | null>();
const zonesMax = 700;

/** Offset of an IANA zone at one instant (minutes since 1970 UTC); null for a zone that the platform does not know. */
function zoneOffsetMinutes(zone: string, utcMinutes: number): number | null {
  let format = zones.get(zone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    } catch {
      format = null;
    }
    if (zones.size < zonesMax) zones.set(zone, format);
  }
  if (!format) return null;
  const name = format
    .formatToParts(new Date(utcMinutes * 60_000))
    .find((part) => part.type === 'timeZoneName')?.value;
  return name === 'GMT' ? 0 : offsetMinutes(name?.replace('GMT', ''));
}

/**
 * The most recent or the next day with that weekday (Monday 0), seen from `date`. The day itself counts for `past`
 * and `future` alike: "on Friday" in a report of Friday is today.
 */
export function nearestWeekday(date: LocalDate, wanted: number, direction: 'past' | 'future'): LocalDate {
  const distance = (((weekday(date) - wanted) % 7) + 7) % 7;
  return direction === 'past' ? addDays(date, -distance) : addDays(date, (7 - distance) % 7);
}

/** The unit `count` units away from the one that holds `date`: month -1 is last month, week 1 is next week. */
export function shiftedRange(
  date: LocalDate,
  grain: TimeExpression['grain'],
  count: number,
): LocalRange | null {
  const { year, month } = date;
  switch (grain) {
    case 'century': {
      const first = Math.floor((year - 1) / 100) * 100 + 1 + count * 100;
      return inYears(first, 100);
    }
    case 'decade':
      return inYears(Math.floor(year / 10) * 10 + count * 10, 10);
    case 'year':
      return inYears(year + count, 1);
    case 'half': {
      const index = year * 2 + (month > 6 ? 1 : 0) + count;
      return halfRange(Math.floor(index / 2), (((index % 2) + 2) % 2) + 1);
    }
    case 'quarter': {
      const index = year * 4 + Math.floor((month - 1) / 3) + count;
      return quarterRange(Math.floor(index / 4), (((index % 4) + 4) % 4) + 1);
    }
    case 'month': {
      const shifted = addMonths({ year, month, day: 1 }, count);
      return inYear(shifted.year) ? monthRange(shifted.year, shifted.month) : null;
    }
    case 'week':
      return inYear(addDays(date, count * 7).year) ? weekRange(addDays(date, count * 7)) : null;
    case 'day':
      return inYear(addDays(date, count).year) ? dayRange(addDays(date, count)) : null;
    case 'hour':
    case 'minute':
      return null;
  }
}

function inYear(year: number): boolean {
  return year >= yearMin && year <= yearMax;
}

function inYears(first: number, years: number): LocalRange | null {
  return inYear(first) && inYear(first + years) ? yearRange(first, years) : null;
}
