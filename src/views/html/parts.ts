import { html, raw } from 'hono/html';
import type { SentenceView } from '../model.ts';
import { safeLang } from '../safe.ts';
import type { TimeView } from '../time.ts';

/** Escaped markup. Every template here is synchronous. */
export type Markup = ReturnType<typeof html>;

/** ` lang="ko" dir="auto"` where the text is not in the page's language; nothing else is ever set raw in a tag. */
export function langOf(lang: string, pageLang: string): Markup | '' {
  const tag = safeLang(lang);
  return tag === pageLang || tag === 'und' ? '' : raw(` lang="${tag}" dir="auto"`);
}

export function timeOf(time: TimeView): Markup {
  return html`<time datetime="${time.iso}" title="${time.exact}">${time.text}</time>`;
}

/** Parts with `between` between those that there are: the text reads well without a style sheet, too. */
export function joined(parts: readonly (Markup | string)[], between: string): Markup {
  const shown = parts.filter((part) => part !== '');
  return html`${shown.map((part, index) => html`${index > 0 ? between : ''}${part}`)}`;
}

/** Between the facts of a line; the dot never begins a line. */
export const factsDot = '\u00a0· ';

/** A word longer than this may be parted from the number that follows it. */
const gluedCharsMax = 24;

/** The number never stands alone at the head of a line. */
function numbered(text: string, number: number): Markup {
  const at = text.lastIndexOf(' ') + 1;
  const mark = html`<sup class="f-ui">${number}</sup>`;
  if (text.length - at > gluedCharsMax) return html`${text}${mark}`;
  return html`${text.slice(0, at)}<span class="glued">${text.slice(at)}${mark}</span>`;
}

/** A sentence as a link to its note. `bare`: without the number, where the type is large. */
export function sentenceOf(
  view: SentenceView,
  pageLang: string,
  options: { bare?: boolean; text?: string } = {},
): Markup {
  const text = options.text ?? view.text;
  const id = view.again ? '' : html`id="s${view.number}"`;
  const here = view.again ? '' : html`<span class="here" id="c${view.number}"></span>`;
  const words = options.bare ? text : numbered(text, view.number);
  return html`<a class="s ${view.mark}${options.bare ? ' bare' : ''}" ${id} href="#n${view.number}"${langOf(view.lang, pageLang)}>${words}</a>${here}`;
}

/** Sentences one after another, with a space between. */
export function sentencesOf(views: readonly SentenceView[], pageLang: string): Markup[] {
  return views.map((view, index) => html`${index === 0 ? '' : ' '}${sentenceOf(view, pageLang)}`);
}

/** Paragraphs that can be read: never more than this many sentences in one. */
const sentencesMax = 4;

export function paragraphsOf(views: readonly SentenceView[], pageLang: string): Markup[] {
  const paragraphs = Math.ceil(views.length / sentencesMax);
  const size = Math.ceil(views.length / Math.max(1, paragraphs));
  return Array.from({ length: paragraphs }, (_, index) => {
    const own = views.slice(index * size, (index + 1) * size);
    return html`<p>${sentencesOf(own, pageLang)}</p>`;
  });
}
