import {
  addDays,
  addMonths,
  dayRange,
  type LocalDate,
  monthRange,
  nearestWeekday,
  shiftedRange,
  weekday,
} from '../shared/calendar.ts';
import { parseNumberWords, wordNumberSource } from './number-words.ts';
import type { TimeContext, TimeReading, TimeRule } from './times.ts';
import { clockRules, partOf, point, weekdayNumber, weekdaySource } from './times-absolute.ts';

const edge = '(?<![\\p{L}\\p{N}$€£#])';
const shut = '(?![\\p{L}\\p{N}])';
const unitSource = '(minute|hour|day|week|fortnight|month|quarter|year|decade|century|centurie)s?';
const countSource = `(\\d{1,4}(?:\\.\\d)?|half\\san?|an?|a\\scouple\\sof|a\\sfew|several|${wordNumberSource})`;

type Grain = TimeReading['grain'];

function grainOf(unit: string): { grain: Grain; factor: number } {
  const lower = unit.toLowerCase();
  if (lower === 'fortnight') return { grain: 'week', factor: 2 };
  if (lower.startsWith('centur')) return { grain: 'century', factor: 1 };
  return { grain: lower as Grain, factor: 1 };
}

/** How many; null for `several` and `a few`, which name no number. */
function countOf(text: string): number | null {
  const lower = text.toLowerCase().trim();
  if (/^half/.test(lower)) return 0.5;
  if (/^an?$/.test(lower)) return 1;
  if (/couple/.test(lower)) return 2;
  if (/few|several/.test(lower)) return null;
  return /^\d/.test(lower) ? Number(lower) : (parseNumberWords(lower)?.value ?? null);
}

/** The calendar unit `count` units away from a day: `two weeks ago` names that day, `three years ago` that year. */
function away(from: LocalDate, grain: Grain, count: number): TimeReading {
  if (!Number.isInteger(count) || Math.abs(count) > 12_000) return point(null, grain, true);
  if (grain === 'week') return point(shiftedRange(from, 'day', count * 7), 'day', true);
  if (grain === 'month') {
    const date = addMonths(from, count);
    return point(date.year > 0 && date.year < 9998 ? monthRange(date.year, date.month) : null, 'month', true);
  }
  return point(shiftedRange(from, grain, count), grain, true);
}

function shifted(match: RegExpExecArray, from: LocalDate | null, direction: number): TimeReading {
  const { grain, factor } = grainOf(match[2] ?? '');
  const count = countOf(match[1] ?? '');
  if (!from || count === null) return point(null, grain, true);
  return away(from, grain, direction * count * factor);
}

const dayWords: Record<string, number> = {
  today: 0,
  tonight: 0,
  yesterday: -1,
  tomorrow: 1,
  'this morning': 0,
  'this afternoon': 0,
  'this evening': 0,
  'last night': -1,
  overnight: 0,
  'the day before yesterday': -2,
  'the day after tomorrow': 2,
};

function namedWeekday(match: RegExpExecArray, context: TimeContext): TimeReading {
  const [, which = '', name = ''] = match;
  const { now } = context;
  if (!now) return point(null, 'day', true);
  const wanted = weekdayNumber(name);
  const lower = which.toLowerCase().trim();
  if (lower === 'last' || lower === 'past') return point(dayRange(lastWeekday(now, wanted)), 'day', true);
  if (lower === 'next' || lower === 'coming') {
    return point(dayRange(nearestWeekday(addDays(now, 1), wanted, 'future')), 'day', true);
  }
  if (lower === 'this') return point(dayRange(addDays(now, wanted - weekday(now))), 'day', true);
  const direction = context.future(match.index) ? 'future' : 'past';
  return point(dayRange(nearestWeekday(now, wanted, direction)), 'day', true);
}

/** `last Friday` in a report of Friday is a week ago. */
function lastWeekday(now: LocalDate, wanted: number): LocalDate {
  return nearestWeekday(addDays(now, -1), wanted, 'past');
}

function namedUnit(match: RegExpExecArray, { now }: TimeContext): TimeReading | null {
  const [, part, which = '', unit = ''] = match;
  if (!now) return point(null, unit.toLowerCase() === 'weekend' ? 'day' : grainOf(unit).grain, true);
  const shift = /^(?:last|past|previous)$/i.test(which) ? -1 : /^(?:next|coming)$/i.test(which) ? 1 : 0;
  if (unit.toLowerCase() === 'weekend') return weekend(now, shift);
  const { grain } = grainOf(unit);
  const whole = point(shiftedRange(now, grain, shift), grain, true);
  if (/^(?:earlier|later)$/i.test(part ?? '')) return whole;
  return partOf(whole, part);
}

function weekend(now: LocalDate, shift: number): TimeReading {
  const saturday = addDays(now, 5 - weekday(now) + shift * 7);
  return { ...point(dayRange(saturday), 'day', true), to: dayRange(addDays(saturday, 1)).to };
}

/** `a day earlier`, `two weeks later`: counted from the day that the text named last, else from the publication. */
function besideEarlier(match: RegExpExecArray, context: TimeContext): TimeReading {
  const back = /earlier|before|previously/i.test(match[3] ?? '');
  const base = context.before(match.index) ?? (back ? context.now : null);
  return shifted(match, base, back ? -1 : 1);
}

function beside(match: RegExpExecArray, context: TimeContext): TimeReading {
  const [, which = '', unit = '', behind] = match;
  const { grain } = grainOf(unit);
  const back = /previous|prior|preceding/i.test(which) || /before|earlier/i.test(behind ?? '');
  const base = context.before(match.index) ?? (back ? context.now : null);
  return base ? point(shiftedRange(base, grain, back ? -1 : 1), grain, true) : point(null, grain, true);
}

function duration(match: RegExpExecArray, { text }: TimeContext): TimeReading | null {
  const [whole, countText = '', unit = ''] = match;
  const behind = text.slice(match.index + whole.length, match.index + whole.length + 24);
  if (/^[-\s]+(?:olds?|ago|later|earlier|before|after|from\snow|of\sage|prior)\b/i.test(behind)) return null;
  const before = text.slice(Math.max(0, match.index - 16), match.index);
  if (
    /^an?$/i.test(countText) &&
    !/\b(?:for|in|within|than|over|about|after|nearly|almost|lasted|under|took|just)\s$/i.test(before)
  )
    return null;
  const count = countOf(countText);
  if (count === null) return null;
  const { grain, factor } = grainOf(unit);
  return { from: null, to: null, grain, kind: 'duration', amount: count * factor, relative: false };
}

/** `over the past three days`, `in the next two weeks`: a stretch that ends or begins at the anchor. */
function stretch(match: RegExpExecArray, { now }: TimeContext): TimeReading {
  const [, which = '', countText = '', unit = ''] = match;
  const { grain, factor } = grainOf(unit);
  const count = countOf(countText);
  const amount = count === null ? null : count * factor;
  if (!now || amount === null || !Number.isInteger(amount) || amount > 500) return point(null, grain, true);
  const back = !/next|coming|following/i.test(which);
  const far = shiftedRange(now, grain, back ? -amount : amount);
  const today = dayRange(now);
  if (!far) return point(null, grain, true);
  return point(back ? { from: far.from, to: today.to } : { from: today.from, to: far.to }, grain, true);
}

export const relativeRules: TimeRule[] = [
  {
    pattern: new RegExp(
      `${edge}(${Object.keys(dayWords)
        .sort((a, b) => b.length - a.length)
        .join('|')})${shut}`,
      'giu',
    ),
    read: (match, { now }) => {
      const shift = dayWords[(match[1] ?? '').toLowerCase().replace(/\s+/g, ' ')] ?? 0;
      return point(now ? dayRange(addDays(now, shift)) : null, 'day', true);
    },
  },
  {
    pattern: new RegExp(
      `${edge}(?:(last|this|next|past|coming)\\s)?(${weekdaySource})(?![\\p{L}\\p{N}]|['’]s\\s\\p{Lu})`,
      'giu',
    ),
    read: (match, context) => (/^\p{Lu}/u.test(match[2] ?? '') ? namedWeekday(match, context) : null),
  },
  {
    pattern: new RegExp(`${edge}${countSource}[-\\s]${unitSource}\\sago${shut}`, 'giu'),
    read: (match, { now }) => shifted(match, now, -1),
  },
  {
    pattern: new RegExp(
      `${edge}(?:in\\s)?${countSource}[-\\s]${unitSource}['’]?\\s(?:from\\snow|time)${shut}`,
      'giu',
    ),
    read: (match, { now }) => shifted(match, now, 1),
  },
  {
    pattern: new RegExp(
      `${edge}(?:(early|earlier|late|later|mid|the\\s(?:beginning|start|middle|end|close)\\sof)[-\\s]{1,2})?(?:the\\s)?(last|this|next|previous|coming)\\s(week|weekend|month|quarter|year|decade|century)${shut}(?!\\s(?:earlier|before|later))`,
      'giu',
    ),
    read: namedUnit,
  },
  {
    pattern: new RegExp(
      `${edge}the\\s(past|last|next|coming|previous)\\s${countSource}\\s${unitSource}${shut}`,
      'giu',
    ),
    read: stretch,
  },
  {
    pattern: new RegExp(`${edge}${countSource}[-\\s]${unitSource}${shut}`, 'giu'),
    read: duration,
  },
  {
    pattern: new RegExp(
      `${edge}${countSource}[-\\s]${unitSource}\\s(earlier|later|before|previously|after)${shut}(?!\\s(?:the|he|she|it|they)\\s)`,
      'giu',
    ),
    late: true,
    read: besideEarlier,
  },
  {
    pattern: new RegExp(
      `${edge}the\\s(previous|following|next|preceding|prior)\\s(day|week|month|quarter|year|decade)()${shut}`,
      'giu',
    ),
    late: true,
    read: beside,
  },
  {
    pattern: new RegExp(
      `${edge}the\\s()(day|week|month|quarter|year)\\s(before|earlier|after)${shut}(?!\\s(?:the|yesterday|tomorrow|his|her|its|their|he|she|it|they|\\p{Lu}))`,
      'giu',
    ),
    late: true,
    read: beside,
  },
  ...clockRules,
];
