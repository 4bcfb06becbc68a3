import { html } from 'hono/html';
import { z } from 'zod';
import { wordsFor } from '../../languages/desk-strings.ts';
import { type Content, formResult, type PageContext } from '../context.ts';
import { deskForm } from '../form.ts';
import { button } from '../html/form.ts';
import { line, number, reason, time } from '../html/parts.ts';
import { pager, table } from '../html/table.ts';
import { detail } from './log-lines.ts';

const rowsMax = 50;
/** As many as the queue gives at once; the oldest first, so that the others come up as these are decided. */
const lettersMax = 1000;
const jobId = z.string().regex(/^[\w:.-]{1,200}$/);

/** Jobs that ran out of attempts, to be tried again or thrown away. */
export async function deadPage(context: PageContext): Promise<Content> {
  const { strings, queue, query } = context;
  const words = strings.dead;
  const letters = await queue.deadLetters({ limit: lettersMax });
  const at = letters.findIndex(({ id }) => id === query.get('after'));
  const shown = letters.slice(at + 1, at + 1 + rowsMax);
  const list = table({
    caption: words.title,
    columns: [
      { label: strings.stage },
      { label: strings.when },
      { label: strings.reason, wide: true },
      { label: words.attempts, figures: true },
      { label: words.input },
      { label: strings.actions },
    ],
    rows: shown.map((job) => [
      html`${line(wordsFor(strings.entryPage.stages, job.stage), 60)}<small>${line(job.key, 80)}</small>`,
      time(context, job.at),
      reason(context, job.reason),
      number(context, job.attempts),
      detail(words.input, job.data),
      html`<div class="buttons">${button(context, '/desk/dead/retry', words.retry, { hidden: { id: job.id }, about: job.id })}${button(context, '/desk/dead/discard', words.discard, { hidden: { id: job.id }, about: job.id })}</div>`,
    ]),
    empty: words.empty,
  });
  const after = letters.length > at + 1 + rowsMax ? (shown.at(-1)?.id ?? null) : null;
  const lead = shown.length === 0 ? '' : html`<p class="lead">${words.lead}</p>`;
  return {
    title: words.title,
    body: html`${lead}${list}${pager(context, { name: 'after', after, words: 'next' })}`,
  };
}

export const deadForms = [
  deskForm({
    path: '/dead/retry',
    fields: z.object({ id: jobId }),
    take: async (context, { id }) =>
      formResult(await context.actions.retryDead(id), '/desk/dead', 'retried', context.strings),
  }),
  deskForm({
    path: '/dead/discard',
    fields: z.object({ id: jobId }),
    take: async (context, { id }) =>
      formResult(await context.actions.discardDead(id), '/desk/dead', 'discarded', context.strings),
  }),
];
