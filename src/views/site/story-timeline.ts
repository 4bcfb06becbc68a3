import { html } from 'hono/html';
import type { StoryData, StoryDocument } from '../../domain/reading.ts';
import { factsDot, joined, langOf, type Markup } from '../html/parts.ts';
import { plain, plainPiece, safeUrl } from '../safe.ts';
import { languageList } from './cards.ts';
import { at, type Chrome } from './chrome.ts';
import { copiesOf, groupOf } from './copies.ts';
import { clockTime, dayOf, longDay, timeMarkup } from './when.ts';

/** Publishers that are named after a sentence for having said it too. */
const laterMax = 4;

/** Who brought it. */
export function nameOf(document: StoryDocument): string {
  return plain(document.publisher ?? '') || plain(document.sourceTitle);
}

function linkOf(document: StoryDocument, chrome: Chrome): Markup {
  const url = safeUrl(document.url);
  const title = plain(document.title) || chrome.strings.untitled;
  const lang = langOf(document.lang, chrome.ui);
  return url ? html`<a href="${url}" rel="noopener"${lang}>${title}</a>` : html`<span${lang}>${title}</span>`;
}

export function publisherOf(document: StoryDocument, chrome: Chrome): Markup {
  const lang = langOf(document.lang, chrome.ui);
  return html`<cite class="f-cite"${lang}><a href="${at.source(chrome.ui, document.sourceId)}">${nameOf(document)}</a></cite>`;
}

/** The sentences in which it was the first to say something, what is new marked, and who said so later. */
function newsOf(group: readonly StoryDocument[], data: StoryData, chrome: Chrome): Markup | '' {
  // The owner's text is the one that was read; it may be another than the first to publish.
  const read = group.filter(({ state }) => state !== 'withdrawn');
  const document = read.find(({ id }) => data.firstReports.some((report) => report.document === id));
  if (!document) return '';
  const { words } = chrome;
  const facts = data.firstReports
    .filter((report) => report.document === document.id)
    .flatMap((one) => one.facts);
  if (facts.length === 0) return '';
  const lang = langOf(document.lang, chrome.ui);
  const own = new Set(group.map(({ id }) => id));
  const items = facts.map(({ pieces, repeatedBy }) => {
    const said = pieces.map(({ text, isNew }) =>
      isNew ? html`<mark>${plainPiece(text)}</mark>` : plainPiece(text),
    );
    const later = data.items.filter(({ id }) => repeatedBy.includes(id) && !own.has(id)).map(nameOf);
    const names = [...new Set(later)].slice(0, laterMax).join(', ');
    const more = later.length === 0 ? '' : html` <span class="later f-ui">${words.laterAlso(names)}</span>`;
    return html`<li><span class="f-text"${lang}>${said}</span>${more}</li>`;
  });
  return html`<p class="hidden">${words.newHere}</p><ul class="firsts">${items}</ul>`;
}

/** One independent voice: its report, and who carried the same text. */
function voiceOf(
  document: StoryDocument,
  copies: readonly StoryDocument[],
  { isFirst, data }: { isFirst: boolean; data: StoryData },
  chrome: Chrome,
): Markup {
  const { words } = chrome;
  const isFirstOfCopies =
    !isFirst && copies.length > 0 && groupOf(document, data.copyGroups)?.first === document.id;
  const facts = [
    publisherOf(document, chrome),
    isFirst ? html`<span>${words.firstReport}</span>` : '',
    isFirstOfCopies ? html`<span>${words.firstToPublish}</span>` : '',
    document.lang.split('-')[0] === chrome.ui
      ? ''
      : html`<span>${languageList([document.lang], chrome)}</span>`,
    document.version > 1 ? html`<span>${words.changedText}</span>` : '',
    document.state === 'withdrawn' ? html`<span class="fixed">${words.withdrawnReport}</span>` : '',
  ];
  const same = copiesOf(document, copies, { groups: data.copyGroups, items: data.items }, chrome);
  const title =
    document.state === 'withdrawn'
      ? html`<del${langOf(document.lang, chrome.ui)}>${plain(document.title)}</del>`
      : linkOf(document, chrome);
  return html`<li class="moment"><p class="at f-ui">${timeMarkup(clockTime(document.publishedAt ?? document.seenAt, chrome))}</p><div><p class="headline f-text">${title}</p><p class="facts f-ui">${joined(facts, factsDot)}</p>${same}${newsOf([document, ...copies], data, chrome)}</div></li>`;
}

/** Reports in order of time, under the days on which they came; copies with the text they repeat. */
export function timelineOf(data: StoryData, chrome: Chrome): Markup {
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
      return voiceOf(document, copies, { isFirst: document === voices[0], data }, chrome);
    });
    return html`<h3 class="f-ui-strong">${day}</h3><ol>${items}</ol>`;
  });
  const more = data.more > 0 ? html`<p class="f-ui">${words.moreReports(data.more)}</p>` : '';
  return html`<section class="timeline block" aria-labelledby="timeline"><h2 class="f-ui-strong" id="timeline">${words.timeline}</h2>${blocks}${more}</section>`;
}
