import { html } from 'hono/html';
import type { Markup } from '../../views/html/parts.ts';
import type { PageContext } from '../context.ts';
import { empty, type Part } from './parts.ts';

export interface Column {
  label: string;
  /** Set in figures, to the right. */
  figures?: boolean;
  /** Gets the room that is left. */
  wide?: boolean;
}

export interface Table {
  /** What the table holds, for those who do not see it. */
  caption: string;
  columns: readonly Column[];
  /** Cells in the order of the columns; the first names the row. */
  rows: readonly (readonly (Part | null)[])[];
  /** What to do next where there are no rows. */
  empty: Part;
  /** Few and short columns: stays a table on a phone too. */
  isNarrow?: boolean;
}

function classOf({ figures, wide }: Column): string {
  return figures ? 'figures' : wide ? 'wide' : 'plain';
}

/**
 * Rows under one another with rules between; on a phone each row is a block with its labels. The roles are said because
 * a table that is laid out as blocks loses them.
 */
export function table({ caption, columns, rows, empty: next, isNarrow }: Table): Markup {
  if (rows.length === 0) return empty(next);
  const heads = columns.map(
    (column) => html`<th scope="col" role="columnheader" class="${classOf(column)}">${column.label}</th>`,
  );
  const cell = (value: Part | null, at: number) => {
    const column = columns[at] ?? { label: '' };
    const blank = value === null || value === '';
    const shown = blank ? '' : value;
    if (at === 0) return html`<th scope="row" role="rowheader" class="${classOf(column)}">${shown}</th>`;
    const kind = `${classOf(column)}${blank ? ' blank' : ''}`;
    return html`<td role="cell" class="${kind}" data-label="${column.label}"><div>${shown}</div></td>`;
  };
  const body = rows.map((cells) => html`<tr role="row">${cells.map(cell)}</tr>`);
  return html`<table role="table" class="${isNarrow ? 'narrow' : 'list'}"><caption class="hidden">${caption}</caption><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${body}</tbody></table>`;
}

/** The way to the rows after these, by cursor; `after` null: these are the last. */
export function pager(
  context: PageContext,
  { name, after, words }: { name: string; after: string | number | null; words: 'older' | 'next' },
): Markup | '' {
  const { strings } = context;
  const isFirst = !context.query.has(name);
  if (after === null && isFirst) return '';
  const to = (value: string | null) => {
    const query = new URLSearchParams(context.query);
    query.delete('said');
    query.delete('ui');
    if (value === null) query.delete(name);
    else query.set(name, value);
    const text = query.toString();
    return text === '' ? context.path : `${context.path}?${text}`;
  };
  const back = words === 'older' ? strings.newest : strings.first;
  return html`<nav class="pager" aria-label="${strings[words]}">${isFirst ? '' : html`<a href="${to(null)}">${back}</a>`}${after === null ? '' : html`<a href="${to(String(after))}" rel="next">${strings[words]}</a>`}</nav>`;
}
