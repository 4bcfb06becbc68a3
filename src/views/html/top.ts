import { html } from 'hono/html';
import type { BriefView } from '../model.ts';
import type { SourceView } from '../sources.ts';
import { joined, langOf, type Markup, sentenceOf, timeOf } from './parts.ts';

/** Kicker and headline, over the full width. */
export function headlineOf(view: BriefView): Markup {
  const kicker = view.kicker ? html`<p class="kicker f-ui-strong">${view.kicker}</p>` : '';
  const headline = view.headline
    ? html`<h1 class="f-display">${sentenceOf(view.headline, view.lang, { bare: true })}</h1>`
    : '';
  return html`<header class="head">${kicker}${headline}</header>`;
}

function originalOf(source: SourceView, pageLang: string): Markup {
  const foreign = langOf(source.lang, pageLang);
  const title = source.url
    ? html`<a class="title f-text" href="${source.url}" rel="noopener"${foreign}>${source.title}</a>`
    : html`<span class="title f-text"${foreign}>${source.title}</span>`;
  const facts = [
    html`<cite class="f-cite"${foreign}>${source.publisher}</cite>`,
    source.byline ? html`<span>${source.byline}</span>` : '',
    source.published ? html`<span>${timeOf(source.published)}</span>` : '',
    source.language ? html`<span>${source.language}</span>` : '',
    source.sameTextAs ? html`<span>${source.sameTextAs}</span>` : '',
  ];
  return html`<li>${title}<br><span class="facts">${joined(facts, ' ')}</span></li>`;
}

/** Standfirst, the AI label in words, and the originals: all before the text. */
export function openingOf(view: BriefView): Markup {
  const { strings, brief, lang } = view;
  const standfirst = view.standfirst
    ? html`<p class="standfirst f-text">${sentenceOf(view.standfirst, lang, { bare: true })}</p>`
    : '';
  return html`<div class="opening">${standfirst}
<p class="label f-ui"><strong class="f-ui-strong">${brief.label.text}</strong> <span>${view.review}</span> ${view.created ? html`<span>${strings.published} ${timeOf(view.created)}</span>` : ''}</p>
<section class="originals f-ui" aria-labelledby="originals"><h2 class="f-ui-strong" id="originals">${strings.originals} <span class="f-ui">${view.reports}</span></h2>
<ol>${view.sources.map((source) => originalOf(source, lang))}</ol></section></div>`;
}

/** What the lines under the sentences mean; in the margin on a wide screen, one line on a phone. */
export function legendOf({ strings, notes, changed, headlineOnly }: BriefView): Markup | '' {
  if (headlineOnly) return '';
  const marks = [
    html`<li><span class="line supported">${strings.markSupported}</span></li>`,
    html`<li><span class="line attributed">${strings.markAttributed}</span></li>`,
    notes.some(({ mark }) => mark === 'unsettled')
      ? html`<li><span class="line unsettled">${strings.markUnsettled}</span></li>`
      : '',
    changed.some(({ dropped }) => dropped) ? html`<li><del>${strings.markDropped}</del></li>` : '',
  ];
  return html`<aside class="legend f-ui" aria-label="${strings.evidence}"><p>${strings.evidenceHint}</p><ul>${marks}</ul></aside>`;
}
