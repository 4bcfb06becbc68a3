import {
  addDays,
  dayRange,
  halfRange,
  isDate,
  type LocalDate,
  monthRange,
  quarterRange,
  timeRange,
  yearRange,
} from '../shared/calendar.ts';
import { parseOrdinal } from './number-words.ts';
import type { TimeContext, TimeReading, TimeRule } from './times.ts';

const monthNames = [
  'january|jan',
  'february|feb',
  'march|mar',
  'april|apr',
  'may',
  'june|jun',
  'july|jul',
  'august|aug',
  'september|sept|sep',
  'october|oct',
  'november|nov',
  'december|dec',
];
export const monthSource = `(?:${monthNames.join('|')})`;
/** The full stop of `Dec.`; that of a sentence that ends in `December.` stays outside. */
const monthDot = '(?:(?<=\\b(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec))\\.)?';

/** 1 to 12 for a month's name or its abbreviation; 0 for anything else. */
export function monthNumber(name: string): number {
  const lower = name.toLowerCase().replace(/\.$/, '');
  return monthNames.findIndex((names) => names.split('|').includes(lower)) + 1;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
export const weekdaySource =
  '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)(?=\\.))';

/** Monday 0 to Sunday 6; -1 for anything else. */
export function weekdayNumber(name: string): number {
  return weekdays.findIndex((day) => day.startsWith(name.toLowerCase().slice(0, 3)));
}

const yearSource = '(?:1[0-9]\\d\\d|20\\d\\d)(?![\\d,.]*\\d)';
const daySource = '(?:[12]\\d|3[01]|0?[1-9])';
const edge = '(?<![\\p{L}\\p{N}$€£#])';
const shut = '(?![\\p{L}\\p{N}])';

const unresolved = { from: null, to: null } as const;

export function point(
  range: { from: string; to: string } | null,
  grain: TimeReading['grain'],
  relative: boolean,
): TimeReading {
  return { ...(range ?? unresolved), grain, kind: 'point', relative };
}

/** The day with that number in that month which is nearest to the anchor in the direction that the text speaks of. */
function datedDay(
  context: TimeContext,
  at: number,
  month: number,
  day: number,
  year: string | undefined,
): TimeReading | null {
  if (year !== undefined) {
    const date = { year: Number(year), month, day };
    return isDate(date) ? point(dayRange(date), 'day', false) : null;
  }
  if (!isDate({ year: 2024, month, day })) return null;
  const { now } = context;
  if (!now) return point(null, 'day', true);
  const date = nearestYear(now, month, day, context.future(at));
  return point(isDate(date) ? dayRange(date) : null, 'day', true);
}

/** Six months decide: `Dec. 26` in January is last month's; `Jan. 5` in December is next month's if the text looks ahead. */
function nearestYear(now: LocalDate, month: number, day: number, future: boolean): LocalDate {
  const distance = (month - now.month) * 31 + (day - now.day);
  const reach = future ? 31 * 10 : 40;
  if (distance > reach) return { year: now.year - 1, month, day };
  if (distance < (future ? -45 : -325)) return { year: now.year + 1, month, day };
  return { year: now.year, month, day };
}

function monthOnly(context: TimeContext, at: number, month: number, year: string | undefined): TimeReading {
  if (year !== undefined) return point(monthRange(Number(year), month), 'month', false);
  const { now } = context;
  if (!now) return point(null, 'month', true);
  const { future } = context;
  const ahead = future(at);
  const shift = month > now.month && !ahead ? -1 : month < now.month && ahead ? 1 : 0;
  return point(monthRange(now.year + shift, month), 'month', true);
}

/** First, middle or last third of a range; the whole where no part is named. */
export function partOf(reading: TimeReading, part: string | undefined): TimeReading {
  if (!part || reading.from === null || reading.to === null) return reading;
  const start = Date.parse(`${reading.from.slice(0, 10)}T00:00Z`);
  const days = Math.round((Date.parse(`${reading.to.slice(0, 10)}T00:00Z`) - start) / 86_400_000);
  const first: LocalDate = {
    year: Number(reading.from.slice(0, 4)),
    month: Number(reading.from.slice(5, 7)),
    day: Number(reading.from.slice(8, 10)),
  };
  const third = Math.round(days / 3);
  const lower = part.toLowerCase();
  const from = /late|end|close/.test(lower) ? days - third : /mid/.test(lower) ? third : 0;
  const to = /late|end|close/.test(lower) ? days : /mid/.test(lower) ? days - third : third;
  const range = { from: dayRange(addDays(first, from)).from, to: dayRange(addDays(first, to)).from };
  return { ...reading, ...range };
}

const partSource =
  '(?:(early|late|mid|the\\s(?:beginning|start|middle|end|close)\\sof(?:\\sthe)?)[-\\s]{1,2}(?:in\\s|of\\s)?)?';

/** Words that make a bare `May`, `March` or `Mar`, `Sun` a month: what stands before it. */
const monthContext =
  /(?:\b(?:in|by|since|until|till|last|next|this|of|from|early|late|mid|during|through|to|between|and|before|after|for|each|every|every|late|around|ending|ended|starting|beginning)[-\s]+)$/i;

const clockZones =
  '(?:\\s?\\(?(?:GMT|UTC|EST|EDT|ET|CST|CDT|CT|MST|MDT|PST|PDT|PT|BST|CET|CEST|KST|JST|IST|AEST|local\\stime|Eastern(?:\\sTime)?|Pacific(?:\\sTime)?)\\)?(?![\\p{L}]))?';

function clock(match: RegExpExecArray, context: TimeContext): TimeReading | null {
  const [, hourText = '', minuteText = '', half, word = ''] = match;
  let hour = Number(hourText || (/^(?:noon|midday)$/i.test(word) ? 12 : 0));
  const minute = Number(minuteText || 0);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  if (hour > 24 || minute > 59) return null;
  const day = context.before(match.index) ?? context.now;
  const grain = minuteText === '' && word === '' ? 'hour' : 'minute';
  if (!day) return point(null, grain, true);
  return point(timeRange(day, hour, minute, grain === 'hour' ? 60 : 1), grain, true);
}

export const clockRules: TimeRule[] = [
  {
    pattern: new RegExp(
      `${edge}(\\d{1,2})(?:[:.](\\d\\d))?\\s?(a\\.?\\s?m\\b\\.?|p\\.?\\s?m\\b\\.?)()${clockZones}`,
      'giu',
    ),
    late: true,
    read: clock,
  },
  {
    pattern: new RegExp(
      `${edge}(?<![:.,])([01]?\\d|2[0-4]):([0-5]\\d)()()(?!:?\\d)${clockZones}(?:\\s?hrs?\\b)?${shut}`,
      'gu',
    ),
    late: true,
    read: clock,
  },
  { pattern: new RegExp(`${edge}()()()(noon|midday|midnight)${shut}`, 'giu'), late: true, read: clock },
];

export const absoluteRules: TimeRule[] = [
  {
    pattern: /(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?(?![\d-])/g,
    read: ([, year, month, day, hour, minute]) => {
      const date = { year: Number(year), month: Number(month), day: Number(day) };
      if (!isDate(date)) return null;
      if (hour === undefined) return point(dayRange(date), 'day', false);
      return point(
        timeRange(date, Math.min(Number(hour), 24), Math.min(Number(minute), 59), 1),
        'minute',
        false,
      );
    },
  },
  {
    pattern: /(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])/g,
    read: ([, a, , b, year], { monthFirst }) => {
      const [first, second] = [Number(a), Number(b)];
      const full = year?.length === 2 ? 2000 + Number(year) : Number(year);
      const isMonthFirst = first > 12 ? false : second > 12 ? true : first === second ? false : monthFirst;
      if (isMonthFirst === null) return first <= 12 && second <= 12 ? point(null, 'day', false) : null;
      const date = isMonthFirst
        ? { year: full, month: first, day: second }
        : { year: full, month: second, day: first };
      return isDate(date) ? point(dayRange(date), 'day', false) : null;
    },
  },
  {
    pattern: new RegExp(
      `${edge}(?:${weekdaySource}\\.?,?\\s)?(?:the\\s)?(${daySource})(?:st|nd|rd|th)?(?:\\s?[-–]\\s?${daySource}(?:st|nd|rd|th)?)?\\s(?:of\\s)?(${monthSource})${shut}${monthDot}(?:,?\\s(${yearSource}))?`,
      'giu',
    ),
    read: (match, context) =>
      datedDay(context, match.index, monthNumber(match[2] ?? ''), Number(match[1]), match[3]),
  },
  {
    pattern: new RegExp(
      `${edge}(?:${weekdaySource}\\.?,?\\s)?(${monthSource})${monthDot}\\s(?:the\\s)?(${daySource})(?:st|nd|rd|th)?${shut}(?!\\s?(?:%|per|million|billion|people))(?:\\s?[-–]\\s?${daySource}${shut})?(?:,?\\s(${yearSource}))?`,
      'giu',
    ),
    read: (match, context) => {
      if (!/^[A-Z]/.test(match[1] ?? '')) return null;
      return datedDay(context, match.index, monthNumber(match[1] ?? ''), Number(match[2]), match[3]);
    },
  },
  {
    pattern: new RegExp(
      `${edge}${partSource}(${monthSource})${shut}${monthDot}(?:,?\\s(?:of\\s)?(${yearSource}))?(?!\\s\\d)`,
      'giu',
    ),
    read: (match, context) => {
      const [, part, name = '', year] = match;
      if (!/^\p{Lu}/u.test(name)) return null;
      const month = monthNumber(name);
      const ambiguous = /^(?:may|march|mar|jun|jan|sun|dec|sep)$/i.test(name) && year === undefined && !part;
      const before = context.text.slice(Math.max(0, match.index - 16), match.index);
      if (ambiguous && !monthContext.test(before)) return null;
      return partOf(monthOnly(context, match.index, month, year), part);
    },
  },
  {
    pattern: new RegExp(
      `${edge}(?:the\\s)?(first|second|third|fourth|1st|2nd|3rd|4th|Q[1-4]|[1-4]Q)(?:[-\\s](quarter|half))?(?:\\s(?:of\\s)?(?:the\\s)?(?:fiscal\\s)?(${yearSource}|last\\syear|this\\syear|next\\syear))?${shut}`,
      'giu',
    ),
    read: (match, { now }) => {
      const [, which = '', unit, yearText] = match;
      const coded = /^(?:Q[1-4]|[1-4]Q)$/i.test(which);
      if (!coded && unit === undefined) return null;
      const count = coded ? Number(which.replace(/q/i, '')) : (parseOrdinal(which) ?? 0);
      const isHalf = unit?.toLowerCase() === 'half';
      if (isHalf && (count > 2 || !/year|\d{4}/.test(yearText ?? ''))) return null;
      const shift = /last/i.test(yearText ?? '') ? -1 : /next/i.test(yearText ?? '') ? 1 : 0;
      const year = /^\d/.test(yearText ?? '')
        ? Number(yearText)
        : now
          ? quarterYear(now, count, shift, yearText)
          : null;
      const relative = !/^\d/.test(yearText ?? '');
      if (year === null) return point(null, isHalf ? 'half' : 'quarter', relative);
      return point(
        isHalf ? halfRange(year, count) : quarterRange(year, count),
        isHalf ? 'half' : 'quarter',
        relative,
      );
    },
  },
  {
    pattern: new RegExp(
      `${edge}(?:the\\s)?(?:(early|mid|late)[-\\s])?['’]?((?:1[0-9]|20)?\\d0)['’]?s${shut}`,
      'giu',
    ),
    read: ([whole, part, digits = '']) => {
      if (digits.length === 2 && !/['’]\d\d|the\s/i.test(whole ?? '')) return null;
      const year = digits.length === 2 ? 1900 + Number(digits) : Number(digits);
      const range = digits.endsWith('00') ? yearRange(year, 100) : yearRange(year, 10);
      return partOf(point(range, digits.endsWith('00') ? 'century' : 'decade', false), part);
    },
  },
  {
    pattern: new RegExp(
      `${edge}(?:the\\s)?(?:(early|mid|late)[-\\s])?(\\d{1,2}(?:st|nd|rd|th)|[a-z]{5,12}(?:-first)?)[-\\s]century${shut}`,
      'giu',
    ),
    read: ([, part, ordinal = '']) => {
      const count = parseOrdinal(ordinal);
      if (count === null || count < 1 || count > 30) return null;
      return partOf(point(yearRange(count * 100 - 99, 100), 'century', false), part);
    },
  },
  {
    pattern: new RegExp(`${edge}(${yearSource})\\s?[-–/]\\s?(${yearSource}|\\d\\d)${shut}`, 'gu'),
    read: ([, from = '', to = '']) => {
      const last = to.length === 2 ? Number(from.slice(0, 2) + to) : Number(to);
      const years = last - Number(from) + 1;
      return years >= 2 && years <= 500 ? point(yearRange(Number(from), years), 'year', false) : null;
    },
  },
  {
    pattern: new RegExp(
      `${edge}(?<![\\d.,:-])${partSource}(?:(?:in|of|since|by|until|from|to|during|for|before|after|through|year|the|around|circa|late|early|fiscal|between|and)\\s)?(${yearSource})(?![\\d:%]|[-–]\\p{L}|\\s?(?:%|percent|per\\scent|people|million|billion))${shut}`,
      'giu',
    ),
    read: (match, context) => bareYear(match, context),
  },
];

/** `the fourth quarter` without a year is the last one that has begun. */
function quarterYear(now: LocalDate, quarter: number, shift: number, named: string | undefined): number {
  if (named !== undefined) return now.year + shift;
  return (quarter - 1) * 3 + 1 > now.month ? now.year - 1 : now.year;
}

const yearLead = /^(?:in|of|since|by|until|from|during|before|after|through|year|circa|fiscal|late|early)\s/i;
const countedBehind =
  /^\s(?:\p{Ll}{2,}\s){0,2}\p{Ll}+(?:people|men|women|children|troops|soldiers|houses|homes|jobs|miles|metres|meters|feet|tons|tonnes|workers|employees|students|dollars|euros|won|kilometres|kilometers|km|kg|hectares|acres)\b/u;

function bareYear(match: RegExpExecArray, { text }: TimeContext): TimeReading | null {
  const [whole, part, digits = ''] = match;
  const year = Number(digits);
  const lead = /^(?:the\s(?:beginning|start|middle|end|close)|early|late|mid)/i.test(whole)
    ? 'early '
    : whole;
  const hasLead = yearLead.test(lead);
  if (!hasLead && (year < 1900 || year > 2100)) return null;
  const behind = text.slice(match.index + whole.length, match.index + whole.length + 60);
  const afterNumberWord =
    /(?:some|about|nearly|over|than|least|around|almost|[#№]|no\.|flight|boeing|route|highway|room|page|article|section)\s*$/i;
  if (afterNumberWord.test(text.slice(Math.max(0, match.index - 12), match.index))) return null;
  if (
    !hasLead &&
    (/^\s(?:\p{Ll}+\s)?\p{Ll}+s\b(?!\s(?:was|is|were))/u.test(behind) || /^-\p{L}/u.test(behind))
  ) {
    if (countedBehind.test(behind) || !/\bthe\s$/i.test(whole.slice(0, -digits.length))) return null;
  }
  if (countedBehind.test(behind)) return null;
  const wordStart = whole.length - digits.length;
  const cut = part ? { start: 0, end: whole.length } : { start: wordStart, end: whole.length };
  return { ...partOf(point(yearRange(year), 'year', false), part), cut };
}
