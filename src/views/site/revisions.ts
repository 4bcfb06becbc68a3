import { html } from 'hono/html';
import type { RevisionRow } from '../../domain/reading.ts';
import { langOf } from '../html/parts.ts';
import { plain } from '../safe.ts';
import { at, type Chrome } from './chrome.ts';
import { pageLd } from './json-ld.ts';
import { alternatesOf, type PageBody } from './layout.ts';
import { shortTime, timeMarkup } from './when.ts';

export interface RevisionsData {
  id: string;
  headline: string;
  lang: string;
  rows: readonly RevisionRow[];
}

/** Every version of a brief, newest first. */
export function revisionsPage({ id, headline, lang, rows }: RevisionsData, chrome: Chrome): PageBody {
  const { ui, words, strings } = chrome;
  const path = at.revisions(ui, id);
  const heads = [words.revision, words.time, words.writer, words.contentHash];
  const lines = rows.map((row) => {
    const writer = row.writer === 'model' || row.writer === 'extractive' ? words.writers[row.writer] : '';
    const review = row.review === 'reviewed' ? strings.reviewed : strings.notReviewed;
    return html`<tr><th scope="row">${row.revision}${row.isPublic ? html` <span>${words.currentRevision}</span>` : ''}</th><td>${timeMarkup(shortTime(row.at, chrome))}</td><td>${writer}. ${review}</td><td><code title="${row.contentHash}">${row.contentHash.slice(0, 12)}</code></td></tr>`;
  });
  return {
    kind: 'prose',
    title: `${words.revisionsOf}: ${plain(headline)}`,
    description: words.revisionsOf,
    main: html`<h1 class="page-title f-display">${words.revisionsOf}</h1><p class="intro f-text"><a href="${at.brief(ui, id)}"${langOf(lang, ui)}>${plain(headline)}</a></p><div class="table f-ui" role="group" aria-label="${words.revisionsOf}" tabindex="0"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${lines}</tbody></table></div>`,
    path,
    alternates: alternatesOf(chrome, (other) => at.revisions(other, id)),
    jsonLd: pageLd(chrome, path, words.revisionsOf),
    disclosure: null,
    isIndexed: false,
  };
}
