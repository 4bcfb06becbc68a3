import { html } from 'hono/html';
import type { Disagreement, StoryData, StoryDocument } from '../../domain/reading.ts';
import { factsDot, joined, langOf, type Markup } from '../html/parts.ts';
import { plain, safeUrl } from '../safe.ts';
import { itemOf, languageList } from './cards.ts';
import { at, type Chrome } from './chrome.ts';
import { growthFigure } from './growth.ts';
import { disclosureOf, listLd, pageLd } from './json-ld.ts';
import { alternatesOf, type PageBody } from './layout.ts';
import { correctionItems } from './lists.ts';
import { clockTime, dayOf, fullTime, longDay, timeMarkup } from './when.ts';

/** The story's name: a brief's headline in the reader's language, else any brief's, else the first report's. */
export function storyTitle(data: StoryData, chrome: Chrome): { text: string; lang: string } {
  const own = data.briefs.find(({ lang }) => lang.split('-')[0] === chrome.ui) ?? data.briefs[0];
  if (own) return { text: plain(own.headline), lang: own.lang };
  const [first] = data.items;
  return { text: plain(first?.title ?? '') || chrome.strings.untitled, lang: first?.lang ?? chrome.ui };
}

function nameOf(document: StoryDocument): string {
  return plain(document.publisher ?? '') || plain(document.sourceTitle);
}

function linkOf(document: StoryDocument, chrome: Chrome): Markup {
  const url = safeUrl(document.url);
  const title = plain(document.title) || chrome.strings.untitled;
  const lang = langOf(document.lang, chrome.ui);
  return url ? html`<a href="${url}" rel="noopener"${lang}>${title}</a>` : html`<span${lang}>${title}</span>`;
}

function publisherOf(document: StoryDocument, chrome: Chrome): Markup {
  const lang = langOf(document.lang, chrome.ui);
  return html`<cite class="f-cite"${lang}><a href="${at.source(chrome.ui, document.sourceId)}">${nameOf(document)}</a></cite>`;
}

/** One independent voice: its report, and who carried the same text. */
function voiceOf(
  document: StoryDocument,
  copies: readonly StoryDocument[],
  isFirst: boolean,
  chrome: Chrome,
): Markup {
  const { words } = chrome;
  const facts = [
    publisherOf(document, chrome),
    isFirst ? html`<span>${words.firstReport}</span>` : '',
    document.lang.split('-')[0] === chrome.ui
      ? ''
      : html`<span>${languageList([document.lang], chrome)}</span>`,
    document.version > 1 ? html`<span>${words.changedText}</span>` : '',
    document.state === 'withdrawn' ? html`<span class="fixed">${words.withdrawnReport}</span>` : '',
  ];
  const same =
    copies.length === 0
      ? ''
      : html`<p class="copies f-ui">${words.alsoCarriedBy}: ${copies.map((copy, index) => html`${index > 0 ? ', ' : ''}${publisherOf(copy, chrome)}`)}</p>`;
  const title =
    document.state === 'withdrawn'
      ? html`<del${langOf(document.lang, chrome.ui)}>${plain(document.title)}</del>`
      : linkOf(document, chrome);
  return html`<li class="moment"><p class="at f-ui">${timeMarkup(clockTime(document.publishedAt ?? document.seenAt, chrome))}</p><div><p class="headline f-text">${title}</p><p class="facts f-ui">${joined(facts, factsDot)}</p>${same}</div></li>`;
}

/** Reports in order of time, under the days on which they came; copies with the text they repeat. */
function timelineOf(data: StoryData, chrome: Chrome): Markup {
  const { words } = chrome;
  const shown = data.items.filter(({ state }) => state !== 'superseded');
  const known = new Set(shown.map(({ id }) => id));
  const isVoice = ({ copyOf }: StoryDocument) => copyOf === null || !known.has(copyOf);
  const voices = shown.filter(isVoice);
  const days = Map.groupBy(voices, (document) => dayOf(document.publishedAt ?? document.seenAt, chrome));
  const blocks = [...days].map(([, documents]) => {
    const [first] = documents;
    const day = first ? longDay(first.publishedAt ?? first.seenAt, chrome) : '';
    const items = documents.map((document) => {
      const copies = shown.filter(({ copyOf }) => copyOf === document.id);
      return voiceOf(document, copies, document === voices[0], chrome);
    });
    return html`<h3 class="f-ui-strong">${day}</h3><ol>${items}</ol>`;
  });
  const more = data.more > 0 ? html`<p class="f-ui">${words.moreReports(data.more)}</p>` : '';
  return html`<section class="timeline block" aria-labelledby="timeline"><h2 class="f-ui-strong" id="timeline">${words.timeline}</h2>${blocks}${more}</section>`;
}

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

function disagreementOf(row: Disagreement, data: StoryData, chrome: Chrome): Markup {
  const { words } = chrome;
  const sides = row.sides.map((side) => {
    const carriers = data.items.filter(({ id }) => side.documents.includes(id));
    const names = carriers.map((document, index) => {
      const url = safeUrl(document.url);
      const name = html`<cite class="f-cite"${langOf(document.lang, chrome.ui)}>${nameOf(document)}</cite>`;
      return html`${index > 0 ? ', ' : ''}${url ? html`<a href="${url}" rel="noopener">${name}</a>` : name}`;
    });
    const lang = carriers[0] ? langOf(carriers[0].lang, chrome.ui) : '';
    return html`<tr><th scope="row" class="f-text"${lang}>${plain(side.text)}</th><td class="f-ui" data-label="${words.saidBy}">${names}</td></tr>`;
  });
  const kind = words.disagreementKinds[row.kind] ?? '';
  const about = plain(row.about);
  return html`<div class="clash"><h3 class="f-text">${kind ? html`<span class="f-ui-strong">${kind}</span> ` : ''}${about}</h3>${axisOf(row)}<table><thead class="hidden"><tr><th scope="col">${words.title}</th><th scope="col">${words.saidBy}</th></tr></thead><tbody>${sides}</tbody></table></div>`;
}

function disagreementsOf(data: StoryData, chrome: Chrome): Markup | '' {
  if (data.disagreements.length === 0) return '';
  const { words } = chrome;
  return html`<section class="clashes block" aria-labelledby="clashes"><h2 class="f-ui-strong" id="clashes">${words.disagreements}</h2><p class="f-ui soft">${words.disagreementsNote}</p>${data.disagreements.map((row) => disagreementOf(row, data, chrome))}</section>`;
}

function factsLine(data: StoryData, chrome: Chrome): Markup {
  const { words } = chrome;
  const facts = [
    words.reports(data.documents),
    data.voices > 1 ? words.voices(data.voices) : words.singleSource,
    ...(data.languages.length > 0 ? [languageList(data.languages, chrome)] : []),
  ];
  const first = timeMarkup(fullTime(data.firstAt, chrome));
  const last = data.lastAt === data.firstAt ? '' : html` – ${timeMarkup(fullTime(data.lastAt, chrome))}`;
  const shown = [
    ...facts.map((fact) => html`<span>${fact}</span>`),
    first === '' ? '' : html`<span>${first}${last}</span>`,
  ];
  return html`<p class="facts f-ui">${joined(shown, factsDot)}</p>`;
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
    main: html`<header class="story-head"><p class="kick f-ui-strong">${words.story}</p><h1 class="page-title f-display"${langOf(title.lang, ui)}>${title.text}</h1>${factsLine(data, chrome)}</header>
<div class="two"><div class="wide-part">${disagreementsOf(data, chrome)}${timelineOf(data, chrome)}</div><div class="narrow-part"><section class="block" aria-labelledby="briefs"><h2 class="f-ui-strong" id="briefs">${words.briefsOfStory}</h2>${briefs}</section>${growthFigure(data.items, chrome)}${corrections}</div></div>`,
    path,
    alternates: alternatesOf(chrome, (other) => at.story(other, data.id)),
    jsonLd: { ...pageLd(chrome, path, title.text, 'CollectionPage'), ...listLd(data.briefs, chrome) },
    disclosure: disclosureOf(data.briefs),
  };
}
