import { html } from 'hono/html';
import { type SourceLine, type SourceQuery, sourceLines } from '../../db/desk-reading/sources.ts';
import type { SourceState } from '../../db/schema.ts';
import type { Content, PageContext } from '../context.ts';
import { choice, field, filter } from '../html/form.ts';
import {
  deskPath,
  line,
  link,
  number,
  outcome,
  type Part,
  reason,
  state,
  stateOf,
  time,
} from '../html/parts.ts';
import { isFailure, sparkline } from '../html/sparkline.ts';
import { pager, table } from '../html/table.ts';

const rowsMax = 50;
export const pollsShown = 24;
const sourceStates: readonly SourceState[] = ['active', 'paused', 'gone'];

/** Every source with its state, its last polls and the reason in words. */
export async function sourcesPage(context: PageContext): Promise<Content> {
  const { strings, query } = context;
  const words = strings.sources;
  const wanted = sourceStates.find((one) => one === query.get('state'));
  const text = (query.get('q') ?? '').trim().slice(0, 200);
  const after = query.get('after');
  const asked: SourceQuery = {
    limit: rowsMax + 1,
    ...(wanted !== undefined && { state: wanted }),
    ...(text !== '' && { text }),
    ...(after !== null && { after }),
  };
  const { lines, total } = await sourceLines(context.db, asked, pollsShown);
  const shown = lines.slice(0, rowsMax);
  const isFiltered = wanted !== undefined || text !== '';
  const tools = html`<p class="tools"><a class="strong" href="/desk/sources/add">${words.add}</a> ${link('/desk/sources/opml', words.opml)}</p>`;
  const options = [
    { value: '', text: strings.all },
    ...sourceStates.map((one) => ({ value: one, text: strings.states[one] })),
  ];
  const filters = filter(context, [
    field({ name: 'q', label: words.filter, value: text, type: 'search', charsMax: 200 }),
    choice({ name: 'state', label: strings.state, value: wanted ?? '', options }),
  ]);
  const next = lines.length > rowsMax ? (shown.at(-1)?.id ?? null) : null;
  const body = html`${tools}${filters}<p class="note">${words.shown(shown.length, total)}</p>
${sourceTable(context, shown, isFiltered)}${pager(context, { name: 'after', after: next, words: 'next' })}`;
  return { title: words.title, body };
}

function sourceTable(context: PageContext, lines: readonly SourceLine[], isFiltered: boolean) {
  const { strings } = context;
  const words = strings.sources;
  return table({
    caption: words.title,
    columns: [
      { label: strings.source, wide: true },
      { label: strings.state },
      { label: words.last },
      { label: words.nextPoll },
      { label: words.recent },
      { label: words.items, figures: true },
      { label: words.quarantined, figures: true },
    ],
    rows: lines.map((source) => sourceRow(context, source)),
    empty: isFiltered ? words.emptyFiltered : html`${words.empty} ${link('/desk/sources/add', words.add)}`,
  });
}

function sourceRow(context: PageContext, source: SourceLine): (Part | null)[] {
  const { strings } = context;
  const words = strings.sources;
  const last = source.polls.at(-1);
  const failed = source.polls.filter(({ outcome: code }) => isFailure(code)).length;
  const where = [source.section, source.lang].filter((one) => one !== null && one !== '').join(' · ');
  return [
    html`<a href="${deskPath('sources', source.id)}">${line(source.title, 120) || words.title}</a><small>${line(source.at, 90)}${where === '' ? '' : html` · ${line(where, 60)}`}</small>`,
    html`${stateOf(context, source.state)}${source.reason === null ? '' : html`<small>${reason(context, source.reason)}</small>`}`,
    last === undefined
      ? words.never
      : html`${outcome(context, last.outcome)} <small>${time(context, last.at)}${last.reason === null ? '' : html` · ${reason(context, last.reason)}`}</small>`,
    nextPoll(context, source),
    sparkline(source.polls, words.sparkline(source.polls.length, failed), pollsShown),
    number(context, source.entries),
    source.quarantined === 0 ? '0' : state('quarantined', number(context, source.quarantined)),
  ];
}

/** When a source is polled next, in words. */
export function nextPoll(context: PageContext, source: { state: SourceState; next_poll_at: string }): Part {
  if (source.state !== 'active') return context.strings.none;
  if (Date.parse(source.next_poll_at) <= context.at) return context.strings.sources.due;
  return time(context, source.next_poll_at);
}
