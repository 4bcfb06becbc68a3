import { html } from 'hono/html';
import type { LogRow } from '../../db/log.ts';
import { wordsFor } from '../../languages/desk-strings.ts';
import type { Markup } from '../../views/html/parts.ts';
import type { PageContext } from '../context.ts';
import { deskPath, line, link, outcome, type Part, reason, time, took } from '../html/parts.ts';
import { table } from '../html/table.ts';

const detailCharsMax = 4000;

/** What a line of the log is about, as links. */
function subject({ strings }: PageContext, row: LogRow): Part {
  const links: Part[] = [];
  if (row.entry_id !== null)
    links.push(link(deskPath('entries', row.entry_id), `${strings.entry} ${row.entry_id}`));
  if (row.document_id !== null)
    links.push(link(deskPath('documents', row.document_id), `${strings.document} ${row.document_id}`));
  if (row.story_id !== null) links.push(link(deskPath('stories', row.story_id), strings.story));
  if (row.brief_id !== null) links.push(link(deskPath('briefs', row.brief_id), strings.brief));
  if (row.source_id !== null) links.push(link(deskPath('sources', row.source_id), strings.source));
  return html`${links.map((one, at) => html`${at === 0 ? '' : ', '}${one}`)}`;
}

/** Anything as JSON, cut to a length, behind a word that opens it. */
export function detail(label: string, value: unknown): Part {
  if (value === null || value === undefined) return '';
  const text = JSON.stringify(value, null, 1).slice(0, detailCharsMax).toWellFormed();
  return html`<details><summary>${label}</summary><pre>${text}</pre></details>`;
}

/** Lines of the log: what happened, to what, with what outcome and why. */
export function logTable(context: PageContext, rows: readonly LogRow[], nothing: Part = ''): Markup {
  const { strings } = context;
  return table({
    caption: strings.log.title,
    columns: [
      { label: strings.when },
      { label: strings.stage },
      { label: strings.outcome },
      { label: strings.reason, wide: true },
      { label: strings.log.subject },
      { label: strings.duration, figures: true },
    ],
    rows: rows.map((row) => [
      time(context, row.at),
      line(wordsFor(strings.entryPage.stages, row.stage), 40),
      outcome(context, row.outcome),
      html`${reason(context, row.reason)}${detail(strings.log.detail, row.detail)}`,
      subject(context, row),
      row.duration_ms === null ? '' : took(context, row.duration_ms),
    ]),
    empty: nothing,
  });
}
