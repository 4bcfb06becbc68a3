import { html } from 'hono/html';
import type { BriefCard, FrontData } from '../../domain/reading.ts';
import { sectionName } from '../../languages/site-strings.ts';
import type { Markup } from '../html/parts.ts';
import { itemOf } from './cards.ts';
import { at, type Chrome } from './chrome.ts';
import { planFront } from './front-plan.ts';
import { disclosureOf, listLd, siteLd } from './json-ld.ts';
import { alternatesOf, type PageBody } from './layout.ts';
import { emptyDesk } from './message.ts';
import { dayOf } from './when.ts';

function columnOf(heading: Markup, cards: readonly BriefCard[], chrome: Chrome, more: Markup | ''): Markup {
  const items = cards.map((card, index) =>
    itemOf(card, chrome, { rank: index === 0 ? 'second' : 'short', isKickerShown: false }),
  );
  return html`<section class="column"><h2 class="rubric f-ui-strong">${heading}</h2>${items}${more}</section>`;
}

function sectionColumn({ name, cards }: FrontData['sections'][number], chrome: Chrome): Markup {
  const label = sectionName(name, chrome.ui);
  const link = html`<a href="${at.section(chrome.ui, name)}">${label}</a>`;
  return columnOf(link, cards, chrome, '');
}

/** Which languages the briefs on the page are in, and the other choice. */
export function languageChoice(isAll: boolean, chrome: Chrome, own: string, all: string): Markup {
  const { words } = chrome;
  return isAll
    ? html`<a href="${own}">${words.onlyThisLanguage}</a>`
    : html`<a href="${all}">${words.allLanguages}</a>`;
}

function furtherOf(isAll: boolean, data: FrontData, chrome: Chrome): Markup {
  const { ui, words } = chrome;
  const newest = data.latest[0]?.publishedAt;
  const day = newest ? html`<a href="${at.day(ui, dayOf(newest, chrome))}">${words.archive}</a>` : '';
  const others = data.languages.some((lang) => lang.split('-')[0] !== ui);
  const choice = others || isAll ? languageChoice(isAll, chrome, at.front(ui), at.all(ui)) : '';
  return html`<p class="further f-ui">${choice}${day}</p>`;
}

/** The front page: a lead, a second rank, then sections in columns. */
export function frontPage(data: FrontData, isAll: boolean, chrome: Chrome): PageBody {
  const { ui, words, site } = chrome;
  const plan = planFront(data);
  const path = isAll ? at.all(ui) : at.front(ui);
  const columns = [
    ...plan.sections.map((section) => sectionColumn(section, chrome)),
    ...(plan.rest.length > 0
      ? [columnOf(html`${plan.sections.length > 0 ? words.noSection : words.latest}`, plan.rest, chrome, '')]
      : []),
  ];
  const main = plan.lead
    ? html`<div class="top${plan.second.length === 0 ? ' alone' : ''}"><div class="main-column">${itemOf(plan.lead, chrome, { rank: 'lead', level: 2 })}${plan.under.length > 0 ? html`<div class="under">${plan.under.map((card) => itemOf(card, chrome, { rank: 'second', level: 2 }))}</div>` : ''}</div><div class="side">${plan.second.map((card) => itemOf(card, chrome, { rank: 'second', level: 2 }))}</div></div>
${plan.third.length > 0 ? html`<div class="ranks"><div class="grid">${plan.third.map((card) => itemOf(card, chrome, { rank: 'second', level: 2 }))}</div></div>` : ''}
${columns.length > 0 ? html`<div class="columns n${Math.min(4, columns.length)}"><div class="grid">${columns}</div></div>` : ''}${furtherOf(isAll, data, chrome)}`
    : html`${emptyDesk(chrome)}${data.languages.length > 0 ? furtherOf(isAll, data, chrome) : ''}`;
  return {
    kind: 'front',
    title: '',
    description: `${site.name}: ${words.motto}. ${words.labelNote}.`,
    main,
    path,
    canonical: at.front(ui),
    alternates: isAll ? [] : [...alternatesOf(chrome, at.front), { lang: 'x-default', path: '/' }],
    jsonLd: { ...siteLd(chrome), ...listLd(data.latest, chrome) },
    disclosure: disclosureOf(data.latest),
  };
}
