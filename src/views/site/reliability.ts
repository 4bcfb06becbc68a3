import { html } from 'hono/html';
import type { Calibration } from '../../domain/accuracy.ts';
import { numberFormat } from '../../kit/formats.ts';
import type { Markup } from '../html/parts.ts';
import { localeOf } from '../safe.ts';
import { languageName } from './cards.ts';
import type { Chrome } from './chrome.ts';

/** The figure's own units; the page scales it. */
const size = { left: 62, top: 36, side: 300, right: 28, foot: 64 };
const ticks = [0, 0.25, 0.5, 0.75, 1];
/** Radius of the largest point, of the step that most texts fell into. */
const radiusMax = 11;
const radiusMin = 3;

const x = (share: number): string => (size.left + share * size.side).toFixed(1);
const y = (share: number): string => (size.top + (1 - share) * size.side).toFixed(1);

export function percentOf(share: number, { ui }: Chrome, digits = 0): string {
  return numberFormat(localeOf(ui), { style: 'percent', maximumFractionDigits: digits }).format(share);
}

function drawing({ bins }: Calibration, chrome: Chrome): Markup {
  const { words } = chrome;
  const most = Math.max(...bins.map(({ cases }) => cases));
  const grid = ticks.map(
    (share) =>
      html`<line class="tick" x1="${x(share)}" x2="${x(share)}" y1="${y(0)}" y2="${y(1)}"/><line class="tick" x1="${x(0)}" x2="${x(1)}" y1="${y(share)}" y2="${y(share)}"/><text x="${x(share)}" y="${size.top + size.side + 20}" text-anchor="middle">${percentOf(share, chrome)}</text><text x="${size.left - 8}" y="${Number(y(share)) + 5}" text-anchor="end">${percentOf(share, chrome)}</text>`,
  );
  const points = bins.map(({ cases, score, unsupported }) => {
    const radius = Math.max(radiusMin, radiusMax * Math.sqrt(cases / most));
    return html`<circle cx="${x(score)}" cy="${y(unsupported)}" r="${radius.toFixed(1)}"/>`;
  });
  const width = size.left + size.side + size.right;
  const height = size.top + size.side + size.foot;
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" focusable="false">${grid}<line class="axis" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/><path d="M${bins.map(({ score, unsupported }) => `${x(score)} ${y(unsupported)}`).join('L')}"/>${points}<text x="${x(0.5)}" y="${height - 14}" text-anchor="middle">${words.estimatedRisk}</text><text x="0" y="16">${words.shareWrong}</text></svg>`;
}

function tableOf({ bins }: Calibration, chrome: Chrome): Markup {
  const { words } = chrome;
  const rows = bins.map(
    ({ score, unsupported, cases }) =>
      html`<tr><td class="number">${percentOf(score, chrome)}</td><td class="number">${percentOf(unsupported, chrome)}</td><td class="number">${cases}</td></tr>`,
  );
  const heads = [words.estimatedRisk, words.shareWrong, words.cases];
  return html`<details class="f-ui"><summary>${words.growthTable}</summary><div class="table" role="group" aria-label="${words.growthTable}" tabindex="0"><table><thead><tr>${heads.map((head) => html`<th scope="col" class="number">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></details>`;
}

/**
 * How often texts of an estimated risk were wrong: on the line, a risk can be taken at its word. One figure for each
 * language, the same as a table below; `cross` are texts whose sources are in the other language.
 */
export function reliabilityOf(calibration: readonly Calibration[], chrome: Chrome): Markup | '' {
  const { words } = chrome;
  const known = calibration
    .filter(({ lang, bins }) => lang !== 'und' && lang !== 'root' && bins.length > 0)
    .sort((a, b) => Number(a.lang === 'cross') - Number(b.lang === 'cross'));
  if (known.length === 0) return '';
  const figures = known.map((one) => {
    const name = one.lang === 'cross' ? words.acrossLanguages : languageName(one.lang, chrome);
    return html`<figure><figcaption><h3 class="f-ui-strong">${name}</h3><p class="f-ui soft">${words.calibrationNote(percentOf(one.error, chrome, 1), one.cases)}</p></figcaption>${drawing(one, chrome)}${tableOf(one, chrome)}</figure>`;
  });
  return html`<section class="block reliability"><h2 class="f-ui-strong">${words.calibration}</h2><p class="f-text">${words.calibrationLead}</p><div class="figures">${figures}</div></section>`;
}
