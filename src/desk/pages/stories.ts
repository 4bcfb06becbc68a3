import { html } from 'hono/html';
import { z } from 'zod';
import { briefLines } from '../../db/desk-reading/briefs.ts';
import {
  disagreementsOf,
  eventsOf,
  type MemberLine,
  membersOf,
  storyLines,
  storyStatus,
} from '../../db/desk-reading/stories.ts';
import type { Markup } from '../../views/html/parts.ts';
import { type Content, idOf, type PageContext, type PageResult } from '../context.ts';
import {
  deskPath,
  empty,
  facts,
  langAttribute,
  line,
  link,
  number,
  type Part,
  percent,
  section,
  stateOf,
  time,
} from '../html/parts.ts';
import { pager, table } from '../html/table.ts';
import { briefTable } from './briefs.ts';
import { detail } from './log-lines.ts';
import { whyList } from './why.ts';

const rowsMax = 50;
/** Where originals differ, as the clustering stores it: what about, and each side with who carries it. */
const disagreement = z.object({
  about: z.string(),
  sides: z.array(z.object({ text: z.string(), documents: z.array(z.int().positive()).default([]) })),
});

/** Living stories, the latest first. */
export async function storiesPage(context: PageContext): Promise<Content> {
  const { strings, query, db } = context;
  const words = strings.stories;
  const found = await storyLines(db, { before: idOf(query.get('before')), limit: rowsMax + 1 });
  const shown = found.slice(0, rowsMax);
  const figure = (label: string) => ({ label, figures: true });
  const list = table({
    caption: words.title,
    columns: [
      { label: strings.title, wide: true },
      { label: strings.section },
      figure(words.documents),
      figure(words.voices),
      { label: words.languages },
      figure(words.briefs),
      { label: words.last },
    ],
    rows: shown.map((story) => [
      html`<a href="${deskPath('stories', story.story_id)}"${langAttribute(story.lang)}>${line(story.title, 200) || line(story.story_id, 40)}</a>`,
      line(story.section, 60),
      number(context, story.documents),
      number(context, story.voices),
      languagesOf(story.languages),
      number(context, story.briefs),
      time(context, story.last_at),
    ]),
    empty: html`${words.empty} ${link('/desk/sources', strings.nav.sources)}`,
  });
  const after = found.length > rowsMax ? (shown.at(-1)?.seq ?? null) : null;
  return {
    title: words.title,
    body: html`${list}${pager(context, { name: 'before', after, words: 'older' })}`,
  };
}

function languagesOf(languages: unknown): string {
  return (Array.isArray(languages) ? languages : []).map((tag) => line(String(tag), 20)).join(', ');
}

/** One story: its documents and why each is in it, what happened to it, and the briefs about it. */
export async function storyPage(context: PageContext): Promise<PageResult> {
  const { strings, params, query, db } = context;
  const story = await storyStatus(db, params.id ?? '');
  if (!story) return null;
  const words = strings.storyPage;
  const found = await membersOf(db, story.story_id, { after: idOf(query.get('after')), limit: rowsMax + 1 });
  const members = found.slice(0, rowsMax);
  const after = found.length > rowsMax ? (members.at(-1)?.id ?? null) : null;
  const briefs = await briefLines(db, { storyId: story.story_id, before: null, limit: rowsMax });
  const body = html`${facts([
    [
      words.mergedInto,
      story.merged_into === null
        ? null
        : link(deskPath('stories', story.merged_into), line(story.merged_into, 40)),
    ],
    [strings.stories.documents, number(context, story.documents)],
    [strings.stories.voices, number(context, story.voices)],
    [strings.stories.languages, languagesOf(story.languages)],
    [strings.section, line(story.section, 80)],
    [strings.stories.last, time(context, story.last_at)],
  ])}
${section(words.members, html`${memberTable(context, members)}${pager(context, { name: 'after', after, words: 'next' })}`, 'members')}
${section(strings.briefs.title, briefs.length === 0 ? empty(words.noBriefs) : briefTable(context, briefs, ''), 'briefs')}
${section(words.events, await eventTable(context, story.story_id), 'events')}
${await disagreementPart(context, story.story_id)}
<p>${link(`/desk/log?story=${encodeURIComponent(story.story_id)}`, words.log)}</p>`;
  const crumbs = [{ href: '/desk/stories', text: strings.stories.title }];
  return { title: line(members[0]?.title, 300) || line(story.story_id, 60), crumbs, body };
}

function memberRow(context: PageContext, member: MemberLine): Part[] {
  const { strings } = context;
  const copy =
    member.copy_of === null
      ? ''
      : html`<p>${link(deskPath('documents', member.copy_of), strings.storyPage.copyOf(member.copy_of))}</p>`;
  const why = whyList(context, member.why);
  return [
    html`<a href="${deskPath('documents', member.id)}"${langAttribute(member.lang)}>${line(member.title, 200) || strings.untitled}</a><small>${link(deskPath('sources', member.source_id), line(member.publisher ?? member.source_title, 80) || strings.source)} · ${line(member.lang, 20)}</small>`,
    stateOf(context, member.state),
    html`${copy}${why === '' && copy === '' ? html`<p>${strings.storyPage.first}</p>` : why}`,
    percent(context, member.score),
    time(context, member.joined_at),
  ];
}

function memberTable(context: PageContext, members: readonly MemberLine[]): Markup {
  const { strings } = context;
  return table({
    caption: strings.storyPage.members,
    columns: [
      { label: strings.document, wide: true },
      { label: strings.state },
      { label: strings.why, wide: true },
      { label: strings.storyPage.score, figures: true },
      { label: strings.when },
    ],
    rows: members.map((member) => memberRow(context, member)),
    empty: strings.storyPage.noMembers,
  });
}

async function eventTable(context: PageContext, storyId: string): Promise<Markup> {
  const { strings, db } = context;
  const words = strings.storyPage;
  const events = await eventsOf(db, storyId, rowsMax * 2);
  const other = (id: string | null) => (id === null ? '' : link(deskPath('stories', id), line(id, 40)));
  return table({
    caption: words.events,
    columns: [
      { label: strings.when },
      { label: strings.kind },
      { label: strings.log.subject },
      { label: strings.why, wide: true },
      { label: words.by },
    ],
    rows: events.map((event) => [
      time(context, event.at),
      words.kinds[event.kind],
      html`${event.document_id === null ? '' : link(deskPath('documents', event.document_id), `${strings.document} ${event.document_id}`)} ${other(event.story_id === storyId ? event.other_id : event.story_id)}`,
      whyList(context, event.evidence),
      line(event.by, 60),
    ]),
    empty: words.noEvents,
  });
}

async function disagreementPart(context: PageContext, storyId: string): Promise<Markup | ''> {
  const rows = await disagreementsOf(context.db, storyId);
  if (rows.length === 0) return '';
  const words = context.strings.storyPage;
  const items = rows.map((row) => {
    const known = disagreement.safeParse(row.data);
    if (!known.success) return html`<li>${detail(words.disagreements, row.data)}</li>`;
    const sides = known.data.sides.slice(0, 12).map((side, at) => {
      const carried = side.documents
        .slice(0, 20)
        .map((id) => html` ${link(deskPath('documents', id), String(id))}`);
      return html`${at === 0 ? '' : ' / '}<q>${line(side.text, 200)}</q>${carried}`;
    });
    return html`<li>${line(known.data.about, 200)}: ${sides}</li>`;
  });
  return section(words.disagreements, html`<ul class="why">${items}</ul>`, 'disagreements');
}
