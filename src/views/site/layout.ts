import { html, raw } from 'hono/html';
import { type UiLanguage, uiLanguages } from '../../domain/site.ts';
import { sectionName, siteStrings } from '../../languages/site-strings.ts';
import type { Markup } from '../html/parts.ts';
import { jsonForScript } from '../json-script.ts';
import { at, type Chrome } from './chrome.ts';
import { longDay } from './when.ts';

/** What a page hands to the layout. */
export interface PageBody {
  /** Class on the body: `front`, `brief`, `story`, ... */
  kind: string;
  /** Without the name of the paper; empty for the front page. */
  title: string;
  description: string;
  main: Markup;
  /** The page's own address from the root, and the one that search engines should take where it differs. */
  path: string;
  canonical?: string;
  /** The same page in other languages. */
  alternates?: readonly { lang: string; path: string }[];
  jsonLd: Record<string, unknown>;
  /** W3C `ai-disclosure` and IPTC source type of what stands on the page; null where nothing is made by a program. */
  disclosure: { words: 'ai-generated' | 'ai-assisted'; digitalSourceType: string | null } | null;
  /** Notes that the page binds to sentences. */
  notes?: number;
  /** Section whose feed the page names first. */
  section?: string;
  ogType?: 'article' | 'website';
  isIndexed?: boolean;
  /** The article is in this language, whatever the chrome's. */
  contentLang?: string;
  /** What stands in the search field. */
  query?: string;
}

/** Addresses of style sheets for a page (src/views/site/assets.ts). */
export interface PageSheets {
  main: string;
  korean: string;
  binding(notes: number): string | null;
  preload: readonly string[];
}

const hangul = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/;

function headOf(body: PageBody, chrome: Chrome, sheets: PageSheets, isKorean: boolean): Markup {
  const { site, origin, ui } = chrome;
  const title = body.title === '' ? site.name : `${body.title} | ${site.name}`;
  const binding = body.notes ? sheets.binding(body.notes) : null;
  const canonical = `${origin}${body.canonical ?? body.path}`;
  const section = body.section ?? null;
  const feeds = [
    section === null ? '' : feedLinks(chrome, section, sectionName(section, ui)),
    feedLinks(chrome, null, null),
  ];
  return html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${body.description}">
${body.disclosure ? html`<meta name="ai-disclosure" content="${body.disclosure.words}">` : ''}${body.disclosure?.digitalSourceType ? html`<meta name="digital-source-type" content="${body.disclosure.digitalSourceType}">` : ''}
${body.isIndexed === false ? html`<meta name="robots" content="noindex">` : ''}<meta name="color-scheme" content="light dark">
<meta name="generator" content="Standfirst">
<meta property="og:site_name" content="${site.name}">
<meta property="og:type" content="${body.ogType ?? 'website'}">
<meta property="og:title" content="${body.title || site.name}">
<meta property="og:description" content="${body.description}">
<meta property="og:url" content="${canonical}">
<link rel="canonical" href="${canonical}">
${(body.alternates ?? []).map(({ lang, path }) => html`<link rel="alternate" hreflang="${lang}" href="${origin}${path}">\n`)}${feeds}${chrome.isStatic ? '' : html`<link rel="search" type="application/opensearchdescription+xml" title="${site.name}" href="${at.openSearch(ui)}">`}
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${isKorean ? '' : sheets.preload.map((file) => html`<link rel="preload" href="${file}" as="font" type="font/woff2" crossorigin>\n`)}<link rel="stylesheet" href="${sheets.main}">
${isKorean ? html`<link rel="stylesheet" href="${sheets.korean}">` : ''}${binding === null ? '' : html`<link rel="stylesheet" href="${binding}">`}
<script type="application/ld+json">${raw(jsonForScript(body.jsonLd))}</script>
</head>`;
}

function feedLinks(chrome: Chrome, section: string | null, name: string | null): Markup {
  const title = name === null ? chrome.site.name : `${chrome.site.name}: ${name}`;
  const types = { rss: 'application/rss+xml', atom: 'application/atom+xml', json: 'application/feed+json' };
  return html`${(['rss', 'atom', 'json'] as const).map((kind) => html`<link rel="alternate" type="${types[kind]}" title="${title} (${kind.toUpperCase()})" href="${at.feed(chrome.ui, kind, section)}">\n`)}`;
}

/** The same page in the other languages of the interface: `/en/x` and `/ko/x`. */
function switchOf(body: PageBody, chrome: Chrome): Markup {
  const items = chrome.site.languages.map((ui) => {
    const path = body.path.replace(/^\/[a-z]{2}(?=\/)/, `/${ui}`);
    const name = siteStrings(ui).language;
    return ui === chrome.ui
      ? html`<li><span aria-current="true" lang="${ui}">${name}</span></li>`
      : html`<li><a href="${path}" lang="${ui}" hreflang="${ui}">${name}</a></li>`;
  });
  return chrome.site.languages.length < 2
    ? html``
    : html`<nav class="switch" aria-label="${chrome.words.readIn}"><ul>${items}</ul></nav>`;
}

function searchForm(body: PageBody, chrome: Chrome): Markup | '' {
  if (chrome.isStatic) return '';
  const { words, ui } = chrome;
  return html`<form class="find" role="search" action="${at.search(ui)}" method="get"><label class="hidden" for="q">${words.search}</label><input id="q" name="q" type="search" maxlength="200" value="${body.query ?? ''}" placeholder="${words.search}" autocomplete="off"><button type="submit">${words.search}</button></form>`;
}

function mastOf(body: PageBody, chrome: Chrome): Markup {
  const { words, ui, site, now } = chrome;
  const isFront = body.kind.split(' ').includes('front');
  const name = html`<a href="${at.front(ui)}">${site.name}</a>`;
  const links = chrome.sections.map((section) => {
    const path = at.section(ui, section);
    const here = body.path === path ? raw(' aria-current="page"') : '';
    return html`<li><a href="${path}"${here}>${sectionName(section, ui)}</a></li>`;
  });
  return html`<header class="mast${isFront ? ' big' : ''} ${ui} f-ui"><div class="ears"><p class="day">${now === null ? '' : longDay(now, chrome)}</p>${switchOf(body, chrome)}${searchForm(body, chrome)}</div>
${isFront ? html`<h1 class="name f-display">${name}</h1><p class="motto f-text">${words.motto}</p>` : html`<p class="name f-display">${name}</p>`}
${links.length > 0 ? html`<nav class="bar" aria-label="${words.sections}"><ul>${links}</ul></nav>` : ''}</header>`;
}

function footOf(chrome: Chrome): Markup {
  const { words, ui, site } = chrome;
  const pages: [string, string][] = [
    [at.about(ui), words.about],
    [at.policy(ui), words.policy],
    [at.accuracy(ui), words.accuracy],
    [at.corrections(ui), words.corrections],
    [at.sources(ui), words.sources],
  ];
  const contact = site.contact === null ? '' : html`<p>${words.contact}: ${contactOf(site.contact)}</p>`;
  return html`<footer class="foot-bar ${ui} f-ui"><div class="inner"><div><p class="small-name f-display">${site.name}</p><p>${words.labelNote}</p></div>
<nav aria-label="${words.menu}"><ul>${pages.map(([path, name]) => html`<li><a href="${path}">${name}</a></li>`)}</ul></nav>
<div><p>${words.responsible}: ${site.responsible ?? words.noResponsible}</p>${contact}<p>${words.feeds}: <a href="${at.feed(ui, 'rss')}">RSS</a>, <a href="${at.feed(ui, 'atom')}">Atom</a>, <a href="${at.feed(ui, 'json')}">JSON</a></p><p>${words.madeWith}</p></div></div></footer>`;
}

/** A mail address or a page as a link; other words as they are. */
export function contactOf(contact: string): Markup {
  if (/^[^\s@:/]+@[^\s@/]+$/.test(contact)) return html`<a href="mailto:${contact}">${contact}</a>`;
  if (/^https?:\/\//.test(contact) && URL.canParse(contact)) return html`<a href="${contact}">${contact}</a>`;
  return html`${contact}`;
}

/** The whole document. Every page of the site goes through here. */
export function documentOf(body: PageBody, chrome: Chrome, sheets: PageSheets): string {
  const { ui, words } = chrome;
  const inner = String(html`<a class="skip f-ui" href="#content">${words.skip}</a>
${mastOf(body, chrome)}
<main id="content" tabindex="-1"${body.contentLang ? '' : html` class="${ui}"`}>${body.main}</main>
${footOf(chrome)}`);
  const isKorean = ui === 'ko' || hangul.test(inner.replace(siteStrings('ko').language, ''));
  const head = String(headOf(body, chrome, sheets, isKorean));
  return `<!doctype html>\n<html lang="${ui}">\n${head}\n<body class="f-text site ${body.kind}">${inner}</body>\n</html>\n`;
}

/** Links of one page in every language of the interface, with the neutral address where there is one. */
export function alternatesOf(chrome: Chrome, path: (ui: UiLanguage) => string) {
  return uiLanguages
    .filter((ui) => chrome.site.languages.includes(ui))
    .map((ui) => ({ lang: ui, path: path(ui) }));
}
