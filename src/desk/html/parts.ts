import { html, raw } from 'hono/html';
import { dateFormat } from '../../kit/formats.ts';
import { wordsFor } from '../../languages/desk-strings.ts';
import type { Markup } from '../../views/html/parts.ts';
import { plain, safeLang, safeUrl } from '../../views/safe.ts';
import type { PageContext } from '../context.ts';

/** Anything that a template takes. */
export type Part = Markup | string | number;

const cutAt = 400;

/** One line of text from outside: visible characters only, cut to a length. The template escapes it. */
export function line(text: string | null | undefined, charsMax: number = cutAt): string {
  const clean = plain((text ?? '').slice(0, charsMax * 4));
  return clean.length <= charsMax ? clean : `${clean.slice(0, charsMax - 1).toWellFormed()}…`;
}

/** Characters that nobody would see, written out: what was hidden is to be looked at. */
export function revealed(text: string): string {
  const hidden =
    /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u{e0000}-\u{e0fff}]/gu;
  return text
    .toWellFormed()
    .replace(hidden, (one) =>
      one === '\n' || one === '\t'
        ? one
        : `⟨U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    );
}

export function number(context: PageContext, value: number): string {
  return value.toLocaleString(context.lang);
}

/** `1.4 MB`: decimal units. */
export function bytes(context: PageContext, value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const digits = step === 0 ? 0 : 1;
  return `${(value / 1000 ** step).toLocaleString(context.lang, { maximumFractionDigits: digits })} ${units[step]}`;
}

/** `340 ms`, `2.1 s`. */
export function took(context: PageContext, ms: number | null): string {
  if (ms === null) return context.strings.none;
  if (ms < 1000) return `${ms} ms`;
  return `${(ms / 1000).toLocaleString(context.lang, { maximumFractionDigits: 1 })} s`;
}

export function percent(context: PageContext, share: number): string {
  return share.toLocaleString(context.lang, { style: 'percent', maximumFractionDigits: 0 });
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 1000],
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
];
const daysInWords = 7;

function relative(context: PageContext, ms: number): string | null {
  const away = ms - context.at;
  if (Math.abs(away) > daysInWords * 86_400_000) return null;
  const [unit, size] = [...steps].reverse().find(([, step]) => Math.abs(away) >= step) ??
    steps[0] ?? ['second', 1000];
  const format = new Intl.RelativeTimeFormat(context.lang, { numeric: 'auto', style: 'short' });
  return format.format(Math.trunc(away / size), unit);
}

/** A time in words where it is near, else its date; the exact time in UTC on hover. */
export function time(context: PageContext, iso: string | null | undefined): Part {
  const ms = iso ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(ms)) return iso ? line(iso, 40) : context.strings.none;
  const exact = new Date(ms).toISOString();
  const date = dateFormat(context.lang === 'en' ? 'en-GB' : context.lang, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  const text = relative(context, ms) ?? `${date.format(ms)} UTC`;
  return html`<time datetime="${exact}" title="${exact.slice(0, 19).replace('T', ' ')} UTC">${text}</time>`;
}

/** An address from outside as a link where it is one that may be followed, else as text. */
export function outside(url: string | null | undefined, text?: string): Part {
  const safe = safeUrl(url ?? undefined);
  const shown = line(text ?? url ?? '', 120);
  if (safe === null) return shown;
  return html`<a href="${safe}" rel="noopener noreferrer">${shown === '' ? safe : shown}</a>`;
}

/** A path of the desk: only what is made here goes in, each part encoded. */
export function deskPath(...parts: (string | number)[]): string {
  return ['/desk', ...parts.map((part) => encodeURIComponent(String(part)))].join('/');
}

export function link(href: string, text: Part): Markup {
  return html`<a href="${href}">${text}</a>`;
}

/** ` lang="ko" dir="auto"` for text from outside in a language that is known. */
export function langAttribute(lang: string | null | undefined): Markup | '' {
  const tag = safeLang(lang ?? '');
  return tag === 'und' ? '' : raw(` lang="${tag}" dir="auto"`);
}

const marks: Readonly<Record<string, 'good' | 'quiet' | 'doubt' | 'bad'>> = {
  active: 'good',
  none: 'quiet',
  paused: 'quiet',
  gone: 'bad',
  failed: 'bad',
  refused: 'doubt',
  disallowed: 'doubt',
  unreadable: 'bad',
  dead: 'bad',
  broken: 'bad',
  bad: 'bad',
  error: 'bad',
  warn: 'doubt',
  skipped: 'quiet',
  quarantined: 'doubt',
  superseded: 'quiet',
  withdrawn: 'bad',
  draft: 'quiet',
  new: 'quiet',
  known: 'quiet',
  deferred: 'quiet',
  'not-modified': 'quiet',
  'no-article': 'doubt',
  denied: 'bad',
  unknown: 'quiet',
  refuted: 'bad',
  'not-enough-information': 'doubt',
  dropped: 'bad',
  block: 'bad',
};

/** A state with its mark: shape first, colour second. */
export function state(code: string, words: string): Markup {
  const mark = Object.hasOwn(marks, code) ? marks[code] : 'good';
  return html`<span class="state ${mark ?? 'good'}">${words}</span>`;
}

export function outcome(context: PageContext, code: string): Markup {
  return state(code, line(wordsFor(context.strings.outcomes, code), 60));
}

export function stateOf(context: PageContext, code: string): Markup {
  return state(code, line(wordsFor(context.strings.states, code), 60));
}

/** A reason in words: the desk's own for a known code, else the text that was written down. */
export function reason(context: PageContext, code: string | null | undefined): string {
  if (code === null || code === undefined || code === '') return '';
  return line(wordsFor(context.strings.reasons, code));
}

/** `term` and what it is, for the head of a page; a row without a value is left out. */
export function facts(rows: readonly (readonly [string, Part | null | undefined])[]): Markup {
  const shown = rows.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return html`<dl class="facts">${shown.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function section(title: string, body: Part, id?: string): Markup {
  return html`<section${id ? raw(` id="${id.replace(/[^a-z0-9-]/g, '')}"`) : ''}><h2>${title}</h2>${body}</section>`;
}

export function empty(text: Part): Markup {
  return html`<p class="empty">${text}</p>`;
}
