import { html } from 'hono/html';
import type { BriefCard } from '../../domain/reading.ts';
import { primaryLanguage } from '../../languages/languages.ts';
import { sectionName } from '../../languages/site-strings.ts';
import { factsDot, joined, langOf, type Markup } from '../html/parts.ts';
import { localeOf, plain, safeLang } from '../safe.ts';
import { at, type Chrome } from './chrome.ts';
import { shortTime, timeMarkup } from './when.ts';

/** A language's name in the reader's, without its region; the tag where there is none. */
export function languageName(tag: string, chrome: Pick<Chrome, 'ui'>): string {
  try {
    const primary = primaryLanguage(safeLang(tag));
    return new Intl.DisplayNames([localeOf(chrome.ui)], { type: 'language' }).of(primary) ?? tag;
  } catch {
    return tag;
  }
}

/** `English and Korean`. */
export function languageList(tags: readonly string[], chrome: Pick<Chrome, 'ui'>): string {
  const primary = tags.map((tag) => primaryLanguage(tag));
  const names = [...new Set(primary.map((tag) => languageName(tag, chrome)))].sort();
  return new Intl.ListFormat(localeOf(chrome.ui), { type: 'conjunction' }).format(names);
}

/** The AI label in short form, in the reader's language. */
export function shortLabel(card: Pick<BriefCard, 'disclosure'>, chrome: Pick<Chrome, 'strings'>): string {
  const { aiLabelShort, aiLabelShortExcerpts } = chrome.strings;
  return card.disclosure === 'ai-excerpts' ? aiLabelShortExcerpts : aiLabelShort;
}

/** Label, independent voices, languages, time: the line under every item. */
export function factsOf(card: BriefCard, chrome: Chrome): Markup {
  const { words } = chrome;
  const voices = card.voices > 1 ? words.voices(card.voices) : words.singleSource;
  const languages =
    new Set(card.languages.map(primaryLanguage)).size > 1 ? languageList(card.languages, chrome) : null;
  const own = card.lang.split('-')[0] === chrome.ui ? null : languageName(card.lang, chrome);
  const facts = [
    html`<span class="ai">${shortLabel(card, chrome)}</span>`,
    card.review === 'reviewed' ? html`<span>${words.reviewedShort}</span>` : '',
    own ? html`<span>${own}</span>` : '',
    html`<span>${voices}</span>`,
    languages ? html`<span>${languages}</span>` : '',
    card.corrected ? html`<span class="fixed">${words.corrected}</span>` : '',
    html`<span>${timeMarkup(shortTime(card.publishedAt, chrome))}</span>`,
  ];
  return html`<p class="facts f-ui">${joined(facts, factsDot)}</p>`;
}

export interface ItemOptions {
  /** `lead`: the first of the page; `second` and `related`: with its summary; `short`: headline and facts. */
  rank: 'lead' | 'second' | 'related' | 'short';
  level?: 2 | 3;
  /** Not where the section stands above the list. */
  isKickerShown?: boolean;
  /** Said between headline and facts. */
  note?: string | null;
}

/** One brief in a list: kicker, headline, one line, facts. */
export function itemOf(card: BriefCard, chrome: Chrome, options: ItemOptions): Markup {
  const { rank, level = 3, isKickerShown = true, note = null } = options;
  const kicker = plain(card.kicker ?? (card.section === null ? '' : sectionName(card.section, chrome.ui)));
  const lang = langOf(card.lang, chrome.ui);
  const link = html`<a href="${at.brief(chrome.ui, card.id)}"${lang}>${plain(card.headline) || card.id}</a>`;
  const heading =
    level === 2 ? html`<h2 class="f-display">${link}</h2>` : html`<h3 class="f-display">${link}</h3>`;
  const summary = plain(card.standfirst ?? '');
  return html`<article class="item ${rank === 'related' ? 'short' : rank}">${isKickerShown && kicker !== '' ? html`<p class="kick f-ui-strong">${kicker}</p>` : ''}${heading}
${note ? html`<p class="note-line f-ui">${note}</p>` : ''}${rank !== 'short' && summary !== '' ? html`<p class="sum f-text"${lang}>${summary}</p>` : ''}${factsOf(card, chrome)}</article>`;
}
