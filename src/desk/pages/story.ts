import { html } from 'hono/html';
import { briefLines } from '../../db/desk-reading/briefs.ts';
import { disagreementsOf, type MemberLine, membersOf, storyStatus } from '../../db/desk-reading/stories.ts';
import { disagreementOf } from '../../db/reading/notes.ts';
import { siteStrings } from '../../languages/site-strings.ts';
import type { Markup } from '../../views/html/parts.ts';
import { idOf, type PageContext, type PageResult } from '../context.ts';
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
import { languagesOf } from './stories.ts';
import { storyEvents } from './story-events.ts';
import { candidatesFor, mergeForm, splitForm } from './story-forms.ts';
import { whyList } from './why.ts';

const rowsMax = 50;
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
  const isLiving = story.merged_into === null;
  const lang = members[0]?.lang ?? context.lang;
  const candidates = isLiving ? await candidatesFor(context, { id: story.story_id, lang }) : [];
  const canSplit = isLiving && (members.length > 1 || query.has('after'));
  const list = memberTable(context, members, canSplit);
  const documents = canSplit ? await splitForm(context, story.story_id, list, candidates) : list;
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
${section(words.members, html`${documents}${pager(context, { name: 'after', after, words: 'next' })}`, 'members')}
${isLiving ? await mergeForm(context, story.story_id, candidates) : ''}
${section(strings.briefs.title, briefs.length === 0 ? empty(words.noBriefs) : briefTable(context, briefs, ''), 'briefs')}
${section(words.events, html`${await storyEvents(context, story.story_id)}<p>${link('/desk/stories/changes', words.changes)}</p>`, 'events')}
${await disagreementPart(context, story.story_id)}
<p>${link(`/desk/log?story=${encodeURIComponent(story.story_id)}`, words.log)}</p>`;
  const crumbs = [{ href: '/desk/stories', text: strings.stories.title }];
  return { title: line(members[0]?.title, 300) || line(story.story_id, 60), crumbs, body };
}

function memberRow(context: PageContext, member: MemberLine, canSplit: boolean): Part[] {
  const { strings } = context;
  const copy =
    member.copy_of === null
      ? ''
      : html`<p>${link(deskPath('documents', member.copy_of), strings.storyPage.copyOf(member.copy_of))}</p>`;
  const title = line(member.title, 200) || strings.untitled;
  const box = canSplit
    ? html`<label class="check"><input type="checkbox" name="document" value="${member.id}"><span class="hidden">${strings.storyPage.takeOut(title)}</span></label>`
    : '';
  const why = whyList(context, member.why);
  return [
    html`${box}<a href="${deskPath('documents', member.id)}"${langAttribute(member.lang)}>${title}</a><small>${link(deskPath('sources', member.source_id), line(member.publisher ?? member.source_title, 80) || strings.source)} · ${line(member.lang, 20)}</small>`,
    stateOf(context, member.state),
    html`${copy}${why === '' && copy === '' ? html`<p>${strings.storyPage.first}</p>` : why}`,
    percent(context, member.score),
    time(context, member.joined_at),
  ];
}

function memberTable(context: PageContext, members: readonly MemberLine[], canSplit: boolean): Markup {
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
    rows: members.map((member) => memberRow(context, member, canSplit)),
    empty: strings.storyPage.noMembers,
  });
}

async function disagreementPart(context: PageContext, storyId: string): Promise<Markup | ''> {
  const rows = await disagreementsOf(context.db, storyId);
  if (rows.length === 0) return '';
  const words = context.strings.storyPage;
  const items = rows.map((row) => {
    const known = disagreementOf(row.data);
    if (!known) return html`<li>${detail(words.disagreements, row.data)}</li>`;
    const sides = known.sides.slice(0, 12).map((side, at) => {
      const carried = side.documents
        .slice(0, 20)
        .map((id) => html` ${link(deskPath('documents', id), String(id))}`);
      const speaker = line(side.speaker, 120);
      const lang = side.lang ? langAttribute(side.lang) : '';
      return html`${at === 0 ? '' : ' / '}${speaker ? html`<span${lang}>${speaker}</span>: ` : ''}<q${lang}>${line(side.text, 300)}</q>${carried}`;
    });
    const kind = siteStrings(context.lang).disagreementKinds[known.kind] ?? '';
    const about = line(known.about, 200);
    return html`<li>${kind === '' ? '' : html`<strong>${kind}</strong> `}${about === '' ? '' : html`${about}: `}${sides}</li>`;
  });
  return section(words.disagreements, html`<ul class="why">${items}</ul>`, 'disagreements');
}
