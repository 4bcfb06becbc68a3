import { html } from 'hono/html';
import { z } from 'zod';
import {
  countedMax,
  databaseBytes,
  deskTotals,
  lastTroubles,
  sourceCounts,
} from '../../db/desk-reading/overview.ts';
import { deskValue } from '../../db/desk-values.ts';
import { wordsFor } from '../../languages/desk-strings.ts';
import type { Markup } from '../../views/html/parts.ts';
import type { PageContext, PageResult } from '../context.ts';
import { button } from '../html/form.ts';
import { bytes, empty, line, link, number, type Part, section, state, time } from '../html/parts.ts';
import { table } from '../html/table.ts';
import { logTable } from './log-lines.ts';

const dayMs = 86_400_000;
const troublesMax = 8;

/** The last look at the invariants, as the scheduler stores it under `invariants`. */
const invariantReport = z.object({
  at: z.string(),
  results: z.array(
    z.object({ id: z.string(), broken: z.number(), samples: z.array(z.string()).default([]) }),
  ),
});

/** What is running, what came in, what went wrong. */
export async function overviewPage(context: PageContext): Promise<PageResult> {
  const { db, strings } = context;
  const since = new Date(context.at - dayMs).toISOString();
  const sources = await sourceCounts(db);
  const totals = await deskTotals(db, since);
  const troubles = await lastTroubles(db, since, troublesMax);
  const words = strings.overview;
  const all = sources.states.active + sources.states.paused + sources.states.gone;
  const first =
    all > 0
      ? ''
      : html`<p class="lead first">${words.noSources} <a class="strong" href="/desk/sources/add">${words.addFirst}</a> ${link('/desk/sources/opml', words.orImport)}</p>`;
  const body = html`${first}
<div class="columns">${section(words.jobs, await jobsTable(context), 'jobs')}
<div>${section(words.sources, sourceTally(context, sources), 'sources')}
${section(words.today, totalsTable(context, totals), 'today')}</div></div>
${section(words.troubles, troubles.length === 0 ? empty(html`${words.noTroubles} ${link('/desk/log', strings.nav.log)}`) : logTable(context, troubles), 'troubles')}
<div class="columns">${section(words.invariants, await invariants(context), 'invariants')}
<div>${section(words.storage, await storage(context), 'storage')}${button(context, '/desk/doctor', words.check)}</div></div>`;
  return { title: words.title, body };
}

async function jobsTable(context: PageContext): Promise<Markup> {
  const { queue, strings } = context;
  const words = strings.overview;
  const figure = (label: string) => ({ label, figures: true });
  const stages = Object.entries(await queue.counts());
  const rows = stages.map(([stage, { waiting, deferred, active, retry, dead }]): (Part | null)[] => [
    line(wordsFor(strings.entryPage.stages, stage), 60),
    number(context, waiting),
    number(context, deferred),
    number(context, active),
    number(context, retry),
    dead === 0
      ? '0'
      : html`<a href="/desk/dead" title="${words.toDead}">${state('dead', number(context, dead))}</a>`,
  ]);
  return table({
    caption: words.jobs,
    columns: [
      { label: strings.stage, wide: true },
      figure(words.waiting),
      figure(words.deferred),
      figure(words.active),
      figure(words.retry),
      figure(words.dead),
    ],
    rows,
    empty: words.noJobs,
    isNarrow: true,
  });
}

type Counts = Awaited<ReturnType<typeof sourceCounts>>;

function sourceTally(context: PageContext, { states, failing }: Counts): Markup {
  const { strings } = context;
  const tally = (code: 'active' | 'paused' | 'gone') =>
    html`<li><a href="/desk/sources?state=${code}">${state(states[code] === 0 ? 'none' : code, strings.states[code])} <b>${number(context, states[code])}</b></a></li>`;
  const bad =
    failing === 0
      ? ''
      : html`<li>${state('failed', strings.overview.failing)} <b>${number(context, failing)}</b></li>`;
  return html`<ul class="tally">${tally('active')}${tally('paused')}${tally('gone')}${bad}</ul>`;
}

function totalsTable(context: PageContext, { all, recent }: Awaited<ReturnType<typeof deskTotals>>): Markup {
  const words = context.strings.overview;
  const shown = (count: number) =>
    count > countedMax ? `> ${number(context, countedMax)}` : number(context, count);
  const keys = ['entries', 'documents', 'stories', 'revisions', 'published', 'corrections'] as const;
  return table({
    caption: words.today,
    columns: [
      { label: context.strings.kind, wide: true },
      { label: words.today, figures: true },
      { label: words.inAll, figures: true },
    ],
    rows: keys.map((key) => [words[key], shown(recent[key]), shown(all[key])]),
    empty: words.noSources,
    isNarrow: true,
  });
}

async function invariants(context: PageContext): Promise<Markup> {
  const { strings, db } = context;
  const words = strings.overview;
  const stored = invariantReport.safeParse(await deskValue<unknown>(db, 'invariants'));
  if (!stored.success) return empty(words.noInvariants);
  const names: Readonly<Record<string, string>> = strings.invariants;
  const rows = stored.data.results.map(({ id, broken, samples }): (Part | null)[] => [
    line(id, 10),
    Object.hasOwn(names, id) ? (names[id] ?? '') : '',
    broken === 0
      ? state('ok', words.holds)
      : html`${state('broken', `${words.broken}: ${number(context, broken)}`)}<small>${line(samples.join('; '))}</small>`,
  ]);
  const columns = [{ label: '№' }, { label: words.invariants, wide: true }, { label: strings.state }];
  return html`<p class="note">${words.invariantsAt}: ${time(context, stored.data.at)}</p>${table({ caption: words.invariants, columns, rows, empty: words.noInvariants })}`;
}

async function storage(context: PageContext): Promise<Markup> {
  const size = await databaseBytes(context.db);
  return html`<p class="figure">${size === null ? context.strings.unknown : bytes(context, size)}</p>`;
}
