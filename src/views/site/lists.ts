import { html } from 'hono/html';
import type { BriefCard, CorrectionRow } from '../../domain/reading.ts';
import { packFor } from '../../languages/languages.ts';
import { sectionName } from '../../languages/site-strings.ts';
import type { Markup } from '../html/parts.ts';
import { langOf } from '../html/parts.ts';
import { plain, safeUrl } from '../safe.ts';
import { itemOf } from './cards.ts';
import { at, type Chrome } from './chrome.ts';
import { languageChoice } from './front.ts';
import { disclosureOf, listLd, pageLd } from './json-ld.ts';
import { alternatesOf, type PageBody } from './layout.ts';
import { emptyNote } from './message.ts';
import { dayOf, fullTime, longDay, timeMarkup } from './when.ts';

/** Items one under another, the first two larger where the list is long. */
export function listOf(cards: readonly BriefCard[], chrome: Chrome, isKickerShown: boolean): Markup {
  return html`<div class="list">${cards.map((card) => itemOf(card, chrome, { rank: 'second', level: 2, isKickerShown }))}</div>`;
}

/** One section, newest first. */
export function sectionPage(
  data: { name: string; cards: BriefCard[]; languages: string[] },
  isAll: boolean,
  chrome: Chrome,
): PageBody {
  const { ui, words } = chrome;
  const name = sectionName(data.name, ui);
  const own = at.section(ui, data.name);
  const [lead, ...rest] = data.cards;
  const others = isAll || data.languages.some((lang) => lang.split('-')[0] !== ui);
  const choice = others
    ? html`<p class="further f-ui">${languageChoice(isAll, chrome, own, `${own}/all`)}</p>`
    : '';
  const items = lead
    ? html`<div class="top alone">${itemOf(lead, chrome, { rank: 'lead', level: 2, isKickerShown: false })}</div>${rest.length > 0 ? listOf(rest, chrome, false) : ''}`
    : emptyNote(words.emptySection, chrome);
  return {
    kind: 'section',
    title: name,
    description: `${name}. ${words.labelNote}.`,
    main: html`<h1 class="page-title f-display">${name}</h1>${items}${choice}`,
    path: isAll ? `${own}/all` : own,
    canonical: own,
    alternates: isAll ? [] : alternatesOf(chrome, (other) => at.section(other, data.name)),
    jsonLd: { ...pageLd(chrome, own, name), ...listLd(data.cards, chrome) },
    disclosure: disclosureOf(data.cards),
    section: data.name,
  };
}

/** Everything of one day, with the way to the days beside it. */
export function dayPage(
  data: { day: string; cards: BriefCard[]; earlier: string | null; later: string | null },
  chrome: Chrome,
): PageBody {
  const { ui, words } = chrome;
  const noon = `${data.day}T${ui === 'ko' ? '03' : '12'}:00:00Z`;
  const dayLink = (iso: string | null, rel: string, word: string) =>
    iso === null ? '' : html`<a href="${at.day(ui, dayOf(iso, chrome))}" rel="${rel}">${word}</a>`;
  const title = longDay(noon, chrome);
  const path = at.day(ui, data.day);
  return {
    kind: 'day',
    title,
    description: `${title}. ${words.labelNote}.`,
    main: html`<h1 class="page-title f-display">${title}</h1>${data.cards.length > 0 ? listOf(data.cards, chrome, true) : emptyNote(words.emptyDay, chrome)}
<p class="further f-ui">${dayLink(data.earlier, 'prev', words.earlierDay)}${dayLink(data.later, 'next', words.laterDay)}</p>`,
    path,
    alternates: alternatesOf(chrome, (other) => at.day(other, data.day)),
    jsonLd: { ...pageLd(chrome, path, title), ...listLd(data.cards, chrome) },
    disclosure: disclosureOf(data.cards),
    isIndexed: data.cards.length > 0,
  };
}

/** What became of an original, in the reader's language; a note that an editor wrote stays as written. */
function toldOf(row: CorrectionRow, chrome: Chrome): { text: string; lang: string } {
  const tell = {
    correction: 'originalCorrected',
    update: 'originalChanged',
    withdrawal: 'originalWithdrawn',
  } as const;
  const own = packFor(row.lang).strings;
  const publisher = row.publisher ?? own.unknownPublisher;
  if (row.text !== own[tell[row.kind]](publisher)) return { text: plain(row.text), lang: row.lang };
  const { strings, ui } = chrome;
  return { text: plain(strings[tell[row.kind]](row.publisher ?? strings.unknownPublisher)), lang: ui };
}

/** Rows of one change, told once: an original that is rewritten changes several sentences at a time. */
function byChange(rows: readonly CorrectionRow[]): CorrectionRow[][] {
  const keyOf = ({ briefId, revision, kind, publisher, url, text }: CorrectionRow) =>
    JSON.stringify([briefId, revision, kind, publisher, url, text]);
  return [...Map.groupBy(rows, keyOf).values()];
}

/** Corrections as they stand on the brief, the story and the page of all corrections, one item for each change. */
export function correctionItems(rows: readonly CorrectionRow[], chrome: Chrome, isNamed: boolean): Markup[] {
  return byChange(rows).flatMap((change) => {
    const [first] = change;
    return first ? [correctionOf(first, change, chrome, isNamed)] : [];
  });
}

function quotedOf(row: CorrectionRow, chrome: Chrome): Markup | '' {
  if (!row.before && !row.after) return '';
  const { ui, words } = chrome;
  const quoted = langOf(row.quoteLang ?? row.lang, ui);
  const before = row.before
    ? html`<dt>${words.before}</dt><dd class="f-text"${quoted}><del>${plain(row.before)}</del></dd>`
    : '';
  const after = row.after
    ? html`<dd class="f-text"${quoted}><ins>${plain(row.after)}</ins></dd>`
    : html`<dd class="f-ui">${words.leftOut}</dd>`;
  const isTold = row.after || row.kind !== 'withdrawal';
  return html`<dl class="f-ui">${before}${isTold ? html`<dt>${words.after}</dt>${after}` : ''}</dl>`;
}

function correctionOf(
  row: CorrectionRow,
  change: readonly CorrectionRow[],
  chrome: Chrome,
  isNamed: boolean,
): Markup {
  const { ui, words } = chrome;
  const lang = langOf(row.lang, ui);
  const url = safeUrl(row.url ?? undefined);
  const publisher = plain(row.publisher ?? '');
  const from =
    publisher === '' ? '' : url ? html` <a href="${url}" rel="noopener">${publisher}</a>` : ` ${publisher}`;
  const headline = plain(row.headline);
  const named = isNamed
    ? html`<p class="of f-strong"><a href="${at.brief(ui, row.briefId)}"${lang}>${headline || row.briefId}</a></p>`
    : '';
  const told = toldOf(row, chrome);
  const when = timeMarkup(fullTime(row.at, chrome));
  return html`<li class="correction ${row.kind}"><p class="what f-ui"><strong class="f-ui-strong">${words.correctionKinds[row.kind]}</strong> ${when}${from}</p>${named}${told.text ? html`<p class="f-text"${langOf(told.lang, ui)}>${told.text}</p>` : ''}${change.map((one) => quotedOf(one, chrome))}</li>`;
}

export function correctionsPage(rows: readonly CorrectionRow[], chrome: Chrome): PageBody {
  const { ui, words } = chrome;
  const path = at.corrections(ui);
  const list =
    rows.length === 0
      ? emptyNote(words.noCorrections, chrome)
      : html`<ul class="corrections">${correctionItems(rows, chrome, true)}</ul>`;
  return {
    kind: 'prose',
    title: words.corrections,
    description: words.correctionsNote,
    main: html`<h1 class="page-title f-display">${words.corrections}</h1><p class="intro f-text">${words.correctionsNote}</p>${list}`,
    path,
    alternates: alternatesOf(chrome, at.corrections),
    jsonLd: pageLd(chrome, path, words.corrections),
    disclosure: rows.length === 0 ? null : { words: 'ai-assisted', digitalSourceType: null },
  };
}
