import { html } from 'hono/html';
import { z } from 'zod';
import { type Content, formResult, type PageContext } from '../context.ts';
import { deskForm } from '../form.ts';
import { button } from '../html/form.ts';
import { line, number, reason, time } from '../html/parts.ts';
import { pager, table } from '../html/table.ts';
import { detail } from './log-lines.ts';

const rowsMax = 50;
const jobId = z.string().regex(/^[\w:.-]{1,200}$/);

/** Jobs that ran out of attempts, to be tried again or thrown away. */
export async function deadPage(context: PageContext): Promise<Content> {
  const { strings, queue, query } = context;
  const words = strings.dead;
  const before = jobId.safeParse(query.get('before'));
  const found = await queue.deadLetters({
    limit: rowsMax + 1,
    ...(before.success && { before: before.data }),
  });
  const shown = found.slice(0, rowsMax);
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
      line(job.stage, 60),
      time(context, job.failedAt),
      reason(context, job.reason),
      number(context, job.attempts),
      detail(words.input, job.input),
      html`<div class="buttons">${button(context, '/desk/dead/retry', words.retry, { hidden: { id: job.id }, about: job.id })}${button(context, '/desk/dead/discard', words.discard, { hidden: { id: job.id }, about: job.id })}</div>`,
    ]),
    empty: words.empty,
  });
  const after = found.length > rowsMax ? (shown.at(-1)?.id ?? null) : null;
  const lead = shown.length === 0 ? '' : html`<p class="lead">${words.lead}</p>`;
  return {
    title: words.title,
    body: html`${lead}${list}${pager(context, { name: 'before', after, words: 'older' })}`,
  };
}

export const deadForms = [
  deskForm({
    path: '/dead/retry',
    fields: z.object({ id: jobId }),
    take: async (context, { id }) => formResult(await context.actions.retryDead(id), '/desk/dead', 'retried'),
  }),
  deskForm({
    path: '/dead/discard',
    fields: z.object({ id: jobId }),
    take: async (context, { id }) =>
      formResult(await context.actions.discardDead(id), '/desk/dead', 'discarded'),
  }),
];
