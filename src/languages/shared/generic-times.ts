import type { TimeAnchor, TimeExpression } from '../pack.ts';
import {
  addDays,
  dayRange,
  isDate,
  type LocalDate,
  localAnchor,
  monthRange,
  nearestWeekday,
  shiftedRange,
  yearRange,
} from './calendar.ts';
import { cldrTables } from './cldr.ts';
import { spanOf, withoutOverlaps } from './spans.ts';
import { anyOf } from './words.ts';

interface Patterns {
  dayMonth: RegExp | null;
  monthYear: RegExp | null;
  weekday: RegExp;
  relative: RegExp;
}

const cache = new Map<string, Patterns>();
const cacheMax = 60;

const edge = '(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{N}])';
const shut = '(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{N}])';
const joint = '(?:\\s(?:de|del|di|do|da|of|od|i|the))?';

function patternsFor(tag: string): Patterns {
  const known = cache.get(tag);
  if (known) return known;
  const { months, weekdays, relative } = cldrTables(tag);
  const names = anyOf([...months.keys()]);
  const usable = months.size > 0;
  const patterns: Patterns = {
    dayMonth: usable
      ? new RegExp(
          `${edge}(\\d{1,2})(?:\\.|er|º|ª|-го)?${joint}\\s(${names})${shut}\\.?(?:${joint},?\\s(\\d{4})${shut})?`,
          'giu',
        )
      : null,
    monthYear: usable
      ? new RegExp(`${edge}(${names})${shut}\\.?(?:\\s(\\d{1,2}),)?${joint}\\s(\\d{4})${shut}`, 'giu')
      : null,
    weekday: new RegExp(`${edge}(${anyOf([...weekdays.keys()])})${shut}`, 'giu'),
    relative: new RegExp(`${edge}(${anyOf([...relative.keys()])})${shut}`, 'giu'),
  };
  if (cache.size < cacheMax) cache.set(tag, patterns);
  return patterns;
}

const eastAsian = /(?:(\d{4})年)?(?:(\d{1,2})月)?(?:(\d{1,2})日)?/gu;
const iso = /(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])/g;
const numeric = /(?<![\d./])(\d{1,4})([./])\s?(\d{1,2})\2\s?(\d{2,4})(?![\d/])/g;
const bareYear = /(?<![\p{L}\p{N}.,$€£¥])(?:19|20)\d\d(?![\p{L}\p{N}%]|[.,]\d|\s?[€$£%])/gu;

type Found = Omit<TimeExpression, 'start' | 'end' | 'text' | 'kind'>;

const unresolved = { from: null, to: null } as const;

/** Dates by CLDR's month, weekday and relative names for the language, and dates in digits in its usual order. */
export function genericTimes(text: string, tag: string, anchor?: TimeAnchor): TimeExpression[] {
  const now = localAnchor(anchor);
  const patterns = patternsFor(tag);
  const { months } = cldrTables(tag);
  const found: TimeExpression[] = [];
  const read = (pattern: RegExp | null, reading: (match: RegExpExecArray) => Found | null) => {
    if (!pattern) return;
    for (const match of text.matchAll(pattern)) {
      const time = match[0] === '' ? null : reading(match);
      if (time)
        found.push({ ...spanOf(text, match.index, match.index + match[0].length), kind: 'point', ...time });
    }
  };
  const month = (name: string | undefined) => months.get(name?.toLowerCase() ?? '') ?? 0;
  read(iso, ([, y, m, d]) => dayOf(Number(y), Number(m), Number(d)));
  read(patterns.dayMonth, ([, d, name, y]) => dated(now, y, month(name), Number(d)));
  read(patterns.monthYear, ([, name, d, y]) =>
    d === undefined ? monthOf(Number(y), month(name)) : dayOf(Number(y), month(name), Number(d)),
  );
  read(eastAsian, ([, y, m, d]) => eastAsianDate(now, y, m, d));
  read(numeric, ([, a, , b, c]) => numericDate(tag, Number(a), Number(b), Number(c)));
  read(patterns.weekday, ([name]) => weekdayOf(now, cldrTables(tag).weekdays.get(name.toLowerCase())));
  read(patterns.relative, ([word]) => relativeOf(now, tag, word));
  read(bareYear, ([year]) => ({ ...yearRange(Number(year)), grain: 'year', relative: false }));
  return withoutOverlaps(found);
}

function dayOf(year: number, month: number, day: number): Found | null {
  const date = { year, month, day };
  return isDate(date) ? { ...dayRange(date), grain: 'day', relative: false } : null;
}

function monthOf(year: number, month: number): Found | null {
  return isDate({ year, month, day: 1 })
    ? { ...monthRange(year, month), grain: 'month', relative: false }
    : null;
}

function dated(now: LocalDate | null, year: string | undefined, month: number, day: number): Found | null {
  if (year !== undefined) return dayOf(Number(year), month, day);
  if (!isDate({ year: 2024, month, day })) return null;
  if (!now) return { ...unresolved, grain: 'day', relative: true };
  // The nearest such day: half a year back or ahead.
  const distance = (month - now.month) * 30 + day - now.day;
  const shift = distance > 183 ? -1 : distance < -183 ? 1 : 0;
  const found = dayOf(now.year + shift, month, day);
  return found && { ...found, relative: true };
}

function eastAsianDate(now: LocalDate | null, y?: string, m?: string, d?: string): Found | null {
  if (y !== undefined && m !== undefined && d !== undefined) return dayOf(Number(y), Number(m), Number(d));
  if (y !== undefined && m !== undefined) return monthOf(Number(y), Number(m));
  if (y !== undefined)
    return d === undefined && Number(y) > 0 && Number(y) < 9998
      ? { ...yearRange(Number(y)), grain: 'year', relative: false }
      : null;
  if (m !== undefined && d !== undefined) return dated(now, undefined, Number(m), Number(d));
  if (!now) return { ...unresolved, grain: d === undefined ? 'month' : 'day', relative: true };
  const found =
    d === undefined
      ? monthOf(now.year - (Number(m) > now.month ? 1 : 0), Number(m))
      : dayOf(now.year, now.month, Number(d));
  return found && { ...found, relative: true };
}

function numericDate(tag: string, a: number, b: number, c: number): Found | null {
  if (a > 31) return dayOf(a, b, c);
  const year = c < 100 ? 2000 + c : c;
  if (c > 31 || c < 100) {
    const { dateOrder } = cldrTables(tag);
    if (dateOrder === 'mdy' && a <= 12) return dayOf(year, a, b) ?? dayOf(year, b, a);
    return dayOf(year, b, a);
  }
  return null;
}

function weekdayOf(now: LocalDate | null, wanted: number | undefined): Found | null {
  if (wanted === undefined) return null;
  if (!now) return { ...unresolved, grain: 'day', relative: true };
  return { ...dayRange(nearestWeekday(now, wanted, 'past')), grain: 'day', relative: true };
}

function relativeOf(now: LocalDate | null, tag: string, word: string): Found | null {
  const known = cldrTables(tag).relative.get(word.toLowerCase().replace(/\s+/g, ' '));
  if (!known) return null;
  if (!now) return { ...unresolved, grain: known.grain, relative: true };
  const range =
    known.grain === 'day' ? dayRange(addDays(now, known.count)) : shiftedRange(now, known.grain, known.count);
  return { ...(range ?? unresolved), grain: known.grain, relative: true };
}
