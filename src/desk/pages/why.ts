import { html } from 'hono/html';
import { z } from 'zod';
import { wordsFor } from '../../languages/desk-strings.ts';
import type { Markup } from '../../views/html/parts.ts';
import type { PageContext } from '../context.ts';
import { line, percent } from '../html/parts.ts';

/** Evidence for a decision of the clustering, as stories store it. */
const evidence = z.object({
  kind: z.string(),
  items: z.array(z.unknown()).default([]),
  score: z.number().optional(),
});
const itemsMax = 12;

/** Why documents belong together, as short phrases; anything else that was stored, as text. */
export function whyList(context: PageContext, why: unknown): Markup | '' {
  const list = Array.isArray(why) ? why.slice(0, 20) : [];
  if (list.length === 0) return '';
  const items = list.map((one) => {
    const known = evidence.safeParse(one);
    if (!known.success)
      return html`<li>${line(typeof one === 'string' ? one : JSON.stringify(one), 200)}</li>`;
    const { kind, items: shared, score } = known.data;
    const words = shared.slice(0, itemsMax).map((item) => line(String(item), 60));
    const share = score === undefined || score < 0.005 ? '' : ` (${percent(context, score)})`;
    return html`<li>${line(wordsFor(context.strings.whyKinds, kind), 60)}${words.length === 0 ? '' : `: ${words.join(', ')}`}${share}</li>`;
  });
  return html`<ul class="why">${items}</ul>`;
}
