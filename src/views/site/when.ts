import { html } from 'hono/html';
import { dateFormat } from '../../kit/formats.ts';
import type { Markup } from '../html/parts.ts';
import { localeOf } from '../safe.ts';
import { type TimeView, timeView } from '../time.ts';
import type { Chrome } from './chrome.ts';

function zoneOf({ strings }: Chrome): string {
  return strings.homeOffset ?? 'UTC';
}

/** The calendar day in the reader's zone, `2026-11-25`. */
export function dayOf(iso: string, chrome: Chrome): string {
  return dateFormat('en-CA', { timeZone: zoneOf(chrome), dateStyle: 'short' }).format(new Date(iso));
}

/** `Wednesday 25 November 2026`, `2026년 11월 25일 수요일`. */
export function longDay(iso: string, chrome: Chrome): string {
  const locale = chrome.ui === 'en' ? 'en-GB' : localeOf(chrome.ui);
  return dateFormat(locale, { dateStyle: 'full', timeZone: zoneOf(chrome) }).format(new Date(iso));
}

/** A time with its day, as a sentence has it; null where it is no time. */
export function fullTime(iso: string | null, chrome: Chrome): TimeView | null {
  const { ui: lang, strings, now } = chrome;
  return timeView(iso ?? undefined, { lang, strings, ...(now === null ? {} : { now }) });
}

/** The time of day alone, under a heading with the day. */
export function clockTime(iso: string, chrome: Chrome): TimeView | null {
  const full = fullTime(iso, { ...chrome, now: iso });
  return full && { ...full, text: full.text.slice(chrome.strings.today.length).replace(/^[,\s]+/, '') };
}

/** As lists have it: the time of day of today, `yesterday`, the date of older news. */
export function shortTime(iso: string, chrome: Chrome): TimeView | null {
  const full = fullTime(iso, chrome);
  if (!full) return null;
  const timeZone = zoneOf(chrome);
  const day = dayOf(iso, chrome);
  const locale = chrome.ui === 'en' ? 'en-GB' : localeOf(chrome.ui);
  if (chrome.now !== null && day === dayOf(chrome.now, chrome)) return clockTime(iso, chrome);
  const yesterday = chrome.now && new Date(Date.parse(chrome.now) - 86_400_000).toISOString();
  if (yesterday && day === dayOf(yesterday, chrome)) return { ...full, text: chrome.strings.yesterday };
  const isThisYear = chrome.now !== null && day.slice(0, 4) === dayOf(chrome.now, chrome).slice(0, 4);
  const format = dateFormat(locale, {
    day: 'numeric',
    month: 'long',
    timeZone,
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
  return { ...full, text: format.format(new Date(iso)) };
}

export function timeMarkup(view: TimeView | null): Markup | '' {
  return view ? html`<time datetime="${view.iso}" title="${view.exact}">${view.text}</time>` : '';
}
