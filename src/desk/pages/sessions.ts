import { html } from 'hono/html';
import type { Content, PageContext } from '../context.ts';
import { button } from '../html/form.ts';

/** How many sessions are open, and the way to end them all. */
export async function sessionsPage(context: PageContext): Promise<Content> {
  const words = context.strings.sessionPage;
  const open = await context.auth.openSessions();
  const body = html`<p class="lead">${words.open(open)}</p><p class="note">${words.endAllHint}</p>${button(context, '/desk/sessions/end-all', words.endAll, { strong: true })}`;
  return { title: words.title, body };
}
