import { html } from 'hono/html';
import type { StoryData } from '../../domain/reading.ts';
import { factsDot, joined, langOf, type Markup } from '../html/parts.ts';
import { plain } from '../safe.ts';
import { itemOf, languageList } from './cards.ts';
import { at, type Chrome } from './chrome.ts';
import { disagreementsOf } from './clashes.ts';
import { countriesLine } from './countries.ts';
import { growthFigure } from './growth.ts';
import { disclosureOf, listLd, pageLd } from './json-ld.ts';
import { alternatesOf, type PageBody } from './layout.ts';
import { correctionItems } from './lists.ts';
import { nameOf, timelineOf } from './story-timeline.ts';
import { fullTime, timeMarkup } from './when.ts';

/** The story's name: a brief's headline in the reader's language, else any brief's, else the first report's. */
export function storyTitle(data: StoryData, chrome: Chrome): { text: string; lang: string } {
  const own = data.briefs.find(({ lang }) => lang.split('-')[0] === chrome.ui) ?? data.briefs[0];
  if (own) return { text: plain(own.headline), lang: own.lang };
  const [first] = data.items;
  return { text: plain(first?.title ?? '') || chrome.strings.untitled, lang: first?.lang ?? chrome.ui };
}

function factsLine(data: StoryData, chrome: Chrome): Markup {
  const { words } = chrome;
  const facts = [
    words.reports(data.documents),
    data.voices > 1 ? words.voices(data.voices) : words.singleSource,
    ...(data.languages.length > 0 ? [languageList(data.languages, chrome)] : []),
    countriesLine(data.items, chrome),
  ];
  const first = timeMarkup(fullTime(data.firstAt, chrome));
  const last = data.lastAt === data.firstAt ? '' : html` – ${timeMarkup(fullTime(data.lastAt, chrome))}`;
  const shown = [
    ...facts.map((fact) => (fact === null ? '' : html`<span>${fact}</span>`)),
    first === '' ? '' : html`<span>${first}${last}</span>`,
  ];
  return html`<p class="facts f-ui">${joined(shown, factsDot)}</p>`;
}

/** Nobody else has said so: readers are told in so many words. */
function singleSourceNote({ voices, items, documents }: StoryData, { words }: Chrome): Markup | '' {
  if (voices > 1) return '';
  const [first] = items;
  const name = first ? nameOf(first) : '';
  return html`<p class="single f-ui">${documents > 1 ? words.singleSourceCopies(name) : words.singleSourceNote(name)}</p>`;
}

/** One event: who reported it when, in which languages, where they differ, and the briefs about it. */
export function storyPage(data: StoryData, chrome: Chrome): PageBody {
  const { ui, words } = chrome;
  const title = storyTitle(data, chrome);
  const path = at.story(ui, data.id);
  const sorted = [...data.briefs].sort((a, b) => Number(b.lang === ui) - Number(a.lang === ui));
  const briefs =
    sorted.length === 0
      ? html`<p class="f-ui soft">${words.noBriefYet}</p>`
      : sorted.map((card) => itemOf(card, chrome, { rank: 'second', isKickerShown: false }));
  const corrections =
    data.corrections.length === 0
      ? ''
      : html`<section class="block" aria-labelledby="corrections"><h2 class="f-ui-strong" id="corrections">${words.corrections}</h2><ul class="corrections">${correctionItems(data.corrections, chrome, true)}</ul></section>`;
  return {
    kind: 'story',
    title: `${words.story}: ${title.text}`,
    description: `${words.story}. ${words.growthNote(data.documents, data.voices, Math.max(1, data.languages.length))}.`,
    main: html`<header class="story-head"><p class="kick f-ui-strong">${words.story}</p><h1 class="page-title f-display"${langOf(title.lang, ui)}>${title.text}</h1>${factsLine(data, chrome)}${singleSourceNote(data, chrome)}</header>
<div class="two"><div class="wide-part">${disagreementsOf(data, chrome)}${timelineOf(data, chrome)}</div><div class="narrow-part"><section class="block" aria-labelledby="briefs"><h2 class="f-ui-strong" id="briefs">${words.briefsOfStory}</h2>${briefs}</section>${growthFigure(data.items, chrome)}${corrections}</div></div>`,
    path,
    alternates: alternatesOf(chrome, (other) => at.story(other, data.id)),
    jsonLd: { ...pageLd(chrome, path, title.text, 'CollectionPage'), ...listLd(data.briefs, chrome) },
    disclosure: disclosureOf(data.briefs),
  };
}
