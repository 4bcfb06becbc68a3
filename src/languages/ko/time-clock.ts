import { addDays, type LocalDate, parseIsoDate, timeRange } from '../shared/calendar.ts';
import { dateRules } from './time-dates.ts';
import { type Calendar, type Groups, point, type Reading, type Rule } from './time-rules.ts';

const clock = String.raw`(?:(?<half>오전|오후|새벽|아침|낮|저녁|밤)\s?)?(?<hour>2[0-4]|1\d|0?\d)시(?:\s?(?<minute>[0-5]?\d)분|\s?(?<thirty>반))?(?![가-힣]*간\s)(?=$|[^가-힣]|[에께쯤부까를의은는로이정경]|현재|발|기준|무렵|전|이후)|(?<noon>정오|자정)(?=$|[^가-힣]|[에께쯤부까를의은는로무])`;

/** The hour of the day, 0 to 24, or null where 오전 and 오후 are not told apart. */
function hourOf(groups: Groups): number | null {
  if (groups.noon) return groups.noon === '정오' ? 12 : 24;
  const hour = Number(groups.hour);
  switch (groups.half) {
    case '오전':
    case '새벽':
    case '아침':
      return hour === 12 ? 0 : hour;
    case '오후':
    case '저녁':
      return hour < 12 ? hour + 12 : hour;
    case '낮':
      return hour < 7 ? hour + 12 : hour;
    case '밤':
      return hour >= 6 && hour < 12 ? hour + 12 : hour === 12 ? 24 : hour;
    default:
      return hour >= 13 || /^0\d/.test(groups.hour ?? '') ? hour : null;
  }
}

function onDay(date: LocalDate | null, groups: Groups, relative: boolean): Reading {
  const hour = hourOf(groups);
  const minute = groups.thirty ? 30 : Number(groups.minute ?? 0);
  const hasMinutes = groups.thirty !== undefined || groups.minute !== undefined;
  const grain = hasMinutes ? 'minute' : 'hour';
  if (!date || hour === null) return point(null, grain, relative);
  // 자정 after a day is the end of it in most texts, the start of it in some: the former here.
  const day = hour === 24 ? addDays(date, 1) : date;
  return point(timeRange(day, hour === 24 ? 0 : hour, minute, hasMinutes ? 1 : 60), grain, relative);
}

function alone(groups: Groups, { day, anchor }: Calendar): Reading | null {
  const reading = onDay(day ?? anchor, groups, true);
  return { ...reading, deictic: true };
}

/** A clock time right behind a date is one expression with it: `26일 오전 9시 30분`. */
const dated: Rule[] = dateRules
  .filter(({ pattern }) => /day|이날|오늘|요일/.test(pattern.source))
  .map((rule) => ({
    pattern: new RegExp(
      `(?:${rule.pattern.source})(?:\\([^()\\n]{1,20}\\))?\\s?(?:${clock.replaceAll('?<half>', '?<am>')})`,
      'g',
    ),
    read(groups, calendar) {
      const parts: Groups = { ...groups, half: undefined };
      const date = rule.read(parts, calendar);
      if (date?.grain !== 'day') return null;
      const from = date.range ? parseIsoDate(date.range.from) : null;
      return {
        ...onDay(from, { ...groups, half: groups.am }, date.relative),
        ...(date.deictic ? { deictic: true } : {}),
      };
    },
  }));

export const clockRules: Rule[] = [
  ...dated,
  {
    pattern: new RegExp(`(?<![\\d가-힣.:])(?:${clock})`, 'g'),
    refuses: (_before, after, groups) =>
      groups.half === undefined && groups.noon === undefined && /^(?:도|군|민|장|의회|설)/.test(after),
    read: alone,
  },
  {
    pattern: /(?<![\d:.]|[A-Za-z])(?<hour>2[0-3]|1\d|0?\d):(?<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])/g,
    read: alone,
  },
  {
    pattern: /(?<half>오전|오후)\s?(?<hour>1[0-2]|0?\d):(?<minute>[0-5]\d)(?!\d)/g,
    read: alone,
  },
];
