import { monthOf } from './month-names.ts';

/** A date that stands in a text, as the text gives it: no time or zone is made up. */
export interface FoundDate {
  year: number;
  month: number;
  day: number;
  hour?: number;
  minute?: number;
  second?: number;
  /** Minutes east of UTC, where the text says so. */
  offsetMinutes?: number;
  /** Position in the text, code units. */
  start: number;
  end: number;
}

export interface DateTextOptions {
  /** BCP 47: decides between 3/4 and 4/3, and between month names that two languages share. */
  lang?: string;
}

const yearMin = 1990;
const yearMax = 2099;
const textCharsMax = 2_000;

const digitZeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];

/** Digits of other scripts to ASCII, code unit for code unit, so that positions stay. */
function asciiDigits(text: string): string {
  if (!/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59\uFF10-\uFF19：．／]/.test(text))
    return text;
  return text
    .replace(/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59\uFF10-\uFF19]/g, (digit) => {
      const code = digit.charCodeAt(0);
      const zero = digitZeros.find((base) => code >= base && code < base + 10) ?? code;
      return String(code - zero);
    })
    .replace(/：/g, ':')
    .replace(/．/g, '.')
    .replace(/／/g, '/');
}

type Reader = (match: RegExpMatchArray, options: DateTextOptions) => [number, number, number] | null;

/** American order is the rule where the language is English and no region says otherwise. */
function monthFirst(lang: string | undefined): boolean {
  return lang === undefined ? false : /^en(?:-us)?$/i.test(lang) || /^(?:fil|tl)\b/i.test(lang);
}

const fullYear = (year: number): number => (year < 100 ? (year < 70 ? 2000 + year : 1900 + year) : year);

const buddhist = (year: number): number => (year >= 2533 && year <= 2642 ? year - 543 : year);

const eraStart: Record<string, number> = { 令和: 2018, 平成: 1988, 民國: 1911, 民国: 1911 };

function fromNumbers(
  a: number,
  b: number,
  year: number,
  options: DateTextOptions,
): [number, number, number] | null {
  if (a > 12) return [year, b, a];
  if (b > 12) return [year, a, b];
  return monthFirst(options.lang) ? [year, a, b] : [year, b, a];
}

function named(
  day: string,
  word: string,
  year: string,
  options: DateTextOptions,
): [number, number, number] | null {
  const month = monthOf(word, options.lang);
  return month === 0 ? null : [buddhist(fullYear(Number(year))), month, Number(day)];
}

/** Forms in order of how sure they are. All quantifiers are bounded and no two touch on the same characters. */
const forms: { pattern: RegExp; read: Reader }[] = [
  {
    // 2026-03-05, 2026/3/5, 2026.03.05., 2026. 3. 5, 2026년 3월 5일, 2026年3月5日
    pattern:
      /(?<!\d)((?:19|20|25)\d\d)\s?(?:[-/.‐–]|年|년)\s?(\d{1,2})\s?(?:[-/.‐–]|月|월)\s?(\d{1,2})(?:\s?[日일])?(?!\d)/g,
    read: (m) => [buddhist(Number(m[1])), Number(m[2]), Number(m[3])],
  },
  {
    pattern: /(令和|平成|民國|民国)\s?(\d{1,3}|元)年\s?(\d{1,2})月\s?(\d{1,2})日/g,
    read: (m) => [
      (eraStart[m[1] ?? ''] ?? 0) + (m[2] === '元' ? 1 : Number(m[2])),
      Number(m[3]),
      Number(m[4]),
    ],
  },
  {
    // 5 March 2026, 5. März 2026, 5 de marzo de 2026, 5th of March, 2026, 1er mars 2026
    pattern:
      /(?<![\d.,:/-])(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s,-]{0,3}(?:of |de |d[’']|ngày )?(\p{L}[\p{L}\p{M}’']{2,14})\.?[\s,-]{0,3}(?:de |del |of |m\. )?[’']?((?:19|20|25)\d\d|(?<=[\s’'-])\d\d(?![\d:.]))(?!\d)/gu,
    read: (m, options) => named(m[1] ?? '', m[2] ?? '', m[3] ?? '', options),
  },
  {
    // March 5, 2026; Mar. 5th 2026; martie 5 2026
    pattern:
      /(?<!\p{L})(\p{L}[\p{L}\p{M}]{2,14})\.?\s{0,2}(\d{1,2})(?:st|nd|rd|th)?(?:,\s{0,2}|\.?\s{1,2}|\s?,\s?)((?:19|20)\d\d)(?!\d)/gu,
    read: (m, options) => named(m[2] ?? '', m[1] ?? '', m[3] ?? '', options),
  },
  {
    // 2026 March 5, 2026. március 5.
    pattern: /(?<!\d)((?:19|20)\d\d)[.,]?[\s-]{1,2}(\p{L}[\p{L}\p{M}]{2,14})\.?[\s-]{1,2}(\d{1,2})(?!\d)/gu,
    read: (m, options) => named(m[3] ?? '', m[2] ?? '', m[1] ?? '', options),
  },
  {
    // 05.03.2026, 5/3/2026, 03-05-2026; ngày 5 tháng 3 năm 2026
    pattern:
      /(?<![\d.])(\d{1,2})\s?(?:[./-]|tháng)\s?(\d{1,2})\s?(?:[./-]|năm|,)\s?((?:19|20|25)\d\d)(?!\d|\.\d)/g,
    read: (m, options) => fromNumbers(Number(m[1]), Number(m[2]), buddhist(Number(m[3])), options),
  },
  {
    // 05.03.26 and 3/5/26
    pattern: /(?<![\d.,:/])(\d{1,2})([./])(\d{1,2})\2(\d\d)(?![\d.,:/])/g,
    read: (m, options) => fromNumbers(Number(m[1]), Number(m[3]), fullYear(Number(m[4])), options),
  },
  {
    // 20260305, 20260305T1012
    pattern: /(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=T?\d{0,6}(?!\d))/g,
    read: (m) => [Number(m[1]), Number(m[2]), Number(m[3])],
  },
];

function isReal(year: number, month: number, day: number): boolean {
  if (year < yearMin || year > yearMax || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** All dates in the text, in order of place, without overlaps. Looks at the first 2,000 code units. */
export function datesIn(source: string, options: DateTextOptions = {}): FoundDate[] {
  const cut = source.slice(0, textCharsMax);
  if (!/\p{N}/u.test(cut)) return [];
  const text = asciiDigits(cut);
  const found: FoundDate[] = [];
  for (const { pattern, read } of forms) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const date = read(match, options);
      if (date === null || !isReal(...date)) continue;
      const [year, month, day] = date;
      found.push({ year, month, day, start, end, ...timeAfter(text, start, end) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Minutes east of UTC of the zone names that people write. Ambiguous ones mean what most of the press means. */
export const zoneMinutes: Record<string, number> = {
  UTC: 0,
  UT: 0,
  GMT: 0,
  Z: 0,
  BST: 60,
  WET: 0,
  CET: 60,
  CEST: 120,
  MEZ: 60,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  KST: 540,
  JST: 540,
  HKT: 480,
  SGT: 480,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  EST: -300,
  EDT: -240,
  ET: -300,
  CDT: -300,
  CST: -360,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  WIB: 420,
  IST: 330,
  SAST: 120,
  TRT: 180,
};

const after =
  /^(?:\s?\(?(?!오전|오후|午前|午後|上午|下午|[ap]\.?m\b)[\p{L}.]{1,10}\)?)?[\s,|·•–—@T-]{0,5}(?:at |um |à |a las |às |kl\.? |ore |o godz\. |klo |om |le |в |saat |pukul )?\(?(?:(a\.?m\.?|p\.?m\.?|오전|오후|午前|午後|上午|下午)\s?)?(\d{1,2})(?:\s?[:.hH]\s?|시\s?|時\s?|时\s?|點\s?)(\d{2})?(?:분|分)?(?::(\d{2})(?:[.,]\d{1,9})?|초|秒)?\s?(a\.?m\.?|p\.?m\.?)?\)?\s?(Z\b|(?:GMT|UTC)?\s?[+-]\d{1,2}:?\d{0,2}|[A-Z]{2,4}\b)?/iu;
const before =
  /(\d{1,2})[:.h](\d{2})\s?(a\.?m\.?|p\.?m\.?)?\s?(?:Uhr|[A-Z]{2,4})?[\s,|·•–—]{1,4}(?:on |am |le |\p{L}{3,10},? )?$/iu;

interface Time {
  hour?: number;
  minute?: number;
  second?: number;
  offsetMinutes?: number;
}

function timeAfter(text: string, start: number, end: number): Time {
  const match = after.exec(text.slice(end, end + 60));
  if (match?.[2] !== undefined && (match[3] !== undefined || /[시時时點]/.test(match[0]) || match[5])) {
    const time = clock(match[2], match[3] ?? '0', match[4] ?? '', match[1] ?? match[5] ?? '');
    if (time) return { ...time, ...zoneOf(match[6] ?? '') };
  }
  const hourOnly = /^[\s,]{1,3}(?:at )?(\d{1,2})\s?(a\.?m\.?|p\.?m\.?)\b/i.exec(text.slice(end, end + 20));
  if (hourOnly) return clock(hourOnly[1] ?? '', '0', '', hourOnly[2] ?? '') ?? {};
  const earlier = before.exec(text.slice(Math.max(0, start - 40), start));
  return earlier ? (clock(earlier[1] ?? '', earlier[2] ?? '', '', earlier[3] ?? '') ?? {}) : {};
}

function clock(hours: string, minutes: string, seconds: string, half: string): Time | null {
  let hour = Number(hours);
  const minute = Number(minutes);
  if (hour > 24 || minute > 59) return null;
  if (/^p|오후|午後|下午/i.test(half) && hour < 12) hour += 12;
  if (/^a|오전|午前|上午/i.test(half) && hour === 12) hour = 0;
  if (hour === 24) return null;
  const second = Number(seconds);
  return { hour, minute, ...(seconds !== '' && second < 60 ? { second } : {}) };
}

function zoneOf(zone: string): Pick<Time, 'offsetMinutes'> {
  const named = zoneMinutes[zone.trim().toUpperCase()];
  if (named !== undefined) return { offsetMinutes: named };
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (!match) return {};
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes > 14 * 60 ? {} : { offsetMinutes: match[1] === '-' ? -minutes : minutes };
}

/**
 * A machine-readable value (`datetime`, JSON-LD, meta): ISO 8601 in its spellings, RFC 5322, seconds or milliseconds
 * since 1970, else the first date that the text holds.
 */
export function parseDateValue(value: string, options: DateTextOptions = {}): FoundDate | null {
  const text = value.trim().slice(0, 200);
  if (/^\d{10}$|^\d{13}$/.test(text))
    return fromEpoch(text.length === 10 ? Number(text) * 1000 : Number(text));
  // RFC 5322 and JavaScript's own form put the zone after the year: the built-in parser reads both.
  if (/^[A-Z][a-z]{2},? .*\d{2}:\d{2}.*(?:GMT|UTC|Z|[+-]\d{4})/.test(text)) {
    const instant = Date.parse(text.replace(/\s*\([^()]{0,60}\)$/, ''));
    if (!Number.isNaN(instant)) return withOffset(instant, text);
  }
  return datesIn(text, options)[0] ?? null;
}

function fromEpoch(millis: number): FoundDate | null {
  const found = { ...fieldsOf(millis), offsetMinutes: 0, start: 0, end: 0 };
  return isReal(found.year, found.month, found.day) ? found : null;
}

function withOffset(instant: number, text: string): FoundDate | null {
  const zone = /([+-])(\d{2})(\d{2})(?!\d)/.exec(text);
  const minutes = zone ? (Number(zone[2]) * 60 + Number(zone[3])) * (zone[1] === '-' ? -1 : 1) : 0;
  const found = {
    ...fieldsOf(instant + minutes * 60_000),
    offsetMinutes: minutes,
    start: 0,
    end: text.length,
  };
  return isReal(found.year, found.month, found.day) ? found : null;
}

function fieldsOf(millis: number) {
  const date = new Date(millis);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-03-05`: the calendar day in the date's own zone. */
export function dayOf(date: FoundDate): string {
  return `${date.year}-${two(date.month)}-${two(date.day)}`;
}

/** ISO 8601 with offset; the plain day where there is no time, or none whose zone is known. */
export function isoOf(date: FoundDate): string {
  if (date.hour === undefined || date.offsetMinutes === undefined) return dayOf(date);
  const offset = Math.abs(date.offsetMinutes);
  const sign = date.offsetMinutes < 0 ? '-' : '+';
  const zone = `${sign}${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
  return `${dayOf(date)}T${two(date.hour)}:${two(date.minute ?? 0)}:${two(date.second ?? 0)}${zone}`;
}
