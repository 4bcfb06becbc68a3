import { html } from 'hono/html';
import type { AccuracyReport, ErrorTypeAccuracy } from '../../domain/accuracy.ts';
import type { LiveCounts } from '../../domain/reading.ts';
import { numberFormat } from '../../kit/formats.ts';
import type { Markup } from '../html/parts.ts';
import { localeOf } from '../safe.ts';
import { languageName } from './cards.ts';
import { at, type Chrome } from './chrome.ts';
import { pageLd } from './json-ld.ts';
import { alternatesOf, type PageBody } from './layout.ts';
import { percentOf, reliabilityOf } from './reliability.ts';

/** z of a 95 % interval (Wilson). */
const z = 1.96;

/** Where the true share lies, with 95 % confidence: a few cases say little. */
export function interval(share: number, cases: number): [low: number, high: number] {
  if (cases === 0) return [0, 1];
  const base = 1 + z ** 2 / cases;
  const middle = (share + z ** 2 / (2 * cases)) / base;
  const half = (z / base) * Math.sqrt((share * (1 - share)) / cases + z ** 2 / (4 * cases ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** A bar with its interval, in a viewBox of 100 by 10; the number stands beside it as text. */
function bar(share: number, cases: number): Markup {
  const [low, high] = interval(share, cases).map((value) => (value * 100).toFixed(1));
  return html`<svg class="bar" viewBox="0 0 100 10" width="100" height="10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="ground" x="0" y="4.5" width="100" height="1"/><rect class="value" x="0" y="2" width="${(share * 100).toFixed(1)}" height="6"/><line class="whisker" x1="${low ?? 0}" x2="${high ?? 0}" y1="5" y2="5"/></svg>`;
}

function tableOf(heads: readonly string[], rows: readonly Markup[]): Markup {
  return html`<div class="table f-ui" role="group" aria-label="${heads[0] ?? ''}" tabindex="0"><table><thead><tr>${heads.map((head, index) => html`<th scope="col"${index > 0 ? html` class="number"` : ''}>${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function errorTypesOf(report: AccuracyReport, chrome: Chrome): Markup {
  const { words, ui } = chrome;
  const byLang = Map.groupBy(report.errorTypes, ({ lang }) => lang);
  const tables = [...byLang].map(([lang, rows]) => {
    const sorted = [...rows].sort((a: ErrorTypeAccuracy, b: ErrorTypeAccuracy) => b.found - a.found);
    const lines = sorted.map(
      ({ label, cases, found }) =>
        html`<tr><th scope="row">${label[ui]}</th><td class="number">${bar(found, cases)}<span>${percentOf(found, chrome)}</span></td><td class="number">${cases}</td></tr>`,
    );
    return html`<h3 class="f-ui-strong">${languageName(lang, chrome)}</h3>${tableOf([words.errorType, words.found, words.cases], lines)}`;
  });
  return html`<section class="block"><h2 class="f-ui-strong">${words.errorTypes}</h2><p class="f-text">${words.errorTypesNote(percentOf(report.falseAlarmShare, chrome))} ${report.about[ui]}</p><div class="pair">${tables.map((table) => html`<div>${table}</div>`)}</div></section>`;
}

function rightSentencesOf(report: AccuracyReport, chrome: Chrome): Markup | '' {
  if (report.rightSentences.length === 0) return '';
  const { words, ui } = chrome;
  const byLang = Map.groupBy(report.rightSentences, ({ lang }) => lang);
  const tables = [...byLang].map(([lang, rows]) => {
    const lines = rows.map(
      ({ label, cases, alarms }) =>
        html`<tr><th scope="row">${label[ui]}</th><td class="number">${bar(alarms, cases)}<span>${percentOf(alarms, chrome)}</span></td><td class="number">${cases}</td></tr>`,
    );
    return html`<div><h3 class="f-ui-strong">${languageName(lang, chrome)}</h3>${tableOf([words.kindWord, words.alarms, words.cases], lines)}</div>`;
  });
  return html`<section class="block"><h2 class="f-ui-strong">${words.rightSentences}</h2><p class="f-text">${words.rightSentencesNote}</p><div class="pair">${tables}</div></section>`;
}

function setsOf(report: AccuracyReport, chrome: Chrome): Markup | '' {
  if (report.sets.length === 0) return '';
  const { words, ui } = chrome;
  const rows = report.sets.map(
    (set) =>
      html`<tr><th scope="row">${set.label[ui]}<span class="about">${set.about[ui]}</span></th><td class="number">${percentOf(set.recall, chrome)}</td><td class="number">${percentOf(set.falseAlarms, chrome)}</td><td class="number">${percentOf(set.balancedAccuracy, chrome, 1)}</td><td class="number">${set.cases}</td></tr>`,
  );
  const heads = [words.kindWord, words.recall, words.falseAlarms, words.balancedAccuracy, words.cases];
  return html`<section class="block"><h2 class="f-ui-strong">${words.measuredSets}</h2>${tableOf(heads, rows)}</section>`;
}

function liveOf(live: LiveCounts, chrome: Chrome): Markup {
  const { words } = chrome;
  const format = numberFormat(localeOf(chrome.ui));
  const keys = ['briefs', 'sentences', 'supported', 'rewritten', 'quoted', 'dropped', 'corrections'] as const;
  const rows = keys.map(
    (key) =>
      html`<div><dd class="f-display">${format.format(live[key])}</dd><dt class="f-ui">${words.live[key]}</dt></div>`,
  );
  return html`<section class="block live"><h2 class="f-ui-strong">${words.liveTitle}</h2><p class="f-ui soft">${words.liveNote(live.days)}</p><dl>${rows}</dl></section>`;
}

/** What the verifier was measured to catch, and what this desk itself counted. */
export function accuracyPage(
  { report, live }: { report: AccuracyReport | null; live: LiveCounts },
  chrome: Chrome,
): PageBody {
  const { ui, words } = chrome;
  const path = at.accuracy(ui);
  const figures = report
    ? html`${errorTypesOf(report, chrome)}${rightSentencesOf(report, chrome)}${setsOf(report, chrome)}${reliabilityOf(report.calibration, chrome)}`
    : html`<p class="f-text soft">${words.accuracyMissing}</p>`;
  return {
    kind: 'prose accuracy',
    title: words.accuracy,
    description: words.accuracyNote,
    main: html`<h1 class="page-title f-display">${words.accuracy}</h1><p class="intro f-text">${words.accuracyNote}</p>${liveOf(live, chrome)}${figures}`,
    path,
    alternates: alternatesOf(chrome, at.accuracy),
    jsonLd: pageLd(chrome, path, words.accuracy),
    disclosure: null,
  };
}
