import { html } from 'hono/html';
import type { StoryDocument } from '../../domain/reading.ts';
import { dateFormat } from '../../kit/formats.ts';
import { primaryLanguage } from '../../languages/languages.ts';
import type { Markup } from '../html/parts.ts';
import { languageName } from './cards.ts';
import type { Chrome } from './chrome.ts';
import { countryNote } from './countries.ts';
import { fullTime, shortTime } from './when.ts';

/** The figure's own units; the page scales it. */
const wide = { width: 720, plot: 190, row: 36, left: 4, gutter: 116, right: 10, top: 22, foot: 44 };
const languagesMax = 6;
const rowsMax = 60;

export interface Moment {
  at: number;
  lang: string;
  isCopy: boolean;
  /** The first report of a publisher that is no copy: what is counted as an independent voice. */
  isVoice: boolean;
}

/** When each report came, earliest first. Texts that replaced an earlier one of the same entry are not counted. */
export function momentsOf(documents: readonly StoryDocument[]): Moment[] {
  const heard = new Set<string>();
  return documents
    .filter(({ state }) => state !== 'superseded')
    .map((document) => ({ document, at: Date.parse(document.publishedAt ?? document.seenAt) }))
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => a.at - b.at)
    .map(({ document: { id, lang, copyOf, publisher }, at }) => {
      const name = publisher?.trim().toLowerCase() || `document ${id}`;
      const isCopy = copyOf !== null;
      const isVoice = !isCopy && !heard.has(name);
      if (isVoice) heard.add(name);
      return { at, lang: primaryLanguage(lang), isCopy, isVoice };
    });
}

type Place = (value: number) => number;

/** A line of steps: so many reports by then. */
function steps(times: readonly number[], x: Place, y: Place, end: number): string {
  const points: string[] = [`M${x(times[0] ?? end).toFixed(1)} ${y(0).toFixed(1)}`];
  times.forEach((time, index) => {
    points.push(`H${x(time).toFixed(1)}V${y(index + 1).toFixed(1)}`);
  });
  return `${points.join('')}H${x(end).toFixed(1)}`;
}

/** Ticks at whole hours, days or weeks, so that four to eight of them fit; days alone where no hours are named. */
function ticksOf(from: number, to: number, isShort: boolean): number[] {
  const hour = 3_600_000;
  const sizes = [1, 2, 3, 6, 12, 24, 48, 168, 336, 720, 2160].map((hours) => hours * hour);
  const size =
    sizes.find((step) => (isShort || step >= 24 * hour) && (to - from) / step <= 6) ?? (to - from) / 6;
  const first = Math.ceil(from / size) * size;
  const ticks: number[] = [];
  for (let at = first; at <= to && ticks.length < 12; at += size) ticks.push(at);
  return ticks;
}

function tickLabel(at: number, isShort: boolean, chrome: Chrome): string {
  const timeZone = chrome.strings.homeOffset ?? 'UTC';
  const locale = chrome.ui === 'en' ? 'en-GB' : chrome.ui;
  return dateFormat(
    locale,
    isShort
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }
      : { day: 'numeric', month: 'short', timeZone },
  ).format(new Date(at));
}

function marksOf(moments: readonly Moment[], languages: readonly string[], x: Place, chrome: Chrome): Markup {
  const base = wide.top + wide.plot + wide.foot;
  return html`${languages.map((lang, index) => {
    const y = base + index * wide.row + wide.row / 2;
    const own = moments.filter((moment) => moment.lang === lang);
    const marks = own.map(
      ({ at, isCopy }) =>
        html`<circle class="${isCopy ? 'copy' : 'voice'}" cx="${x(at).toFixed(1)}" cy="${y}" r="7"/>`,
    );
    return html`<line class="lane" x1="${wide.gutter}" x2="${wide.width - wide.right}" y1="${y}" y2="${y}"/><text class="lane-name" x="${wide.left}" y="${y + 6}">${languageName(lang, chrome)}</text>${marks}`;
  })}`;
}

function drawing(moments: readonly Moment[], chrome: Chrome): Markup {
  const from = moments[0]?.at ?? 0;
  const last = moments.at(-1)?.at ?? from;
  const span = Math.max(last - from, 3_600_000);
  const to = from + span;
  const room = wide.width - wide.gutter - wide.right;
  const x: Place = (at) => wide.gutter + ((at - from) / span) * room;
  const y: Place = (count) => wide.top + wide.plot - (count / moments.length) * wide.plot;
  const voices = moments.filter(({ isVoice }) => isVoice).map(({ at }) => at);
  const languages = [...new Set(moments.map(({ lang }) => lang))].slice(0, languagesMax);
  const height = wide.top + wide.plot + wide.foot + languages.length * wide.row + 4;
  const isShort = span < 2 * 86_400_000;
  const ticks = ticksOf(from, to, isShort).map(
    (at) =>
      html`<line class="tick" x1="${x(at).toFixed(1)}" x2="${x(at).toFixed(1)}" y1="${wide.top}" y2="${wide.top + wide.plot + 5}"/><text x="${x(at).toFixed(1)}" y="${wide.top + wide.plot + 27}" text-anchor="middle">${tickLabel(at, isShort, chrome)}</text>`,
  );
  return html`<svg viewBox="0 0 ${wide.width} ${height}" width="${wide.width}" height="${height}" aria-hidden="true" focusable="false">${ticks}<line class="axis" x1="${wide.gutter}" x2="${wide.width - wide.right}" y1="${wide.top + wide.plot}" y2="${wide.top + wide.plot}"/><path class="all" d="${steps(
    moments.map(({ at }) => at),
    x,
    y,
    to,
  )}"/><path class="voices-line" d="${steps(voices, x, y, to)}"/><text class="peak" x="${wide.width - wide.right}" y="${y(moments.length) - 8}" text-anchor="end">${moments.length}</text>${marksOf(moments, languages, x, chrome)}</svg>`;
}

function tableOf(documents: readonly StoryDocument[], chrome: Chrome): Markup {
  const { words } = chrome;
  const rows = documents
    .filter(({ state }) => state !== 'superseded')
    .slice(0, rowsMax)
    .map((document) => {
      const when = document.publishedAt ?? document.seenAt;
      return html`<tr><td><time datetime="${when}">${fullTime(when, chrome)?.text ?? shortTime(when, chrome)?.text ?? ''}</time></td><td>${document.publisher ?? document.sourceTitle}</td><td>${languageName(document.lang, chrome)}</td><td>${countryNote(document, chrome)}</td><td>${document.copyOf === null ? words.independent : words.copy}</td></tr>`;
    });
  const heads = [words.time, words.publisher, words.languageWord, words.countryWord, words.kindWord];
  return html`<details class="f-ui"><summary>${words.growthTable}</summary><div class="table" role="group" aria-label="${words.growthTable}" tabindex="0"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></details>`;
}

/** Reports over time: all of them, the independent ones, and each by language; the same as a table below. */
export function growthFigure(documents: readonly StoryDocument[], chrome: Chrome): Markup | '' {
  const moments = momentsOf(documents);
  if (moments.length < 2) return '';
  const { words } = chrome;
  const voices = moments.filter(({ isVoice }) => isVoice).length;
  const languages = new Set(moments.map(({ lang }) => lang)).size;
  return html`<section class="growth block" aria-labelledby="growth"><h2 class="f-ui-strong" id="growth">${words.growth}</h2><figure><figcaption class="f-ui">${words.growthNote(moments.length, voices, languages)}<span class="key"><span class="k-all">${words.growthReports}</span><span class="k-voices">${words.growthVoices}</span>${moments.some(({ isCopy }) => isCopy) ? html`<span class="k-copy">${words.growthCopy}</span>` : ''}</span></figcaption>${drawing(moments, chrome)}</figure>${tableOf(documents, chrome)}</section>`;
}
