import { html } from 'hono/html';
import type { Disagreement, DisagreementSide, StoryData } from '../../domain/reading.ts';
import { langOf, type Markup } from '../html/parts.ts';
import { plain, safeUrl } from '../safe.ts';
import type { Chrome } from './chrome.ts';
import { nameOf } from './story-timeline.ts';

/** A dot for each side on one axis, where the sides are numbers. */
function axisOf(row: Disagreement): Markup | '' {
  const values = row.sides.map(({ value }) => value).filter((value) => value !== null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length < 2 || low === high) return '';
  const x = (value: number) => (40 + ((value - low) / (high - low)) * 280).toFixed(1);
  const dots = row.sides.map((side) =>
    side.value === null
      ? ''
      : html`<circle cx="${x(side.value)}" cy="30" r="5"/><text x="${x(side.value)}" y="16" text-anchor="middle">${plain(side.text).slice(0, 18)}</text>`,
  );
  return html`<svg class="axis-figure" viewBox="0 0 360 40" width="360" height="40" aria-hidden="true" focusable="false"><line class="axis" x1="10" x2="350" y1="30" y2="30"/>${dots}</svg>`;
}

/** What is said, by whom, and in whose reports it stands. */
function sideOf(side: DisagreementSide, row: Disagreement, data: StoryData, chrome: Chrome): Markup {
  const { words } = chrome;
  const carriers = data.items.filter(({ id }) => side.documents.includes(id));
  const names = carriers.map((document, index) => {
    const url = safeUrl(document.url);
    const name = html`<cite class="f-cite"${langOf(document.lang, chrome.ui)}>${nameOf(document)}</cite>`;
    return html`${index > 0 ? ', ' : ''}${url ? html`<a href="${url}" rel="noopener">${name}</a>` : name}`;
  });
  const own = side.lang ?? carriers[0]?.lang;
  const lang = own === undefined ? '' : langOf(own, chrome.ui);
  const speaker = plain(side.speaker ?? '');
  const who = speaker === '' ? '' : html`<p class="who f-ui-strong"${lang}>${speaker}</p>`;
  // The first side of a number stands in the sentence above.
  const sentence = plain(side.sentence ?? '');
  const isTold = row.kind === 'number' && sentence !== '' && sentence !== plain(row.about);
  const context = isTold ? html`<p class="said f-text"${lang}>${sentence}</p>` : '';
  const size = row.kind === 'number' ? 'figure f-text' : 'f-text';
  return html`<tr><th scope="row">${who}<p class="${size}"${lang}>${plain(side.text)}</p>${context}</th><td class="f-ui" data-label="${words.saidBy}">${names}</td></tr>`;
}

function disagreementOf(row: Disagreement, data: StoryData, chrome: Chrome): Markup {
  const { words } = chrome;
  const sides = row.sides.map((side) => sideOf(side, row, data, chrome));
  const kind = words.disagreementKinds[row.kind] ?? '';
  const about = plain(row.about);
  const lang = row.lang === null ? '' : langOf(row.lang, chrome.ui);
  const head = about === '' ? '' : html`<span class="f-text"${lang}>${about}</span>`;
  return html`<div class="clash"><h3>${kind ? html`<span class="kind f-ui-strong">${kind}</span> ` : ''}${head}</h3>${axisOf(row)}<table><thead class="hidden"><tr><th scope="col">${words.title}</th><th scope="col">${words.saidBy}</th></tr></thead><tbody>${sides}</tbody></table></div>`;
}

/** Where the reports disagree: both sides, with who says and who carries it. */
export function disagreementsOf(data: StoryData, chrome: Chrome): Markup | '' {
  if (data.disagreements.length === 0) return '';
  const { words } = chrome;
  return html`<section class="clashes block" aria-labelledby="clashes"><h2 class="f-ui-strong" id="clashes">${words.disagreements}</h2><p class="f-ui soft">${words.disagreementsNote}</p>${data.disagreements.map((row) => disagreementOf(row, data, chrome))}</section>`;
}
