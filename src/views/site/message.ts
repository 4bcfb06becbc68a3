import { html } from 'hono/html';
import type { Markup } from '../html/parts.ts';
import { langOf } from '../html/parts.ts';
import { plain } from '../safe.ts';
import { at, type Chrome } from './chrome.ts';
import { pageLd } from './json-ld.ts';
import type { PageBody } from './layout.ts';
import { fullTime, timeMarkup } from './when.ts';

/** A desk without briefs says what to do. */
export function emptyDesk({ words }: Chrome): Markup {
  return html`<section class="message"><h2 class="f-display">${words.emptyTitle}</h2><p class="f-text">${words.emptyText}</p><ol class="f-ui steps">${words.emptySteps.map((step) => html`<li>${step}</li>`)}</ol></section>`;
}

export function emptyNote(text: string, { ui, words }: Chrome): Markup {
  return html`<div class="message"><p class="f-text">${text}</p><p class="f-ui"><a href="${at.front(ui)}">${words.backToFront}</a></p></div>`;
}

function messagePage(chrome: Chrome, path: string, title: string, inner: Markup): PageBody {
  const { ui, words } = chrome;
  return {
    kind: 'message-page',
    title,
    description: title,
    main: html`<section class="message"><h1 class="f-display">${title}</h1>${inner}<p class="f-ui"><a href="${at.front(ui)}">${words.backToFront}</a></p></section>`,
    path,
    jsonLd: pageLd(chrome, path, title),
    disclosure: null,
    isIndexed: false,
  };
}

/** 404. The address that was asked for is not repeated. */
export function missingPage(chrome: Chrome): PageBody {
  const { words, ui } = chrome;
  return messagePage(
    chrome,
    at.front(ui),
    words.missingTitle,
    html`<p class="f-text">${words.missingText}</p>`,
  );
}

/** 410: a brief that was withdrawn, with what is known. */
export function gonePage(
  data: { id: string; headline: string; lang: string; at: string; reason: string | null },
  chrome: Chrome,
): PageBody {
  const { words, ui } = chrome;
  const reason = plain(data.reason ?? '');
  const inner = html`<p class="f-strong"${langOf(data.lang, ui)}><del>${plain(data.headline)}</del></p><p class="f-text">${words.withdrawnText}</p>${reason ? html`<p class="f-text"${langOf(data.lang, ui)}>${reason}</p>` : ''}<p class="f-ui">${timeMarkup(fullTime(data.at, chrome))}</p>`;
  return messagePage(chrome, at.brief(ui, data.id), words.withdrawn, inner);
}

/** 500 and 503. */
export function brokenPage(chrome: Chrome): PageBody {
  const { words, ui } = chrome;
  return messagePage(
    chrome,
    at.front(ui),
    words.brokenTitle,
    html`<p class="f-text">${words.brokenText}</p>`,
  );
}
