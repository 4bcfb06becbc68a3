import { html } from 'hono/html';
import type { BriefData } from '../../domain/reading.ts';
import { langOf, type Markup } from '../html/parts.ts';
import { plain } from '../safe.ts';
import type { Chrome } from './chrome.ts';
import { shortTime, timeMarkup } from './when.ts';

const sentencesMax = 5;

/** What is new since the version before: sentences that were not there, and who brought them. */
export function sinceOf({ brief, since }: BriefData, chrome: Chrome): Markup | '' {
  if (since === null) return '';
  const { words, ui } = chrome;
  const texts = since.claims.flatMap((id) => brief.claims.find((claim) => claim.id === id) ?? []);
  const publishers = brief.sources
    .filter(({ id }) => since.sources.includes(id))
    .map(({ publisher, title }) => plain(publisher ?? '') || plain(title));
  const names = [...new Set(publishers)].join(', ');
  const items = texts
    .slice(0, sentencesMax)
    .map(({ text, lang }) => html`<li class="f-text"${langOf(lang, ui)}>${plain(text)}</li>`);
  return html`<section class="since block ${ui}" lang="${ui}" aria-labelledby="since"><h2 class="f-ui-strong" id="since">${words.newSince} <span class="f-ui">${timeMarkup(shortTime(since.at, chrome))}</span></h2>${items.length === 0 ? '' : html`<ul>${items}</ul>`}${names === '' ? '' : html`<p class="f-ui">${words.newSources(names)}</p>`}</section>`;
}
