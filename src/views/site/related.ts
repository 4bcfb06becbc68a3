import { html } from 'hono/html';
import type { BriefData, RelatedOriginal } from '../../domain/reading.ts';
import type { Why } from '../../domain/story.ts';
import { primaryLanguage } from '../../languages/languages.ts';
import { factsDot, joined, langOf, type Markup } from '../html/parts.ts';
import { plain, safeUrl } from '../safe.ts';
import { itemOf, languageName } from './cards.ts';
import { at, type Chrome } from './chrome.ts';
import { shortTime, timeMarkup } from './when.ts';

const itemsMax = 2;
const itemCharsMax = 40;

/** What is shared, in words that can stand in a sentence. */
function named(items: readonly string[]): string[] {
  const shown = items.map(plain).filter((item) => item !== '' && item.length <= itemCharsMax);
  // A dateline's capitals.
  return shown
    .slice(0, itemsMax)
    .map((word) => (/^\p{Lu}{5,}$/u.test(word) ? `${word[0]}${word.slice(1).toLowerCase()}` : word));
}

/**
 * Why a brief stands beside another, in a few words: what both are about and how far apart they are. Null where no more
 * can be said than that one came before the other.
 */
export function relatedReason(why: readonly Why[], { words }: Pick<Chrome, 'words'>): string | null {
  const apart = why.find(({ kind }) => kind === 'earlier' || kind === 'later');
  const days = Number(apart?.items[0] ?? 0) * (apart?.kind === 'earlier' ? -1 : 1);
  const when = words.daysApart(Number.isSafeInteger(days) ? days : 0);
  for (const { kind, items } of why) {
    const shared = named(items);
    if (kind === 'editor') return words.chosenByEditor;
    if (kind === 'same-names' && shared.length > 0) return words.relatedByNames(shared, when);
    if (kind === 'same-words' && shared.length > 0) return words.relatedByWords(shared, when);
    if (kind === 'same-meaning') return words.relatedByMeaning(when);
  }
  return null;
}

/** An original that no brief tells: told apart from briefs, with its publisher, language, reason and a line of its own. */
function originalOf(original: RelatedOriginal, note: string, chrome: Chrome): Markup | '' {
  const { ui, words } = chrome;
  const url = safeUrl(original.url);
  const title = plain(original.title);
  if (url === null || title === '') return '';
  const lang = langOf(original.lang, ui);
  const name = plain(original.publisher ?? '') || plain(original.sourceTitle);
  const isForeign = primaryLanguage(original.lang) !== ui;
  const blurb = plain(original.blurb ?? '');
  const facts = [
    html`<span class="own">${isForeign ? words.originalReportIn(languageName(original.lang, chrome)) : words.originalReport}</span>`,
    html`<cite class="f-cite"${lang}><a href="${at.source(ui, original.sourceId)}">${name}</a></cite>`,
    html`<span>${timeMarkup(shortTime(original.publishedAt ?? original.seenAt, chrome))}</span>`,
  ];
  return html`<article class="item short original"><h3 class="f-text"><a href="${url}" rel="noopener nofollow external"${lang}>${title}</a></h3>
<p class="note-line f-ui">${note}</p>${blurb === '' ? '' : html`<blockquote class="sum f-text" cite="${url}"${lang}>${blurb}</blockquote>`}<p class="facts f-ui">${joined(facts, factsDot)}</p></article>`;
}

function originalsOf({ originals }: BriefData, chrome: Chrome): Markup | '' {
  const items = originals
    .map((one) => {
      const note = relatedReason(one.why, chrome);
      return note === null ? '' : originalOf(one, note, chrome);
    })
    .filter((item) => item !== '');
  if (items.length === 0) return '';
  const { words, ui } = chrome;
  return html`<section class="related originals block ${ui}" aria-labelledby="originals-elsewhere"><h2 class="f-ui-strong" id="originals-elsewhere">${words.relatedOriginals}</h2><p class="f-ui soft note-line">${words.relatedOriginalsNote}</p><div class="related-list">${items}</div></section>`;
}

/** Other briefs, each with its reason, and originals that no brief tells; what has no reason is not shown. */
export function relatedOf(data: BriefData, chrome: Chrome): Markup | '' {
  return html`${briefsBeside(data, chrome)}${originalsOf(data, chrome)}`;
}

function briefsBeside({ related }: BriefData, chrome: Chrome): Markup | '' {
  const items = related.flatMap((card) => {
    const note = relatedReason(card.why, chrome);
    return note === null ? [] : [itemOf(card, chrome, { rank: 'related', note })];
  });
  if (items.length === 0) return '';
  return html`<section class="related block ${chrome.ui}" aria-labelledby="related"><h2 class="f-ui-strong" id="related">${chrome.words.related}</h2><div class="related-list">${items}</div></section>`;
}
