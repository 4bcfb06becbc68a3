import { html } from 'hono/html';
import type { BriefData, CopyGroup, StoryDocument } from '../../domain/reading.ts';
import { textOf } from '../html/body.ts';
import { footOf } from '../html/foot.ts';
import { langOf, type Markup } from '../html/parts.ts';
import { headlineOf, legendOf, openingOf } from '../html/top.ts';
import { type BriefView, viewBrief } from '../model.ts';
import { plain, safeLang, safeUrl } from '../safe.ts';
import { languageName } from './cards.ts';
import { at, type Chrome } from './chrome.ts';
import { textOwner } from './copies.ts';
import { articleLd, canonicalBrief } from './json-ld.ts';
import type { PageBody } from './layout.ts';
import { correctionItems } from './lists.ts';
import { relatedOf } from './related.ts';
import { sinceOf } from './since.ts';
import { shortTime, timeMarkup } from './when.ts';

/** Above the article: which language it is in, and where the same story stands in the reader's. */
function languageLine({ card, others }: BriefData, chrome: Chrome): Markup | '' {
  const { ui, words } = chrome;
  const isForeign = card.lang.split('-')[0] !== ui;
  const links = others.map(({ id, lang }) => {
    const name = languageName(lang, chrome);
    return html`<a href="${at.brief(ui, id)}" hreflang="${safeLang(lang)}">${words.readThisIn(name)}</a>`;
  });
  if (!isForeign && links.length === 0) return '';
  return html`<p class="tongues f-ui ${ui}">${isForeign ? html`<span>${words.thisIsIn(languageName(card.lang, chrome))}</span>` : ''}${links}</p>`;
}

function correctionsOf({ corrections }: BriefData, chrome: Chrome): Markup | '' {
  if (corrections.length === 0) return '';
  return html`<section class="put-right ${chrome.ui}" aria-label="${chrome.words.corrections}"><ul class="corrections">${correctionItems(corrections, chrome, false)}</ul></section>`;
}

function reportOf(document: StoryDocument, groups: readonly CopyGroup[], chrome: Chrome): Markup {
  const url = safeUrl(document.url);
  const title = plain(document.title) || chrome.strings.untitled;
  const lang = langOf(document.lang, chrome.ui);
  const words = url
    ? html`<a href="${url}" rel="noopener"${lang}>${title}</a>`
    : html`<span${lang}>${title}</span>`;
  const publisher = plain(document.publisher ?? '') || plain(document.sourceTitle);
  const whose = textOwner(document, groups, chrome);
  return html`<li><span class="at f-ui">${timeMarkup(shortTime(document.publishedAt ?? document.seenAt, chrome))}</span><span class="what"><cite class="f-cite"${lang}>${publisher}</cite> ${words}${whose === null ? '' : html` <span class="whose f-ui">${whose}</span>`}</span></li>`;
}

/** The story in short: its first independent reports in order of time, and the way to all of it. */
function storyBox({ story, timeline, copyGroups }: BriefData, chrome: Chrome): Markup | '' {
  const { words, ui } = chrome;
  if (timeline.length === 0) return '';
  return html`<section class="story-box block ${ui}" aria-labelledby="story-box"><h2 class="f-ui-strong" id="story-box">${words.theStory} <span class="f-ui">${words.voices(Math.max(1, story.voices))}</span></h2><ol class="moments f-text">${timeline.map((document) => reportOf(document, copyGroups, chrome))}</ol><p class="f-ui more"><a href="${at.story(ui, story.id)}">${words.wholeStory}</a></p></section>`;
}

function lastLine({ card }: BriefData, chrome: Chrome): Markup {
  const { ui, words, site } = chrome;
  const report = site.contact === null ? '' : html`<span>${words.reportError}: ${site.contact}</span>`;
  return html`<p class="last-line f-ui ${ui}"><a href="${at.revisions(ui, card.id)}">${words.revisions}</a><a href="${at.policy(ui)}">${words.policy}</a>${report}</p>`;
}

/** Style of the article's own language: the chrome may be in another. */
export function scriptClass(view: BriefView): string {
  return view.lang.split('-')[0] === 'ko' ? 'ko' : 'en';
}

/** The brief inside the site: the article as everywhere, with corrections, story and related briefs around it. */
export function briefPage(data: BriefData, chrome: Chrome): PageBody {
  const { brief, card } = data;
  const { ui } = chrome;
  const view = viewBrief(brief);
  const direction = view.pack.typography.direction === 'rtl' ? html` dir="rtl"` : '';
  const own = langOf(view.lang, ui) === '' ? '' : html` lang="${view.lang}"`;
  const main = html`${languageLine(data, chrome)}<article class="${scriptClass(view)}"${own}${direction}>${headlineOf(view)}${correctionsOf(data, chrome)}
<div class="cols">${openingOf(view)}
${legendOf(view)}
${textOf(view)}
<div class="around">${sinceOf(data, chrome)}${storyBox(data, chrome)}${relatedOf(data, chrome)}</div>
${footOf(view)}${lastLine(data, chrome)}</div></article>`;
  const title = view.headline?.text ?? card.id;
  return {
    kind: 'article',
    title,
    description: `${brief.label.short}: ${view.standfirst?.text ?? brief.label.text}`,
    main,
    path: at.brief(ui, card.id),
    canonical: canonicalBrief(card, chrome),
    alternates: [card, ...data.others].map((other) => ({
      lang: safeLang(other.lang),
      path: canonicalBrief(other, chrome),
    })),
    jsonLd: articleLd(view, data, chrome),
    disclosure: {
      words: brief.label.disclosure === 'ai-generated' ? 'ai-generated' : 'ai-assisted',
      digitalSourceType: brief.label.digitalSourceType,
    },
    notes: view.notes.length,
    ogType: 'article',
    contentLang: view.lang,
    ...(card.section === null ? {} : { section: card.section }),
  };
}
