import { parseDateValue, zoneMinutes } from './date-text.ts';
import { monthOf } from './month-names.ts';
import { offsetMinutesAt } from './zone.ts';

/** A moment as a feed means it: milliseconds since 1970, and minutes east of UTC as the feed wrote it. */
export interface FeedDate {
  millis: number;
  offsetMinutes: number;
}

export interface FeedDateOptions {
  /** BCP 47, for names of months. */
  lang?: string;
  /** IANA zone for times that name none; UTC where absent. */
  zone?: string;
}

const charsMax = 120;
/** Outside of these years a date is a fault of the feed's clock, not a time. */
const yearMin = 1900;
const yearMax = 2200;

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millis: number;
  /** Undefined: the text names no zone. */
  offsetMinutes: number | undefined;
}

type Reader = (text: string, options: FeedDateOptions) => Parts | null;

const number = (text: string | undefined): number => (text === undefined || text === '' ? 0 : Number(text));

/** Two digits of a year as RFC 2822 reads them, with the century of the press of the web: 93 is 1993, 49 is 2049. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length >= 4) return year;
  if (text.length === 3) return 1900 + year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** Minutes east of UTC of a zone as RFC 822, ISO 8601 or people write it; undefined where the text names none. */
function offsetOf(zone: string | undefined): number | undefined {
  const text = (zone ?? '').trim().replace(/^\(|\)$/g, '');
  if (text === '') return undefined;
  const numeric = /^(?:GMT|UTC|UT|Z)?\s?([+-])\s?(\d{1,2}):?(\d{2})?(?::?\d{2})?$/i.exec(text);
  if (numeric) {
    const minutes = number(numeric[2]) * 60 + number(numeric[3]);
    return minutes > 15 * 60 ? 0 : numeric[1] === '-' ? -minutes : minutes;
  }
  const name = text.toUpperCase().replace(/[^A-Z]/g, '');
  return zoneMinutes[name] ?? zoneMinutes[name.slice(0, 3)] ?? 0;
}

/** ISO 8601 and W3CDTF in the spellings seen: basic and extended, week-less, ordinal days, two-digit years. */
const isoForm =
  /^(\d{4}|\d{2})(?:-?(\d{2})(?:-?(\d{2}))?|-?(\d{3}))?(?:(?:[T\s]|\s*T\s*)(\d{1,2})(?::?(\d{2}))?(?::?(\d{2})(?:[.,:](\d{1,9}))?)?)?\s*(Z|[A-Za-z]{1,5}|(?:GMT|UTC)?\s?[+-]\s?\d{1,2}:?\d{0,2}(?::\d{2})?)?$/i;

const readIso: Reader = (text) => {
  const match = isoForm.exec(text.replace(/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})\.?(?=$|[T\s])/, padded));
  if (!match) return null;
  const year = fullYear(match[1] ?? '');
  const ordinal = match[4] === undefined ? undefined : Number(match[4]);
  const start = ordinal === undefined ? null : new Date(Date.UTC(year, 0, ordinal));
  if (ordinal !== undefined && (ordinal < 1 || ordinal > 366)) return null;
  return {
    year,
    month: start ? start.getUTCMonth() + 1 : match[2] === undefined ? 1 : Number(match[2]),
    day: start ? start.getUTCDate() : match[3] === undefined ? 1 : Number(match[3]),
    hour: number(match[5]),
    minute: number(match[6]),
    second: number(match[7]),
    millis: Math.round(number(`0.${match[8] ?? '0'}`) * 1000),
    offsetMinutes: offsetOf(match[9]),
  };
};

function padded(_: string, year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Day, month's name, year, time, zone in any order that people have put them; day names and junk passed over. */
const readNamed: Reader = (text, options) => {
  const clock =
    /(\d{1,2})\s?[:.h]\s?(\d{1,2})(?:\s?[:.]\s?(\d{1,2})(?:[.,]\d{1,9})?)?\s?([AaPp]\.?[Mm]\.?)?/.exec(text);
  const rest = clock ? `${text.slice(0, clock.index)} @ ${text.slice(clock.index + clock[0].length)}` : text;
  const words = rest.split(/[\s,/]+|-(?=[A-Za-z\p{L}])|(?<=\p{L})-/u).filter((word) => word !== '');
  const at = words.findIndex((word) => /^\p{L}/u.test(word) && monthOf(word, options.lang) > 0);
  if (at < 0) return null;
  const month = monthOf(words[at]!, options.lang);
  const numbers = words.map((word) => /^(\d{1,4})(?:st|nd|rd|th|\.|º|er|日|일)?$/i.exec(word)?.[1]);
  const before = at > 0 ? numbers[at - 1] : undefined;
  const next = numbers[at + 1];
  const other = numbers.findIndex((value, index) => index > at + 1 && value !== undefined);
  const day = before !== undefined && before.length < 3 ? before : before !== undefined ? next : next;
  const isDayFirst = before !== undefined && before.length < 3;
  const yearAt = isDayFirst ? at + 1 : before !== undefined ? at - 1 : other;
  const year = numbers[yearAt] ?? numbers[other];
  if (day === undefined || year === undefined) return null;
  const zoneAt = words.indexOf('@');
  const zone = zoneOfWords(words, zoneAt < 0 ? yearAt : zoneAt);
  return {
    year: fullYear(year),
    month,
    day: Number(day),
    ...clockOf(clock),
    millis: 0,
    offsetMinutes: offsetOf(zone),
  };
};

/** The first word behind the clock that is a zone: `GMT`, `+0900`, `-03:00`, `EST`, `GMT+2`. */
function zoneOfWords(words: readonly string[], from: number): string | undefined {
  for (const word of words.slice(from + 1)) {
    if (/^(?:GMT|UTC|UT)?[+-]\d{1,2}:?\d{0,2}$/i.test(word)) return word;
    if (/^\(?[A-Z]{1,5}\)?$/.test(word) || /^(?:gmt|utc|z)$/i.test(word)) return word;
  }
  return undefined;
}

function clockOf(clock: RegExpExecArray | null): Pick<Parts, 'hour' | 'minute' | 'second'> {
  let hour = number(clock?.[1]);
  const half = clock?.[4] ?? '';
  if (/^p/i.test(half) && hour < 12) hour += 12;
  if (/^a/i.test(half) && hour === 12) hour = 0;
  return { hour, minute: number(clock?.[2]), second: number(clock?.[3]) };
}

/** Numbers alone (`05/25/2004 11:23 PM`, `25.05.2004 23:23`), Korean and Japanese spellings. */
const readText: Reader = (text, options) => {
  const found = parseDateValue(text, options.lang === undefined ? {} : { lang: options.lang });
  if (found === null) return null;
  const { year, month, day, hour = 0, minute = 0, second = 0, offsetMinutes } = found;
  return { year, month, day, hour, minute, second, millis: 0, offsetMinutes };
};

const readEpoch: Reader = (text) => {
  if (!/^\d{9,10}$|^\d{12,13}$/.test(text)) return null;
  const date = new Date(text.length <= 10 ? Number(text) * 1000 : Number(text));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millis: date.getUTCMilliseconds(),
    offsetMinutes: 0,
  };
};

/** Korean, Japanese, Chinese: there the numbers carry their names. */
const readEastAsian: Reader = (text, options) => (/[年년]/.test(text) ? readText(text, options) : null);

const readers: readonly Reader[] = [readEpoch, readIso, readEastAsian, readNamed, readText];

function momentOf(parts: Parts, zone: string | undefined): FeedDate | null {
  const { year, month, day, hour, minute, second } = parts;
  if (year < yearMin || year > yearMax || month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (hour > 24 || minute > 59 || second > 60) return null;
  // 31 June is a typing error for the last day: the month must not change by it.
  const realDay = Math.min(day, new Date(Date.UTC(year, month, 0)).getUTCDate());
  const local = Date.UTC(year, month - 1, realDay, hour, minute, second, parts.millis);
  const offsetMinutes = parts.offsetMinutes ?? (zone === undefined ? 0 : offsetMinutesAt(zone, local));
  return { millis: local - offsetMinutes * 60_000, offsetMinutes };
}

/**
 * The moment of a date as feeds write them: RFC 822 in its broken forms, W3CDTF and ISO 8601, asctime, seconds since
 * 1970, and what people write in some fifty languages. A day without a time is its midnight, a time without a zone
 * is in `options.zone`, else UTC. Null where it is no date, or one outside of 1900 to 2200.
 */
export function feedDate(written: string, options: FeedDateOptions = {}): FeedDate | null {
  const text = written.trim().replace(/\s+/g, ' ');
  if (text === '' || text.length > charsMax || !/\d/.test(text)) return null;
  for (const read of readers) {
    const parts = read(text, options);
    const moment = parts === null ? null : momentOf(parts, options.zone);
    if (moment !== null) return moment;
  }
  return null;
}

const believableFrom = Date.UTC(1990, 0, 1);
const aheadMsMax = 48 * 3600 * 1000;

/**
 * False for the times that broken feeds carry (1970, 2099): before the web, or more than two days ahead of the clock.
 * Such an entry is taken as of when it was first seen.
 */
export function isBelievable(millis: number, nowMs: number): boolean {
  return millis >= believableFrom && millis <= nowMs + aheadMsMax;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** ISO 8601 with the offset as written, to the second: `2026-03-05T10:12:00+09:00`. */
export function isoOfFeedDate({ millis, offsetMinutes }: FeedDate): string {
  const local = new Date(Math.floor(millis / 1000) * 1000 + offsetMinutes * 60_000)
    .toISOString()
    .slice(0, 19);
  if (offsetMinutes === 0) return `${local}Z`;
  const minutes = Math.abs(offsetMinutes);
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
