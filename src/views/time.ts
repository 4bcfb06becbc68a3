import { dateFormat } from '../kit/formats.ts';
import type { UiStrings } from '../languages/strings.ts';
import { localeOf } from './safe.ts';

export interface TimeView {
  /** For `datetime`. */
  iso: string;
  /** In the reader's words. */
  text: string;
  /** Exact, for the tooltip. */
  exact: string;
}

export interface TimeOptions {
  lang: string;
  strings: Pick<UiStrings, 'today' | 'yesterday' | 'clock' | 'homeOffset'>;
  /**
   * IANA zone of the reader. Where it is not given, times stand as the source wrote them, with their offset;
   * times in UTC in the zone that readers of the language share, if they do.
   */
  timeZone?: string;
  /** Only a page made for this moment may say "yesterday"; a file that is kept may not. */
  now?: string;
}

const isoPattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;

function zoneOf(offset: string | undefined, given: string | undefined): string | undefined {
  if (given !== undefined) return given;
  if (offset === undefined) return undefined;
  return offset === 'Z' ? 'UTC' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
}

function dayNumber(at: Date, timeZone: string): number {
  const parts = dateFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / 86_400_000);
}

function dayWord(at: Date, timeZone: string, options: TimeOptions): string | null {
  if (options.now === undefined) return null;
  const days = dayNumber(new Date(options.now), timeZone) - dayNumber(at, timeZone);
  return days === 0 ? options.strings.today : days === 1 ? options.strings.yesterday : null;
}

const short = { day: 'numeric', month: 'long', year: 'numeric' } as const;

function clock(at: Date, timeZone: string, strings: TimeOptions['strings']): string {
  const parts = dateFormat('en-GB', {
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
    timeZone,
  });
  const numbers = parts.formatToParts(at).filter(({ type }) => type === 'hour' || type === 'minute');
  const [hour = 0, minute = 0] = numbers.map(({ value }) => Number(value));
  return strings.clock(hour, minute);
}

/** English as newspapers outside the United States write it; every other language as CLDR has it. */
function dateLocale(lang: string): string {
  const locale = localeOf(lang);
  return locale === 'en' ? 'en-GB' : locale;
}

/** ` (UTC+9)`, or nothing where the offset goes without saying. */
function zoneSuffix(at: Date, timeZone: string, locale: string, homeOffset: string | null): string {
  const named = (timeZoneName: 'short' | 'longOffset') =>
    dateFormat(locale, { timeZone, timeZoneName })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
  if (named('longOffset') === `GMT${homeOffset}`) return '';
  const short = named('short').replace(/^GMT(?:[+-]0)?(?=[+-]|$)/, 'UTC');
  return short === 'UTC' ? ' UTC' : ` (${short})`;
}

/**
 * `26 December 2025, 15:00 (UTC+9)`, `2025년 12월 26일 오후 3시`; `yesterday, 15:00 (UTC+9)` where `now` is given.
 * Null where `raw` is no ISO 8601 time.
 */
export function timeView(raw: string | undefined, options: TimeOptions): TimeView | null {
  const match = raw === undefined ? null : isoPattern.exec(raw.trim());
  if (!match) return null;
  const [iso, day = '', minutes, offset] = match;
  const locale = dateLocale(options.lang);
  const dated = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(dated.getTime())) return null;
  if (minutes === undefined || offset === undefined) {
    const text = dateFormat(locale, { ...short, timeZone: 'UTC' }).format(dated);
    return { iso: day, text: minutes ? `${text}, ${minutes}` : text, exact: iso };
  }
  const at = new Date(`${day}T${iso.slice(11).replace(/\s/g, '')}`);
  if (Number.isNaN(at.getTime())) return null;
  const home = offset === 'Z' ? (options.strings.homeOffset ?? 'UTC') : undefined;
  const timeZone = options.timeZone ?? home ?? zoneOf(offset, undefined) ?? 'UTC';
  const date = dayWord(at, timeZone, options) ?? dateFormat(locale, { ...short, timeZone }).format(at);
  const text = `${date}${locale.startsWith('ko') ? ' ' : ', '}${clock(at, timeZone, options.strings)}`;
  return {
    iso: at.toISOString(),
    text: text + zoneSuffix(at, timeZone, locale, options.strings.homeOffset),
    exact: iso,
  };
}
