import { html } from 'hono/html';
import {
  entryCounts,
  entryPage,
  lastPolls,
  pollPage,
  quarantinePage,
} from '../../db/desk-reading/sources.ts';
import { rightsOf } from '../../db/rights.ts';
import { type SourceWithStatus, sourceById } from '../../db/sources.ts';
import { countryName } from '../../languages/country-name.ts';
import type { Markup } from '../../views/html/parts.ts';
import { type Content, idOf, type PageContext, type PageResult } from '../context.ts';
import { button, field, form } from '../html/form.ts';
import {
  bytes,
  deskPath,
  facts,
  line,
  link,
  number,
  outcome,
  outside,
  type Part,
  reason,
  section,
  stateOf,
  time,
  took,
} from '../html/parts.ts';
import { isFailure, sparkline } from '../html/sparkline.ts';
import { pager, table } from '../html/table.ts';
import { detail } from './log-lines.ts';
import { decisionTable } from './rights-parts.ts';
import { nextPoll, pollsShown } from './sources.ts';

const rowsMax = 30;

/** All that is known of one source: how it is polled, what came, what was set aside, what its host allows. */
export async function sourcePage(context: PageContext): Promise<PageResult> {
  const { db, strings, params } = context;
  const source = await sourceById(db, params.id ?? '');
  if (!source) return null;
  const words = strings.sourcePage;
  const polls = await lastPolls(db, [source.id], pollsShown);
  const failed = polls.filter(({ outcome: code }) => isFailure(code)).length;
  const body = html`${sourceFacts(context, source)}
<p class="tools">${sparkline(polls, strings.sources.sparkline(polls.length, failed), pollsShown)}</p>
${moved(context, source)}${buttons(context, source)}
${section(words.polls, await pollsTable(context, source.id), 'polls')}
${section(words.entries, await entriesTable(context, source.id), 'entries')}
${section(words.byState, await statesTable(context, source.id), 'states')}
${section(words.quarantine, await quarantineTable(context, source.id), 'quarantine')}
${section(words.rights, await rightsPart(context, source), 'rights')}
${section(words.edit, editForm(context, source), 'edit')}
<p class="tools">${link(`/desk/log?source=${encodeURIComponent(source.id)}`, words.log)} ${link(deskPath('sources', source.id, 'remove'), words.remove)}</p>`;
  const content: Content = {
    title: line(source.title, 200) || strings.untitled,
    crumbs: [{ href: '/desk/sources', text: strings.sources.title }],
    body,
  };
  return content;
}

function sourceFacts(context: PageContext, source: SourceWithStatus): Markup {
  const { strings } = context;
  const words = strings.sourcePage;
  return facts([
    [strings.state, html`${stateOf(context, source.state)} ${reason(context, source.reason)}`],
    [strings.kind, line(source.kind, 40)],
    [strings.address, outside(source.url)],
    [words.now, source.at === source.url ? null : outside(source.at)],
    [words.home, source.home_url === null ? null : outside(source.home_url)],
    [words.publisher, line(source.publisher, 120)],
    [strings.section, line(source.section, 80)],
    [strings.languageOf, line(source.lang, 40)],
    [strings.country, countryName(source.country, context.lang)],
    [strings.sources.nextPoll, source.state === 'active' ? nextPoll(context, source) : words.notPolled],
    [words.lastOk, time(context, source.last_ok_at)],
    [words.since, time(context, source.created_at)],
    [words.hub, hubOf(source.hub)],
  ]);
}

function hubOf(hub: Record<string, unknown> | null): Part | null {
  const url = hub?.url ?? hub?.hub;
  return typeof url === 'string' ? outside(url) : null;
}

/** Where the source has moved to, as long as nobody has taken the new address as its own. */
function moved(context: PageContext, source: SourceWithStatus): Markup | '' {
  if (source.at === source.url) return '';
  const words = context.strings.sourcePage;
  return html`<div class="said"><p>${words.movedTo} ${outside(source.at)}</p>${button(context, deskPath('sources', source.id, 'moved'), words.acknowledge)}</div>`;
}

function buttons(context: PageContext, source: SourceWithStatus): Markup {
  const words = context.strings.sourcePage;
  const to = (act: string) => deskPath('sources', source.id, act);
  const isActive = source.state === 'active';
  return html`<div class="buttons">${isActive ? button(context, to('poll'), words.poll, { strong: true }) : ''}${button(context, to(isActive ? 'pause' : 'resume'), isActive ? words.pause : words.resume)}${button(context, to('replay'), words.replay)}</div>`;
}

async function pollsTable(context: PageContext, id: string): Promise<Markup> {
  const { strings, query } = context;
  const words = strings.sourcePage;
  const found = await pollPage(context.db, id, { before: idOf(query.get('polls')), limit: rowsMax + 1 });
  const rows = found.slice(0, rowsMax);
  const figure = (label: string) => ({ label, figures: true });
  const list = table({
    caption: words.polls,
    columns: [
      { label: strings.when },
      { label: strings.outcome },
      { label: strings.reason, wide: true },
      figure(strings.status),
      figure(words.items),
      figure(words.stored),
      figure(words.known),
      figure(words.quarantine),
      figure(strings.size),
      figure(strings.duration),
    ],
    rows: rows.map((poll) => [
      time(context, poll.at),
      outcome(context, poll.outcome),
      reason(context, poll.reason),
      poll.status === null ? '' : String(poll.status),
      number(context, poll.items),
      number(context, poll.stored),
      number(context, poll.known),
      number(context, poll.quarantined),
      bytes(context, poll.body_bytes),
      took(context, poll.duration_ms),
    ]),
    empty: words.noPolls,
  });
  const after = found.length > rowsMax ? (rows.at(-1)?.id ?? null) : null;
  return html`${list}${pager(context, { name: 'polls', after, words: 'older' })}`;
}

async function entriesTable(context: PageContext, id: string): Promise<Markup> {
  const { strings, query } = context;
  const found = await entryPage(context.db, id, { before: idOf(query.get('entries')), limit: rowsMax + 1 });
  const rows = found.slice(0, rowsMax);
  const list = table({
    caption: strings.sourcePage.entries,
    columns: [
      { label: strings.title, wide: true },
      { label: strings.state },
      { label: strings.why },
      { label: strings.entryPage.firstSeen },
    ],
    rows: rows.map((entry) => [
      link(deskPath('entries', entry.id), line(entry.title, 160) || line(entry.url, 120) || strings.untitled),
      stateOf(context, entry.state),
      reason(context, entry.reason),
      time(context, entry.first_seen_at),
    ]),
    empty: strings.sourcePage.noEntries,
  });
  const after = found.length > rowsMax ? (rows.at(-1)?.id ?? null) : null;
  return html`${list}${pager(context, { name: 'entries', after, words: 'older' })}`;
}

async function statesTable(context: PageContext, id: string): Promise<Markup> {
  const { strings } = context;
  const counts = await entryCounts(context.db, id);
  return table({
    caption: strings.sourcePage.byState,
    columns: [
      { label: strings.state },
      { label: strings.reason, wide: true },
      { label: strings.count, figures: true },
    ],
    rows: counts.map((row) => [
      stateOf(context, row.state),
      reason(context, row.reason),
      number(context, row.count),
    ]),
    empty: strings.sourcePage.noEntries,
  });
}

async function quarantineTable(context: PageContext, id: string): Promise<Markup> {
  const { strings, query } = context;
  const words = strings.sourcePage;
  const found = await quarantinePage(context.db, id, {
    before: idOf(query.get('aside')),
    limit: rowsMax + 1,
  });
  const rows = found.slice(0, rowsMax);
  const list = table({
    caption: words.quarantine,
    columns: [{ label: strings.when }, { label: strings.reason, wide: true }, { label: words.item }],
    rows: rows.map((row) => [
      time(context, row.at),
      reason(context, row.reason),
      detail(words.item, row.item),
    ]),
    empty: words.noQuarantine,
  });
  const after = found.length > rowsMax ? (rows.at(-1)?.id ?? null) : null;
  return html`${list}${pager(context, { name: 'aside', after, words: 'older' })}`;
}

async function rightsPart(context: PageContext, source: SourceWithStatus): Promise<Markup> {
  const url = URL.parse(source.at);
  if (!url) return html``;
  const ledger = await rightsOf(context.db, url.hostname);
  const words = context.strings;
  return html`${decisionTable(context, ledger, source.at)}<p>${link(deskPath('rights', url.hostname), words.sourcePage.toRights)}</p>`;
}

function editForm(context: PageContext, source: SourceWithStatus): Markup {
  const { strings } = context;
  return form(context, deskPath('sources', source.id, 'edit'), [
    field({
      name: 'title',
      label: strings.sourcePage.editTitle,
      value: source.title,
      required: true,
      charsMax: 300,
    }),
    field({
      name: 'section',
      label: strings.section,
      value: source.section,
      charsMax: 80,
      hint: strings.addSource.sectionHint,
    }),
    field({
      name: 'lang',
      label: strings.languageOf,
      value: source.lang,
      charsMax: 35,
      hint: strings.addSource.langHint,
    }),
    field({
      name: 'country',
      label: strings.country,
      value: source.country,
      charsMax: 2,
      hint: strings.addSource.countryHint,
    }),
    html`<button class="strong">${strings.save}</button>`,
  ]);
}
