import { html } from 'hono/html';
import type { SourceData, SourceRow } from '../../domain/reading.ts';
import { sectionName } from '../../languages/site-strings.ts';
import { factsDot, joined, langOf, type Markup } from '../html/parts.ts';
import { hostOf, plain, safeUrl } from '../safe.ts';
import { itemOf, languageName } from './cards.ts';
import { at, type Chrome } from './chrome.ts';
import { disclosureOf, pageLd } from './json-ld.ts';
import { alternatesOf, type PageBody } from './layout.ts';
import { emptyNote } from './message.ts';
import { fullTime, shortTime, timeMarkup } from './when.ts';

function titleOf(source: SourceRow): string {
  return plain(source.title) || plain(source.publisher ?? '') || source.id;
}

function factsOf(source: SourceRow, chrome: Chrome): Markup {
  const { words } = chrome;
  const home = safeUrl(source.homeUrl ?? undefined);
  const facts = [
    home ? html`<span><a href="${home}" rel="noopener">${hostOf(home)}</a></span>` : '',
    source.lang === null ? '' : html`<span>${languageName(source.lang, chrome)}</span>`,
    source.section === null ? '' : html`<span>${sectionName(source.section, chrome.ui)}</span>`,
    html`<span>${words.sourceStates[source.state]}</span>`,
    source.lastOkAt === null
      ? ''
      : html`<span>${words.lastRead} ${timeMarkup(shortTime(source.lastOkAt, chrome))}</span>`,
  ];
  return html`<p class="facts f-ui">${joined(facts, factsDot)}</p>`;
}

function reportOf(document: SourceData['documents'][number], chrome: Chrome): Markup {
  const { words, ui } = chrome;
  const url = safeUrl(document.url);
  const lang = langOf(document.lang, ui);
  const title = plain(document.title) || chrome.strings.untitled;
  const link =
    document.state === 'withdrawn'
      ? html`<del${lang}>${title}</del> <span class="fixed f-ui">${words.withdrawnReport}</span>`
      : url
        ? html`<a href="${url}" rel="noopener"${lang}>${title}</a>`
        : html`<span${lang}>${title}</span>`;
  const story = document.storyId
    ? html`<span><a href="${at.story(ui, document.storyId)}">${words.story}</a></span>`
    : '';
  const byline = document.byline.map(plain).filter((name) => name !== '');
  return html`<li class="moment"><p class="at f-ui">${timeMarkup(fullTime(document.publishedAt ?? document.seenAt, chrome))}</p><div><p class="headline f-text">${link}</p><p class="facts f-ui">${joined([byline.length > 0 ? html`<span>${chrome.strings.by(byline)}</span>` : '', story], factsDot)}</p></div></li>`;
}

/** One source: what it reported, and which briefs rest on it. */
export function sourcePage(data: SourceData, chrome: Chrome): PageBody {
  const { ui, words } = chrome;
  const { source } = data;
  const title = titleOf(source);
  const path = at.source(ui, source.id);
  const reports =
    data.documents.length === 0
      ? html`<p class="f-ui soft">${words.noReports}</p>`
      : html`<ol>${data.documents.map((document) => reportOf(document, chrome))}</ol>`;
  const briefs =
    data.briefs.length === 0
      ? ''
      : html`<section class="block" aria-labelledby="briefs"><h2 class="f-ui-strong" id="briefs">${words.sourceBriefs}</h2>${data.briefs.map((card) => itemOf(card, chrome, { rank: 'short' }))}</section>`;
  return {
    kind: 'story source',
    title: `${words.source}: ${title}`,
    description: `${words.source}: ${title}`,
    main: html`<header class="story-head"><p class="kick f-ui-strong">${words.source}</p><h1 class="page-title f-display"${source.lang ? langOf(source.lang, ui) : ''}>${title}</h1>${factsOf(source, chrome)}</header>
<div class="two"><div class="wide-part"><section class="timeline block" aria-labelledby="reports"><h2 class="f-ui-strong" id="reports">${words.sourceReports}</h2>${reports}</section></div><div class="narrow-part">${briefs}</div></div>`,
    path,
    alternates: alternatesOf(chrome, (other) => at.source(other, source.id)),
    jsonLd: pageLd(chrome, path, title, 'CollectionPage'),
    disclosure: disclosureOf(data.briefs),
  };
}

/** All sources that the desk follows. */
export function sourcesPage(rows: readonly SourceRow[], chrome: Chrome): PageBody {
  const { ui, words } = chrome;
  const path = at.sources(ui);
  const items = rows.map(
    (source) =>
      html`<li><a class="f-text" href="${at.source(ui, source.id)}"${source.lang ? langOf(source.lang, ui) : ''}>${titleOf(source)}</a>${factsOf(source, chrome)}</li>`,
  );
  return {
    kind: 'prose',
    title: words.sources,
    description: words.sourcesNote,
    main: html`<h1 class="page-title f-display">${words.sources}</h1><p class="intro f-text">${words.sourcesNote}</p>${rows.length === 0 ? emptyNote(words.noReports, chrome) : html`<ul class="source-list">${items}</ul>`}`,
    path,
    alternates: alternatesOf(chrome, at.sources),
    jsonLd: pageLd(chrome, path, words.sources),
    disclosure: null,
  };
}
