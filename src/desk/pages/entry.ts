import { html } from 'hono/html';
import { z } from 'zod';
import {
  briefsCiting,
  type CitingBrief,
  capturesOf,
  keysOf,
  logOfEntry,
  type VersionLine,
  versionsOf,
} from '../../db/desk-reading/entries.ts';
import { type EntryWithStatus, entryById } from '../../db/entries.ts';
import { sourceById } from '../../db/sources.ts';
import { membershipOf } from '../../db/stories.ts';
import { textDiff } from '../../kit/text-diff.ts';
import type { Markup } from '../../views/html/parts.ts';
import { formResult, idOf, type PageContext, type PageResult } from '../context.ts';
import { deskForm } from '../form.ts';
import { button } from '../html/form.ts';
import {
  bytes,
  deskPath,
  empty,
  facts,
  langAttribute,
  line,
  link,
  outside,
  type Part,
  reason,
  revealed,
  section,
  stateOf,
  time,
} from '../html/parts.ts';
import { pager, table } from '../html/table.ts';
import { logTable } from './log-lines.ts';
import { whyList } from './why.ts';

const rowsMax = 50;
const versionsMax = 20;
const replayStages = ['fetch', 'extract', 'cluster', 'write'] as const;

/** Everything that happened to one item of a feed: captures, texts, story, briefs, and every line of the log. */
export async function entryPage(context: PageContext): Promise<PageResult> {
  const { db, strings, params, query } = context;
  const id = idOf(params.id);
  const entry = id === null ? undefined : await entryById(db, id);
  if (!entry) return null;
  const words = strings.entryPage;
  const source = await sourceById(db, entry.source_id);
  const versions = await versionsOf(db, entry.id, versionsMax);
  const documents = versions.map((version) => version.id);
  const before = idOf(query.get('log'));
  const log = await logOfEntry(db, entry.id, documents, { before, limit: rowsMax + 1 });
  const after = log.length > rowsMax ? (log[rowsMax - 1]?.seq ?? null) : null;
  const body = html`${await entryFacts(context, entry)}
${replayButtons(context, entry.id)}
${section(words.happened, html`${logTable(context, log.slice(0, rowsMax), words.nothing)}${pager(context, { name: 'log', after, words: 'older' })}`, 'log')}
${section(words.captures, await capturesTable(context, entry.id), 'captures')}
${section(words.versions, versionsPart(context, versions), 'versions')}
${section(words.joined, await storyPart(context, versions), 'story')}
${section(words.citing, citingTable(context, await briefsCiting(db, documents)), 'briefs')}`;
  const title = line(entry.status.title ?? entry.title, 300) || line(entry.url, 160);
  const crumbs = [
    { href: '/desk/sources', text: strings.sources.title },
    { href: deskPath('sources', entry.source_id), text: line(source?.title, 120) || strings.source },
  ];
  return { title: title || strings.untitled, crumbs, body };
}

async function entryFacts(context: PageContext, entry: EntryWithStatus): Promise<Markup> {
  const { strings } = context;
  const words = strings.entryPage;
  const { status } = entry;
  const keys = await keysOf(context.db, entry.id, rowsMax);
  const kinds = keys.map(
    ({ kind, value }) => html`<li>${words.keyKinds[kind]}: <code>${line(value, 120)}</code></li>`,
  );
  return facts([
    [strings.state, html`${stateOf(context, status.state)} ${reason(context, status.reason)}`],
    [strings.address, outside(entry.url)],
    [words.guid, line(entry.guid, 200)],
    [words.firstTitle, entry.title === status.title ? null : line(entry.title, 300)],
    [words.published, time(context, status.published_at ?? entry.published_at)],
    [words.firstSeen, time(context, entry.first_seen_at)],
    [words.lastSeen, time(context, status.last_seen_at)],
    [words.fetchedAt, time(context, status.fetched_at)],
    [words.nextFetch, status.next_fetch_at === null ? null : time(context, status.next_fetch_at)],
    [words.summary, line(entry.summary, 600)],
    [words.keys, kinds.length === 0 ? null : html`<ul>${kinds}</ul>`],
  ]);
}

function replayButtons(context: PageContext, id: number): Markup {
  const words = context.strings.entryPage;
  const buttons = replayStages.map((stage) =>
    button(context, deskPath('entries', id, 'replay'), words.stages[stage], { hidden: { stage } }),
  );
  return html`<div class="buttons"><span class="note">${words.again}:</span>${buttons}</div>`;
}

async function capturesTable(context: PageContext, id: number): Promise<Markup> {
  const { strings } = context;
  const captures = await capturesOf(context.db, id, rowsMax);
  return table({
    caption: strings.entryPage.captures,
    columns: [
      { label: strings.when },
      { label: strings.address, wide: true },
      { label: strings.status, figures: true },
      { label: strings.entryPage.type },
      { label: strings.size, figures: true },
      { label: 'SHA-256' },
    ],
    rows: captures.map((one) => [
      time(context, one.fetched_at),
      outside(one.final_url),
      String(one.status),
      line(one.content_type, 60),
      bytes(context, one.body_bytes),
      html`<code>${line(one.body_hash, 12)}</code>`,
    ]),
    empty: strings.entryPage.noCaptures,
  });
}

function versionsPart(context: PageContext, versions: readonly VersionLine[]): Markup {
  const { strings } = context;
  const words = strings.entryPage;
  const list = table({
    caption: words.versions,
    columns: [
      { label: strings.title, wide: true },
      { label: words.version(0).replace(/\s?0\s?/, '') },
      { label: strings.state },
      { label: strings.languageOf },
      { label: strings.when },
    ],
    rows: versions.map((one) => [
      html`<a href="${deskPath('documents', one.id)}"${langAttribute(one.lang)}>${line(one.title, 200) || strings.untitled}</a>`,
      String(one.version),
      html`${stateOf(context, one.state)} ${reason(context, one.reason)}`,
      line(one.lang, 20),
      time(context, one.created_at),
    ]),
    empty: words.noVersions,
  });
  const diffs = versions.slice(0, -1).map((newer, at) => {
    const older = versions[at + 1];
    return older ? diffOf(context, older, newer) : '';
  });
  return html`${list}${diffs}`;
}

/** Same text that stands between two changes, cut in its middle. */
const sameCharsMax = 240;

function shortened(text: string): string {
  if (text.length <= sameCharsMax) return text;
  const half = sameCharsMax / 2;
  return `${text.slice(0, half).toWellFormed()} […] ${text.slice(-half).toWellFormed()}`;
}

function diffOf(context: PageContext, older: VersionLine, newer: VersionLine): Markup {
  const words = context.strings.entryPage;
  const runs = older.text === newer.text ? [] : textDiff(older.text, newer.text);
  const shown: Part =
    runs === null
      ? empty(words.tooLong)
      : runs.length === 0
        ? empty(words.sameText)
        : html`<div class="diff f-text"${langAttribute(newer.lang)}>${runs.map(({ kind, text }) => {
            if (kind === 'added') return html`<ins>${revealed(text)}</ins>`;
            if (kind === 'removed') return html`<del>${revealed(text)}</del>`;
            return html`<span>${revealed(shortened(text))}</span>`;
          })}</div>`;
  return html`<details open><summary>${words.changes(older.version, newer.version)}</summary>${shown}</details>`;
}

async function storyPart(context: PageContext, versions: readonly VersionLine[]): Promise<Markup> {
  const { strings, db } = context;
  for (const { id } of versions) {
    const membership = await membershipOf(db, id);
    if (!membership) continue;
    const copy = membership.copy_of;
    return html`<p>${link(deskPath('stories', membership.story_id), `${strings.story} ${line(membership.story_id, 40)}`)}${copy === null ? '' : html` · ${link(deskPath('documents', copy), strings.storyPage.copyOf(copy))}`} · ${time(context, membership.joined_at)}</p>${whyList(context, membership.why)}`;
  }
  return empty(strings.entryPage.notJoined);
}

function citingTable(context: PageContext, briefs: readonly CitingBrief[]): Markup {
  const { strings } = context;
  return table({
    caption: strings.entryPage.citing,
    columns: [
      { label: strings.briefs.headline, wide: true },
      { label: strings.languageOf },
      { label: strings.briefs.revision, figures: true },
      { label: strings.state },
    ],
    rows: briefs.map((one) => [
      html`<a href="${deskPath('briefs', one.id, one.revision)}"${langAttribute(one.lang)}>${line(one.headline, 200) || line(one.id, 60)}</a>`,
      line(one.lang, 20),
      String(one.revision),
      stateOf(context, one.state ?? 'draft'),
    ]),
    empty: strings.entryPage.noCiting,
  });
}

export const entryForms = [
  deskForm({
    path: '/entries/:id/replay',
    fields: z.object({ stage: z.enum(replayStages) }),
    async take(context, { stage }) {
      const id = idOf(context.params.id);
      if (id === null || !(await entryById(context.db, id))) return { kind: 'missing' };
      const to = deskPath('entries', id);
      const replayed = await context.actions.replay(stage, { entryId: id });
      if (replayed.kind === 'refused') return formResult(replayed, to, 'replayed', context.strings);
      return { kind: 'said', to, say: 'replayed' };
    },
  }),
];
