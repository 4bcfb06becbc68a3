import { html } from 'hono/html';
import type { Disagreement, DisagreementSide, StoryData } from '../../domain/reading.ts';
import { primaryLanguage } from '../../languages/languages.ts';
import { langOf, type Markup } from '../html/parts.ts';
import { plain, safeUrl } from '../safe.ts';
import type { Chrome } from './chrome.ts';
import { nameOf } from './story-timeline.ts';

/** A dot for each side on one axis, where the sides are numbers. */
function axisOf(row: Disagreement, chrome: Chrome): Markup | '' {
  const values = row.sides.map(({ value }) => value).filter((value) => value !== null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length < 2 || low === high) return '';
  const x = (value: number) => (40 + ((value - low) / (high - low)) * 280).toFixed(1);
  // Long labels at the ends grow inwards.
  const anchorOf = (value: number) => (value === low ? 'start' : value === high ? 'end' : 'middle');
  const dots = row.sides.map((side) =>
    side.value === null
      ? ''
      : html`<circle cx="${x(side.value)}" cy="30" r="5"/><text x="${x(side.value)}" y="16" text-anchor="${anchorOf(side.value)}">${figureOf(side, toldIn(side.sentences, chrome.ui)).slice(0, 20)}</text>`,
  );
  return html`<svg class="axis-figure" viewBox="0 0 360 40" width="360" height="40" aria-hidden="true" focusable="false"><line class="axis" x1="10" x2="350" y1="30" y2="30"/>${dots}</svg>`;
}

type Sentence = DisagreementSide['sentences'][number];

/** Of the sentences that say the same, the one in the reader's language, else the first. */
function toldIn(sentences: readonly Sentence[], ui: string): Sentence | undefined {
  return sentences.find(({ lang }) => lang !== null && primaryLanguage(lang) === ui) ?? sentences[0];
}

/** A number as the sentence that is shown writes it. */
function figureOf(side: DisagreementSide, told: Sentence | undefined): string {
  return plain(told?.figure ?? '') || plain(side.text);
}

/** Who says so: in the sentence that is shown where it is another than the first, else as it was found. */
function speakerOf(side: DisagreementSide, told: Sentence | undefined, kind: string): string {
  if (told === undefined || told === side.sentences[0]) return plain(side.speaker ?? '');
  return kind === 'number' ? plain(told.speaker ?? '') : '';
}

/** Publishers that carry it, each once, by its first report in the story. */
function carriersOf(side: DisagreementSide, data: StoryData, chrome: Chrome): Markup[] {
  const carriers = data.items.filter(({ id }) => side.documents.includes(id));
  const byName = [...Map.groupBy(carriers, nameOf).entries()];
  return byName.map(([publisher, [first]], index) => {
    const url = safeUrl(first?.url);
    const name = html`<cite class="f-cite"${langOf(first?.lang ?? '', chrome.ui)}>${publisher}</cite>`;
    return html`${index > 0 ? ', ' : ''}${url ? html`<a href="${url}" rel="noopener">${name}</a>` : name}`;
  });
}

/** What is said, by whom, and in whose reports it stands. `isRepeated`: its sentence stands with another side. */
function sideOf(
  side: DisagreementSide,
  { row, data, isRepeated }: { row: Disagreement; data: StoryData; isRepeated: boolean },
  chrome: Chrome,
): Markup {
  const { words, ui } = chrome;
  const told = toldIn(side.sentences, ui);
  const own = langOf((told?.figure ? told.lang : side.lang) ?? '', ui);
  const speaker = speakerOf(side, told, row.kind);
  const who =
    speaker !== ''
      ? html`<p class="who f-ui-strong"${langOf(told?.lang ?? side.lang ?? '', ui)}>${speaker}</p>`
      : '';
  const sentence = plain(told?.text ?? '');
  const said =
    sentence === '' || isRepeated
      ? ''
      : html`<p class="${row.kind === 'number' ? 'said ' : ''}f-text"${langOf(told?.lang ?? '', ui)}>${sentence}</p>`;
  const figure =
    row.kind === 'number' || sentence === ''
      ? html`<p class="figure f-text"${own}>${row.kind === 'number' ? figureOf(side, told) : plain(side.text)}</p>`
      : '';
  return html`<tr><th scope="row">${who}${figure}${said}</th><td class="f-ui" data-label="${words.saidBy}">${carriersOf(side, data, chrome)}</td></tr>`;
}

function disagreementOf(row: Disagreement, data: StoryData, chrome: Chrome): Markup {
  const { words } = chrome;
  const told = row.sides.map(({ sentences }) => plain(toldIn(sentences, chrome.ui)?.text ?? ''));
  const sides = row.sides.map((side, at) =>
    sideOf(side, { row, data, isRepeated: told.indexOf(told[at] ?? '') < at }, chrome),
  );
  const kind = words.disagreementKinds[row.kind] ?? '';
  const about = plain(row.about);
  return html`<div class="clash"><h3 class="f-text">${kind ? html`<span class="kind f-ui-strong">${kind}</span> ` : ''}${about}</h3>${axisOf(row, chrome)}<table><thead class="hidden"><tr><th scope="col">${words.title}</th><th scope="col">${words.saidBy}</th></tr></thead><tbody>${sides}</tbody></table></div>`;
}

/** Where the reports disagree: both sides, with who says and who carries it. */
export function disagreementsOf(data: StoryData, chrome: Chrome): Markup | '' {
  if (data.disagreements.length === 0) return '';
  const { words } = chrome;
  return html`<section class="clashes block" aria-labelledby="clashes"><h2 class="f-ui-strong" id="clashes">${words.disagreements}</h2><p class="f-ui soft">${words.disagreementsNote}</p>${data.disagreements.map((row) => disagreementOf(row, data, chrome))}</section>`;
}
