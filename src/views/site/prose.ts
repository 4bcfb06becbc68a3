import { html } from 'hono/html';
import type { Prose } from '../../languages/site-strings.ts';
import type { Markup } from '../html/parts.ts';
import { at, type Chrome } from './chrome.ts';
import { pageLd } from './json-ld.ts';
import { alternatesOf, contactOf, type PageBody } from './layout.ts';

/** A paragraph in which the desk's contact is a link. */
function paragraphOf(text: string, { site }: Chrome): Markup {
  const { contact } = site;
  const place = contact === null || contact === '' ? -1 : text.indexOf(contact);
  if (contact === null || place < 0) return html`<p>${text}</p>`;
  return html`<p>${text.slice(0, place)}${contactOf(contact)}${text.slice(place + contact.length)}</p>`;
}

function prose(parts: readonly Prose[], chrome: Chrome): Markup {
  return html`${parts.map(({ heading, paragraphs }) => html`<section><h2 class="f-strong">${heading}</h2>${paragraphs.map((text) => paragraphOf(text, chrome))}</section>`)}`;
}

export function aboutPage(chrome: Chrome): PageBody {
  const { ui, words, site } = chrome;
  const path = at.about(ui);
  return {
    kind: 'prose',
    title: words.about,
    description: `${words.about}: ${site.name}. ${words.labelNote}.`,
    main: html`<h1 class="page-title f-display">${words.about}</h1><div class="reading f-text">${prose(words.aboutText(site), chrome)}<p class="f-ui further"><a href="${at.policy(ui)}">${words.policy}</a><a href="${at.accuracy(ui)}">${words.accuracy}</a><a href="${at.corrections(ui)}">${words.corrections}</a><a href="${at.sources(ui)}">${words.sources}</a></p></div>`,
    path,
    alternates: alternatesOf(chrome, at.about),
    jsonLd: pageLd(chrome, path, words.about, 'AboutPage'),
    disclosure: null,
  };
}

export function policyPage(chrome: Chrome): PageBody {
  const { ui, words, site } = chrome;
  const path = at.policy(ui);
  return {
    kind: 'prose',
    title: words.policy,
    description: `${words.policy}: ${site.name}`,
    main: html`<h1 class="page-title f-display">${words.policy}</h1><div class="reading f-text">${prose(words.policyText(site), chrome)}</div>`,
    path,
    alternates: alternatesOf(chrome, at.policy),
    jsonLd: pageLd(chrome, path, words.policy),
    disclosure: null,
  };
}
