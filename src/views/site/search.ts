import { html } from 'hono/html';
import type { SearchData, SearchHit } from '../../domain/reading.ts';
import { numberFormat } from '../../kit/formats.ts';
import { factsDot, joined, langOf, type Markup } from '../html/parts.ts';
import { hostOf, localeOf, plain, safeUrl } from '../safe.ts';
import { languageName, shortLabel } from './cards.ts';
import { at, type Chrome } from './chrome.ts';
import { disclosureOf, pageLd } from './json-ld.ts';
import { alternatesOf, type PageBody } from './layout.ts';
import { marked, snippetOf, termPattern } from './marked.ts';
import { shortTime, timeMarkup } from './when.ts';

/** Parameters of the address that narrow a search, as `SearchAsked` has them. */
export const searchFilters = ['source', 'lang', 'name', 'from', 'to'] as const;

/** What was asked, as the form shows it. */
export interface SearchAsked {
  q: string;
  /** Words to mark. */
  terms: readonly string[];
  source: string | null;
  lang: string | null;
  /** Folded. */
  name: string | null;
  from: string | null;
  to: string | null;
  page: number;
  /** Parts that were not understood. */
  trouble: readonly string[];
}

export interface SearchView {
  asked: SearchAsked;
  /** Null where nothing was asked. */
  data: SearchData | null;
  pages: number;
  knowsMeaning: boolean;
}

function hrefOf(asked: SearchAsked, change: Partial<SearchAsked>, chrome: Chrome): string {
  const next = { ...asked, page: 1, ...change };
  const query = new URLSearchParams();
  query.set('q', next.q);
  for (const key of searchFilters) {
    const value = next[key];
    if (value !== null) query.set(key, value);
  }
  if (next.page > 1) query.set('page', String(next.page));
  return `${at.search(chrome.ui)}?${query}`;
}

function hitOf(hit: SearchHit, pattern: RegExp | null, chrome: Chrome): Markup {
  const { ui, words } = chrome;
  const lang = langOf(hit.lang, ui);
  const title = plain(hit.title) || chrome.strings.untitled;
  const isBrief = hit.kind === 'brief';
  const url = isBrief ? at.brief(ui, hit.ref) : safeUrl(hit.url ?? undefined);
  const rel = isBrief ? '' : html` rel="noopener"`;
  const heading = url
    ? html`<a href="${url}"${rel}${lang}>${marked(title, pattern)}</a>`
    : html`<span${lang}>${marked(title, pattern)}</span>`;
  const publisher = plain(hit.publisher ?? '') || hostOf(url);
  const facts = [
    html`<span class="kind">${words.kinds[hit.kind]}</span>`,
    isBrief
      ? html`<span class="ai">${shortLabel({ disclosure: hit.disclosure ?? 'ai-generated' }, chrome)}</span>`
      : '',
    !isBrief && publisher ? html`<cite class="f-cite"${lang}>${publisher}</cite>` : '',
    hit.lang.split('-')[0] === ui ? '' : html`<span>${languageName(hit.lang, chrome)}</span>`,
    html`<span>${timeMarkup(shortTime(hit.at, chrome))}</span>`,
    hit.storyId ? html`<span><a href="${at.story(ui, hit.storyId)}">${words.story}</a></span>` : '',
    hit.by === 'words' ? '' : html`<span class="by">${words.foundBy[hit.by]}</span>`,
  ];
  const snippet = snippetOf(plain(hit.text), pattern);
  return html`<li class="hit ${hit.kind}"><h2 class="f-text">${heading}</h2>${snippet ? html`<p class="snippet f-text"${lang}>${marked(snippet, pattern)}</p>` : ''}<p class="facts f-ui">${joined(facts, factsDot)}</p></li>`;
}

interface Choice {
  name: string;
  count: number;
  href: string;
  isOn: boolean;
}

function facetOf(
  title: string,
  off: { name: string; href: string; isOn: boolean },
  choices: readonly Choice[],
): Markup {
  // Where a filter leaves nothing, there is still the way out of it.
  if (choices.length === 0 && !off.isOn) return html``;
  const current = html` aria-current="true"`;
  return html`<div class="facet"><h3 class="f-ui-strong">${title}</h3><ul>${off.isOn ? html`<li><a href="${off.href}">${off.name}</a></li>` : ''}${choices.map(({ name, count, href, isOn }) => html`<li><a href="${href}"${isOn ? current : ''}>${name}</a> <span>${count}</span></li>`)}</ul></div>`;
}

function facetsOf({ asked, data }: SearchView, chrome: Chrome): Markup | '' {
  if (!data) return '';
  const { words } = chrome;
  const { lang, source, day, name, since } = data.facets;
  const titled = (rows: readonly { value: string; title: string; count: number }[]) =>
    rows.map(({ value, title, count }) => ({ value, name: plain(title), count }));
  const languages = lang.map(({ value, count }) => ({ value, name: languageName(value, chrome), count }));
  /** A facet of a filter with one value, and the way out of it. */
  const filterFacet = (
    key: 'lang' | 'source' | 'name',
    { title, any }: { title: string; any: string },
    rows: readonly { value: string; name: string; count: number }[],
  ) =>
    facetOf(
      title,
      { name: any, href: hrefOf(asked, { [key]: null }, chrome), isOn: asked[key] !== null },
      rows.map(({ value, name, count }) => ({
        ...{ name, count, isOn: asked[key] === value },
        href: hrefOf(asked, { [key]: value }, chrome),
      })),
    );
  const days = day.map(({ value, count }) => ({
    name: shortTime(`${value}T12:00:00Z`, { ...chrome, now: null })?.text ?? value,
    count,
    href: hrefOf(asked, { from: value, to: value }, chrome),
    isOn: asked.from === value && asked.to === value,
  }));
  // A span that holds no more than the one before it says nothing.
  const spans = since
    .map(({ value, count }, place) => ({
      name: words.sinceSpans[place] ?? value,
      count,
      href: hrefOf(asked, { from: value, to: null }, chrome),
      isOn: asked.from === value && asked.to === null,
    }))
    .filter(({ count, isOn }, place) => isOn || count > (since[place - 1]?.count ?? 0));
  const isDated = asked.from !== null || asked.to !== null;
  const anyDay = { name: words.anyDay, href: hrefOf(asked, { from: null, to: null }, chrome), isOn: isDated };
  const parts = [
    filterFacet('lang', { title: words.languageWord, any: words.anyLanguage }, languages),
    filterFacet('source', { title: words.sources, any: words.anySource }, titled(source)),
    filterFacet('name', { title: words.names, any: words.anyName }, titled(name)),
    facetOf(words.sinceTitle, anyDay, spans),
    facetOf(words.archive, { ...anyDay, isOn: isDated && spans.every(({ isOn }) => !isOn) }, days),
  ];
  const note = data.more
    ? html`<p class="note">${words.facetsNote(numberFormat(localeOf(chrome.ui)).format(data.total))}</p>`
    : '';
  return html`<aside class="facets f-ui" aria-label="${words.narrow}">${note}${parts}</aside>`;
}

function pagerOf({ asked, pages }: SearchView, chrome: Chrome): Markup | '' {
  if (pages < 2) return '';
  const { words } = chrome;
  const back =
    asked.page > 1
      ? html`<a href="${hrefOf(asked, { page: asked.page - 1 }, chrome)}" rel="prev">${words.previousPage}</a>`
      : '';
  const on =
    asked.page < pages
      ? html`<a href="${hrefOf(asked, { page: asked.page + 1 }, chrome)}" rel="next">${words.nextPage}</a>`
      : '';
  return html`<p class="further f-ui">${back}<span>${asked.page} / ${pages}</span>${on}</p>`;
}

/** The form of the page itself: words, and the span of days. */
function formOf({ asked }: SearchView, chrome: Chrome): Markup {
  const { words, ui } = chrome;
  const kept = (['source', 'lang', 'name'] as const).map((key) => {
    const value = asked[key];
    return value === null ? '' : html`<input type="hidden" name="${key}" value="${value}">`;
  });
  return html`<form class="ask f-ui" action="${at.search(ui)}" method="get" role="search" aria-labelledby="search-title"><p class="words"><label for="words">${words.search}</label><input id="words" name="q" type="search" maxlength="200" value="${asked.q}" autocomplete="off"></p><p><label for="from">${words.fromDay}</label><input id="from" name="from" type="date" value="${asked.from ?? ''}"></p><p><label for="to">${words.toDay}</label><input id="to" name="to" type="date" value="${asked.to ?? ''}"></p>${kept}<p><button type="submit">${words.search}</button></p></form>`;
}

function tipsOf({ knowsMeaning }: SearchView, chrome: Chrome): Markup {
  const { words } = chrome;
  const none = {
    source: null,
    lang: null,
    name: null,
    from: null,
    to: null,
    page: 1,
    terms: [],
    trouble: [],
  };
  const examples = words.searchExamples.map(
    (q) => html`<li><a href="${hrefOf({ q, ...none }, {}, chrome)}"><code>${q}</code></a></li>`,
  );
  return html`<div class="tips"><p class="f-text">${words.searchTips}${knowsMeaning ? ` ${words.searchMeaningTip}` : ''}</p><ul class="f-ui">${examples}</ul></div>`;
}

/** How many of them hold none of the words. */
function meaningNote(count: number | null, chrome: Chrome): string {
  if (count === null || count === 0) return '';
  return ` ${chrome.words.resultsByMeaning(numberFormat(localeOf(chrome.ui)).format(count))}`;
}

/** Results with facets; without a question, how to ask one. */
export function searchPage(view: SearchView, chrome: Chrome): PageBody {
  const { ui, words } = chrome;
  const { asked, data } = view;
  const pattern = termPattern(asked.terms);
  const trouble = asked.trouble.map((part) => html`<p class="trouble f-ui">${words.searchTrouble(part)}</p>`);
  const count = numberFormat(localeOf(ui)).format(data?.total ?? 0);
  const found = !data
    ? tipsOf(view, chrome)
    : data.hits.length === 0
      ? html`<p class="count f-ui" role="status">${words.noResults}</p>${tipsOf(view, chrome)}`
      : html`<p class="count f-ui" role="status">${words.results(count, data.more)}${meaningNote(data.byMeaning, chrome)}</p><ol class="hits">${data.hits.map((hit) => hitOf(hit, pattern, chrome))}</ol>${pagerOf(view, chrome)}`;
  const path = at.search(ui);
  const briefs = (data?.hits ?? []).filter(({ kind }) => kind === 'brief');
  return {
    kind: 'results',
    title: asked.q === '' ? words.search : `${words.search}: ${asked.q}`,
    description: words.searchTips,
    main: html`<h1 class="page-title f-display" id="search-title">${words.search}</h1>${formOf(view, chrome)}${trouble}<div class="two"><div class="wide-part">${found}</div><div class="narrow-part">${facetsOf(view, chrome)}</div></div>`,
    path,
    alternates: alternatesOf(chrome, at.search),
    jsonLd: pageLd(chrome, path, words.search, 'SearchResultsPage'),
    disclosure: disclosureOf(briefs.map(({ disclosure }) => ({ disclosure: disclosure ?? 'ai-generated' }))),
    isIndexed: false,
    query: asked.q,
  };
}
