import { html } from 'hono/html';
import type { Content, PageContext } from '../context.ts';
import { line } from './parts.ts';

/** Why something was not shown or not done, and where to go from here. */
export function problem(context: PageContext, status: number, text: string, hint?: string): Content {
  const { problem: words } = context.strings;
  const title = status === 404 ? words.notFound : status >= 500 ? words.failed : words.refused;
  const body = html`<p class="lead">${line(text, 1000)}</p>${hint === undefined ? '' : html`<p class="lead">${line(hint, 1000)}</p>`}
<p><a href="/desk">${words.backToDesk}</a></p>`;
  return { title, body };
}
